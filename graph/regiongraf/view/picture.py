"""Pictures without a browser: a scene as SVG text, with titles, the licence and the sources in it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping

from regiongraf.figures import Language
from regiongraf.view.icons import icon
from regiongraf.view.layout import Point, box_of, extent
from regiongraf.view.looks import looks_of
from regiongraf.view.model import Edge, Node, Scene
from regiongraf.view.palette import FILLS, INDIRECT_DASH, SHAPES, STROKES, SURFACES, UNKNOWN_DASH, Family, stroke_colour
from regiongraf.view.words import WORDS

FONT = "'Noto Sans', 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
MARGIN, HEAD = 24.0, 30.0
RADIUS = 16.0
PAINT = SURFACES["light"]
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def escape(text: str) -> str:
    """Text that is inert in XML, whatever it holds."""
    return re.sub("[&<>\"']", lambda match: _ESCAPES[match[0]], _NOT_XML.sub("\ufffd", text))


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, inside: str = "", /, **attributes: str | float | None) -> str:
    """An element; `inside` is markup, attribute values are text or numbers, `_` in their names stands for `-`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(value) if isinstance(value, float) else escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def points(*places: Point) -> str:
    """Points as the attribute of a polygon."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)


_WIDTHS = {**dict.fromkeys("ijl|.,:;'!()[] ", 0.37), **dict.fromkeys("frt-/", 0.47), **dict.fromkeys("mwMWÅ@%", 0.98)}


def width_of(text: str) -> float:
    """An estimate of how wide a text is, in ems of the widest common bold face; never much too little."""
    return sum(_WIDTHS.get(letter, 0.77 if letter.isupper() else 0.69) for letter in text)


def lines_of(name: str, room: float = 12.6, most: int = 3) -> list[str]:
    """A name in lines of at most `room` ems; a long word is parted, what is left over ends in an ellipsis."""
    lines: list[str] = []
    for word in name[:400].split() or [name[:400]]:
        if lines and width_of(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
            continue
        while width_of(word) > room and len(lines) < most:
            cut = _parting(word, room)
            lines.append(f"{word[:cut]}-")
            word = word[cut:]
        lines.append(word)
    if len(lines) <= most:
        return lines
    last = lines[most - 1].removesuffix("-")
    while len(last) > 1 and width_of(f"{last}…") > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _parting(word: str, room: float) -> int:
    """Where a word that is too long is parted: after an s that joins two words in Swedish, else where room ends."""
    most = next(k for k in range(len(word), 0, -1) if width_of(f"{word[:k]}-") <= room or k == 1)
    joints = (k for k in range(most, max(3, most - 10), -1) if word[k - 1] == "s" and len(word) - k >= 4)
    return next(joints, max(1, min(most, len(word) - 4)))


def source_line(scene: Scene) -> str:
    """The sources that the scene's edges and flows cite, and the licence of the picture."""
    cited = {place.source for edge in scene.edges for place in edge.evidence}
    cited |= {place.source for flow in scene.flows for place in flow.evidence}
    named = [f"{s.title.said(scene.language)}, {s.issued}" for s in scene.sources if s.id in cited]
    licence = f" · {scene.licence}" if scene.licence else ""
    return f"{WORDS['source'].said(scene.language)}: {'; '.join(named) or '–'}{licence}"


def network_svg(scene: Scene, positions: Mapping[str, Point], off: Collection[str] = ()) -> str:
    """The network as SVG text in the scene's language and the light theme, less the kinds of `off`.

    Nodes without a line are left out.
    """
    edges = [edge for edge in scene.edges if edge.is_active and edge.kind not in off]
    linked = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = {node.id: node for node in scene.nodes if node.id in linked}
    places = {id_: positions[id_] for id_ in nodes}
    boxes = {id_: box_of(node.name) for id_, node in nodes.items()}
    bounds = extent(places, boxes) if places else (-100.0, -20.0, 300.0, 60.0)
    looks = {id_: look_ for id_, look_ in looks_of(scene).items() if id_ in nodes}
    icons = definitions(form for form, _ in looks.values())
    names = "".join(_name(node, places[node.id], scene.language) for node in nodes.values())
    body = [
        icons,
        tag("defs", "".join(_mark(*each) for each in sorted({*looks.values()}))),
        *_lines(edges, places, scene.language),
        *(_node(node, places[node.id], *looks[node.id], scene.language) for node in nodes.values()),
        tag("g", names, font_size=11.5, text_anchor="middle", fill=PAINT.ink, stroke=PAINT.page, stroke_width=3.4,
            stroke_linejoin="round", paint_order="stroke"),
    ]  # fmt: skip
    return document(scene, bounds, body)


