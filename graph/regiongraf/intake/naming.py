"""What kind of body a name is, by its own words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from regiongraf.intake.lexer import Token
from regiongraf.intake.words import HEADS, LEGAL, LOWER_TAIL, TAILS

DISTRIBUTING = frozenset(["kommuner", "kommunerna", "regioner", "regionerna", "län", "städer"])


def kind_of(found: Sequence[Token], index: int, end: int) -> str | None:
    """What kind of body a name is, by its legal form, its head, or its last word."""
    words = [token.text for token in found[index:end]]
    bare = [word.split(":")[0].removesuffix("s") if genitive_legal(word) else word for word in words]
    if len(words) > 1 and any(word in LEGAL for word in bare):
        return "company"
    low = [word.lower() for word in words]
    if "administrative" in low and "board" in low:
        return "agency"
    if low[0] == "region" and len(words) > 1:
        return "region"
    if low[0] in HEADS and len(words) > 1:
        return HEADS[low[0]]
    if low[0] in ("city", "municipality") and len(words) > 1:
        return "municipality"
    for word in (words[-1], words[-1].removesuffix("s"), *words[:-1]):
        if word[0].isupper() or word is words[-1] or word == words[-1].removesuffix("s"):
            kind = tail_kind(word)
            if kind and (len(words) > 1 or len(word) > 6):
                return kind
    return None


@lru_cache(maxsize=65_536)
def tail_kind(word: str) -> str | None:
    """The kind of body that the last word of a name tells."""
    return next((kind for kind, pattern in TAILS if pattern.search(word)), None)


def genitive_legal(text: str) -> bool:
    """True for “AB:s” and its like."""
    return text in ("AB:s", "ABs", "HB:s", "KB:s")


def closes(token: Token) -> bool:
    """True for a lower-case noun that ends a name: “Norrvika kommun”, “Furuviks kommuns”."""
    return bool(
        LOWER_TAIL.search(token.text) or LOWER_TAIL.search(token.text.removesuffix("s"))
    ) and token.low not in DISTRIBUTING - {"län"}
