"""Which line ends of a block are meant: no name goes on over them, while running text is only wrapped there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from regiongraf.intake.document import BlockKind, Span
from regiongraf.intake.layout import UNFINISHED
from regiongraf.intake.lexer import Token

UNWRAPPED = 140
"""In characters: with a line as long as this nothing was wrapped, and every line end is meant."""
SHORT = 50
"""In characters."""
OWNING = re.compile(r"[a-zåäö]s$")
"""What owns the beginning of the next line: “Region Norrskogs / Fastighets AB”."""


def line_starts(text: str, lines: Sequence[Span], kind: BlockKind) -> frozenset[int]:
    """The offsets of `text` where a line begins that the one before it did not run into.

    A line end is meant where the next word would have fitted on the line, as most ends of the block are then.
    """
    if len(lines) < 2:
        return frozenset()
    shown = [text[start:end].strip() for start, end in lines]
    if not (_all_begin(shown) if kind is BlockKind.BOX else _unwrapped(shown)):
        return frozenset()
    found: set[int] = set()
    for (start, end), line, following in zip(lines[1:], shown[:-1], shown[1:], strict=True):
        if following[:1].isupper() and line and not UNFINISHED.search(line):
            found.add(start + len(text[start:end]) - len(text[start:end].lstrip()))
    return frozenset(found)


def _all_begin(shown: Sequence[str]) -> bool:
    """True for lines that all begin with a capital: a list, not the wrapped text of a box.

    Fewer than four of them are one where each is short and of two words and more, and none needs what follows.
    """
    if not all(line[:1].isupper() for line in shown):
        return False
    return len(shown) > 3 or all(" " in line and len(line) < SHORT and not OWNING.search(line) for line in shown)


def _unwrapped(shown: Sequence[str]) -> bool:
    """True where most line ends came before the line was full."""
    widest = max(map(len, shown))
    if widest > UNWRAPPED:
        return True
    fits = [len(line) + 1 + len(following.partition(" ")[0]) <= widest for line, following in pairwise(shown)]
    return sum(fits) * 2 >= len(fits)


def mark(tokens: Sequence[Token], origins: Sequence[int], starts: frozenset[int]) -> None:
    """Say of each of `tokens`, which lie at `origins`, whether it begins one of the lines of `starts`."""
    for token, origin in zip(tokens, origins, strict=True):
        token.fresh = origin in starts
