"""The command that sums money: totals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from regiongraf.apps import completing
from regiongraf.apps.options import AS_OF, ENDPOINT, FORMAT, LANGUAGE, Context
from regiongraf.errors import QueryError

if TYPE_CHECKING:
    from regiongraf.holdings import RollUp

BY = {
    "funder": "funder",
    "recipient": "recipient",
    "place": "place",
    "year": "year",
    "purpose": "purpose",
    "instrument": "instrument",
    "activity": "activity",
    "finansiär": "funder",
    "mottagare": "recipient",
    "plats": "place",
    "år": "year",
    "område": "purpose",
    "slag": "instrument",
    "verksamhet": "activity",
}
ROLL_UPS: dict[str, RollUp] = {"agencies": "agencies", "units": "units", "myndigheter": "agencies", "enheter": "units"}
EVERY = {"all", "alla"}
OPEN = {
    "sv": "`--open NR` öppnar en rad i dess poster och deras källor, `--open alla` alla.",
    "en": "`--open NO` opens a row into its items and their sources, `--open all` every row.",
}


def _row(_: click.Context, __: click.Parameter, typed: str | None) -> int | None:
    """The row to open; 0 for all of them."""
    if typed is None or typed in EVERY:
        return None if typed is None else 0
    if not (typed.isascii() and typed.isdigit() and 0 < len(typed) < 10 and int(typed)):
        raise QueryError(
            f"--open: {typed!r} is no row",
            hint="its number in the first column, or all",
            sv=f"--open: {typed!r} är ingen rad",
            hint_sv="dess nummer i första kolumnen, eller alla",
        )
    return int(typed)


@click.command()
@click.option("--by", multiple=True, type=click.Choice(list(BY)), help="Sum by this; may be given several times.")
@click.option("--stage", metavar="STAGE", shell_complete=completing.of("stage"), help="Only this stage, such as paid.")
@click.option("--from", "funder", metavar="NAME", shell_complete=completing.of("agent"), help="Only from this funder.")
@click.option(
    "--to", "recipient", metavar="NAME", shell_complete=completing.of("agent"), help="Only to this recipient."
)
@click.option(
    "--place", metavar="NAME", shell_complete=completing.of("place"), help="Only for this place and what lies in it."
)
@click.option(
    "--roll-up",
    type=click.Choice(list(ROLL_UPS)),
    help="Count state agencies as the State, or units as the body that runs them.",
)
@click.option("--open", "row", metavar="NO|all", callback=_row, help="Open a row into its items and their sources.")
@FORMAT
@click.option("--show", is_flag=True, help="Print the SPARQL that fetches the items instead of the answer.")
@click.option("--explain", is_flag=True, help="Say after the answer what it means and what each item rests on.")
@AS_OF
@LANGUAGE
@ENDPOINT
@click.pass_obj
def totals(
    context: Context,
    /,
    by: tuple[str, ...],
    roll_up: str | None,
    row: int | None,
    format_: str,
    show: bool,
    explain: bool,
    as_of: date | None,
    lang: Any,
    endpoint: str | None,
    **money: str | None,
) -> None:
    """Sum money by funder, recipient, place, year, purpose, instrument or activity. Summera pengar.

    Nothing counts twice: stages stay apart, parts are not added to their whole nor rows to a printed total, and a
    figure for three years is not split. What nobody states is told beside the sum.

    \b
    regiongraf totals --by place --by year --stage paid
    regiongraf totals --by funder --roll-up agencies
    regiongraf totals --by recipient --open 3
    """  # noqa: D301  # click takes \b, the character itself, for “keep the lines”
    from regiongraf.apps import terminal

    found = context.dataset(endpoint).totals(
        *(BY[each] for each in by),
        roll_up=ROLL_UPS[roll_up] if roll_up else None,
        **money,
        language=lang,
        as_of=as_of,
        evidence=explain and row is None,
    )
    answer = found.answer if row is None else found.open(row or None).answer
    terminal.print_as(answer, format_, show=show, as_of=as_of)
    if format_ == "table" and not show and row is None and answer.rows:
        click.echo(OPEN[lang])
    if explain:
        terminal.print_explanation(answer)
