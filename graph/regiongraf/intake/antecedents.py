"""Which bodies of its own sentence a word such as “bolaget” may stand for, and which bear the noun in their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Token
from regiongraf.intake.words import FINITE, listed

NAMED = ("org", "weak", "prj")
TOGETHER = listed("tillsammans ihop together jointly")
HAS = listed(
    """
    äger ägde köper köpte förvärvar förvärvade innehar innehade säljer sålde överlåter överlät behåller övertar
    owns owned acquires acquired bought sold holds held
    """
)
PARTS = listed("aktier aktierna andel andelen andelar andelarna hälften del delar procent % shares stake")
OWNERS = listed("ägare delägare ensamägare huvudägare majoritetsägare owner owners shareholder shareholders")
BETWEEN = listed("i av till hela det resten resterande kommunala egna nu idag sina in of the entire")
TELLS = listed("som bakom vars i med that which whose behind")
REACH = 8
"""How many tokens before “bolaget” the verb may stand of which it is the object."""
BODIES = re.compile(
    r"\w*(?:bolag|företag|förening|stiftelse|förbund|fond|bank|centr|muse|park|nätverk|högskola|flygplats|teater|"
    r"terminal|kluster|klustr|institut|universitet|sjukhus|akademi|hamn|organisation|orkester|konsorti|"
    r"kooperativ|allians|inkubator|arena|opera|sällskap|klubb|rederi|festival|kammare|församling|samfällighet)"
)
"""Nouns, without what makes them definite, that a body may be called by."""
BY_TRADE = re.compile(r"(?P<trade>\w{3,}?)s?(?:bolag|företag)")
"""“Energibolaget” is what a text calls “Bergtull Energi AB”."""
GENERAL = listed(
    """
    aktiebolaget bolaget dotterbolaget företaget gruppen koncernen kursen moderbolaget programmet projektet
    prosjektet förstudien utbildningen
    """
)
"""Words that many names could bear and that say nothing of which."""


def earlier(tokens: Sequence[Token], index: int) -> list[Entity]:
    """The bodies named before token `index` that it may turn back to, in order.

    None of those with whom something is done (“tillsammans med X AB driver bolaget …”), and none that owns, buys or
    sells what the token stands for (“X AB, som äger hela bolaget”).
    """
    together = next((at for at in range(index) if tokens[at].low in TOGETHER), index)
    passed = {at for at in range(together, index) if tokens[at].kind in NAMED} | _owners(tokens, index)
    return [
        token.value
        for at, token in enumerate(tokens[:index])
        if at not in passed and token.kind in NAMED and isinstance(token.value, Entity)
    ]


def _owners(tokens: Sequence[Token], index: int) -> set[int]:
    """Where those stand who own, buy or sell what token `index` stands for."""
    at = index - 1
    while at > max(0, index - REACH) and tokens[at].low in BETWEEN:
        at -= 1
    if at < 1:
        return set()
    if tokens[at].low in PARTS or tokens[at].kind == "pct":
        verbs = range(at - 1, max(0, at - REACH), -1)
        at = next((verb for verb in verbs if tokens[verb].low in HAS), 0)
    if tokens[at].low not in HAS and tokens[at].low not in OWNERS:
        return set()
    names = [place for place in range(at) if tokens[place].kind in NAMED]
    if not names:
        return set()
    if tokens[at - 1].low in ("och", "and"):  # “X AB köpte Y AB och äger nu hela bolaget”
        return {names[0]}
    last = names[-1]
    owners = {last}
    for place in reversed(names[:-1]):
        between = tokens[place + 1 : last]
        if not all(token.low in (",", "och", "samt", "and") for token in between):
            break
        owners.add(place)
        last = place
    return owners


def apposed(tokens: Sequence[Token], index: int) -> Entity | None:
    """The body that “X AB, bolaget bakom Y” and “X AB, the company behind Y” say something more of."""
    at = index - 1 - (tokens[index - 1].low == "the") if index else -1
    if at < 1 or tokens[at].low != "," or index + 1 >= len(tokens) or tokens[index + 1].low not in TELLS:
        return None
    before = tokens[at - 1]
    return before.value if before.kind in ("org", "weak") and isinstance(before.value, Entity) else None


def after_companions(tokens: Sequence[Token]) -> Token | None:
    """What “Tillsammans med A och B driver bolaget …” is said of: the reference right behind its verb."""
    if not tokens or tokens[0].low not in TOGETHER:
        return None
    for index, token in enumerate(tokens[1:], 1):
        if token.kind == "ref" and tokens[index - 1].low in FINITE:
            return token
    return None


@lru_cache(maxsize=512)
def bare(noun: str) -> str:
    """A noun without what makes it definite: “föreningen”, “föreningens”, “förening”; None of it in English."""
    noun = noun.removesuffix("s")
    if noun.endswith("ern"):
        return noun[:-1]
    for ending in ("lsen", "lan", "ien"):
        if noun.endswith(ending):
            return noun[:-1]
    return re.sub(r"(?:en|et|an|n)$", "", noun)


@lru_cache(maxsize=512)
def _pattern(noun: str) -> re.Pattern[str]:
    stem = bare(noun)
    if stem.endswith("centr"):
        return re.compile(rf"{stem[:-1]}(?:er|rum|re|ret)s?$")
    return re.compile(rf"{re.escape(stem)}(?:en|et|an|n|t|er|um|et|s)?$")


def bears(name: str, noun: str) -> bool:
    """True where a word of `name` is, or ends with, what the definite `noun` says: “Norrdalsfonden”, “fonden”."""
    found = _pattern(noun)
    return any(found.search(word) for word in name.lower().split())


def bearer(noun: str, bodies: Sequence[Entity]) -> Entity | None:
    """The only one of `bodies` that a definite noun which no list holds can stand for; None where several can."""
    stem = bare(noun)
    if not BODIES.fullmatch(stem):
        return None
    fitting = {entity.name: entity for entity in bodies if bears(entity.name, noun) and entity.name.lower() != noun}
    if not fitting and (trade := BY_TRADE.fullmatch(stem)):
        fitting = {
            entity.name: entity
            for entity in bodies
            if entity.kind == "company"
            and entity.name.lower() != noun
            and any(w.startswith(trade["trade"]) for w in entity.name.lower().split())
        }
    return next(iter(fitting.values())) if len(fitting) == 1 else None
