from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.model import Basis, Form
from regiongraf.ownership import (
    Bounds,
    ControlRight,
    Controls,
    Ground,
    Holding,
    Network,
    OwnerList,
    Position,
    Reading,
    Right,
    Sector,
    Tie,
    Verdict,
    group_of,
    public_access,
    sector_class,
)
from regiongraf.ownership.votes import votes_for

CERTAIN, POSSIBLE, NO = Verdict
AB = Form.LIMITED_COMPANY


def holds(
    owner: str, owned: str, percent: str | None = None, basis: Basis = Basis.CAPITAL, tie: Tie = Tie.OWNS
) -> Holding:
    share = None if percent is None else Bounds.percent(*percent.split("–"))
    return Holding(f"{owner}-{owned}", owner=owner, owned=owned, share=share, basis=basis, tie=tie)


def companies(
    *holdings: Holding, lists: tuple[OwnerList, ...] = (), rights: tuple[ControlRight, ...] = (), **forms: Form
) -> Network:
    """What is owned is a limited company, and other owners are regions, unless said."""
    known = {each.owner: Form.REGION for each in holdings} | {each.owned: AB for each in holdings}
    return Network.of(holdings, forms={**known, **forms}, lists=lists, rights=rights)


def verdicts(network: Network, owners: str | tuple[str, ...], body: str) -> tuple[Verdict, Verdict]:
    answer = Controls(network).of(owners, body)
    return answer.strict.verdict, answer.if_one_share_one_vote.verdict


def closed(body: str) -> OwnerList:
    return OwnerList(f"list-{body}", about=body, closed=True)


def test_fifty_one_per_cent_of_capital_leaves_votes_open():
    votes = votes_for(Bounds.percent(51))
    assert (round(float(votes.low), 3), round(float(votes.high), 3)) == (0.094, 0.912)
    answer = Controls(companies(holds("r", "a", "51"))).of("r", "a")
    assert answer.strict.verdict is POSSIBLE
    assert answer.strict.ground is Ground.SHARES_NOT_KNOWN
    assert answer.strict.votes == votes
    assert answer.if_one_share_one_vote.verdict is CERTAIN
    assert answer.if_one_share_one_vote.votes == Bounds.percent(51)


@given(st.fractions(0, 1), st.fractions(0, 1))
def test_votes_of_capital_and_of_the_rest_make_a_whole(capital: Fraction, other: Fraction):
    assert votes_for(Bounds.exactly(capital)).low == 1 - votes_for(Bounds.exactly(1 - capital)).high
    if capital < other:
        assert votes_for(Bounds.exactly(capital)).high <= votes_for(Bounds.exactly(other)).high


@pytest.mark.parametrize(("percent", "verdict"), [("50.1", CERTAIN), ("50", NO), ("10–60", POSSIBLE)])
def test_stated_votes_decide(percent: str, verdict: Verdict):
    network = companies(holds("r", "a", percent, Basis.VOTES), holds("s", "a", basis=Basis.VOTES), lists=(closed("a"),))
    assert verdicts(network, "r", "a") == (verdict, verdict)


def test_nine_tenths_and_more_of_capital_decide_whatever_the_votes():
    assert verdicts(companies(holds("r", "a", "91")), "r", "a") == (CERTAIN, CERTAIN)
    assert verdicts(companies(holds("r", "a", "90.9"), holds("s", "a", "9.1")), "r", "a") == (POSSIBLE, CERTAIN)


def test_all_of_the_shares_is_all_of_the_votes_in_every_form():
    network = Network.of([holds("r", "a", "100", Basis.NOT_STATED)], forms={"a": Form.FOREIGN_BODY, "r": Form.REGION})
    assert verdicts(network, "r", "a")[1] is CERTAIN


def test_a_controlled_companys_votes_are_its_controllers():
    network = companies(
        holds("r", "a", "60", Basis.VOTES), holds("a", "b", "40", Basis.VOTES), holds("r", "b", "15", Basis.VOTES)
    )
    answer = Controls(network).of("r", "b")
    assert answer.strict.verdict is CERTAIN
    assert answer.strict.through == ("a",)
    assert answer.strict.votes == Bounds.percent(55)


def test_a_chain_of_majorities_controls_what_is_held_by_little():
    chain = [holds(f"c{i}", f"c{i + 1}", "51", Basis.VOTES) for i in range(6)]
    assert verdicts(companies(*chain), "c0", "c6") == (CERTAIN, CERTAIN)


