"""Names that a text itself defines: “Norrvika återvinning är ett kommunalförbund”, “Norrvika Energi och Miljö (NEM)”.

What a grammar of names cannot see in a name's shape, a sentence that says what the body is tells outright.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.lexer import Token
from regiongraf.intake.naming import tail_kind
from regiongraf.intake.words import (
    APPOSITIONS,
    COMMON_STARTS,
    FINITE,
    FUNCTION,
    LEGAL,
    PLURALS,
    REFERENCES,
    listed,
)

COPULAS = frozenset(["är", "is", "utgör", "blev"])
SAID = frozenset(["drivs", "ägs", "leds", "samägs", "grundades", "bildades", "startades", "finansieras"])
ARTICLES = frozenset(["ett", "en", "a", "an", "the"])
INSIDE = listed("i för på mot av och & med of the for and vid")
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "union",
            r"(?:kommunal|samordnings|räddningstjänst|gymnasie|utbildnings|region|avfalls|vatten|miljö)förbund$",
        ),
        ("company", r"(?:\w*bolag|\w*företag|\w*koncern|company|corporation|bank|rederi|handelsbolag|kommanditbolag)$"),
        (
            "association",
            r"(?:\w*förening|\w*organisation|förbund|\w+förbund|klubb|association|organization|nätverk|\w+nätverk)$",
        ),
        ("foundation", r"(?:\w*stiftelse|foundation|\w*fond)$"),
        ("agency", r"(?:\w*myndighet|agency|authority)$"),
        ("university", r"(?:universitet|högskola|university|lärosäte)$"),
        ("project", r"(?:\w*projekt|project)$"),
        (
            "unknown",
            (
                r"(?:samarbete|samverkan|\w*samverkan|\w*centrum|\w*center|museum|\w+museum|teater|\w+teater|partnerskap|"
                r"\w*institution|plattform|\w*forum|\w*arena|kluster|\w*park|initiativ|collaboration|partnership|"
                r"bibliotek|flygplats|\w*sjukhus|orkester|inkubator|\w*festival|folkhögskola|institut)$"
            ),
        ),
    )
)
STATED = {
    word: kind
    for kind, words in (
        ("union", "förbundets kommunalförbundets samkommunens samordningsförbundets"),
        ("association", "föreningens organisationens"),
        ("foundation", "stiftelsens"),
        ("company", "bolagets aktiebolagets"),
    )
    for word in words.split()
}
"""What statutes call the body whose name they state: “Förbundets namn är X och dess säte …”."""
REACH = 6
"""How many words may stand between the article and the word that says what the body is."""
LONGEST = 8
"""How many words a defined name may have."""


def defined(text: str, tokens: Sequence[Token], known: Gazetteer, small: frozenset[str]) -> Iterator[Entity]:
    """The bodies that `tokens` define; `small` are words that the document also writes with a small letter."""
    start = 0
    for index, token in enumerate(tokens):
        if token.kind == "stop" or token.text == "•":
            start = index + 1
        elif token.low in STATED and (entity := _stated(text, tokens, index, known)):
            yield entity
        elif token.low in COPULAS and 0 < index - start <= LONGEST + 5:
            kind = _form(tokens, index + 1)
            if kind is None:
                continue
            named = _name(text, tokens, start, index, known, small)
            if named is None:
                continue
            name, entity = named
            if entity is None:
                yield Entity(name, "union" if tail_kind(name.split()[-1]) == "union" else kind)
            elif entity.listed and kind in ("union", "foundation", "association") and entity.kind != kind:
                yield replace(entity, kind=kind)
        elif (
            token.low in SAID
            and index - start == 2
            and (entity := _adjective_and_noun(tokens[start:index], known, small))
        ):
            yield entity
        elif token.text == "(" and index + 2 < len(tokens) and tokens[index + 2].text == ")":
            full = _spelled_out(text, tokens, index)
            if full:
                yield full


def _stated(text: str, tokens: Sequence[Token], index: int, known: Gazetteer) -> Entity | None:
    """The body of “Förbundets namn är X”, unless X is known as a whole."""
    ahead = tokens[index + 1 : index + 5 + LONGEST]
    if len(ahead) < 3 or ahead[0].low not in ("namn", "firma") or ahead[1].low not in ("är", ":"):
        return None
    words: list[Token] = []
    for token, after in pairwise(ahead[2:]):
        if token.low == "och" and after.kind != "cap":
            break
        if token.low in FINITE or (token.low in FUNCTION and token.low not in INSIDE):
            break
        if token.kind not in ("cap", "num", "word") and token.text not in LEGAL and token.low not in INSIDE:
            break
        words.append(token)
    while words and words[-1].low in INSIDE:
        words.pop()
    match = known.longest(words, 0) if words else None
    if not words or words[0].kind != "cap" or len(words) > LONGEST or (match and match[1] == len(words)):
        return None
    return Entity(" ".join(text[words[0].start : words[-1].end].split()), STATED[tokens[index].low])


def _adjective_and_noun(words: Sequence[Token], known: Gazetteer, small: frozenset[str]) -> Entity | None:
    """“Fossilfria byar drivs av …”: two words with a relation are a name, unless the noun is a definite one."""
    first, noun = words
    if first.kind != "cap" or noun.kind != "word" or not first.text.endswith(("a", "ig", "t", "l", "r")):
        return None
    if first.low in small or first.low in COMMON_STARTS or first.low in REFERENCES or first.low in PLURALS:
        return None
    if noun.low in FINITE or noun.low in FUNCTION or noun.low.endswith(("en", "et", "na", "an", "bolag", "företag")):
        return None
    return None if known.opening(words) else Entity(f"{first.text} {noun.text}", "unknown")


def _form(tokens: Sequence[Token], index: int) -> str | None:
    """The kind of body that the words behind a copula say: “ett kommunalt bolag”."""
    at = index
    while at < len(tokens) and tokens[at].low in ("i", "dag", "idag", "numera", "också", "även", "sedan", "nu"):
        at += 1
    if at >= len(tokens) or tokens[at].low not in ARTICLES:
        return None
    for token in tokens[at + 1 : at + 1 + REACH]:
        if token.kind not in ("word", "cap") and token.text not in ("-", ","):
            return None
        for kind, pattern in FORMS:
            if pattern.fullmatch(token.low):
                return kind
        if token.low in FINITE or token.low in FUNCTION - {"och", "i"}:
            return None
    return None


def _name(
    text: str, tokens: Sequence[Token], start: int, end: int, known: Gazetteer, small: frozenset[str]
) -> tuple[str, Entity | None] | None:
    """The subject of a definition as a name, with what is known under it; None where it is no name."""
    words = _without_tail(tokens[start:end])
    while words and words[0].kind in ("num", "punct"):
        words = words[1:]
    # “Norrvik Norrvik är ett …”: a page's title and its first sentence.
    again = next((at for at in range(1, len(words)) if words[at].text == words[0].text), 0)
    words = words[again:]
    if len(words) > 1 and (words[0].low in APPOSITIONS or words[0].low in REFERENCES) and words[1].kind == "cap":
        words = words[1:]
    if not words or len(words) > LONGEST or words[0].kind != "cap":
        return None
    first = words[0]
    if first.low in REFERENCES or first.low in COMMON_STARTS or first.low in PLURALS:
        return None
    end_of_name = words[-1].end
    for word in words[1:]:
        fits = word.kind in ("cap", "num", "year") or word.text in LEGAL or word.text in INSIDE
        if not fits and (word.kind != "word" or word.low in FINITE or word.low in FUNCTION):
            return None
    words = [word for word in words if word.kind in ("cap", "word")] or words
    if any(word.low == "med" for word in words) and first.low.endswith(("et", "en", "an")):
        return None
    caps = sum(word.kind == "cap" for word in words)
    lows = [word for word in words if word.kind == "word" and word.text not in LEGAL and word.low not in INSIDE]
    if len(words) == 1 and (first.low in small or not first.text[:1].isupper() or len(first.text) < 4):
        return None
    headed = len(words) > 2 and words[1].low in ("för", "i", "mot") and first.low.endswith(("n", "t"))
    if len(lows) > 2 or (lows and caps == 1 and len(words) > 2 and not headed):
        return None
    match = known.longest(words, 0)
    name = " ".join(text[first.start : end_of_name].split())
    if match and match[1] == len(words):
        return name, match[0]
    if match and match[0].kind in ("region", "municipality", "state", "agency", "university") and not match[2]:
        return None
    return name, None


def _without_tail(words: Sequence[Token]) -> Sequence[Token]:
    """`words` without a bracket, “, KAAB,” or “, förkortat KAAB,” at their end."""
    if words and words[-1].text == ")":
        opened = next((i for i in range(len(words) - 1, -1, -1) if words[i].text == "("), None)
        return words[:opened] if opened else words
    if words and words[-1].text == ",":
        comma = next((i for i in range(len(words) - 2, 0, -1) if words[i].text == ","), None)
        return words[:comma] if comma else words
    return words


def _spelled_out(text: str, tokens: Sequence[Token], index: int) -> Entity | None:
    """“Norrvika Energi och Miljö (NEM)”: as many capital words before the bracket as it has letters, in order."""
    short = tokens[index + 1].text
    if not (short.isalpha() and short.isupper() and 3 <= len(short) <= 6):
        return None
    at = index - 1
    initials = ""
    while at >= 0 and index - at <= LONGEST + 2 and len(initials) < len(short):
        token = tokens[at]
        if token.kind == "cap" and token.text[0].isupper() and token.text not in LEGAL:
            initials = token.text[0].upper() + initials
        elif token.low not in INSIDE and token.text not in LEGAL:
            return None
        at -= 1
    if initials != short:
        return None
    first = tokens[at + 1]
    between = tokens[at + 1 : index]
    if not any(token.low in ("och", "för", "i") for token in between):
        return None  # the grammar draws plain runs of capitals together itself
    return Entity(" ".join(text[first.start : tokens[index - 1].end].split()), "unknown")
