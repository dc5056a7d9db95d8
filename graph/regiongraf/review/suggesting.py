"""What a document may be called and when it is from, as a proposal for the person who describes it."""

from __future__ import annotations

import re

from regiongraf.intake import Document
from regiongraf.intake.document import BlockKind
from regiongraf.intake.lexer import tokens

SECTIONS = frozenset((
    "inledning", "introduktion", "innehåll", "innehållsförteckning", "sammanfattning", "förord", "bakgrund", "syfte",
    "sammandrag", "läsanvisning", "bilaga", "bilagor", "begrepp", "ordlista", "metod", "uppdrag", "uppdraget",
    "introduction", "contents", "table of contents", "summary", "executive summary", "preface", "foreword",
    "background", "abstract", "purpose", "appendix",
))  # fmt: skip
"""Headings that a part of any document may have: none of them is what a document is called."""
NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*|[ivx]+)[.)]?\s+", re.IGNORECASE)
HEAD = 6000
"""Code points at the start in which a date is looked for."""


def title_of(document: Document) -> str:
    """The first heading, or the first line; on one line, and not longer than a title is.

    Nothing where that is the heading of a section (“Inledning”, “1. Bakgrund”): a person says what it is called.
    """
    block = next((b for b in document.blocks if b.kind is BlockKind.HEADING), None)
    start, end = (block.start, block.end) if block else (0, len(document.text))
    lines = [" ".join(line.split()) for line in document.text[start:end].splitlines() if line.strip()]
    title = "".join(lines[:1])
    bare = NUMBERED.sub("", title).strip(" .:–-").casefold()
    return "" if bare in SECTIONS else title[:160]


def first_date(text: str) -> str:
    """The first full date in the text, as 2025-11-27, or nothing: a date is never guessed."""
    for token in tokens(text[:HEAD]):
        if token.kind == "date" and isinstance(token.value, str) and len(token.value) == 10:
            return token.value
    return ""
