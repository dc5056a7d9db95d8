"""Which reader reads a file: its first bytes decide, not its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from regiongraf.errors import DocumentError, Place
from regiongraf.intake import text
from regiongraf.intake.document import Document

MAX_BYTES = 256 * 1024 * 1024
SUFFIXES = {
    "pdf": (".pdf",),
    "docx": (".docx", ".docm", ".dotx"),
    "html": (".html", ".htm", ".xhtml"),
    "text": (".txt", ".md", ".csv", ".text", ""),
}
REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "the file is of the old Word format (.doc), or an encrypted Office document",
        "save it as .docx without a password, or as PDF",
    ),
    (b"{\\rtf", "the file is RTF", "save it as .docx or PDF"),
    (b"\x89PNG", "the file is a picture", "run a text recognition over it first, for example `ocrmypdf -l swe`"),
    (b"\xff\xd8\xff", "the file is a picture", "run a text recognition over it first, for example `ocrmypdf -l swe`"),
    (b"\x1f\x8b", "the file is compressed", "unpack it first"),
    (b"7z\xbc\xaf", "the file is compressed", "unpack it first"),
)


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
        document = replace(
            document,
            remarks=(*document.remarks, f"the name ends in {path.suffix or 'nothing'}, but the content is {kind}"),
        )
    return document


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "does not exist" if not path.exists() else "is no ordinary file"
            raise DocumentError(
                f"the document {what}", place=Place(path), hint="give the path of a PDF, DOCX, HTML or text file"
            )
        if path.stat().st_size > MAX_BYTES:
            raise DocumentError(
                f"the document is larger than {MAX_BYTES // 1024**2} MiB",
                place=Place(path),
                hint="split it, and give the parts",
            )
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise DocumentError(
            f"the document cannot be read: {getattr(error, 'strerror', None) or error}",
            place=Place(path),
            hint="check the path and your rights to it",
        ) from error
    if not content.strip():
        raise DocumentError("the document is empty", place=Place(path), hint="fetch it again")
    return content


def _kind(path: Path, content: bytes) -> str:
    head = content[:1024].lstrip()
    for magic, message, hint in REFUSED:
        if content.startswith(magic):
            raise DocumentError(message, place=Place(path), hint=hint)
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
        )
    return "text"
