"""Commands that tell all about one body, and why something is said of two: about, why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from regiongraf.apps.options import AS_OF, ENDPOINT, LANGUAGE, Context

if TYPE_CHECKING:
    from regiongraf.reasons import Claim

CLAIMS: dict[str, Claim] = {
    "owns": "owns",
    "controls": "controls",
    "influences": "influences",
    "äger": "owns",
    "kontrollerar": "controls",
    "påverkar": "influences",
}


@click.command()
@click.argument("owner")
@click.argument("claim", type=click.Choice(list(CLAIMS)))
@click.argument("body")
@AS_OF
@LANGUAGE
@ENDPOINT
@click.pass_obj
def why(
    context: Context, owner: str, claim: str, body: str, as_of: date | None, lang: Any, endpoint: str | None
) -> None:
    """Why OWNER owns, controls or influences BODY: each chain, its factors, its evidence. Visa härledningen.

    \b
    regiongraf why "Region Västernorrland" owns "Norrtåg AB"
    regiongraf why Staten kontrollerar "Almi Mitt AB"
    """  # noqa: D301  # click takes \b, the character itself, for “keep the lines”
    from regiongraf.words import inert

    for line in context.dataset(endpoint).why(owner, CLAIMS[claim], body, language=lang, as_of=as_of):
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
