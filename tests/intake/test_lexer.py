from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.intake.lexer import Quantity, Span, Token, tokens


def only(text: str, kind: str) -> Token:
    found = [token for token in tokens(text) if token.kind == kind]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("1 293 035 kr", "1293035"),
        ("1\u00a0293\u00a0035 kronor", "1293035"),
        ("1\u202f293\u202f035 kr", "1293035"),
        ("1.293.035 kr", "1293035"),
        ("24,5 mnkr", "24500000"),
        ("10,7 Mkr", "10700000"),
        ("3 MSEK", "3000000"),
        ("60 tkr", "60000"),
        ("519 miljoner kronor", "519000000"),
        ("295 miljoner", "295000000"),
        ("1,2 miljarder kronor", "1200000000"),
        ("SEK 2.5 million", "2500000"),
        ("SEK 400,000", "400000"),
        ("450:-", "450"),
    ],
)
def test_money_is_read_exactly(text: str, kronor: str) -> None:
    assert only(f"Det kostar {text} i år", "money").value.value == Decimal(kronor)


@pytest.mark.parametrize("text", ["5 miljoner invånare", "3 miljoner besökare", "2 miljoner resor"])
def test_a_count_is_no_money(text: str) -> None:
    assert not [token for token in tokens(text) if token.kind == "money"]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("24,5 procent", Quantity(Decimal("24.5"))),
        ("60%", Quantity(Decimal(60))),
        ("100-procentigt", Quantity(Decimal(100))),
        ("hälften", Quantity(Decimal(50))),
        ("en tredjedel", Quantity(Decimal("33.33"))),
        ("två tredjedelar", Quantity(Decimal("66.67"))),
        ("samtliga aktier", Quantity(Decimal(100))),
        ("minst 51 procent", Quantity(Decimal(51), "min")),
        ("högst 20 %", Quantity(Decimal(20), "max")),
        ("drygt 30 procent", Quantity(Decimal(30), approx=True)),
        ("knappt 30 procent", Quantity(Decimal(30), approx=True)),
        ("omkring 30 procent", Quantity(Decimal(30), approx=True)),
        ("51 procent av rösterna", Quantity(Decimal(51), basis="votes")),
        ("22 % av kapitalet och 31 % av rösterna", Quantity(Decimal(22), basis="capital")),
        ("53,12) %", Quantity(Decimal("53.1"))),
        ("tio procent", Quantity(Decimal(10))),
    ],
)
def test_shares_in_figures_and_words(text: str, share: Quantity) -> None:
    assert only(f"äger {text} här", "pct").value == share


@pytest.mark.parametrize("text", ["2023–2025", "2023 – 2025", "2023-25", "2023-2025"])
def test_periods(text: str) -> None:
    assert only(f"under {text} sker det", "period").value == Span("2023", "2025")


def test_a_year_is_no_amount_and_a_month_no_period() -> None:
    assert only("under 2024 hände det", "year").value == "2024"
    assert only("publicerad 2024-05 här", "date").value == "2024-05"
    assert only("den 14 mars 2025 beslutades", "date").value == "2025-03-14"


def test_a_round_number_of_things() -> None:
    assert only("ett 50-tal medlemmar", "num").value == Quantity(Decimal(50), approx=True)


def test_abbreviations_end_no_sentence() -> None:
    assert [token.kind for token in tokens("bl.a. Norrvika och t.ex. Långed m.fl.")].count("stop") == 0


@given(st.integers(0, 10**12), st.sampled_from([" ", "\u00a0", "\u202f"]), st.sampled_from(["kr", "kronor", "SEK"]))
def test_what_is_grouped_is_read_back(value: int, space: str, unit: str) -> None:
    printed = f"{value:,}".replace(",", space)
    assert only(f"{printed} {unit}", "money").value.value == value


@given(st.decimals(0, 100, places=2, allow_nan=False))
def test_decimal_commas_are_read_back(value: Decimal) -> None:
    assert only(f"äger {str(value).replace('.', ',')} % där", "pct").value.value == value


@given(st.text(max_size=200))
def test_any_text_gives_tokens_in_order(text: str) -> None:
    found = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)
