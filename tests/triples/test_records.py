"""Records to RDF: every value stands in the graph of its source, what is unknown is said, and no node is blank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from regiongraf.errors import Place
from regiongraf.facts import Corpus, Located, Work
from regiongraf.model import RECORD_KINDS, Group, Organisation, Record, Source
from regiongraf.model import Place as PlaceEntry
from regiongraf.triples.corpus import statements
from regiongraf.vocabulary import PREFIXES, Minter

HERE = Place("facts.toml", 1)
MINTER = Minter("https://example.se/")
SOURCE = Source.model_validate(
    {
        "id": "s",
        "kind": "ReportSource",
        "title": "Verk",
        "title_en": "Work",
        "issued": "2025-06-01",
        "document": [{"id": "d", "sha256": "0" * 64, "media_type": "text/plain", "length": 9, "file_name": "d.txt"}],
    }
)
HASH = "0123456789abcdef"
SPAN = {"start": 1, "end": 5, "span": HASH, "before": HASH, "after": HASH, "page": 7}
BASE: dict[str, Any] = {"id": "x", "evidence": [SPAN]}


def _corpus(*records: Record) -> Corpus:
    body = {"form": "LimitedCompany", "form_basis": "FormByName"}
    registry = [
        *(Organisation.model_validate({"id": id_, "name": f"{id_.upper()} AB", **body}) for id_ in "abc"),
        Group(id="g", name="gruppen", stated_count=4),
        PlaceEntry.model_validate({"id": "p", "name": "Plats", "kind": "MunicipalArea", "code": "0160"}),
    ]
    work = Work(Located(SOURCE, HERE), tuple(Located(record, HERE) for record in records))
    return Corpus(tuple(Located(entry, HERE) for entry in registry), (work,))


def _said(kind: str, content: dict[str, Any]) -> set[str]:
    """What the graph of the source says of the record x, in prefixed names, as “property value”."""
    record = RECORD_KINDS[kind].model_validate({**BASE, **content})
    graph = next(g for g in statements(_corpus(record), MINTER) if g.graph == MINTER.source_graph("s"))
    subject = f"<https://example.se/id/{kind}/x>"
    names = {iri: f"{prefix}:" for prefix, iri in PREFIXES.items()} | {"https://example.se/id/": ""}

    def short(term: str) -> str:
        for iri, prefix in names.items():
            term = term.replace(f"<{iri}", prefix) if f"<{iri}" in term else term
        return term.removesuffix(">")

    return {f"{short(p)} {short(o)}" for s, p, o in graph.triples if s == subject}


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        (
            "ownership",
            {"owner": "a", "owned": "b", "share": 51},
            {
                "rdf:type rg:Ownership",
                "rg:owner organisation/a",
                "rg:ownedEntity organisation/b",
                'rg:shareExact "51.0"^^xsd:decimal',
                "rg:shareBasis rg:BasisNotStated",
                "rg:directness rg:DirectnessNotStated",
                "rg:rank rg:Normal",
                "rg:derivation rg:Stated",
                "prov:hadPrimarySource source/s",
                'rg:asOf "2025-06-01"^^xsd:date',
                "rg:evidence evidence/s/d/1-5",
            },
        ),
        (
            "ownership",
            {"owner": "g", "owned": "b", "share": "NotStated", "each": True},
            {"rg:owner group/g", "rg:shareStatus rg:ShareNotStated", 'rg:distributive "true"^^xsd:boolean'},
        ),
        (
            "control-right",
            {"holder": "a", "body": "b", "right": "BoardAppointment", "seats": 2, "board_size": 3},
            {
                "rdf:type rg:ControlRight",
                "rg:holder organisation/a",
                "rg:rightOver organisation/b",
                "rg:rightKind rg:BoardAppointment",
                'rg:seats "2"^^xsd:integer',
                'rg:boardSize "3"^^xsd:integer',
            },
        ),
        (
            "control-right",
            {"holder": "a", "body": "b", "right": "VotingRight", "share": "NotStated"},
            {"rg:rightKind rg:VotingRight", "rg:shareStatus rg:ShareNotStated"},
        ),
        (
            "ownership",
            {"owner": "a", "owned": "b", "share": {"min": 50, "min_open": True}},
            {
                'rg:shareMin "50.0"^^xsd:decimal',
                'rg:shareMax "100.0"^^xsd:decimal',
                'rg:shareMinOpen "true"^^xsd:boolean',
            },
        ),
        (
            "ownership",
            {
                "owner": "a",
                "owned": "b",
                "share": 5,
                "directness": "Indirect",
                "via": "c",
                "refines": "y",
                "rank": "Refined",
                "conflicts_with": ["z"],
                "valid": "2023/2024",
                "as_of": "2024-05",
            },
            {
                "rg:via organisation/c",
                "rg:refines ownership/y",
                "rg:conflictsWith ownership/z",
                "rg:rank rg:Refined",
                'rg:validFrom "2023-01-01"^^xsd:date',
                'rg:validTo "2024-12-31"^^xsd:date',
                "rg:datePrecision rg:YearPrecision",
                'rg:asOf "2024-05-31"^^xsd:date',
            },
        ),
        (
            "membership",
            {"member": "a", "organisation": "b"},
            {"org:member organisation/a", "org:organization organisation/b", "org:role rg:MemberRole"},
        ),
        (
            "founding",
            {"founders": ["a", "b"], "organisation": "c"},
            {"rg:founder organisation/a", "rg:founder organisation/b"},
        ),
        (
            "funding",
            {
                "funder": "NotStated",
                "recipient": "NotStated",
                "amount": "NotStated",
                "stage": "Budgeted",
                "instrument": "Loan",
            },
            {
                "rg:funderStatus rg:FunderNotStated",
                "rg:recipientStatus rg:RecipientNotStated",
                "rg:amountStatus rg:AmountNotStated",
                "rg:stage rg:Budgeted",
            },
        ),
        (
            "funding",
            {
                "funder": "InParts",
                "recipient": "b",
                "amount": 10700000,
                "precision": "Rounded",
                "figure_as_stated": "10,7",
                "unit_as_stated": "miljoner",
                "stage": "Granted",
                "instrument": "Loan",
                "is_total": True,
                "awards": 14,
            },
            {
                "rg:funderStatus rg:FunderInParts",
                "rg:recipient organisation/b",
                'rg:amount "10700000.0"^^xsd:decimal',
                'rg:figureAsStated "10,7"',
                'rg:isTotal "true"^^xsd:boolean',
                'rg:numberOfAwards "14"^^xsd:integer',
                "rg:currency <http://publications.europa.eu/resource/authority/currency/SEK",
            },
        ),
        (
            "activity",
            {"kind": "Project", "name": "Projektet", "name_en": "The project", "aliases": ["P2"], "places": ["p"]},
            {
                "rdf:type rg:Project",
                'skos:prefLabel "Projektet"@sv',
                'skos:prefLabel "The project"@en',
                'skos:altLabel "P2"@sv',
                "dct:spatial place/p",
                "rg:activityStatus rg:StatusNotStated",
            },
        ),
        (
            "grouping",
            {"group": "g", "members": ["a", "b"], "completeness": "ClosedList"},
            {"rg:group group/g", "rg:groupMember organisation/a"},
        ),
        (
            "indicator",
            {
                "indicator": "LoansGranted",
                "reporter": "a",
                "value": 14,
                "unit": "CountUnit",
                "precision": "Exact",
                "figure_as_stated": "14",
                "place": "p",
            },
            {
                'sdmx-measure:obsValue "14.0"^^xsd:decimal',
                "qb:dataSet source/s/indicators",
                "sdmx-dimension:refArea place/p",
            },
        ),
        (
            "remark",
            {"flaw": "OrderLost", "about": ["ownership/y"], "note": "Ordningen", "note_en": "The order"},
            {"rg:remarkAbout ownership/y", 'skos:note "Ordningen"@sv', 'skos:note "The order"@en'},
        ),
        (
            "affiliation",
            {"principal": "a", "affiliate": "b", "name_as_stated": "B", "form_as_stated": "LimitedCompany"},
            {"rg:formAsStated rg:LimitedCompanyForm", 'rg:nameAsStated "B"'},
        ),
        (
            "match",
            {"left": "a", "right": "b", "reason": "lika", "reason_en": "alike"},
            {
                "rg:candidate organisation/a",
                "rg:candidate organisation/b",
                'rg:reason "lika"@sv',
                'rg:reason "alike"@en',
            },
        ),
    ],
)
def test_what_a_record_says_stands_in_the_graph_of_its_source(
    kind: str, content: dict[str, Any], said: set[str]
) -> None:
    assert said - _said(kind, content) == set()


def test_what_is_false_or_absent_is_left_out() -> None:
    said = _said("ownership", {"owner": "a", "owned": "b", "share": 51})
    assert not any(
        name in " ".join(said) for name in ("distributive", "via", "validFrom", "refines", "shareStatus", "shareMin")
    )


def test_registry_places_and_codes_are_text() -> None:
    (registry, _) = statements(_corpus(), MINTER)
    assert registry.graph == "https://example.se/graph/registry"
    objects = {o for s, _, o in registry.triples if s == "<https://example.se/id/place/p>"}
    assert '"0160"' in objects


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", 'A" . <x> <y> "', "A\\u0022", "å\u202eö", "'''", '""" AB', "\\"]
)
def test_a_hostile_name_stays_one_literal_of_one_subject(name: str, tmp_path: Path) -> None:
    record = RECORD_KINDS["activity"].model_validate({**BASE, "kind": "Event", "name": name, "name_en": "e"})
    quads = [quad for graph in statements(_corpus(record), MINTER) for quad in graph.quads()]
    text = "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads)
    parsed = list(ox.parse(input=text.encode(), format=ox.RdfFormat.N_QUADS))
    assert len(parsed) == len(quads)
    assert name in {quad.object.value for quad in parsed}


def test_there_are_no_blank_nodes_and_each_graph_says_a_thing_once() -> None:
    record = RECORD_KINDS["membership"].model_validate({**BASE, "member": "a", "organisation": "b"})
    for graph in statements(_corpus(record), MINTER):
        assert not any(term.startswith("_:") for triple in graph.triples for term in triple)
        assert list(graph.triples) == sorted(set(graph.triples))
