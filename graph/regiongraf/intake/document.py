"""What a reader makes of a file: canonical text with pages, typed blocks over it, and a reading view that maps back.

Offsets are code points of the canonical text of the whole document; ends are exclusive.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from regiongraf.words import Words

Span = tuple[int, int]


class BlockKind(StrEnum):
    """What a stretch of a page is."""

    HEADING = "heading"
    PROSE = "prose"
    BOX = "box"
    TABLE = "table"
    CHART = "chart"
    CAPTION = "caption"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind.

    `lines` are its line spans in reading order. A table or chart has `rows` of cell spans instead; a cell that is
    empty is a span of no length.
    """

    kind: BlockKind
    lines: tuple[Span, ...] = ()
    rows: tuple[tuple[Span, ...], ...] = ()
    page: int | None = None
    listed: bool = False
    """True for a list whose first line says what the others are: they are names, one a line."""

    @property
    def start(self) -> int:
        """The first offset that belongs to the block."""
        return min(start for start, _ in self._spans)

    @property
    def end(self) -> int:
        """The offset after the last that belongs to the block."""
        return max(end for _, end in self._spans)

    @property
    def _spans(self) -> Sequence[Span]:
        return self.lines or [cell for row in self.rows for cell in row if cell[0] < cell[1]] or [(0, 0)]


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or the whole of a document that has none (`number` is None then)."""

    number: int | None
    start: int
    end: int
    sha256: str
    """Of the page's canonical text, UTF-8: tells at once whether offsets on it still hold."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `sha256` is of its bytes; `reader` names the reader and its version."""

    name: str
    sha256: str
    media_type: str
    reader: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    remarks: tuple[Words, ...] = ()
    """What the reader could not read, such as pages that hold no characters."""

    def page_of(self, offset: int) -> int | None:
        """The number of the page that holds `offset`, or None where the document has no pages."""
        index = bisect_right([page.start for page in self.pages], offset) - 1
        return self.pages[index].number if index >= 0 else None


def page(number: int | None, text: str, start: int, end: int) -> Page:
    """The page over `text[start:end]`, with its digest."""
    return Page(number, start, end, hashlib.sha256(text[start:end].encode("utf-8", "surrogatepass")).hexdigest())


@dataclass(frozen=True, slots=True)
class View:
    """Text as it is read: lines joined, hyphens at line ends undone, runs of space collapsed.

    `text[i]` came from canonical offset `at(i)`.
    """

    text: str
    starts: tuple[int, ...]
    """Offsets in `text` where a stretch begins that runs on without a jump in the canonical text."""
    origins: tuple[int, ...]
    """The canonical offset of each stretch."""

    def at(self, offset: int) -> int:
        """The canonical offset of the character at `offset`."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return 0
        return self.origins[index] + offset - self.starts[index]

    def span(self, start: int, end: int) -> Span:
        """The canonical span of `text[start:end]`, end exclusive."""
        return self.at(start), self.at(end - 1) + 1 if end > start else self.at(start)


SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u2009\u202f\u200b\ufeff]{2,}|[\t\r\n\f\v]|\u00ad")
SUSPENDED = re.compile(r"(?:och|eller|samt|respektive|and|or)\b")
ACRONYM = re.compile(r"[A-ZÅÄÖ]{2,}-$")


def view(text: str, lines: Sequence[Span], joint: str = " ") -> View:
    """The reading view over `lines` of `text`; `joint` stands between lines that no hyphen joins."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0

    def add(piece: str, origin: int) -> None:
        nonlocal length
        if piece:
            parts.append(piece)
            starts.append(length)
            origins.append(origin)
            length += len(piece)

    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        stripped = line.strip()
        start += len(line) - len(line.lstrip())
        follows = text[lines[number + 1][0] : lines[number + 1][1]].lstrip() if number + 1 < len(lines) else ""
        hyphen = _broken_word(stripped, follows)
        if hyphen:
            stripped = stripped[:-1]
        position = 0
        for gap in SPACES.finditer(stripped):
            add(stripped[position : gap.start()], start + position)
            if gap.group() != "\u00ad":
                add(" ", start + gap.start())
            position = gap.end()
        add(stripped[position:], start + position)
        if follows and not hyphen and not _keeps_hyphen(stripped, follows):
            add(joint, max(start, start + len(stripped) - 1))
    return View("".join(parts), tuple(starts), tuple(origins))


def _broken_word(line: str, follows: str) -> bool:
    """True where the hyphen at the end of `line` only breaks a word."""
    if not line.endswith(("-", "\u00ad", "\u2010")) or len(line) < 2 or not line[-2].isalpha():
        return False
    if not follows[:1].islower() or SUSPENDED.match(follows):
        return False
    return ACRONYM.search(line) is None


def _keeps_hyphen(line: str, follows: str) -> bool:
    """True where the words on both sides of the line end belong together with the hyphen kept: EU-perspektiv."""
    return ACRONYM.search(line) is not None and follows[:1].islower() and not SUSPENDED.match(follows)
