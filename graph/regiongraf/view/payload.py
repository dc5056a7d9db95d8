"""A scene as the values that the page carries: what is absent or usual is left out, figures are numbers for drawing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from regiongraf.figures import KRONA
from regiongraf.view import money
from regiongraf.view.icons import ICONS
from regiongraf.view.layout import Point
from regiongraf.view.looks import looks_of
from regiongraf.view.model import Cited, Compared, Difference, Edge, Holding, Node, Scene, Source, Words
from regiongraf.view.palette import FILLS, INDIRECT_DASH, SHAPES, STROKES, SURFACES, UNKNOWN_DASH, Family, Theme
from regiongraf.view.questions import starting_questions
from regiongraf.view.words import WORDS

Json = dict[str, Any]
THEMES: tuple[Theme, ...] = ("light", "dark")
RARE = frozenset({"hasRightOver"})
"""Relations that few datasets have: a page without them does not carry how they are drawn and called."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the page shows when it opens: a view, a node with a question about it, and kinds that are left out."""

    view: str = "net"
    node: str | None = None
    focus: str | None = None
    hops: int = 1
    off: tuple[str, ...] = ("takesPart", "listed")
    date: str | None = None
    changes: tuple[str, ...] = ()
    """What of a comparison is left out: added, removed, changed, same."""


def payload(scene: Scene, positions: Mapping[str, Point], opening: Opening) -> Json:
    """Everything but vis-network's own options."""
    looks = looks_of(scene)
    base = base_of(scene)
    drawn = {edge.kind for edge in scene.edges}
    return {
        **_settings(scene, opening, drawn),
        **_drawing(drawn),
        "nodes": [_placed(node, looks[node.id], base, positions.get(node.id)) for node in scene.nodes],
        "edges": [edge_json(edge, base) for edge in scene.edges],
        "sources": [source_json(source) for source in scene.sources],
        "linked": sorted(scene.linked()),
        "cited": sorted({cited.source for edge in scene.edges for cited in edge.evidence}),
        "questions": [{"text": pair(text), "state": state} for text, state in starting_questions(scene)],
        "years": years(scene),
        "money": [chart_json(chart) for chart in money.charts(scene)],
        "terms": {code: pair(words) for code, words in scene.terms},
        "forms": _forms(scene, looks),
        "families": {icon: family for icon, family in sorted(set(looks.values()))},  # noqa: C416 a dict of literals
        "base": base,
    }


def _settings(scene: Scene, opening: Opening, drawn: Collection[str]) -> Json:
    start = present(
        view=opening.view,
        node=opening.node,
        focus=opening.focus,
        hops=opening.hops,
        date=opening.date,
        changes=list(opening.changes),
    )
    return {
        "title": pair(scene.title),
        "language": scene.language,
        "licence": scene.licence,
        "note": pair(scene.note),
        "compared": compared_json(scene.compared),
        "start": {**start, "off": [kind for kind in opening.off if kind in drawn]},
        "words": {key: pair(words) for key, words in WORDS.items() if _wanted(key, drawn)},
    }


def _wanted(key: str, drawn: Collection[str]) -> bool:
    """False for words of a rare relation that is not drawn."""
    kind = key.rpartition(".")[2]
    return kind not in RARE or kind in drawn


def _drawing(drawn: Collection[str]) -> Json:
    return {
        "shapes": SHAPES,
        "icons": ICONS,
        "strokes": {kind: stroke._asdict() for kind, stroke in STROKES.items() if kind in drawn or kind not in RARE},
        "unknownDash": UNKNOWN_DASH,
        "indirectDash": INDIRECT_DASH,
        "themes": {theme: {"surface": SURFACES[theme]._asdict(), "fills": FILLS[theme]} for theme in THEMES},
    }


def _forms(scene: Scene, looks: Mapping[str, tuple[str, Family]]) -> Json:
    forms = {node.form: node.form_label for node in scene.nodes}
    codes = {*forms, *(icon for icon, _ in looks.values())}
    return {form: pair(forms.get(form) or Words(form, form)) for form in sorted(codes)}


def pair(words: Words | None) -> list[str] | str | None:
    """Both languages, Swedish first; one text when they are the same, None when there is none."""
    if words is None:
        return None
    return words.sv if words.sv == words.en else [words.sv, words.en]


