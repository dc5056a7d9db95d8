"""All of it: “aktierna ägs i sin helhet av Y”, “X, which is wholly owned”, and “Samtliga är helägda” a sentence later.

Rules and the learned reader find who owns what; the word that it is the whole stands anywhere around the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from regiongraf.intake.binding import WHOLE, share_of
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.lexer import Token
from regiongraf.intake.sentence import BODY_KINDS, Sentence
from regiongraf.intake.words import listed

SAID = listed("helägt helägd helägda helägs wholly wholly-owned ensamägare")
OWNED = ("äg", "owned", "own")
PHRASES = (
    ("i", "sin", "helhet"),
    ("i", "dess", "helhet"),
    ("ensam", "ägare"),
    ("enda", "ägare"),
    ("enda", "ägaren"),
    ("ende", "ägaren"),
    ("ensam", "ägt"),
    ("äger", "ensam"),
    ("sole", "owner"),
    ("only", "owner"),
    ("sole", "shareholder"),
    ("hela", "bolaget"),
    ("hela", "företaget"),
)
OPEN = listed("delvis delägt delägda delägs hel- partly inte ej not eller or nästan")
"""Words beside which nothing is said to be the whole: “hel- och delägda bolag”."""
ALL = listed("samtliga alla båda bägge dessa dotterbolagen bolagen all both")
LINKS = ALL | listed(", ( och and som vilket vilka which of är are is ägs till")
FAR = 8
"""How many tokens behind a list “, all of which are wholly owned” may reach."""


def whole(sentence: Sentence, found: Sequence[Candidate]) -> list[Candidate]:
    """`found` with 100 per cent where the sentence says that a company has one owner and is all that owner's."""
    bare = [c for c in found if _lacks(c)]
    if not bare or not _speaks(sentence.tokens):
        return list(found)
    owners = Counter(c.object for c in found if c.kind == "ownership")
    return [
        replace(c, share=WHOLE) if _lacks(c) and owners[c.object] == 1 and _of(sentence, c, found) else c for c in found
    ]


def all_whole(tokens: Sequence[Token], before: Sequence[Candidate]) -> list[Candidate]:
    """`before`, the facts of a block so far, with what “Samtliga dotterbolag är helägda” says of the last ones."""
    said = [number for number, c in enumerate(before) if c.kind == "ownership"]
    names = any(token.kind in BODY_KINDS and token.kind != "ref" for token in tokens)
    if not said or names or not tokens or tokens[0].low not in ALL or not (_speaks(tokens) or _hundred(tokens)):
        return list(before)
    last = before[said[-1]]
    mine = {n for n in said if (before[n].subject, before[n].start) == (last.subject, last.start) and _lacks(before[n])}
    return [replace(c, share=WHOLE) if number in mine else c for number, c in enumerate(before)]


def _lacks(candidate: Candidate) -> bool:
    return candidate.kind == "ownership" and candidate.share is None and "ambiguous-share" not in candidate.flags


def _speaks(tokens: Sequence[Token]) -> bool:
    return any(_at(tokens, index) for index in range(len(tokens))) and not any(token.low in OPEN for token in tokens)


def _hundred(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "pct" and token.text.startswith("100") for token in tokens)


def _at(tokens: Sequence[Token], index: int) -> bool:
    """True where the token, or the phrase that begins with it, says that it is the whole."""
    if tokens[index].low in SAID:
        return True
    if tokens[index].low in ("helt", "fully"):  # “helt ägt”, “ägs helt”, and not “helt nytt”
        return any(token.low.startswith(OWNED) for token in tokens[max(0, index - 4) : index + 2])
    following = tuple(token.low for token in tokens[index : index + 3])
    return any(following[: len(phrase)] == phrase for phrase in PHRASES)


def _of(sentence: Sentence, candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """True where the words stand between the two or right behind what is owned, and are said of no third body."""
    tokens = sentence.tokens
    beside = {c.object for c in found if c.kind == "ownership" and c.subject == candidate.subject}
    places = _places(sentence, candidate.object)
    ends = [index for name in beside for index in _places(sentence, name)]
    if any(_behind(tokens, owned) for owned in places) or (places and _behind(tokens, max(ends), ALL)):
        return True
    for owned in places:
        for owner in _places(sentence, candidate.subject):
            first, last = sorted((owner, owned))
            end = last if owned < owner else _stop(tokens, owned)
            said = _all_shares(tokens, first) or any(_at(tokens, index) for index in range(first + 1, end))
            if said and not _others(sentence, first, last, beside):
                return True
    return False


def _all_shares(tokens: Sequence[Token], first: int) -> bool:
    """“Samtliga aktier i moderbolaget X ägs av Y”."""
    for index in range(first - 1, max(-1, first - 5), -1):
        if tokens[index].kind == "pct":
            return index == 0 and share_of(tokens[index].value)[0] == WHOLE
    return False


def _places(sentence: Sentence, name: str | None) -> list[int]:
    return [
        index
        for index, token in enumerate(sentence.tokens)
        if token.kind in BODY_KINDS and (known := sentence.entity(token)) and known[0].name == name
    ]


def _others(sentence: Sentence, first: int, last: int, beside: Container[str | None]) -> bool:
    """True where a share, or a body that is not owned beside the one meant, stands between the two."""
    between = sentence.tokens[first + 1 : last]
    if any(token.kind == "pct" for token in between):
        return True
    known = (sentence.entity(token) for token in between if token.kind in BODY_KINDS)
    return any(one is not None and one[0].name not in beside for one in known)


def _stop(tokens: Sequence[Token], start: int) -> int:
    """Where the clause on a body ends that begins behind it: at the next body, comma or end."""
    for index in range(start + 1, min(len(tokens), start + FAR)):
        if tokens[index].kind in BODY_KINDS or tokens[index].low in (",", ";", "men", "but"):
            return index
    return min(len(tokens), start + FAR)


def _behind(tokens: Sequence[Token], owned: int, needed: frozenset[str] = frozenset()) -> bool:
    """“X (helägt)”, “X, som driver elnätet och är helägt”, “A, B och C, samtliga helägda” (with a word of `needed`)."""
    following = [token.low for token in tokens[owned + 1 : owned + 3]]
    clause = len(following) == 2 and following[0] == "," and following[1] in ("som", "which")
    told = not needed
    for index in range(owned + 1, min(len(tokens), owned + (2 * FAR if clause else FAR))):
        told = told or tokens[index].low in needed
        if _at(tokens, index):
            return told
        if tokens[index].low in LINKS and not (clause and index > owned + 1 and tokens[index].low == ","):
            continue
        if not clause or tokens[index].kind in BODY_KINDS or tokens[index].low in (",", "av", "by"):
            return False
    return False
