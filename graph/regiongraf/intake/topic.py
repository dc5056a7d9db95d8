"""The body that a statement without one is about: the nearest that fits, in the text before it or the headings."""

from __future__ import annotations

from collections.abc import Sequence

from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.rules import Emission
from regiongraf.intake.sentence import Sentence

REMAINING = frozenset(["resterande", "återstående", "remaining", "övriga", "rest"])
RECEIVERS = ("company", "foundation", "association", "union", "university", "unknown")
"""Kinds that money is given to where the text leaves out to whom."""


def topic(sentence: Sentence, emission: Emission, before: int) -> Entity | None:
    """The body that an elliptic statement is about: the nearest that fits, in the text before it or the headings."""
    kinds = {
        "project": ("project", "education"),
        "ownership": ("company",),
        "membership": ("union", "association"),
        "founder": ("foundation", "association", "company"),
    }.get(emission.kind)
    kinds = emission.topic or kinds
    around = sentence.around
    if any(token.low in REMAINING for token in sentence.tokens[max(0, before - 4) : before]):
        nearest = next((e for e in reversed(sentence.entities(before)) if e.kind in (kinds or ())), None)
        if nearest:
            return nearest
    groups: list[Sequence[Entity]] = [
        _other_than_owners(sentence, emission, group)
        for group in (sentence.told(before), *reversed(around.sentences[-8:]), list(reversed(around.topics)))
    ]
    if _labelled(sentence):
        groups = [groups[0], groups[-1], *groups[1:-1]]
    if emission.kind in ("funding", "budget"):
        project = next((entity for group in groups for entity in group if entity.kind == "project"), None)
        if project:
            return project
    if emission.kind == "partnership":
        kinds = ("project", "unknown", "association")
        if not any(entity.kind in kinds for group in groups for entity in group):
            kinds = ("company", "foundation", "university", "union")
    if emission.kind == "funding":
        kinds = RECEIVERS
    if emission.kind == "budget":
        kinds = emission.topic or ("project", *RECEIVERS)
    if speaker := _speaker(sentence, emission, kinds):
        return speaker
    for group in groups:
        last = next((entity for entity in group if entity.name == around.owned), None)
        if emission.kind == "ownership" and emission.object == "TOPIC" and last:
            return last
        for entity in group:
            if kinds is None or entity.kind in kinds:
                return entity
        # What a sentence begins with is what it is about, whatever nobody knows of it.
        about = next((entity for entity in group if entity.kind not in ("place", "person")), None)
        if (
            emission.kind == "ownership"
            and not emission.topic
            and about
            and about is group[0]
            and about.kind == "unknown"
        ):
            return group[0]
    if emission.topic == ("project",):
        projects = [entity for entity in around.counts if entity.kind == "project"]
        return around.told_by_now(emission.topic) if len(projects) == 1 else None
    if emission.kind == "project":
        return next((entity for entity in reversed(around.topics) if entity.kind == "unknown"), None)
    for group in groups[:2]:
        for entity in group:
            if entity.kind == "unknown":
                return entity
    if emission.kind == "funding":
        return None
    page = next((entity for entity in reversed(around.topics) if entity.kind not in ("place", "person")), None)
    return (page if emission.kind == "partnership" else None) or around.told_by_now(kinds or (), around.former)


def _labelled(sentence: Sentence) -> bool:
    """True for a line of an information box, “Moderbolag: X”: it speaks of what its heading names."""
    return any(token.low == ":" for token in sentence.tokens[1:3])


def stands_near(sentence: Sentence, entity: Entity, before: int) -> bool:
    """True where the topic stands in the sentence itself, in the one before it, or in the headings over it."""
    around = sentence.around
    last = around.sentences[-1] if around.sentences else []
    return entity in (*sentence.told(before), *last, *around.topics)


def _other_than_owners(sentence: Sentence, emission: Emission, group: Sequence[Entity]) -> list[Entity]:
    """`group` without those who were told just before to own, join or fund: others are owned, joined, funded."""
    said = sentence.around.agents.get(emission.kind, set()) if emission.object == "TOPIC" else set()
    return [entity for entity in group if entity.name not in said or entity.name == sentence.around.owned]


def _speaker(sentence: Sentence, emission: Emission, kinds: Sequence[str] | None) -> Entity | None:
    """Who speaks, where the sentence says “vi” or “vårt” and nothing tells against their being what it is about."""
    ours = next((token for token in sentence.tokens if token.kind == "ref" and token.value == "vi"), None)
    if ours is None or emission.kind not in ("membership", "partnership", "funding") or emission.object != "TOPIC":
        return None
    found = sentence.entity(ours)
    fits = found is not None and (found[0].kind == "unknown" or found[0].kind in (kinds or (found[0].kind,)))
    return found[0] if found and fits else None
