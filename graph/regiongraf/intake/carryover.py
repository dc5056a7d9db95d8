"""Shares said in a sentence of their own: “Bolagen äger 25 procent vardera.” or “Ägarandelarna är 60 och 40 procent”.

They belong to the owners whom the sentences before have named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from regiongraf.intake.binding import EACH, HUNDRED, shares
from regiongraf.intake.candidate import LEVELS, Candidate, Share
from regiongraf.intake.lexer import Token

OWNERS = ("ägarandel", "ägarandelar", "ägarandelen", "ägarandelarna", "andelarna", "fördelningen", "ägarfördelningen")
SEVERAL = frozenset(
    ["bolagen", "kommunerna", "ägarna", "delägarna", "regionerna", "parterna", "de", "båda", "bägge", "alla"]
)
VERBS = frozenset(["äger", "har", "innehar", "är", "kontrollerar", "owns", "own", "hold", "holds"])
LONGEST = 14
"""In tokens: a longer sentence says something of its own."""


def dealt(tokens: Sequence[Token], before: Sequence[Candidate]) -> dict[int, Share]:
    """The share of each of `before`, by its place there, that a sentence without a body of its own gives; else nothing.

    `before` are the facts of the block so far. Only owners of the company that was told of last can be meant.
    """
    if (
        not tokens
        or len(tokens) > LONGEST
        or any(token.kind in ("org", "weak", "prj", "set", "geo") for token in tokens)
    ):
        return {}
    low = [token.low for token in tokens]
    first = next((word for word in low if word not in ("den", "det", "de")), "")
    each = any(word in EACH for word in low) or "varje" in low[:2] or "var" in low
    about_owners = first in OWNERS or low[0] in SEVERAL or first in SEVERAL or low[0] == "varje"
    if not about_owners or not any(word in VERBS or word == ":" for word in low):
        return {}
    last = next((c.object for c in reversed(before) if c.kind == "ownership" and not c.status), None)
    owners = [n for n, c in enumerate(before) if c.kind == "ownership" and c.object == last and not c.status]
    if last is None or len(owners) < 2 or any(before[number].share for number in owners):
        return {}
    found = [share for share, _, _ in shares(_with_commas(tokens))]
    if not found and "lika" in low:
        part = (HUNDRED / len(owners)).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
        return dict.fromkeys(owners, Share(exact=part))
    if len(found) == 1 and each:
        return dict.fromkeys(owners, found[0])
    return dict(zip(owners, found, strict=True)) if len(found) == len(owners) else {}


def _with_commas(tokens: Sequence[Token]) -> Sequence[Token]:
    """From the first figure on: “50, 25 respektive 25 procent”."""
    at = next((index for index, token in enumerate(tokens) if token.kind in ("num", "pct")), len(tokens))
    return tokens[at:]


def filled(before: list[Candidate], given: dict[int, Share]) -> list[Candidate]:
    """`before` with the shares `given`, each a little less certain than it was."""
    return [
        replace(
            candidate,
            share=given[number],
            level=LEVELS[max(LEVELS.index(candidate.level), 1)],
            flags=tuple(sorted({*candidate.flags, "share-said-later"})),
        )
        if number in given
        else candidate
        for number, candidate in enumerate(before)
    ]
