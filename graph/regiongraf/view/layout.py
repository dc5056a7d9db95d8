"""Where the nodes of a scene stand: pure, seeded, and the same for the same scene on every machine.

Stress by stochastic gradient descent (Zheng, Pawar, Goodman: Graph Drawing by Stochastic Gradient Descent, 2018), then
boxes are pushed apart, then single nodes try better places. Plain Python: no array library is needed for this size.
"""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from regiongraf.view.model import KINDS, Scene
from regiongraf.view.untangle import distance_to, untangle

Point = tuple[float, float]
Positions = dict[str, Point]

SEED = 20251127
LENGTH = 118.0
"""How long an edge wants to be, in drawing units; a node's disc is about 40 across."""
DENSE = 220
"""Up to so many nodes every pair is looked at; above, pairs with PIVOTS chosen nodes."""
PIVOTS = 40
ROUNDS = 26
GAP = 46.0
FITTED = 6
"""After so many parts that fit nowhere, the others are not tried."""
ASPECT = 1.35
WINDOW = 1.08
"""Width to height of the room for the picture on a common screen, beside legend and panel."""
SHAPING = ("owns", "memberOf", "hasRightOver", "founded", "unitOf", "funds")


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node and its name take, around and below its centre."""

    half: float
    up: float
    down: float


def box_of(name: str, *, wrap: int = 19) -> Box:
    """An estimate of the room of a node: a disc of 40 units and its name below in lines of about `wrap` letters."""
    lines: list[int] = []
    for word in name.split() or [""]:
        if lines and lines[-1] + 1 + len(word) <= wrap:
            lines[-1] += 1 + len(word)
        else:
            lines.append(len(word))
    return Box(max(24.0, 3.3 * min(max(lines), 26) + 4), 24.0, 26.0 + 14 * min(len(lines), 3))


def layout(scene: Scene, previous: Mapping[str, Point] | None = None) -> Positions:
    """A place for every node of `scene`, by node id, rounded to a tenth.

    Ownership, membership, founding, units and money shape the picture; what only takes part or is listed stands beside
    its neighbours. With `previous`, known nodes keep their places and only new ones are set: pictures do not jump
    between builds.
    """
    boxes = {node.id: box_of(node.name) for node in scene.nodes}
    every = _neighbours(scene, boxes, tuple(KINDS))
    if previous:
        return _rounded(_beside(boxes, every, {id_: previous[id_] for id_ in boxes if id_ in previous}))
    core = _neighbours(scene, boxes, SHAPING)
    shaping = {id_: core[id_] for id_ in boxes if core[id_]} or every
    placed = pack([_part(ids, shaping, boxes) for ids in components(shaping)], boxes, every)
    return _rounded(_beside(boxes, every, _filling(placed, boxes)))


def _filling(placed: Positions, boxes: Mapping[str, Box]) -> Positions:
    """A flat picture made higher, up to the usual proportions of a window: names get more room above and below."""
    if len(placed) < 3:
        return placed
    left, top, right, bottom = extent(placed, boxes)
    stretch = max(1.0, min(1.35, (right - left) / (WINDOW * (bottom - top))))
    return {id_: (x, y * stretch) for id_, (x, y) in placed.items()}


def _neighbours(scene: Scene, boxes: Mapping[str, Box], kinds: tuple[str, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {id_: set() for id_ in boxes}
    for edge in scene.edges:
        if edge.is_active and edge.kind in kinds and edge.source != edge.target:
            found[edge.source].add(edge.target)
            found[edge.target].add(edge.source)
    return found


def components(neighbours: Mapping[str, set[str]]) -> list[list[str]]:
    """The connected parts, the largest first, ids sorted within each."""
    seen: set[str] = set()
    parts = []
    for start in sorted(neighbours):
        if start in seen:
            continue
        seen.add(start)
        part, queue = [start], deque([start])
        while queue:
            for other in sorted(neighbours[queue.popleft()] - seen):
                seen.add(other)
                part.append(other)
                queue.append(other)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _part(ids: Sequence[str], neighbours: Mapping[str, set[str]], boxes: Mapping[str, Box]) -> Positions:
    if len(ids) == 1:
        return {ids[0]: (0.0, 0.0)}
    placed = spread(stress(ids, neighbours), boxes)
    if len(ids) <= DENSE:
        placed = untangle(placed, neighbours, boxes)
    return spread(placed, boxes, rounds=60)


def stress(ids: Sequence[str], neighbours: Mapping[str, set[str]]) -> Positions:
    """Places whose distances come near the lengths of the shortest ways between nodes."""
    index = {id_: number for number, id_ in enumerate(ids)}
    near = [sorted(index[other] for other in neighbours[id_]) for id_ in ids]
    pairs = _pairs(near)
    # A fixed seed: the picture is a function of the facts, not of chance. Nothing is kept secret by it.
    chance = random.Random(SEED)  # noqa: S311
    side = LENGTH * math.sqrt(len(ids))
    x = [chance.uniform(0, side * ASPECT) for _ in ids]
    y = [chance.uniform(0, side) for _ in ids]
    longest = max(distance for _, _, distance in pairs)
    steepest, gentlest = longest**2, (LENGTH * 0.5) ** 2 * 0.1
    decay = math.log(steepest / gentlest) / (ROUNDS - 1)
    for round_ in range(ROUNDS):
        rate = steepest * math.exp(-decay * round_)
        chance.shuffle(pairs)
        _descend(pairs, x, y, rate)
    return dict(zip(ids, zip(x, y, strict=True), strict=True))


def _descend(pairs: list[tuple[int, int, float]], x: list[float], y: list[float], rate: float) -> None:
    for one, other, wanted in pairs:
        dx, dy = x[one] - x[other], y[one] - y[other]
        actual = math.sqrt(dx * dx + dy * dy) or 1e-6
        share = min(1.0, rate / (wanted * wanted)) * (actual - wanted) / (2 * actual)
        x[one] -= share * dx
        y[one] -= share * dy
        x[other] += share * dx
        y[other] += share * dy


def _pairs(near: list[list[int]]) -> list[tuple[int, int, float]]:
    """Pairs with the distance that they want: all of them, or edges and pivots when there are many nodes."""
    count = len(near)
    origins = range(count) if count <= DENSE else range(0, count, max(1, count // PIVOTS))
    wanted: dict[tuple[int, int], float] = {}
    for origin in origins:
        for other, distance in enumerate(_distances(near, origin)):
            if other != origin and distance:
                wanted[min(origin, other), max(origin, other)] = distance
    for one, others in enumerate(near):
        for other in others:
            wanted.setdefault((min(one, other), max(one, other)), _length(near, one, other))
    return [(one, other, distance) for (one, other), distance in sorted(wanted.items())]


def _length(near: list[list[int]], one: int, other: int) -> float:
    """The more neighbours a hub has, the longer the way to them; its leaves stand in rings, turn by turn."""
    hub = max(len(near[one]), len(near[other]))
    leaf = one if len(near[one]) <= len(near[other]) else other
    ring = 1.0 + 0.42 * (leaf % 3) if hub > 9 and len(near[leaf]) == 1 else 1.0
    return LENGTH * (0.82 + math.sqrt(hub) / 7) * ring


def _distances(near: list[list[int]], origin: int) -> list[float]:
    found = [0.0] * len(near)
    seen = {origin}
    queue = deque([origin])
    while queue:
        here = queue.popleft()
        for other in near[here]:
            if other not in seen:
                seen.add(other)
                found[other] = found[here] + _length(near, here, other)
                queue.append(other)
    return found


def spread(
    placed: Positions, boxes: Mapping[str, Box], *, rounds: int = 140, free: Iterable[str] | None = None
) -> Positions:
    """The same places, with boxes pushed apart until none lies on another (or `rounds` are over).

    Only the nodes of `free` move, if given.
    """
    ids = list(placed)
    room = [boxes[id_] for id_ in ids]
    movable = set(ids) if free is None else set(free)
    moves = [id_ in movable for id_ in ids]
    grow = _growth(placed, boxes) if free is None else 1.0
    x, y = ([placed[id_][axis] * grow for id_ in ids] for axis in (0, 1))
    for _ in range(rounds if len(ids) < 600 else min(rounds, 36_000 // len(ids) + 4)):
        if not _push(x, y, room, moves):
            break
    return dict(zip(ids, zip(x, y, strict=True), strict=True))


def _growth(placed: Positions, boxes: Mapping[str, Box]) -> float:
    """How much larger a crowded picture has to be before pushing makes sense: its boxes fill half of it at most."""
    left, top, right, bottom = extent(placed, boxes)
    filled = sum(2 * boxes[id_].half * (boxes[id_].up + boxes[id_].down) for id_ in placed)
    return max(1.0, math.sqrt(2.0 * filled / max(1.0, (right - left) * (bottom - top))))


def _push(x: list[float], y: list[float], room: list[Box], moves: list[bool]) -> bool:
    """One round of pushing neighbours apart along the axis where less is needed; True when something moved."""
    wide = 2 * max(box.half for box in room) + 8
    tall = max(box.up + box.down for box in room) + 4
    cells: dict[tuple[int, int], list[int]] = {}
    for k in range(len(x)):
        cells.setdefault((int(x[k] // wide), int(y[k] // tall)), []).append(k)
    moved = False
    for (column, row), here in sorted(cells.items()):
        for near in ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)):
            others = cells.get((column + near[0], row + near[1]), ())
            for i in here:
                for j in others:
                    if (near != (0, 0) or i < j) and (moves[i] or moves[j]):
                        moved = _part_pair(i, j, x, y, room, moves) or moved
    return moved


def _part_pair(i: int, j: int, x: list[float], y: list[float], room: list[Box], moves: list[bool]) -> bool:
    """Push two boxes apart if they lie on each other, along the line between them as the boxes measure it."""
    dx, dy = x[j] - x[i], y[j] - y[i]
    wide = room[i].half + room[j].half + 8
    if abs(dx) >= wide:
        return False
    tall = (room[i].down + room[j].up if dy >= 0 else room[j].down + room[i].up) + 4
    apart = max(abs(dx) / wide, abs(dy) / tall)
    if apart >= 1:
        return False
    if apart < 0.05:
        dx, dy, apart = 0.05 * wide * math.cos(2.4 * (i + j)), 0.05 * tall * math.sin(2.4 * (i + j)), 0.05
    step = min(1 / apart - 1, 0.5 / apart) * (0.6 if moves[i] != moves[j] else 0.3)
    x[j] += dx * step * moves[j]
    y[j] += dy * step * moves[j]
    x[i] -= dx * step * moves[i]
    y[i] -= dy * step * moves[i]
    return True


def pack(parts: list[Positions], boxes: Mapping[str, Box], neighbours: Mapping[str, set[str]]) -> Positions:
    """Parts beside each other: the largest first, the next where there is room near it, the rest in rows below."""
    if not parts:
        return {}
    result = dict(parts[0])
    waiting: list[tuple[Positions, tuple[float, float, float, float]]] = []
    for part in parts[1:]:
        left, top, right, bottom = extent(part, boxes)
        place = None
        if len(result) <= DENSE and len(waiting) < FITTED:
            lines = [(result[a], result[b]) for a in result for b in neighbours[a] if a < b and b in result]
            place = _free_place(right - left, bottom - top, extent(result, boxes), result, boxes, lines)
        if place is None:
            waiting.append((part, (left, top, right, bottom)))
        else:
            result.update({id_: (x - left + place[0], y - top + place[1]) for id_, (x, y) in part.items()})
    return _rows_below(result, waiting, extent(result, boxes))


def _rows_below(
    result: Positions,
    waiting: list[tuple[Positions, tuple[float, float, float, float]]],
    room: tuple[float, float, float, float],
) -> Positions:
    """Parts in rows under what is placed, no wider than it, or than a square of all of them."""
    area = sum((right - left + GAP) * (bottom - top + GAP) for _, (left, top, right, bottom) in waiting)
    width = max(room[2] - room[0], math.sqrt(area) * WINDOW)
    pen_x, pen_y, tallest = room[0], room[3] + GAP, 0.0
    for part, (left, top, right, bottom) in waiting:
        if pen_x > room[0] and pen_x + right - left > room[0] + width:
            pen_x, pen_y, tallest = room[0], pen_y + tallest + GAP, 0.0
        result.update({id_: (x - left + pen_x, y - top + pen_y) for id_, (x, y) in part.items()})
        pen_x, tallest = pen_x + right - left + GAP, max(tallest, bottom - top)
    return result


def _free_place(
    width: float,
    height: float,
    room: tuple[float, float, float, float],
    placed: Positions,
    boxes: Mapping[str, Box],
    lines: list[tuple[Point, Point]],
) -> Point | None:
    """The first free corner for a box of this size within `room`, from the bottom up; None when there is none."""
    left, top, right, bottom = room
    taken = [
        (x - boxes[id_].half, y - boxes[id_].up, x + boxes[id_].half, y + boxes[id_].down)
        for id_, (x, y) in sorted(placed.items())
    ]
    y = bottom - height
    while y >= top:
        x = left
        while x + width <= right:
            if _is_free((x - 14, y - 14, x + width + 14, y + height + 14), taken, lines):
                return x, y
            x += 22
        y -= 22
    return None


def _is_free(
    box: tuple[float, float, float, float],
    taken: list[tuple[float, float, float, float]],
    lines: list[tuple[Point, Point]],
) -> bool:
    """Whether nothing of `taken` lies in a box and no line comes near its middle."""
    a, b, c, d = box
    if any(a < right and c > left and b < bottom and d > top for left, top, right, bottom in taken):
        return False
    middle, reach = ((a + c) / 2, (b + d) / 2), max(c - a, d - b) * 0.55
    return not any(min(p[0], q[0]) < c and max(p[0], q[0]) > a and distance_to(middle, p, q) < reach for p, q in lines)


def extent(placed: Mapping[str, Point], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all boxes."""
    return (
        min(x - boxes[id_].half for id_, (x, _) in placed.items()),
        min(y - boxes[id_].up for id_, (_, y) in placed.items()),
        max(x + boxes[id_].half for id_, (x, _) in placed.items()),
        max(y + boxes[id_].down for id_, (_, y) in placed.items()),
    )


