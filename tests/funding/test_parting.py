"""What a sum is made of: every piece of money stands in it once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.funding import Flow, Piece, part
from regiongraf.model import Precision, Stage

EXACT = Precision.EXACT


def flow(id_: str, amount: int | None = None, part_of: str | None = None, **more: object) -> Flow:
    precision = None if amount is None else more.pop("precision", EXACT)
    value = None if amount is None else Decimal(amount)
    stage = more.pop("stage", Stage.GRANTED)
    return Flow(id_, stage, amount=value, precision=precision, part_of=part_of, **more)  # type: ignore[arg-type]


def test_a_whole_is_its_named_parts_and_a_rest():
    found = part(
        [flow("whole", 519), flow("one", 415, "whole"), flow("deep", 295, "one", precision=Precision.APPROXIMATE)]
    )
    assert found.pieces == (
        Piece("whole", "whole", Decimal(104), EXACT, is_rest=True),
        Piece("one", "whole", Decimal(120), Precision.APPROXIMATE, is_rest=True),
        Piece("deep", "whole", Decimal(295), Precision.APPROXIMATE),
    )
    assert found.amount == found.total.amount == 519


def test_parts_that_make_the_whole_leave_no_rest():
    found = part([flow("whole", 10), flow("a", 4, "whole"), flow("b", 6, "whole")])
    assert [(piece.flow, piece.is_rest) for piece in found.pieces] == [("a", False), ("b", False)]


def test_parts_above_their_whole_stand_and_are_told():
    found = part([flow("whole", 10), flow("a", 12, "whole")])
    assert (found.amount, found.excess) == (12, (("whole", Decimal(12)),))


def test_the_rows_of_a_printed_total_stand_for_it():
    found = part([flow("total", 30, is_total=True), flow("a", 10, "total"), flow("b", 20, "total")])
    assert sorted(piece.flow for piece in found.pieces) == ["a", "b"]


def test_of_statements_that_contradict_each_other_one_stands():
    found = part([flow("a", 5, conflicts_with=("b",)), flow("b", 7), flow("c", 1)])
    assert [piece.flow for piece in found.pieces] == ["b", "c"]
    assert found.amount == found.total.high


def test_flows_that_make_no_one_sum_are_refused():
    with pytest.raises(ValueError, match="make 2"):
        part([flow("a", 1), flow("b", 1, stage=Stage.PAID)])
    with pytest.raises(ValueError, match="make 0"):
        part([])


@given(st.lists(st.tuples(st.integers(1, 1000), st.integers(-1, 30)), min_size=1, max_size=12))
def test_pieces_come_to_the_total(shape: list[tuple[int, int]]):
    """A part always stands before its whole in the list, so that chains end."""
    flows = [
        flow(f"f{index:02}", amount, f"f{whole:02}" if index < whole < len(shape) else None)
        for index, (amount, whole) in enumerate(shape)
    ]
    found = part(flows)
    assert len({(piece.flow, piece.is_rest) for piece in found.pieces}) == len(found.pieces)
    if not found.excess:
        assert found.amount == found.total.amount
