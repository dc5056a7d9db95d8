from __future__ import annotations

import contextlib
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.errors import Refused
from regiongraf.figures import number as shown
from regiongraf.model import NOT_STATED
from regiongraf.review import typed

FIGURES = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False)


@given(FIGURES)
def test_a_figure_as_swedish_shows_it_is_read_back(figure: Decimal) -> None:
    assert typed.number(shown(figure, "sv")) == figure


@given(st.text(max_size=12))
def test_what_is_no_figure_is_refused_and_never_guessed(text: str) -> None:
    for parse in (typed.number, typed.share, typed.amount, typed.period):
        with contextlib.suppress(Refused):
            assert parse(text) is None or not text.strip() or re.search(r"\d", text) or parse(text) == NOT_STATED


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("51", Decimal(51)),
        ("24,5", Decimal("24.5")),
        ("24.5 %", Decimal("24.5")),
        ("50–100", {"min": Decimal(50), "max": Decimal(100)}),
        ("minst 50", {"min": Decimal(50)}),
        ("över 50", {"min": Decimal(50), "min_open": True}),
        ("< 20", {"max": Decimal(20), "max_open": True}),
        ("", NOT_STATED),
        ("ej angiven", NOT_STATED),
    ],
)
def test_shares_as_people_type_them(text: str, share: Any) -> None:
    assert typed.share(text) == share


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("95 000", 95000),
        ("95000", 95000),
        ("2,5 mkr", 2500000),
        ("40 tkr", 40000),
        ("1 293 035 kr", 1293035),
        ("1999", 1999),
        ("40 000 euro", 40000),
        ("2,5 meur", 2500000),
    ],
)
def test_amounts_as_people_type_them(text: str, amount: int) -> None:
    assert typed.amount(text) == amount


@pytest.mark.parametrize(
    ("fields", "currency"),
    [
        ({"amount": "40 000 euro"}, "EUR"),
        ({"amount": "2,5 meur", "currency": ""}, "EUR"),
        ({"amount": "40 000", "currency": "nok"}, "NOK"),
        ({"amount": "40 000", "currency": "EUR"}, "EUR"),
        ({"amount": "40 000 kr"}, "SEK"),
        ({"amount": "40 000"}, None),
    ],
)
def test_a_typed_amount_says_its_currency_itself_or_beside_it(fields: dict[str, str], currency: str | None) -> None:
    assert typed.values("funding", fields, "").get("currency") == currency


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023", "2023"),
        ("2023–2025", "2023/2025"),
        ("2023-2025", "2023/2025"),
        ("2023-04-01/", "2023-04-01/"),
        ("", None),
    ],
)
def test_periods_as_people_type_them(text: str, period: str | None) -> None:
    assert typed.period(text) == period
