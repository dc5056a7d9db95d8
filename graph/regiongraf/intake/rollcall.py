"""Members listed under headings of their own: “Medlemmar är följande:”, then “Regioner”, “Företag” with their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from regiongraf.intake.candidate import Candidate
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Token
from regiongraf.intake.listing import SEPARATORS

if TYPE_CHECKING:
    from regiongraf.intake.document import View
    from regiongraf.intake.references import Surroundings

MEMBERS = frozenset(["medlemmar", "medlemmarna", "förbundsmedlemmar", "members", "medlemsorganisationer"])
JOINED = ("union", "association")
NAMED = ("org", "set")
LABEL = 4
"""In tokens: a block no longer than this and without a name is the heading of a group."""


def opens(tokens: Sequence[Token], around: Surroundings) -> Entity | None:
    """The body whose members `tokens` call up: a sentence on members that ends in a colon and names none."""
    if not tokens or tokens[-1].low != ":" or not any(token.low in MEMBERS for token in tokens):
        return None
    if any(token.kind in ("org", "set", "weak", "geo") for token in tokens):
        return None
    groups = [*reversed(around.sentences[-4:]), list(reversed(around.topics))]
    return next((entity for group in groups for entity in group if entity.kind in JOINED), None)


def called(named: Sequence[Token], view: View, body: Entity, page: int | None) -> list[Candidate] | None:
    """The members that a block names; [] for the heading of a group, None where the block is something else."""
    tokens = [token for token in named if token.kind != "stop"]
    if len(tokens) <= LABEL and not any(token.kind in NAMED for token in tokens):
        return []
    colon = next((index for index in range(len(tokens) - 1, -1, -1) if tokens[index].low == ":"), -1)
    listed = tokens[colon + 1 :]
    if not listed or any(token.kind not in NAMED and token.low not in SEPARATORS for token in listed):
        return None
    return [
        Candidate(
            "membership", token.value.name, body.name, *view.span(token.start, token.end), "check", "members.called",
            page=page,
        )
        for token in listed
        if isinstance(token.value, Entity) and token.value.name != body.name
    ]  # fmt: skip
