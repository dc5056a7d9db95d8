"""Every term is defined, and the files that list terms are in step."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD

from regiongraf.build import Composition
from regiongraf.model import codes
from regiongraf.triples.records import CLASSES, COMMON, FIELDS
from regiongraf.validation.owl import AUXILIARY
from regiongraf.vocabulary import PREFIXES, TERMS, expand

# The codes of an enum are a code list of the same name, but for these, whose codes are classes.
CLASS_CODES = {"Form": "FormScheme", "Branch": None, "ActivityKind": None}
ENUMS = {n: e for n, e in vars(codes).items() if isinstance(e, type) and issubclass(e, StrEnum) and e is not StrEnum}


@pytest.mark.parametrize("folder", ["", "codes", "imports", "shapes", "examples", "examples/wrong"])
def test_all_turtle_parses(repository: Path, folder: str) -> None:
    files = sorted((repository / "ontology" / folder).glob("*.ttl"))
    assert files
    for file in files:
        assert len(Graph().parse(file)), file


def test_what_records_can_become_is_defined(ontology: Graph) -> None:
    names = {name for fields in FIELDS.values() for name, _ in fields.values()}
    names |= {name for name, _ in COMMON.values()} | set(CLASSES.values())
    undefined = {n for n in names - {"rdf:type"} if (URIRef(expand(n)), RDF.type, None) not in ontology}
    assert not undefined


def test_what_the_dataset_says_is_defined(ontology: Graph, stated: Graph, composition: Composition) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind)} | {str(RDF.type)}
    used = {str(p) for p in stated.predicates()} | {str(c) for c in stated.objects(None, RDF.type)}
    used |= {quad[1][1:-1] for quad in composition.derived}
    used |= {quad[2][1:-1] for quad in composition.derived if quad[1] == f"<{RDF.type}>"}
    assert not used - declared


def test_literals_are_in_the_ranges_of_their_properties(ontology: Graph, stated: Graph) -> None:
    def datatype(value: Literal) -> URIRef:
        return RDF.langString if value.language else value.datatype or XSD.string

    ranges = {
        property_: range_
        for property_ in ontology.subjects(RDF.type, OWL.DatatypeProperty)
        if isinstance(range_ := ontology.value(property_, RDFS.range), URIRef)
    }
    wrong = {
        (str(p), str(datatype(o)))
        for _, p, o in stated
        if p in ranges and (not isinstance(o, Literal) or datatype(o) != ranges[p])
    }
    assert not wrong


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_code_enums_and_code_lists_are_in_step(ontology: Graph, name: str) -> None:
    values = {member.value for member in ENUMS[name]}
    scheme = CLASS_CODES.get(name, f"{name}Scheme")
    listed = {str(c).removeprefix(TERMS) for c in ontology.subjects(SKOS.inScheme, URIRef(f"{TERMS}{scheme}"))}
    if name in CLASS_CODES:
        classes = {str(c).removeprefix(TERMS) for c in ontology.subjects(RDF.type, OWL.Class)}
        assert values <= classes
    if scheme:
        assert listed == {f"{value}Form" if name == "Form" else value for value in values}


def test_every_code_list_belongs_to_an_enum_or_to_what_is_not_stated(ontology: Graph) -> None:
    schemes = {str(s).removeprefix(TERMS) for s in ontology.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {f"{name}Scheme" for name in ENUMS if CLASS_CODES.get(name, name)} | {"StatementStatusScheme"}


def test_code_lists_in_shapes_are_the_code_lists(ontology: Graph, shapes: Graph) -> None:
    """A new code must reach the shapes: each sh:in of a rule about codes lists a whole scheme, or part of one."""
    schemes = {frozenset(ontology.subjects(SKOS.inScheme, scheme)) for scheme in ontology.objects(None, SKOS.inScheme)}
    for shape, values in shapes.subject_objects(SH["in"]):
        members = set(Collection(shapes, values))
        if (shape, SH.message, None) in shapes and members <= set(ontology.subjects(RDF.type, SKOS.Concept)):
            partly = str(shape).endswith(("RefinedRank-rank", "ViaDirectness-indirect"))
            assert partly or members in schemes, shape


@pytest.fixture(scope="module")
def context(repository: Path) -> dict[str, object]:
    text = (repository / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text)["@context"]
    return found


def test_the_context_knows_the_prefixes_of_the_vocabulary(context: dict[str, object]) -> None:
    prefixes = {name: iri for name, iri in context.items() if isinstance(iri, str) and ":" not in name}
    assert prefixes.pop("currency") == "http://publications.europa.eu/resource/authority/currency/"
    assert {name: PREFIXES.get(name) for name in prefixes} == prefixes


def test_the_context_has_every_property_with_its_kind(context: dict[str, object], ontology: Graph) -> None:
    own = {str(p) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for p in ontology.subjects(RDF.type, kind)}
    written = {f"rg:{iri.removeprefix(TERMS)}" for iri in own if iri.startswith(TERMS)}
    assert written == {name for name in context if name.startswith("rg:")}
    for name, entry in context.items():
        if isinstance(entry, dict):
            assert entry["@id"] == name
            is_object = (URIRef(expand(name)), RDF.type, OWL.ObjectProperty) in ontology
            assert (entry.get("@type") == "@id") == is_object, name


def test_the_context_keys_texts_by_their_language(context: dict[str, object]) -> None:
    """What a record writes with a language, and only that, is a language map."""
    shape = {**{n: e for fields in FIELDS.values() for n, e in fields.values()}, **dict(COMMON.values())}
    for name, encode in shape.items():
        entry = context.get(name, {})
        assert isinstance(entry, dict)
        writes_language = "_language" in encode.__qualname__
        assert ("@language" in str(entry.get("@container"))) == writes_language, name


def test_the_context_covers_what_records_become(context: dict[str, object]) -> None:
    names = {name for fields in FIELDS.values() for name, _ in fields.values()} | {n for n, _ in COMMON.values()}
    assert names - {"rdf:type"} <= set(context)


def test_alignments_are_mappings_of_own_terms_only(repository: Path, ontology: Graph) -> None:
    graph = Graph().parse(repository / "ontology" / "alignment.ttl")
    mappings = {SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    header = URIRef("https://w3id.org/regiongraf/alignment")
    rows = [(s, p, o) for s, p, o in graph if s != header]
    assert len(rows) > 30
    for subject, property_, object_ in rows:
        assert property_ in mappings
        assert (subject, RDF.type, None) in ontology, subject
        assert isinstance(object_, URIRef)
        assert not str(object_).startswith(TERMS)


def test_the_auxiliary_properties_are_those_without_an_example_file(ontology: Graph) -> None:
    own = {p for p in ontology.subjects(RDF.type, OWL.ObjectProperty) if str(p).startswith(TERMS)}
    without = {str(p) for p in own if not isinstance(ontology.value(p, SKOS.example), URIRef)}
    assert without | {expand("org:resultedFrom")} == AUXILIARY


def test_no_vocabulary_is_imported_whole(ontology: Graph) -> None:
    assert (None, OWL.imports, None) not in ontology


def test_every_reused_term_is_declared_with_its_home(ontology: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    foreign = {t for k in kinds for t in ontology.subjects(RDF.type, k) if isinstance(t, URIRef)}
    homeless = {t for t in foreign if (t, RDFS.isDefinedBy, None) not in ontology}
    assert not homeless


def test_the_header_says_what_the_ontology_is(ontology: Graph) -> None:
    header = URIRef("https://w3id.org/regiongraf/def")
    said = {re.split(r"[#/]", str(p))[-1] for p in ontology.predicates(header)}
    assert {"versionIRI", "versionInfo", "title", "description", "license", "creator", "historyNote"} <= said
