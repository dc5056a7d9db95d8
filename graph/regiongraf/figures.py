"""How figures are shown: 24,5 and 1 293 035 in Swedish, 24.5 and 1,293,035 in English."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Language = Literal["sv", "en"]
NBSP = "\u00a0"
KRONA = "SEK"
"""The code of the currency that amounts are in unless another is stated."""


def number(value: Decimal, language: Language) -> str:
    """An exact figure with thousands in groups and no trailing zeros."""
    # Not normalize(): it rounds to the context's 28 digits.
    shown = f"{value:,f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return shown.translate({ord(","): NBSP, ord("."): ","}) if language == "sv" else shown


def grouped(count: int, language: Language) -> str:
    """A whole number with thousands in groups."""
    return number(Decimal(count), language)


def percent(value: Decimal, language: Language) -> str:
    """A share: 24,5 % in Swedish, 24.5% in English."""
    return f"{number(value, language)}{NBSP}%" if language == "sv" else f"{number(value, language)}%"


def rounded(share: float, language: Language) -> str:
    """A part of one as a share with at most four decimals, for figures that are not exact."""
    return percent(Decimal(f"{100 * share:.4f}"), language)


def priced(value: Decimal, language: Language, currency: str = KRONA) -> str:
    """An amount of money: 55 000 kr or 55 000 EUR in Swedish, SEK 55,000 or EUR 55,000 in English."""
    shown = number(value, language)
    if shown[-2:-1] in {",", "."}:  # 2,50 as money is written, not 2,5
        shown += "0"
    return f"{shown}{NBSP}{'kr' if currency == KRONA else currency}" if language == "sv" else f"{currency}{NBSP}{shown}"
