"""The report as a web page, a Word document and a PDF, set as such a report would be set: for tests of the readers.

Page headers and scraps of the text file are left out, broken labels are mended; nothing is added.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from regiongraf.intake.document import Block, BlockKind, Document

SCRAPS = ("Datum Dnr Sida", "■", "- –", "= Region", "8 ~", "0 500 000", "Verksamheter i annan")
MENDED = {"270 000": "kr i projekt- och verksamhetsstöd", "35": "aktiviteter inom Livskraft - kultur för äldre"}
TAILS = ('"rksamhetsstöd', "kultur för äldre", "Mkr")
NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{rest}"'
    for prefix, rest in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
        "a": "openxmlformats.org/drawingml/2006/main",
    }.items()
)


@dataclass(frozen=True)
class Piece:
    """heading, prose, figure (figure, words), table and chart (rows), or box (lines)."""

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The lines joined, hyphens at their ends undone."""
        text = ""
        for line in self.lines:
            joined = text.endswith("-") and line[:1].islower() and not text.endswith("EU-")
            text = text[:-1] + line if joined else f"{text} {line}".strip()
        return text


def pieces(document: Document) -> list[Piece]:
    """What the report consists of, in its order."""
    return list(_pieces(document))


def _pieces(document: Document) -> Iterator[Piece]:
    for block in document.blocks:
        lines = tuple(document.text[start:end].strip() for start, end in block.lines)
        text = " ".join(document.text[block.start : block.end].split())
        rows = tuple(tuple(document.text[a:b].strip() for a, b in row) for row in block.rows)
        if text.startswith(SCRAPS) or text in TAILS or (block.kind is BlockKind.LABEL and len(lines) == 1):
            continue
        if block.kind is BlockKind.TABLE:
            head = ("Mottagare av projekt och verksamhetsstöd 2023–2025", "Stöd i kr")
            yield Piece("table", rows=(head, *rows, ("", "270 000")))
        elif block.rows:
            yield Piece("chart", rows=rows)
        elif block.kind is BlockKind.LABEL:
            yield Piece("figure", (lines[0], MENDED.get(lines[0]) or " ".join(lines[1:])))
        elif not text.startswith("Mottagare av"):
            yield Piece(_kind(block), lines)


def _kind(block: Block) -> str:
    return {BlockKind.HEADING: "heading", BlockKind.BOX: "box"}.get(block.kind, "prose")


def web_page(found: list[Piece]) -> str:
    """HTML whose boxes are plain `div`s of one line."""
    parts = ["<!doctype html><meta charset=utf-8>"]
    for piece in found:
        if piece.rows:
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in piece.rows)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = {"heading": "h2", "prose": "p"}.get(piece.kind, "div")
            parts.append(f"<{tag}>{escape(piece.text)}</{tag}>")
    return "\n".join(parts)


def word_document(path: Path, found: list[Piece]) -> Path:
    """DOCX with heading styles, tables and text boxes."""
    body = []
    for piece in found:
        if piece.rows:
            rows = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in piece.rows)
            body.append("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
        elif piece.kind in ("figure", "box"):
            inner = "".join(map(_paragraph, piece.lines))
            shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
            drawing = f"<w:drawing><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></w:drawing>"
            body.append(f"<w:p><w:r>{drawing}</w:r></w:p>")
        else:
            body.append(_paragraph(piece.text, heading=piece.kind == "heading"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>")
    return path


def _paragraph(text: str, *, heading: bool = False) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>' if heading else ""
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


class Printed:
    """A PDF in two columns, with framed figures, a bar chart, a ruled table and a page of framed boxes."""

    def __init__(self, path: Path, found: list[Piece]) -> None:
        self.canvas = Canvas(str(path), pagesize=A4, invariant=True)
        self.column, self.y = 0, 780.0
        figures: list[Piece] = []
        for piece in found:
            if piece.kind == "figure":
                figures.append(piece)
                continue
            self.figures(figures)
            figures = []
            if piece.kind == "chart":
                self.chart(piece)
            elif piece.kind == "table":
                self.table(piece)
            elif piece.kind != "box":
                self.running(piece)
        self.boxes([piece for piece in found if piece.kind == "box"])
        self.canvas.save()

    @property
    def x(self) -> float:
        return 50.0 + self.column * 255

    def room(self, height: float) -> None:
        if self.y - height < 60:
            self.column, self.y = self.column + 1, 780.0
            if self.column == 2:
                self.page()

    def page(self) -> None:
        self.canvas.showPage()
        self.column, self.y = 0, 780.0

    def write(self, x: float, y: float, text: str, size: float = 10, font: str = "Helvetica") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def running(self, piece: Piece) -> None:
        heading = piece.kind == "heading"
        font, size = ("Helvetica-Bold", 12.0) if heading else ("Helvetica", 10.0)
        lines = simpleSplit(piece.text, font, size, 235)
        self.room(15 * len(lines) + 30 if heading else 13)
        for line in lines:
            self.room(13)
            self.write(self.x, self.y, line, size, font)
            self.y -= 1.25 * size
        self.y -= 9

    def figures(self, found: list[Piece]) -> None:
        height = 60 * ((len(found) + 1) // 2)
        if found:
            self.room(height + 10)
        for number, piece in enumerate(found):
            x, y = self.x + number % 2 * 118, self.y - 55 - number // 2 * 60
            self.canvas.rect(x, y, 111, 52)
            self.write(x + 6, y + 36, piece.lines[0], 14, "Helvetica-Bold")
            for row, line in enumerate(simpleSplit(piece.lines[1], "Helvetica", 7, 100)):
                self.write(x + 6, y + 24 - 8 * row, line, 7)
        self.y -= height

    def chart(self, piece: Piece) -> None:
        self.page()
        for name, figure in piece.rows:
            length = int(figure.replace(" ", "")) / 8410
            self.write(50, self.y, name, 9)
            self.canvas.rect(210, self.y - 3, length, 12, stroke=0, fill=1)
            self.write(215 + length, self.y, figure, 9)
            self.y -= 22
        for number in range(5):
            self.write(210 + number * 62, self.y, str(number * 500), 7)
        self.y -= 30

    def table(self, piece: Piece) -> None:
        self.page()
        for row in piece.rows:
            self.canvas.line(50, self.y + 12, 545, self.y + 12)
            self.write(54, self.y, row[0])
            self.write(430, self.y, row[1])
            self.y -= 18
        for x in (50, 420, 545):
            self.canvas.line(x, self.y + 12, x, 792)

    def boxes(self, found: list[Piece]) -> None:
        for number, piece in enumerate(found):
            if number % 20 == 0:
                self.page()
            x, y = 40 + number % 4 * 130, 690 - number % 20 // 4 * 125
            self.canvas.rect(x, y, 122, 100)
            for row, line in enumerate(piece.lines):
                self.write(x + 6, y + 88 - 10 * row, line, 7.5)
