"""Better places for single nodes: fewer crossings, no line through a disc that it does not belong to, short ways."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Protocol

Point = tuple[float, float]
Segment = tuple[str, str]

CROSSING, THROUGH, OVERLAP = 60.0, 75.0, 130.0
PASSES = 3
_STEPS = tuple(
    (radius * math.cos(turn), radius * math.sin(turn))
    for radius in (55.0, 120.0)
    for turn in (math.tau * k / 8 for k in range(8))
)


class Room(Protocol):
    """The room that a node takes around its centre."""

    @property
    def half(self) -> float:
        """To the left and to the right."""

    @property
    def up(self) -> float:
        """Above."""

    @property
    def down(self) -> float:
        """Below, the name included."""


def untangle(
    placed: Mapping[str, Point], neighbours: Mapping[str, set[str]], boxes: Mapping[str, Room]
) -> dict[str, Point]:
    """The same nodes with a smaller cost: each in turn takes the best of its place, places near it, and mirrored ones.

    Deterministic; never worse than what it was given.
    """
    here = dict(placed)
    links = sorted({(min(a, b), max(a, b)) for a in here for b in neighbours[a]})
    for _ in range(PASSES):
        changed = False
        for id_ in sorted(here, key=lambda n: (len(neighbours[n]), n)):
            own = [other for other in sorted(neighbours[id_]) if other != id_]
            if not own or len(own) > 9:
                continue
            others = [link for link in links if id_ not in link]
            best, cost = here[id_], _cost(id_, here[id_], own, others, here, boxes)
            if cost <= 1.25 * sum(_ideal(len(neighbours[o])) for o in own):
                continue
            for candidate in _candidates(id_, own, here):
                found = _cost(id_, candidate, own, others, here, boxes, cost)
                if found < cost - 1:
                    best, cost, changed = candidate, found, True
            here[id_] = best
        if not changed:
            break
    return here


def _candidates(id_: str, own: list[str], here: Mapping[str, Point]) -> list[Point]:
    x, y = here[id_]
    near = [(x + dx, y + dy) for dx, dy in _STEPS]
    if len(own) == 1:
        hub = here[own[0]]
        length = math.dist(hub, (x, y))
        near += [
            (hub[0] + r * length * math.cos(a), hub[1] + r * length * math.sin(a))
            for r in (0.8, 1.15)
            for a in (math.tau * k / 16 for k in range(16))
        ]
    else:
        near.append((sum(here[o][0] for o in own) / len(own), sum(here[o][1] for o in own) / len(own)))
    return near


def _ideal(degree: int) -> float:
    return 0.16 * 118 * (0.82 + math.sqrt(degree) / 7)


def _cost(
    id_: str,
    at: Point,
    own: list[str],
    others: list[Segment],
    here: Mapping[str, Point],
    boxes: Mapping[str, Room],
    limit: float = math.inf,
) -> float:
    """What it costs that node `id_` stands `at`; stops counting above `limit`."""
    total = 0.16 * sum(math.dist(at, here[other]) for other in own)
    box = boxes[id_]
    for other, (x, y) in here.items():
        if other == id_:
            continue
        room, dx, dy = boxes[other], abs(x - at[0]), y - at[1]
        if dx < box.half + room.half and (dy < box.down + room.up if dy >= 0 else -dy < room.down + box.up):
            total += OVERLAP
    if total > limit:
        return total
    mine = [(at, here[other]) for other in own]
    for one, other in others:
        a, b = here[one], here[other]
        if one not in own and other not in own:
            total += CROSSING * sum(crosses(p, q, a, b) for p, q in mine)
        if total > limit:
            return total
        total += THROUGH * (distance_to(at, a, b) < 26)
    for neighbour, (p, q) in zip(own, mine, strict=True):
        total += THROUGH * sum(distance_to(here[n], p, q) < 26 for n in here if n != id_ and n != neighbour)
    return total


def crosses(p: Point, q: Point, a: Point, b: Point) -> bool:
    """Whether the open segments pq and ab cross."""
    return _turn(p, q, a) * _turn(p, q, b) < 0 and _turn(a, b, p) * _turn(a, b, q) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def distance_to(point: Point, a: Point, b: Point) -> float:
    """How far `point` is from the segment ab."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    if not square:
        return math.dist(point, a)
    along = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square))
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)
