"""The nearest network of a thing as a still picture: who points to it on the left, to whom it points on the right."""

from __future__ import annotations

from typing import NamedTuple

from regiongraf.figures import Language
from regiongraf.publishing.site.model import Model, Ref

INWARD = frozenset({"owners", "members", "founders", "units", "money-in", "participants", "funding", "group"})
OUTWARD = frozenset({"owned", "member-of", "founded", "unit-of", "money-out", "takes-part", "in-groups"})
MOST, STEP, WIDTH, BOX, TOP = 10, 45, 720, 236, 8


class Box(NamedTuple):
    """One neighbour: its name, cut to fit, its link, and how it is related."""

    ref: Ref
    shown: str
    how: str
    x: int
    y: int


class Picture(NamedTuple):
    """A drawing `width` by `height`: neighbours on both sides, lines between, and how many more there are."""

    width: int
    height: int
    middle: int
    boxes: tuple[Box, ...]
    lines: tuple[tuple[int, int, int, int], ...]
    hidden: int


def picture(sections: list[dict[str, object]], model: Model, language: Language) -> Picture | None:
    """The picture of the sections of a page; None when there is nobody to draw."""
    sides: tuple[dict[Ref, str], dict[Ref, str]] = ({}, {})
    for section in sections:
        side = 0 if section["key"] in INWARD else 1 if section["key"] in OUTWARD else None
        if side is None:
            continue
        for row in section["rows"]:  # type: ignore[attr-defined]  # a list of Row
            for ref in row.others:
                if ref.path:
                    sides[side].setdefault(ref, str(section["title"]))
    counts = [min(len(side), MOST) for side in sides]
    if not sum(counts):
        return None
    height = max(max(counts) * STEP, STEP) + 2 * TOP
    boxes, lines = [], []
    middle = height // 2
    for side, found in enumerate(sides):
        start = middle - counts[side] * STEP // 2
        for index, (ref, how) in enumerate(list(found.items())[:MOST]):
            y, x = start + index * STEP + STEP // 2, 0 if side == 0 else WIDTH - BOX
            boxes.append(Box(ref, _cut(ref.text), how, x, y))
            edge = (BOX, y, WIDTH // 2 - 24, middle) if side == 0 else (WIDTH // 2 + 24, middle, WIDTH - BOX - 6, y)
            lines.append(edge)
    hidden = sum(len(side) for side in sides) - sum(counts)
    return Picture(WIDTH, height, middle, tuple(boxes), tuple(lines), hidden)


def _cut(text: str) -> str:
    return text if len(text) <= 32 else f"{text[:31]}…"
