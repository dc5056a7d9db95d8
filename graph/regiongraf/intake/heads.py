"""Heads that open a name: “Högskolan i Skogsbygden”, “samordningsförbundet Sjöbygden”, “nätverket för landsbygd”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regiongraf.intake.lexer import Token
from regiongraf.intake.words import FINITE, FIRST_NAMES, FUNCTION, listed


def of_an_area(found: Sequence[Token], index: int) -> bool:
    """True for “Föreningen yrkeshögskolorna i Skogsbygden” in running text: a head, a noun, “i” and a capital."""
    run = found[index : index + 4]
    return (
        len(run) == 4
        and run[0].low in ("föreningen", "stiftelsen", "nätverket")
        and run[0].kind == "cap"
        and index > 0
        and found[index - 1].kind != "stop"
        and run[1].kind == "word"
        and run[1].low not in FUNCTION
        and run[1].low not in FINITE
        and run[2].low == "i"
        and run[3].kind == "cap"
    )


SERVICE_HEADS = listed("kommunalförbundet samordningsförbundet regionförbundet samverkansnämnden")
VERB_END = re.compile(r"(?:r|de|te|s|t)$")


def of_services(found: Sequence[Token], index: int) -> int:
    """How far “Kommunalförbundet vård och hälsa i Norrvik” goes on behind its head: services, “i” and a place."""
    run = found[index + 1 : index + 6]
    if found[index].low not in SERVICE_HEADS or len(run) < 3 or not _service(run[0]):
        return 0
    place = 3 if run[1].low == "och" and _service(run[2]) else 1
    ends = len(run) > place + 1 and run[place].low == "i" and run[place + 1].kind == "cap"
    return place + 2 if ends else 0


def _service(token: Token) -> bool:
    """True for a noun, as far as its form tells."""
    return (
        token.kind in ("word", "cap")
        and token.low not in FUNCTION
        and token.low not in FINITE
        and (token.kind == "cap" or VERB_END.search(token.low) is None)
    )


def names_follow(found: Sequence[Token], index: int) -> bool:
    """True where a head such as “Högskolan” goes on as a name: a capital next, or “i” and a capital."""
    if of_an_area(found, index) or of_services(found, index):
        return True
    following = found[index + 1 : index + 3]
    if (
        len(following) == 2
        and following[0].low in ("för", "mot")
        and following[1].kind == "word"
        and found[index].kind == "cap"
        and index
        and found[index - 1].kind != "stop"
    ):
        return following[1].low not in FUNCTION and found[index].low in (
            "nätverket",
            "föreningen",
            "stiftelsen",
            "institutet",
            "myndigheten",
            "rådet",
            "fonden",
            "nämnden",
        )
    if following and following[0].kind == "cap":
        return following[0].text not in FIRST_NAMES or found[index].low == "stiftelsen"
    if len(following) == 2 and following[0].low == "för" and following[1].kind == "cap":
        return found[index].low in ("stiftelsen", "föreningen", "institutet", "kommunalförbundet", "centrum")
    return (
        len(following) == 2
        and following[0].low == "i"
        and following[1].kind == "cap"
        and found[index].low
        in (
            "högskolan",
            "universitetet",
            "länsstyrelsen",
            "handelskammaren",
            "räddningstjänsten",
            "kollektivtrafikmyndigheten",
            "regionförbundet",
            "landstinget",
            "energikontoret",
            "samordningsförbundet",
        )
    )
