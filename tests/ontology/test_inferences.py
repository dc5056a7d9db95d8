"""What HermiT makes of the shipped facts, and how the store's rules stand to it."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from regiongraf.build import Composition
from regiongraf.derivation import derive
from regiongraf.triples import Quad
from regiongraf.validation.owl import AUXILIARY, Classification, classify, project
from regiongraf.vocabulary import Minter, expand

ID = "https://w3id.org/regiongraf/id/"
CURRENT = f"<{expand('rg:CurrentRecord')}>"
TYPE = f"<{RDF.type}>"

EXPECTED = """
staten                       rg:owns             almi-mitt
region-vasternorrland        rg:owns             almi-mitt
region-jamtland-harjedalen   rg:owns             almi-mitt
region-vasternorrland        rg:owns             bizmaker
lanets-sju-kommuner          rg:owns             bizmaker
region-vasternorrland        rg:owns             nya-ostkustbanan
region-vasternorrland        rg:owns             scenkonst-vasternorrland
sundsvalls-kommun            rg:owns             scenkonst-vasternorrland
din-tur                      rg:owns             norrtag
de-fyra-norra-regionerna     rg:owns             norrtag
bron                         rg:owns             bron-innovation
staten                       rg:ownsTransitively almi-mitt
din-tur                      rg:ownsTransitively norrtag
region-vasternorrland        rg:interestThrough  norrtag
lanets-sju-kommuner          rg:interestThrough  norrtag
region-vasternorrland        org:memberOf        din-tur
region-vasternorrland        org:memberOf        bron
region-vasternorrland        org:memberOf        coompanion-vasternorrland
ange-kommun                  org:memberOf        samordningsforbundet-ange
forsakringskassan            org:memberOf        samordningsforbundet-ange
bron                         org:hasMember       region-vasternorrland
lansmuseet-vasternorrland    schema:founder      region-vasternorrland
lansmuseet-vasternorrland    schema:founder      harnosands-kommun
din-tur                      schema:founder      region-vasternorrland
hola-folkhogskola            org:unitOf          region-vasternorrland
almi-mitt                    rdf:type            rg:StateControlledCompany
almi-mitt                    rdf:type            rg:JointlyOwned
bizmaker                     rdf:type            rg:JointlyOwned
norrtag                      rdf:type            rg:JointlyOwned
scenkonst-vasternorrland     rdf:type            rg:JointlyOwned
ownership/almi-mitt-staten   rdf:type            rg:MajorityOwnership
"""
"""Inferences that must come out, in the ids of the registry; the tails of IRIs tell them apart."""

UNEXPECTED = """
region-vasternorrland        rg:owns             norrtag
region-vasternorrland        rg:ownsTransitively norrtag
region-vasternorrland        rg:owns             bron-innovation
region-vasternorrland        rg:interestThrough  bron-innovation
region-vasternorrland        rg:owns             lansmuseet-vasternorrland
nya-ostkustbanan             rdf:type            rg:StateControlledCompany
bizmaker                     rdf:type            rg:StateControlledCompany
"""
"""Stronger claims than the sources make: neither HermiT nor the rules may make them."""


def short(fact: tuple[str, str, str]) -> tuple[str, str, str]:
    subject, predicate, object_ = fact
    tails = [node.removeprefix(f"{ID}organisation/").removeprefix(f"{ID}group/") for node in (subject, object_)]
    return tails[0].removeprefix(ID), predicate, tails[1].removeprefix(ID)


def listed(text: str) -> list[tuple[str, str, str]]:
    rows = [line.split() for line in text.strip().splitlines()]
    return [(s, expand(p), expand(o) if p == "rdf:type" else o) for s, p, o in rows]


@pytest.fixture(scope="module")
def classification(stated: Graph) -> Classification:
    return classify(stated)


@pytest.fixture(scope="module")
def derived(composition: Composition) -> set[tuple[str, str, str]]:
    return {(s[1:-1], p[1:-1], o[1:-1]) for s, p, o, _ in composition.derived}


@pytest.mark.owl
def test_the_whole_of_what_is_projected_is_loaded(
    classification: Classification, stated: Graph, ontology: Graph
) -> None:
    classes = {c for c in ontology.subjects(RDF.type, OWL.Class) if isinstance(c, URIRef)}
    assert classification.classes == len(classes) >= 90
    assert classification.triples > len(ontology) + len(project(stated)) - 10 > 4_500


@pytest.mark.owl
def test_the_shipped_facts_are_consistent(classification: Classification) -> None:
    assert classification.consistent
    assert classification.unsatisfiable == ()


@pytest.mark.owl
@pytest.mark.parametrize("fact", listed(EXPECTED), ids=" ".join)
def test_hermit_infers(fact: tuple[str, str, str], classification: Classification) -> None:
    assert fact in {short(inferred) for inferred in classification.inferred}


@pytest.mark.owl
@pytest.mark.parametrize("fact", listed(UNEXPECTED), ids=" ".join)
def test_nobody_claims(fact: tuple[str, str, str], classification: Classification, derived: set) -> None:
    assert fact not in {short(inferred) for inferred in classification.inferred}
    assert fact not in {short(triple) for triple in derived}


@pytest.mark.owl
def test_the_rules_contain_what_hermit_infers(
    classification: Classification, derived: set[tuple[str, str, str]], composition: Composition
) -> None:
    stated = {(s[1:-1], p[1:-1], o[1:-1]) for s, p, o, _ in composition.stated}
    assert len(classification.inferred) > 100
    assert [fact for fact in classification.inferred if fact not in derived | stated] == []


def test_nothing_derived_rests_on_refined_or_deprecated_records(composition: Composition) -> None:
    """Without them the same triples are derived, but for what is said of those records themselves."""
    base = [*composition.stated, *composition.ontology]
    left_out = inactive(composition.stated)
    assert left_out, "the report has refined records"
    without = [quad for quad in base if quad[0] not in left_out and quad[2] not in left_out]
    graph = Minter().derived_graph
    everything = {triple for triple in derive(base, graph) if triple[0] not in left_out}
    assert everything == set(derive(without, graph))
    about = {triple for triple in derive(base, graph) if triple[0] in left_out}
    assert {predicate for _, predicate, _ in about} == {TYPE}
    assert CURRENT not in {object_ for _, _, object_ in about}


def test_deprecating_everything_leaves_only_types(composition: Composition) -> None:
    rank = f"<{expand('rg:rank')}>"
    deprecated = [(s, p, f"<{expand('rg:Deprecated')}>" if p == rank else o, g) for s, p, o, g in composition.stated]
    derived = derive([*deprecated, *composition.ontology], Minter().derived_graph)
    assert {predicate for _, predicate, _ in derived} == {TYPE}
    assert CURRENT not in {object_ for _, _, object_ in derived}


def test_auxiliary_properties_are_not_written(composition: Composition) -> None:
    written = {predicate[1:-1] for _, predicate, _, _ in (*composition.stated, *composition.derived)}
    assert not written & AUXILIARY


def inactive(quads: tuple[Quad, ...]) -> set[str]:
    rank = f"<{expand('rg:rank')}>"
    return {s for s, p, o, _ in quads if p == rank and o in {f"<{expand(r)}>" for r in ("rg:Refined", "rg:Deprecated")}}
