"""How figures are shown: every digit of them, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.figures import NBSP, Language, number, percent, priced


def _back(shown: str, language: Language) -> Decimal:
    if language == "sv":
        return Decimal(shown.replace(NBSP, "").replace(",", "."))
    return Decimal(shown.replace(",", ""))


@given(st.integers(-(10**40), 10**40), st.integers(0, 30), st.sampled_from(["sv", "en"]))
def test_every_digit_of_a_figure_is_shown(digits: int, places: int, language: Language) -> None:
    value = Decimal(f"{digits}E-{places}")  # arithmetic would round it
    assert _back(number(value, language), language) == value


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ("24.5", "24,5", "24.5"),
        ("24.50", "24,5", "24.5"),
        ("51", "51", "51"),
        ("100.0", "100", "100"),
        ("1E+3", f"1{NBSP}000", "1,000"),
        ("0", "0", "0"),
        ("1293035", f"1{NBSP}293{NBSP}035", "1,293,035"),
        ("-0.25", "-0,25", "-0.25"),
        ("12345678901234567890123456789012.5", None, "12,345,678,901,234,567,890,123,456,789,012.5"),
    ],
)
def test_figures_as_each_language_writes_them(value: str, swedish: str | None, english: str) -> None:
    assert number(Decimal(value), "en") == english
    if swedish is not None:
        assert number(Decimal(value), "sv") == swedish


def test_shares_and_money_keep_their_units_on_the_line() -> None:
    assert percent(Decimal("24.5"), "sv") == f"24,5{NBSP}%"
    assert percent(Decimal("24.5"), "en") == "24.5%"
    assert priced(Decimal(55000), "sv") == f"55{NBSP}000{NBSP}kr"
    assert priced(Decimal(55000), "en") == f"SEK{NBSP}55,000"
    assert priced(Decimal("2500.50"), "sv", "EUR") == f"2{NBSP}500,50{NBSP}EUR"
    assert priced(Decimal("2500.5"), "en", "EUR") == f"EUR{NBSP}2,500.50"
    assert priced(Decimal("0.125"), "sv", "NOK") == f"0,125{NBSP}NOK"
