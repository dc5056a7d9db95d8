"""Local bodies of one that is known nationally: “Röda Korset i Norrvik”, “Hela Sverige ska leva Norrskog”."""

from __future__ import annotations

from collections.abc import Sequence

from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.lexer import Token
from regiongraf.intake.nobodies import COUNTRIES
from regiongraf.intake.words import LEGAL

WITH_CHAPTERS = frozenset((
    "Arbetarnas bildningsförbund", "Coompanion Sverige", "De Handikappades Riksförbund", "Demensförbundet",
    "Equmeniakyrkan", "Friluftsfrämjandet", "Frälsningsarmén", "Föreningen Norden", "Företagarna", "HRF",
    "Hela Sverige ska leva", "Hyresgästföreningen", "IOGT-NTO", "KFUM", "Konstfrämjandet",
    "Lantbrukarnas Riksförbund", "Lions", "NTF", "Naturskyddsföreningen", "Nyföretagarcentrum Sverige", "PRO",
    "RFSL", "RFSU", "Riksförbundet för Social och Mental Hälsa", "Riksteatern", "Rotary", "Rädda Barnen",
    "SPF Seniorerna", "SRF", "Scouterna", "Sensus", "Studiefrämjandet", "Studieförbundet Vuxenskolan",
    "Svenska Röda Korset", "Svenska kyrkan", "Svenskt Näringsliv", "Ung Företagsamhet", "Verdandi",
))  # fmt: skip
"""The first names of lines in the shipped lists whose bodies have local ones of their own name."""


def local(
    text: str, found: Sequence[Token], index: int, length: int, entity: Entity, known: Gazetteer
) -> tuple[int, Entity]:
    """The listed `entity`, `length` tokens from `index`, or the local body that it goes on as; with its length."""
    end = index + length
    ahead = found[end : end + 2]
    more = 0
    if entity.listed in WITH_CHAPTERS and ahead:
        more = _in_a_place(found, end, known) if ahead[0].low == "i" else _of_an_area(found, end, known)
    elif entity.kind == "company" and len(ahead) > 1 and ahead[0].kind == "cap" and ahead[1].text in LEGAL:
        more = 2 if not ahead[0].fresh and known.longest(found, end) is not None else 0  # “Almi Norrskog AB”
    if not more:
        return length, entity
    name = " ".join(text[found[index].start : found[end + more - 1].end].split())
    return length + more, Entity(name, entity.kind)


def _in_a_place(found: Sequence[Token], end: int, known: Gazetteer) -> int:
    """How many tokens “i Norrvik”, “i Norrskogs län” has at `end`; 0 for a country, or where no place stands there."""
    at = end + 1
    if at >= len(found) or found[at].kind != "cap" or found[at].text in COUNTRIES:
        return 0
    place = known.longest(found, at)
    if place is None:
        return 2
    if place[0].kind != "place":
        return 0
    county = place[2] and at + place[1] < len(found) and found[at + place[1]].low == "län"
    return 1 + place[1] + county


def _of_an_area(found: Sequence[Token], end: int, known: Gazetteer) -> int:
    """How many tokens the place has that stands right behind a name."""
    place = known.longest(found, end) if found[end].kind == "cap" and not found[end].fresh else None
    return place[1] if place and place[0].kind == "place" and not place[2] else 0
