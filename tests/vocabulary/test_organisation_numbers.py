"""Organisation numbers: the form, the check digit, and the refusal of personal numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.vocabulary import check_organisation_number


def _check_digit(nine: str) -> str:
    """The tenth digit, worked out as SKV 704 describes it: another way than the code under test."""
    total = 0
    for position, digit in enumerate(nine):
        product = int(digit) * (2 if position % 2 == 0 else 1)
        total += product - 9 if product > 9 else product
    return str(-total % 10)


nines = st.from_regex(r"[0-9]{2}[2-9][0-9]{6}", fullmatch=True)


@given(nines)
def test_a_number_with_its_check_digit_is_taken_with_and_without_its_hyphen(nine: str) -> None:
    number = nine + _check_digit(nine)
    assert check_organisation_number(number) == number
    assert check_organisation_number(f"{number[:6]}-{number[6:]}") == number


@given(nines, st.integers(1, 9))
def test_every_other_check_digit_is_refused(nine: str, off: int) -> None:
    wrong = nine + str((int(_check_digit(nine)) + off) % 10)
    with pytest.raises(ValueError, match="check digit"):
        check_organisation_number(wrong)


@given(nines, st.integers(0, 9), st.integers(0, 9))
def test_one_mistyped_digit_is_always_noticed(nine: str, position: int, digit: int) -> None:
    right = nine + _check_digit(nine)
    wrong = right[:position] + str(digit) + right[position + 1 :]
    if wrong != right:
        with pytest.raises(ValueError, match=r"."):
            check_organisation_number(wrong)


@given(st.from_regex(r"[0-9]{2}[01][0-9]{6}", fullmatch=True))
def test_a_personal_number_is_refused_even_with_a_right_check_digit(nine: str) -> None:
    with pytest.raises(ValueError, match="personal number"):
        check_organisation_number(nine + _check_digit(nine))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "559999999",
        "55999999910",
        "5-599999991",
        "-5599999991",
        "559999 9991",
        "19800101-1234",
        "٥٥٩٩٩٩٩٩٩١",
        "SE559999",
    ],
)
def test_what_has_another_form_is_refused_and_named(text: str) -> None:
    with pytest.raises(ValueError, match="ten digits") as refusal:
        check_organisation_number(text)
    assert repr(text) in str(refusal.value)
