from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from regiongraf.model import Basis, Form
from regiongraf.ownership import (
    INTEREST,
    Bounds,
    Effects,
    Holding,
    ImpossibleShares,
    Network,
    OwnerList,
    OwnershipError,
    Tie,
    UnknownOrganisation,
)

OPEN_UNIT = Bounds(Fraction(0), Fraction(1), low_open=True, high_open=True)


def holds(owner: str, owned: str, percent: str | None = None, **more: object) -> Holding:
    share = None if percent is None else Bounds.percent(*percent.split("–"))
    id_ = more.pop("id", f"{owner}-{owned}")
    return Holding(id_, owner=owner, owned=owned, share=share, **more)  # type: ignore[arg-type]


def share(network: Network, owner: str | tuple[str, ...], body: str, **follow: object) -> Bounds:
    return Effects(network, **follow).share(owner, body).share  # type: ignore[arg-type]


def test_a_chain_multiplies_and_parallel_chains_add():
    network = Network.of([holds("s", "a", "51"), holds("a", "b", "50"), holds("s", "b", "10")])
    assert share(network, "s", "b") == Bounds.exactly(Fraction("0.355"))


def test_owners_together_hold_the_sum():
    network = Network.of([holds("x", "a", "24.5"), holds("y", "a", "24.5"), holds("s", "a", "51")])
    assert share(network, ("x", "y"), "a") == Bounds.exactly(Fraction(49, 100))


def test_cross_holding_is_solved_not_unrolled():
    network = Network.of([holds("r", "a", "60"), holds("b", "a", "40"), holds("a", "b", "50")])
    # a = 0.6 + 0.4 b, b = 0.5 a
    assert share(network, "r", "a") == Bounds.exactly(Fraction(3, 4))
    assert share(network, "r", "b") == Bounds.exactly(Fraction(3, 8))


def test_a_root_inside_a_loop_counts_walks_to_the_first_return():
    network = Network.of([holds("a", "b", "50"), holds("b", "a", "40"), holds("b", "c", "100")])
    effects = Effects(network)
    assert effects.share("a", "b").share == Bounds.exactly(Fraction(1, 2))
    assert effects.share("a", "c").share == Bounds.exactly(Fraction(1, 2))
    assert effects.share("a", "a").share == Bounds.exactly(Fraction(1, 5))


def test_own_shares_raise_what_the_others_hold():
    network = Network.of([holds("r", "a", "45"), holds("a", "a", "10"), holds("s", "a", "45")])
    assert share(network, "r", "a") == Bounds.exactly(Fraction(1, 2))


def test_one_named_owner_of_thirteen_holds_something_and_not_all():
    network = Network.of([holds("r", "a")], lists=[OwnerList("count", about="a", count=13)])
    answer = Effects(network).share("r", "a")
    assert answer.share == OPEN_UNIT
    assert answer.unnamed == OPEN_UNIT


def test_a_sole_named_owner_may_hold_all():
    assert share(Network.of([holds("r", "a")]), "r", "a") == Bounds(Fraction(0), Fraction(1), low_open=True)


def test_a_sole_owner_of_a_closed_list_holds_all():
    network = Network.of([holds("r", "a")], lists=[OwnerList("list", about="a", closed=True)])
    assert share(network, "r", "a") == Bounds.exactly(1)


def test_the_last_of_a_closed_list_holds_what_is_left():
    network = Network.of([holds("r", "a"), holds("s", "a", "51")], lists=[OwnerList("list", about="a", closed=True)])
    assert share(network, "r", "a") == Bounds.exactly(Fraction("0.49"))


def test_a_stated_count_closes_the_list_when_everyone_is_named():
    network = Network.of([holds("r", "a"), holds("s", "a", "51")], lists=[OwnerList("count", about="a", count=2)])
    assert share(network, "r", "a") == Bounds.exactly(Fraction("0.49"))


def test_eight_owners_without_shares_are_never_split_equally():
    network = Network.of([holds(f"k{i}", "a") for i in range(8)], lists=[OwnerList("list", about="a", closed=True)])
    assert share(network, "k1", "a") == OPEN_UNIT
    assert share(network, tuple(f"k{i}" for i in range(8)), "a") == Bounds.exactly(1)


