"""What is said of votes that are not known holds for every way in which they may be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regiongraf.model import Basis, Form
from regiongraf.ownership import (
    UNNAMED,
    Bounds,
    Controls,
    Holding,
    ImpossibleShares,
    Network,
    OwnerList,
    Reading,
    Verdict,
    sector_class,
)
from regiongraf.ownership.rows import Cell, Row, Rows
from regiongraf.ownership.votes import VoteRows, fewest_votes, most_votes

COMPANIES = ["a", "b", "c"]
OWNERS = {"m": Form.MUNICIPALITY, "r": Form.REGION, "s": Form.STATE}
FORMS = {**OWNERS, **dict.fromkeys(COMPANIES, Form.LIMITED_COMPANY)}
shares = st.one_of(
    st.none(),
    st.integers(1, 10).map(lambda n: Bounds.exactly(Fraction(n, 10))),
    st.tuples(st.integers(0, 9), st.integers(1, 10))
    .filter(lambda ends: ends[0] < ends[1])
    .map(lambda ends: Bounds(Fraction(ends[0], 10), Fraction(ends[1], 10))),
)


@st.composite
def networks(draw: st.DrawFn, basis: Basis) -> Network:
    holdings, lists = [], []
    for body in COMPANIES:
        holders = draw(st.lists(st.sampled_from([*OWNERS, *COMPANIES]), max_size=3, unique=True))
        holdings += [
            Holding(f"{holder}-{body}", owner=holder, owned=body, share=draw(shares), basis=basis)
            for holder in holders
            if holder != body
        ]
        if any(each.owned == body for each in holdings) and draw(st.booleans()):
            lists.append(OwnerList(f"list-{body}", about=body, closed=True))
    return Network.of(holdings, forms=FORMS, lists=lists)


def filled(draw: st.DataObject, rows: Rows, basis: Basis) -> Network:
    """The network with one choice of every share; what nobody names goes to some owner."""
    holdings = []
    for body in COMPANIES:
        parts = shared_out(draw, rows[body]) if body in rows else {UNNAMED: Fraction(1)}
        for holder, part in parts.items():
            named = draw.draw(st.sampled_from(sorted(OWNERS))) if holder == UNNAMED else holder
            share = Bounds.exactly(part)
            holdings.append(Holding(f"{holder}-{body}", owner=named, owned=body, share=share, basis=basis))
    return Network.of(merged(holdings), forms=FORMS)


def shared_out(draw: st.DataObject, row: Row) -> dict[str, Fraction]:
    """Some point of a row, near an end or not, and at no open one."""
    orders = [row.cells[at:] + row.cells[:at] for at in range(len(row.cells))]
    corners = [corner(order) for order in orders]
    chosen = corner(draw.draw(st.permutations(row.cells)))
    near = draw.draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(99, 100)]))
    middle = {cell.holder: sum(each[cell.holder] for each in corners) / len(corners) for cell in row.cells}
    point = {holder: near * chosen[holder] + (1 - near) * middle[holder] for holder in middle}
    return {holder: part for holder, part in point.items() if part}


def corner(order: Sequence[Cell]) -> dict[str, Fraction]:
    left = 1 - sum((cell.share.low for cell in order), Fraction(0))
    point = {}
    for cell in order:
        more = min(left, cell.share.high - cell.share.low)
        point[cell.holder] = cell.share.low + more
        left -= more
    return point


def merged(holdings: list[Holding]) -> list[Holding]:
    """One holding for each pair."""
    parts: dict[tuple[str, str], Fraction] = {}
    for each in holdings:
        assert each.share
        parts[each.owner, each.owned] = parts.get((each.owner, each.owned), Fraction(0)) + each.share.low
    basis = holdings[0].basis if holdings else Basis.VOTES
    return [
        Holding(f"{owner}-{owned}", owner=owner, owned=owned, share=Bounds.exactly(part), basis=basis)
        for (owner, owned), part in parts.items()
    ]


def controlled(network: Network, roots: frozenset[str]) -> set[str]:
    """Who is controlled when every vote is known: add up, until nothing changes."""
    found: set[str] = set()
    while True:
        sums = dict.fromkeys(COMPANIES, Fraction(0))
        for each in network.holdings:
            assert each.share
            if each.owner in roots | found:
                sums[each.owned] += each.share.low
        more = {body for body, votes in sums.items() if votes > Fraction(1, 2)}
        if more <= found:
            return found
        found |= more


@given(networks(Basis.VOTES), st.sets(st.sampled_from(sorted(OWNERS)), min_size=1), st.data())
def test_control_by_votes_is_sound(network: Network, roots: set[str], data: st.DataObject):
    try:
        known = filled(data, VoteRows(network, Reading.STRICT), Basis.VOTES)
        answers = {body: Controls(network).of(roots, body).strict.verdict for body in COMPANIES}
    except ImpossibleShares:
        assume(False)
    truth = controlled(known, frozenset(roots))
    for body, verdict in answers.items():
        if verdict is Verdict.CERTAIN:
            assert body in truth
        if verdict is Verdict.NO:
            assert body not in truth


@settings(max_examples=40)
@given(networks(Basis.CAPITAL), st.data())
def test_the_statistics_class_is_sound(network: Network, data: st.DataObject):
    try:
        known = filled(data, Rows(network), Basis.CAPITAL)
        answers = {body: sector_class(network, body).possible for body in COMPANIES}
    except ImpossibleShares:
        assume(False)
    for body, possible in answers.items():
        if body in {each.owned for each in network.holdings}:
            (truth, *others) = sector_class(known, body).possible
            if not others:
                assert truth in possible


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 10)), min_size=2, max_size=6))
def test_votes_of_real_share_classes_stay_within_the_law(classes: list[tuple[int, int]]):
    """Each owner has some shares of one class; the votes of a class are one to ten for each share."""
    capital = sum(count for count, _ in classes)
    votes = sum(count * weight for count, weight in classes)
    for count, weight in classes:
        part = Fraction(count, capital)
        assert fewest_votes(part) <= Fraction(count * weight, votes) <= most_votes(part)
