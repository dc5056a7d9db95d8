"""How names are folded, matched, suggested and sorted: blind to case, accents and punctuation, Swedish in its order."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SWEDISH = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}


def fold(name: str) -> str:
    """A key that is equal for names a reader takes to be equal: no case, accents, punctuation or doubled spaces."""
    # Twice, as Unicode's compatibility caseless match (D146) does: taking “℠” apart gives capitals again.
    once = unicodedata.normalize("NFKD", name.casefold())
    decomposed = unicodedata.normalize("NFKD", once.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+", " ", letters).split())


def swedish_order(text: str) -> tuple[str, str]:
    """A sort key that puts å, ä and ö after z, blind to case and other accents; the text itself breaks ties."""
    composed = unicodedata.normalize("NFC", text).casefold()
    key = "".join(_SWEDISH.get(char) or fold_letter(char) for char in composed)
    return key, text


@lru_cache(maxsize=4096)
def fold_letter(char: str) -> str:
    """A letter without its accents: é → e."""
    return "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))


def matches(wanted: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """The distinct values whose name answers to `wanted`: all that fold to the same key, in sorted order.

    `names` holds (name, value) pairs; one value may have several names.
    """
    key = fold(wanted)
    return sorted({value for name, value in names if key and fold(name) == key})


def suggestions(wanted: str, names: Iterable[str], *, limit: int = 3) -> list[str]:
    """The names nearest to `wanted`, best first.

    Those that hold all its words, then those with words that begin as its words do, then those spelt alike.
    """
    by_key: dict[str, str] = {}
    for name in sorted(set(names), key=swedish_order):
        by_key.setdefault(fold(name), name)
    words = set(fold(wanted).split())
    holding = [name for key, name in by_key.items() if words and words <= set(key.split())]
    begun = [name for key, name in by_key.items() if words and all(_begins(word, key) for word in words)]
    alike = [by_key[key] for key in difflib.get_close_matches(fold(wanted), list(by_key), n=limit, cutoff=0.6)]
    return list(dict.fromkeys(holding + begun + alike))[:limit]


def _begins(word: str, key: str) -> bool:
    """Whether a word of a folded name begins so."""
    return key.startswith(word) or f" {word}" in key
