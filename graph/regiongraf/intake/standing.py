"""Where bodies stand around a word of a sentence: before it, right behind it, behind it, or behind a preposition."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from regiongraf.intake.binding import BODIES, Item, items
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Token
from regiongraf.intake.words import FINITE, listed

REACH = 14
"""How many tokens from the word a body may stand."""
GAP = 6
"""How far apart two bodies of one list may stand."""
NEAR = 3
"""How many tokens may stand between a preposition and its body: “av den ideella föreningen X”."""
LONGEST = 60
JOINS = listed(", och samt and & • respektive ;")
ENDS = listed("som vilket vilken vilka medan men which while but where where där för")
RELATIVES = listed("som vilket vilken which that")
AUXILIARIES = listed("är har hade var blev blir ska skall kommer kan is are was were has have")
PREPOSITIONS = listed(
    """
    about at av between by enligt for from från för genom hos i in inom med mellan mot of om per på through till to
    under utanför via vid with
    """
)
NOBODY = frozenset(["place", "person", "education"])


def standing(tokens: Sequence[Token], place: str, at: int) -> list[Item]:
    """The bodies at a place around `tokens[at]`: `before`, `next`, `after`, or `after:` and prepositions."""
    where, _, prepositions = place.partition(":")
    if where == "before":
        return _before(tokens, at)
    if where == "next":
        return _listed_from(tokens, _right_behind(tokens, at))
    if prepositions:
        return _listed_from(tokens, _behind_one_of(frozenset(prepositions.split(",")), tokens, at))
    return _listed_from(tokens, next(_free(tokens, range(at + 1, min(at + 1 + REACH, len(tokens)))), None))


def _is_body(token: Token) -> bool:
    return token.kind in BODIES and not (isinstance(token.value, Entity) and token.value.kind in NOBODY)


def _ends_clause(token: Token) -> bool:
    return token.low in ENDS or (token.low in FINITE and token.low not in AUXILIARIES)


def _free(tokens: Sequence[Token], indices: Sequence[int]) -> Iterator[int]:
    """The bodies of the clause that hang on no preposition, in the order of `indices`."""
    for index in indices:
        if _is_body(tokens[index]) and not _governed(tokens, index):
            yield index
        if _ends_clause(tokens[index]):
            return


def _right_behind(tokens: Sequence[Token], at: int) -> int | None:
    """The body right behind a word, with no preposition between."""
    for index in range(at + 1, min(at + 2 + NEAR, len(tokens))):
        if _is_body(tokens[index]):
            return index
        if tokens[index].low in PREPOSITIONS or _ends_clause(tokens[index]):
            return None
    return None


def _behind_one_of(prepositions: Container[str], tokens: Sequence[Token], at: int) -> int | None:
    """The body of the first of `prepositions` that has one."""
    for index in range(at + 1, min(at + 1 + REACH, len(tokens))):
        if tokens[index].low in ENDS:
            return None
        if tokens[index].low in prepositions and (found := _right_behind(tokens, index)) is not None:
            return found
    return None


def _listed_from(tokens: Sequence[Token], start: int | None) -> list[Item]:
    """The list of bodies that begins at `start`, each with its own figure."""
    if start is None:
        return []
    end, last, joined = start + 1, start, False
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        if index - last > GAP or token.low in ENDS or token.low in FINITE or (_is_body(token) and not joined):
            break
        if _is_body(token):
            last, end, joined = index, index + 1, False
        elif token.kind in ("pct", "money") or token.low in (")", "vardera"):
            end = index + 1
        joined = joined or token.low in JOINS
    return [item for item in items(tokens[start:end]) if _is_body(item.token)]


def _before(tokens: Sequence[Token], at: int) -> list[Item]:
    """The list of bodies that ends before a word; in “X, som ägs av …” it is X, whatever X hangs on."""
    for index in range(at - 1, max(0, at - 3), -1):
        if tokens[index].low in RELATIVES:
            head = tokens[index - 2 if tokens[index - 1].low == "," and index > 1 else index - 1]
            return [Item(head)] if _is_body(head) else []
    last = next(_free(tokens, range(at - 1, max(-1, at - 1 - REACH), -1)), None)
    if last is None:
        return []
    first = last
    for index in range(last - 1, max(-1, last - LONGEST), -1):
        token = tokens[index]
        if first - index > GAP or token.low in FINITE or token.low in ENDS:
            break
        if _is_body(token) and any(between.low in JOINS for between in tokens[index:first]):
            first = index
    return [item for item in items(tokens[first : last + 1]) if _is_body(item.token)]


def _governed(tokens: Sequence[Token], index: int) -> bool:
    """True for a body that hangs on a preposition, with its attributes between."""
    for back in range(index - 1, max(-1, index - 2 - NEAR), -1):
        if tokens[back].low in PREPOSITIONS:
            return True
        if tokens[back].low in FINITE or tokens[back].kind in BODIES or tokens[back].low in JOINS:
            return False
    return False
