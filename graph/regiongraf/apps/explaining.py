"""The command that explains: why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from regiongraf.apps.options import ENDPOINT, LANGUAGE, Context

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
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day that is asked for. Dagen som frågan gäller.")
@LANGUAGE
@ENDPOINT
@click.pass_obj
def why(
    context: Context, owner: str, claim: str, body: str, as_of: datetime | None, lang: Any, endpoint: str | None
) -> None:
    r"""Why OWNER owns, controls or influences BODY: each chain, its factors, its evidence. Visa härledningen.

    \b
    regiongraf why "Region Västernorrland" owns "Norrtåg AB"
    regiongraf why Staten kontrollerar "Almi Mitt AB"
    """
    from regiongraf.words import inert

    day = as_of.date() if as_of else None
    for line in context.dataset(endpoint).why(owner, CLAIMS[claim], body, language=lang, as_of=day):
        click.echo(inert(line))
