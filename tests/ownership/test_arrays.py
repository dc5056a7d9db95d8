from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from regiongraf.model import Basis, Form
from regiongraf.ownership import (
    Bounds,
    Controls,
    Effects,
    Holding,
    ImpossibleShares,
    Network,
    OwnerList,
    UnknownOrganisation,
    Verdict,
)

np = pytest.importorskip("numpy", reason="NumPy is an optional part (regiongraf[fast])")
pytest.importorskip("scipy", reason="SciPy is an optional part (regiongraf[fast])")
arrays = pytest.importorskip("regiongraf.ownership.arrays")
sweeping = pytest.importorskip("regiongraf.ownership.sweeping")
bulk = pytest.importorskip("regiongraf.ownership.bulk")

COMPANIES, PEOPLE = ["a", "b", "c", "d", "e"], ["r", "s"]
exact = st.integers(1, 8).map(lambda n: Bounds.exactly(Fraction(n, 10)))
unknown = st.one_of(
    st.none(),
    exact,
    st.tuples(st.integers(0, 4), st.integers(5, 10)).map(lambda t: Bounds(Fraction(t[0], 10), Fraction(t[1], 10))),
)


@st.composite
def networks(draw: st.DrawFn, shares: st.SearchStrategy[Bounds | None]) -> Network:
    holdings, lists = [], []
    for body in COMPANIES:
        holders = draw(st.lists(st.sampled_from([*PEOPLE, *COMPANIES]), max_size=3, unique=True))
        left = Fraction(1)
        for holder in holders:
            share = draw(shares)
            left -= share.low if share else 0
            if left >= 0:
                holdings.append(Holding(f"{holder}-{body}", owner=holder, owned=body, share=share))
        if any(each.owned == body for each in holdings) and draw(st.booleans()):
            lists.append(OwnerList(f"list-{body}", about=body, closed=True))
    network = Network.of(holdings, forms=dict.fromkeys([*COMPANIES, *PEOPLE]), lists=lists)
    try:
        list(Effects(network).rows.values())
    except ImpossibleShares:
        assume(False)
    return network


@settings(max_examples=100)
@given(networks(exact), st.sampled_from([*PEOPLE, *COMPANIES]))
def test_exact_shares_agree_to_twelve_digits(network: Network, owner: str):
    table = arrays.ArrayNetwork.from_network(network)
    assume(owner in table.ids)
    found = dict(zip(table.ids, sweeping.held(table, owner), strict=True))
    effects = Effects(network)
    for body in effects.rows:
        if body != owner:
            assert found[body] == pytest.approx(float(effects.share(owner, body).share.low), abs=1e-12, rel=1e-12)


@settings(max_examples=100)
@given(networks(unknown), st.sampled_from([*PEOPLE, *COMPANIES]))
def test_bounds_agree_to_twelve_digits(network: Network, owner: str):
    table = arrays.ArrayNetwork.from_network(network)
    assume(owner in table.ids)
    low, high = sweeping.bounds(table, owner)
    effects = Effects(network)
    for body in effects.rows:
        if body != owner:
            share = effects.share(owner, body).share
            at = table.position(body)
            assert low[at] == pytest.approx(float(share.low), abs=1e-12, rel=1e-12)
            assert high[at] == pytest.approx(float(share.high), abs=1e-12, rel=1e-12)


def test_columns_are_enough():
    table = arrays.ArrayNetwork.from_columns(["r", "a", "b"], [0, 1], [1, 2], [0.5, 0.5])
    assert list(sweeping.held(table, "r")) == [1.0, 0.5, 0.25]


def test_an_empty_network():
    table = arrays.ArrayNetwork.from_columns([], [], [], [])
    with pytest.raises(UnknownOrganisation):
        sweeping.held(table, "r")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (([0, 2], [1, 1], [0.6, 0.5]), "a sum to more than the whole"),
        (([1], [1], [1.0]), "a is stated to own all of itself"),
        (([0], [1], [1.5]), "lies between 0 and 1"),
    ],
)
def test_what_is_wrong_is_refused(columns: tuple[list[int], list[int], list[float]], said: str):
    with pytest.raises(ImpossibleShares, match=said):
        arrays.ArrayNetwork.from_columns(["r", "a", "b"], *columns)


def test_the_exact_answers_do_without_them():
    """Importing the package brings in neither library."""
    code = "import regiongraf.ownership, sys; print({'numpy', 'scipy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@settings(max_examples=100)
@given(networks(exact))
def test_all_ultimate_owners_agree(network: Network):
    table = arrays.ArrayNetwork.from_network(network)
    found = bulk.ultimate(table)
    told = {
        (table.ids[owner], table.ids[body]): share
        for owner, body, share in zip(found.owner, found.owned, found.share, strict=True)
        if share > 1e-14
    }
    expected = {(each.owners[0], each.body): float(each.share.low) for each in Effects(network).all_ultimate()}
    assert told.keys() == {pair for pair, share in expected.items() if share}
    for pair, share in told.items():
        assert share == pytest.approx(expected[pair], abs=1e-12, rel=1e-12)


def _held(holdings: str) -> Network:
    """A network written as “ab 60”: a holds 60 per cent of b."""
    pairs = [each.split() for each in holdings.split(", ")]
    return Network.of(
        [Holding(pair, owner=pair[0], owned=pair[1], share=Bounds.percent(int(share))) for pair, share in pairs]
    )


@settings(max_examples=100)
@given(networks(exact))
@example(_held("bd 60, db 60, be 60"))  # below a ring of majorities
@example(_held("dc 70, ed 60, ce 60, da 20, ea 40"))  # by two of such a ring together
@example(_held("db 60, bd 40, gd 20, bg 60"))  # a bloc that its own body controls by a majority
def test_control_of_everything_by_everyone_agrees(network: Network):
    """Shares of tenths read as votes; a stated half is not more than half."""
    table = arrays.ArrayNetwork.from_network(network)
    nearest = bulk.controllers(table)
    votes = [replace(each, basis=Basis.VOTES) for each in network.holdings]
    known = Network.of(votes, forms=dict.fromkeys(network.forms, Form.LIMITED_COMPANY), lists=network.lists)
    controls = Controls(known)
    for at, body in enumerate(table.ids):
        told, up = set(), int(nearest[at])
        while up >= 0:
            told.add(table.ids[up])
            up = int(nearest[up])
        certain = {
            owner for owner in table.ids if owner != body and controls.of(owner, body).strict.verdict is Verdict.CERTAIN
        }
        # Bodies that control each other in a ring have no nearest controller; each controls what any of them does.
        ring = {
            owner
            for owner in certain
            for each in {body, *told}
            if all(controls.of(*pair).strict.verdict is Verdict.CERTAIN for pair in ((owner, each), (each, owner)))
        }
        assert told | ring == certain
