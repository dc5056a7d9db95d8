"""Answers about the whole graph from columns: the rows that SPARQL and the one-by-one sums give, on every store."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

import regiongraf
from regiongraf import columns
from regiongraf.columns import Holdings
from regiongraf.dataset import Dataset
from regiongraf.funding import Dimension, totals
from regiongraf.holdings import flows as all_flows
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.rdf import RdflibStore
from regiongraf.triples import Quad
from regiongraf.triples.terms import decimal, iri, name
from regiongraf.vocabulary import CURRENCIES, Minter

if TYPE_CHECKING:
    from tests.conftest import Desk

BASE = "https://example.org/"
MINTER = Minter(BASE)
PAIRS = some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)), max_size=40)
BODIES = "SELECT ?owner (COUNT(DISTINCT ?owned) AS ?bodies) WHERE { ?owner rg:owns ?owned } GROUP BY ?owner"


@pytest.fixture(scope="module")
def report() -> Dataset:
    return regiongraf.open("demo")


def owns(pairs: list[tuple[int, int]]) -> EmbeddedStore:
    graph = iri(MINTER.derived_graph)
    return EmbeddedStore.in_memory(
        (iri(f"{BASE}{one}"), name("rg:owns"), iri(f"{BASE}{other}"), graph) for one, other in pairs
    )


@given(PAIRS)
def test_holdings_are_what_sparql_finds(pairs: list[tuple[int, int]]) -> None:
    data = Dataset(owns(pairs), MINTER)
    known = columns.holdings(data.store)
    found = {str(owner): int(str(bodies)) for owner, bodies in data.query(BODIES).rows if owner}
    assert dict(known.largest()) == found
    assert known.largest() == sorted(known.largest(), key=lambda pair: (-pair[1], pair[0]))
    assert known.largest(2) == known.largest()[:2]
    for owner in range(10):
        below = data.query(f"SELECT DISTINCT ?body WHERE {{ <{BASE}{owner}> rg:owns+ ?body }} ORDER BY ?body").rows
        assert known.below(f"{BASE}{owner}") == [str(body) for (body,) in below]
    assert known.below("nobody") == []


def one_by_one(data: Dataset) -> Counter[tuple[object, ...]]:
    """The sums of `regiongraf.funding`, one recipient and period at a time."""
    found: Counter[tuple[object, ...]] = Counter()
    flows = all_flows(data.store)
    for period in {flow.period for flow in flows}:
        # A whole of another period stands in another sum.
        for total in totals([flow for flow in flows if flow.period == period], Dimension.RECIPIENT):
            if total.key and not total.contested and (total.counted or total.not_stated):
                apart = total.stage.value, total.currency, total.is_lent
                found[total.key[0], *apart, total.low, len(total.counted), len(total.not_stated)] += 1
    return found


def in_columns(data: Dataset) -> Counter[tuple[object, ...]]:
    flows = columns.flows(data.store)
    rows = flows.totals().rows()
    for recipient in {"nobody", "~", *(each.recipient for each in rows)}:
        assert flows.to(recipient).totals().rows() == [each for each in rows if each.recipient == recipient]
    return Counter(
        (
            each.recipient, each.stage.rpartition("#")[2], each.currency, each.is_lent,
            each.amount or Decimal(0), each.flows, each.unstated,
        )
        for each in rows
        if not each.contested
    )  # fmt: skip


def test_money_of_the_report_is_what_the_sums_give_one_by_one(report: Dataset) -> None:
    found = in_columns(report)
    assert found
    assert found == one_by_one(report)


Flow = tuple[int, int, int, int | None, int, bool, str | None, bool]
FLOWS = some.lists(
    some.tuples(
        some.integers(0, 2),  # recipient
        some.integers(2023, 2024),  # year
        some.integers(0, 1),  # stage
        some.none() | some.integers(1, 9),  # amount in tenths
        some.integers(-6, 9),  # part of which; below 0: of none
        some.booleans(),  # a printed total
        some.sampled_from(["SEK", "SEK", "EUR", None]),  # currency; an amount has one
        some.sampled_from([False, False, True]),  # lent
    ),
    max_size=10,
)


def money(flows: list[Flow]) -> EmbeddedStore:
    graph = iri(MINTER.source_graph("verk"))
    quads: list[Quad] = []
    for at, (recipient, year, stage, amount, whole, total, currency, lent) in enumerate(flows):
        said = [
            ("rdf:type", name("rg:FundingFlow")),
            ("rg:rank", name("rg:Normal")),
            ("rg:stage", name(("rg:Paid", "rg:Granted")[stage])),
            ("rg:instrument", name("rg:Loan" if lent else "rg:OperatingGrant")),
            ("rg:recipient", iri(f"{BASE}r{recipient}")),
            ("rg:validFrom", f'"{year}-01-01"^^{name("xsd:date")}'),
            ("rg:validTo", f'"{year}-12-31"^^{name("xsd:date")}'),
        ]
        if amount is not None:
            said += [
                ("rg:amount", decimal(Decimal(amount) / 10)),
                ("rg:precision", name("rg:Exact")),
            ]
        if currency or amount is not None:
            said.append(("rg:currency", iri(CURRENCIES + (currency or "SEK"))))
        if 0 <= whole < at:
            said.append(("rg:partOfFlow", iri(f"{BASE}f{whole}")))
        if total:
            said.append(("rg:isTotal", f'"true"^^{name("xsd:boolean")}'))
        quads += [(iri(f"{BASE}f{at}"), name(property_), value, graph) for property_, value in said]
    return EmbeddedStore.in_memory(quads)


@given(FLOWS)
def test_money_is_what_the_sums_give_one_by_one(flows: list[Flow]) -> None:
    data = Dataset(money(flows), MINTER)
    # Wholes of another year are left out on both sides: the sums one by one see one year at a time.
    same_year = [
        (*flow[:4], flow[4] if 0 <= flow[4] < at and flows[flow[4]][1] == flow[1] else -1, *flow[5:])
        for at, flow in enumerate(flows)
    ]
    data = Dataset(money(same_year), MINTER)
    assert in_columns(data) == one_by_one(data)


def test_sums_beyond_64_bits_are_exact() -> None:
    graph = iri(MINTER.source_graph("verk"))
    big = Decimal(10) ** 19 + Decimal("0.01")
    quads: list[Quad] = []
    for at in range(3):
        said = [
            ("rdf:type", name("rg:FundingFlow")), ("rg:rank", name("rg:Normal")), ("rg:stage", name("rg:Paid")),
            ("rg:recipient", iri(f"{BASE}r")), ("rg:amount", decimal(big)), ("rg:currency", iri(f"{BASE}SEK")),
        ]  # fmt: skip
        quads += [(iri(f"{BASE}f{at}"), name(property_), value, graph) for property_, value in said]
    (total,) = columns.flows(EmbeddedStore.in_memory(quads)).totals().rows()
    assert total.amount == 3 * big


def test_nothing_gives_nothing() -> None:
    nothing = EmbeddedStore.in_memory()
    assert columns.holdings(nothing).largest() == []
    assert columns.flows(nothing).totals().rows() == []
    assert Holdings.of_pairs([]).below("x") == []


def test_columns_are_kept_beside_a_build(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = regiongraf.open(desk.root)
    assert [bodies for _, bodies in first.holdings().largest()] == [1]
    assert first.flows().totals().rows() == []
    kept = desk.path(f"dataset/cache/{desk.current}")
    assert sorted(path.name for path in kept.iterdir()) == ["holdings.npz", "money.npz"]
    with monkeypatch.context() as patch:
        patch.setattr(columns, "select_all", None)
        assert regiongraf.open(desk.root).holdings().largest() == first.holdings().largest()
    kept.joinpath("holdings.npz").write_bytes(b"cut")
    assert regiongraf.open(desk.root).holdings().largest() == first.holdings().largest()


def test_other_stores_have_the_same_columns(report: Dataset) -> None:
    quads = [
        (*triple, f"<{graph}>")
        for graph in report.store.graphs()
        for triple in report.store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    ]
    other = RdflibStore.of_quads(quads)
    assert columns.holdings(other).largest() == columns.holdings(report.store).largest()
    assert columns.flows(other).totals().rows() == columns.flows(report.store).totals().rows()
