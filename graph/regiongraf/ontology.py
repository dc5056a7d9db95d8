"""The ontology as it ships: whole for reasoning, and its named terms as triples for the dataset."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from regiongraf.resources import shelf, texts
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples import Triple

if TYPE_CHECKING:
    from rdflib import Graph


def _turtle(*places: str) -> list[str]:
    """The Turtle files in these places of the ontology: a file, or a folder ending in “/”."""
    found = texts(shelf("ontology"), ".ttl")
    return [text for path, text in found if any(path.startswith(p) if p.endswith("/") else path == p for p in places)]


def ontology_graph() -> Graph:
    """Classes, properties, declarations of reused terms, and codes."""
    return _graph(_turtle("regiongraf.ttl", "imports/", "codes/"))


def shapes_graph() -> Graph:
    """The SHACL shapes."""
    return _graph(_turtle("shapes/"))


def _graph(parts: Iterable[str]) -> Graph:
    # Reasoners and shapes need a graph; pages and tables do not, and start sooner without the library.
    from rdflib import Graph

    graph = Graph()
    for part in parts:
        graph.parse(data=part, format="turtle")
    return graph


def named_terms() -> list[Triple]:
    """What the dataset carries of the ontology: triples between named terms. Class expressions stay in its Turtle."""
    return EmbeddedStore.of_turtle(_turtle("regiongraf.ttl", "imports/", "codes/")).named_triples()
