"""What is told of a record on a day, and what of the dataset: from its period, and from when it was stated."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from regiongraf.asof import State, Times, on_day, times_of
from regiongraf.ownership.network import Statement
from regiongraf.triples import Quad
from regiongraf.triples.terms import day as as_term
from regiongraf.triples.terms import iri, name, text
from regiongraf.vocabulary import Minter

BASE = "https://example.org/"
MINTER = Minter(BASE)
GRAPH = iri(MINTER.source_graph("verk"))
DAYS = some.dates(date(2010, 1, 1), date(2030, 12, 31))


def thing(key: str) -> str:
    return iri(MINTER.thing(key))


@pytest.mark.parametrize(
    ("times", "day", "state", "told"),
    [
        (Times(as_of=date(2025, 6, 30)), date(2025, 6, 30), State.HOLDS, True),
        (Times(as_of=date(2025, 6, 30)), date(2025, 6, 29), State.UNKNOWN, False),
        (Times(date(2019, 1, 1), None, date(2025, 6, 30)), date(2019, 1, 1), State.HOLDS, True),
        (Times(date(2019, 1, 1), None, date(2025, 6, 30)), date(2018, 12, 31), State.NOT_BEGUN, False),
        (Times(date(2027, 1, 1), None, date(2025, 6, 30)), date(2026, 1, 1), State.NOT_BEGUN, True),
        (Times(None, date(2021, 12, 31), date(2025, 6, 30)), date(2021, 12, 31), State.UNKNOWN, False),
        (Times(None, date(2021, 12, 31), date(2025, 6, 30)), date(2022, 1, 1), State.ENDED, True),
        (Times(), date(1900, 1, 1), State.HOLDS, True),
    ],
)
def test_a_record_on_a_day(times: Times, day: date, state: State, told: bool) -> None:
    assert times.state(day) is state
    assert times.told(day) is told


@given(some.none() | DAYS, some.none() | some.integers(0, 4000), some.none() | DAYS, DAYS)
def test_a_record_is_what_the_mathematics_take_it_for(
    start: date | None, length: int | None, as_of: date | None, day: date
) -> None:
    end = None if length is None else (start or date(2015, 1, 1)) + timedelta(days=length)
    state = Times(start, end, as_of).state(day)
    held = Statement("x", start, end, as_of).holds(day)
    assert (state is State.HOLDS) == (held is True)
    if held is None:
        assert state is State.UNKNOWN
    # What is unknown is never told, and what holds always is.
    assert Times(start, end, as_of).told(day) or state in {State.UNKNOWN, State.NOT_BEGUN}


def a_record(key: str, *fields: tuple[str, str]) -> list[Quad]:
    return [(thing(key), name(property_), value, GRAPH) for property_, value in fields]


RECORD = ("rg:rank", name("rg:Normal"))
LATE = ("rg:asOf", as_term(date(2025, 6, 30)))


def test_a_founding_does_not_end() -> None:
    year = [("rg:validFrom", as_term(date(2011, 1, 1))), ("rg:validTo", as_term(date(2011, 12, 31)))]
    founding = a_record("founding/x", RECORD, LATE, *year, ("rdf:type", name("rg:Founding")))
    other = a_record("funding/y", RECORD, LATE, *year)
    times = times_of([*founding, *other])
    assert times[thing("founding/x")].state(date(2020, 1, 1)) is State.HOLDS
    assert times[thing("funding/y")].state(date(2020, 1, 1)) is State.ENDED


def test_what_is_not_told_leaves_its_name_and_nothing_else() -> None:
    span, position = thing("evidence/verk/text/0-5"), thing("evidence/verk/text/0-5/position")
    shared, of_both = thing("evidence/verk/text/9-12"), ("rg:evidence", thing("evidence/verk/text/9-12"))
    late = a_record(
        "activity/a", RECORD, LATE, ("skos:prefLabel", text("Bygget", "sv")), ("rg:evidence", span), of_both
    )
    early = a_record("activity/b", RECORD, ("rg:asOf", as_term(date(2015, 1, 1))), of_both)
    spans: list[Quad] = [
        (span, name("oa:hasSelector"), position, GRAPH),
        (position, name("oa:start"), '"0"', GRAPH),
        (shared, name("rg:spanHash"), '"00"', GRAPH),
    ]
    stated = [*late, *early, *spans]
    kept = on_day(stated, [], MINTER, date(2020, 1, 1))
    assert {quad[:3] for quad in kept if quad[0] == thing("activity/a")} == {
        (thing("activity/a"), name("skos:prefLabel"), text("Bygget", "sv"))
    }
    assert not {span, position} & {quad[0] for quad in kept}
    assert shared in {quad[0] for quad in kept}
    assert set(stated) <= set(on_day(stated, [], MINTER, date(2025, 6, 30)))


def test_nothing_is_worked_out_when_it_is_not_asked_for() -> None:
    stated: list[Quad] = [
        *a_record(
            "ownership/o", RECORD, LATE,
            ("rdf:type", name("rg:Ownership")), ("rg:owner", thing("organisation/k")),
            ("rg:ownedEntity", thing("organisation/b")), ("rg:directness", name("rg:Direct")),
            ("rg:shareBasis", name("rg:BasisNotStated")), ("rg:shareStatus", name("rg:ShareNotStated")),
        ),
        (thing("organisation/b"), name("org:classification"), name("rg:LimitedCompanyForm"), GRAPH),
    ]  # fmt: skip

    def derived(worked_out: bool) -> set[str]:
        quads = on_day(stated, [], MINTER, date(2026, 1, 1), worked_out=worked_out)
        return {quad[1] for quad in quads if quad[3] == iri(MINTER.derived_graph)}

    assert name("rg:owns") in derived(False)
    assert name("rg:findingAbout") not in derived(False)
    assert name("rg:findingAbout") in derived(True)
