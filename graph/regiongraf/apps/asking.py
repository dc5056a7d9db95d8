"""Commands that ask a dataset: ask, query."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import Any

import click

from regiongraf.apps import completing
from regiongraf.apps.options import AS_OF, ENDPOINT, FORMAT, LANGUAGE, Context


@click.command()
@click.argument("question", required=False, shell_complete=completing.questions)
@click.argument("arguments", nargs=-1, shell_complete=completing.arguments)
@FORMAT
@click.option("--show", is_flag=True, help="Print the SPARQL instead of the answer.")
@click.option("--explain", is_flag=True, help="Say after the answer what it means and what each statement rests on.")
@AS_OF
@LANGUAGE
@ENDPOINT
@click.pass_obj
def ask(
    context: Context,
    question: str | None,
    arguments: tuple[str, ...],
    format_: str,
    show: bool,
    explain: bool,
    as_of: date | None,
    lang: Any,
    endpoint: str | None,
) -> None:
    """Ask a ready-made question; without one, list them. Ställ en färdig fråga.

    \b
    regiongraf ask who-owns "Almi Mitt AB"
    regiongraf ask projects --format csv
    regiongraf ask projects year=2025
    regiongraf ask who-owns "Almi Mitt AB" --as-of 2024-12-31
    """  # noqa: D301  # click takes \b, the character itself, for “keep the lines”
    from regiongraf.apps import terminal
    from regiongraf.questions import parted
    from regiongraf.questions.library import library, question_named

    if question is None:
        terminal.print_questions(library().values(), lang)
        return
    in_order, named = parted(question_named(question), arguments)
    answer = context.dataset(endpoint).ask(question, *in_order, language=lang, as_of=as_of, **named).answer
    terminal.print_as(answer, format_, show=show, as_of=as_of)
    if explain:
        terminal.print_explanation(answer)


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "json", "turtle"]), default="table", show_default=True
)
@click.option("--seconds", type=click.FloatRange(min=0.1), default=60, show_default=True, help="Stop after this time.")
@click.option("--rows", type=click.IntRange(min=1), default=100_000, show_default=True, help="Refuse more rows.")
@click.option("--allow-service", is_flag=True, help="Let the query call other endpoints (SERVICE).")
@AS_OF
@ENDPOINT
@LANGUAGE
@click.pass_obj
def query(
    context: Context,
    file: Any,
    format_: str,
    seconds: float,
    rows: int,
    allow_service: bool,
    as_of: date | None,
    endpoint: str | None,
    lang: Any,
) -> None:
    """Run any SPARQL query from FILE, or from standard input with “-”. Kör valfri SPARQL.

    It runs in a process of its own, which ends at the time limit and at ^C.
    """
    from regiongraf.apps import terminal
    from regiongraf.dataset import open_guarded
    from regiongraf.store.guarding import Limits, refuse_writing_and_calling

    text = _read(file)
    refuse_writing_and_calling(text, service=allow_service)
    dataset = open_guarded(context.folder, Limits(seconds, rows), endpoint=endpoint, as_of=as_of)
    with contextlib.closing(dataset.store):
        if format_ == "turtle":
            click.echo(terminal.triples_text(dataset, text), nl=False)
        else:
            terminal.print_solutions(dataset.query(text), format_, lang)
    if as_of is not None:
        terminal.print_day(context.dataset(endpoint).on(as_of), lang)


def _read(file: Any) -> str:
    from regiongraf.errors import Place, QueryError

    try:
        return str(file.read())
    except UnicodeDecodeError as error:
        raise QueryError(
            "the query is not UTF-8",
            place=Place(getattr(file, "name", "-")),
            hint="save it as UTF-8",
            sv="frågan är inte UTF-8",
            hint_sv="spara den som UTF-8",
        ) from error
