"""Laid-out pages into canonical text and blocks; what repeats on every page is left out of the blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from regiongraf.intake.document import Block, BlockKind, Span
from regiongraf.intake.geometry import Item, Segment, Sheet
from regiongraf.intake.layout import blocks as text_blocks


def furniture(sheets: Sequence[Sheet]) -> frozenset[tuple[str, int]]:
    """Lines at the same height on at least half of the pages, digits apart: running heads and page numbers."""
    if len(sheets) < 3:
        return frozenset()
    counts = Counter(key for sheet in sheets for key in {_place(segment) for segment in sheet.lines})
    return frozenset(key for key, count in counts.items() if count * 2 >= len(sheets) and count > 2)


def _place(segment: Segment) -> tuple[str, int]:
    return re.sub(r"\d+", "0", segment.text), round(segment.base / 6)


def written(sheet: Sheet, repeated: frozenset[tuple[str, int]], offset: int) -> tuple[str, list[Block]]:
    """The canonical text of a page and its blocks; `offset` is where the page begins in the document."""
    parts: list[str] = []
    pending: list[tuple[int, int]] = []
    tables: list[tuple[Item, list[tuple[Span, ...]], int]] = []
    length = 0
    order: list[tuple[str, int]] = []
    for item in sheet.items:
        lines = [line for line in item.lines if not all(_place(segment) in repeated for segment in line)]
        if not lines:
            continue
        start = length
        if item.kind in (BlockKind.TABLE, BlockKind.CHART):
            rows, text = _rows(lines, offset + start)
            order.append(("table", len(tables)))
            tables.append((item, rows, start))
        else:
            text = "\n".join(" ".join(segment.text for segment in line) for line in _joined(lines))
            order.append(("text", len(pending)))
            pending.append((start, start + len(text)))
        parts.append(text)
        length += len(text) + 2
    whole = "\n\n".join(parts)
    found: list[Block] = []
    padded = whole
    for what, number in order:
        if what == "table":
            item, rows, _ = tables[number]
            found.append(Block(item.kind or BlockKind.TABLE, (), tuple(rows), sheet.number))
        else:
            start, end = pending[number]
            found += _shifted(text_blocks(padded, start, end, sheet.number), offset)
    return whole, found


def _joined(lines: Sequence[tuple[Segment, ...]]) -> list[list[Segment]]:
    """Single segments on one baseline put side by side again."""
    found: list[list[Segment]] = []
    for line in lines:
        if (
            found
            and abs(found[-1][0].base - line[0].base) <= 0.3 * line[0].size
            and line[0].left >= found[-1][-1].right - 1
        ):
            found[-1] += line
        else:
            found.append(list(line))
    return found


def _rows(lines: Sequence[tuple[Segment, ...]], start: int) -> tuple[list[tuple[Span, ...]], str]:
    """The rows of a table as cell spans, one cell per column, and its text with tabs between cells."""
    width = max(map(len, lines))
    full = [line for line in lines if len(line) == width]
    extents = [(min(line[i].left for line in full), max(line[i].right for line in full)) for i in range(width)]
    rows: list[tuple[Span, ...]] = []
    text: list[str] = []
    position = start
    for line in lines:
        cells: list[Span] = [(position, position)] * width
        pieces = []
        for number, segment in enumerate(line):
            column = number if len(line) == width else _column(segment, extents)
            cells[column] = (position, position + len(segment.text))
            pieces.append(segment.text)
            position += len(segment.text) + 1
        rows.append(tuple(cells))
        text.append("\t".join(pieces))
    return rows, "\n".join(text)


def _column(segment: Segment, extents: Sequence[tuple[float, float]]) -> int:
    return max(
        range(len(extents)), key=lambda i: (min(segment.right, extents[i][1]) - max(segment.left, extents[i][0]), -i)
    )


def _shifted(found: Iterable[Block], offset: int) -> list[Block]:
    """Blocks of a page as blocks of the document."""

    def moved(span: Span) -> Span:
        return span[0] + offset, span[1] + offset

    return [
        Block(b.kind, tuple(map(moved, b.lines)), tuple(tuple(map(moved, row)) for row in b.rows), b.page)
        for b in found
    ]
