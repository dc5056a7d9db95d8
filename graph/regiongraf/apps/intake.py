"""`regiongraf intake` and `regiongraf score`: read a document into candidates, and say how good a reading is."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiongraf.apps.options import LANGUAGE
from regiongraf.words import Words, inert, noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from regiongraf.figures import Language
    from regiongraf.intake import Document, Reading
    from regiongraf.model import Entry
    from regiongraf.workspace import Workspace

COLUMNS = (
    Words("plats", "place"), Words("slag", "kind"), Words("vem", "who"), Words("vad", "what"),
    Words("uppgift", "detail"), Words("nivå", "level"), Words("regel", "rule"),
)  # fmt: skip
PAGE, CHARACTER = Words("s.", "p."), Words("tecken", "character")
CANDIDATES = noun("kandidat", "kandidater", "candidate")
SENTENCES = noun("mening att läsa", "meningar att läsa", "sentence to read", "sentences to read")
KNOWN = noun("känd organisation", "kända organisationer", "known organisation")
NEW = noun("ny", "nya", "new one")
NEXT = Words("härnäst", "next")
MISSED, WRONG = Words("missad", "missed"), Words("fel", "wrong")


@click.command("intake")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--format", "format_", type=click.Choice(["table", "jsonl", "queue"]), default="table", show_default=True,
    help="Table for people, JSON Lines for programs, or the sentences that a reviewer should read.",
)  # fmt: skip
@click.option(
    "--explain", metavar="TEXT", help="Show tokens, names and rules for TEXT. Visa varför en text ger det den ger."
)
@click.option("--work", metavar="ID", help="The work that the document becomes; default: its file name. Verkets id.")
@click.option("--edition-of", metavar="WORK", help="FILE is a new edition of this work. En ny utgåva av verket.")
@LANGUAGE
@click.pass_context
def intake(
    context: click.Context,
    file: Path | None,
    format_: str,
    explain: str | None,
    work: str | None,
    edition_of: str | None,
    lang: Language,
) -> None:
    """Read a PDF, DOCX, HTML or text FILE into candidate facts. Läs ett dokument till faktakandidater.

    In a workspace they are kept for `regiongraf review`. A candidate is a reading: a person decides on it.
    """
    workspace = _workspace(context)
    registry = list(_registry(workspace))
    if explain is not None:
        from regiongraf.intake.explain import explain as explained

        for line in explained(explain, registry, lang):
            click.echo(line)
        return
    if file is None:
        raise click.UsageError("give a FILE, or --explain TEXT. Ange en fil, eller --explain TEXT.")
    from regiongraf.apps.terminal import Progress
    from regiongraf.intake import read_document
    from regiongraf.intake.readers import read

    with Progress() as progress:
        document = read(file, progress)
        reading = read_document(document, registry, progress)
    for remark in document.remarks:
        click.echo(f"{inert(file.name)}: {remark.said(lang)}", err=True)
    if format_ == "jsonl":
        for candidate in reading.candidates:
            click.echo(candidate.line())
    elif format_ == "queue":
        for line in _queue(reading, document, lang):
            click.echo(line)
    else:
        _print_table(reading, lang)
    if workspace is not None:
        from regiongraf.review.opening import stored_reading

        stored_reading(workspace, document, reading, file, work, edition_of)
        if format_ == "table":
            click.echo(f"{NEXT.said(lang)}: regiongraf review {shlex.quote(str(file))}", err=True)


@click.command("score")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path))
@click.option(
    "--list/--no-list", "listed", default=True, show_default=True, help="List what was missed and what is wrong."
)
@LANGUAGE
def score(gold: Path, predicted: Path, listed: bool, lang: Language) -> None:
    """Compare PREDICTED facts with GOLD ones, both JSON Lines. Jämför en läsning med facit.

    Prints precision, recall and F1 per kind, strict and at endpoints, and the precision of each level.
    """
    from regiongraf.intake import scoring

    result = scoring.score(scoring.load(gold), scoring.load(predicted))
    for line in scoring.report(result, lang):
        click.echo(line)
    if listed:
        for fact in result.missed:
            click.echo(f"{MISSED.said(lang):8}{scoring.listed(fact)}")
        for fact in result.wrong:
            click.echo(f"{WRONG.said(lang):8}{scoring.listed(fact)}")


def _workspace(context: click.Context) -> Workspace | None:
    """The workspace that was named or is near, if there is one."""
    from regiongraf.errors import WorkspaceError
    from regiongraf.workspace import Workspace

    folder = getattr(context.obj, "folder", None)
    if folder is not None:
        return Workspace.load(folder)
    try:
        return Workspace.find(Path.cwd())
    except WorkspaceError:
        return None


def _registry(workspace: Workspace | None) -> Iterable[Entry]:
    """The registry of the workspace, else the shipped one."""
    from regiongraf.facts import load
    from regiongraf.resources import shelf

    return [located.record for located in load(workspace.facts if workspace else shelf("facts")).registry]


def _queue(reading: Reading, document: Document, language: Language) -> Iterator[str]:
    """The sentences that speak of a relation and gave no fact, each with its place."""
    for prompt in reading.prompts:
        where = f"{PAGE.said(language)} {prompt.page}, " if prompt.page else ""
        said = " ".join(document.text[prompt.start : prompt.end].split())
        yield f"{where}{prompt.start}-{prompt.end}: {inert(said)}"


def _print_table(reading: Reading, language: Language) -> None:
    """The candidates as a table, and how many there are."""
    from regiongraf.apps.terminal import print_table
    from regiongraf.intake.wording import LEVELS, ends, kind, particulars

    rows = [
        [
            f"{PAGE.said(language)} {each.page}" if each.page else f"{CHARACTER.said(language)} {each.start}",
            kind(each, language),
            *ends(each),
            " · ".join(particulars(each, language)),
            LEVELS[each.level].said(language),
            each.rule,
        ]
        for each in reading.candidates
    ]
    if rows:
        print_table([words.said(language) for words in COLUMNS], rows)
    counts = {
        CANDIDATES: reading.candidates, SENTENCES: reading.prompts, KNOWN: reading.known, NEW: reading.new,
    }  # fmt: skip
    click.echo(", ".join(name.counted(len(each), language) for name, each in counts.items()), err=True)
