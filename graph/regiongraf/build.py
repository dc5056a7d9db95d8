"""Facts to a checked dataset: records, rules and ontology become quads; SHACL is the gate; a whole build swaps in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Graph

from regiongraf.derivation import derive
from regiongraf.errors import ValidationFailed
from regiongraf.facts import Corpus, load
from regiongraf.ontology import named_terms, shapes_graph
from regiongraf.store.publication import publish
from regiongraf.triples import Quad, statements
from regiongraf.triples.terms import iri
from regiongraf.validation.shacl import Finding, validate
from regiongraf.vocabulary import Minter
from regiongraf.workspace import Workspace

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Composition:
    """A dataset before it is written: quads in term order, apart by how they came to be."""

    stated: tuple[Quad, ...]
    ontology: tuple[Quad, ...]
    derived: tuple[Quad, ...]

    def quads(self) -> list[Quad]:
        """All of it, in the order of N-Quads text."""
        return sorted({*self.stated, *self.ontology, *self.derived}, key=lambda quad: (quad[3], *quad[:3]))

    def nquads(self) -> bytes:
        """The dataset's bytes; their SHA-256 is its digest."""
        return "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in self.quads()).encode()


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made, and the advice that the gate gave."""

    folder: Path
    digest: str
    counts: dict[str, int]
    advice: list[Finding]


def compose(corpus: Corpus, minter: Minter) -> Composition:
    """The dataset that a corpus gives: nothing is read from clock, network or environment."""
    stated = tuple(quad for graph in statements(corpus, minter) for quad in graph.quads())
    ontology = tuple((*triple, iri(minter.ontology_graph)) for triple in named_terms())
    derived = tuple(
        (*triple, iri(minter.derived_graph)) for triple in derive([*stated, *ontology], minter.derived_graph)
    )
    return Composition(stated, ontology, derived)


def stated_graph(composition: Composition) -> Graph:
    """What the records state, as rdflib knows it, for SHACL and OWL."""
    graph = Graph()
    graph.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in composition.stated), format="nt")
    return graph


def findings(corpus: Corpus, composition: Composition, minter: Minter) -> list[Finding]:
    """What SHACL says of the stated facts; each finding tells the file and the line."""
    places = {minter.thing(item.record.key): f"{item.place}: {item.record.key}" for item in corpus.everything()}
    found = validate(stated_graph(composition), shapes_graph())
    return [replace(finding, focus=places.get(finding.focus, finding.focus)) for finding in found]


def build(workspace: Workspace, progress: Progress = lambda _: None) -> Report:
    """Build the workspace's facts and make the result its current dataset.

    Raises RecordErrors for wrong records, ValidationFailed when SHACL finds errors, StoreError when it cannot be
    written; the last good build stays in each case.
    """
    progress("records")
    corpus = load(workspace.facts)
    progress("triples")
    composition = compose(corpus, workspace.minter)
    progress("shacl")
    found = findings(corpus, composition, workspace.minter)
    if errors := [finding for finding in found if finding.severity == "error"]:
        raise ValidationFailed(
            f"{len(errors)} rule{'s are' if len(errors) > 1 else ' is'} broken; nothing was built",
            [str(error) for error in errors],
            hint="mend the records named above; `regiongraf check` shows the same",
        )
    counts = {
        "works": len(corpus.works),
        "entries": len(corpus.registry),
        "records": corpus.record_count,
        "stated": len(set(composition.stated)),
        "derived": len(composition.derived),
        "ontology": len(composition.ontology),
    }
    progress("store")
    nquads = composition.nquads()
    counts["quads"] = nquads.count(b"\n")
    folder, digest = publish(workspace.dataset_folder, nquads, counts)
    return Report(folder, digest, counts, found)
