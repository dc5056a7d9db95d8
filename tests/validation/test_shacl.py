"""The gate: what it accepts, what it says, and in what order."""

from __future__ import annotations

import pytest
from rdflib import Graph

from regiongraf.build import compose, stated_graph
from regiongraf.facts import load
from regiongraf.ontology import ontology_graph, shapes_graph
from regiongraf.resources import shelf
from regiongraf.validation.shacl import Finding, validate
from regiongraf.vocabulary import Minter

PREFIXES = """
@prefix ex: <https://example.org/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rg: <https://w3id.org/regiongraf/def#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = "https://w3id.org/regiongraf/shapes#"


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return shapes_graph()


def broken(data: str, shapes: Graph) -> list[Finding]:
    return validate(Graph().parse(data=PREFIXES + data, format="turtle"), shapes)


def test_the_shipped_facts_break_no_rule(shapes: Graph) -> None:
    stated = stated_graph(compose(load(shelf("facts")), Minter()))
    found = validate(stated + ontology_graph(), shapes)
    assert [str(finding) for finding in found if finding.severity == "error"] == []


def test_nothing_is_sound(shapes: Graph) -> None:
    assert validate(Graph(), shapes) == []


def test_a_finding_names_rule_place_value_and_the_next_step(shapes: Graph) -> None:
    (finding,) = broken(
        'ex:place-1 a rg:Place ; rg:placeKind rg:County ; skos:prefLabel "Län"@sv ; skos:notation "A" .', shapes
    )
    assert finding.severity == "error"
    assert finding.rule == SHAPES + "Place-code"
    assert finding.focus == "https://example.org/id/place-1"
    assert finding.value == "A"
    assert finding.said("sv").startswith("place-1: Koden ska vara två siffror")
    assert finding.said("en").startswith("place-1: The code is two digits")
    assert finding.said("en").endswith("[Place-code]")
    assert str(finding) == finding.said("en")
    assert "\n" not in finding.said("sv") + finding.said("en")


def test_a_place_in_a_file_is_told_as_it_is() -> None:
    finding = Finding("error", "open-conflict", "facts.toml:12", None, "Gör\nså.", "Do\nthis.")
    assert finding.said("sv") == "facts.toml:12: Gör så. [open-conflict]"
    assert str(finding) == "facts.toml:12: Do this. [open-conflict]"


def test_several_places_are_told_without_their_base() -> None:
    finding = Finding("error", "owl", "https://example.org/id/a/b, https://example.org/id/c/d", None, "Gör.", "Do.")
    assert str(finding) == "a/b, c/d: Do. [owl]"


def test_values_of_queries_stand_in_the_message(shapes: Graph) -> None:
    """Two exact shares of 60 and 51 per cent in one source: the sum is in the message."""
    holding = """a rg:Ownership ; rg:ownedEntity ex:c ; rg:shareBasis rg:BasisNotStated ; rg:directness rg:Direct ;
        rg:rank rg:Normal ; prov:hadPrimarySource ex:s ; rg:asOf "2025-01-01"^^xsd:date ; """
    found = broken(
        f"ex:a {holding} rg:owner ex:o ; rg:shareExact 60.0 . ex:b {holding} rg:owner ex:p ; rg:shareExact 51.0 .",
        shapes,
    )
    (total,) = [finding for finding in found if finding.rule == SHAPES + "Owned-shareSum"]
    assert "111.0 per cent" in total.message_en
    assert "111.0 procent" in total.message_sv


def test_findings_come_once_and_errors_first(shapes: Graph) -> None:
    data = (
        "ex:b a rg:Ownership ; rg:directness rg:Indirect . ex:a a rg:Place ; rg:placeKind rg:County . ex:c a rg:Place ."
    )
    found = broken(data, shapes)
    assert found == sorted(set(found), key=lambda finding: finding.sort_key)
    assert [finding.severity for finding in found] == sorted(
        (f.severity for f in found), key=["error", "warning"].index
    )
    assert found[-1].rule == SHAPES + "IndirectVia"
    assert found == broken(data, shapes)
