from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiongraf.errors import DocumentError
from regiongraf.intake import read
from regiongraf.intake.document import Block, BlockKind
from regiongraf.intake.html import MAX_DEPTH
from regiongraf.intake.pdf import _tables_rejoined
from regiongraf.intake.pipeline import read_document
from regiongraf.intake.relations import NOTHING

HEADING = "Bolag och bidrag"
PROSE = "Skogsbuss AB ägs av Region Norrskog (60 %) och Lillviks kommun (40 %)."
TABLE = [["Mottagare", "Belopp, kr"], ["Teater Tallen", "95 000"], ["Dans i Skog", "40 000"]]
CAPTION = "Utbetalda bidrag från Region Norrskog 2023"
BOXES = [
    ["Skogsvatten AB,", "ägs av Lillviks kommun"],
    ["Inköp Skog,", "samverkan mellan Region", "Norrskog och Lillviks kommun"],
]
EXPECTED = {
    ("ownership", "Region Norrskog", "Skogsbuss AB"),
    ("ownership", "Lillviks kommun", "Skogsbuss AB"),
    ("funding", "Region Norrskog", "Teater Tallen"),
    ("funding", "Region Norrskog", "Dans i Skog"),
    ("ownership", "Lillviks kommun", "Skogsvatten AB"),
    ("partnership", "Region Norrskog", "Inköp Skog"),
    ("partnership", "Lillviks kommun", "Inköp Skog"),
}


def facts(path: Path) -> set[tuple[str, str | None, str | None]]:
    document = read(path)
    found = read_document(document, (), model=NOTHING).candidates
    for candidate in found:
        assert document.text[candidate.start : candidate.end].strip()
    return {(c.kind, c.subject, c.object) for c in found}


def html() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in TABLE)
    boxes = "".join(f"<div><p>{'<br>'.join(map(escape, box))}</p></div>" for box in BOXES)
    return (
        "<!doctype html><html><head><title>x</title>"
        "<script>var a = 'Lillviks kommun äger allt';</script></head><body><nav>Meny</nav>"
        f"<h1>{HEADING}</h1><p>{PROSE}</p><p>{CAPTION}</p><table>{rows}</table>{boxes}</body></html>"
    )


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def word(extra: str = "", prolog: str = "") -> str:
    def paragraph(text: str, style: str = "") -> str:
        lines = "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in text.split("\n"))
        styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{styled}<w:r>{lines}</w:r></w:p>"

    rows = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in TABLE)
    boxes = ""
    for box in BOXES:
        inner = f"<w:txbxContent>{''.join(map(paragraph, box))}</w:txbxContent>"
        choice = f"<mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>"
        boxes += f"<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"
    deleted = "<w:p><w:del><w:r><w:delText>Tallviks kommun äger Skogsbuss AB.</w:delText></w:r></w:del></w:p>"
    body = (
        paragraph(HEADING, "Heading1")
        + paragraph(PROSE)
        + deleted
        + paragraph(CAPTION)
        + f"<w:tbl>{rows}</w:tbl>"
        + boxes
        + extra
    )
    return f'{prolog}<w:document xmlns:w="{WORD}" xmlns:mc="{COMPATIBLE}"><w:body>{body}</w:body></w:document>'


def docx(path: Path, document: str | bytes, *, name: str = "word/document.xml") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, document)
    return path


def pdf(
    lines: list[tuple[float, float, str]],
    frames: list[tuple[float, float, float, float]],
    *,
    shuffle: int | None = None,
) -> bytes:
    """A one-page PDF with text at (x, y) and framed rectangles; its content may stand in any order."""
    drawn = [f"{x} {y} {w} {h} re S" for x, y, w, h in frames]
    for x, y, text in lines:
        raw = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("cp1252")
        drawn.append(f"BT /F1 10 Tf {x} {y} Td ({raw}) Tj ET")
    if shuffle is not None:
        random.Random(shuffle).shuffle(drawn)  # noqa: S311 - any order will do
    content = "\n".join(drawn).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def sheet(shuffle: int | None = None) -> bytes:
    lines: list[tuple[float, float, str]] = [(60, 780, HEADING), (60, 750, PROSE), (60, 700, CAPTION)]
    for number, row in enumerate(TABLE):
        lines += [(60, 680 - 14 * number, row[0]), (260, 680 - 14 * number, row[1])]
    frames = []
    for number, box in enumerate(BOXES):
        left = 60 + 240 * number
        frames.append((left - 6.0, 500.0, 200.0, 60.0))
        lines += [(left, 545 - 12 * index, line) for index, line in enumerate(box)]
    return pdf(lines, frames, shuffle=shuffle)


