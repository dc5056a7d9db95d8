"""Our SVG pictures as PNG and PDF: the only door to the libraries of the extra `picture`.

Both draw letters with the typeface that ReportLab brings, so that a picture is the same on every machine, one without
fonts included; what that typeface lacks is taken from the system in a PNG.
"""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from regiongraf.errors import PageError

FACE = "Bitstream Vera Sans"
FILES = {"normal": "Vera.ttf", "bold": "VeraBd.ttf"}
SCALE = 2
"""Pixels of a PNG for each unit of the drawing."""
_SVG = "{http://www.w3.org/2000/svg}"


def rendered(svg: str, suffix: str) -> bytes:
    """The bytes of a picture of ours for a file whose name ends in `suffix`: .svg, .png or .pdf.

    Raises PageError for any other suffix, and when the extra that makes PNG and PDF is not installed.
    """
    suffix = suffix.lower()
    if suffix == ".svg":
        return svg.encode()
    if suffix not in MAKERS:
        raise PageError(
            f"there is no picture of the kind {suffix or 'without a suffix'!r}",
            hint="let the name of the file end in .svg, .png or .pdf",
            sv=f"det finns ingen bild av slaget {suffix or 'utan ändelse'!r}",
            hint_sv="låt filens namn sluta på .svg, .png eller .pdf",
        )
    try:
        return MAKERS[suffix](_in_our_face(svg))
    except ImportError as error:
        raise PageError(
            f"{suffix[1:].upper()} needs a library that is not installed ({error.name})",
            hint="pip install 'regiongraf[picture]', or write .svg",
            sv=f"{suffix[1:].upper()} behöver ett bibliotek som inte är installerat ({error.name})",
            hint_sv="pip install 'regiongraf[picture]', eller skriv .svg",
        ) from error


def _in_our_face(svg: str) -> str:
    """The picture set in the typeface that is at hand: half-bold is bold there, and no space keeps words together."""
    set_ = re.sub(r'font-family="[^"]*"', f'font-family="{FACE}"', svg, count=1)
    return set_.replace('font-weight="600"', 'font-weight="bold"').replace("\u00a0", " ")


def _captions(svg: str) -> dict[str, str]:
    """The title of a picture, its source line and its licence."""
    root = ET.fromstring(svg)  # noqa: S314 our own picture, in which every text is escaped
    return {name: root.findtext(f"{_SVG}{name}") or "" for name in ("title", "desc", "metadata")}


def _png(svg: str) -> bytes:
    """Twice as large as the drawing, with its title, source and licence as texts of the file."""
    import resvg_py

    with as_file(files("reportlab") / "fonts") as fonts:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=SCALE,
            font_family=FACE,
            sans_serif_family=FACE,
            font_files=[str(fonts / name) for name in FILES.values()],
        )
    told = _captions(svg)
    texts = {"Title": told["title"], "Source": told["desc"], "Copyright": told["metadata"]}
    head = 8 + 25  # the signature and the first chunk, which comes before all others
    data = bytes(drawn)
    return data[:head] + b"".join(_chunk(key, text) for key, text in texts.items() if text) + data[head:]


def _chunk(key: str, text: str) -> bytes:
    """An international text of a PNG file (iTXt; PNG specification, 11.3.4.5)."""
    body = b"iTXt" + key.encode("ascii") + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def _pdf(svg: str) -> bytes:
    """One page as large as the drawing, text as text, with title, source and licence as properties of the document."""
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas
    from svglib.svglib import svg2rlg

    _register()
    with TemporaryDirectory(prefix="regiongraf-") as folder:
        file = Path(folder) / "picture.svg"
        file.write_text(svg, encoding="utf-8")
        drawing = svg2rlg(str(file))
    told, out = _captions(svg), BytesIO()
    language = re.search(r'lang="(\w+)"', svg)
    canvas = Canvas(out, pagesize=(drawing.width, drawing.height), invariant=1, lang=language[1] if language else None)
    canvas.setTitle(told["title"])
    canvas.setSubject(told["desc"])
    canvas.setKeywords(told["metadata"])
    canvas.setAuthor("regiongraf")
    canvas.setCreator("regiongraf")
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.save()
    return out.getvalue()


@lru_cache(maxsize=1)
def _register() -> None:
    from svglib.svglib import register_font

    for weight, name in FILES.items():
        with as_file(files("reportlab") / "fonts" / name) as file:
            register_font(FACE, str(file), weight=weight)


MAKERS: dict[str, Callable[[str], bytes]] = {".png": _png, ".pdf": _pdf}