def document(
    scene: Scene,
    bounds: tuple[float, float, float, float],
    body: list[str],
    title: str | None = None,
    sources: str | None = None,
) -> str:
    """A whole SVG document around `body`: title, description, heading, source line, licence as metadata."""
    left, top, right, bottom = bounds
    x, y = left - MARGIN, top - MARGIN - HEAD
    width, height = max(right - left, 420.0) + 2 * MARGIN, bottom - top + 2 * MARGIN + HEAD + 20
    heading, sources = title or scene.title.said(scene.language), sources or source_line(scene)
    inside = [
        tag("title", escape(heading)),
        tag("desc", escape(sources)),
        tag("metadata", escape(scene.licence)),
        tag("rect", x=x, y=y, width=width, height=height, fill=PAINT.page),
        tag("text", escape(heading), x=left, y=y + 30, font_size=17.0, font_weight="600", fill=PAINT.ink),
        *body,
        tag("text", escape(sources), x=left, y=y + height - 12, font_size=11.0, fill=PAINT.soft),
    ]
    box = " ".join(map(number, (x, y, width, height)))
    attributes: dict[str, str | float | None] = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "width": width}
    attributes |= {"height": height, "font_family": FONT, "fill": "none", "role": "img", "lang": scene.language}
    return tag("svg", "\n" + "\n".join(inside) + "\n", **attributes) + "\n"


def shape(family: Family, x: float, y: float, r: float, **attributes: str | float | None) -> str:
    """A node's shape around a point."""
    form = SHAPES[family]
    if form == "disc":
        return tag("circle", cx=x, cy=y, r=r, **attributes)
    if form == "square":
        return tag("rect", x=x - r * 0.92, y=y - r * 0.92, width=r * 1.84, height=r * 1.84, rx=r * 0.3, **attributes)
    corners, size = (4, r * 1.14) if form == "diamond" else (6, r * 1.04)
    turns = (math.tau * k / corners for k in range(corners))
    return tag(
        "polygon", points=points(*((x + size * math.cos(a), y + size * math.sin(a)) for a in turns)), **attributes
    )


def definitions(forms: Iterable[str]) -> str:
    """The icons of a document, drawn by `symbol`."""
    ends: dict[str, str | float | None] = {"stroke_linecap": "round", "stroke_linejoin": "round"}
    drawn = "".join(
        tag("path", id=f"i-{form}", d=icon(form), stroke=PAINT.icon, stroke_width=2.0, **ends)
        for form in sorted(set(forms))
    )
    return tag("defs", drawn)


def symbol(form: str, x: float, y: float, size: float) -> str:
    """A node's icon, from the document's definitions."""
    move = f"translate({number(x - size / 2)} {number(y - size / 2)}) scale({round(size / 24, 3)})"
    return tag("use", href=f"#i-{form}", transform=move)


def _mark(form: str, family: Family) -> str:
    """What stands for all nodes that look alike, around the origin."""
    fill = FILLS["light"][family]
    return tag("g", shape(family, 0.0, 0.0, RADIUS, fill=fill) + symbol(form, 0.0, 0.0, 19), id=f"m-{form}")


def _node(node: Node, at: Point, form: str, family: Family, language: Language) -> str:
    fill = FILLS["light"][family]
    stack = (6.0, 3.0) if node.form == "Group" else ()
    behind = "".join(shape(family, step, -step, RADIUS, fill=fill, fill_opacity=0.4) for step in stack)
    title = tag("title", escape(f"{node.label.said(language)}, {node.form_label.said(language)}"))
    mark = tag("use", href=f"#m-{form}")
    return tag("g", title + behind + mark, transform=f"translate({number(at[0])} {number(at[1])})")


def _name(node: Node, at: Point, language: Language) -> str:
    """A node's name below it, line by line."""
    lines = lines_of(node.short or node.label.said(language))
    return "".join(
        tag("text", escape(line), x=at[0], y=at[1] + RADIUS + 14 + index * 14) for index, line in enumerate(lines)
    )