def test_html_docx_and_pdf_give_the_same_facts(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(html(), encoding="utf-8")
    docx(tmp_path / "a.docx", word())
    (tmp_path / "a.pdf").write_bytes(sheet())
    for name in ("a.html", "a.docx", "a.pdf"):
        assert facts(tmp_path / name) == EXPECTED, name


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_a_pdf_stream_does_not_matter(tmp_path: Path, seed: int) -> None:
    (tmp_path / "a.pdf").write_bytes(sheet())
    (tmp_path / "b.pdf").write_bytes(sheet(shuffle=seed))
    assert read(tmp_path / "a.pdf").text == read(tmp_path / "b.pdf").text


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = ["Skogsbuss AB ägs till 60 procent av", "Region Norrskog. Resten ägs av", "Lillviks kommun sedan länge."]
    right = ["Vädret i skogen är ofta gott och", "vägarna är breda. Det regnar", "sällan under sommaren här."]
    lines = [(60.0, 700 - 12.0 * i, t) for i, t in enumerate(left)] + [
        (320.0, 700 - 12.0 * i, t) for i, t in enumerate(right)
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(lines, []))
    text = read(tmp_path / "a.pdf").text
    assert text.index("Lillviks kommun") < text.index("Vädret")


def test_bullets_that_are_drawn_part_the_items_of_a_list(tmp_path: Path) -> None:
    items = ["Skogsbuss AB", "Region Norrskog har ett museum", "Lillviks kommun bygger vidare"]
    lines = [(74.0, 700 - 14.0 * i, item) for i, item in enumerate(items)]
    bullets = [(64.0, 701.5 - 14.0 * i, 3.5, 3.5) for i in range(len(items))]
    (tmp_path / "a.pdf").write_bytes(pdf(lines, bullets))
    document = read(tmp_path / "a.pdf")
    assert [document.text[b.start : b.end] for b in document.blocks] == [f"• {item}" for item in items]


def test_dots_within_a_line_are_no_bullets(tmp_path: Path) -> None:
    lines = [(60.0, 700 - 14.0 * i, text) for i in range(3) for text in ["Skogsbuss AB växer"]]
    dots = [(151.0, 701.5 - 14.0 * i, 3.5, 3.5) for i in range(3)]
    more = [(158.0, 700 - 14.0 * i, "igen") for i in range(3)]
    (tmp_path / "a.pdf").write_bytes(pdf([*lines, *more], dots))
    assert "•" not in read(tmp_path / "a.pdf").text


def test_a_table_runs_on_over_a_page_under_its_year() -> None:
    text = "A 10\n2025\fB 20"
    table = Block(BlockKind.TABLE, rows=(((0, 1), (2, 4)),), page=1)
    year = Block(BlockKind.LABEL, lines=((5, 9),), page=1)
    more = Block(BlockKind.TABLE, rows=(((10, 11), (12, 14)),), page=2)
    (joined,) = _tables_rejoined([table, year, more], text)
    assert joined.rows == (((0, 1), (2, 4)), ((5, 9), (9, 9)), ((10, 11), (12, 14)))
    assert _tables_rejoined([table, replace(more, page=1)], text) == [table, replace(more, page=1)]


def test_a_sentence_that_a_column_cuts_is_read_whole(tmp_path: Path) -> None:
    left = ["Det är en lång och vacker dag i skogen idag.", "Lillviks kommun bygger. Skogsbuss AB ägs till 60"]
    right = ["procent av Region Norrskog, som styr trafiken.", "Det finns många bussar och de går varje dag."]
    lines = [(60.0, 700 - 12.0 * i, t) for i, t in enumerate(left)] + [
        (320.0, 700 - 12.0 * i, t) for i, t in enumerate(right)
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(lines, []))
    assert ("ownership", "Region Norrskog", "Skogsbuss AB") in facts(tmp_path / "a.pdf")


def test_a_table_beside_a_column_of_prose_keeps_its_rows(tmp_path: Path) -> None:
    prose = [
        f"Detta är rad nummer {word} av löpande text om ingenting"
        for word in ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"]
    ]
    right = [
        "Här står en inledning som är lika lång som raderna bredvid",
        CAPTION,
        "Den har flera rader text innan tabellen kommer här nere",
    ]
    lines = [(60.0, 780.0, "En rubrik som går över hela sidan")]
    lines += [(60.0, 740 - 14.0 * index, line[:46]) for index, line in enumerate(prose)]
    lines += [(320.0, 740 - 14.0 * index, line[:46]) for index, line in enumerate(right)]
    for index, (name, amount) in enumerate(TABLE):
        lines += [(320.0, 684 - 14.0 * index, name), (480.0, 684 - 14.0 * index, amount)]
    (tmp_path / "a.pdf").write_bytes(pdf(lines, []))
    document = read(tmp_path / "a.pdf")
    (table,) = [block for block in document.blocks if block.rows]
    assert [[document.text[a:b] for a, b in row] for row in table.rows] == TABLE
    assert document.text.index("nummer tio") < document.text.index("Här står")


def test_a_scan_is_reported_never_silently_empty(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([], [(60, 60, 300, 300)]))
    with pytest.raises(DocumentError, match="scan"):
        read(tmp_path / "a.pdf")


def test_text_in_another_encoding_is_read_with_a_remark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PROSE.encode("cp1252"))
    document = read(tmp_path / "a.txt")
    assert document.text == PROSE
    assert "Windows-1252" in document.remarks[0].sv
    (tmp_path / "b.txt").write_bytes(PROSE.encode("utf-16"))
    assert read(tmp_path / "b.txt").text == PROSE


