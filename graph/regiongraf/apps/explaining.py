"""Commands that tell all about one body, and why something is said of two: about, why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from regiongraf.apps.options import AS_OF, ENDPOINT, LANGUAGE, Context
from regiongraf.errors import QueryError

if TYPE_CHECKING:
    from regiongraf.reasons import Claim, Standing

CLAIMS: dict[str, Claim] = {
    "owns": "owns",
    "controls": "controls",
    "influences": "influences",
    "äger": "owns",
    "kontrollerar": "controls",
    "påverkar": "influences",
}

STANDINGS: dict[str, Standing] = {
    "public-access": "public-access",
    "statistics-class": "statistics-class",
    "offentlighet": "public-access",
    "ägarklass": "statistics-class",
}
"""What is asked about one body alone."""


@click.command()
@click.argument("owner")
@click.argument("claim", type=click.Choice([*CLAIMS, *STANDINGS]))
@click.argument("body", required=False)
@AS_OF
@LANGUAGE
@ENDPOINT
@click.pass_obj
def why(
    context: Context, owner: str, claim: str, body: str | None, as_of: date | None, lang: Any, endpoint: str | None
) -> None:
    """Why OWNER owns, controls or influences BODY: each chain, its factors, its evidence. Visa härledningen.

    public-access and statistics-class are asked about one body alone.

    \b
    regiongraf why "Region Västernorrland" owns "Norrtåg AB"
    regiongraf why Staten kontrollerar "Almi Mitt AB"
    regiongraf why "Bizmaker AB" public-access
    """  # noqa: D301  # click takes \b, the character itself, for “keep the lines”
    from regiongraf.words import inert

    if (body is None) != (claim in STANDINGS):
        raise QueryError(
            f"why: {claim} is about {'one body alone' if body else 'two: OWNER and BODY'}",
            hint='such as `regiongraf why "Bizmaker AB" public-access`, `regiongraf why Staten owns "Almi Mitt AB"`',
            sv=f"why: {claim} gäller {'en organisation ensam' if body else 'två: OWNER och BODY'}",
            hint_sv='som `regiongraf why "Bizmaker AB" offentlighet`, `regiongraf why Staten äger "Almi Mitt AB"`',
        )
    data = context.dataset(endpoint)
    told = (
        data.why_of(owner, STANDINGS[claim], language=lang, as_of=as_of)
        if body is None
        else data.why(owner, CLAIMS[claim], body, language=lang, as_of=as_of)
    )
    for line in told:
        click.echo(inert(line))


@click.command()
@click.argument("name")
@AS_OF
@LANGUAGE
@ENDPOINT
@click.pass_obj
def about(context: Context, name: str, as_of: date | None, lang: Any, endpoint: str | None) -> None:
    """All that is known of one body: owners, holdings, members, activities, money, sources. Allt om en organisation."""
    from regiongraf.apps import terminal

    dataset = context.dataset(endpoint)
    body = dataset.find(name)
    found = dataset.about(name, language=lang, as_of=as_of)
    click.echo(click.style(dataset.lookup.labels([body], lang)[body], bold=True))
    click.echo(f"{body.value}\n")
    for result in found:
        terminal.print_rows(result.answer)
        click.echo("")
    terminal.print_sources([result.answer for result in found])
