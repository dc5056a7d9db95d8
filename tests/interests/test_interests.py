"""What the derived graph says of interests and control agrees with the mathematics, statement by statement."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from regiongraf.build import compose
from regiongraf.facts import load
from regiongraf.holdings import network as network_of
from regiongraf.interests import Findings, find, triples
from regiongraf.interests.circles import Circles
from regiongraf.interests.working import possible, work_out
from regiongraf.interests.writing import Names, percent
from regiongraf.model import Basis, Form
from regiongraf.ontology import shapes_graph
from regiongraf.ownership import (
    Bounds,
    Controls,
    Effects,
    Holding,
    Network,
    OwnerList,
    Reading,
    Tie,
    Verdict,
    group_of,
    public_access,
    sector_class,
)
from regiongraf.resources import shelf
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples import Quad, Triple
from regiongraf.triples.terms import code, day, decimal, iri, name, true
from regiongraf.validation.shacl import validate
from regiongraf.vocabulary import Minter

BASE = "https://example.org/id/"
MINTER = Minter("https://example.org/")
BODIES = [f"{BASE}organisation/{slug}" for slug in ("staten", "regionen", "kommunen", "ett", "tva", "tre", "fyra")]
FORMS = dict(
    zip(BODIES, [Form.STATE, Form.REGION, Form.MUNICIPALITY, *[Form.LIMITED_COMPANY] * 4], strict=True),
)
shares = st.one_of(
    st.none(),
    st.integers(1, 60).map(Bounds.percent),
    st.tuples(st.integers(0, 20), st.integers(21, 60)).map(lambda ends: Bounds.percent(*ends)),
    st.fractions(Fraction(1, 50), Fraction(1, 3), max_denominator=50).map(Bounds.exactly),
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """A few holdings among two kinds of roots and four companies; some cannot all be true."""
    pairs = draw(st.lists(st.tuples(st.sampled_from(BODIES), st.sampled_from(BODIES[3:])), max_size=9, unique=True))
    holdings = [
        Holding(
            f"{BASE}ownership/{at}",
            owner=owner,
            owned=owned,
            share=draw(shares),
            basis=draw(st.sampled_from([Basis.CAPITAL, Basis.NOT_STATED])),
        )
        for at, (owner, owned) in enumerate(pairs)
        if owner != owned
    ]
    closed = draw(st.sets(st.sampled_from(BODIES[3:])))
    lists = [OwnerList(f"{BASE}list/{at}", about=body, closed=True) for at, body in enumerate(sorted(closed))]
    return Network.of(holdings, forms=FORMS, lists=lists)


@given(networks())
def test_every_interest_is_the_answer_of_effects(network: Network) -> None:
    findings = work_out(network)
    known, impossible = possible(network)
    effects = Effects(known)
    told = {(each.owner, each.body): each for each, _ in findings.interests}
    for (owner, body), each in told.items():
        assert each.share == effects.share(owner, body).share
        assert body not in impossible
    for owner in BODIES:
        for each in effects.held(owner):
            wanted = each.share.high >= Fraction(1, 100) and each.body not in {*impossible, owner}
            assert ((owner, each.body) in told) >= wanted


@given(networks())
def test_control_of_everyone_at_once_is_control_asked_for_one_by_one(network: Network) -> None:
    findings = work_out(network)
    known, impossible = possible(network)
    told = {(control.owners[0], control.body): control for control, _ in findings.controls}
    for owner in BODIES:
        # Asked anew for each owner: what was looked at for others before changes nothing.
        expected = {c.body: c for c in Controls(known).by(owner) if c.body not in impossible}
        assert {body for holder, body in told if holder == owner} == set(expected)
        for body, control in expected.items():
            for reading in Reading:
                mine, theirs = told[owner, body].under(reading), control.under(reading)
                assert (mine.verdict, mine.ground, mine.votes) == (theirs.verdict, theirs.ground, theirs.votes)
    groups = {(owner, reading, m.body): (m.position, m.verdict) for owner, reading, m, _ in findings.groups}
    assert groups == {
        (owner, reading, m.body): (m.position, m.verdict)
        for owner in BODIES
        for reading in Reading
        for m in group_of(known, owner, reading)
        if m.body not in {*impossible, owner}
    }


@given(networks())
def test_public_access_and_classes_are_those_of_each_body_alone(network: Network) -> None:
    findings = work_out(network)
    known, _ = possible(network)
    for access, found in findings.access:
        alone = public_access(known, access.body)
        assert (access.strict, access.if_one_share_one_vote) == (alone.strict, alone.if_one_share_one_vote)
        assert found.statements
    for sector, _ in findings.sectors:
        assert sector == sector_class(known, sector.body)


@given(networks())
def test_triples_say_what_was_found_and_keep_the_shapes(network: Network) -> None:
    findings = work_out(network)
    made = triples(findings, MINTER)
    nodes = {s for s, p, o in made if p == name("rdf:type") and o == name("rg:EffectiveInterest")}
    assert len(nodes) == len(findings.interests)
    assert not [term for triple in made for term in triple if term.startswith("_:")]
    for each, _ in findings.interests:
        (node,) = {s for s, p, o in made if s in nodes and p == name("rg:findingOf") and o == iri(each.owner)} & {
            s for s, p, o in made if p == name("rg:findingAbout") and o == iri(each.body)
        }
        low, high = (_figure(made, node, end) for end in ("rg:lowestShare", "rg:highestShare"))
        assert low <= each.share.low * 100 <= each.share.high * 100 <= high
        assert high - low <= (each.share.high - each.share.low) * 100 + Fraction(2, 10**6)
        rounded = (node, name("rg:shareRounded"), true()) in made
        assert rounded or (low, high) == (each.share.low * 100, each.share.high * 100)


def _figure(made: list[Triple], node: str, property_: str) -> Fraction:
    (value,) = {o for s, p, o in made if s == node and p == name(property_)}
    return Fraction(Decimal(value.split('"')[1]))


@given(st.lists(st.tuples(st.sampled_from(BODIES[:3]), st.sampled_from(BODIES[3:]), st.integers(1, 30)), max_size=6))
def test_a_store_gives_the_same_findings_as_its_network(stated: list[tuple[str, str, int]]) -> None:
    store = EmbeddedStore.in_memory(list(_quads(stated)))
    findings = find(store)
    assert findings == work_out(network_of(store).at())
    effects = Effects(possible(network_of(store).at())[0])
    assert {(e.owner, e.body, e.share) for e, _ in findings.interests} == {
        (e.owners[0], e.body, e.share) for owner in {o for o, _, _ in stated} for e in effects.held(owner)
    }


def _quads(stated: list[tuple[str, str, int]]) -> list[Quad]:
    facts: list[Triple] = [
        (iri(body), name("org:classification"), code(f"{form.value}Form")) for body, form in FORMS.items()
    ]
    for at, (owner, owned, share) in enumerate(dict.fromkeys(stated)):
        node = iri(f"{BASE}ownership/{at}")
        facts += [
            (node, name("rg:owner"), iri(owner)),
            (node, name("rg:ownedEntity"), iri(owned)),
            (node, name("rg:shareExact"), decimal(Decimal(share))),
            (node, name("rg:shareBasis"), code("Capital")),
            (node, name("rg:directness"), code("Direct")),
            (node, name("rg:rank"), code("Normal")),
            (node, name("rg:asOf"), day(date(2025, 1, 1))),
        ]
    return [(*fact, "<https://example.org/graph>") for fact in facts]


@pytest.fixture(scope="module")
def findings() -> Findings:
    return find(EmbeddedStore.in_memory(list(compose(load(shelf("facts")), MINTER).stated)))


def test_the_findings_of_the_report_keep_the_shapes(findings: Findings) -> None:
    graph = Graph()
    for s, p, o in triples(findings, MINTER):
        graph.parse(data=f"{s} {p} {o} .", format="nt")
    assert [
        str(each) for each in validate(graph, shapes_graph()) if "Finding" in each.rule or "Inter" in each.rule
    ] == []


def test_one_named_owner_of_thirteen_has_anything_between_nothing_and_all(findings: Findings) -> None:
    (nokab,) = [each for each, _ in findings.interests if each.body.endswith("/nya-ostkustbanan")]
    assert str(nokab.share) == "(0, 1)"
    assert str(nokab.unnamed) == "(0, 1)"


def test_almi_mitt_is_known_exactly(findings: Findings) -> None:
    found = {each.owner.rpartition("/")[2]: each for each, _ in findings.interests if each.body.endswith("almi-mitt")}
    assert {owner: each.share.low * 100 for owner, each in found.items()} == {
        "staten": 51,
        "region-vasternorrland": Fraction("24.5"),
        "region-jamtland-harjedalen": Fraction("24.5"),
    }
    (state,) = [c for c, _ in findings.controls if c.body.endswith("almi-mitt") and c.owners[0].endswith("staten")]
    assert (state.strict.verdict, state.if_one_share_one_vote.verdict) == (Verdict.POSSIBLE, Verdict.CERTAIN)


def test_the_region_has_an_interest_in_norrtag_through_din_tur_and_owns_nothing_of_it(findings: Findings) -> None:
    norrtag = {
        (each.owner.rpartition("/")[2], found.through_membership): str(each.share)
        for each, found in findings.interests
        if each.body.endswith("/norrtag")
    }
    assert norrtag["region-vasternorrland", True] == "(0, 1)"
    assert ("region-vasternorrland", False) not in norrtag
    assert norrtag["din-tur", False] == "(0, 1)"


def test_nothing_that_is_no_company_is_told_as_held(findings: Findings) -> None:
    """A state agency is a part of the state: nobody has a share in it."""
    bodies = {each.body.rpartition("/")[2] for each, _ in findings.interests}
    assert not bodies & {"trafikverket", "hola-folkhogskola", "samordningsforbundet-ange", "bron"}


def test_shares_that_cannot_all_be_true_take_only_their_own_answer_away() -> None:
    def held(at: int, owner: str, owned: str, share: int) -> Holding:
        return Holding(f"{BASE}ownership/{at}", owner=owner, owned=owned, share=Bounds.percent(share))

    region, town, one, two, three = BODIES[1:6]
    network = Network.of(
        [held(0, region, one, 70), held(1, town, one, 60), held(2, one, two, 50), held(3, region, three, 40)],
        forms=FORMS,
    )
    findings = work_out(network)
    assert [error.company for error in findings.impossible] == [one]
    told = {(each.owner, each.body): each.share for each, _ in findings.interests}
    assert not [pair for pair in told if pair[1] == one]
    assert told[one, two] == Bounds.percent(50)
    assert told[region, three] == Bounds.percent(40)
    # Of what `one` holds its owners have some part that nobody can tell.
    assert (told[region, two].low, told[region, two].high) == (0, Fraction(1, 2))


def test_a_body_that_is_part_of_two_legal_persons_is_left_out() -> None:
    parts = [
        Holding(f"{BASE}unit/{at}", owner=BODIES[at], owned=f"{BASE}organisation/enhet", tie=Tie.PART) for at in (1, 2)
    ]
    findings = work_out(Network.of(parts, forms={**FORMS, f"{BASE}organisation/enhet": Form.ORGANIZATIONAL_UNIT}))
    assert [error.company for error in findings.impossible] == [f"{BASE}organisation/enhet"]


def test_an_empty_network_has_no_findings_and_says_so() -> None:
    assert work_out(Network()) == Findings()
    assert {p for _, p, _ in triples(Findings(), MINTER)} == {name("dct:description")}


def test_no_two_findings_share_a_name() -> None:
    names = Names(MINTER)
    pairs = [("a-in-b", "c"), ("a", "b-in-c"), ("a", "c"), ("../group/a", "c")]
    found = [names.of("interest", "", f"{BASE}organisation/{a}", "in", f"{BASE}organisation/{b}") for a, b in pairs]
    assert len(set(found)) == len(found)
    again = names.of("interest", "", f"{BASE}organisation/a", "in", f"{BASE}organisation/c")
    assert again == "<https://example.org/id/interest/a-in-c>" == found[2]


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Bounds.exactly(Fraction(245, 1000)), ("24.5", "24.5", False, False, False)),
        (Bounds.exactly(Fraction(1, 3)), ("33.333333", "33.333334", True, True, True)),
        (Bounds(Fraction(0), Fraction(1), True, True), ("0", "100", True, True, False)),
        (Bounds.exactly(Fraction(1, 10**20)), ("0.000000", "0.000001", True, True, True)),
    ],
)
def test_ends_are_exact_or_rounded_outward_and_then_open(share: Bounds, written: tuple[object, ...]) -> None:
    low, high, *rest = percent(share)
    assert (low, high, *rest) == (Decimal(str(written[0])), Decimal(str(written[1])), *written[2:])


def test_statements_of_an_answer_are_those_on_its_chains() -> None:
    region, _, one, two, three = BODIES[1:6]
    chain = [
        Holding(f"{BASE}ownership/{at}", owner=a, owned=b, share=None)
        for at, (a, b) in enumerate([(region, one), (one, two), (two, three), (three, one), (BODIES[0], two)])
    ]
    circles = Circles(Network.of(chain, forms=FORMS))
    assert [s[-1] for s in circles.statements(region, one)] == ["0", "1", "2", "3"]
    assert [s[-1] for s in circles.statements(BODIES[0], two)] == ["1", "2", "3", "4"]
    assert [s[-1] for s in circles.statements(two, three)] == ["2", "3"]


def test_the_cap_holds_and_what_is_left_out_is_told() -> None:
    deep = [
        Holding(
            f"{BASE}ownership/{a}-{b}", owner=f"{BASE}organisation/c{a}", owned=f"{BASE}organisation/c{b}", share=None
        )
        for a, b in [(at, at + 1) for at in range(30)]
    ]
    forms = {f"{BASE}organisation/c{at}": Form.LIMITED_COMPANY for at in range(31)}
    findings = work_out(Network.of(deep, forms=forms))
    assert findings.cap == 300
    assert len(findings.interests) == 300
    assert findings.left_out == 31 * 30 // 2 - 300
    description = [o for _, p, o in triples(findings, MINTER) if p == name("dct:description")]
    assert all("165" in text and "300" in text for text in description)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_bytes_under_every_hash_seed(seed: str) -> None:
    script = (
        "import hashlib\nfrom regiongraf.build import compose\nfrom regiongraf.facts import load\n"
        "from regiongraf.resources import shelf\nfrom regiongraf.vocabulary import Minter\n"
        "made = compose(load(shelf('facts')), Minter('https://example.org/')).derived\n"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    here = compose(load(shelf("facts")), MINTER).derived
    assert ran.stdout.strip() == hashlib.sha256(repr(here).encode()).hexdigest()
