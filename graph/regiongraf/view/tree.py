"""Owners to the left, owned to the right: the geometry of the ownership tree, the same as the page's `tree.js`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from regiongraf.view.model import Edge

CARD = (208.0, 52.0)
LAYER, GAP = 168.0, 20.0
SWEEPS, ROUNDS = 24, 40
KINDS = ("owns", "founded", "unitOf", "memberOf")

Point = tuple[float, float]
Pair = tuple[str, str]


def above(edge: Edge) -> str:
    """Who stands on the owning side: a unit hangs under its parent."""
    return edge.target if edge.kind == "unitOf" else edge.source


def below(edge: Edge) -> str:
    """Who stands on the owned side."""
    return edge.source if edge.kind == "unitOf" else edge.target


@dataclass(frozen=True, slots=True)
class Tree:
    """The middle of each card by node id, and for each edge that passes layers where it bends there, by edge id."""

    cards: dict[str, Point]
    bends: dict[str, tuple[Point, ...]] = field(default_factory=dict)


def chain(edges: Sequence[Edge], start: str, direction: str) -> list[Edge]:
    """The edges that lead up to owners or down to holdings from `start` (direction “up”, “down” or “both”)."""
    if direction == "both":
        up = chain(edges, start, "up")
        return up + [edge for edge in chain(edges, start, "down") if edge not in up]
    usable = [edge for edge in edges if edge.kind in KINDS and edge.is_active]
    holders = {above(edge) for edge in usable if edge.kind in {"owns", "founded"}}
    usable = [edge for edge in usable if edge.kind != "memberOf" or edge.target in holders]
    kept: list[Edge] = []
    seen, queue = {start}, [start]
    while queue:
        here = queue.pop(0)
        for edge in usable:
            near, far = (below(edge), above(edge)) if direction == "up" else (above(edge), below(edge))
            if near != here:
                continue
            if edge not in kept:
                kept.append(edge)
            if far not in seen:
                seen.add(far)
                queue.append(far)
    return kept


def tree(ids: Sequence[str], edges: Sequence[Edge]) -> Tree:
    """The places of all cards; circles of owners are cut where they close."""
    depth = _layers(sorted(ids), edges)
    rows: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for id_ in sorted(ids):
        rows[depth[id_]].append(id_)
    bends, parts = _lengthen(rows, depth, edges)
    near: dict[str, list[str]] = {}
    for one, other in parts:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    _sweep(rows, near)
    at = _straighten(rows, near)
    places = {id_: (index * (CARD[0] + LAYER), at[id_]) for index, row in enumerate(rows) for id_ in row}
    return Tree(
        {id_: places[id_] for id_ in ids}, {edge: tuple(places[b] for b in passed) for edge, passed in bends.items()}
    )


def _layers(ids: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    under: dict[str, list[str]] = {id_: [] for id_ in ids}
    for edge in edges:
        if above(edge) != below(edge):
            under[above(edge)].append(below(edge))
    order, cut = _order(ids, under)
    depth = dict.fromkeys(ids, 0)
    for id_ in order:
        for child in under[id_]:
            if (id_, child) not in cut:
                depth[child] = max(depth[child], depth[id_] + 1)
    for id_ in reversed(order):
        following = [depth[child] for child in under[id_] if (id_, child) not in cut]
        if following:
            depth[id_] = max(depth[id_], min(following) - 1)
    return depth


def _order(ids: Sequence[str], under: Mapping[str, list[str]]) -> tuple[list[str], set[Pair]]:
    """Owners before owned, and the pairs that close a circle."""
    order: list[str] = []
    done: set[str] = set()
    cut: set[Pair] = set()
    for start in ids:
        if start in done:
            continue
        stack, open_ = [(start, iter(under[start]))], {start}
        while stack:
            id_, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                open_.discard(id_)
                done.add(id_)
                order.insert(0, id_)
            elif child in open_:
                cut.add((id_, child))
            elif child not in done:
                open_.add(child)
                stack.append((child, iter(under[child])))
    return order, cut


def _lengthen(
    rows: list[list[str]], depth: Mapping[str, int], edges: Sequence[Edge]
) -> tuple[dict[str, list[str]], list[Pair]]:
    """A line over several layers gets a bend in each that it passes, so that it goes round the cards there."""
    bends: dict[str, list[str]] = {}
    parts: list[Pair] = []
    for edge in edges:
        before = above(edge)
        for layer in range(depth[above(edge)] + 1, depth[below(edge)]):
            bend = f"bend {layer} {edge.id}"
            rows[layer].append(bend)
            bends.setdefault(edge.id, []).append(bend)
            parts.append((before, bend))
            before = bend
        parts.append((before, below(edge)))
    return bends, parts


def _sweep(rows: list[list[str]], near: Mapping[str, list[str]]) -> None:
    """Each row in the order of the middles of its neighbours, from the left and from the right in turn."""
    place = {id_: index - (len(row) - 1) / 2 for row in rows for index, id_ in enumerate(row)}
    for round_ in range(SWEEPS):
        for index in range(len(rows)) if round_ % 2 == 0 else range(len(rows) - 1, -1, -1):
            row = rows[index]
            beside = {*(rows[index - 1] if index else ()), *(rows[index + 1] if index + 1 < len(rows) else ())}
            middle = {id_: _mean([place[o] for o in near.get(id_, ()) if o in beside], place[id_]) for id_ in row}
            row.sort(key=lambda id_: (middle[id_], place[id_]))
            place.update({id_: k - (len(row) - 1) / 2 for k, id_ in enumerate(row)})


def _straighten(rows: list[list[str]], near: Mapping[str, list[str]]) -> dict[str, float]:
    """Every node strives to the middle of its neighbours, and no two come nearer than their cards allow."""
    offsets = [_offsets(row) for row in rows]
    at = {
        id_: offset - offsets[k][-1] / 2
        for k, row in enumerate(rows)
        for id_, offset in zip(row, offsets[k], strict=True)
    }
    for round_ in range(ROUNDS):
        for k in range(len(rows)) if round_ % 2 == 0 else range(len(rows) - 1, -1, -1):
            row, inside = rows[k], set(rows[k])
            wanted = [_mean([at[o] for o in near.get(id_, ()) if o not in inside], at[id_]) for id_ in row]
            at.update(zip(row, _spaced(wanted, offsets[k]), strict=True))
    return at


def _offsets(row: list[str]) -> list[float]:
    offsets = [0.0] * len(row)
    for k in range(1, len(row)):
        room = sum(0.42 if id_.startswith("bend ") else 1.0 for id_ in row[k - 1 : k + 1]) / 2
        offsets[k] = offsets[k - 1] + (CARD[1] + GAP) * room
    return offsets


def _spaced(wanted: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """The places nearest to `wanted` that keep the distances of `offsets` (isotonic regression by pooling)."""
    blocks: list[tuple[float, int]] = []
    for value, offset in zip(wanted, offsets, strict=True):
        total, count = value - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before, number = blocks.pop()
            total, count = total + before, count + number
        blocks.append((total, count))
    middles = [total / count for total, count in blocks for _ in range(count)]
    return [middle + offset for middle, offset in zip(middles, offsets, strict=True)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
