"""What is worked out for everyone at once, by ways that leave out what repeats, is what each is answered alone."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from regiongraf.ownership import Bounds, Effects, Holding, ImpossibleShares, Network, OwnerList, selection
from regiongraf.ownership.bounds import NOT_STATED
from regiongraf.ownership.filling import part_of
from regiongraf.ownership.reaching import Reach, row_bounds
from regiongraf.ownership.rows import Row, make_row

BODIES = "abcdef"
tenths = st.integers(0, 10).map(lambda tenth: Fraction(tenth, 10))


@st.composite
def shares(draw: st.DrawFn) -> Bounds | None:
    low, high = sorted((draw(tenths), draw(tenths)))
    if draw(st.booleans()):
        return draw(st.sampled_from([None, Bounds.exactly(low)]))
    return Bounds.exactly(low) if low == high else Bounds(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def holdings(draw: st.DrawFn, owned: str = BODIES) -> list[Holding]:
    pairs = draw(st.lists(st.tuples(st.sampled_from(BODIES), st.sampled_from(owned)), max_size=9))
    return [Holding(f"{at}", owner=pair[0], owned=pair[1], share=draw(shares())) for at, pair in enumerate(pairs)]


def rows_of(network: Network) -> list[Row]:
    """The rows of a network, [] when its statements cannot all be true."""
    try:
        return list(Effects(network).rows.values())
    except ImpossibleShares:
        return []


@given(holdings("a"), st.one_of(st.none(), st.integers(1, 5)), st.booleans(), st.sets(st.sampled_from([*BODIES, "*"])))
def test_a_part_of_a_row_is_its_extremes_of_worth_one_and_nothing(
    held: list[Holding], count: int | None, closed: bool, theirs: set[str]
) -> None:
    try:
        row = make_row("a", tuple(held), (OwnerList("l", about="a", closed=closed, count=count),))
    except ImpossibleShares:
        return
    roots = frozenset(theirs)
    assert part_of(row, theirs) == row_bounds(row, Reach(most=False, roots=roots), Reach(most=True, roots=roots))


@given(holdings(), st.sets(st.sampled_from(BODIES)))
def test_selected_interests_are_the_answers_of_effects(held: list[Holding], closed: set[str]) -> None:
    network = Network.of(held, lists=[OwnerList(f"l-{body}", about=body, closed=True) for body in sorted(closed)])
    if not rows_of(network):
        return
    told = {(each.owner, each.body): each for each in selection.select(Effects(network), BODIES).kept}
    alone = Effects(network)  # asked one by one, nothing is settled beforehand
    answers = [each for owner in sorted(network.forms) for each in alone.held(owner)]
    assert {(each.owners[0], each.body) for each in answers} == set(told)
    for each in answers:
        found = told[each.owners[0], each.body]
        assert (found.share, found.unnamed, found.direct) == (each.share, each.unnamed, each.direct)
        assert found.rests_on_conflict == bool(each.conflicts)
        assert alone.share(each.owners, each.body) == each


def test_a_contradiction_behind_the_owner_is_not_on_its_way() -> None:
    held = [
        Holding("1", owner="a", owned="b", share=Bounds.percent(20)),
        Holding("2", owner="a", owned="b", share=Bounds.percent(30)),
        Holding("3", owner="b", owned="c", share=Bounds.percent(50)),
        Holding("4", owner="c", owned="d", share=NOT_STATED),
    ]
    kept = selection.select(Effects(Network.of(held))).kept
    assert {(each.owner, each.body) for each in kept if each.rests_on_conflict} == {("a", "b"), ("a", "c"), ("a", "d")}
    assert {(each.owner, each.body) for each in kept} > {("b", "c"), ("b", "d"), ("c", "d")}
