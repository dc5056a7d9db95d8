"""Word documents: the XML in the zip, in body order, with tables and text boxes, without deleted text."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from regiongraf.errors import DocumentError, Place
from regiongraf.intake.builder import Builder
from regiongraf.intake.document import Document, page

READER = "docx/1"
BODY = "word/document.xml"
MAX_PART = 128 * 1024 * 1024
MAX_RATIO = 400
MAX_ENTRIES = 20_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SKIPPED = frozenset(
    [f"{MC}Fallback", f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr", f"{W}sectPr", f"{W}delText"]
)
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(path: Path, content: bytes) -> Document:
    """Read a Word document.

    Raises DocumentError when the zip is damaged, no Word document, encrypted, or unpacks to more than it should.
    """
    builder = _Body()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = _part(archive, BODY, path)
            body = root.find(f"{W}body")
            for element in body if body is not None else ():
                builder.element(element)
            for name in sorted(
                n for n in archive.namelist() if n.startswith("word/diagrams/data") and n.endswith(".xml")
            ):
                builder.diagram(_part(archive, name, path))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(
            "the Word document is damaged or cut off",
            place=Place(path),
            hint="open it in a word processor and save it anew",
            sv="Word-dokumentet är skadat eller avhugget",
            hint_sv="öppna det i en ordbehandlare och spara det på nytt",
        ) from error
    text, blocks = builder.finished()
    if not text.strip():
        raise DocumentError(
            "the Word document holds no text",
            place=Place(path),
            hint="if it holds pictures of pages, run a text recognition first",
            sv="Word-dokumentet innehåller ingen text",
            hint_sv="om det innehåller bilder av sidor, kör textigenkänning först",
        )
    return Document(
        path.name,
        hashlib.sha256(content).hexdigest(),
        MEDIA,
        READER,
        text,
        (page(None, text, 0, len(text)),),
        tuple(blocks),
    )


def _part(archive: zipfile.ZipFile, name: str, path: Path) -> etree._Element:
    """One XML part, if it is of a sane size and declares no entities."""
    if len(archive.infolist()) > MAX_ENTRIES:
        raise DocumentError(
            f"the zip has more than {MAX_ENTRIES} entries",
            place=Place(path),
            hint="this is no ordinary Word document",
            sv=f"zip-filen har fler än {MAX_ENTRIES} delar",
            hint_sv="det här är inget vanligt Word-dokument",
        )
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise DocumentError(
            "the file is a zip, but no Word document",
            place=Place(path),
            hint="unpack it, and give the document inside",
            sv="filen är en zip-fil men inget Word-dokument",
            hint_sv="packa upp den och ange dokumentet inuti",
        ) from error
    if info.flag_bits & 1:
        raise DocumentError(
            "the Word document is encrypted",
            place=Place(path),
            hint="save a copy without a password, and give that",
            sv="Word-dokumentet är krypterat",
            hint_sv="spara en kopia utan lösenord och ange den",
        )
    if info.file_size > MAX_PART or info.file_size > MAX_RATIO * max(info.compress_size, 1024):
        raise DocumentError(
            f"{name} unpacks to {info.file_size // 1024**2} MiB, far more than a document needs",
            place=Place(path),
            hint="this looks like a zip bomb; open and save the document anew if it is genuine",
            sv=f"{name} packas upp till {info.file_size // 1024**2} MiB, långt mer än ett dokument behöver",
            hint_sv="det här ser ut som en zip-bomb; öppna och spara dokumentet på nytt om det är äkta",
        )
    with archive.open(info) as opened:
        data = opened.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise DocumentError(
            f"{name} unpacks to more than {MAX_PART // 1024**2} MiB",
            place=Place(path),
            hint="this looks like a zip bomb",
            sv=f"{name} packas upp till mer än {MAX_PART // 1024**2} MiB",
            hint_sv="det här ser ut som en zip-bomb",
        )
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise DocumentError(
            f"{name} declares entities, which no Word document does",
            place=Place(path),
            hint="this file was made to do harm, or by a broken tool; save it anew",
            sv=f"{name} deklarerar entiteter, vilket inget Word-dokument gör",
            hint_sv="filen är gjord för att skada, eller av ett trasigt verktyg; spara den på nytt",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            f"{name} is not well-formed XML: {error.msg}",
            place=Place(path),
            hint="open it in a word processor and save it anew",
            sv=f"{name} är inte välformad XML: {error.msg}",
            hint_sv="öppna det i en ordbehandlare och spara det på nytt",
        ) from error


class _Body(Builder):
    """The body of a Word document, in its order."""

    def element(self, element: etree._Element) -> None:
        """A paragraph, table or container of the body."""
        if element.tag == f"{W}p":
            self.paragraph(element)
        elif element.tag == f"{W}tbl":
            self.table(element)
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            for child in element:
                self.element(child)

    def paragraph(self, element: etree._Element) -> None:
        """Its words, and then the boxes anchored in it."""
        text, boxes = _text(element)
        style = element.find(f"{W}pPr/{W}pStyle")
        name = (style.get(f"{W}val") or "") if style is not None else ""
        if text.strip():
            heading = name.lower().startswith(("heading", "rubrik", "title", "titel"))
            listed = element.find(f"{W}pPr/{W}numPr") is not None and not heading
            kind = "heading" if heading else "item" if listed else "text"
            self.add(kind, f"• {text.strip()}" if listed else text.strip())
        for box in boxes:
            self.box(box)

    def box(self, element: etree._Element) -> None:
        """What a text box holds, as a block of its own."""
        lines = []
        for paragraph in element.iter(f"{W}p"):
            text, _ = _text(paragraph)
            if text.strip():
                lines.append(text.strip())
        if lines:
            self.add("box", "\n".join(lines))

    def table(self, element: etree._Element) -> None:
        """A table; one that only frames its cells is boxes."""
        rows: list[list[str]] = []
        for row in element.iterchildren(f"{W}tr"):
            cells = []
            for cell in row.iterchildren(f"{W}tc"):
                cells.append(" ".join(" ".join(_text(p)[0].split()) for p in cell.iter(f"{W}p")).strip())
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                cells += [""] * (min(int(span.get(f"{W}val") or 1), 50) - 1 if span is not None else 0)
            rows.append(cells)
        if len(rows) == 1 or max(map(len, rows), default=0) == 1:
            for cells in rows:
                for cell in filter(None, cells):
                    self.add("box", cell)
            return
        self.add_table(rows)

    def diagram(self, root: etree._Element) -> None:
        """The shapes of a SmartArt drawing, each a box."""
        for point in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/diagram}pt"):
            lines = ["".join(t.text or "" for t in p.iter(f"{A}t")).strip() for p in point.iter(f"{A}p")]
            if any(lines):
                self.add("box", "\n".join(filter(None, lines)))


def _text(element: etree._Element) -> tuple[str, list[etree._Element]]:
    """The words of a paragraph, and the text boxes anchored in it."""
    parts: list[str] = []
    boxes: list[etree._Element] = []
    for node in _walk(element, boxes):
        if node.tag in (f"{W}t", f"{A}t"):
            parts.append(node.text or "")
        elif node.tag == f"{W}tab":
            parts.append("\t")
        elif node.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif node.tag == f"{W}noBreakHyphen":
            parts.append("-")
    return "".join(parts), boxes


def _walk(element: etree._Element, boxes: list[etree._Element]) -> Iterator[etree._Element]:
    """The nodes of a paragraph in order, without deletions, fallbacks and text boxes; those go to `boxes`."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if node.tag in SKIPPED or not isinstance(node.tag, str):
            continue
        if node.tag == f"{W}txbxContent":
            boxes.append(node)
            continue
        yield node
        stack += reversed(node)
