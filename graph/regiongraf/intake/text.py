"""Plain text: its canonical text is the file decoded, changed in nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from regiongraf.errors import DocumentError, Place
from regiongraf.intake.document import Block, Document, Page, page
from regiongraf.intake.layout import blocks
from regiongraf.words import Words

READER = "text/1"


def read(path: Path, content: bytes | None = None) -> Document:
    """Read a text file: UTF-8, UTF-16 with its mark, else Windows-1252 with a remark. Form feeds part pages.

    Raises DocumentError when the file is missing, or is no text.
    """
    if content is None:
        from regiongraf.intake.readers import read as read_any

        return read_any(path)
    text, remark = _decoded(path, content)
    read_ = document(path.name, text, hashlib.sha256(content).hexdigest())
    return replace(read_, remarks=remark)


def _decoded(path: Path, content: bytes) -> tuple[str, tuple[Words, ...]]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16"), (Words("texten är UTF-16", "the text is UTF-16"),)
        except UnicodeDecodeError as error:
            raise _no_text(path) from error
    if b"\0" in content[:65536]:
        raise _no_text(path)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
        strange = sum(not (char.isprintable() or char.isspace()) or char == "\ufffd" for char in text)
        if strange * 50 > len(text):
            raise _no_text(path) from None
        guessed = Words(
            "texten är inte UTF-8 och lästes som Windows-1252", "the text is not UTF-8 and was read as Windows-1252"
        )
        return text, (guessed,)


def _no_text(path: Path) -> DocumentError:
    return DocumentError(
        "the file is no text, and no PDF, DOCX or HTML either",
        place=Place(path),
        hint="give a PDF, DOCX, HTML or text file",
        sv="filen är ingen text, och inte heller PDF, DOCX eller HTML",
        hint_sv="ange en PDF-, DOCX-, HTML- eller textfil",
    )


def document(name: str, text: str, sha256: str | None = None) -> Document:
    """`text` as a document of its own; its digest is computed unless given."""
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    found: list[Block] = []
    pages: list[Page] = []
    start = 0
    numbered = "\f" in text.strip("\f")
    for number, part in enumerate(text.split("\f"), 1):
        end = start + len(part)
        shown = number if numbered else None
        pages.append(page(shown, text, start, end))
        found += blocks(text, start, end, shown)
        start = end + 1
    return Document(name, digest, "text/plain", READER, text, tuple(pages), tuple(found))
