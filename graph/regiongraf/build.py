"""Facts to a checked dataset: records, rules and ontology become quads; SHACL is the gate; a whole build swaps in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Graph

from regiongraf.consequences import consequences
from regiongraf.errors import ValidationFailed
from regiongraf.facts import Corpus, load
from regiongraf.interests import Findings
from regiongraf.ontology import named_terms, shapes_graph
from regiongraf.ownership import ImpossibleShares
from regiongraf.store.publication import publish
from regiongraf.triples import Quad
from regiongraf.triples.corpus import statements
from regiongraf.triples.terms import iri
from regiongraf.validation.shacl import Finding, validate
from regiongraf.vocabulary import Minter
from regiongraf.workspace import Workspace

Progress = Callable[[str], None]
NOTHING_FOUND = Findings()
IMPOSSIBLE = "impossible-shares"


@dataclass(frozen=True, slots=True)
class Composition:
    """A dataset before it is written: quads in term order, apart by how they came to be."""

    stated: tuple[Quad, ...]
    ontology: tuple[Quad, ...]
    derived: tuple[Quad, ...]
    found: Findings = NOTHING_FOUND
    """What was worked out of the holdings; its triples are among the derived ones."""

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
    derived, found = consequences(stated, ontology, minter)
    return Composition(stated, ontology, derived, found)


def stated_graph(composition: Composition) -> Graph:
    """What the records state, as rdflib knows it, for SHACL and OWL."""
    graph = Graph()
    graph.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in composition.stated), format="nt")
    return graph


def findings(corpus: Corpus, composition: Composition, minter: Minter) -> list[Finding]:
    """What SHACL says of the stated facts, and which shares cannot all be true; each tells the file and the line."""
    places = {minter.thing(item.record.key): f"{item.place}: {item.record.key}" for item in corpus.everything()}
    impossible = (_impossible(error, places) for error in composition.found.impossible)
    found = [*validate(stated_graph(composition), shapes_graph()), *impossible]
    return [replace(finding, focus=places.get(finding.focus, finding.focus)) for finding in found]


def _impossible(error: ImpossibleShares, places: Mapping[str, str]) -> Finding:
    said = ", ".join(places.get(statement, statement) for statement in error.statements)
    return Finding(
        severity="warning",
        rule=IMPOSSIBLE,
        focus=error.company,
        value=said,
        message_sv=f"Uppgifterna om innehaven går inte ihop, så inget räknas ut: jämför {said} med källorna, och sätt "
        "rangen på den som inte gäller.",
        message_en=f"The statements on the holdings do not go together, so nothing is worked out: compare {said} with "
        "the sources, and rank the one that does not count.",
    )


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
            [error.said("en") for error in errors],
            hint="mend the records named above; `regiongraf check` shows the same",
            sv=f"{len(errors)} {'regler är brutna' if len(errors) > 1 else 'regel är bruten'}; inget byggdes",
            findings_sv=[error.said("sv") for error in errors],
            hint_sv="rätta uppgifterna som nämns ovan; `regiongraf check` visar samma sak",
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