def look_of(edge: Edge) -> tuple[str, float, tuple[float, ...]]:
    """Colour, width and dash of an edge's line."""
    stroke = STROKES[edge.kind]
    colour = stroke_colour(edge.kind, "light")
    if edge.kind != "owns":
        return colour, stroke.width, stroke.dash
    if edge.directness == "Indirect":
        return colour, 1.2, INDIRECT_DASH
    if edge.lower is not None and edge.lower == edge.upper:
        return colour, 1.4 + float(edge.lower) / 28, ()
    return colour, 1.5, UNKNOWN_DASH


def head_at(kind: str, tip: Point, along: Point, colour: str, width: float) -> str:
    """The head of a line whose tip is at `tip` and which points along a unit vector."""
    form = STROKES[kind].head

    def at(back: float, side: float) -> Point:
        return tip[0] - along[0] * back - along[1] * side, tip[1] - along[1] * back + along[0] * side

    if form == "arrow":
        half = 3.5 + width / 2
        return tag("polygon", points=points(at(9, half), tip, at(9, -half)), fill=colour)
    if form == "open":
        return tag("polyline", points=points(at(7, 4.5), tip, at(7, -4.5)), stroke=colour, stroke_width=1.8)
    if form == "dot":
        return tag("circle", cx=at(3.5, 0)[0], cy=at(3.5, 0)[1], r=3.3, fill=colour)
    if form == "diamond":
        corners = points(at(10, 0), at(5, 4), tip, at(5, -4))
        return tag("polygon", points=corners, fill=PAINT.page, stroke=colour, stroke_width=1.5)
    if form == "bar":
        return tag("polyline", points=points(at(0, 5), at(0, -5)), stroke=colour, stroke_width=2.0)
    return ""


def claim(edge: Edge, nodes: Mapping[str, Node], language: Language) -> str:
    """What an edge says, in one line."""
    verb = WORDS[f"verb.{edge.kind}"].said(language)
    said = f"{nodes[edge.source].label.said(language)} {verb} {nodes[edge.target].label.said(language)}"
    figure = edge.share_text or edge.amount_text
    return f"{said}: {figure.said(language)}" if figure else said


def dashes(dash: tuple[float, ...]) -> str | None:
    """A dash as an attribute; None for a whole line."""
    return " ".join(map(number, dash)) if dash else None


def pill_text(edge: Edge, language: Language) -> str:
    """The figure that stands on a line of ownership; empty where none is stated."""
    if edge.kind != "owns":
        return ""
    if edge.directness == "Indirect":
        return WORDS["indirect"].said(language)
    return edge.share_text.said(language) if edge.share_text and edge.lower is not None else ""


def _lines(edges: list[Edge], places: Mapping[str, Point], language: Language) -> list[str]:
    """The lines of the network, those that look alike as one path; the table beside the picture says each in words."""
    ways: dict[tuple[str, float, tuple[float, ...]], list[str]] = {}
    heads, pills = [], []
    for edge in edges:
        colour, width, dash = look_of(edge)
        start, end = places[edge.source], places[edge.target]
        length = math.dist(start, end) or 1.0
        ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        first = start[0] + ux * (RADIUS + 3), start[1] + uy * (RADIUS + 3)
        last = end[0] - ux * (RADIUS + 5), end[1] - uy * (RADIUS + 5)
        ways.setdefault((colour, round(width, 1), dash), []).append(f"M{points(first)}L{points(last)}")
        heads.append(head_at(edge.kind, last, (ux, uy), colour, width))
        if text := pill_text(edge, language):
            pills.append(pill_at(text, ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2), colour))
    lines = (
        tag("path", d="".join(some), stroke=colour, stroke_width=width, stroke_dasharray=dashes(dash))
        for (colour, width, dash), some in ways.items()
    )
    return [*lines, *heads, *pills]


def pill_at(text: str, at: Point, colour: str, size: float = 10.5) -> str:
    """A figure on a line."""
    (x, y), half, tall = at, len(text) * size * 0.29 + 6, size * 0.8
    attributes: dict[str, str | float | None] = {"font_size": size, "font_weight": "600", "text_anchor": "middle"}
    box = tag("rect", x=x - half, y=y - tall, width=2 * half, height=2 * tall, rx=tall, fill=PAINT.panel, stroke=colour)
    return box + tag("text", escape(text), x=x, y=y + size * 0.36, fill=PAINT.ink, **attributes)
