"""Terms as N-Triples text: one spelling each, the same as the store's, and nothing lost on the way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.publishing.quads import value
from regiongraf.triples.terms import day, decimal, integer, iri, natural, text, true
from regiongraf.vocabulary import expand

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
languages = st.none() | st.sampled_from(["sv", "en", "en-gb", "zh-hant"])


@given(anything, languages)
def test_a_text_is_spelt_as_the_store_spells_it(words: str, language: str | None) -> None:
    expected = ox.Literal(words, language=language) if language else ox.Literal(words)
    assert text(words, language) == str(expected)


@given(anything, languages)
def test_a_text_comes_back_from_its_term(words: str, language: str | None) -> None:
    taken = value(text(words, language))
    assert taken is not None
    assert (taken.text, taken.language, taken.datatype) == (words, language, None)


@given(anything)
def test_an_iri_never_ends_its_term_early(words: str) -> None:
    term = iri(f"https://example.se/{words}")
    assert term.startswith("<https://example.se/")
    assert term.endswith(">")
    assert not set(term[1:-1]) & set(' <>"{}|^`\\\n\r\t')


@given(st.integers(-(10**37), 10**37), st.integers(0, 18))
def test_a_decimal_keeps_every_digit_in_canonical_form(digits: int, places: int) -> None:
    figure = Decimal(f"{digits}E-{places}")
    taken = value(decimal(figure))
    assert taken is not None
    assert taken.datatype == expand("xsd:decimal")
    assert Decimal(taken.text) == figure
    whole, _, fraction = taken.text.partition(".")
    assert fraction == "0" or not fraction.endswith("0")
    assert whole.lstrip("-") == "0" or not whole.lstrip("-").startswith("0")


@pytest.mark.parametrize(
    ("figure", "shown"),
    [("51", "51.0"), ("24.50", "24.5"), ("1E+3", "1000.0"), ("0.10", "0.1"), ("10700000", "10700000.0")],
)
def test_decimals_as_xml_schema_writes_them(figure: str, shown: str) -> None:
    assert decimal(Decimal(figure)) == f'"{shown}"^^<{expand("xsd:decimal")}>'


def test_other_values_have_their_datatypes() -> None:
    assert integer(13) == f'"13"^^<{expand("xsd:integer")}>'
    assert natural(0) == f'"0"^^<{expand("xsd:nonNegativeInteger")}>'
    assert day(date(2025, 1, 1)) == f'"2025-01-01"^^<{expand("xsd:date")}>'
    assert true() == f'"true"^^<{expand("xsd:boolean")}>'
