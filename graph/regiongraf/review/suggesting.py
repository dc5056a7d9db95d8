"""What a document may be called and when it is from, as a proposal for the person who describes it."""

from __future__ import annotations

from regiongraf.intake import Document
from regiongraf.intake.document import BlockKind
from regiongraf.intake.lexer import tokens

HEAD = 6000
"""Code points at the start in which a date is looked for."""


def title_of(document: Document) -> str:
    """The first heading, or the first line; on one line, and not longer than a title is."""
    block = next((b for b in document.blocks if b.kind is BlockKind.HEADING), None)
    start, end = (block.start, block.end) if block else (0, len(document.text))
    lines = [line.strip() for line in document.text[start:end].splitlines() if line.strip()]
    return " ".join(lines[:1])[:160]


def first_date(text: str) -> str:
    """The first full date in the text, as 2025-11-27, or nothing: a date is never guessed."""
    for token in tokens(text[:HEAD]):
        if token.kind == "date" and isinstance(token.value, str) and len(token.value) == 10:
            return token.value
    return ""
