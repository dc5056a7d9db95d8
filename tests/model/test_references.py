"""What a record refers to is read from the types of its fields."""

from __future__ import annotations

from typing import Any

import pytest

from regiongraf.model import (
    Activity,
    Cooperation,
    Funding,
    Grouping,
    IndicatorValue,
    Organisation,
    Ownership,
    Place,
    Record,
    Remark,
    Source,
)
from regiongraf.model.references import references


@pytest.mark.parametrize(
    ("model", "content", "expected"),
    [
        (
            Ownership,
            {
                "owner": "b",
                "owned": "c",
                "share": "NotStated",
                "directness": "Indirect",
                "via": "d",
                "refines": "e",
                "conflicts_with": ["f", "g"],
            },
            {
                ("owner", "agent", "b"),
                ("owned", "agent", "c"),
                ("via", "agent", "d"),
                ("refines", "same", "e"),
                ("conflicts_with", "same", "f"),
                ("conflicts_with", "same", "g"),
            },
        ),
        (
            Funding,
            {
                "funder": "InParts",
                "recipient": "NotStated",
                "amount": "NotStated",
                "stage": "Granted",
                "instrument": "Loan",
                "activity": "v",
                "places": ["p", "q"],
                "part_of": "f",
            },
            {
                ("activity", "activity", "v"),
                ("places", "place", "p"),
                ("places", "place", "q"),
                ("part_of", "funding", "f"),
            },
        ),
        (
            Cooperation,
            {"parties": ["b", "c"], "name": "n", "name_en": "n", "activity": "v"},
            {("parties", "agent", "b"), ("parties", "agent", "c"), ("activity", "activity", "v")},
        ),
        (
            Activity,
            {"kind": "Project", "name": "n", "name_en": "n", "part_of": "u", "programme": "v", "places": ["p"]},
            {("part_of", "activity", "u"), ("programme", "activity", "v"), ("places", "place", "p")},
        ),
        (
            Grouping,
            {"group": "b", "members": ["c"], "completeness": "ClosedList"},
            {("group", "agent", "b"), ("members", "agent", "c")},
        ),
        (
            IndicatorValue,
            {
                "indicator": "LoansGranted",
                "reporter": "b",
                "value": 1,
                "unit": "CountUnit",
                "precision": "Exact",
                "figure_as_stated": "1",
                "place": "p",
            },
            {("reporter", "agent", "b"), ("place", "place", "p")},
        ),
        (
            Remark,
            {"flaw": "OrderLost", "about": ["funding/f"], "note": "n", "note_en": "n"},
            {("about", "any", "funding/f")},
        ),
    ],
)
def test_references_of_records(
    model: type[Record], content: dict[str, Any], expected: set[tuple[str, str, str]]
) -> None:
    record = model.model_validate({"id": "a", **content})
    assert set(references(record)) == expected


def test_references_inside_the_values_of_an_entry_are_found() -> None:
    entry = Organisation.model_validate(
        {
            "id": "a",
            "name": "A",
            "form": "StateAgency",
            "form_basis": "FormByLaw",
            "legal_person": "staten",
            "place": "p",
            "number": "2021001231",
            "number_source": "s",
            "identifiers": [{"scheme": "lei", "value": "x", "source": "t"}],
        }
    )
    assert set(references(entry)) == {
        ("legal_person", "agent", "staten"),
        ("place", "place", "p"),
        ("number_source", "source", "s"),
        ("identifiers", "source", "t"),
    }


def test_places_and_sources_refer_too() -> None:
    place = Place.model_validate({"id": "a", "name": "A", "kind": "Locality", "within": "b"})
    assert list(references(place)) == [("within", "place", "b")]
    source = Source.model_validate(
        {
            "id": "a",
            "kind": "BackgroundKnowledge",
            "title": "t",
            "title_en": "t",
            "issued": "2025-01-01",
            "publisher": "b",
        }
    )
    assert list(references(source)) == [("publisher", "agent", "b")]
