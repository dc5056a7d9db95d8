"""PDF by geometry: characters with their baselines, and the rectangles that hold them. The one door to pypdfium2.

The order of a PDF's content stream says nothing about its meaning; where the characters stand does. So the text is
read from positions alone, and a shuffled stream gives the same document.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from regiongraf.errors import DocumentError, Place
from regiongraf.intake.bullets import drawn_bullets
from regiongraf.intake.document import Block, BlockKind, Document, Page, page
from regiongraf.intake.geometry import Glyph, Rectangle, Segment, Sheet, lay_out
from regiongraf.intake.layout import UNFINISHED, YEAR_LINE, is_poured
from regiongraf.intake.layout import blocks as text_blocks
from regiongraf.intake.sheets import furniture, written
from regiongraf.words import Words

READER = "pdf/2"
MAX_PAGES = 5000
MAX_OBJECTS = 20_000
MAX_GLYPHS = 60_000
"""On one page; a page beyond it is a picture made of letters, not something to read."""

HYPHEN = 2
"""What PDFium makes of a hyphen that breaks a word at the end of a line."""

Progress = Callable[[int, int], None]


def read(path: Path, content: bytes, progress: Progress | None = None) -> Document:
    """Read a PDF. Pages without characters (scans) are named in the document's remarks.

    Raises DocumentError when the file is encrypted, damaged, without pages, or has more than MAX_PAGES.
    """
    document = _opened(path, content)
    try:
        count = len(document)
        if count == 0 or count > MAX_PAGES:
            raise DocumentError(
                f"the PDF has {count} pages; from 1 to {MAX_PAGES} are read",
                place=Place(path),
                hint="split it, for example with `qpdf --split-pages`",
                sv=f"PDF-filen har {count} sidor; från 1 till {MAX_PAGES} läses",
                hint_sv="dela den, till exempel med `qpdf --split-pages`",
            )
        sheets = list(_sheets(document, count, path, progress))
    finally:
        document.close()
    return _document(path, content, sheets)


def _opened(path: Path, content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(
                "the PDF is encrypted and needs a password",
                place=Place(path),
                hint="save a copy without a password, and give that",
                sv="PDF-filen är krypterad och kräver ett lösenord",
                hint_sv="spara en kopia utan lösenord och ange den",
            ) from error
        raise DocumentError(
            "the PDF is damaged or cut off: it cannot be opened",
            place=Place(path),
            hint="fetch it again, or print it to a new PDF",
            sv="PDF-filen är skadad eller avhuggen: den går inte att öppna",
            hint_sv="hämta den igen, eller skriv ut den till en ny PDF",
        ) from error


def _sheets(document: pypdfium2.PdfDocument, count: int, path: Path, progress: Progress | None) -> Iterator[Sheet]:
    for number in range(count):
        try:
            opened = document[number]
        except pypdfium2.PdfiumError as error:
            raise DocumentError(
                f"page {number + 1} of the PDF is damaged",
                place=Place(path),
                hint="fetch the file again, or print it to a new PDF",
                sv=f"sidan {number + 1} i PDF-filen är skadad",
                hint_sv="hämta filen igen, eller skriv ut den till en ny PDF",
            ) from error
        try:
            yield _sheet(opened, number + 1)
        finally:
            opened.close()
        if progress and (number % 10 == 9 or number + 1 == count):
            progress(number + 1, count)


def _sheet(opened: pypdfium2.PdfPage, number: int) -> Sheet:
    width, height = opened.get_size()
    text = opened.get_textpage()
    try:
        glyphs = list(_glyphs(text.raw))
    finally:
        text.close()
    shapes = list(_rectangles(opened.raw, width, height))
    glyphs += drawn_bullets(glyphs, shapes)
    return lay_out(Sheet(number, width, height, glyphs, shapes))


def _glyphs(text: raw.FPDF_TEXTPAGE) -> Iterator[Glyph]:
    """The characters of a page where they stand; spaces that PDFium adds are left out, as gaps say the same."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    count = min(raw.FPDFText_CountChars(text), MAX_GLYPHS)
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code == HYPHEN:
            code = ord("-")
        if code <= 32 or code in (0xA0, 0xFFFE, 0xFFFF):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, box) or not raw.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        if 0xD800 <= code <= 0xDFFF:
            continue
        yield Glyph(chr(code), box.left, box.right, y.value, max(box.top - box.bottom, 1.0))


