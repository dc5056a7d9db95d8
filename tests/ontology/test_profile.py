"""The ontology stays in OWL 2 DL: simple properties where they must be, known datatypes, no term of two kinds."""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

NUMBERS = (OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality, OWL.qualifiedCardinality, OWL.minCardinality)
DATATYPES = {XSD.decimal, XSD.integer, XSD.boolean, XSD.string}


def not_simple(ontology: Graph) -> set[Node]:
    """Properties with a chain, transitive ones, what is above them, and their inverses (OWL 2 Structure, 11.1)."""
    found = set(ontology.subjects(OWL.propertyChainAxiom)) | set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    while True:
        more = {above for low in found for above in ontology.objects(low, RDFS.subPropertyOf)}
        more |= {i for p in found for i in (*ontology.objects(p, OWL.inverseOf), *ontology.subjects(OWL.inverseOf, p))}
        if more <= found:
            return found
        found |= more


def test_properties_with_chains_bear_no_axiom_that_needs_a_simple_one(ontology: Graph) -> None:
    kinds = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty)
    needing = {p for kind in kinds for p in ontology.subjects(RDF.type, kind)}
    restrictions = {r for number in (*NUMBERS, OWL.hasSelf) for r in ontology.subjects(number)}
    needing |= {ontology.value(restriction, OWL.onProperty) for restriction in restrictions}
    assert not needing & not_simple(ontology)


def test_chains_form_no_circle(ontology: Graph) -> None:
    """A property never comes, through chains and what lies below, to be made of itself; transitivity alone may."""
    made_of: dict[Node, set[Node]] = {}
    for property_, chain in ontology.subject_objects(OWL.propertyChainAxiom):
        made_of.setdefault(property_, set()).update(ontology.items(chain))
    for low, high in ontology.subject_objects(RDFS.subPropertyOf):
        made_of.setdefault(high, set()).add(low)
    for start in made_of:
        seen, open_ = set(), set(made_of[start])
        while open_:
            part = open_.pop()
            seen.add(part)
            open_ |= made_of.get(part, set()) - seen
        assert start not in seen, start


def test_only_datatypes_of_owl_2_are_ranges(ontology: Graph) -> None:
    ranges = {ontology.value(p, RDFS.range) for p in ontology.subjects(RDF.type, OWL.DatatypeProperty)} - {None}
    assert ranges <= DATATYPES


def test_no_term_is_of_two_kinds(ontology: Graph) -> None:
    kinds = [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty]
    for position, kind in enumerate(kinds):
        for other in kinds[position + 1 :]:
            both = set(ontology.subjects(RDF.type, kind)) & set(ontology.subjects(RDF.type, other))
            assert not {term for term in both if isinstance(term, URIRef)}


def test_the_promised_axioms_are_there(ontology: Graph) -> None:
    """Named one by one, so that none is lost in an edit; what they do, the reasoner's tests show."""
    rg, org = "https://w3id.org/regiongraf/def#", "http://www.w3.org/ns/org#"
    for chained in (
        rg + "owns",
        rg + "interestThrough",
        org + "memberOf",
        "https://schema.org/founder",
        org + "unitOf",
    ):
        assert (URIRef(chained), OWL.propertyChainAxiom, None) in ontology
    for functional in ("owner", "ownedEntity"):
        assert (URIRef(rg + functional), RDF.type, OWL.FunctionalProperty) in ontology
    (key,) = ontology.objects(URIRef(rg + "LegalPerson"), OWL.hasKey)
    assert list(ontology.items(key)) == [URIRef(rg + "organisationNumber")]
    for defined in ("MajorityOwnership", "StateControlledCompany", "JointlyOwned"):
        assert (URIRef(rg + defined), OWL.equivalentClass, None) in ontology