def test_a_loop_controls_nothing_by_itself():
    network = companies(
        holds("a", "b", "60", Basis.VOTES), holds("b", "a", "60", Basis.VOTES), holds("r", "a", "40", Basis.VOTES),
        holds("r", "b", "40", Basis.VOTES),
    )  # fmt: skip
    assert verdicts(network, "r", "a") == (NO, NO)


def test_jointly_but_not_alone():
    network = companies(
        holds("x", "a", "26", Basis.VOTES), holds("y", "a", "26", Basis.VOTES), holds("z", "a", "48", Basis.VOTES)
    )
    assert verdicts(network, ("x", "y"), "a") == (CERTAIN, CERTAIN)
    assert verdicts(network, "x", "a") == (NO, NO)


def test_holders_whom_nobody_names_make_it_possible_and_say_so():
    network = companies(holds("x", "a", "30"), z=Form.REGION)
    answer = Controls(network).of("z", "a")
    assert answer.strict.verdict is POSSIBLE
    assert answer.strict.ground is Ground.HOLDERS_NOT_NAMED
    assert Controls(network).by("z") == []


def test_a_right_to_appoint_most_of_the_board_is_control():
    right = ControlRight("right", holder="r", over="f", right=Right.APPOINT_BOARD, share=Bounds.percent(60))
    network = Network.of([], forms={"f": Form.FOUNDATION, "r": Form.REGION, "s": Form.REGION}, rights=[right])
    assert verdicts(network, "r", "f") == (CERTAIN, CERTAIN)
    assert verdicts(network, "s", "f") == (NO, NO)
    assert [each.body for each in Controls(network).by("r")] == ["f"]


def test_a_right_of_unknown_reach_is_possible_control():
    right = ControlRight("right", holder="r", over="f", right=Right.APPOINT_BOARD)
    network = Network.of([], forms={"f": Form.FOUNDATION, "r": Form.REGION}, rights=[right])
    assert verdicts(network, "r", "f") == (POSSIBLE, POSSIBLE)


@pytest.mark.parametrize(
    ("right", "shares", "verdict"),
    [
        (Right.APPOINT_BOARD, ("30", "30"), POSSIBLE),
        (Right.APPOINT_BOARD, ("60", "60"), CERTAIN),
        (Right.APPOINT_BOARD, ("40", "60"), POSSIBLE),
        (Right.VOTES, ("40", "60"), POSSIBLE),
    ],
)
def test_two_statements_on_one_right_count_once(right: Right, shares: tuple[str, str], verdict: Verdict):
    rights = [
        ControlRight(f"right-{number}", holder="r", over="a", right=right, share=Bounds.percent(share))
        for number, share in enumerate(shares)
    ]
    network = companies(holds("s", "a", "100", Basis.VOTES), r=Form.REGION, rights=rights)
    assert verdicts(network, "r", "a") == (verdict, verdict)


@pytest.mark.parametrize(
    ("right", "share", "verdict"),
    [
        (Right.VOTES, Bounds.percent(20), CERTAIN),
        (Right.VOTES, Bounds.percent(10), NO),
        (Right.SOLE_INFLUENCE, None, CERTAIN),
    ],
)
def test_an_agreement_adds_to_the_holders_own_votes(right: Right, share: Bounds | None, verdict: Verdict):
    network = companies(
        holds("r", "a", "40", Basis.VOTES), holds("s", "a", "60", Basis.VOTES),
        rights=(ControlRight("agreement", holder="r", over="a", right=right, share=share),),
    )  # fmt: skip
    assert verdicts(network, "r", "a") == (verdict, verdict)


def test_a_groups_votes_are_divided_and_not_decided_inside_it():
    network = Network.of(
        [*(holds(m, "g", tie=Tie.GROUP) for m in "xyz"), holds("g", "a", "100", Basis.VOTES)],
        forms={"g": None, "a": AB}, lists=[closed("g")],
    )  # fmt: skip
    assert verdicts(network, ("x", "y", "z"), "a") == (CERTAIN, CERTAIN)
    assert verdicts(network, "x", "a") == (POSSIBLE, POSSIBLE)


def test_own_shares_leave_the_others_votes_open():
    network = companies(
        holds("r", "a", "50", Basis.VOTES), holds("a", "a", "10", Basis.VOTES), holds("s", "a", "40", Basis.VOTES)
    )
    assert verdicts(network, "r", "a") == (POSSIBLE, POSSIBLE)