def _beside(boxes: Mapping[str, Box], neighbours: Mapping[str, set[str]], given: Positions) -> Positions:
    """The places of `given`, unmoved, the other nodes beside their neighbours, and who has none in rows below."""
    placed = dict(given)
    new = [id_ for id_ in sorted(boxes) if id_ not in placed]
    if not new:
        return placed
    bottom = max((y for _, y in placed.values()), default=0.0) + LENGTH
    waiting, alone = sorted(new, key=lambda n: (-len(neighbours[n] & placed.keys()), n)), 0
    around: dict[str, int] = {}
    for id_ in waiting:
        beside = [other for other in sorted(neighbours[id_]) if other in placed]
        if beside:
            # A spiral, the golden angle from one to the next: many beside one hub spread over the whole picture.
            turn = around[beside[0]] = around.get(beside[0], -1) + 1
            reach = LENGTH * (1.0 + 0.62 * math.sqrt(turn))
            middle = [sum(placed[other][axis] for other in beside) / len(beside) for axis in (0, 1)]
            placed[id_] = (
                middle[0] + ASPECT * reach * math.cos(2.399963 * turn),
                middle[1] + reach * math.sin(2.399963 * turn),
            )
        else:
            placed[id_] = (130.0 * (alone % 9 - 4), bottom + LENGTH * (alone // 9))
            alone += 1
    return spread(placed, boxes, free=new)


def _rounded(placed: Mapping[str, Point]) -> Positions:
    if not placed:
        return {}
    middle_x = (min(x for x, _ in placed.values()) + max(x for x, _ in placed.values())) / 2
    middle_y = (min(y for _, y in placed.values()) + max(y for _, y in placed.values())) / 2
    return {id_: (round(x - middle_x, 1) + 0.0, round(y - middle_y, 1) + 0.0) for id_, (x, y) in sorted(placed.items())}
