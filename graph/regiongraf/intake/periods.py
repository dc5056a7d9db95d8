"""The period that a sum of money is for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from regiongraf.intake.lexer import Span, Token
from regiongraf.intake.sentence import Sentence

UNDATED = frozenset(
    [
        "sedan",
        "since",
        "före",
        "before",
        "efter",
        "after",
        "bildades",
        "startades",
        "stiftades",
        "inrättades",
        "etablerades",
        "invigdes",
        "öppnade",
        "grundades",
        "till",
        "hösten",
        "våren",
        "mars",
        "maj",
        "juni",
    ]
)


def when(sentence: Sentence, start: int, end: int) -> tuple[str | None, str | None] | None:
    """The period that is said around `tokens[start:end]`.

    It is that of the sum before where this one says that it is the same or a part of it.
    """
    low = [token.low for token in sentence.tokens]
    same = any(a == "samma" and b in ("period", "tid", "tidsperiod", "år") for a, b in pairwise(low))
    part = low[:1] == ["av"] and low[1:2] != [] and low[1] in ("de", "den", "detta", "dessa", "summan", "beloppet")
    return _period(sentence.tokens, start, end) or (sentence.around.period if same or part else None)


def _period(tokens: Sequence[Token], start: int, end: int) -> tuple[str | None, str | None] | None:
    """The period that a sum is for: the nearest in the sentence, and none that is a date of something else."""
    best: tuple[int, tuple[str | None, str | None]] | None = None
    for index, token in enumerate(tokens):
        before = tokens[index - 1].low if index else ""
        if token.kind == "period" and isinstance(token.value, Span):
            value: tuple[str | None, str | None] = (token.value.start, token.value.end)
        elif token.kind == "year" and before not in UNDATED:
            value = (token.value, token.value)
        else:
            continue
        distance = max(start - index, index - end, 0)
        if best is None or distance < best[0]:
            best = (distance, value)
    return best[1] if best else None