def _rectangles(opened: raw.FPDF_PAGE, width: float, height: float) -> Iterator[Rectangle]:
    """The frames of the page: paths whose bounds are large enough to hold words, and the rules of tables."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(raw.FPDFPage_CountObjects(opened), MAX_OBJECTS)):
        found = raw.FPDFPage_GetObject(opened, index)
        if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPageObj_GetBounds(found, left, bottom, right, top):
            frame = Rectangle(left.value, bottom.value, right.value, top.value)
            if frame.right - frame.left < width * 0.97 or frame.top - frame.bottom < height * 0.9:
                yield frame


def _goes_on(before: Block, block: Block) -> bool:
    """True where a table at the top of a page continues the one that ended the page before."""
    return bool(before.rows and block.rows) and before.kind is block.kind and len(before.rows[0]) == len(block.rows[0])


def _tables_rejoined(blocks: list[Block], text: str) -> list[Block]:
    """`blocks` with the tables that run over a page put together, a year that heads their next rows among the rows."""
    result: list[Block] = []
    for block in blocks:
        year = result[-1] if result and _is_year(result[-1], text) else None
        before = result[-2] if year and len(result) > 1 else result[-1] if result else None
        if before is None or before.page == block.page or not _goes_on(before, block):
            result.append(block)
            continue
        rows = block.rows
        if year:
            span = result.pop().lines[0]
            rows = ((span, *[(span[1], span[1])] * (len(rows[0]) - 1)), *rows)
        result[-1] = replace(before, rows=(*before.rows, *rows))
    return result


def _is_year(block: Block, text: str) -> bool:
    """True for a line of a year alone."""
    return len(block.lines) == 1 and YEAR_LINE.fullmatch(text[slice(*block.lines[0])].strip()) is not None


FLOATS = 12
"""So many figures and tables may be set within one sentence."""
SHORT = 30
"""In characters: what is no longer is a label or heading, not the first part of a sentence."""
RUNNING = (BlockKind.PROSE, BlockKind.BOX, BlockKind.HEADING)
ENDED = re.compile(r"[.!?:”\"]\)?$")
GOES_ON = re.compile(r"[a-zåäö]|(?:Mkr|Mdkr|MSEK)\b")


def _rejoined(blocks: list[Block], text: str) -> list[Block]:
    """`blocks` with running text put together again where the end of a column or page cut a sentence.

    Figures, tables and charts that were set in between come after it.
    """
    result: list[Block] = []
    for block in blocks:
        last = next((i for i in range(len(result) - 1, max(-1, len(result) - FLOATS), -1) if _runs(result[i])), None)
        between = result[last + 1 :] if last is not None else []
        floats = all(other.rows or other.kind is BlockKind.LABEL for other in between)
        if last is not None and floats and _runs(block) and _cut(result[last], block, text):
            before = result[last]
            kind = before.kind if before.kind is block.kind else BlockKind.PROSE
            result[last] = replace(before, kind=kind, lines=(*before.lines, *block.lines))
        else:
            result.append(block)
    return result


def _runs(block: Block) -> bool:
    return block.kind in RUNNING and not block.rows and not block.listed


def _cut(before: Block, block: Block, text: str) -> bool:
    """True where `before` ends within a sentence and `block` goes on with it."""
    first, last = before.lines[0], before.lines[-1]
    start, end = text[last[0] : last[1]].rstrip(), text[slice(*block.lines[0])].lstrip()
    long = last[1] - first[0] > SHORT
    return long and not ENDED.search(start) and bool(GOES_ON.match(end) or UNFINISHED.search(start))


def _document(path: Path, content: bytes, sheets: list[Sheet]) -> Document:
    repeated = furniture(sheets)
    parts: list[str] = []
    pages: list[Page] = []
    blocks: list[Block] = []
    spans: list[tuple[int, int, int]] = []
    start = 0
    for sheet in sheets:
        text, found = written(sheet, repeated, start)
        parts.append(text)
        blocks += found
        spans.append((sheet.number, start, start + len(text)))
        start += len(text) + 1
    whole = "\f".join(parts)
    for number, first, last in spans:
        here = [block for block in blocks if block.page == number]
        if is_poured([(whole[b.start : b.end], not b.rows) for b in here]):
            at = blocks.index(here[0])
            blocks[at : at + len(here)] = text_blocks(whole, first, last, number)
    blocks = _rejoined(_tables_rejoined(blocks, whole), whole)
    pages = [page(number, whole, first, last) for number, first, last in spans]
    empty = [str(sheet.number) for sheet in sheets if not sheet.lines]
    remarks: tuple[Words, ...] = ()
    if empty:
        shown = ", ".join(empty[:20]) + (" …" if len(empty) > 20 else "")
        swedish, english = ("sidorna", "pages") if len(empty) > 1 else ("sidan", "page")
        scanned = Words(
            f"{swedish} {shown} innehåller inga tecken (skannade?): inget lästes där",
            f"{english} {shown} hold no characters (scans?): nothing was read there",
        )
        remarks = (scanned,)
    if len(empty) == len(sheets):
        raise DocumentError(
            "no page of the PDF holds characters: it is a scan",
            place=Place(path),
            hint="run a text recognition over it first, for example `ocrmypdf -l swe`",
            sv="ingen sida i PDF-filen innehåller tecken: den är skannad",
            hint_sv="kör textigenkänning på den först, till exempel `ocrmypdf -l swe`",
        )
    return Document(
        path.name,
        hashlib.sha256(content).hexdigest(),
        "application/pdf",
        READER,
        whole,
        tuple(pages),
        tuple(blocks),
        remarks,
    )


class Pages:
    """The pages of a PDF as pictures, and where the words of the canonical text stand on them. Not for two threads."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._document = _opened(path, content)

    def picture(self, number: int, width: int) -> bytes:
        """Page `number` (from 1) as a PNG of `width` pixels."""
        opened = self._document[number - 1]
        try:
            bitmap = opened.render(scale=width / opened.get_width(), rev_byteorder=True, prefer_bgrx=False)
            size, stride, pixels = (bitmap.width, bitmap.height), bitmap.stride, bytes(bitmap.buffer)
            channels = bitmap.n_channels
        finally:
            opened.close()
        return _png(size, stride, channels, pixels)

    def places(self, number: int, text: str) -> list[tuple[int, int, float, float, float, float]]:
        """Each word of a page's canonical `text`: its offsets, and left, top, right, bottom as parts of the page."""
        opened = self._document[number - 1]
        try:
            words = opened.get_textpage()
            try:
                glyphs = sorted(_glyphs(words.raw), key=lambda glyph: glyph.left)
            finally:
                words.close()
            sheet = _sheet(opened, number)
        finally:
            opened.close()
        rows: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            rows.setdefault(round(glyph.base), []).append(glyph)
        found, at = [], 0
        for segment in (part for item in sheet.items for line in item.lines for part in line):
            here = len(text) - len(text[at:].lstrip())
            if not text.startswith(segment.text, here):
                continue  # a running head, which is no part of the text
            at = here + len(segment.text)
            top, bottom = 1 - segment.top / sheet.height, 1 - segment.bottom / sheet.height
            for start, end, left, right in _words_of(segment, rows):
                found.append((here + start, here + end, left / sheet.width, top, right / sheet.width, bottom))
        return found


def _words_of(segment: Segment, rows: dict[int, list[Glyph]]) -> Iterator[tuple[int, int, float, float]]:
    """The words of a segment as offsets in its text, with their left and right edges."""
    base = round(segment.base)
    near = [glyph for row in (base - 1, base, base + 1) for glyph in rows.get(row, ())]
    inside = sorted(
        (g for g in near if segment.left - 0.1 <= g.left and g.right <= segment.right + 0.1), key=lambda g: g.left
    )
    letters = sum(not char.isspace() for char in segment.text)
    step = (segment.right - segment.left) / max(1, len(segment.text))
    done = 0
    for word in re.finditer(r"\S+", segment.text):
        size = word.end() - word.start()
        if len(inside) == letters:
            yield word.start(), word.end(), inside[done].left, inside[done + size - 1].right
        else:
            yield word.start(), word.end(), segment.left + step * word.start(), segment.left + step * word.end()
        done += size


def _png(size: tuple[int, int], stride: int, channels: int, pixels: bytes) -> bytes:
    """Pixels as a PNG: eight bits a channel, RGB or grey."""
    width, height = size
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height))
    colour = {1: 0, 3: 2, 4: 6}[channels]

    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows, 1)) + part(b"IEND", b"")
