"""What begins a name: which capitals are only those of a sentence, a heading, a label or a common word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from regiongraf.intake.heads import names_follow
from regiongraf.intake.joints import COUNCIL_TAIL, legal_ahead
from regiongraf.intake.lexer import Token
from regiongraf.intake.naming import closes, tail_kind
from regiongraf.intake.nobodies import CALENDAR, CHIEFS, ENDERS, NOBODY, OFFICES, PEOPLE, QUALITIES
from regiongraf.intake.words import (
    BREAKERS,
    DEMONYMS,
    FINITE,
    FUNCTION,
    HEADS,
    INDEFINITE,
    JOINERS,
    LEGAL,
    NAME_ADJECTIVES,
    NOT_NAMES,
    PARTICLES,
    PLURALS,
    REFERENCES,
    SET_HEAD,
    listed,
)

PAPER = re.compile(r"(?:direktiv|ordning|stadgar|redovisning|berättelse|policy|protokoll|reglemente|grundavtal)$")
"""A paper on a body, which its name does not begin with: “Ägardirektiv för Norrvika Energi AB”."""
NEW_LINE = listed(
    """
    om för på till med av vid från hos vad hur vi läs så ett en den det detta dessa denna när som vem vilka nu efter
    genom samt och men eller sedan varje vår våra vårt the bygga utveckla skapa stärka öka minska främja
    """
)
"""Small words that a capital makes the first of another line: no name goes on over them."""
LONG_WORD = 10
"""In letters: a word in capitals that is as long as this is no acronym."""
SMALL_WORDS = (FUNCTION | FINITE) - {"i", "is", "are", "on", "has"}
PROPER_TAIL = re.compile(
    r"(?:samarbetet|samverkan|piloten|fonden|programmet|nätverket|klustret|gruppen|akademin|alliansen)$"
)
"""What a name may end in behind an acronym: “K2-piloten”, unlike “EU-projekt”."""
OF_A_FORM = frozenset(["kommunalt", "statligt", "regionalt", "privat", "helägt", "delägt", "samägt", "offentligt"])
OWNED_BY = listed("kommunala statliga privata offentliga nybildade")
"""Adjectives that say whose a body is: “Kommunala Norrvikahem” is called Norrvikahem."""
ABROAD = listed("norska danska finska franska tyska brittiska amerikanska nederländska holländska kinesiska italienska")
OWN_KINDS = (None, "company", "unknown")
"""Kinds of body that a nationality before their name is no part of."""
NEVER_FIRST = listed("med när men som och från till av samt the")
"""Small words that no name begins with, where a list or heading ran a sentence into it."""
NATIONAL = listed("svenska norska danska finska nordiska europeiska internationella kungliga")
"""What names of bodies begin with: “Svenska Skogvaktarförbundet”, which no sentence gave its capital alone."""
WIDE_AREAS = frozenset(["sverige", "sveriges", "norden", "europa", "norrland", "sydsverige", "mellansverige"])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that are no names: those also written with a small letter, and those that rules turn on."""

    small: frozenset[str] = frozenset()
    relational: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    """Words that the document writes with a capital where no sentence begins: what opens one elsewhere is a name."""

    swedish: bool = True
    """True where the text around is Swedish: English small words between capitals stand in a name then."""

    def __contains__(self, low: str) -> bool:
        return low in self.small or low in self.relational


def is_title_line(found: Sequence[Token], index: int) -> bool:
    """True for the title of “SAMMANTRÄDESPROTOKOLL Kulturnämnden”: a long word in capitals before one that is not."""
    token, following = found[index], found[index + 1 : index + 2]
    if not token.text.isupper() or len(token.text) < LONG_WORD or tail_kind(token.text) or token.low in HEADS:
        return False
    return bool(following) and following[0].kind == "cap" and not following[0].text.isupper()


def common_phrase(token: Token, following: Token) -> bool:
    """True for “Aktierna i …”, a common word and what it is of; “Tekniska verken” may be a name."""
    return following.kind != "cap" and (following.low in PARTICLES or not token.text.endswith(("a", "-")))


def no_start(found: Sequence[Token], index: int, starts: bool, common: Vocabulary) -> bool:
    """True for a capitalised word that begins no name: a plural head, a reference, a word that starts sentences."""
    token = found[index]
    if shouted(token) or _no_name_of_a_form(found, index):
        return True
    following = found[index + 1] if index + 1 < len(found) else None
    if following is not None and following.low == "för" and PAPER.search(token.low):
        return True
    caps = following is not None and following.kind == "cap"
    lone = following is None or not (caps or following.text in JOINERS or closes(following))
    if caps and not token.text.isupper() and _office(token.low):
        return True
    if (
        token.low in FUNCTION
        and following is not None
        and caps
        and (starts or len(token.text) < 3 or token.low in NEVER_FIRST)
        and not following.fresh
        and not legal_ahead(found, index + 1)
    ):
        return True
    if token.low in ENDERS and not token.text.isupper() and (caps or not starts):
        return following is None or following.text not in LEGAL
    if token.low in PLURALS or (lone and (SET_HEAD.match(token.low) or token.low in WIDE_AREAS)):
        return True
    if token.low in REFERENCES:
        return not (token.low in HEADS and names_follow(found, index))
    if token.low.removesuffix("s") in REFERENCES:
        return True
    if starts and caps and token.low in ABROAD and following is not None and tail_kind(following.text) in OWN_KINDS:
        return True  # “Franska Skogskraft har sålt …”
    if not starts or (token.low in HEADS and caps):
        return False
    if token.low in NOBODY:
        goes_on = caps or (following is not None and COUNCIL_TAIL.search(following.low))
        return not (goes_on and (token.low in NAME_ADJECTIVES or _names_itself(found, index)))
    return (
        token.low in common
        and caps
        and not token.fresh
        and tail_kind(token.text) is None
        and not legal_ahead(found, index + 1)
        and not (token.low in NATIONAL and following is not None and tail_kind(following.text))
    )


