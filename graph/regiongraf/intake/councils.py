"""Boards in small letters: “kulturnämnden”, “regionala utvecklingsnämnden”, “teknik- och fritidsnämnden”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from regiongraf.intake.lexer import Token
from regiongraf.intake.words import listed

BOARD = re.compile(r"^(?:kommun|region|landstings)styrelsen$|\w{3}nämnden$")
ADJECTIVES = listed("regionala tekniska sociala centrala")
"""What stands before “nämnden” in its name."""


@lru_cache(maxsize=16_384)
def may_be_board(low: str) -> bool:
    """True for a word that the name of a board may begin with."""
    return low.endswith("-") or low in ADJECTIVES or _board(low)


def board_at(found: Sequence[Token], index: int) -> tuple[int, bool]:
    """How many tokens the board that begins at `index` has, and whether it is genitive; (0, False) where none does."""
    end = index + 1
    token = found[index]
    if token.kind == "word" and token.text.endswith("-") and end + 1 < len(found) and found[end].low == "och":
        end += 2
    elif token.low in ADJECTIVES and end < len(found) and found[end].kind == "word":
        end += 1
    last = found[end - 1].low
    return (end - index, last.endswith("s")) if _board(last) else (0, False)


def _board(low: str) -> bool:
    return BOARD.search(low.removesuffix("s")) is not None
