"""Examples conform; each wrong one fails with exactly its rule; every term points at an example that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, SKOS

from regiongraf.derivation import derive
from regiongraf.ontology import named_terms
from regiongraf.validation.shacl import validate

FOLDER = Path(__file__).resolve().parents[2] / "ontology" / "examples"
SHAPES = "https://w3id.org/regiongraf/shapes#"
EXAMPLES = "https://w3id.org/regiongraf/examples/"
COMPONENT = URIRef("http://purl.org/linked-data/cube#ComponentSpecification")


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.ttl")))
def test_an_example_conforms(name: str, examples: Path, shapes: Graph) -> None:
    graph = Graph().parse(examples / f"{name}.ttl")
    assert [str(finding) for finding in validate(graph, shapes)] == []


@pytest.mark.parametrize("name", sorted(file.stem for file in (FOLDER / "wrong").glob("*.ttl")))
def test_a_wrong_example_breaks_exactly_its_rule(name: str, examples: Path, shapes: Graph) -> None:
    graph = Graph().parse(examples / "wrong" / f"{name}.ttl")
    assert {finding.rule.removeprefix(SHAPES) for finding in validate(graph, shapes)} == {name}


def test_every_rule_has_a_wrong_example(examples: Path, shapes: Graph) -> None:
    rules = {str(rule).removeprefix(SHAPES) for rule in shapes.subjects(SH.message)}
    assert rules == {file.stem for file in (examples / "wrong").glob("*.ttl")}


def test_every_rule_says_what_to_do_in_both_languages(shapes: Graph) -> None:
    for rule in set(shapes.subjects(SH.message)):
        assert isinstance(rule, URIRef), f"{rule} has no name of its own"
        messages = {m.language: str(m) for m in shapes.objects(rule, SH.message) if isinstance(m, Literal)}
        assert set(messages) == {"sv", "en"}, rule
        assert len(set(messages.values())) == 2, rule


def test_every_constraint_belongs_to_a_rule_with_a_message(shapes: Graph) -> None:
    """Reported are property shapes, SPARQL constraints, and node shapes with a constraint of their own."""
    reported = set(shapes.objects(None, SH.property)) | set(shapes.objects(None, SH.sparql))
    inner = {s for s in reported if str(s).partition("-")[0].endswith(("RecordEvidence",))}
    for part in (SH["or"], SH.xone, SH["not"]):
        reported |= {s for s in shapes.subjects(part) if (s, SH.targetClass, None) in shapes}
    assert {str(s) for s in reported - inner if (s, SH.message, None) not in shapes} == set()


def test_every_term_is_shown_in_the_example_it_points_at(ontology: Graph, examples: Path) -> None:
    """Stated there, or derived from what is stated there. A code list is shown by its codes."""
    terms = [(*triple, "<x:ontology>") for triple in named_terms()]
    shown: dict[str, set[str]] = {}
    hidden = []
    for term, example in ontology.subject_objects(SKOS.example):
        if isinstance(example, Literal):
            continue
        name = str(example).removeprefix(EXAMPLES)
        if name not in shown:
            graph = Graph().parse(examples / name)
            quads = [(s.n3(), p.n3(), o.n3(), "<x:example>") for s, p, o in graph]
            derived = derive(quads + terms, "x:derived")
            shown[name] = {node for triple in [*[q[:3] for q in quads], *derived] for node in triple}
        by_parts = {SKOS.ConceptScheme, COMPONENT} & set(ontology.objects(term, RDF.type))
        if not by_parts and term.n3() not in shown[name]:
            hidden.append(f"{term} in {name}")
    assert hidden == []
    assert {file.name for file in examples.glob("*.ttl")} == set(shown)
