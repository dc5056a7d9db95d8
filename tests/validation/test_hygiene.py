"""The ontology that ships is clean, and each rule of hygiene finds what it is for."""

from __future__ import annotations

import pytest

from regiongraf.ontology import ontology_graph, shapes_graph
from regiongraf.validation.hygiene import hygiene, shipped, used_terms
from regiongraf.vocabulary import TERMS

PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rg: <https://w3id.org/regiongraf/def#> .
@prefix rgs: <https://w3id.org/regiongraf/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
CLEAN = {
    "kind": "a owl:Class",
    "label": 'rdfs:label "nytt"@sv, "new"@en',
    "definition": 'skos:definition "Något nytt."@sv, "Something new."@en',
    "example": "skos:example <https://w3id.org/regiongraf/examples/Region.ttl>",
    "home": "rdfs:isDefinedBy <https://w3id.org/regiongraf/def>",
}


def broken(extra: str, *, shapes: str = "", used: bool = True) -> set[tuple[str, str]]:
    """What one more piece of ontology breaks, as (rule, term)."""
    ontology, more = ontology_graph(), shapes_graph()
    ontology.parse(data=PREFIXES + extra, format="turtle")
    more.parse(data=PREFIXES + shapes, format="turtle")
    terms = used_terms() | ({TERMS + "New"} if used else set())
    found = hygiene(ontology, more, terms)
    return {(finding.rule.partition("#")[2], finding.focus.rpartition("#")[2]) for finding in found}


def term(**changes: str) -> str:
    return "rg:New " + " ; ".join(part for part in {**CLEAN, **changes}.values() if part) + " ."


def test_the_shipped_ontology_is_clean() -> None:
    assert [str(finding) for finding in shipped()] == []


def test_a_clean_term_is_clean() -> None:
    assert broken(term()) == set()


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("missing-label", {"label": 'rdfs:label "nytt"@sv'}),
        ("missing-definition", {"definition": 'skos:definition "Something new."@en'}),
        ("missing-example", {"example": ""}),
        ("missing-home", {"home": ""}),
        ("duplicate-label", {"label": 'rdfs:label "nytt"@sv, "region"@en'}),
    ],
)
def test_what_a_term_lacks_is_found(rule: str, changes: dict[str, str]) -> None:
    expected = {(rule, "New")} | ({(rule, "Region")} if rule == "duplicate-label" else set())
    assert broken(term(**changes)) == expected


def test_two_codes_of_one_name_are_found() -> None:
    code = (
        term(kind="a skos:Concept", label='skos:prefLabel "normal"@sv, "new"@en')
        + "rg:New skos:inScheme rg:RankScheme ."
    )
    assert broken(code) == {("duplicate-code-label", "New"), ("duplicate-code-label", "Normal")}


def test_a_term_that_nothing_needs_is_found() -> None:
    assert broken(term(), used=False) == {("unused-term", "New")}


def test_a_misspelt_reference_is_found_in_the_ontology_and_in_the_shapes() -> None:
    assert broken(term(kind="a owl:Class ; rdfs:subClassOf rg:Recrod")) == {("untyped-reference", "Recrod")}
    assert broken("", shapes="rgs:New a sh:PropertyShape ; sh:path rg:onwer .") == {("untyped-reference", "onwer")}


def test_a_reused_property_without_a_declaration_is_found() -> None:
    found = broken(term() + "rg:New <https://example.org/#property> rg:Region .")
    assert found == {("undeclared-property", "property")}
