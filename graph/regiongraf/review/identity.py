"""Entries of the registry that may be one body, with reasons. A person judges; names alone never do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from regiongraf.facts import Corpus
from regiongraf.model import Organisation, Rank
from regiongraf.names import fold
from regiongraf.review.matching import claims_of_record
from regiongraf.review.naming import bare, known_as
from regiongraf.words import Words

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


def _in_common(corpus: Corpus) -> dict[tuple[str, str], int]:
    """How many relations two bodies have with the same others and figures, as a body under a new name has."""
    sharing: dict[object, set[str]] = {}
    for _, located in corpus.records():
        uncounted = located.record.rank in (Rank.DEPRECATED, Rank.REFINED)
        if uncounted or located.record.KIND not in ("ownership", "membership"):
            continue
        for kind, ends, figures in claims_of_record(located.record):
            about = dict(ends).get("owned") or dict(ends).get("organisation")
            others = frozenset(end for end in ends if end[0] in ("owner", "member"))
            if about and others and (kind != "ownership" or figures != ("NotStated",)):
                sharing.setdefault((kind, others, figures), set()).add(about)
    counts: dict[tuple[str, str], int] = {}
    for bodies in sharing.values():
        for left, right in combinations(sorted(bodies), 2) if len(bodies) <= MANY else ():
            counts[left, right] = counts.get((left, right), 0) + 1
    return counts
