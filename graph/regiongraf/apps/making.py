"""Commands that make a dataset: demo, init, build, check, evidence, schema."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from regiongraf.apps.options import LANGUAGE, Context
from regiongraf.errors import RegiongrafError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("regiongraf-demo"))
@LANGUAGE
def demo(folder: Path, lang: Any) -> None:
    """Build the shipped example, ask it, draw it, export it. Bygg exemplet.

    Makes FOLDER (default: regiongraf-demo), a workspace of your own with the facts of a real report.
    """
    from regiongraf.apps.demo import run

    run(folder, lang, click.echo)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@LANGUAGE
def init(folder: Path, lang: Any) -> None:
    """Start a workspace of your own. Skapa en egen arbetsyta."""
    from regiongraf.apps.starting import start

    for line in start(folder, lang):
        click.echo(line)


@click.command()
@LANGUAGE
@click.pass_obj
def build(context: Context, lang: Any) -> None:
    """Build the dataset from the records. Bygg datamängden av posterna.

    The new build takes the place of the old one in one step; when anything is wrong, the old one stays.
    """
    from regiongraf.apps.terminal import build_report
    from regiongraf.build import build as run

    report = run(context.workspace, progress=_progress)
    for line in build_report(report, lang):
        click.echo(line)


def _progress(step: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"  … {step}", err=True)


@click.command()
@click.option(
    "--document", type=click.Path(path_type=Path), multiple=True, help="Hold the evidence against this document, too."
)
@click.option("--catalogue", is_flag=True, help="Check what data portals will harvest, instead of the records.")
@click.option(
    "--shapes", type=click.Path(path_type=Path), multiple=True, help="With --catalogue: hold it against these, too."
)
@click.option("--owl", is_flag=True, help="Reason with HermiT, too (needs Java: pip install 'regiongraf[owl]').")
@LANGUAGE
@click.pass_obj
def check(
    context: Context, document: tuple[Path, ...], catalogue: bool, shapes: tuple[Path, ...], owl: bool, lang: Any
) -> None:
    """Check records, totals, evidence and open conflicts. Kontrollera. Exit code 1 on errors."""
    if catalogue:
        from regiongraf.apps.publishing import catalogue_report

        if not catalogue_report(context, shapes, lang):
            raise click.exceptions.Exit(1)
        return
    from regiongraf.apps.terminal import check_report
    from regiongraf.checks import check as run

    result = run(context.workspace, documents=document, owl=owl)
    for line in check_report(result, lang):
        click.echo(line)
    if result.errors:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("record", required=False)
@click.option(
    "--document", type=click.Path(path_type=Path), required=True, help="The document that the records were read from."
)
@click.option("--find", metavar="WORDS", help="Print the evidence line for these words, to paste into a record.")
@LANGUAGE
@click.pass_obj
def evidence(context: Context, record: str | None, document: Path, find: str | None, lang: Any) -> None:
    """Verify evidence against its document, and show the quotes. Verifiera belägg.

    With RECORD (kind/id, or an id), only that record's.
    """
    from regiongraf import evidence as spans
    from regiongraf.apps.terminal import evidence_report
    from regiongraf.facts import load

    if find is not None:
        found = spans.locate(document, find)
        for item in found:
            click.echo(spans.as_toml(item))
        if not found:
            raise RegiongrafError(
                f"“{find}” does not stand in {document}",
                hint="copy the words as the document spells them",
                sv=f"”{find}” står inte i {document}",
                hint_sv="kopiera orden som dokumentet stavar dem",
            )
        return
    work, verified = spans.verify(load(context.workspace.facts), document, record)
    for line in evidence_report(work, verified, lang):
        click.echo(line)
    if any(span.verdict == "lost" for span in verified):
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("name", type=click.Choice(["facts", "registry", "source"]))
def schema(name: str) -> None:
    """Print the JSON Schema of a records file, for editors that check while you type. Skriv ut JSON Schema."""
    from regiongraf.facts.schema import schema_text

    click.echo(schema_text(name), nl=False)
