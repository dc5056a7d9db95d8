"""The dataset on a day: what was stated by then or says itself that it had begun, and what follows from that alone.

A record is told on a day when its source was out by then, or when the record itself says that it had begun or had
ended; it holds when it was also in force. What is first stated later and does not say when it began is *unknown* on
the day, which is not *no*. Names, forms and places are the registry's, which has no dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from regiongraf.consequences import consequences, of_rules
from regiongraf.holdings import network
from regiongraf.ownership import Network
from regiongraf.ownership.network import Statement
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples import Quad
from regiongraf.triples.terms import name
from regiongraf.vocabulary import Minter

TYPE, RANK, REFINES, EVIDENCE, SELECTOR = (
    name(each) for each in ("rdf:type", "rg:rank", "rg:refines", "rg:evidence", "oa:hasSelector")
)
FROM, TO, AS_OF = (name(each) for each in ("rg:validFrom", "rg:validTo", "rg:asOf"))
TIMES = {FROM, TO, AS_OF}
FOUNDING, CURRENT = name("rg:Founding"), name("rg:CurrentRecord")
NORMAL, REFINED = name("rg:Normal"), name("rg:Refined")
COUNTING = {NORMAL, name("rg:Preferred")}
NAMES = {name("skos:prefLabel"), name("skos:altLabel")}
"""What is kept of a record that is not told: others may still speak of it by its name."""


class State(Enum):
    """What is known of a record on a day."""

    HOLDS = "holds"
    ENDED = "ended"
    NOT_BEGUN = "not-begun"
    UNKNOWN = "unknown"
    """First stated later, and not said since when it holds."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a record is in force and when it was stated; all as its source gives them."""

    start: date | None = None
    end: date | None = None
    as_of: date | None = None

    def state(self, day: date) -> State:
        """What is known of the record on `day`."""
        if self.end and day > self.end:
            return State.ENDED
        if self.start and day < self.start:
            return State.NOT_BEGUN
        return State.HOLDS if Statement("", self.start, self.end, self.as_of).holds(day) else State.UNKNOWN

    def told(self, day: date) -> bool:
        """Whether the record can be told on `day` at all: a plan that was out is told before it begins."""
        stated = self.as_of is None or self.as_of <= day
        return stated or self.state(day) in {State.HOLDS, State.ENDED}


def on_day(
    stated: Sequence[Quad],
    ontology: Sequence[Quad],
    minter: Minter,
    day: date,
    *,
    worked_out: bool = True,
    unknown_too: bool = False,
) -> list[Quad]:
    """The dataset on `day`, its derived graph made anew; without findings when nothing is to be worked out.

    `stated` are the quads of the registry and of every source, `ontology` those of the terms. With `unknown_too` it is
    as if what is unknown on the day had held then.
    """
    times = times_of(stated)
    states = {record: each.state(day) for record, each in times.items()}
    told = {record for record, each in times.items() if each.told(day)}
    if unknown_too:
        told |= {record for record, state in states.items() if state is State.UNKNOWN}
    ranked = _ranked(stated, told)
    in_force = {State.HOLDS, State.UNKNOWN} if unknown_too else {State.HOLDS}
    current = {record for record in told & _counting(ranked) if states[record] in in_force}
    kept = _kept(ranked, set(times) - told)
    counts = sorted((record, TYPE, CURRENT) for record in current)
    if worked_out:
        known = _network_of(kept, set(times) - current)
        derived, _ = consequences(kept, ontology, minter, current=counts, known=known)
    else:
        derived = of_rules(kept, ontology, minter, current=counts)
    return [*kept, *ontology, *derived]


def held_on(stated: Sequence[Quad], day: date) -> Network:
    """The holdings on `day`, and of which bodies nobody's holdings are stated until later."""
    times = times_of(stated)
    told = {record for record, each in times.items() if each.told(day)}
    ranked = _ranked(stated, told)
    in_force = {record for record in told & _counting(ranked) if times[record].state(day) is State.HOLDS}
    # Of one rank all: a statement that is preferred today may be younger than the one that was first.
    alike = ((s, p, NORMAL, g) if p == RANK and o in COUNTING else (s, p, o, g) for s, p, o, g in ranked)
    later = network(EmbeddedStore.in_memory(alike)).at(day).unstated
    known = _network_of(ranked, set(times) - in_force)
    held = {holding.owned for holding in known.holdings}
    return replace(known, unstated={body: first for body, first in later.items() if body not in held})


def _network_of(quads: Sequence[Quad], left_out: set[str]) -> Network:
    """The holdings that `quads` state, whenever they were, without those of the records in `left_out`."""
    stated = (quad for quad in quads if quad[0] not in left_out and quad[1] not in TIMES)
    return network(EmbeddedStore.in_memory(stated)).at()


def _counting(ranked: Iterable[Quad]) -> set[str]:
    return {subject for subject, predicate, value, _ in ranked if predicate == RANK and value in COUNTING}


def times_of(stated: Iterable[Quad]) -> dict[str, Times]:
    """For the IRI term of each record the times that its source gives; a founding lasts."""
    found: dict[str, dict[str, date]] = {}
    foundings: set[str] = set()
    records: set[str] = set()
    for subject, predicate, value, _ in stated:
        if predicate == RANK:
            records.add(subject)
        elif predicate in TIMES:
            found.setdefault(subject, {})[predicate] = date.fromisoformat(value[1:11])
        elif predicate == TYPE and value == FOUNDING:
            foundings.add(subject)
    return {record: _times(found.get(record, {}), lasts=record in foundings) for record in sorted(records)}


def _times(found: Mapping[str, date], *, lasts: bool) -> Times:
    return Times(found.get(FROM), None if lasts else found.get(TO), found.get(AS_OF))


def _ranked(stated: Sequence[Quad], told: set[str]) -> list[Quad]:
    """`stated`, with what was refined later of normal rank: on the day nobody had said it more precisely."""
    refining: dict[str, list[str]] = {}
    for subject, predicate, value, _ in stated:
        if predicate == REFINES:
            refining.setdefault(value, []).append(subject)
    restored = {refined for refined, by in refining.items() if told.isdisjoint(by)}
    return [
        (s, p, NORMAL, g) if p == RANK and o == REFINED and s in restored else (s, p, o, g) for s, p, o, g in stated
    ]


def _kept(ranked: Sequence[Quad], untold: set[str]) -> list[Quad]:
    """What may be told on the day: without the other records, and the spans that only they rest on."""
    spans: dict[bool, set[str]] = {True: set(), False: set()}
    selectors: dict[str, str] = {}
    for subject, predicate, value, _ in ranked:
        if predicate == EVIDENCE:
            spans[subject in untold].add(value)
        elif predicate == SELECTOR:
            selectors[subject] = value
    lost = spans[True] - spans[False]
    dropped = lost | {selectors[span] for span in lost if span in selectors}
    return [quad for quad in ranked if quad[0] not in dropped and (quad[0] not in untold or quad[1] in NAMES)]