def test_a_closed_list_of_rounded_shares_leaves_the_rest_unaccounted_for():
    network = Network.of([holds(o, "a", "33.3") for o in "xyz"], lists=[OwnerList("list", about="a", closed=True)])
    answer = Effects(network).share("x", "a")
    assert answer.share == Bounds.exactly(Fraction("0.333"))
    assert answer.unnamed == Bounds.exactly(Fraction("0.001"))


def test_two_sources_that_contradict_each_other_give_the_hull_and_say_so():
    network = Network.of([holds("r", "a", "51", id="one"), holds("r", "a", "49", id="two"), holds("a", "b", "100")])
    answer = Effects(network).share("r", "b")
    assert answer.share == Bounds(Fraction("0.49"), Fraction("0.51"))
    assert answer.conflicts == ("one", "two")


def test_a_vague_source_does_not_contradict_an_exact_one():
    network = Network.of(
        [holds("r", "a", "51", id="one"), holds("r", "a", id="two"), holds("r", "a", "50–60", id="three")]
    )
    answer = Effects(network).share("r", "a")
    assert answer.share == Bounds.exactly(Fraction("0.51"))
    assert answer.conflicts == ()


def test_votes_alone_do_not_say_what_share_is_owned():
    network = Network.of([holds("r", "a", "60", basis=Basis.VOTES)])
    assert share(network, "r", "a") == Bounds(Fraction(0), Fraction(1), low_open=True)


def test_capital_goes_before_a_share_of_unknown_basis():
    network = Network.of([holds("r", "a", "40", id="c", basis=Basis.CAPITAL), holds("r", "a", "60", id="n")])
    answer = Effects(network).share("r", "a")
    assert answer.share == Bounds.exactly(Fraction("0.4"))
    assert answer.bases == (Basis.CAPITAL,)


def test_members_of_a_municipal_association_have_an_interest_and_own_nothing():
    network = Network.of(
        [
            holds("rvn", "dintur", tie=Tie.MEMBER),
            holds("ange", "dintur", tie=Tie.MEMBER),
            holds("dintur", "norrtag", "25"),
        ],
        forms={"dintur": Form.MUNICIPAL_ASSOCIATION, "norrtag": Form.LIMITED_COMPANY},
    )
    assert share(network, "rvn", "norrtag").is_zero
    answer = Effects(network, INTEREST).share("rvn", "norrtag")
    assert answer.share == Bounds(Fraction(0), Fraction("0.25"), low_open=True, high_open=True)
    assert [rule.form for rule in answer.rules] == [Form.MUNICIPAL_ASSOCIATION]


def test_membership_of_an_association_is_influence_and_never_interest():
    network = Network.of(
        [holds("rvn", "bron", tie=Tie.MEMBER), holds("bron", "bron-ab")],
        forms={"bron": Form.NON_PROFIT_ASSOCIATION, "bron-ab": Form.LIMITED_COMPANY},
    )
    assert share(network, "rvn", "bron-ab", follow=INTEREST).is_zero


def test_what_an_agency_holds_is_the_states():
    network = Network.of(
        [holds("staten", "verket", tie=Tie.PART), holds("verket", "a", "30")], forms={"verket": Form.STATE_AGENCY}
    )
    answer = Effects(network).share("staten", "a")
    assert answer.share == Bounds.exactly(Fraction("0.3"))
    assert [rule.form for rule in answer.rules] == [Form.STATE_AGENCY]


def test_a_group_holds_jointly_and_each_member_something_of_it():
    network = Network.of(
        [holds("x", "g", tie=Tie.GROUP), holds("y", "g", tie=Tie.GROUP), holds("g", "a", "49")],
        forms={"g": None},
        lists=[OwnerList("grouping", about="g", closed=True)],
    )
    assert share(network, ("x", "y"), "a") == Bounds.exactly(Fraction("0.49"))
    assert share(network, "x", "a") == Bounds(Fraction(0), Fraction("0.49"), low_open=True, high_open=True)


def test_what_is_held_indirectly_is_not_added_to_what_is_held():
    network = Network.of([holds("r", "a", "40"), holds("a", "b", "50"), holds("r", "b", "20", id="via", indirect=True)])
    assert share(network, "r", "b") == Bounds.exactly(Fraction("0.2"))


