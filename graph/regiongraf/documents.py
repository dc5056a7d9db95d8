"""Documents as evidence sees them: a digest of the bytes, the canonical text, and spans that can be found again.

The canonical text of a text file is its bytes decoded as UTF-8, changed in nothing; offsets count code points.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from regiongraf.errors import DocumentError, Place
from regiongraf.model import Document, Evidence
from regiongraf.words import Words

CONTEXT_TOKENS = 5
TOKEN = re.compile(r"\w+|[^\w\s]")
MAX_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Text:
    """A document as read: `sha256` of its bytes (64 hexadecimal digits) and its canonical text."""

    path: Path
    sha256: str
    text: str

    def quote(self, evidence: Evidence) -> str:
        """The words of a span; white space is kept as it stands."""
        return self.text[evidence.start : evidence.end]


def read(path: Path) -> Text:
    """Read a text document whole.

    Raises DocumentError when the file is missing, unreadable, too large, or not UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DocumentError(
                f"the document is larger than {MAX_BYTES // 1024**2} MiB",
                place=Place(path),
                hint="give the document's text, not an archive of it",
                sv=f"dokumentet är större än {MAX_BYTES // 1024**2} MiB",
                hint_sv="ange dokumentets text, inte ett arkiv av det",
            )
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"the document cannot be read: {error.strerror}",
            place=Place(path),
            hint="check the path and your rights to it",
            sv=f"dokumentet kan inte läsas: {error.strerror}",
            hint_sv="kontrollera sökvägen och att du får läsa filen",
        ) from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"the document is not UTF-8: byte {error.start} is 0x{content[error.start]:02x}",
            place=Place(path),
            hint="convert it with `iconv -f latin1 -t utf-8`, or ask for the original file",
            sv=f"dokumentet är inte UTF-8: byte {error.start} är 0x{content[error.start]:02x}",
            hint_sv="konvertera det med `iconv -f latin1 -t utf-8`, eller be om originalfilen",
        ) from error
    return Text(path, hashlib.sha256(content).hexdigest(), text)


def verify_digest(text: Text, documents: list[Document]) -> Document:
    """The one of `documents` that `text` is, by digest.

    Raises DocumentError when it is none of them, and says so when only line ends, a byte-order mark or the Unicode
    normal form differ.
    """
    for document in documents:
        if document.sha256 == text.sha256:
            return document
    known = [f"{document.file_name} ({document.sha256[:12]}…)" for document in documents]
    cause, digest = _likely_cause(text.text, documents), f"SHA-256 {text.sha256[:12]}…"
    raise DocumentError(
        f"this file ({digest}) is not {' or '.join(known) or 'any known document'}{cause.en}",
        sv=f"denna fil ({digest}) är inte {' eller '.join(known) or 'något känt dokument'}{cause.sv}",
        place=Place(text.path),
        hint="use the very file that the records were read from: evidence holds for its bytes only",
        hint_sv="använd just den fil som uppgifterna lästes ur: belägg gäller bara för dess byte",
    )


def _likely_cause(text: str, documents: list[Document]) -> Words:
    """What a tool on the way may have done to the file, when undoing it gives a digest that is known."""
    known = {document.sha256 for document in documents}
    undone = {
        Words("dess radslut är ändrade till CRLF", "its line ends were changed to CRLF"): text.replace("\r\n", "\n"),
        Words(
            "en byteordningsmarkering (BOM) är satt före texten", "a byte-order mark was put before it"
        ): text.removeprefix("\ufeff"),
        Words("dess bokstäver är uppdelade (NFD)", "its letters were decomposed (NFD)"): unicodedata.normalize(
            "NFC", text
        ),
    }
    for cause, original in undone.items():
        if original != text and hashlib.sha256(original.encode()).hexdigest() in known:
            return Words(f": {cause.sv}", f": {cause.en}")
    return Words("", "")


def anchor(text: str, start: int, end: int, *, document: str | None = None) -> Evidence:
    """The evidence for `text[start:end]`, with its hashes; offsets in code points, `end` not included."""
    before = TOKEN.findall(text[:start][-400:])[-CONTEXT_TOKENS:]
    after = TOKEN.findall(text[end : end + 400])[:CONTEXT_TOKENS]
    return Evidence(
        start=start,
        end=end,
        span=_hash(TOKEN.findall(text[start:end])),
        before=_hash(before),
        after=_hash(after),
        document=document,
    )


def _hash(tokens: list[str]) -> str:
    """16 hexadecimal digits over tokens, blind to white space."""
    return hashlib.sha256(" ".join(tokens).encode()).hexdigest()[:16]


def find(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where `words` stand in `text`, as (start, end) in code points; any white space matches any other."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []
