"""Commands that draw a dataset: view, draw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiongraf.apps.options import ENDPOINT, LANGUAGE, Context

if TYPE_CHECKING:
    from regiongraf.view.model import Scene

QUESTIONS = ("owners", "holdings", "neighbours", "money")
KINDS = ("owns", "memberOf", "hasRightOver", "founded", "unitOf", "funds", "takesPart", "listed")
STAGES = ("Allocated", "Budgeted", "Granted", "Paid", "Planned", "StageNotStated")


@click.command()
@click.argument("name", required=False)
@click.option(
    "--question",
    type=click.Choice(QUESTIONS),
    help="Open with this question about NAME; money needs no NAME. Öppna med den här frågan.",
)
@click.option("--layout", type=click.Choice(["network", "tree", "table"]), help="How the page opens. Hur sidan öppnas.")
@click.option("--hops", type=click.IntRange(1, 3), default=1, show_default=True, help="Steps around NAME. Antal steg.")
@click.option("--as-of", metavar="YEAR", help="Open with what holds in this year. Det som gäller det året.")
@click.option(
    "--kinds", multiple=True, type=click.Choice(KINDS), help="Open with these relations only; give it once for each."
)
@click.option(
    "--compare",
    metavar="OLD",
    help="Mark what differs from OLD: a build, an export, or a git revision. Markera vad som skiljer.",
)
@click.option(
    "--document",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Put the words of this document beside what stands in it. Visa orden ur dokumentet.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The HTML file to write.")
@LANGUAGE
@ENDPOINT
@click.pass_obj
def view(context: Context, /, output: Path, lang: Any, endpoint: str | None, **chosen: Any) -> None:
    """Draw the network as one HTML file that works offline. Rita nätverket.

    All of the dataset is in the file; NAME and the options say what it opens with. Where the file was a page before,
    what it showed keeps its place.

    \b
    regiongraf view -o network.html
    regiongraf view "Norrtåg AB" --question owners -o norrtag.html
    regiongraf view --compare HEAD~1 -o changed.html
    """  # noqa: D301  # click takes \b, the character itself, for “keep the lines”
    from regiongraf.diff import side
    from regiongraf.view.opening import opening_of
    from regiongraf.view.page import write
    from regiongraf.view.quoting import quoted
    from regiongraf.view.warm import warm

    dataset = context.dataset(endpoint)
    scene = dataset.scene(lang)
    if old := chosen.pop("compare"):
        # A revision is of the workspace's facts; an endpoint has none.
        scene = dataset.compared(scene, side(old, None if endpoint else context.workspace))
    for document in chosen.pop("document"):
        scene = quoted(scene, document)
    name = chosen.pop("name")
    node = dataset.find(name).value if name else None
    opening = opening_of(scene, node, **chosen)
    write(scene, output, opening=opening, previous=warm(scene, output))
    click.echo(f"{output}: {len(scene.nodes)} organisations and activities, {len(scene.edges)} relations")


@click.command()
@click.option("--of", "name", metavar="NAME", help="The organisation that the picture is about. Vem bilden gäller.")
@click.option(
    "--direction",
    type=click.Choice(["up", "down", "both"]),
    default="up",
    show_default=True,
    help="Owners or holdings.",
)
@click.option("--money", is_flag=True, help="Draw flows of money instead. Rita pengar i stället.")
@click.option("--stage", type=click.Choice(STAGES), help="With --money: which stage.")
@click.option("--period", help="With --money: which period, such as 2024 or 2023–2025.")
@click.option("--currency", help="With --money: which currency, such as SEK or EUR. Vilken valuta.")
@click.option("--loans", is_flag=True, help="With --money: loans instead of grants. Lån i stället för bidrag.")
@click.option(
    "-o",
    "--out",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write: .svg, .png or .pdf.",
)
@LANGUAGE
@ENDPOINT
@click.pass_obj
def draw(context: Context, /, output: Path, lang: Any, endpoint: str | None, **chosen: Any) -> None:
    """Draw owners, holdings or money as a picture for a report. Rita en bild.

    The name of the file says which kind: .svg, or with the extra `picture` .png and .pdf.

    \b
    regiongraf draw --of "Norrtåg AB" --direction up --out owners.pdf
    regiongraf draw --money --stage Granted --period 2024 --out money.svg
    """  # noqa: D301  # click takes \b, the character itself, for “keep the lines”
    from regiongraf.files import replacing
    from regiongraf.view.drawing import money_svg, tree_svg
    from regiongraf.view.model import opaque
    from regiongraf.view.rendering import rendered

    if not chosen["money"] and not chosen["name"]:
        raise click.UsageError("say whom the picture is about: --of NAME")
    dataset = context.dataset(endpoint)
    scene: Scene = dataset.scene(lang)
    node = scene.node(opaque(dataset.find(chosen["name"]).value)) if chosen["name"] else None
    if chosen["money"] or node is None:
        text = money_svg(
            scene, node, chosen["stage"], chosen["period"], loans=chosen["loans"], currency=chosen["currency"]
        )
    else:
        text = tree_svg(scene, node, chosen["direction"])
    picture = rendered(text, output.suffix)
    with replacing(output) as file:
        file.write(picture)
    click.echo(f"{output}: {len(picture):,} bytes")