def test_lists_are_ordered_by_size_and_name_everyone():
    network = Network.of([holds("r", "a", "60"), holds("s", "a", "40"), holds("a", "b", "50")])
    effects = Effects(network)
    assert [(each.body, each.share.low) for each in effects.held("r")] == [
        ("a", Fraction("0.6")),
        ("b", Fraction("0.3")),
    ]
    assert [each.owners for each in effects.owners("b")] == [("a",), ("r",), ("s",)]
    assert [each.owners for each in effects.ultimate_owners("b")] == [("r",), ("s",)]
    assert effects.unnamed("b") == Bounds.exactly(Fraction("0.5"))
    assert len(effects.all_ultimate()) == 4


class TestDays:
    network = Network.of(
        [
            holds("r", "a", "51", as_of=date(2025, 6, 1)),
            holds("s", "b", "10", as_of=date(2025, 6, 1), valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31)),
        ]
    )

    def test_on_the_sources_day_it_holds(self):
        assert share(self.network.at(date(2025, 6, 1)), "r", "a") == Bounds.exactly(Fraction("0.51"))

    def test_before_the_source_nothing_is_known_and_the_first_day_is_told(self):
        answer = Effects(self.network.at(date(1066, 1, 1))).share("r", "a")
        assert answer.share.is_zero
        assert answer.first_stated == date(2025, 6, 1)

    def test_a_stated_validity_holds_before_the_sources_day(self):
        assert share(self.network.at(date(2021, 5, 5)), "s", "b") == Bounds.exactly(Fraction("0.1"))

    @pytest.mark.parametrize("day", [date(2019, 1, 1), date(2023, 1, 1), None])
    def test_outside_its_validity_it_does_not_hold(self, day: date | None):
        answer = Effects(self.network.at(day)).share("s", "b")
        assert answer.share.is_zero
        assert answer.first_stated is None


class TestWhatIsWrong:
    def test_more_than_the_whole(self):
        network = Network.of([holds("r", "a", "60", id="p"), holds("s", "a", "50", id="q"), holds("r", "b", "10")])
        with pytest.raises(ImpossibleShares, match=r"the shares of a sum to more than the whole: 110\.0000%") as caught:
            share(network, "r", "a")
        assert caught.value.statements == ("p", "q")
        assert share(network, "r", "b") == Bounds.exactly(Fraction("0.1")), (
            "a wrong row stops only answers that rest on it"
        )

    def test_a_whole_that_leaves_nothing_for_a_named_owner(self):
        with pytest.raises(ImpossibleShares, match="leave nothing"):
            share(Network.of([holds("r", "a", "100"), holds("s", "a")]), "r", "a")

    def test_a_whole_that_leaves_nothing_for_a_counted_owner(self):
        network = Network.of([holds("r", "a", "100")], lists=[OwnerList("count", about="a", count=2)])
        with pytest.raises(ImpossibleShares, match="only counted"):
            share(network, "r", "a")

    def test_a_company_that_owns_all_of_itself(self):
        with pytest.raises(ImpossibleShares, match="a is stated to own all of itself"):
            share(Network.of([holds("a", "a", "100")]), "a", "a")

    def test_a_ring_that_owns_itself_leaves_nothing_to_anyone(self):
        network = Network.of(
            [holds("a", "b", "100"), holds("b", "a", "100"), holds("a", "c", "50"), holds("r", "c", "50")]
        )
        effects = Effects(network)
        assert effects.share("r", "a").share.is_zero
        assert effects.unnamed("a").is_zero
        assert effects.share("r", "c").share == Bounds.exactly(Fraction(1, 2))

    def test_an_empty_network(self):
        assert Effects(Network.of([])).all_ultimate() == []
        with pytest.raises(UnknownOrganisation, match="“r”") as caught:
            Effects(Network.of([])).share("r", "a")
        assert isinstance(caught.value, OwnershipError)
        assert caught.value.hint

    def test_a_holding_without_an_owner(self):
        with pytest.raises(ValueError, match="has an id, an owner"):
            Holding("x", owned="a")
