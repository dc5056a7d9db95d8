"""The commands that publish: export, diff, publish. Thin: what they do lies in `regiongraf.publishing` and `diff`."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiongraf.apps.options import AS_OF, ENDPOINT, LANGUAGE, Context
from regiongraf.errors import QueryError

if TYPE_CHECKING:
    from regiongraf.publishing.bods import Publication
    from regiongraf.publishing.export import Part
    from regiongraf.vocabulary import Minter

# Written out, so that `--help` imports no writer; a test holds them against `publishing.export`.
FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "graphml", "gexf", "bods", "csv")
ENDINGS = {
    ".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig", ".jsonld": "jsonld", ".rdf": "rdfxml",
    ".graphml": "graphml", ".gexf": "gexf", ".json": "bods",
}  # fmt: skip


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Default: what the name of the output ends in (.ttl, .nt, .nq, .trig, .jsonld, .rdf, .graphml, .gexf, .json), "
    "else turtle.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write, compressed if it ends in .gz (csv: a folder); default: standard output.",
)
@click.option("--subject", metavar="NAME", help="Only what is said about one thing: a name, an IRI or kind/id.")
@click.option("--class", "class_", metavar="CLASS", help="Only a class: Ownership, org:Membership, an IRI.")
@click.option("--question", metavar="QUESTION", help="Only what the answer to a ready-made question rests on.")
@click.option("--argument", multiple=True, help="An argument of the question; repeat it for several.")
@AS_OF
@LANGUAGE
@ENDPOINT
@click.pass_obj
def export(
    context: Context,
    format_: str | None,
    output: Path | None,
    subject: str | None,
    class_: str | None,
    question: str | None,
    argument: tuple[str, ...],
    as_of: date | None,
    lang: Any,
    endpoint: str | None,
) -> None:
    """Export the dataset, or a part; the same facts give the same bytes. Exportera.

    \b
    regiongraf export -o region.ttl.gz
    regiongraf export --format csv -o tables
    regiongraf export --question who-owns --argument "Almi Mitt AB"
    """  # noqa: D301  # click takes \b, the character itself, for “keep the lines”
    from regiongraf.publishing.export import chunks
    from regiongraf.publishing.writing import write_chunks

    part = _part(context, subject, class_, question, argument, endpoint, as_of)
    chosen = format_ or _by_ending(output)
    if as_of is not None:
        from regiongraf.apps.terminal import print_day

        print_day(context.dataset(endpoint).on(as_of), lang)
    with _exported(context, endpoint, as_of) as (data, minter, told):
        if chosen == "csv":
            _write_tables(data, minter, part, output)
            return
        pieces = chunks(data, minter, chosen, told, part)
        if output is None:
            for piece in pieces:
                click.echo(piece, nl=False)
        else:
            click.echo(f"{output}: {chosen}, {write_chunks(output, pieces):,} bytes")


@contextlib.contextmanager
def _exported(context: Context, endpoint: str | None, as_of: date | None) -> Iterator[tuple[Any, Minter, Publication]]:
    """The N-Quads of the build, or of what an endpoint serves; and what they are published as."""
    if as_of is not None:
        yield _on_day(context, endpoint, as_of)
        return
    from regiongraf.publishing.settings import publication, publication_of
    from regiongraf.publishing.streams import mapped_build
    from regiongraf.store.publication import current_build

    if endpoint is not None:
        from regiongraf.store.embedded import nquads
        from regiongraf.store.fetching import dataset_of
        from regiongraf.store.remote import RemoteStore
        from regiongraf.vocabulary import Minter

        quads = dataset_of(RemoteStore(endpoint))
        minter = Minter.of_graphs(quad[3][1:-1] for quad in quads) or Minter()
        text = nquads(quads)
        yield text, minter, publication_of(endpoint, minter, text, os.environ)
        return
    workspace = context.workspace
    with mapped_build(current_build(workspace.dataset_folder)) as data:
        yield data, workspace.minter, publication(workspace, data, os.environ)


def _on_day(context: Context, endpoint: str | None, day: date) -> tuple[bytes, Minter, Publication]:
    from dataclasses import replace

    from regiongraf.publishing.settings import publication, publication_of
    from regiongraf.store.embedded import nquads

    dataset = context.dataset(endpoint)
    text, minter = nquads(dataset.quads_on(day)), dataset.own_minter
    if endpoint is not None:
        told = publication_of(endpoint, minter, text, os.environ)
    else:
        told = publication(context.workspace, text, os.environ)
    return text, minter, replace(told, title=f"{told.title}, {day}")


def _by_ending(output: Path | None) -> str:
    if output is None:
        return "turtle"
    name = output.name.removesuffix(".gz")
    return next((format_ for ending, format_ in ENDINGS.items() if name.endswith(ending)), "turtle")


def _part(
    context: Context,
    subject: str | None,
    class_: str | None,
    question: str | None,
    arguments: tuple[str, ...],
    endpoint: str | None,
    as_of: date | None,
) -> Part | None:
    """What to export: the one part that was asked for; None for everything."""
    from regiongraf.publishing import selection

    if sum(asked is not None for asked in (subject, class_, question)) > 1:
        raise QueryError(
            "an export is of one part",
            hint="give one of --subject, --class and --question, or none for everything",
            sv="en export gäller en del",
            hint_sv="ange en av --subject, --class och --question, eller ingen för allt",
        )
    if subject is not None:
        term = f"<{_thing(context, subject, endpoint)}>"
        return lambda things: selection.about(things, term)
    if class_ is not None:
        return lambda things: selection.of_class(things, class_)
    if question is not None:
        return _of_question(context, question, arguments, endpoint, as_of)
    return None


def _thing(context: Context, typed: str, endpoint: str | None) -> str:
    """The IRI that a user means by an IRI, by kind/id, or by a name."""
    if typed.startswith(("http://", "https://")):
        return typed
    if "/" in typed and " " not in typed:
        minter = context.dataset(endpoint).own_minter if endpoint else context.workspace.minter
        return minter.thing(typed)
    return str(context.dataset(endpoint).find(typed).value)


def _of_question(
    context: Context, question: str, arguments: tuple[str, ...], endpoint: str | None, as_of: date | None
) -> Part:
    from regiongraf.publishing import selection
    from regiongraf.questions import parted
    from regiongraf.questions.library import question_named
    from regiongraf.store import Iri

    in_order, by_name = parted(question_named(question), arguments)
    answer = context.dataset(endpoint).ask(question, *in_order, language="sv", as_of=as_of, **by_name).answer
    named = {term.n3 for row in answer.rows for term in row.values() if isinstance(term, Iri)}
    named |= {evidence.source.n3 for known in answer.provenance.values() for evidence in known.evidence}
    return lambda things: selection.of_answer(things, named)


def _write_tables(data: Any, minter: Minter, part: Part | None, output: Path | None) -> None:
    from regiongraf.publishing.export import source_of
    from regiongraf.publishing.mapped import MappedThings
    from regiongraf.publishing.tables import tables
    from regiongraf.publishing.writing import make_folder, write_chunks

    if output is None:
        raise click.UsageError("csv is several tables: name a folder with -o")
    make_folder(output)
    for name, lines in tables(MappedThings(source_of(data, minter, part))):
        click.echo(f"{output / name}: {write_chunks(output / name, lines):,} bytes")


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["words", "table", "json", "patch"]),
    default="words",
    show_default=True,
    help="patch: an RDF patch that makes NEW of OLD.",
)
@LANGUAGE
@click.pass_obj
def diff(context: Context, old: str, new: str, format_: str, lang: Any) -> None:
    """Tell what changed between two datasets. Vad har ändrats?

    OLD and NEW are builds, exports, workspaces, SPARQL endpoints, or git revisions of the workspace's facts (HEAD~1, a
    tag).
    """
    from regiongraf.apps.differing import report
    from regiongraf.diff import patch, side
    from regiongraf.errors import WorkspaceError

    try:
        workspace = context.workspace
    except WorkspaceError:
        # Files can be compared anywhere.
        workspace = None
    before, after = side(old, workspace), side(new, workspace)
    if format_ == "patch":
        for line in patch(before, after):
            click.echo(line, nl=False)
        return
    report(before, after, format_, lang)


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The folder to publish into.")
@click.option("--clean", is_flag=True, help="Leave behind files in the folder that regiongraf did not write.")
@LANGUAGE
@click.pass_obj
def publish(context: Context, output: Path, clean: bool, lang: Any) -> None:
    """Write the site, the downloads and the catalogue for data portals. Publicera.

    The folder can be put on any web server or file share. Until all of it is written, the old one stays.
    """
    from regiongraf.publishing.publish import publish as run

    report = run(context.workspace, output, os.environ, clean=clean, progress=progress)
    for line in report.lines(lang):
        click.echo(line)


def catalogue_report(context: Context, shapes: tuple[Path, ...], language: Any) -> bool:
    """Print what the catalogue lacks or breaks; True when it can be harvested."""
    from decimal import Decimal

    from regiongraf.figures import number
    from regiongraf.publishing.checking import check_catalogue
    from regiongraf.publishing.publish import catalogue_of
    from regiongraf.publishing.releases import gaps

    workspace = context.workspace
    missing = gaps(workspace)
    wrong, advice = ("FEL   ", "råd   ") if language == "sv" else ("ERROR ", "advice")
    for gap in missing:
        click.echo(f"{wrong}  {gap.said(language)}")
    triples = catalogue_of(workspace, os.environ)
    found = check_catalogue(triples, shapes)
    errors = [finding for finding in found if finding.severity == "error"]
    for finding in found:
        click.echo(f"{wrong if finding in errors else advice}  {finding.said(language)}")
    against = "DCAT-AP-SE 3.0.1" + "".join(f", {path}" for path in shapes)
    count = number(Decimal(len(triples)), language)
    held = f"{count} tripplar prövade mot" if language == "sv" else f"{count} triples held against"
    click.echo(f"ok      {held} {against}")
    return not (missing or errors)


def progress(text: str) -> None:
    """A line for somebody who waits at a terminal."""
    if sys.stderr.isatty():
        click.echo(f"  … {text}", err=True)
