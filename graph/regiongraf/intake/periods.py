"""The period that a sum of money is for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from regiongraf.intake.lexer import MONTHS, Span, Token
from regiongraf.intake.sentence import Sentence

Period = tuple[str | None, str | None]
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
    ]
)


def when(sentence: Sentence, start: int, end: int) -> Period | None:
    """The period that is said around `tokens[start:end]`.

    It is that of the sum before where this one says that it is the same or a part of it.
    """
    low = [token.low for token in sentence.tokens]
    same = any(a == "samma" and b in ("period", "tid", "tidsperiod", "år") for a, b in pairwise(low))
    part = low[:1] == ["av"] and low[1:2] != [] and low[1] in ("de", "den", "detta", "dessa", "summan", "beloppet")
    return _period(sentence.tokens, start, end) or (sentence.around.period if same or part else None)


def said(tokens: Sequence[Token]) -> list[Period]:
    """The different periods of a sentence, in its order: a year, a span, “från mars 2022 till maj 2025”."""
    return list(dict.fromkeys(value for _, _, value in _spans(tokens)))


def _spans(tokens: Sequence[Token]) -> list[tuple[int, int, Period]]:
    """Where a sentence says a period, from token to token, and what it says; none that is a date of something else."""
    found: list[tuple[int, int, Period]] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        before = tokens[index - 1].low if index else ""
        last = index
        if token.kind == "period" and isinstance(token.value, Span):
            found.append((index, index, (token.value.start, token.value.end)))
        elif token.kind in ("year", "date") and (through := _through(tokens, index)) is not None:
            last = through
            found.append((index, last, (_year(token), _year(tokens[last]))))
        elif token.kind == "year" and _means_period(tokens, index, before):
            found.append((index, index, (token.value, token.value)))
        index = last + 1
    return found


def _year(token: Token) -> str | None:
    return str(token.value)[:4] if token.value else None


def _through(tokens: Sequence[Token], index: int) -> int | None:
    """The last year of “mars 2022 till maj 2025”, “2012 och 2013”, that begins with the one at `index`."""
    at = index + 1
    joined = tokens[at].low if at < len(tokens) else ""
    if joined not in ("till", "–", "-", "och", "t.o.m.", "and", "to", "until", "through"):
        return None
    if joined == "till" and [token.low for token in tokens[at : at + 3]] == ["till", "och", "med"]:
        at += 2
    limit = at + (1 if joined in ("och", "and") else 3)
    for number in range(at + 1, min(limit + 1, len(tokens))):
        token = tokens[number]
        if token.kind in ("year", "date") and token.value:
            first, last = _year(tokens[index]), _year(token)
            following = first and last and int(last) - int(first)
            fits = following == 1 if joined in ("och", "and") else following is not None and 0 <= int(following) < 16
            return number if fits and token.kind == tokens[index].kind else None
        if token.low not in MONTHS and token.low not in ("den", "slutet", "av"):
            return None
    return None


def _means_period(tokens: Sequence[Token], index: int, before: str) -> bool:
    """False for the year of a founding, of a date, and of what a sum is compared with."""
    if before in MONTHS:
        # “från februari till oktober 2023” is a time, “den 3 oktober 2023” and “i oktober 2023” are days of something.
        ahead = [token.low for token in tokens[max(0, index - 6) : index]]
        return "från" in ahead and ahead.index("från") + 1 < len(ahead) and ahead[ahead.index("från") + 1] in MONTHS
    compared = (
        before in ("med", "än")
        and index > 1
        and tokens[index - 2].low.startswith(("jämför", "oförändr", "mer", "mindre", "högre", "lägre"))
    )
    return before not in UNDATED and not compared


def _period(tokens: Sequence[Token], start: int, end: int) -> Period | None:
    """The period that a sum is for: the nearest in the sentence."""
    best: tuple[int, Period] | None = None
    for first, last, value in _spans(tokens):
        distance = max(start - last, first - end, 0)
        if best is None or distance < best[0]:
            best = (distance, value)
    return best[1] if best else None
