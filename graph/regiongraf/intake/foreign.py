"""How names of other languages go on over small words: “Agency for Rural Growth”, “Follow the Trees”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from regiongraf.intake.lexer import Token
from regiongraf.intake.naming import closes, tail_kind
from regiongraf.intake.words import FIRST_NAMES, listed

ENGLISH_BODIES = listed(
    """
    agency council board authority institute centre center foundation association confederation federation union
    ministry department academy university school chamber committee office society network fund service services
    administration alliance organisation organization
    """
)
FIELDS = listed(
    """
    affairs agriculture arts authorities business businesses climate communications culture development economic
    economics education employment energy enterprise environment family finance fisheries food forestry government
    governments growth health housing industry infrastructure innovation labour learning letters literature medicine
    planning professionals regions research rural science sciences social sports statistics technology tourism trade
    training transport urban water welfare work workers youth
    """
)
"""What English names of bodies say that these are for: “Ministry of Health and Social Affairs”."""
ENGLISH_INSIDE = frozenset(["of", "the", "for", "and", "on", "to", "at", "from", "with", "de", "la", "du", "des"])
"""Small words of names in other languages, which no Swedish text has between capitals otherwise."""


def of_a_field(found: Sequence[Token], end: int) -> int:
    """How far “Agency for Rural Growth”, “Council of Science and Letters” goes on behind its preposition."""
    if found[end].low not in ("for", "of") or found[end - 1].low not in ENGLISH_BODIES:
        return 0
    start = at = end + 1
    while at < len(found) and (found[at].kind == "cap" or found[at].low in FIELDS):
        at += 1
        pair = found[at : at + 4]
        if len(pair) > 1 and pair[0].low in ("and", "&") and _field(found, start, at + 1):
            at += 1
        elif (
            len(pair) == 4
            and pair[0].low == ","
            and (pair[2].low in ("and", "&") or pair[1].low in FIELDS)
            and _field(found, start, at + 1)
        ):
            at += 1  # “Foundation for Enterprise, Research & Charity”
    return at - end if at > start else 0


def _field(found: Sequence[Token], start: int, at: int) -> bool:
    """True where the word at `at` is one more field of those from `start`, not another body or place."""
    if found[start - 1].low == "for" and found[at].kind == "cap":
        return True
    run = takewhile(lambda token: token.kind == "cap" or token.low in FIELDS, found[at:])
    return any(token.low in FIELDS for token in run)


def of_fields(found: Sequence[Token], index: int, end: int) -> int:
    """How far “Housing and Transport Service”, “Karl and Stina Ekwall Foundation” goes on behind one word."""
    first, token = found[index], found[end]
    if token.low not in ("and", "&", "och") or end != index + 1 or end + 2 >= len(found):
        return 0
    if not (first.low in FIELDS or (first.text in FIRST_NAMES and found[end + 1].text in FIRST_NAMES)):
        return 0
    until = end + 1
    while until < len(found) and until < end + 5 and (found[until].kind == "cap" or closes(found[until])):
        until += 1
        tail = found[until - 1]
        if until > end + 2 and (tail.low in ENGLISH_BODIES or tail_kind(tail.text) == "foundation"):
            return until - end
    return 0


def foreign(found: Sequence[Token], end: int) -> int:
    """How far a name in another language goes on over its small words: “Follow the Trees”, “Jardin de la Ville”."""
    at = end
    while at < len(found) and at < end + 3 and found[at].low in ENGLISH_INSIDE:
        at += 1
    goes_on = at > end and at < len(found) and found[at].kind == "cap" and not found[at].fresh
    return at + 1 - end if goes_on and found[end - 1].kind == "cap" else 0
