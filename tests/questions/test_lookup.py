"""Names as people type them, and text that tries to be SPARQL."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.dataset import Dataset
from regiongraf.errors import AmbiguousName, QueryError, UnknownName
from regiongraf.questions.answering import bind
from regiongraf.questions.library import library
from regiongraf.questions.lookup import Lookup
from regiongraf.store import Iri

BASE = "https://example.org/id/organisation/"
HOSTILE = [
    '"} } SELECT ?s WHERE { ?s ?p ?o } #',
    "O'Hara's \\ \"Bygg\" AB",
    "Rad\u2028Brytning AB",
    "Höger\u202eretsnäv AB",
    '=HYPERLINK("http://example.org";"Ek")',
    "<b>Pipe | & Co</b> AB",
    "Ring\x07Klocka AB",
]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Åsp & Söner AB", "asp"),
        ("åsp & söner ab", "asp"),
        ("asp soner ab", "asp"),
        ("  ÅSP   SÖNER, AB ", "asp"),
        ("A\u030asp & So\u0308ner AB", "asp"),
        ("Åsp", "asp"),
        ("REX", "region-exempel"),
        ("rex", "region-exempel"),
        ("Granby Municipality", "granby-kommun"),
        (f"{BASE}ek", "ek"),
    ],
)
def test_a_name_is_found_whatever_its_case_accents_and_alias(town: Dataset, typed: str, slug: str) -> None:
    assert town.find(typed) == Iri(BASE + slug)


def test_the_name_as_it_is_written_goes_before_one_that_only_folds_alike(town: Dataset) -> None:
    assert town.find("Linden") == Iri(f"{BASE}linden-forening")
    assert town.find("Lindén") == Iri(f"{BASE}linden-bolag")
    with pytest.raises(AmbiguousName) as caught:
        town.find("LINDEN")
    assert [label for _, label in caught.value.candidates] == ["Lindén", "Linden"]


def test_an_alias_of_two_names_both(town: Dataset) -> None:
    with pytest.raises(AmbiguousName, match=r"Linds Verkstad AB .*Linds Handel AB"):
        town.find("Linds")


def test_a_miss_gets_suggestions(town: Dataset) -> None:
    with pytest.raises(UnknownName) as caught:
        town.find("Granbi kommun")
    assert "Granby kommun" in caught.value.suggestions
    with pytest.raises(UnknownName, match="lists every name"):
        town.find("!!!")


def test_a_kind_of_thing_never_answers_for_another(town: Dataset) -> None:
    assert Lookup(town.store).find("Backen", "place").value.endswith("/place/backen")
    with pytest.raises(UnknownName):
        town.find("Backen")
    with pytest.raises(UnknownName):
        town.find("https://example.org/id/place/backen")


def test_a_record_is_found_by_its_key_or_its_id(town: Dataset) -> None:
    for typed in ("ownership/alm-staten", "alm-staten"):
        assert Lookup(town.store).find(typed, "statement").value == "https://example.org/id/ownership/alm-staten"
    with pytest.raises(UnknownName) as caught:
        town.ask("evidence-of", "ownership/alm-statn")
    assert "ownership/alm-staten" in caught.value.suggestions


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_is_a_name_and_nothing_else(town: Dataset, hostile: str) -> None:
    thing = town.find(hostile)
    result = town.ask("who-owns", hostile)
    assert thing.n3 in result.answer.query
    assert hostile not in result.answer.query
    assert {row["owner"] for row in result.rows} <= {"Granby kommun"}


@pytest.mark.parametrize(
    "hostile", ["x> } DROP ALL #", "\\", "{", "} #", "\u2028", "\u202e", "?organisation", "_:b", "rg:Region"]
)
def test_text_that_is_no_name_is_refused_as_such(town: Dataset, hostile: str) -> None:
    with pytest.raises(UnknownName):
        town.find(hostile)


def test_an_iri_with_what_no_iri_holds_stays_one_term(town: Dataset) -> None:
    with pytest.raises(UnknownName):
        town.ask("who-owns", "https://example.org/> } SELECT * WHERE { ?s ?p ?o } #")


@given(st.text(max_size=30))
def test_no_text_breaks_out_of_the_query(town: Dataset, typed: str) -> None:
    with suppress(UnknownName, AmbiguousName):
        town.find(typed)


@given(st.text(max_size=30))
def test_no_iri_breaks_out_of_the_query(town: Dataset, tail: str) -> None:
    with pytest.raises(UnknownName):
        town.ask("who-owns", f"https://example.org/nowhere/{tail}")


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("who-owns", {}, "needs to know: organisation"),
        ("who-owns", {"organisation": "Ek AB", "year": 2024}, "has no parameter 'year'"),
        ("measures", {"year": "24"}, "year: '24' is no year"),
        ("measures", {"year": "²⁰²⁴"}, "is no year"),
        ("measures", {"year": "2024 } #"}, "is no year"),
        ("known-as-of", {"organisation": "Ek AB", "day": "igår"}, "day: 'igår' is no day"),
        ("known-as-of", {"organisation": "Ek AB", "day": "2024-02-30"}, "is no day"),
    ],
)
def test_wrong_arguments_are_told_with_the_next_step(
    town: Dataset, name: str, arguments: dict[str, str], told: str
) -> None:
    with pytest.raises(QueryError, match=told.replace("(", r"\(")) as caught:
        bind(library()[name], arguments, town.lookup)
    assert caught.value.hint
