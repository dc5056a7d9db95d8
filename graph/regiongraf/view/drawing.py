"""Pictures for reports, without a browser: the owners and holdings of one body as a tree, and its money as bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from regiongraf.errors import PageError
from regiongraf.figures import Language
from regiongraf.view import money
from regiongraf.view.looks import look
from regiongraf.view.model import Edge, Node, Scene, Words
from regiongraf.view.palette import FILLS
from regiongraf.view.picture import (
    PAINT,
    claim,
    dashes,
    definitions,
    document,
    escape,
    head_at,
    lines_of,
    look_of,
    number,
    pill_at,
    pill_text,
    shape,
    symbol,
    tag,
)
from regiongraf.view.tree import CARD, Point, Tree, above, below, chain, tree
from regiongraf.view.words import WORDS

HEADINGS = {
    "up": Words("Vem äger {}?", "Who owns {}?"),
    "down": Words("Vad äger {}?", "What does {} own?"),
    "both": Words("{}: ägare och innehav", "{}: owners and holdings"),
    "money": Words("{}: pengar, {}, {}", "{}: money, {}, {}"),
    "all money": Words("Vart går pengarna? {1}, {2}", "Where does the money go? {1}, {2}"),
}
HALF = CARD[0] / 2


def tree_svg(scene: Scene, node: Node, direction: str) -> str:
    """The chains of ownership above (“up”), below (“down”) or on both sides of a node, as SVG text."""
    language = scene.language
    edges = chain(scene.edges, node.id, direction)
    ids = sorted({node.id, *(end for edge in edges for end in (edge.source, edge.target))})
    placed = tree(ids, edges)
    nodes = {each.id: each for each in scene.nodes if each.id in set(ids)}
    looks = {id_: look(nodes[id_], scene) for id_ in ids}
    ports = _ports(edges, placed)
    body = [
        definitions(form for form, _ in looks.values()),
        *(_line(edge, placed, ports, nodes, language) for edge in edges),
        *(_card(nodes[id_], placed.cards[id_], scene, chosen=id_ == node.id) for id_ in ids),
    ]
    xs, ys = zip(*[*placed.cards.values(), *(bend for bends in placed.bends.values() for bend in bends)], strict=True)
    bounds = (min(xs) - HALF, min(ys) - CARD[1], max(xs) + HALF + 8, max(ys) + CARD[1])
    shown = replace(scene, edges=tuple(edges), flows=())
    return document(shown, bounds, body, HEADINGS[direction].said(language).format(node.label.said(language)))


def _card(node: Node, at: Point, scene: Scene, *, chosen: bool) -> str:
    language, (form, family) = scene.language, look(node, scene)
    left, top = at[0] - HALF, at[1] - CARD[1] / 2
    stack = (6.0, 3.0, 0.0) if node.form == "Group" else (0.0,)
    edge, width = (PAINT.accent, 2.6) if chosen else (PAINT.edge, 1.2)
    outline: dict[str, str | float | None] = {"fill": PAINT.panel, "stroke": edge, "stroke_width": width}
    cards = "".join(
        tag("rect", x=left + step, y=top + step, width=CARD[0], height=CARD[1], rx=9.0, **outline) for step in stack
    )
    lines = lines_of(node.label.said(language), 12.1, 2)
    first = at[1] + 4.2 - (len(lines) - 1) / 2 * 15.5
    names = "".join(
        tag("text", escape(line), x=left + 52, y=first + k * 15.5, font_size=12.0, font_weight="600", fill=PAINT.ink)
        for k, line in enumerate(lines)
    )
    title = tag("title", escape(f"{node.label.said(language)}, {node.form_label.said(language)}"))
    mark = shape(family, left + 27, at[1], 15, fill=FILLS["light"][family]) + symbol(form, left + 27, at[1], 18)
    return tag("g", title + cards + mark + names)


def _ports(edges: list[Edge], placed: Tree) -> dict[tuple[str, str], float]:
    """How far from the middle of a card each line begins and ends, in the order of the cards at its other end."""
    sides: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for edge in edges:
        sides.setdefault((above(edge), "out"), []).append((placed.cards[below(edge)][1], edge.id))
        sides.setdefault((below(edge), "in"), []).append((placed.cards[above(edge)][1], edge.id))
    ports = {}
    for (_, side), lines in sides.items():
        step = min(13.0, (CARD[1] - 14) / max(1, len(lines)))
        for index, (_, edge_id) in enumerate(sorted(lines)):
            ports[edge_id, side] = (index - (len(lines) - 1) / 2) * step
    return ports


def _line(
    edge: Edge, placed: Tree, ports: Mapping[tuple[str, str], float], nodes: Mapping[str, Node], language: Language
) -> str:
    colour, width, dash = look_of(edge)
    start, end = placed.cards[above(edge)], placed.cards[below(edge)]
    head = 12.0
    turned = edge.kind == "unitOf"
    first = (start[0] + HALF + (6 if nodes[above(edge)].form == "Group" else 0), start[1] + ports[edge.id, "out"])
    last = (end[0] - HALF - (2 if turned else head), end[1] + ports[edge.id, "in"])
    stops = [first]
    for bend in placed.bends.get(edge.id, ()):
        stops += [(bend[0] - HALF, bend[1]), (bend[0] + HALF, bend[1])]
    stops.append(last)
    way = f"M{number(first[0])} {number(first[1])}"
    p = q = first
    for p, q in pairwise(stops):
        reach = (q[0] - p[0]) / 3 if p[1] == q[1] else max(44.0, (q[0] - p[0]) / 2)
        way += f"C{' '.join(map(number, (p[0] + reach, p[1], q[0] - reach, q[1], q[0], q[1])))}"
    title = tag("title", escape(claim(edge, nodes, language)))
    line = tag("path", d=way, stroke=colour, stroke_width=width, stroke_dasharray=dashes(dash))
    tip, along = ((first[0] + 2, first[1]), (-1.0, 0.0)) if turned else ((last[0] + head - 2, last[1]), (1.0, 0.0))
    text = pill_text(edge, language)
    # Where the lines into one body have not come together yet.
    middle = (p[0] + (q[0] - p[0]) * 0.55, p[1] + (q[1] - p[1]) * 0.575)
    pill = pill_at(text, middle, colour) if text else ""
    return tag("g", title + line + head_at(edge.kind, tip, along, colour, width) + pill)


def money_svg(
    scene: Scene,
    node: Node | None,
    stage: str | None = None,
    period: str | None = None,
    *,
    loans: bool = False,
    currency: str | None = None,
) -> str:
    """The money of one stage, period and currency as SVG text: all of it, or what a node gives and gets; or loans.

    Raises PageError when no chart, or more than one, is meant: amounts of different stages are never put together.
    """
    flows = tuple(flow for flow in scene.flows if node is None or node.id in (flow.funder, flow.recipient))
    found = [
        chart
        for chart in money.charts(replace(scene, flows=flows))
        if stage in (None, chart.stage) and period in (None, chart.period) and chart.loan == loans
        if currency in (None, chart.currency)
    ]
    if not found:
        raise PageError(
            f"no amount is stated for this{' as a loan' if loans else ', loans apart'}",
            hint="`regiongraf draw --money` without a name shows what there is; --loans draws loans",
            sv=f"inget belopp anges för detta{' som lån' if loans else ', lån oräknade'}",
            hint_sv="`regiongraf draw --money` utan namn visar vad som finns; --loans ritar lån",
        )
    if len(found) > 1:
        several = len({chart.currency for chart in found}) > 1
        listed = " · ".join(
            f'--stage {chart.stage} --period "{chart.period}"{f" --currency {chart.currency}" if several else ""}'
            for chart in found
        )
        raise PageError(
            "money of different stages, periods or currencies is never put together",
            hint=f"choose one of: {listed}",
            sv="pengar i olika skeden, perioder eller valutor läggs aldrig ihop",
            hint_sv=f"välj en av: {listed}",
        )
    chart = found[0]
    if chart.refusal:
        raise PageError(
            chart.refusal.en,
            hint="`regiongraf view` shows it as a network",
            sv=chart.refusal.sv,
            hint_sv="`regiongraf view` visar det som ett nätverk",
        )
    names = {each.id: each.label.said(scene.language) for each in scene.nodes}
    terms = dict(scene.terms)
    who = names[node.id] if node else ""
    stage_name = terms[chart.stage].said(scene.language) if chart.stage in terms else chart.stage
    when = chart.period or WORDS["noperiod"].said(scene.language)
    body = [_band(chart, band, names, scene.language) for band in chart.bands]
    body += [_end(end, names, scene.language) for end in chart.ends]
    shown = replace(scene, edges=(), flows=chart.flows)
    title = HEADINGS["money" if node else "all money"].said(scene.language).format(who, stage_name, when)
    return document(shown, (0.0, 0.0, money.WIDTH, chart.height), body, title)


def _named(end: money.End, names: Mapping[str, str], language: Language) -> str:
    return names.get(end.node or "", "") or end.label.said(language)


def _band(chart: money.Chart, band: money.Band, names: Mapping[str, str], language: Language) -> str:
    giver, taker = (_named(chart.ends[k], names, language) for k in (band.source, band.target))
    fill = FILLS["light"]["company" if band.known else "neutral"]
    return tag(
        "path",
        tag("title", escape(f"{giver} → {taker}: {band.text.said(language)}")),
        d=band.d,
        fill=fill,
        fill_opacity=0.45,
    )


def _end(end: money.End, names: Mapping[str, str], language: Language) -> str:
    fill = PAINT.ink if end.node else FILLS["light"]["neutral"]
    left = end.side == "left"
    x, anchor = (end.x - 8, "end") if left else (end.x + money.BAR + 8, "start")
    lines = lines_of(_named(end, names, language), 18.6, 2)
    first = end.y + end.height / 2 - 2 - (len(lines) - 1) * 8
    words = "".join(
        tag("text", escape(line), y=first + k * 15, font_size=13.0, font_weight="600", fill=PAINT.ink)
        for k, line in enumerate(lines)
    )
    words += tag("text", escape(end.text.said(language)), y=first + len(lines) * 15, font_size=12.0, fill=PAINT.soft)
    words = words.replace("<text ", f'<text x="{number(x)}" text-anchor="{anchor}" ')
    bar = tag("rect", x=end.x, y=end.y, width=money.BAR, height=max(2.0, end.height), rx=2.0, fill=fill)
    return tag("g", bar + words)
