"""Which reader reads a file: its first bytes decide, not its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from regiongraf.errors import DocumentError, Place
from regiongraf.intake import text
from regiongraf.intake.document import Document
from regiongraf.words import Words

MAX_BYTES = 256 * 1024 * 1024
SUFFIXES = {
    "pdf": (".pdf",),
    "docx": (".docx", ".docm", ".dotx"),
    "html": (".html", ".htm", ".xhtml"),
    "text": (".txt", ".md", ".csv", ".text", ""),
}
SCAN = ("run a text recognition over it first, for example `ocrmypdf -l swe`", "kör textigenkänning på den först")
UNPACK = ("unpack it first", "packa upp den först")
REFUSED: tuple[tuple[bytes, tuple[str, str], tuple[str, str]], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        (
            "the file is of the old Word format (.doc), or an encrypted Office document",
            "filen är i det gamla Word-formatet (.doc), eller ett krypterat Office-dokument",
        ),
        (
            "save it as .docx without a password, or as PDF",
            "spara den som .docx utan lösenord, eller som PDF",
        ),
    ),
    (b"{\\rtf", ("the file is RTF", "filen är RTF"), ("save it as .docx or PDF", "spara den som .docx eller PDF")),
    (b"\x89PNG", ("the file is a picture", "filen är en bild"), SCAN),
    (b"\xff\xd8\xff", ("the file is a picture", "filen är en bild"), SCAN),
    (b"\x1f\x8b", ("the file is compressed", "filen är komprimerad"), UNPACK),
    (b"7z\xbc\xaf", ("the file is compressed", "filen är komprimerad"), UNPACK),
)
"""How a content begins that is never read, what to say of it, and what to do: each in English and Swedish."""


def read(path: Path, progress: Callable[[int, int], None] | None = None) -> Document:
    """Read `path` with the reader of its kind; `progress` is told pages done and in all, where there are pages.

    Raises DocumentError when the file is missing, too large, damaged, hostile, or of no kind that is read.
    """
    content = _content(path)
    kind = _kind(path, content)
    if kind == "pdf":
        from regiongraf.intake import pdf

        document = pdf.read(path, content, progress)
    elif kind == "docx":
        from regiongraf.intake import docx

        document = docx.read(path, content)
    elif kind == "html":
        from regiongraf.intake import html

        document = html.read(path, content)
    else:
        document = text.read(path, content)
    if path.suffix.lower() not in SUFFIXES[kind] and path.suffix.lower() in {
        s for suffixes in SUFFIXES.values() for s in suffixes
    }:
        misnamed = Words(
            f"namnet slutar på {path.suffix}, men innehållet är {kind}",
            f"the name ends in {path.suffix}, but the content is {kind}",
        )
        document = replace(document, remarks=(*document.remarks, misnamed))
    return document


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            what, sv = (
                ("is a folder", "är en mapp")
                if path.is_dir()
                else ("does not exist", "finns inte")
                if not path.exists()
                else ("is no ordinary file", "är ingen vanlig fil")
            )
            raise DocumentError(
                f"the document {what}",
                place=Place(path),
                hint="give the path of a PDF, DOCX, HTML or text file",
                sv=f"dokumentet {sv}",
                hint_sv="ange sökvägen till en PDF-, DOCX-, HTML- eller textfil",
            )
        if path.stat().st_size > MAX_BYTES:
            raise DocumentError(
                f"the document is larger than {MAX_BYTES // 1024**2} MiB",
                place=Place(path),
                hint="split it, and give the parts",
                sv=f"dokumentet är större än {MAX_BYTES // 1024**2} MiB",
                hint_sv="dela det och ange delarna",
            )
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise DocumentError(
            f"the document cannot be read: {getattr(error, 'strerror', None) or error}",
            place=Place(path),
            hint="check the path and your rights to it",
            sv=f"dokumentet går inte att läsa: {getattr(error, 'strerror', None) or error}",
            hint_sv="kontrollera sökvägen och dina rättigheter till den",
        ) from error
    if not content.strip():
        raise DocumentError(
            "the document is empty",
            place=Place(path),
            hint="fetch it again",
            sv="dokumentet är tomt",
            hint_sv="hämta det igen",
        )
    return content


def _kind(path: Path, content: bytes) -> str:
    head = content[:1024].lstrip()
    for magic, (message, sv), (hint, hint_sv) in REFUSED:
        if content.startswith(magic):
            raise DocumentError(message, place=Place(path), hint=hint, sv=sv, hint_sv=hint_sv)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return "docx"
    low = head.lower().removeprefix(b"\xef\xbb\xbf").lstrip()
    if low.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        path.suffix.lower() in SUFFIXES["html"] and b"<" in head
    ):
        return "html"
    if path.suffix.lower() == ".pdf":
        raise DocumentError(
            "the name ends in .pdf, but the content is no PDF",
            place=Place(path),
            hint="fetch it again: a web page may have been saved in its place",
            sv="namnet slutar på .pdf, men innehållet är ingen PDF",
            hint_sv="hämta den igen: en webbsida kan ha sparats i dess ställe",
        )
    return "text"
