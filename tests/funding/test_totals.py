from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.funding import Dimension, Flow, LeftOut, Reason, Total, totals
from regiongraf.model import Instrument, Precision, Recurrence, Stage


def flow(id_: str, amount: int | None = None, **more: object) -> Flow:
    precision = None if amount is None else more.pop("precision", Precision.EXACT)
    stage = more.pop("stage", Stage.GRANTED)
    return Flow(id_, stage, amount=None if amount is None else Decimal(amount), precision=precision, **more)  # type: ignore[arg-type]


def only(flows: list[Flow], by: Dimension = Dimension.ALL, **more: object) -> Total:
    (total,) = totals(flows, by, **more)  # type: ignore[arg-type]
    return total


def test_amounts_of_one_key_are_added():
    found = totals([flow("a", 10, funder="r"), flow("b", 5, funder="r"), flow("c", 7, funder="s")], Dimension.FUNDER)
    assert [(each.key, each.amount, each.counted) for each in found] == [(("r",), 15, ("a", "b")), (("s",), 7, ("c",))]


@pytest.mark.parametrize(
    "other",
    [
        {"stage": Stage.PAID},
        {"currency": "EUR"},
        {"recurrence": Recurrence.ANNUAL},
        {"instrument": Instrument.LOAN},
    ],
    ids=str,
)
def test_what_cannot_be_added_stands_apart(other: dict[str, object]):
    assert [each.amount for each in totals([flow("a", 10), flow("b", 5, **other)], Dimension.ALL)] in ([10, 5], [5, 10])


def test_a_part_is_not_added_to_its_whole_nor_a_part_of_a_part():
    total = only([flow("whole", 519), flow("part", 415, part_of="whole"), flow("detail", 295, part_of="part")])
    assert total.amount == 519
    assert total.left_out == (
        LeftOut("detail", Reason.PART_OF_WHOLE, "part"),
        LeftOut("part", Reason.PART_OF_WHOLE, "whole"),
    )


def test_a_part_of_another_stage_is_no_part_of_the_sum():
    found = totals([flow("granted", 15), flow("paid", 10, stage=Stage.PAID, part_of="granted")], Dimension.ALL)
    assert {each.stage: each.amount for each in found} == {Stage.GRANTED: 15, Stage.PAID: 10}


def test_the_parts_of_a_whole_without_amount_are_added_and_the_whole_told_beside():
    total = only([flow("whole"), flow("one", 3, part_of="whole"), flow("two", 4, part_of="whole")])
    assert (total.amount, total.not_stated) == (7, ("whole",))


def test_a_printed_total_is_not_added_to_its_rows():
    rows = [flow(f"row{i}", 25, part_of="total", recipient=f"x{i}") for i in range(3)]
    printed = flow("total", 75, is_total=True)
    total = only([printed, *rows])
    assert (total.amount, total.left_out) == (75, (LeftOut("total", Reason.PRINTED_TOTAL, "row0"),))
    by_recipient = totals([printed, *rows], Dimension.RECIPIENT)
    assert sum(each.amount or 0 for each in by_recipient) == 75


def test_a_printed_total_stands_where_a_row_has_no_amount():
    rows = [flow("row1", 25, part_of="total"), flow("row2", part_of="total")]
    total = only([flow("total", 75, is_total=True), *rows])
    assert (total.amount, total.counted) == (75, ("total",))


def test_parts_and_wholes_under_different_keys_are_marked_as_overlapping():
    found = totals([flow("whole", 519), flow("part", 415, part_of="whole", recipient="x")], Dimension.RECIPIENT)
    assert [(each.key, each.amount, each.overlaps) for each in found] == [
        (("x",), 415, (("part", "whole"),)),
        ((), 519, (("part", "whole"),)),
    ]


def test_amounts_that_nobody_states_are_named_and_not_guessed():
    total = only([flow("a", 10), flow("b"), flow("c")])
    assert (total.amount, total.not_stated) == (10, ("b", "c"))
    nothing = only([flow("b")])
    assert (nothing.amount, nothing.precision, nothing.counted) == (0, None, ())


