"""Group structure: parent, subsidiary and associated company, three-valued.

Sources: årsredovisningslag (1995:1554), 1 kap. 4 § (parent and subsidiary: more than half of the votes, or a right that
decides; a subsidiary's votes are its parent's) and 1 kap. 5 § (associated company: a considerable influence, presumed
from 20 per cent of the votes).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from regiongraf.ownership.control import Control, Controls, Finding, Ground, Verdict
from regiongraf.ownership.network import Network
from regiongraf.ownership.votes import Reading

ASSOCIATED_FROM = Fraction(1, 5)


class Position(StrEnum):
    """What a body is to a parent."""

    SUBSIDIARY = "subsidiary"
    ASSOCIATED = "associated"


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A body in or beside a group: what it is to the parent, and how surely, under one reading of votes."""

    body: str
    position: Position
    verdict: Verdict
    finding: Finding


def group_of(network: Network, parent: str, reading: Reading = Reading.STRICT) -> list[GroupMember]:
    """The bodies that are, or by what is stated may be, subsidiaries of `parent` or associated with it; in order of id.

    What is possibly a subsidiary may instead be associated, or neither. A body is told as associated when the parent
    and its subsidiaries have, or may have, at least a fifth of the votes by what is named. Raises UnknownOrganisation.
    """
    found = (group_member(control, reading) for control in Controls(network).reached(parent))
    return [member for member in found if member]


def group_member(control: Control, reading: Reading) -> GroupMember | None:
    """What one body is to its only owner in `control`, as `group_of` tells it; None for neither."""
    finding = control.under(reading)
    if finding.ground not in {Ground.OTHERS_DECIDE, Ground.HOLDERS_NOT_NAMED}:
        return GroupMember(control.body, Position.SUBSIDIARY, finding.verdict, finding)
    if (enough := finding.votes.at_least(ASSOCIATED_FROM)) is False:
        return None
    return GroupMember(control.body, Position.ASSOCIATED, Verdict.CERTAIN if enough else Verdict.POSSIBLE, finding)