def base_of(scene: Scene) -> str:
    """What all IRIs of nodes and statements begin with, up to a slash."""
    iris = sorted([*(node.iri for node in scene.nodes), *(edge.statement for edge in scene.edges)])
    if not iris:
        return ""
    first, last = iris[0], iris[-1]
    same = next((k for k, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[: first.rfind("/", 0, same) + 1]


def _placed(node: Node, look_: tuple[str, Family], base: str, at: Point | None) -> Json:
    # Who is carried and not drawn has no place yet.
    return {**node_json(node, look_, base), **({"x": at[0], "y": at[1]} if at else {})}


def node_json(node: Node, look_: tuple[str, Family], base: str) -> Json:
    """A node without its place; IRIs below `base` are shortened."""
    return present(
        id=node.id,
        iri=node.iri.removeprefix(base),
        label=pair(node.label),
        short=node.short,
        aliases=list(node.aliases),
        form=node.form,
        icon=_unless(look_[0], node.form),
        branches=[pair(branch) for branch in node.branches],
        number=node.number,
        homepage=node.homepage,
        note=pair(node.note),
        members=list(node.members),
        statedCount=node.stated_count,
        gathers=node.gathers or None,
        completeness=[pair(words) for words in node.completeness],
        owners=[holding_json(held) for held in node.owners],
        holdings=[holding_json(held) for held in node.holdings],
        control=[pair(words) for words in node.control],
        change=node.change,
        differences=_differences(node.differences),
    )


def holding_json(held: Holding) -> Json:
    """What one party holds of another along every chain."""
    return present(node=held.party, text=pair(held.text), name=pair(held.name))


def edge_json(edge: Edge, base: str) -> Json:
    """An edge; its bounds and its amount are rounded to what a drawing needs, its texts are exact."""
    bounded = edge.lower is not None or edge.upper is not None
    return present(
        id=edge.id,
        statement=edge.statement.removeprefix(base),
        kind=edge.kind,
        source=edge.source,
        target=edge.target,
        rank=_unless(edge.rank, "Normal"),
        derivation=_unless(edge.derivation, "Stated"),
        conflict=edge.conflict or None,
        directness=_unless(edge.directness, "DirectnessNotStated"),
        via=edge.via,
        lower=_float(edge.lower),
        upper=_float(edge.upper),
        share=pair(edge.share_text) if bounded else None,
        amount=_float(edge.amount),
        amountText=pair(edge.amount_text) if edge.amount is not None else None,
        currency=_unless(edge.currency, KRONA),
        stage=_unless(edge.stage, "StageNotStated"),
        instrument=_unless(edge.instrument, "InstrumentNotStated"),
        roleText=pair(edge.role_text),
        purpose=pair(edge.purpose),
        **{"from": edge.valid_from},
        to=edge.valid_to,
        asOf=edge.as_of,
        note=pair(edge.note),
        expands=list(edge.expands),
        evidence=[cited_json(cited) for cited in edge.evidence],
        change=edge.change,
        differences=_differences(edge.differences),
    )


def _differences(differences: tuple[Difference, ...]) -> list[Any]:
    return [[pair(one.what), pair(one.before), pair(one.after)] for one in differences]


def compared_json(compared: Compared | None) -> Json | None:
    """What a scene is compared with, and what differs that is not drawn."""
    if compared is None:
        return None
    others = [
        present(change=told.change, text=pair(told.text), differences=_differences(told.differences))
        for told in compared.others
    ]
    return {"name": compared.name, "others": others}


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _unless(value: str | None, usual: str) -> str | None:
    """What is as usual goes without saying; `data.js` knows the usual values."""
    return None if value == usual else value


def cited_json(cited: Cited) -> list[Any]:
    """Where a statement stands: source, document, start, end, and page and quote where there are any."""
    values = [cited.source, cited.document, cited.start, cited.end, cited.page, cited.quote]
    while values[-1] is None:
        values.pop()
    return values


def source_json(source: Source) -> Json:
    """A work."""
    return present(id=source.id, title=pair(source.title), issued=source.issued, publisher=pair(source.publisher))


def chart_json(chart: money.Chart) -> Json:
    """One picture of money with its table."""
    return present(
        key=chart.key,
        stage=chart.stage,
        period=chart.period,
        annual=chart.annual or None,
        loan=chart.loan or None,
        currency=_unless(chart.currency, KRONA),
        total=pair(chart.said),
        width=money.WIDTH,
        height=chart.height,
        bar=money.BAR,
        room=money.ROOM,
        ends=[_end_json(end) for end in chart.ends],
        links=[
            {
                "from": band.source,
                "to": band.target,
                "text": pair(band.text),
                "known": band.known,
                "d": band.d,
                "rows": list(band.rows),
            }
            for band in chart.bands
        ],
        rows=[
            present(
                funder=flow.funder,
                recipient=flow.recipient,
                amount=pair(flow.amount_text),
                purpose=pair(flow.purpose) or None,
                instrument=_unless(flow.instrument, "InstrumentNotStated"),
                evidence=[cited_json(cited) for cited in flow.evidence],
            )
            for flow in chart.flows
        ],
        remarks=[pair(words) for words in chart.remarks],
        refusal=pair(chart.refusal),
    )


def _end_json(end: money.End) -> Json:
    middle = round(end.y + end.height / 2, 1)
    label, text = pair(end.label), pair(end.text)
    return present(
        side=end.side, node=end.node, label=label, text=text, x=end.x, y=end.y, height=end.height, middle=middle
    )


def present(**values: Any) -> Json:
    """The values that are there; the page puts empty lists back."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def years(scene: Scene) -> list[int]:
    """Every year from the first to the last that a validity begins or ends in; empty when all are the same."""
    stated = {int(day[:4]) for edge in scene.edges for day in (edge.valid_from, edge.valid_to) if day}
    spans = {(edge.valid_from, edge.valid_to) for edge in scene.edges if edge.valid_from or edge.valid_to}
    return list(range(min(stated), max(stated) + 1)) if len(spans) > 1 and max(stated) - min(stated) < 200 else []
