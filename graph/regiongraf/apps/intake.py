"""`regiongraf intake` and `regiongraf score`: read a document into candidates, and say how good a reading is."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from regiongraf.intake import Reading
    from regiongraf.model import Entry
    from regiongraf.workspace import Workspace


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
@click.pass_context
def intake(
    context: click.Context,
    file: Path | None,
    format_: str,
    explain: str | None,
    work: str | None,
    edition_of: str | None,
) -> None:
    """Read a PDF, DOCX, HTML or text FILE into candidate facts. Läs ett dokument till faktakandidater.

    In a workspace they are kept for `regiongraf review`. A candidate is a reading: a person decides on it.
    """
    workspace = _workspace(context)
    registry = list(_registry(workspace))
    if explain is not None:
        from regiongraf.intake.explain import explain as explained

        for line in explained(explain, registry):
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
        click.echo(f"{file.name}: {remark}", err=True)
    for line in _lines(reading, document.text, format_):
        click.echo(line)
    if format_ == "table":
        click.echo(
            f"{len(reading.candidates)} candidates, {len(reading.prompts)} sentences to read; "
            f"{len(reading.known)} known organisations, {len(reading.new)} new",
            err=True,
        )
    if workspace is not None:
        from regiongraf.review.opening import stored_reading

        stored_reading(workspace, document, reading, file, work, edition_of)
        if format_ == "table":
            click.echo(f"next: regiongraf review {shlex.quote(str(file))}", err=True)


@click.command("score")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path))
@click.option(
    "--list/--no-list", "listed", default=True, show_default=True, help="List what was missed and what is wrong."
)
def score(gold: Path, predicted: Path, listed: bool) -> None:
    """Compare PREDICTED facts with GOLD ones, both JSON Lines. Jämför en läsning med facit.

    Prints precision, recall and F1 per kind, strict and at endpoints, and the precision of each level.
    """
    from regiongraf.intake import scoring

    result = scoring.score(scoring.load(gold), scoring.load(predicted))
    for line in scoring.report(result):
        click.echo(line)
    if listed:
        for fact in result.missed:
            click.echo(f"missed  {scoring.listed(fact)}")
        for fact in result.wrong:
            click.echo(f"wrong   {scoring.listed(fact)}")


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


def _lines(reading: Reading, text: str, format_: str) -> Iterator[str]:
    from regiongraf.intake.explain import shown

    if format_ == "jsonl":
        yield from (candidate.line() for candidate in reading.candidates)
    elif format_ == "queue":
        for prompt in reading.prompts:
            where = f"p. {prompt.page}, " if prompt.page else ""
            yield f"{where}{prompt.start}-{prompt.end}: {' '.join(text[prompt.start : prompt.end].split())}"
    else:
        for candidate in reading.candidates:
            where = f"p. {candidate.page}" if candidate.page else f"{candidate.start}"
            yield f"{where:>8}  {shown(candidate)}"
