"""Money is added only to its like, and no part is added to its whole."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.view.money import chart, charts
from regiongraf.view.wording import short_money


def test_stages_periods_and_currencies_are_never_mixed(drawn: Any) -> None:
    a, b = drawn.node("a", "A"), drawn.node("b", "B")
    granted, paid = drawn.flow("1", a, b, 10), drawn.flow("2", a, b, 20, stage="Paid")
    later, euro = drawn.flow("3", a, b, 30, period="2025"), drawn.flow("4", a, b, 40, currency="EUR")
    for mixed in ([granted, paid], [granted, later], [granted, euro]):
        with pytest.raises(ValueError, match="one stage, period and currency"):
            chart(mixed)
    made = charts(drawn.scene_of([a, b], [], (granted, paid, later, euro)))
    assert sorted(int(one.total) for one in made) == [10, 20, 30, 40]
    assert [one.currency for one in made] == ["SEK", "SEK", "SEK", "EUR"]


def test_what_a_whole_leaves_over_is_its_own_end(drawn: Any) -> None:
    a, b = drawn.node("a", "A"), drawn.node("b", "B")
    whole = drawn.flow("whole", a, None, 15_000_000)
    part = drawn.flow("part", a, b, 10_839_517, part_of=whole.id)
    made = chart([whole, part])
    assert made.total == 15_000_000
    assert [(end.node, end.text.sv) for end in made.ends if end.side == "right"] == [
        (b.id, "10\u00a0839\u00a0517\u00a0kr"),
        (None, "4\u00a0160\u00a0483\u00a0kr"),
    ]
    assert {band.known for band in made.bands} == {True, False}


def test_a_printed_total_is_not_added_to_its_rows(drawn: Any) -> None:
    a, b = drawn.node("a", "A"), drawn.node("b", "B")
    total = drawn.flow("total", a, b, 30)
    rows = [drawn.flow(f"row{k}", a, b, 15, part_of=total.id) for k in range(2)]
    assert chart([total, *rows]).total == 30


def test_parts_above_their_whole_are_said(drawn: Any) -> None:
    a, b = drawn.node("a", "A"), drawn.node("b", "B")
    whole = drawn.flow("whole", a, b, 10)
    made = chart([whole, drawn.flow("part", a, b, 12, part_of=whole.id)])
    assert "mer" in made.remarks[0].sv


def test_a_circle_is_refused_with_a_way_on(drawn: Any) -> None:
    a, b = drawn.node("a", "A"), drawn.node("b", "B")
    made = chart([drawn.flow("1", a, b, 10), drawn.flow("2", b, a, 10)])
    assert made.bands == ()
    assert made.refusal
    assert "nätverket" in made.refusal.sv


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("Approximate", "cirka 305 mn kr"),
        ("AtLeast", "minst 305 mn kr"),
        ("Rounded", "305 mn kr"),
        ("Exact", "305 mn kr"),
    ],
)
def test_a_sum_is_as_exact_as_its_roughest_part(drawn: Any, precision: str, said: str) -> None:
    a, b = drawn.node("a", "A"), drawn.node("b", "B")
    rough, exact = drawn.flow("1", a, b, 295_000_000, precision=precision), drawn.flow("2", a, b, 10_000_000)
    made = chart([rough, exact])
    assert made.said.sv.replace("\u00a0", " ") == said
    assert {end.text.sv.replace("\u00a0", " ") for end in made.ends} == {said}


@given(st.integers(min_value=1, max_value=10**12))
def test_short_money_is_exact(amount: int) -> None:
    shown = short_money(Decimal(amount), "sv").replace("\u00a0", "").replace(",", ".")
    units = {"mnkr": 10**6, "mn kr": 10**6, "tkr": 1000, "kr": 1}
    unit = next(name for name in units if shown.endswith(name))
    assert Decimal(shown.removesuffix(unit)) * units[unit] == amount


@given(st.lists(st.integers(min_value=1, max_value=10**7), min_size=1, max_size=8))
def test_bands_hold_all_the_money(drawn: Any, amounts: list[int]) -> None:
    a = drawn.node("a", "A")
    ends = [drawn.node(f"b{k}", f"B{k}") for k in range(len(amounts))]
    made = chart(
        [drawn.flow(str(k), a, end, amount) for k, (end, amount) in enumerate(zip(ends, amounts, strict=True))]
    )
    assert sum(band.amount for band in made.bands) == made.total == sum(amounts)
    rights = [end for end in made.ends if end.side == "right"]
    assert all(one.y + one.height <= other.y + 0.2 for one, other in pairwise(rights))
