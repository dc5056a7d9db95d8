"""How a name goes on where the next word has no capital: small words, nouns, trades, words before a legal form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regiongraf.intake.foreign import of_a_field, of_fields
from regiongraf.intake.heads import of_an_area, of_services
from regiongraf.intake.lexer import Token
from regiongraf.intake.naming import closes, tail_kind
from regiongraf.intake.nobodies import NOBODY
from regiongraf.intake.possessive import possessed
from regiongraf.intake.purposes import purpose
from regiongraf.intake.words import (
    APPOSITIONS,
    COMMON_STARTS,
    FINITE,
    FIRST_NAMES,
    FUNCTION,
    HEADS,
    JOINERS,
    LEGAL,
    NAME_ADJECTIVES,
    PARTICLES,
    REFERENCES,
    SET_HEAD,
    listed,
)

RELATION_NOUN = re.compile(
    r"(?:bolag|bolaget|bolagen|ägare|ägaren|företag|företaget|aktier|aktierna|andel|moderbolag)$"
)
COUNCIL_TAIL = re.compile(
    r"(?:nämnden|styrelsen|rådet|utskottet|verket|museet|universitetet|högskolan|akademien|myndigheten|biblioteket|teatern|beredningen|"
    r"föreningen|stiftelsen|sällskapet|klubben|institutet|akademin|sjukhuset|gymnasiet|\w{4,}förbundet)$"
)
OWNING_HEADS = frozenset(["stiftelsen", "föreningen", "museiföreningen", "hembygdsföreningen", "teaterföreningen"])
"""Heads whose name may be a genitive and what is owned: “Stiftelsen Furumarks länsmuseer”."""
PAIRED = listed(
    """
    avfall energi fritid hamn kraft kultur logistik miljö natur näringsliv renhållning slott teknik turism vatten värme
    """
)
"""Trades that a company may do two of: “Umbukta Vatten och Avfall AB”."""
NUMBERED = re.compile(r"\d{1,2}[.:]\d{1,2}")
"""A figure that ends a name, as a travel time does: “Väst–Öst 1.30”."""
ARTS = listed("kultur musik dans film konst design scen teater slöjd scenkonst turism form")
"""What a body for a part of the country is called by: “Musik i Norrskog”, “Film i Väst”."""
STAGES = ARTS | listed("opera musikteater operan orkester")
DIRECTIONS = frozenset(["södra", "norra", "västra", "östra", "mellersta", "hela"])


def joined(found: Sequence[Token], index: int, end: int, licensed: bool) -> int:
    """How many tokens the name goes on by, where the next one has no capital."""
    token = found[end]
    following = found[end + 1] if end + 1 < len(found) else None
    if following is not None and token.text in JOINERS and following.kind == "cap":
        return 2
    if token.kind == "num" and found[index].low == "region" and end == index + 1 and len(token.text) < 3:
        return 1  # “Region 10”, an association of inland municipalities
    if token.kind == "num" and (NUMBERED.fullmatch(token.text) or (following and following.text in LEGAL)):
        return 1
    if token.low == "för" and following is not None and following.low in DIRECTIONS and end + 2 < len(found):
        body = found[end - 1].low in HEADS or tail_kind(found[end - 1].text) is not None
        return 3 if body and found[end + 2].kind == "cap" else 0
    if owned_noun := possessed(found, index, end):
        return owned_noun
    if english := of_a_field(found, end) or of_fields(found, index, end):
        return english
    if token.low == "och" and following is not None and _pair(found, index, end, following):
        return 2
    if token.low == "och" and found[end - 1].low in PAIRED and following is not None and following.kind == "cap":
        return 2 if _form_or_place(found, end + 2) else 0
    if (
        token.low == "och"
        and end > index + 2
        and found[end - 2].low == "för"
        and following is not None
        and following.kind == "cap"
    ):
        return 2 if licensed or tail_kind(found[end - 3].text) in ("foundation", "university") else 0
    couple = found[end - 1].text in FIRST_NAMES and following is not None and following.text in FIRST_NAMES
    if token.low in ("och", "&") and couple and found[index].low in ("stiftelsen", "familjen"):
        return 2  # “Stiftelsen Karl och Stina Ekwalls Minne”
    suspended = found[end - 1].text.endswith("-") and token.low in ("och", "&", "eller")
    if suspended and following is not None and following.kind in ("cap", "word"):
        return 2
    if token.kind != "word":
        return 0
    if closes(token) and (end - index <= 4 or (token.low == "län" and found[end - 2].low == "i")):
        return 1
    if end == index + 1 and (step := _second(found, index, licensed)):
        return step
    owned = end == index + 2 and found[index].low in OWNING_HEADS and found[index + 1].text.endswith("s")
    if owned and token.low not in FUNCTION and token.low not in FINITE and not RELATION_NOUN.search(token.low):
        return 1
    if token.low in PARTICLES and following is not None and following.kind == "cap":
        if following.text in FIRST_NAMES or (token.low == "av" and _whole_body(found, end + 1)):
            return 0
        headed = (licensed and token.low in ("i", "för", "på", "vid", "av")) or (
            found[end - 1].low in HEADS and (token.low == "i" or (token.low == "för" and end > index + 1))
        )
        headed = headed or (token.low == "för" and tail_kind(found[end - 1].text) in ("foundation", "university"))
        if headed and (found[index].low == "region" or (token.low == "i" and _acronym(following))):
            return 0  # “Region Norrskog vid Kusten”, “Energikontor Nord i EUXY”
        if token.low in ("av", "till") and end > index + 1:
            return 0  # “… förvärvade AB Skogen av Norrskog AB”
        return 2 if headed or token.low == "of" or legal_ahead(found, end + 1) else 0
    adjective = end == index + 1 and found[index].text.endswith(("a", "-"))
    fits = token.low not in FUNCTION and token.low not in FINITE
    return 1 if (fits and adjective and legal_ahead(found, end)) or _before_form(found, index, end) else 0


def _acronym(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 2


def _pair(found: Sequence[Token], index: int, end: int, following: Token) -> bool:
    """True for the second of two trades, “… fjäll och aktivitet AB”, “Norrviks Musik och Teater”."""
    before = found[end - 1]
    if before.kind == "word" and following.kind == "word":
        return end + 2 < len(found) and found[end + 2].text in LEGAL
    stages = before.low in STAGES and following.low in STAGES
    return stages and before.text.istitle() and following.kind == "cap" and end > index + 1


def _whole_body(found: Sequence[Token], at: int) -> bool:
    """True for the owner of “ägs Skogskraft av Norrvika kommun”: a region or municipality is no part of the name."""
    following = found[at + 1].low if at + 1 < len(found) else ""
    return found[at].low in ("region", "landstinget") or following in ("kommun", "kommuner", "stad")


def _form_or_place(found: Sequence[Token], at: int) -> bool:
    """True where a legal form stands at `at`, or a place and then one: “… AB”, “… i Norrvika AB”."""
    words = [token.text for token in found[at : at + 3]]
    return bool(words) and (words[0] in LEGAL or (words[0] == "i" and words[-1] in LEGAL))


def _before_form(found: Sequence[Token], index: int, end: int) -> bool:
    """True for the small words of “SRV återvinning AB”, “Furuviks stadshus AB”: the form stands right behind."""
    first = found[index]
    if end - index > 3 or first.low in REFERENCES or first.low in COMMON_STARTS or SET_HEAD.match(first.low):
        return False
    for at in range(end, min(end + 4, len(found) - 1)):
        token, following = found[at], found[at + 1]
        if token.low == "och" and at == end + 1 and following.kind == "word":
            continue
        if at > end + 1 and found[end + 1].low != "och":
            return False
        if token.kind != "word" or token.low in FUNCTION | FINITE | APPOSITIONS or token.low in REFERENCES:
            return False
        if RELATION_NOUN.search(token.low):
            return False
        if following.text in LEGAL and following.text not in ("Aktiebolaget", "Aktiebolag"):
            return at + 2 >= len(found) or found[at + 2].kind != "cap"
    return False


def _second(found: Sequence[Token], index: int, licensed: bool) -> int:
    """The same for the second word: “Regionala utvecklingsnämnden”, “Turism i Kustmark är”."""
    first, token = found[index], found[index + 1]
    following = found[index + 2] if index + 2 < len(found) else None
    if of_an_area(found, index):
        return 3
    if services := of_services(found, index):
        return services
    if first.text.endswith("a") and (COUNCIL_TAIL.search(token.low) or _union(first, token)):
        return 1
    if following is None:
        return 0
    caps = following.kind == "cap"
    subject = index + 3 < len(found) and found[index + 3].low in ("är", "ägs", "bildades")
    country = following.text in ("Sverige", "Norden") and first.low.endswith(("arna", "erna"))
    if token.low == "i" and caps and country:
        return 2
    if token.low == "i" and caps and ((index == 0 and subject) or (first.low in ARTS and not following.fresh)):
        return 2
    if licensed and (length := purpose(found, index + 1)):
        return length
    return 1 if first.text.endswith("a") and token.low in HEADS and (caps or following.low == "i") else 0


def _union(first: Token, token: Token) -> bool:
    """True for “Kooperativa förbundet”, not for “Nya förbundet”."""
    return token.low == "förbundet" and first.low not in NOBODY and first.low not in NAME_ADJECTIVES


def legal_ahead(found: Sequence[Token], start: int) -> bool:
    """True where a legal form ends what follows before anything that cannot stand in a name."""
    small = 0
    for token in found[start : start + 6]:
        if token.text in LEGAL and token.kind == "cap":
            return True
        if token.kind == "cap" or token.text in JOINERS or token.low in ("i", "på", "för"):
            continue
        small += 1
        if token.kind != "word" or token.low in FUNCTION or token.low in FINITE or small > 1 or token.low in REFERENCES:
            return False
    return False