def test_a_wrong_suffix_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(sheet())
    document = read(tmp_path / "a.txt")
    assert document.media_type == "application/pdf"
    assert "content is pdf" in document.remarks[-1].en


BOMB = b"<w:document>" + b"0" * (48 * 1024 * 1024)
ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.pdf", None, "does not exist"),
        ("empty.txt", b"  \n", "empty"),
        ("cut.pdf", sheet()[:300], "damaged"),
        ("web.pdf", b"hello, this is not what it seems", "no PDF"),
        ("cut.docx", b"PK\x03\x04 and no more", "damaged"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word format"),
        ("picture.png", b"\x89PNG\r\n" + b"\0" * 100, "picture"),
        ("binary.txt", bytes(range(256)) * 20, "no text"),
        ("letter.rtf", b"{\\rtf1 hej}", "RTF"),
        ("empty.html", b"<html><body><script>1</script></body></html>", "holds no text"),
    ],
)
def test_a_file_that_cannot_be_read_ends_in_one_clear_message(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DocumentError, match=message) as caught:
        read(path)
    assert caught.value.hint
    assert caught.value.place


def test_hostile_word_documents(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="far more than a document needs"):
        read(docx(tmp_path / "bomb.docx", BOMB))
    with pytest.raises(DocumentError, match="entities"):
        read(docx(tmp_path / "entities.docx", word(prolog=ENTITIES)))
    with pytest.raises(DocumentError, match="no Word document"):
        read(docx(tmp_path / "other.docx", "x", name="../../etc/passwd"))
    with pytest.raises(DocumentError, match="well-formed"):
        read(docx(tmp_path / "broken.docx", word()[:-40]))


def test_deep_nesting_is_read_and_nesting_that_would_take_minutes_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "deep.html"
    for depth in (2_000, 100_000):
        deep = "<div>" * depth + PROSE + "</div>" * depth
        page.write_text(f"<html><body>{deep}</body></html>", encoding="utf-8")
        if depth < MAX_DEPTH:
            assert PROSE in read(page).text
        else:
            with pytest.raises(DocumentError, match="nested more than 5000 deep"):
                read(page)


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    kids = b" ".join(b"3 0 R" for _ in range(10_000))
    content = sheet().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [" + kids + b"] /Count 10000")
    (tmp_path / "long.pdf").write_bytes(content)
    with pytest.raises(DocumentError, match="10000 pages"):
        read(tmp_path / "long.pdf")


def test_an_encrypted_pdf_says_so(tmp_path: Path) -> None:
    trailer = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"00" * 32
        + b"> /U <"
        + b"00" * 32
        + b"> >> /ID [<00><00>]"
    )
    content = sheet().replace(b"trailer << ", b"trailer << " + trailer + b" ")
    (tmp_path / "locked.pdf").write_bytes(content)
    with pytest.raises(DocumentError, match=r"encrypted|damaged"):
        read(tmp_path / "locked.pdf")


HEADS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<!doctype html><html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"{\\rtf",
    b"\x00" * 8,
]
NAMES = ["a.pdf", "a.docx", "a.html", "a.txt", "a", "å ä.PDF"]


def refusal(path: Path) -> DocumentError | None:
    """What reading `path` is refused with; None where it is read, with every block inside its text."""
    try:
        document = read(path)
    except DocumentError as error:
        return error
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
    read_document(document, ())
    return None


def met(path: Path) -> None:
    """Read `path`; a refusal says what is wrong, and what to do, in both languages."""
    refused = refusal(path)
    if refused is not None:
        assert refused.hint
        assert refused.said("sv") != refused.said("en")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(HEADS), st.binary(max_size=400), st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused(tmp_path: Path, head: bytes, rest: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(head + rest)
    met(tmp_path / name)


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_good_file_cut_or_altered_is_read_or_refused(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    path = tmp_path / f"good.{kind}"
    if kind == "docx":
        docx(path, word())
    else:
        path.write_bytes(html().encode() if kind == "html" else sheet())
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    path.write_bytes(bytes(content[:end]))
    met(path)
