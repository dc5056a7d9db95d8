"""Entries of the registry that may be one body, with reasons. A person judges; names alone never do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from regiongraf.facts import Corpus, Work
from regiongraf.model import Organisation, Rank
from regiongraf.names import fold
from regiongraf.review.matching import Claim, claim_of, claims_of_record
from regiongraf.review.naming import Register, bare, known_as
from regiongraf.words import Words

if TYPE_CHECKING:
    from regiongraf.review.session import Item

MANY = 12
"""A key that more entries share says nothing of any two of them."""
SHARED = 2
"""How many relations two entries have in common before it is a reason."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be the same, by id in order, and why."""

    left: str
    right: str
    reasons: tuple[Words, ...]

    @property
    def said(self) -> Words:
        """The reasons on one line."""
        return Words("; ".join(r.sv for r in self.reasons), "; ".join(r.en for r in self.reasons))


def suggested(corpus: Corpus) -> list[Pair]:
    """The pairs that nobody has judged yet, those with most reasons first."""
    entries = [located.record for located in corpus.registry if isinstance(located.record, Organisation)]
    judged = {frozenset((one.record.left, one.record.right)) for one in corpus.judgements}
    merged = corpus.merged
    found: dict[tuple[str, str], list[Words]] = {}

    def pair_up(keyed: Iterable[tuple[object, str]], reason: Words) -> None:
        groups: dict[object, set[str]] = {}
        for key, id_ in keyed:
            if key and id_ not in merged:
                groups.setdefault(key, set()).add(id_)
        for ids in groups.values():
            for left, right in combinations(sorted(ids), 2) if len(ids) <= MANY else ():
                if frozenset((left, right)) not in judged and reason not in found.get((left, right), ()):
                    found.setdefault((left, right), []).append(reason)

    codes = [((i.scheme, i.value), e.id) for e in entries for i in e.identifiers]
    pair_up(codes, Words("samma kod i ett register", "the same code in a register"))
    names = [(name, e) for e in entries for name in (e.name, *known_as(e))]
    aliases = {fold(alias) for e in entries for alias in known_as(e)}
    pair_up(
        ((fold(n) if fold(n) in aliases else "", e.id) for n, e in names),
        Words("ett gemensamt namn", "a name in common"),
    )
    pair_up(
        ((fold(n), e.id) for n, e in names),
        Words("samma namn bortsett från skrivsätt", "the same name but for spelling"),
    )
    pair_up(
        ((bare(n), e.id) for n, e in names),
        Words("samma namn bortsett från bolagsform", "the same name but for the form"),
    )
    for ids, count in _in_common(corpus).items():
        if count >= SHARED and frozenset(ids) not in judged and not {*ids} & {*merged}:
            reason = Words(f"{count} gemensamma relationer", f"{count} relations in common")
            found.setdefault(ids, []).append(reason)
    numbered = {e.id: e.number for e in entries if e.number}
    apart = {pair for pair in found if pair[0] in numbered and pair[1] in numbered}
    pairs = [Pair(*ids, tuple(reasons)) for ids, reasons in found.items() if ids not in apart]
    return sorted(pairs, key=lambda pair: (-len(pair.reasons), pair.left, pair.right))


def kin(items: Iterable[Item], work: Work | None, register: Register) -> dict[str, list[str]]:
    """For each name that is not known yet the bodies of which the work says the same: a renamed body has them."""
    known: dict[object, set[str]] = {}
    for located in work.records if work else ():
        for about, key in _relations(claims_of_record(located.record)):
            known.setdefault(key, set()).add(about)
    counts: dict[tuple[str, str], int] = {}
    read = {register.who(name): name for item in items for name in item.draft.names.get("owned", []) if name}
    read |= {register.who(name): name for item in items for name in item.draft.names.get("organisation", []) if name}
    for item in items:
        if item.verdict.state == "open" and not item.draft.status:
            for about, key in _relations([claim_of(item.draft, register)]):
                for body in known.get(key, ()) if about not in register.entries else ():
                    counts[about, body] = counts.get((about, body), 0) + 1
    found: dict[str, list[str]] = {}
    for (about, body), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if count >= SHARED and about in read:
            found.setdefault(read[about], []).append(body)
    return found


def _relations(claims: Iterable[Claim]) -> Iterator[tuple[str, object]]:
    """Who an ownership or a membership is about, with what is said of them."""
    for kind, ends, figures in claims:
        about = dict(ends).get("owned") or dict(ends).get("organisation")
        others = frozenset(end for end in ends if end[0] in ("owner", "member"))
        if (
            kind in ("ownership", "membership")
            and about
            and others
            and (kind, figures) != ("ownership", ("NotStated",))
        ):
            yield about, (kind, others, figures)


def _in_common(corpus: Corpus) -> dict[tuple[str, str], int]:
    """How many relations two bodies have with the same others and figures, as a body under a new name has."""
    sharing: dict[object, set[str]] = {}
    for _, located in corpus.records():
        if located.record.rank in (Rank.DEPRECATED, Rank.REFINED):
            continue
        for about, key in _relations(claims_of_record(located.record)):
            sharing.setdefault(key, set()).add(about)
    counts: dict[tuple[str, str], int] = {}
    for bodies in sharing.values():
        for left, right in combinations(sorted(bodies), 2) if len(bodies) <= MANY else ():
            counts[left, right] = counts.get((left, right), 0) + 1
    return counts
