"""Boards that give: a committee is a part of its region or municipality, and its money is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from regiongraf.intake.candidate import Candidate
from regiongraf.intake.document import Block
from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.lexer import Token, tokens

BOARD = re.compile(
    r"(?i)^(?P<board>(?:[\w-]+ ){0,3}[\w-]*(?:nämnd(?:en)?|fullmäktige|utskott(?:et)?|beredning(?:en)?|"
    r"kommunstyrelse(?:n)?|regionstyrelse(?:n)?|landstingsstyrelse(?:n)?|presidium|presidiet))"
    r"(?: (?:i|vid|för) (?P<whose>.+))?$"
)
PUBLIC = re.compile(r"(?:Region|Landstinget) [A-ZÅÄÖ][\w -]+|[A-ZÅÄÖ][\w -]+ (?:kommun|stad|läns landsting)")
GOVERNS = ("region", "municipality")
GIVEN = ("funding",)
TOP = 3
"""In blocks: where the head of minutes or a decision stands."""


def of_their_bodies(
    found: Sequence[Candidate],
    blocks: Sequence[tuple[Block, Sequence[Token]]],
    known: Gazetteer,
    decider: Entity | None,
) -> list[Candidate]:
    """`found` with the region or municipality in the place of a board of it that gives, where the text tells whose.

    The board stays where several could be meant, and where nothing says whose it is.
    """
    names = {c.subject for c in found if c.kind in GIVEN and c.subject and BOARD.match(c.subject)}
    whose = {name: body for name in sorted(names) if (body := _whose(name, blocks, known) or decider)}
    return [
        replace(c, subject=whose[c.subject].name, flags=tuple(sorted({*c.flags, "board"})))
        if c.kind in GIVEN and c.subject in whose and whose[c.subject].name != c.object
        else c
        for c in found
    ]


def _whose(name: str, blocks: Sequence[tuple[Block, Sequence[Token]]], known: Gazetteer) -> Entity | None:
    match = BOARD.match(name)
    inside = known.longest(tokens(match["whose"]), 0) if match and match["whose"] else None
    if inside and inside[0].kind in GOVERNS:
        return inside[0]
    if match and match["whose"] and PUBLIC.fullmatch(match["whose"]):
        return Entity(match["whose"], "region" if match["whose"].startswith(("Region", "Land")) else "municipality")
    beside = set(_beside(name, blocks))
    if not beside:
        head = [token for _, named in blocks[:TOP] for token in named]
        beside = {token.value for token in head if token.kind == "org" and _governs(token)}
    return beside.pop() if len(beside) == 1 else None


def _beside(name: str, blocks: Sequence[tuple[Block, Sequence[Token]]]) -> Iterator[Entity]:
    """The bodies of “kulturnämnden, Region X”, “Region X:s kulturnämnd”, “nämnden i X kommun”."""
    for _, named in blocks:
        for index, token in enumerate(named):
            value = token.value
            if not (isinstance(value, Entity) and value.name == name):
                continue
            behind = named[index + 1 : index + 3]
            if len(behind) == 2 and behind[0].low in (",", "i", "(", "vid", "–") and _governs(behind[1]):
                yield behind[1].value
            elif index and named[index - 1].genitive and _governs(named[index - 1]):
                yield named[index - 1].value


def _governs(token: Token) -> bool:
    return token.kind == "org" and isinstance(token.value, Entity) and token.value.kind in GOVERNS
