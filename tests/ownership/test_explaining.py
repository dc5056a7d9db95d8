from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regiongraf.model import Basis, Form
from regiongraf.ownership import (
    Bounds,
    ControlRight,
    Controls,
    Effects,
    Ground,
    Holding,
    ImpossibleShares,
    Loop,
    Network,
    OwnerList,
    Right,
    Step,
    Tie,
    Verdict,
    influence,
    why,
)

COMPANIES, PEOPLE = ["a", "b", "c", "d"], ["r", "s"]
shares = st.one_of(
    st.none(),
    st.integers(1, 5).map(lambda n: Bounds.exactly(Fraction(n, 10))),
    st.tuples(st.integers(0, 4), st.integers(5, 10)).map(lambda t: Bounds(Fraction(t[0], 10), Fraction(t[1], 10))),
)


def holds(owner: str, owned: str, percent: str | None, **more: object) -> Holding:
    share = None if percent is None else Bounds.percent(*percent.split("–"))
    return Holding(f"{owner}-{owned}", owner=owner, owned=owned, share=share, **more)  # type: ignore[arg-type]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    holdings, lists = [], []
    for body in COMPANIES:
        holders = draw(st.lists(st.sampled_from([*PEOPLE, *COMPANIES]), max_size=3, unique=True))
        holdings += [Holding(f"{holder}-{body}", owner=holder, owned=body, share=draw(shares)) for holder in holders]
        if holders and draw(st.booleans()):
            lists.append(OwnerList(f"list-{body}", about=body, closed=True))
    return Network.of(holdings, forms=dict.fromkeys([*COMPANIES, *PEOPLE]), lists=lists)


@settings(max_examples=200)
@given(
    networks(),
    st.sets(st.sampled_from([*PEOPLE, *COMPANIES]), min_size=1, max_size=2),
    st.sampled_from(COMPANIES),
    st.integers(1, 30),
)
def test_the_parts_sum_to_the_answer(network: Network, roots: set[str], body: str, limit: int):
    try:
        told = why(Effects(network), roots, body, limit=limit)
    except ImpossibleShares:
        assume(False)
    assert sum((chain.low for chain in told.chains), told.rest_low) == told.answer.share.low
    assert sum((chain.high for chain in told.chains), told.rest_high) == told.answer.share.high
    assert len(told.chains) <= limit
    for chain in told.chains:
        low = high = Fraction(1)
        for step in chain.steps:
            low, high = low * step.low, high * step.high
        assert (low, high) == (chain.low, chain.high)
        ends = [step for step in chain.steps if isinstance(step, Step)]
        assert ends[0].owner in roots
        assert (ends[-1].body if isinstance(chain.steps[-1], Step) else chain.steps[-1].leaves) == body


def test_chains_are_told_from_the_heaviest():
    network = Network.of([holds("r", "a", "51"), holds("a", "b", "50"), holds("r", "b", "10")])
    told = why(Effects(network), "r", "b")
    assert [[(step.owner, step.body) for step in chain.steps] for chain in told.chains] == [
        [("r", "a"), ("a", "b")],
        [("r", "b")],
    ]
    assert [chain.low for chain in told.chains] == [Fraction("0.255"), Fraction("0.1")]
    assert told.statements == ("a-b", "r-a", "r-b")
    assert (told.rest_low, told.rest_high) == (0, 0)


def test_a_loop_is_told_as_a_loop():
    network = Network.of([holds("r", "a", "60"), holds("b", "a", "40"), holds("a", "b", "50")])
    (chain,) = why(Effects(network), "r", "b").chains
    assert isinstance(chain.steps[0], Step)
    assert chain.steps[1] == Loop(("a", "b"), "a", "b", Fraction(5, 8), Fraction(5, 8))
    assert chain.low == Fraction(3, 8)


def test_many_diamonds_are_told_by_the_heaviest_and_a_rest():
    """Two to the power of forty chains: none is listed that is not asked for."""
    holdings = []
    for level in range(40):
        above = ["r"] if level == 0 else [f"x{level - 1}", f"y{level - 1}"]
        holdings += [holds(owner, f"{side}{level}", "40") for owner in above for side in "xy"]
    told = why(Effects(Network.of(holdings)), "r", "x39", limit=5)
    assert len(told.chains) == 5
    assert sum((chain.low for chain in told.chains), told.rest_low) == told.answer.share.low


def test_where_an_interval_comes_from():
    network = Network.of([holds("r", "a", None), holds("s", "a", "49"), holds("a", "b", "50")])
    (chain,) = why(Effects(network), "r", "b").chains
    first, second = chain.steps
    assert isinstance(first, Step)
    assert first.share == Bounds(Fraction(0), Fraction(1), low_open=True)
    assert (first.low, first.high) == (0, Fraction("0.51")), "what s has binds what r may have"
    assert (second.low, second.high) == (Fraction(1, 2), Fraction(1, 2))


def test_no_chain_is_told_as_none():
    told = why(Effects(Network.of([holds("r", "a", "10"), holds("s", "b", "10")])), "r", "b")
    assert told.chains == ()
    assert told.answer.share.is_zero


def test_control_is_told_body_by_body():
    votes = {"basis": Basis.VOTES}
    network = Network.of(
        [holds("r", "a", "60", **votes), holds("a", "b", "51", **votes), holds("r", "b", "1", **votes)]
    )
    first, second = Controls(network).why("r", "b")
    assert (first.body, first.finding.verdict, first.finding.ground) == ("b", Verdict.CERTAIN, Ground.VOTES)
    assert [(part.holder, part.statements) for part in first.parts] == [("a", ("a-b",)), ("r", ("r-b",))]
    assert (second.body, second.finding.votes) == ("a", Bounds.percent(60))


def test_influence_is_a_chain_of_any_ties_with_the_line_that_says_what_it_is_not():
    network = Network.of(
        [holds("rvn", "bron", None, tie=Tie.MEMBER), holds("bron", "bron-ab", None)],
        forms={"bron": Form.NON_PROFIT_ASSOCIATION, "bron-ab": Form.LIMITED_COMPANY, "f": Form.FOUNDATION},
        rights=[ControlRight("seat", holder="bron-ab", over="f", right=Right.APPOINT_BOARD)],
    )
    chain = influence(network, "rvn", "f")
    assert chain
    assert [link.statement for link in chain] == ["rvn-bron", "bron-bron-ab", "seat"]
    assert [link.rule.form if link.rule else None for link in chain] == [
        Form.NON_PROFIT_ASSOCIATION,
        None,
        Form.FOUNDATION,
    ]
    assert influence(network, "f", "rvn") is None
