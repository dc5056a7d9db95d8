"""A text in both languages, and counts with their nouns."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from regiongraf.figures import Language, number

# Spaces that keep a figure and its unit on one line are no danger.
_KEPT = {"\u00a0", "\u202f"}


def inert(text: str) -> str:
    """Text on one line, its control characters made visible so that no terminal obeys them."""
    return "".join(
        char if char.isprintable() or char in _KEPT else " " if char.isspace() else f"\\x{ord(char):02x}"
        for char in text
    )


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in Swedish and English."""

    sv: str
    en: str

    def said(self, language: Language) -> str:
        """The text in one language."""
        return self.sv if language == "sv" else self.en


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in the singular and the plural."""

    one: Words
    many: Words

    def counted(self, count: int, language: Language) -> str:
        """A count with its noun: 1 post, 2 poster."""
        return f"{number(Decimal(count), language)} {(self.one if count == 1 else self.many).said(language)}"


def noun(sv: str, sv_many: str, en: str, en_many: str | None = None) -> Noun:
    """A noun; the English plural is the singular with s unless it is given."""
    return Noun(Words(sv, en), Words(sv_many, en_many or f"{en}s"))
