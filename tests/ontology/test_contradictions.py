"""Facts that contradict the ontology: HermiT refuses each, by an axiom that its name tells."""

from __future__ import annotations

import pytest
from rdflib import Graph

from regiongraf.validation.owl import classify

pytestmark = pytest.mark.owl

SOUND = """
@prefix ex: <https://example.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rg: <https://w3id.org/regiongraf/def#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:source a rg:Source ; rg:sourceKind rg:BackgroundKnowledge .
ex:state a rg:State ; org:classification rg:StateForm .
ex:agency a rg:StateAgency ; org:classification rg:StateAgencyForm ; rg:partOfLegalPerson ex:state .
ex:region a rg:Region ; org:classification rg:RegionForm .
ex:town a rg:Municipality ; org:classification rg:MunicipalityForm .
ex:company a rg:LimitedCompany ; org:classification rg:LimitedCompanyForm ; rg:organisationNumber "5599999991" .
ex:subsidiary a rg:LimitedCompany ; org:classification rg:LimitedCompanyForm .
ex:union a rg:MunicipalAssociation ; org:classification rg:MunicipalAssociationForm .
ex:club a rg:NonProfitAssociation ; org:classification rg:NonProfitAssociationForm .
ex:foundation a rg:Foundation ; org:classification rg:FoundationForm .
ex:network a rg:Network ; org:classification rg:NetworkForm .
ex:towns a rg:AgentGroup .
ex:project a rg:Project ; rg:rank rg:Normal .
ex:holding a rg:Ownership ; rg:rank rg:Normal ; rg:asOf "2025-01-01"^^xsd:date ; rg:directness rg:Direct ;
    rg:owner ex:agency ; rg:ownedEntity ex:company ; rg:shareExact 51.0 .
ex:minority a rg:Ownership ; rg:rank rg:Normal ; rg:directness rg:DirectnessNotStated ;
    rg:owner ex:club ; rg:ownedEntity ex:company ; rg:shareStatus rg:ShareNotStated .
ex:through a rg:Ownership ; rg:rank rg:Normal ; rg:directness rg:Direct ;
    rg:owner ex:union ; rg:ownedEntity ex:subsidiary ; rg:shareStatus rg:ShareNotStated .
ex:membership a org:Membership ; rg:rank rg:Normal ; org:member ex:region ; org:organization ex:union .
"""
HOLDING = "ex:new a rg:Ownership ; rg:rank rg:Normal ; rg:directness rg:Direct ; "
MEMBERSHIP = "ex:new a org:Membership ; rg:rank rg:Normal ; "

BROKEN = {
    "a foundation is owned": HOLDING + "rg:owner ex:region ; rg:ownedEntity ex:foundation .",
    "a non-profit association is owned": HOLDING + "rg:owner ex:region ; rg:ownedEntity ex:club .",
    "a network owns": HOLDING + "rg:owner ex:network ; rg:ownedEntity ex:company .",
    "two legal forms": "ex:company a rg:EconomicAssociation .",
    "a company and a network": "ex:company a rg:Network .",
    "two owners in one ownership": "ex:holding rg:owner ex:region .",
    "two owned bodies in one ownership": "ex:holding rg:ownedEntity ex:subsidiary .",
    "two exact shares in one ownership": "ex:holding rg:shareExact 49.0 .",
    "direct and indirect at once": "ex:holding rg:directness rg:Indirect .",
    "one number on two bodies": 'ex:subsidiary rg:organisationNumber "5599999991" .',
    "two numbers on one body": 'ex:company rg:organisationNumber "5599999983" .',
    "a company is a member of a municipal association": MEMBERSHIP
    + "org:member ex:company ; org:organization ex:union .",
    "a foundation has a member": MEMBERSHIP + "org:member ex:region ; org:organization ex:foundation .",
    "a project is a company": "ex:project a rg:LimitedCompany .",
    "an ownership is a membership": "ex:holding a org:Membership .",
    "a group is a legal person": "ex:towns a rg:Municipality .",
    "an agency is part of two legal persons": "ex:agency rg:partOfLegalPerson ex:region .",
    "two ranks on one record": "ex:holding rg:rank rg:Preferred .",
    "a share that is no number": 'ex:minority rg:shareExact "half" .',
}


def graph(*parts: str) -> Graph:
    return Graph().parse(data=SOUND + "\n".join(parts), format="turtle")


def test_the_sound_facts_are_consistent_and_make_their_classes() -> None:
    found = classify(graph())
    assert found.consistent
    types = {(s.rpartition("/")[2], o.rpartition("#")[2]) for s, _, o in found.inferred}
    assert {("company", "StateControlledCompany"), ("company", "JointlyOwned")} <= types
    assert ("holding", "MajorityOwnership") in types
    between = {(s.rpartition("/")[2], p.rpartition("#")[2], o.rpartition("/")[2]) for s, p, o in found.inferred}
    assert ("region", "interestThrough", "subsidiary") in between
    assert ("region", "owns", "subsidiary") not in between


@pytest.mark.parametrize("wrong", BROKEN)
def test_a_contradiction_is_found(wrong: str) -> None:
    assert not classify(graph(BROKEN[wrong])).consistent


def test_what_does_not_count_contradicts_nothing() -> None:
    """A refined or ended record stays out of the reasoning, whatever it says."""
    refined = (HOLDING + "rg:owner ex:region ; rg:ownedEntity ex:foundation .").replace("rg:Normal", "rg:Refined")
    ended = HOLDING.replace("ex:new", "ex:ended") + (
        'rg:owner ex:region ; rg:ownedEntity ex:foundation ; rg:asOf "2025-01-01"^^xsd:date ; '
        'rg:validTo "2020-12-31"^^xsd:date .'
    )
    assert classify(graph(refined, ended)).consistent


def test_two_sources_on_one_share_do_not_make_two_owners() -> None:
    twice = HOLDING + "rg:owner ex:union ; rg:ownedEntity ex:subsidiary ; rg:shareExact 60.0 ."
    found = classify(graph(twice, twice.replace("ex:new", "ex:other").replace("60.0", "70.0")))
    assert found.consistent
    joint = {s for s, _, o in found.inferred if o.endswith("#JointlyOwned")}
    assert joint == {"https://example.org/company"}
