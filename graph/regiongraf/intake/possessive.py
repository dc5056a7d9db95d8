"""Names that are somebody’s or some place’s: “Norrviks kulturhus”, “Norrviks sång- och musikförbund”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from regiongraf.intake.lexer import Token
from regiongraf.intake.naming import closes, tail_kind
from regiongraf.intake.words import FINITE, FUNCTION, LEGAL

ADJECTIVE = re.compile(r"\w{3}(?:ska|iska|liga|ella|ala|iva)$|(?:nedre|övre|norra|södra|västra|östra|gamla|fria)$")
OWNED = re.compile(
    r"(?:kultur|konsert|rid|stads|råd)hus|\w*(?:skola|skolor|diakoni|arkiv|kansli|kyrka)|stadsmission|(?!vatten|väg)\w*distrikt|\w{3,}förvaltning|"
    r"(?:\w*lednings|fastighets|informations|energi|näringslivs|trafik|\w*byggnads|exploaterings|miljö|kultur|turist|stads)kontor|"
    r"(?!kommunal|landstings|region|oppositions|borgar|stats|finans|för|forskar)\w{3,}råd|stift|nod|\w+nav|slott|minne|kanal|trädgård|el(?:nät|kraft)|såg|"
    r"\w+fabrik|"
    r"(?:massa|pappers|glas|järn)?bruk|\w*bryggeri|\w{3,}aktiebolag|(?:industri|företags|kraft|teater|musik|aktions)grupp|"
    r"samlingar|\w{4,}centrum|\w{4,}center|hembygdsgård|(?:djur|folk)park|lasarett|(?:vård|hälso)central|\w+nämnd|"
    r"(?:kommun|region|läns|social|skol)styrelse|(?!styr|arbets)\w*kommitté|\w+myndighet|(?:tings|hov|förvaltnings)rätt|"
    r"(?:energi|el|affärs)verk|(?:folk|sim|ving)hall"
)
"""Nouns that are a body where a genitive stands before: “Norrviks kulturhus”, “Norrviks stadsdelsförvaltning”."""
VERB_END = re.compile(r"(?:[ae]r|de|te|s|t)$")


def possessed(found: Sequence[Token], index: int, end: int) -> int:
    """How far “Norrviks kulturhus”, “Norrviks ornitologiska förening” goes on behind its genitive at `end` - 1."""
    owner = found[end - 1]
    if owner.kind != "cap" or len(owner.text) < 4 or not owner.text.endswith("s") or owner.text in LEGAL:
        return 0
    ahead = found[end : end + 3]
    first = ahead[0]
    if first.kind == "word" and end - index < 4 and ends_possessed(first.text):
        return 1
    if first.low in ("centrum", "center") and len(ahead) > 1 and ahead[1].low == "för":
        return 1
    if end != index + 1 or not owner.text[1:].islower():
        return 0
    if len(ahead) == 3 and ahead[1].low in ("och", "&") and ahead[2].kind == "word":
        if first.text.endswith("-"):
            return 3 if closes(ahead[2]) or tail_kind(ahead[2].text) else 0
        return 3 if _noun(first) and closes(ahead[2]) else 0
    if len(ahead) > 1 and ADJECTIVE.search(first.low) and first.kind == "word" and ahead[1].kind == "word":
        return 2 if closes(ahead[1]) or ends_possessed(ahead[1].text) else 0
    return 0


def _noun(token: Token) -> bool:
    """True for a noun that is no body itself, as far as its form tells: “Norrviks kör och ryttarförening”."""
    if token.kind != "word" or closes(token) or VERB_END.search(token.low):
        return False
    return token.low not in FUNCTION and token.low not in FINITE


@lru_cache(maxsize=16_384)
def ends_possessed(text: str) -> bool:
    """True for the noun of “Norrviks kulturhus”, also in the genitive."""
    return OWNED.fullmatch(text) is not None or OWNED.fullmatch(text.removesuffix("s")) is not None
