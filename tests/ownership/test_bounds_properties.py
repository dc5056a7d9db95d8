"""Least and most against every combination of extreme shares, and against linear programming where SciPy is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regiongraf.ownership import UNNAMED, Bounds, Effects, Holding, ImpossibleShares, Network, OwnerList
from regiongraf.ownership.rows import Row

COMPANIES, PEOPLE = ["a", "b", "c"], ["r", "s"]
EPSILON = Fraction(1, 10**9)

shares = st.one_of(
    st.none(),
    st.integers(1, 10).map(lambda n: Bounds.exactly(Fraction(n, 10))),
    st.tuples(st.integers(0, 9), st.integers(1, 10), st.booleans(), st.booleans())
    .filter(lambda t: t[0] < t[1])
    .map(lambda t: Bounds(Fraction(t[0], 10), Fraction(t[1], 10), t[2], t[3])),
)


@st.composite
def networks(draw: st.DrawFn, most_holders: int = 3) -> Network:
    holdings, lists = [], []
    for body in COMPANIES:
        holders = draw(st.lists(st.sampled_from([*PEOPLE, *COMPANIES]), max_size=most_holders, unique=True))
        holdings += [Holding(f"{holder}-{body}", owner=holder, owned=body, share=draw(shares)) for holder in holders]
        if holders and draw(st.booleans()):
            lists.append(OwnerList(f"list-{body}", about=body, closed=True))
    return Network.of(holdings, forms=dict.fromkeys([*COMPANIES, *PEOPLE]), lists=lists)


def rows_of(network: Network) -> dict[str, Row]:
    effects = Effects(network)
    try:
        return {body: effects.rows[body] for body in effects.rows}
    except ImpossibleShares:
        assume(False)
        raise


def vertices(row: Row) -> Iterator[dict[str, Fraction]]:
    """Every corner of what a row may be: all holders but one at an end."""
    seen = set()
    for free, cell in enumerate(row.cells):
        others = [other for at, other in enumerate(row.cells) if at != free]
        for ends in product(*({other.share.low, other.share.high} for other in others)):
            rest = 1 - sum(ends, Fraction(0))
            if cell.share.low <= rest <= cell.share.high:
                point = {**{other.holder: end for other, end in zip(others, ends, strict=True)}, cell.holder: rest}
                key = tuple(sorted(point.items()))
                if key not in seen:
                    seen.add(key)
                    yield point


def value(points: dict[str, dict[str, Fraction]], root: str) -> dict[str, Fraction]:
    """What leads to `root`, by dense elimination; what does not lead there is 0."""
    live = {root}
    while more := {b for b, p in points.items() if b not in live and any(s and k in live for k, s in p.items())}:
        live |= more
    names = sorted(live - {root})
    table = [
        [Fraction(i == j) - points[i].get(j, Fraction(0)) for j in names] + [points[i].get(root, Fraction(0))]
        for i in names
    ]
    for at in range(len(names)):
        swap = next(i for i in range(at, len(names)) if table[i][at])
        table[at], table[swap] = table[swap], table[at]
        table[at] = [x / table[at][at] for x in table[at]]
        for i in range(len(names)):
            if i != at:
                table[i] = [x - table[i][at] * y for x, y in zip(table[i], table[at], strict=True)]
    return {name: table[i][-1] for i, name in enumerate(names)}


def brute(rows: dict[str, Row], root: str) -> dict[str, tuple[Fraction, Fraction]]:
    bodies = sorted(rows)
    corners = [list(vertices(rows[body])) for body in bodies]
    found = []
    for choice in product(*corners):
        points = dict(zip(bodies, choice, strict=True))
        worth = value(points, root)
        # What a root inside a loop holds of itself: what its own shares lead to, and from there first to itself.
        own = {k: Fraction(1) if k == root else worth.get(k, Fraction(0)) for k in points.get(root, {})}
        found.append(worth | {root: sum((share * own[k] for k, share in points.get(root, {}).items()), Fraction(0))})
    assert found
    return {
        body: (min(each.get(body, Fraction(0)) for each in found), max(each.get(body, Fraction(0)) for each in found))
        for body in bodies
    }


def shrunk(rows: dict[str, Row]) -> dict[str, Row]:
    """The same rows with every open end drawn in a little."""

    def inside(share: Bounds) -> Bounds:
        return Bounds(share.low + EPSILON * share.low_open, share.high - EPSILON * share.high_open)

    return {b: Row(b, tuple(replace(cell, share=inside(cell.share)) for cell in row.cells)) for b, row in rows.items()}


@settings(max_examples=150)
@given(networks(), st.sampled_from([*PEOPLE, *COMPANIES]))
def test_bounds_are_those_of_all_combinations(network: Network, root: str):
    """Roots inside loops too, and what they hold of themselves: their rows are chosen with all others in the brute."""
    rows = rows_of(network)
    expected = brute(rows, root)
    effects = Effects(network)
    for body, (low, high) in expected.items():
        answer = effects.share(root, body)
        assert (answer.share.low, answer.share.high) == (low, high), body


@settings(max_examples=150)
@given(networks(), st.sampled_from([*PEOPLE, *COMPANIES]))
def test_an_open_end_is_one_that_no_allowed_shares_reach(network: Network, root: str):
    rows = rows_of(network)
    tight = shrunk(rows)
    assume(all(list(vertices(row)) for row in tight.values()))
    inner = brute(tight, root)
    effects = Effects(network)
    for body in inner:
        answer = effects.share(root, body).share
        if not answer.is_exact:
            assert answer.low_open == (inner[body][0] > answer.low), body
            assert answer.high_open == (inner[body][1] < answer.high), body


@st.composite
def exact_networks(draw: st.DrawFn) -> Network:
    """Every share known, and at least a tenth of every company with nobody named."""
    holdings = []
    for body in COMPANIES:
        tenths = draw(st.lists(st.sampled_from([*PEOPLE, *COMPANIES]), max_size=9))
        for holder in sorted(set(tenths)):
            part = Bounds.exactly(Fraction(tenths.count(holder), 10))
            holdings.append(Holding(f"{holder}-{body}", owner=holder, owned=body, share=part))
    return Network.of(holdings, forms=dict.fromkeys([*COMPANIES, *PEOPLE]))


@given(exact_networks())
def test_all_of_a_company_leads_to_owners_named_or_not(network: Network):
    effects = Effects(network)
    for body in effects.rows:
        named = [each.share for each in effects.ultimate_owners(body)]
        assert all(share.is_exact for share in named)
        assert sum((share.low for share in named), effects.unnamed(body).low) == 1


@settings(max_examples=60)
@given(networks())
def test_owners_together_hold_no_more_than_the_whole(network: Network):
    rows = rows_of(network)
    effects = Effects(network)
    for body in rows:
        together = effects.share(PEOPLE, body).share
        alone = [effects.share(owner, body).share for owner in PEOPLE]
        assert together.high <= min(Fraction(1), sum(each.high for each in alone))
        assert together.low >= sum(each.low for each in alone)


@settings(max_examples=60)
@given(networks(), st.sampled_from(PEOPLE))
def test_linear_programming_agrees(network: Network, root: str):
    optimize = pytest.importorskip("scipy.optimize", reason="SciPy is an optional part (regiongraf[fast])")
    rows = rows_of(network)
    effects = Effects(network)
    bodies = sorted(set(rows) & effects.rows.below(root))
    assume(bodies)
    # The most is the least x that is at least every corner's worth: a linear programme over all corners of all rows.
    at = {body: i for i, body in enumerate(bodies)}
    left, right = [], []
    for body in bodies:
        for point in vertices(rows[body]):
            line = [0.0] * len(bodies)
            line[at[body]] -= 1
            for holder, part in point.items():
                if holder in at:
                    line[at[holder]] += float(part)
            left.append(line)
            right.append(-float(point.get(root, Fraction(0))))
    best = optimize.linprog([1.0] * len(bodies), A_ub=left, b_ub=right, bounds=(0, 1))
    assert best.status == 0
    for body in bodies:
        assert float(effects.share(root, body).share.high) == pytest.approx(best.x[at[body]], abs=1e-7)


def test_the_unnamed_stand_in_no_id():
    assert UNNAMED not in {*COMPANIES, *PEOPLE}
