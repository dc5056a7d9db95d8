"""Which kinds of body can stand in a relation: only companies are owned, a union has members, a foundation founders."""

from __future__ import annotations

from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.grouping import municipality
from regiongraf.intake.rules import Emission, Rule
from regiongraf.intake.sentence import Known, Sentence

SAYS_MEMBERS = ("own.passive", "own.owned-by", "own.main", "own.owners", "own.jointly", "own.reported")
"""Rules whose words, said of an association, speak of its members."""
NO_OWNED = {"union": "membership", "association": "membership", "foundation": "founder"}
NEVER_FOUNDED = ("region", "municipality", "state", "set", "place")
NEVER_OWNED = ("region", "municipality", "agency", "state", "council", "set", "place", "project")
ORGANS = frozenset(["fullmäktige", "styrelsen", "direktionen", "ägarrådet", "förbundsdirektionen", "samrådet"])
"""Parts of a body: who sits in them is no member of a body."""


def kind_between(rule: Rule, emission: Emission, giver: Known | None, receiver: Known | None) -> str | None:
    """The kind of fact between two bodies: only companies are owned. None where the two cannot stand in it."""
    kind = emission.kind
    left, right = giver[0].kind if giver else "", receiver[0].kind if receiver else ""
    if giver and receiver and giver[0].name == receiver[0].name:
        return None
    nameless = any("no-name" in end[1] for end in (giver, receiver) if end)
    if nameless and kind in ("partnership", "project", "founder"):
        return None  # that somebody works with “länsstyrelsen” says little where no name tells which
    if any(wanted not in ("any", kind_) for wanted, kind_ in zip(emission.only, (left, right), strict=False)):
        return None
    if kind == "ownership":
        if right in NEVER_OWNED or left in ("place", "project"):
            return None
        if receiver and receiver[0].name.lower().endswith("koncernen"):
            return None  # a group of companies is no one's property; its parent is
        if right in NO_OWNED:
            return NO_OWNED[right] if rule.id.startswith(SAYS_MEMBERS) else None
    if kind == "founder" and right in NEVER_FOUNDED:
        return None
    if kind == "membership" and right == "foundation" and rule.id.startswith("member.are"):
        kind = "founder"  # a foundation has no members: its “huvudmän” made it
    if kind == "membership" and receiver and receiver[0].name.lower() in ORGANS:
        return None
    if kind in ("membership", "founder", "partnership", "funding") and left == "project":
        return None
    if kind == "project" and right == "association" and rule.id == "project.takes-part":
        kind = "membership"  # “i föreningen ingår …”
    if kind == "project" and right not in ("project", "unknown", "association"):
        return None
    if kind == "partnership" and right == "union" and rule.id == "coop.named":
        return "membership"  # what brings the members of such a body together is the body itself
    if kind == "partnership" and right == "project" and rule.id == "coop.efforts-such-as":
        return "project"
    if kind in ("membership", "project") and right == "education":
        return "partnership" if kind == "project" else None
    if kind == "membership" and left and right in ("region", "municipality", "place", "state"):
        return None
    if kind == "membership" and right == "company" and rule.id.startswith(("member.consists", "member.joins")):
        return None
    return kind


def as_member(
    sentence: Sentence,
    kind: str,
    giver: tuple[Entity, tuple[str, ...]] | None,
    body: tuple[Entity, tuple[str, ...]] | None,
) -> tuple[Entity, tuple[str, ...]] | None:
    """A bare place-like name that is a member of a municipal body is the municipality of that name."""
    municipal = kind == "membership" and body is not None and body[0].kind == "union"
    municipal = municipal or (
        kind == "ownership" and any(token.low.startswith("kommunal") for token in sentence.tokens)
    )
    if not giver or not body or not municipal or giver[0].kind != "unknown":
        return giver
    name = giver[0].name
    if len(name.split()) > 2 or name.isupper() or name[:1].islower():
        return giver
    return municipality(name, sentence.known), (*giver[1], "metonymy")