@pytest.mark.parametrize(
    ("given_", "precision"),
    [
        (["EXACT", "EXACT"], "EXACT"),
        (["EXACT", "ROUNDED"], "ROUNDED"),
        (["ROUNDED", "APPROXIMATE"], "APPROXIMATE"),
        (["APPROXIMATE", "AT_LEAST"], "AT_LEAST"),
        (["EXACT", "AT_MOST"], "AT_MOST"),
        (["AT_LEAST", "AT_MOST"], "APPROXIMATE"),
    ],
)
def test_approximate_stays_approximate(given_: list[str], precision: str):
    total = only([flow(f"f{i}", 10, precision=Precision[each]) for i, each in enumerate(given_)])
    assert total.precision is Precision[precision]


def test_of_contradicting_statements_one_is_counted():
    flows = [flow("a", 15, conflicts_with=("b",)), flow("b", 12), flow("c", 1)]
    total = only(flows)
    assert (total.low, total.high, total.amount) == (13, 16, None)
    assert total.contested == ("a", "b")


def test_a_statement_that_another_sum_contradicts_may_be_nothing():
    flows = [flow("a", 15, recipient="x", conflicts_with=("b",)), flow("b", 15, recipient="y", conflicts_with=("a",))]
    for total in totals(flows, Dimension.RECIPIENT):
        assert (total.low, total.high) == (0, 15)
    assert only(flows).amount == 15


def test_several_years_are_one_period_and_never_divided():
    flows = [
        flow("a", 30, start=date(2023, 1, 1), end=date(2025, 12, 31)),
        flow("b", 5, start=date(2025, 1, 1), end=date(2025, 12, 31)),
        flow("c", 2, start=date(2025, 3, 1)),
        flow("d", 1),
    ]
    found = {each.key: each.amount for each in totals(flows, Dimension.PERIOD)}
    assert found == {("2023–2025",): 30, ("2025",): 5, ("2025-03-01–",): 2, (): 1}


def test_several_places_are_one_key_and_never_divided():
    found = totals([flow("a", 4, places=("y", "x")), flow("b", 1, places=("x",))], Dimension.PLACE)
    assert [(each.key, each.amount) for each in found] == [(("x",), 1), (("x", "y"), 4)]


def test_money_to_a_group_is_told_beside_its_members_and_not_added():
    flows = [flow("a", 10, recipient="seven"), flow("b", 3, recipient="ange")]
    found = {each.key: each for each in totals(flows, Dimension.RECIPIENT, groups={"seven": ["ange", "timra"]})}
    assert found["ange",].amount == 3
    assert found["ange",].through_groups == ("a",)
    assert found["seven",].amount == 10


def test_an_agency_is_rolled_up_only_on_request_and_then_wholly():
    flows = [
        flow("a", 10, funder="staten"),
        flow("b", 4, funder="verket"),
        flow("c", 8, funder="staten", recipient="verket"),
    ]
    assert {each.key: each.amount for each in totals(flows, Dimension.FUNDER)} == {("staten",): 18, ("verket",): 4}
    total = only(flows, Dimension.FUNDER, roll_up={"verket": "staten"})
    assert (total.key, total.amount) == (("staten",), 14)
    assert total.left_out == (LeftOut("c", Reason.INTERNAL),)


def test_sums_by_two_things_are_sums_by_each_taken_apart():
    year = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
    flows = [
        flow("a", 10, recipient="x", **year),
        flow("b", 5, recipient="x"),
        flow("c", 7, recipient="y", **year),
        flow("d", 2, recipient="x", **year),
    ]
    found = {each.keys: each.amount for each in totals(flows, [Dimension.RECIPIENT, Dimension.PERIOD])}
    assert found == {(("x",), ("2025",)): 12, (("x",), ()): 5, (("y",), ("2025",)): 7}
    assert [each.keys for each in totals(flows, ())] == [()]


