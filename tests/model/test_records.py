"""Records refuse to be wrong in themselves, whatever stands beside them."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from regiongraf.model import (
    RECORD_KINDS,
    ControlRight,
    Cooperation,
    Founding,
    Funding,
    Grouping,
    Mention,
    Organisation,
    Ownership,
    Participation,
    Record,
    Remark,
    Source,
)
from regiongraf.triples.records import CLASSES, FIELDS

OWNERSHIP: dict[str, Any] = {"id": "a", "owner": "b", "owned": "c", "share": 50}
FUNDING: dict[str, Any] = {
    "id": "a",
    "funder": "b",
    "recipient": "c",
    "amount": 50,
    "precision": "Exact",
    "figure_as_stated": "50",
    "stage": "Granted",
    "instrument": "Loan",
}
ORGANISATION: dict[str, Any] = {"id": "a", "name": "A AB", "form": "LimitedCompany", "form_basis": "FormByName"}
REPORT: dict[str, Any] = {
    "id": "a",
    "kind": "ReportSource",
    "title": "T",
    "title_en": "T",
    "issued": "2025-01-01",
    "document": [{"id": "a", "sha256": "0" * 64, "media_type": "text/plain", "length": 1, "file_name": "a.txt"}],
}


@pytest.mark.parametrize(
    ("model", "right", "change", "reason"),
    [
        (Ownership, OWNERSHIP, {"refines": "a"}, "itself"),
        (Ownership, OWNERSHIP, {"conflicts_with": ["a"]}, "itself"),
        (Ownership, OWNERSHIP, {"note": "bara svenska"}, "note_en"),
        (Ownership, OWNERSHIP, {"via": "d"}, "Indirect"),
        (Ownership, OWNERSHIP, {"each": True}, "each member"),
        (Ownership, OWNERSHIP, {"basis": "Kapital"}, "Capital"),
        (Ownership, OWNERSHIP, {"andel": 5}, "andel"),
        (Ownership, OWNERSHIP, {"basis_note": "\x1b[31mred"}, r"U\+001B"),
        (Funding, FUNDING, {"amount": 0}, "more than 0"),
        (Funding, FUNDING, {"amount": -5}, "more than 0"),
        (Funding, FUNDING, {"precision": None}, "how exact"),
        (Funding, FUNDING, {"figure_as_stated": None}, "how it is printed"),
        (Funding, FUNDING, {"amount": "NotStated"}, "neither precision nor figure"),
        (Funding, FUNDING, {"part_of": "a"}, "part of itself"),
        (Funding, FUNDING, {"currency": "Euro"}, "SEK, EUR or NOK; got 'Euro'"),
        (Funding, FUNDING, {"currency": ["EUR"]}, "ISO 4217"),
        (Organisation, ORGANISATION, {"number": "5599999991"}, "number_source"),
        (Organisation, ORGANISATION, {"number": "8001011234", "number_source": "s"}, "personal number"),
        (Organisation, ORGANISATION, {"form": "FormNotStated"}, "FormUnknown"),
        (Organisation, ORGANISATION, {"form_basis": "FormUnknown"}, "FormNotStated"),
        (Organisation, ORGANISATION, {"form": "StateAgency"}, "legal person"),
        (Organisation, ORGANISATION, {"legal_person": "staten"}, "legal person"),
        (Organisation, ORGANISATION, {"name": ""}, "at least 1"),
        (Organisation, ORGANISATION, {"homepage": "javascript:alert(1)"}, "https://"),
        (Organisation, ORGANISATION, {"aliases": ["ok", "a\x00b"]}, r"U\+0000"),
        (Source, REPORT, {"document": []}, "documents"),
        (Source, REPORT, {"kind": "BackgroundKnowledge"}, "background"),
    ],
)
def test_a_record_that_is_wrong_in_itself_is_refused_with_the_reason(
    model: type[Record], right: dict[str, Any], change: dict[str, Any], reason: str
) -> None:
    assert model.model_validate(right).id == "a"
    with pytest.raises(ValidationError, match=reason):
        model.model_validate({**right, **change})


@pytest.mark.parametrize(
    ("model", "content"),
    [
        (Founding, {"founders": [], "organisation": "b"}),
        (Cooperation, {"parties": ["b"], "name": "n", "name_en": "n"}),
        (Participation, {"participant": "b", "activity": "c", "roles": []}),
        (Grouping, {"group": "b", "members": [], "completeness": "ClosedList"}),
        (Remark, {"flaw": "OrderLost", "note": "n"}),
        (Mention, {"about": "b"}),
    ],
)
def test_a_relation_needs_those_whom_it_relates(model: type[Record], content: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate({"id": "a", **content})


@pytest.mark.parametrize(
    ("figure", "right"),
    [
        ({}, "BoardAppointment"),
        ({"share": 60, "seats": 3, "board_size": 5}, "BoardAppointment"),
        ({"board_size": 5}, "BoardAppointment"),
        ({"seats": 6, "board_size": 5}, "BoardAppointment"),
        ({"seats": 3, "share": 60}, "VotingRight"),
        ({"share": "NotStated"}, "SoleInfluence"),
        ({"share": 60}, "Votes"),
    ],
)
def test_a_right_has_one_figure_that_fits_its_kind(figure: dict[str, Any], right: str) -> None:
    with pytest.raises(ValidationError):
        ControlRight.model_validate({"id": "a", "holder": "b", "body": "c", "right": right, **figure})


@pytest.mark.parametrize(
    ("figure", "right"),
    [
        ({"share": "NotStated", "seats": 2}, "BoardAppointment"),
        ({"seats": 5, "board_size": 5}, "BoardAppointment"),
        ({"share": {"min": 50, "min_open": True}}, "VotingRight"),
        ({}, "SoleInfluence"),
    ],
)
def test_a_right_says_how_much_in_one_way(figure: dict[str, Any], right: str) -> None:
    made = ControlRight.model_validate({"id": "a", "holder": "b", "body": "c", "right": right, **figure})
    assert made.key == "control-right/a"


def test_each_kind_of_record_is_written_as_rdf_field_by_field() -> None:
    """A field that nobody turns into a triple would be lost in silence."""
    framed = set(Record.model_fields) | {"as_of", "valid"}
    elsewhere = {
        "ownership": {"share"},
        "control-right": {"share"},
        "funding": {"amount", "currency", "funder", "recipient"},
    }
    for kind, model in RECORD_KINDS.items():
        written = set(FIELDS[kind]) | framed | elsewhere.get(kind, set())
        assert set(model.model_fields) - written == set(), kind
        assert set(FIELDS[kind]) - set(model.model_fields) == set(), kind
    assert set(CLASSES) | {"activity"} == set(RECORD_KINDS)
