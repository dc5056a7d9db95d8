"""The values that records are made of: what they take, exactly, and what they refuse by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from regiongraf.model import NOT_STATED, DatePrecision, Evidence, Figure, Period, Share, ShareRange, Slug

share, figure, slug = TypeAdapter(Share), TypeAdapter(Figure), TypeAdapter(Slug)
HASH = "0123456789abcdef"


@given(st.integers(1, 100 * 10**18))
def test_a_share_keeps_every_digit(millionths: int) -> None:
    value = Decimal(f"{millionths}E-18")
    assert share.validate_python(value) == value


@pytest.mark.parametrize(
    "value", [0, -1, 120, Decimal("100.0001"), Decimal("-0.1"), Decimal("NaN"), Decimal("Infinity")]
)
def test_a_share_is_more_than_nothing_and_at_most_all(value: Any) -> None:
    with pytest.raises(ValidationError):
        share.validate_python(value)


@pytest.mark.parametrize("value", [24.5, True, "24.5", "", None, b"24", [50, 60]])
def test_a_share_is_never_a_float_a_text_or_several(value: Any) -> None:
    with pytest.raises(ValidationError):
        share.validate_python(value)


@pytest.mark.parametrize(("typed", "right"), [("24,5", "24.5"), ("1 293 035,25", "1293035.25"), (" 0,1", "0.1")])
def test_a_decimal_comma_is_named_and_put_right(typed: str, right: str) -> None:
    with pytest.raises(ValidationError, match=f"decimal comma: write {right} without quotes"):
        figure.validate_python(typed)


def test_a_share_may_be_a_range_or_not_stated() -> None:
    assert share.validate_python({"min": 50, "min_open": True}) == ShareRange(min=Decimal(50), min_open=True)
    assert share.validate_python("NotStated") == NOT_STATED


@pytest.mark.parametrize(
    "value",
    [
        {"min": 60, "max": 50},
        {"max": 101},
        {"min": -1},
        {"min": 5, "max": 5, "min_open": True},
        {"exact": 5},
        {"min": "24,5"},
    ],
)
def test_a_range_that_holds_nothing_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        share.validate_python(value)


@pytest.mark.parametrize("value", [Decimal("1E+20"), Decimal("-1E+20"), Decimal("1E-19"), Decimal("1E+999999"), 10**30])
def test_a_figure_that_no_store_can_compute_with_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError, match=r"10\^20"):
        figure.validate_python(value)


# --- periods ----------------------------------------------------------------------------------------------------

days = st.dates(date(1000, 1, 1), date(9998, 12, 31))


@given(days, days)
def test_a_period_of_days_is_read_as_it_is_written(first: date, second: date) -> None:
    start, end = sorted((first, second))
    assert Period.parse(f"{start}/{end}") == Period(start=start, end=end, precision=DatePrecision.DAY)


@given(st.integers(1000, 9998), st.integers(1, 12))
def test_a_month_runs_to_its_last_day(year: int, month: int) -> None:
    period = Period.parse(f"{year}-{month:02}")
    following = date(year + month // 12, month % 12 + 1, 1)
    assert period.start == date(year, month, 1)
    assert period.end is not None
    assert (following - period.end).days == 1
    assert period.precision is DatePrecision.MONTH


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023/2025", date(2023, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-01-01/", date(2026, 1, 1), None),
        ("/2026", None, date(2026, 12, 31)),
    ],
)
def test_periods_as_iso_8601_writes_them(text: str, start: date | None, end: date | None) -> None:
    period = Period.parse(text)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "2023/2024/2025",
        "2025/2023",
        "2023/2024-05",
        "23",
        "2023-13",
        "2023-02-30",
        "2023-1",
        "jan 2023",
        "0000",
        "2023-01-01T10:00",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Period.parse(text)


# --- ids --------------------------------------------------------------------------------------------------------


@given(st.text(max_size=20))
def test_an_id_that_is_taken_is_safe_in_an_iri_a_file_name_and_a_url(text: str) -> None:
    try:
        taken = slug.validate_python(text)
    except ValidationError:
        return
    assert taken == text
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in text
    assert text[0].isalpha()
    assert text[-1] != "-"


@pytest.mark.parametrize("text", ["Almi", "a b", "å", "-a", "a-", "a--b", "1a", "a/b", "a\n"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        slug.validate_python(text)


@pytest.mark.parametrize("text", ["b-5599999991", "b-559999-9991", "kund-198001011234"])
def test_an_id_never_holds_a_number_of_a_person_or_a_body(text: str) -> None:
    with pytest.raises(ValidationError, match="numbers change hands"):
        slug.validate_python(text)


# --- spans and texts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [{"start": 5, "end": 5}, {"start": 6, "end": 5}, {"start": -1}, {"end": 0}, {"page": 0}, {"span": "short"}],
)
def test_a_span_runs_forward_and_has_its_hashes(change: dict[str, Any]) -> None:
    right: dict[str, Any] = {"start": 0, "end": 5, "span": HASH, "before": HASH, "after": HASH}
    assert Evidence(**right).end == 5
    with pytest.raises(ValidationError):
        Evidence(**{**right, **change})


def test_a_value_is_frozen_and_knows_no_other_fields() -> None:
    value = ShareRange(min=Decimal(50))
    with pytest.raises(ValidationError, match="frozen"):
        value.min = Decimal(40)
    with pytest.raises(ValidationError, match="extra"):
        ShareRange.model_validate({"min": 50, "maximum": 60})
    assert hash(value) == hash(ShareRange(min=Decimal(50)))