def test_a_group_is_told_beside_a_member_of_the_same_year_only():
    flows = [
        flow("a", 10, recipient="seven", start=date(2025, 1, 1), end=date(2025, 12, 31)),
        flow("b", 8, recipient="seven", start=date(2024, 1, 1), end=date(2024, 12, 31)),
        flow("c", 3, recipient="ange", start=date(2025, 1, 1), end=date(2025, 12, 31)),
    ]
    found = totals(flows, [Dimension.PERIOD, Dimension.RECIPIENT], groups={"seven": ["ange"]})
    assert {each.keys: each.through_groups for each in found}[("2025",), ("ange",)] == ("a",)


def test_several_funders_with_parts_of_their_own_are_no_unknown_funder():
    found = totals([flow("a", 10, in_parts=True), flow("b", 1)], Dimension.FUNDER)
    assert [(each.key, each.amount) for each in found] == [(("FunderInParts",), 10), ((), 1)]


def test_a_printed_total_gives_way_only_where_all_of_its_rows_are_summed():
    rows = [flow(f"row{i}", 25, part_of="total", recipient=f"x{i}", places=("ange",)) for i in range(3)]
    printed = flow("total", 75, is_total=True, places=("ange",))
    flows = [printed, *rows]
    assert only(flows, where=lambda each: each.places == ("ange",)).counted == ("row0", "row1", "row2")
    some = only(flows, where=lambda each: each.recipient != "x0")
    assert (some.amount, some.counted) == (75, ("total",))
    assert some.left_out == tuple(LeftOut(f"row{i}", Reason.PART_OF_WHOLE, "total") for i in (1, 2))
    assert only(flows, where=lambda each: each.recipient == "x0").amount == 25


def test_what_is_not_asked_for_still_contradicts_what_is():
    flows = [flow("a", 15, recipient="x", conflicts_with=("b",)), flow("b", 15, recipient="y")]
    for recipient in ("x", "y"):
        total = only(flows, where=lambda each, recipient=recipient: each.recipient == recipient)
        assert (total.low, total.high, len(total.contested)) == (0, 15, 1)


def test_a_contradiction_with_what_does_not_count_any_more_is_settled():
    total = only([flow("a", 15, conflicts_with=("deprecated",))])
    assert (total.amount, total.contested) == (15, ())


def test_what_is_asked_for_is_asked_of_the_flows_as_rolled_up():
    flows = [flow("a", 10, funder="staten"), flow("b", 4, funder="verket"), flow("c", 1, funder="regionen")]
    state = {"roll_up": {"verket": "staten"}, "where": lambda each: each.funder == "staten"}
    assert only(flows, Dimension.FUNDER, **state).amount == 14


def test_nothing_gives_nothing():
    assert totals([], Dimension.FUNDER) == []


@pytest.mark.parametrize(
    "wrong", [{"amount": 5}, {"amount": -5, "precision": Precision.EXACT}, {"part_of": "x"}], ids=str
)
def test_wrong_flows_are_refused(wrong: dict[str, object]):
    with pytest.raises(ValueError, match=r"^x: "):
        Flow("x", **{**wrong, **({"amount": Decimal(str(wrong["amount"]))} if "amount" in wrong else {})})  # type: ignore[arg-type]


trees = st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 100)), st.integers(-1, 8), st.booleans()), max_size=9)


@given(trees, st.permutations(range(9)))
def test_every_flow_is_in_exactly_one_place_whatever_the_order(
    tree: list[tuple[int | None, int, bool]], order: list[int]
):
    """Each flow is counted, without amount, or left out; and never below another that is counted."""
    flows = [
        flow(f"f{i}", amount, part_of=f"f{above}" if 0 <= above < i else None, is_total=total)
        for i, (amount, above, total) in enumerate(tree)
    ]
    if not flows:
        return
    total = only(flows)
    placed = [*total.counted, *total.not_stated, *(each.flow for each in total.left_out)]
    assert sorted(placed) == sorted(each.id for each in flows)
    above = {each.id: each.part_of for each in flows}
    for id_ in total.counted:
        at = above[id_]
        while at:
            assert at not in total.counted
            at = above[at]
    assert total.amount == sum(each.amount for each in flows if each.id in total.counted and each.amount)
    assert only([flows[i] for i in order if i < len(flows)]) == total