class TestPublicAccess:
    PUBLIC: ClassVar = {"x": Form.MUNICIPALITY, "y": Form.REGION, "staten": Form.STATE}

    def test_municipalities_and_regions_together(self):
        network = companies(holds("x", "a", "30", Basis.VOTES), holds("y", "a", "30", Basis.VOTES), **self.PUBLIC)
        assert public_access(network, "a").strict is CERTAIN

    def test_the_state_is_not_counted(self):
        network = companies(
            holds("staten", "a", "51", Basis.NOT_STATED), holds("y", "a", "49", Basis.NOT_STATED), **self.PUBLIC
        )
        answer = public_access(network, "a")
        assert (answer.strict, answer.if_one_share_one_vote) == (POSSIBLE, NO)

    def test_through_a_company_that_they_decide_in(self):
        network = companies(holds("x", "a", "100"), holds("a", "b", "51", Basis.VOTES), **self.PUBLIC)
        assert public_access(network, "b").strict is CERTAIN

    def test_not_through_a_non_profit_association(self):
        """A court has held so: Kammarrätten i Stockholm, mål 1588-16."""
        network = Network.of(
            [holds("x", "n", tie=Tie.MEMBER), holds("y", "n", tie=Tie.MEMBER), holds("n", "a", "100")],
            forms={"n": Form.NON_PROFIT_ASSOCIATION, "a": AB, **self.PUBLIC},
            lists=[closed("n")],
        )
        assert Controls(network).of(("x", "y"), "a").strict.verdict is CERTAIN
        assert public_access(network, "a").strict is NO

    def test_through_a_body_of_unknown_form_is_never_certain(self):
        network = companies(
            holds("x", "u", "100"), holds("u", "a", "100"), **{**self.PUBLIC, "u": Form.FORM_NOT_STATED}
        )
        assert public_access(network, "a").strict is POSSIBLE

    def test_a_sole_owner_without_a_stated_share_in_a_closed_list(self):
        assert public_access(companies(holds("x", "a"), lists=(closed("a"),), **self.PUBLIC), "a").strict is CERTAIN

    def test_missing_votes_are_possible_and_never_no(self):
        assert public_access(companies(holds("x", "a"), **self.PUBLIC), "a").strict is POSSIBLE
        assert public_access(companies(holds("q", "a"), q=Form.FORM_NOT_STATED, **self.PUBLIC), "a").strict is POSSIBLE
        assert public_access(Network.of([], forms={"f": Form.FOUNDATION, **self.PUBLIC}), "f").strict is POSSIBLE
        assert public_access(Network.of([], forms={"a": AB, **self.PUBLIC}), "a").strict is POSSIBLE

    def test_all_the_partners_of_a_partnership(self):
        both = [holds("x", "h"), holds("y", "h")]
        forms = {"h": Form.TRADING_PARTNERSHIP, **self.PUBLIC}
        assert public_access(Network.of(both, forms=forms, lists=[closed("h")]), "h").strict is CERTAIN
        one_more = [*both, holds("q", "h")]
        assert public_access(Network.of(one_more, forms=forms, lists=[closed("h")]), "h").strict is POSSIBLE

    @pytest.mark.parametrize(("part", "verdict"), [("100", CERTAIN), ("60", POSSIBLE), ("40", POSSIBLE)])
    def test_a_majority_of_votes_is_not_enough_in_a_partnership_and_a_minority_may_be(
        self, part: str, verdict: Verdict
    ):
        """Another partner may have limited liability, and then is not asked for; or not, and then is."""
        forms = {"h": Form.TRADING_PARTNERSHIP, "a": AB, **self.PUBLIC}
        others = [] if part == "100" else [holds("q", "h", str(100 - int(part)), Basis.VOTES)]
        held = [holds("x", "h", part, Basis.VOTES), *others, holds("h", "a", "100")]
        network = Network.of(held, forms=forms)
        assert public_access(network, "h").strict is verdict
        assert public_access(network, "h").if_one_share_one_vote is verdict
        assert public_access(network, "a").strict is verdict

    def test_a_right_to_decide_alone_is_not_in_the_provision(self):
        network = Network.of(
            [holds("x", "a", "10", Basis.VOTES), holds("q", "a", "90", Basis.VOTES)],
            forms={"a": AB, "q": AB, **self.PUBLIC},
            rights=[ControlRight("right", holder="x", over="a", right=Right.SOLE_INFLUENCE)],
        )
        assert Controls(network).of("x", "a").strict.verdict is CERTAIN
        assert public_access(network, "a").strict is POSSIBLE

    def test_a_form_that_the_provision_does_not_name(self):
        answer = public_access(
            Network.of([holds("x", "n", tie=Tie.MEMBER)], forms={"n": Form.NON_PROFIT_ASSOCIATION, **self.PUBLIC}), "n"
        )
        assert answer.strict is NO
        assert answer.form_is_named is False

    def test_a_form_that_is_not_stated_is_never_certain(self):
        network = Network.of([holds("x", "u", "100", Basis.VOTES)], forms={"u": Form.FORM_NOT_STATED, **self.PUBLIC})
        assert public_access(network, "u").strict is POSSIBLE