@lru_cache(maxsize=16_384)
def ends_name(low: str) -> bool:
    """True for a word that no name goes on over: “Antagen”, “Förbundsordning”."""
    return low in ENDERS or low in BREAKERS or low in NEW_LINE or PAPER.search(low) is not None


@lru_cache(maxsize=16_384)
def _office(low: str) -> bool:
    """True for the title of a person: “Rektor”, “Campuschefen”."""
    return low in OFFICES or CHIEFS.search(low) is not None


@lru_cache(maxsize=16_384)
def _nobody(low: str) -> bool:
    """True for a word that names nobody: “Därtill”, “Diarienummer”, “Norrvikaborna”."""
    return low in NOBODY or PEOPLE.search(low) is not None


def _names_itself(found: Sequence[Token], index: int) -> bool:
    """True for “Hållbara Byar”, “Regionala utvecklingsnämnden”: an adjective and the rest of its name."""
    return found[index].low in QUALITIES - OWNED_BY and not found[index + 1].fresh


def shouted(token: Token) -> bool:
    """True for the small words of a heading in capitals, “FÖRENINGAR SOM FÅR STÖD FRÅN …”: no name goes over them."""
    return len(token.text) > 1 and token.text.isupper() and token.text not in LEGAL and token.low in SMALL_WORDS


def _no_name_of_a_form(found: Sequence[Token], index: int) -> bool:
    """True for “Kommunalt AB”, “Helägt aktiebolag”: what form a body has, not what it is called."""
    return found[index].low in OF_A_FORM and index + 1 < len(found) and found[index + 1].text in LEGAL


def no_lone_name(token: Token, unsure: bool, known: bool, kind: str | None, common: Vocabulary) -> bool:
    """True for a single capitalised word that is no name; `unsure` where only its place gave it the capital."""
    head, _, tail = token.text.rpartition("-")
    if head and tail.islower() and INDEFINITE.search(tail):
        return True  # “ett VA-bolag”
    if head.isupper() and tail.islower() and not known and not PROPER_TAIL.search(tail):
        return True  # “EU-projekt”, “ABF-huset”
    if token.low in BREAKERS or token.low in DEMONYMS or token.text.endswith("-") or token.text in LEGAL:
        return True
    acronym = token.text.isupper() and len(token.text) < 6 and token.low not in CALENDAR
    if not known and _nobody(token.low) and not acronym:
        return True
    if SET_HEAD.match(token.low) or len(token.text) == 1 or (not known and token.low in common.relational):
        return True
    if not unsure:
        return False
    if token.low in common or (INDEFINITE.search(token.low) and token.text not in common.inner):
        return True
    return kind is None and bool(token.low in FINITE or NOT_NAMES.search(token.low) or len(token.text) < 3)


DEFINITE = re.compile(r"(?:[^aeiouyåäö]en|et|na|aren|ade|ing)$")
SAID_OF = frozenset(["ägs", "drivs", "leds", "samägs", "grundades", "bildades", "startades", "finansieras", "står"])
"""What is said of bodies, seldom of things."""
NO_VERBS = listed(
    """
    allt alltid bäst dess deras ditt efter endast ett flest fler fritt gratis hos just mest mitt oss sitt snart
    under utmed vårt våra vidare åter över
    """
)
VERBAL = re.compile(r"(?:[ae]r|de|te|as|es|s|t)$")


def only_opens(found: Sequence[Token], index: int, common: Vocabulary) -> bool:
    """True for a word whose capital only its sentence gave it: “Samlar in …”, “Tillgångar och skulder …”.

    What the document also names inside a sentence is a name, and so is an unknown word that a verb is said of.
    """
    token, following = found[index], found[index + 1 : index + 3]
    if not following or {token.text, token.text.removesuffix("s")} & common.inner or not token.text[1:].islower():
        return False
    first = following[0]
    if first.kind != "word":
        return False
    if first.low in ("och", "samt", "and") and len(following) > 1 and following[1].kind == "cap":
        return False
    if first.low in FINITE or (VERBAL.search(first.low) and first.low not in FUNCTION and first.low not in NO_VERBS):
        return bool(DEFINITE.search(token.text)) and first.low not in SAID_OF
    return not token.text.endswith("s")
