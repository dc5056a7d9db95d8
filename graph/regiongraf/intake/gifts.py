"""Which of several sums in a sentence is the one that one body gives another."""

from __future__ import annotations

from collections.abc import Sequence

from regiongraf.intake.lexer import Quantity, Token
from regiongraf.intake.sentence import BODY_KINDS

FROM = frozenset(["från", "av", "ur", "by", "from"])
TO = frozenset(["till", "åt", "to", "towards"])
YEARLY = frozenset(["år", "året", "årligen", "year", "annually"])
IN_ALL = frozenset(["totalt", "sammanlagt", "sammantaget", "total", "totally"])
EACH = frozenset(["vardera", "var", "each", "varsin"])
NEAR = 4
"""In tokens: what may stand between a preposition and its name, or a sum and its preposition."""
FAR = 9
"""In tokens: how far behind its name a sum may stand."""


def sum_between(tokens: Sequence[Token], giver: int | None, receiver: int | None) -> Quantity | None:
    """The sum that the body at `giver` gives the one at `receiver`; None where the sentence does not tell."""
    found = _sum(tokens, giver, receiver)
    if found is None or not isinstance(tokens[found].value, Quantity):
        return None
    behind = [token.low for token in tokens[found + 1 : found + 4]]
    if YEARLY & set(behind):
        # “1,5 miljoner kronor per år, totalt sex miljoner”: the whole is what is given.
        whole = [n for n in _sums(tokens) if n and tokens[n - 1].low in IN_ALL]
        found = whole[0] if len(whole) == 1 else found
    value: Quantity = tokens[found].value
    return value


def _sum(tokens: Sequence[Token], giver: int | None, receiver: int | None) -> int | None:
    from_giver = _before(tokens, giver, FROM) if giver is not None else None
    if from_giver is not None:
        return from_giver
    to_receiver = _before(tokens, receiver, TO) if receiver is not None else None
    behind_giver = _behind(tokens, giver) if giver is not None else None
    if to_receiver is not None:
        if giver is not None and behind_giver is not None and _other_giver(tokens, giver, to_receiver):
            return behind_giver
        return to_receiver
    behind_receiver = _behind(tokens, receiver) if receiver is not None else None
    return behind_receiver if behind_receiver is not None else behind_giver


def _sums(tokens: Sequence[Token]) -> list[int]:
    return [n for n, t in enumerate(tokens) if t.kind == "money" and t.value.currency in (None, "SEK")]


def _before(tokens: Sequence[Token], index: int, words: frozenset[str]) -> int | None:
    """The sum before “från X”, “till X”."""
    at = index - 1
    while at >= max(0, index - NEAR) and tokens[at].low not in words:
        if tokens[at].kind in BODY_KINDS or tokens[at].kind == "money":
            return None
        at -= 1
    if at < 0 or tokens[at].low not in words:
        return None
    for number in range(at - 1, max(-1, at - 1 - NEAR), -1):
        if tokens[number].kind == "money":
            return number if number in _sums(tokens) else None
        if tokens[number].kind in BODY_KINDS:
            return None
    return None


def _behind(tokens: Sequence[Token], index: int) -> int | None:
    """The sum behind a name, before the next one; not one that is another's, as “från Y” behind it tells."""
    for number in range(index + 1, min(len(tokens), index + 1 + FAR)):
        if tokens[number].kind == "money":
            return number if number in _sums(tokens) else None
        if tokens[number].kind in BODY_KINDS:
            return None
    return None


def _other_giver(tokens: Sequence[Token], giver: int, end: int) -> bool:
    """True where another body, that no “till” makes a receiver, stands between a giver and a sum further on."""
    return any(
        tokens[number].kind in BODY_KINDS and not TO & {token.low for token in tokens[number - 2 : number]}
        for number in range(giver + 2, end)
    )
