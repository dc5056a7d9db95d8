"""Bullets that a PDF draws instead of writing: small round or square paths right before the first word of a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiongraf.intake.geometry import Glyph, Rectangle

SMALLEST, LARGEST = 1.2, 7.0
"""In points: what is smaller is a dot, what is larger a picture."""
NEAR = 30.0
"""How far in points the word may stand behind its bullet."""
MOST = 500
"""On one page; a page with more is a picture made of dots."""


def drawn_bullets(glyphs: Sequence[Glyph], shapes: Sequence[Rectangle]) -> Iterator[Glyph]:
    """A “•” for each such path, right before the character that it stands before and on its baseline."""
    dots = sorted({shape for shape in shapes if _is_dot(shape)}, key=lambda s: (-s.bottom, s.left))
    if not 2 <= len(dots) <= MOST:
        return
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault(round(glyph.base), []).append(glyph)
    for dot in dots:
        first = _first_behind(dot, rows)
        if first is not None:
            width = first.size * 0.3
            yield Glyph("•", first.left - 2 * width, first.left - width, first.base, first.size)


def _is_dot(shape: Rectangle) -> bool:
    width, height = shape.right - shape.left, shape.top - shape.bottom
    return SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST and abs(width - height) < 0.25 * width


def _first_behind(dot: Rectangle, rows: dict[int, list[Glyph]]) -> Glyph | None:
    """The character that the dot stands before; None where the line has words before the dot too, or none behind."""
    middle = (dot.bottom + dot.top) / 2
    around = range(round(middle - LARGEST), round(middle) + 1)
    # The middle of a bullet lies over the baseline, by a part of the height of a small letter.
    line = [g for base in around for g in rows.get(base, ()) if 0 < middle - g.base < 0.6 * g.size]
    behind = min((g for g in line if 0 <= g.left - dot.right <= NEAR), key=lambda g: g.left, default=None)
    if behind is None or any(dot.left - 2 * NEAR < g.right <= dot.left + 0.5 for g in line):
        return None
    return behind
