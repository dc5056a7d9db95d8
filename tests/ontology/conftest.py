"""What the tests of the ontology share: the shipped dataset, once per process, and where the examples lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from regiongraf.build import Composition, compose, stated_graph
from regiongraf.facts import load
from regiongraf.ontology import ontology_graph, shapes_graph
from regiongraf.resources import shelf
from regiongraf.vocabulary import Minter


@pytest.fixture(scope="session")
def ontology() -> Graph:
    return ontology_graph()


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return shapes_graph()


@pytest.fixture(scope="session")
def composition() -> Composition:
    """The dataset of the shipped facts."""
    return compose(load(shelf("facts")), Minter())


@pytest.fixture(scope="session")
def stated(composition: Composition) -> Graph:
    return stated_graph(composition)


@pytest.fixture(scope="session")
def examples(repository: Path) -> Path:
    return repository / "ontology" / "examples"
