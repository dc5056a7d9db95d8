"""Names: folded, matched, suggested, and sorted as Swedish sorts them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regiongraf.names import fold, matches, suggestions, swedish_order

ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
words = st.text(ALPHABET, min_size=1, max_size=8)


@given(st.text())
@example("℠")
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(words)
def test_case_accents_and_normal_form_make_no_difference(name: str) -> None:
    assert fold(name.upper()) == fold(name) == fold(unicodedata.normalize("NFD", name)) == fold(f"  {name.title()}! ")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("almi mitt ab", "Almi Mitt AB"),
        ("norrtag", "Norrtåg"),
        ("E.ON", "E-ON"),
        ("Idre  Fjall", "Idre Fjäll"),
        ("straße", "STRASSE"),
    ],
)
def test_names_that_a_reader_takes_to_be_equal_fold_alike(typed: str, name: str) -> None:
    assert fold(typed) == fold(name)


@given(st.lists(words, max_size=12))
def test_swedish_order_puts_a_ring_a_dots_and_o_dots_after_z(names: list[str]) -> None:
    expected = sorted(names, key=lambda name: [ALPHABET.index(letter) for letter in name])
    assert sorted(names, key=swedish_order) == expected


@given(words)
def test_swedish_order_does_not_depend_on_the_normal_form(name: str) -> None:
    assert swedish_order(unicodedata.normalize("NFD", name))[0] == swedish_order(name)[0]


def test_swedish_order_of_real_names() -> None:
    names = ["Örnsköldsvik", "Ånge", "Zinkgruvan", "Älvdalen", "Arvika", "ärla", "Évian", "Eda"]
    assert sorted(names, key=swedish_order) == [
        "Arvika",
        "Eda",
        "Évian",
        "Zinkgruvan",
        "Ånge",
        "Älvdalen",
        "ärla",
        "Örnsköldsvik",
    ]


def test_matches_are_distinct_and_sorted_whatever_alias_answered() -> None:
    names = [("Din Tur", "b"), ("DIN TUR", "b"), ("din-tur", "a"), ("Dintur", "c")]
    assert matches("din tur", names) == ["a", "b"]
    assert matches("", [("", "a"), ("!", "b")]) == [], "nothing is called nothing"


def test_suggestions_hold_the_words_first_and_then_what_is_spelt_alike() -> None:
    names = ["Almi Mitt AB", "Almi AB", "Alma Vård", "Mittuniversitetet"]
    assert suggestions("almi", names)[:2] == ["Almi AB", "Almi Mitt AB"]
    assert suggestions("Almi Mit AB", names)[0] == "Almi Mitt AB"
    assert suggestions("zzzz", names) == []
    assert suggestions("", names) == []


def test_suggestions_finish_the_words_that_were_begun() -> None:
    names = ["Region Gävleborg", "Region Västernorrland", "Region Dalarna", "Region Värmland", "Västra regionen"]
    assert suggestions("region vä", names) == ["Region Värmland", "Region Västernorrland", "Västra regionen"]
    assert suggestions("region vast", names, limit=1) == ["Region Västernorrland"]


@given(words, st.lists(words, max_size=10), st.randoms())
def test_suggestions_do_not_depend_on_the_order_of_the_names(wanted: str, names: list[str], random: object) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = suggestions(wanted, names)
    assert found == suggestions(wanted, shuffled)
    assert len(found) <= 3
    assert set(found) <= set(names)
