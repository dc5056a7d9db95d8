"""A scene too large to draw: the best connected nodes as they are, the rest by hub, relation, form and place.

Of those put together the page carries the foremost one by one, so that they can be taken out again there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from regiongraf.figures import KRONA, number
from regiongraf.view.model import Edge, Node, Scene, Words, opaque
from regiongraf.view.wording import is_exact, money

LIMIT = 5000
"""How many nodes one page carries."""
DRAWN = 150
"""How many of them are drawn one by one when the scene holds more than the page."""
BATCH = 25
"""How many are taken out of a node that stands for many at a time."""
PLACES = 6
"""How many places of one hub, relation and form are told apart; those beyond stay together."""


@dataclass(slots=True)
class _Heap:
    """What hangs on one hub by one relation and has one form: the edges by the node that they lead to.

    `place` is where they all are; None when they are not told apart by that.
    """

    hub: str
    kind: str
    form: str
    outward: bool
    terms: tuple[str, ...]
    place: Words | None = None
    edges: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))

    def foremost(self) -> list[str]:
        """Its nodes by share, then by amount."""

        def rank(id_: str) -> tuple[Decimal, Decimal, str]:
            shares = max((edge.lower or Decimal(-1) for edge in self.edges[id_]), default=Decimal(-1))
            amounts = max((_kronor(edge) for edge in self.edges[id_]), default=Decimal(-1))
            return -shares, -amounts, id_

        return sorted(self.edges, key=rank)


def reduced(scene: Scene, keep: str | None = None, limit: int = LIMIT, drawn: int = DRAWN) -> Scene:
    """The scene itself up to `limit` nodes; above, at most `limit`, some of which stand for many, and a note on it.

    Drawn are the node `keep` with its neighbours, then the nodes with most relations, `drawn` of them. What hangs on
    one of these by one relation, has one form and is in one place becomes one node with a count, and carries its
    foremost nodes by share or amount, as far as `limit` allows. Few are not told apart by place, nor are rare places.
    Amounts are summed within one stage, period, instrument and currency, when all are stated and none is a part of
    another or contradicted.
    """
    if len(scene.nodes) <= limit:
        return scene
    drawn = min(drawn, limit // 3)
    kept = _kept(scene, keep, drawn)
    forms = {node.id: node for node in scene.nodes}
    heaps = _heaps(scene, kept, forms)[: 2 * drawn]
    carried = _carried(heaps, kept, limit - len(kept) - len(heaps))
    loose = {flow.statement for flow in scene.flows if flow.part_of or flow.conflicts}
    wholes = {flow.part_of for flow in scene.flows}
    loose |= {flow.statement for flow in scene.flows if flow.id in wholes}
    many = [_many(heap, forms, members) for heap, members in zip(heaps, carried, strict=True)]
    links = [_link(heap, node, loose) for heap, node in zip(heaps, many, strict=True)]
    inside = kept.union(*carried)
    return replace(
        scene,
        nodes=tuple(sorted([*(node for node in scene.nodes if node.id in inside), *many], key=lambda n: n.id)),
        edges=(*(edge for edge in scene.edges if edge.source in inside and edge.target in inside), *links),
        note=_note(len(scene.nodes), len(kept), len(inside)),
    )


def _kept(scene: Scene, keep: str | None, count: int) -> set[str]:
    degree: dict[str, int] = defaultdict(int)
    near: set[str] = set()
    for edge in scene.edges:
        if edge.is_active:
            degree[edge.source] += 1
            degree[edge.target] += 1
            if keep in (edge.source, edge.target):
                near |= {edge.source, edge.target}
    # What a comparison found comes before what is merely well connected.
    differs = {end for edge in scene.edges if edge.change for end in (edge.source, edge.target)}
    order = sorted(
        scene.nodes, key=lambda n: (n.id != keep, n.id not in near, n.id not in differs, -degree[n.id], n.id)
    )
    return {node.id for node in order[:count]}


def _heaps(scene: Scene, kept: set[str], forms: dict[str, Node]) -> list[_Heap]:
    """What hangs on the nodes that are drawn, the largest first."""
    found: dict[tuple[str, str, str, bool, tuple[str, ...]], _Heap] = {}
    for edge in scene.edges:
        if (edge.source in kept) == (edge.target in kept) or not edge.is_active:
            continue
        hub, other = (edge.source, edge.target) if edge.source in kept else (edge.target, edge.source)
        terms = tuple(
            str(value or "") for value in (edge.stage, edge.valid_from, edge.valid_to, edge.instrument, edge.currency)
        )
        key = hub, edge.kind, forms[other].form, edge.source == hub, terms if edge.kind == "funds" else ()
        found.setdefault(key, _Heap(*key)).edges[other].append(edge)
    parts = [part for heap in found.values() for part in _by_place(heap, forms)]
    return sorted(parts, key=lambda h: (-len(h.edges), h.hub, h.kind, h.form, h.outward, h.terms, _in(h.place)))


def _by_place(heap: _Heap, forms: dict[str, Node]) -> list[_Heap]:
    """A heap of more than a batch parted by the places with most of it; the rest, of no stated place too, in one."""
    if len(heap.edges) <= BATCH:
        return [heap]
    counts = Counter(place for id_ in heap.edges if (place := forms[id_].place))
    told = {place for place, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0].sv))[:PLACES]}
    parts: dict[Words | None, _Heap] = {}
    for id_, edges in heap.edges.items():
        place = forms[id_].place if forms[id_].place in told else None
        part = parts.setdefault(place, _Heap(heap.hub, heap.kind, heap.form, heap.outward, heap.terms, place))
        part.edges[id_] = edges
    return list(parts.values())


def _in(place: Words | None) -> str:
    return place.sv if place else ""


def _carried(heaps: list[_Heap], kept: set[str], room: int) -> list[list[str]]:
    """Who of each heap is carried: a batch for each in turn until the page is full; nobody twice."""
    waiting = [heap.foremost() for heap in heaps]
    members: list[list[str]] = [[] for _ in heaps]
    taken = set(kept)
    while room > 0 and any(waiting):
        for own, queue in zip(members, waiting, strict=True):
            batch = [id_ for id_ in queue if id_ not in taken][: min(BATCH, room)]
            queue[:] = [id_ for id_ in queue if id_ not in taken and id_ not in batch]
            own += batch
            taken.update(batch)
            room -= len(batch)
    return members


def _many(heap: _Heap, forms: dict[str, Node], members: list[str]) -> Node:
    iri = ":".join(("urn:many", heap.hub, heap.kind, heap.form, "out" if heap.outward else "in", *heap.terms))
    iri += f":{_in(heap.place)}" if heap.place else ""
    count, label = Decimal(len(heap.edges)), forms[min(heap.edges)].form_label
    where = Words(f" i {heap.place.sv}", f" in {heap.place.en}") if heap.place else Words("", "")
    name = Words(f"{number(count, 'sv')} × {label.sv}{where.sv}", f"{number(count, 'en')} × {label.en}{where.en}")
    return Node(
        opaque(iri), iri, name, "Group", Words("hopslagna", "put together"), stated_count=len(heap.edges),
        members=tuple(members), gathers=True,
    )  # fmt: skip


def _link(heap: _Heap, many: Node, loose: set[str]) -> Edge:
    source, target = (heap.hub, many.id) if heap.outward else (many.id, heap.hub)
    edge = Edge(opaque(many.iri, "e"), many.iri, heap.kind, source, target)
    edges = [each for some in heap.edges.values() for each in some]
    if heap.kind != "funds":
        return edge
    first, amounts = edges[0], [each.amount for each in edges if each.amount is not None]
    whole = len(amounts) == len(edges) and not any(each.conflict or each.statement in loose for each in edges)
    total = sum(amounts, Decimal(0)) if whole else None
    said = None if total is None else money(total, first.currency, exact=all(map(_is_exact, edges)))
    return replace(
        edge, stage=first.stage, instrument=first.instrument, valid_from=first.valid_from, valid_to=first.valid_to,
        amount=total, amount_text=said, currency=first.currency,
    )  # fmt: skip


def _is_exact(edge: Edge) -> bool:
    return (
        edge.amount is not None
        and edge.amount_text is not None
        and is_exact(edge.amount, edge.amount_text, edge.currency)
    )


def _kronor(edge: Edge) -> Decimal:
    """What an edge is ranked by: an amount in kronor; one in another currency is above none and below every other."""
    if edge.amount is None:
        return Decimal(-1)
    return edge.amount if edge.currency == KRONA else Decimal(0)


def _note(all_: int, drawn: int, carried: int) -> Words:
    sv, en = ([number(Decimal(count), language) for count in (all_, drawn, carried, all_ - carried)]
              for language in ("sv", "en"))  # fmt: skip
    return Words(
        f"Datamängden har {sv[0]} organisationer. {sv[1]} ritas var för sig och fler hämtas fram med +; sidan har "
        f"{sv[2]} av dem. {sv[3]} finns bara i antalen: fråga om en av dem med regiongraf view NAMN.",
        f"The dataset has {en[0]} organisations. {en[1]} are drawn one by one and more come forth with +; the page has "
        f"{en[2]} of them. {en[3]} are in the counts only: ask about one of them with regiongraf view NAME.",
    )
