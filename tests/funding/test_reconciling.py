from __future__ import annotations

from decimal import Decimal

import pytest

from regiongraf.funding import Agreement, Flow, reconcile
from regiongraf.model import Precision, Stage


def flow(id_: str, amount: str | None = None, precision: Precision = Precision.EXACT, **more: object) -> Flow:
    known = {} if amount is None else {"amount": Decimal(amount), "precision": precision}
    return Flow(id_, Stage.GRANTED, **known, **more)  # type: ignore[arg-type]


ROUNDED = flow("t", "100", Precision.ROUNDED, is_total=True)


def test_rows_that_sum_to_the_printed_total():
    rows = [flow(f"row{i}", amount, part_of="total") for i, amount in enumerate(["25000", "30000", "0.50"])]
    (found,) = reconcile([flow("total", "55000.50", is_total=True), *rows])
    assert (found.agreement, found.difference, found.parts) == (Agreement.EQUAL, 0, ("row0", "row1", "row2"))


@pytest.mark.parametrize(
    ("total", "row", "is_total", "agreement"),
    [
        (flow("t", "100", is_total=True), flow("r", "90", part_of="t"), True, Agreement.DIFFERENT),
        (flow("t", "100"), flow("r", "90", part_of="t"), False, Agreement.NOT_COMPARABLE),
        (flow("t", "100"), flow("r", "110", part_of="t"), False, Agreement.MORE_THAN_WHOLE),
        (
            flow("t", "100", Precision.ROUNDED, is_total=True),
            flow("r", "99", part_of="t"),
            True,
            Agreement.NOT_COMPARABLE,
        ),
        (flow("t", "100", is_total=True), flow("r", part_of="t"), True, Agreement.NOT_COMPARABLE),
        (flow("t", is_total=True), flow("r", "5", part_of="t"), True, Agreement.NOT_COMPARABLE),
    ],
)
def test_what_can_be_said(total: Flow, row: Flow, is_total: bool, agreement: Agreement):
    (found,) = reconcile([total, row])
    assert (found.is_total, found.agreement) == (is_total, agreement)


def test_stages_are_never_compared():
    paid = Flow("r", Stage.PAID, amount=Decimal(5), precision=Precision.EXACT, part_of="t")
    assert reconcile([flow("t", "100"), paid]) == []
