"""Text and blocks collected piece by piece, in reading order, for readers whose format tells what each piece is."""

from __future__ import annotations

from regiongraf.intake.document import Block, BlockKind, Span
from regiongraf.intake.layout import blocks as text_blocks
from regiongraf.intake.layout import is_poured


class Builder:
    """Collects headings, list items, boxes, tables and running text; `finished` gives the canonical text and blocks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[tuple[str, int, int]] = []
        self.tables: list[Block] = []

    def add(self, kind: str, text: str) -> None:
        """Add a piece: heading, item, box or text. Items that follow each other, or a colon, make one list."""
        close = self.pieces and kind == "item" and (self.pieces[-1][0] == "item" or self.parts[-1].endswith(":"))
        gap = "" if not self.parts else "\n" if close else "\n\n"
        self.parts.append(gap + text)
        start = self.length + len(gap)
        self.length = start + len(text)
        if close:
            _, first, _ = self.pieces.pop()
            self.pieces.append(("item", first, self.length))
        else:
            self.pieces.append((kind, start, self.length))

    def add_table(self, rows: list[list[str]]) -> None:
        """Rows of cells, tab between cells, as text and block."""
        width = max(map(len, rows))
        start = self.length + (2 if self.parts else 0)
        position = start
        spans: list[tuple[Span, ...]] = []
        lines = []
        for row in rows:
            cells = [*row, *[""] * (width - len(row))]
            found = []
            for cell in cells:
                found.append((position, position + len(cell)))
                position += len(cell) + 1
            spans.append(tuple(found))
            lines.append("\t".join(cells))
        text = "\n".join(lines)
        self.parts.append(("\n\n" if self.parts else "") + text)
        self.length = start + len(text)
        self.pieces.append(("table", start, self.length))
        self.tables.append(Block(BlockKind.TABLE, (), tuple(spans)))

    def finished(self) -> tuple[str, list[Block]]:
        """The canonical text and its blocks."""
        text = "".join(self.parts)
        tables = iter(self.tables)
        found: list[Block] = []
        for kind, start, end in _together(self.pieces, text):
            if kind == "table":
                found.append(next(tables))
            elif kind == "heading":
                found.append(Block(BlockKind.HEADING, ((start, end),)))
            else:
                found += text_blocks(text, start, end, None)
        return text, found


def _together(pieces: list[tuple[str, int, int]], text: str) -> list[tuple[str, int, int]]:
    """`pieces`, those of running text drawn together where lines and boxes were cut into paragraphs of their own.

    What belongs together is then seen as it is in a text file.
    """
    if not is_poured([(text[start:end], kind == "text") for kind, start, end in pieces]):
        return pieces
    result: list[tuple[str, int, int]] = []
    for kind, start, end in pieces:
        if kind == "text" and result and result[-1][0] == "text":
            result[-1] = ("text", result[-1][1], end)
        else:
            result.append((kind, start, end))
    return result