class TestSectors:
    PUBLIC: ClassVar = {"m": Form.MUNICIPALITY, "r": Form.REGION, "r2": Form.REGION, "s": Form.STATE}

    @pytest.mark.parametrize(
        ("shares", "possible"),
        [
            ({"s": "51", "r": "24.5", "r2": "24.5"}, (Sector.STATE,)),
            ({"s": "50", "r": "50"}, (Sector.STATE,)),
            ({"s": "49", "r": "25.5", "m": "25.5"}, (Sector.REGIONAL,)),
            ({"s": "49", "r": "25", "m": "26"}, (Sector.MUNICIPAL,)),
            ({"m": "26", "r": "25", "q": "49"}, (Sector.MUNICIPAL, Sector.REGIONAL)),
            ({"m": "25", "r": "25", "q": "50"}, (Sector.STATE, Sector.MUNICIPAL, Sector.REGIONAL)),
            ({"m": "25", "r": "24.9", "q": "50.1"}, tuple(Sector)),
        ],
    )
    def test_the_definition(self, shares: dict[str, str], possible: tuple[Sector, ...]):
        """Nobody says who owns the company q."""
        held = (holds(owner, "a", part) for owner, part in shares.items())
        assert sector_class(companies(*held, **self.PUBLIC, q=AB), "a").possible == possible

    def test_half_is_enough_and_the_rest_may_be_anyone(self):
        network = companies(holds("m", "a", "50"), **self.PUBLIC)
        answer = sector_class(network, "a")
        assert answer.publicly_owned is CERTAIN
        assert answer.verdict(Sector.NOT_PUBLIC) is NO
        assert answer.verdict(Sector.MUNICIPAL) is POSSIBLE

    def test_a_publicly_owned_company_counts_with_its_own_class(self):
        network = companies(holds("m", "a", "51"), holds("s", "a", "49"), holds("a", "b", "100"), **self.PUBLIC)
        assert sector_class(network, "b").possible == (Sector.MUNICIPAL,)

    def test_shares_that_are_not_stated_leave_it_open(self):
        network = companies(holds("m", "a"), holds("s", "a"), lists=(closed("a"),), **self.PUBLIC)
        answer = sector_class(network, "a")
        assert answer.possible == (Sector.STATE, Sector.MUNICIPAL)
        assert answer.publicly_owned is CERTAIN

    def test_a_company_that_nobody_is_stated_to_own(self):
        assert sector_class(Network.of([], forms={"a": AB}), "a").publicly_owned is POSSIBLE


class TestGroups:
    network = companies(
        holds("p", "sub", "60", Basis.VOTES), holds("sub", "below", "51", Basis.VOTES),
        holds("sub", "beside", "20", Basis.VOTES), holds("q", "beside", "80", Basis.VOTES),
        holds("p", "small", "19", Basis.VOTES), holds("q", "small", "81", Basis.VOTES), holds("p", "perhaps", "51"),
        holds("q", "perhaps", "49"),
    )  # fmt: skip

    def test_parent_subsidiaries_and_associated(self):
        found = {each.body: (each.position, each.verdict) for each in group_of(self.network, "p")}
        assert found == {
            "sub": (Position.SUBSIDIARY, CERTAIN),
            "below": (Position.SUBSIDIARY, CERTAIN),
            "beside": (Position.ASSOCIATED, CERTAIN),
            "perhaps": (Position.SUBSIDIARY, POSSIBLE),
        }

    def test_if_one_share_has_one_vote(self):
        found = {each.body: each.verdict for each in group_of(self.network, "p", Reading.ONE_SHARE_ONE_VOTE)}
        assert found["perhaps"] is CERTAIN
