"""The report's graph, and a made-up county with what the report lacks: ranges, loops, conflicts, hostile names."""

from __future__ import annotations

from pathlib import Path

import pytest

import regiongraf
from regiongraf.build import compose
from regiongraf.dataset import Dataset
from regiongraf.facts import load
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples import Quad
from regiongraf.triples.terms import iri, name, text
from regiongraf.vocabulary import Minter

HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the answers of today into golden/")


@pytest.fixture(scope="session")
def report() -> Dataset:
    return regiongraf.open("demo")


@pytest.fixture(scope="session")
def town() -> Dataset:
    minter = Minter("https://example.org/")
    quads = compose(load(HERE / "town"), minter).quads()
    return Dataset(EmbeddedStore.in_memory([*quads, *foreign(minter)]), minter)


def foreign(minter: Minter) -> list[Quad]:
    """Names that the records refuse, as another store might still hold them."""
    named = [
        ("separator", "Rad\u2028Brytning AB"),
        ("right-to-left", "Höger\u202eretsnäv AB"),
        ("bell", "Ring\x07Klocka AB"),
    ]
    quads: list[Quad] = []
    for slug, label in named:
        thing, graph = iri(minter.thing(f"organisation/{slug}")), iri(minter.registry_graph)
        quads.append((thing, name("org:classification"), name("rg:LimitedCompanyForm"), graph))
        quads.append((thing, name("rg:formBasis"), name("rg:FormStated"), graph))
        quads.append((thing, name("skos:prefLabel"), text(label, "sv"), graph))
    return quads
