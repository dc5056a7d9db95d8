"""JSON-LD is compact under the context that the ontology publishes, and a third reader needs no other."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld as pyld

from regiongraf.build import compose
from regiongraf.facts import load
from regiongraf.publishing import export
from regiongraf.publishing.jsonld import published, under_prefixes
from regiongraf.resources import shelf
from regiongraf.triples import Quad
from regiongraf.triples.terms import iri, name, text
from regiongraf.vocabulary import PREFIXES, Minter

MINTER = Minter("https://example.se/")
BODY, GRAPH = iri("https://example.se/id/organisation/a"), iri(MINTER.registry_graph)
VALUES = (
    iri("https://example.se/id/organisation/b"), iri("https://example.se/x"), text("ä"), text("ä", "sv"),
    text("b", "sv"), text("b", "en"), f"{text('24.50')}^^{name('xsd:decimal')}", f"{text('1')}^^{name('xsd:integer')}",
    f"{text('true')}^^{name('xsd:boolean')}", f"{text('2025-01-01')}^^{name('xsd:date')}",
)  # fmt: skip
PROPERTIES = ("rg:owner", "rg:shareExact", "rg:shortName", "skos:prefLabel", "skos:altLabel", "dct:issued", "foaf:name")
quads = st.sets(
    st.tuples(st.just(BODY), st.sampled_from(PROPERTIES).map(name), st.sampled_from(VALUES), st.just(GRAPH)),
    max_size=20,
).map(sorted)


def _no_fetching(url: str, _: Any) -> NoReturn:
    raise AssertionError(f"a reader had to fetch {url}")


def _exported(said: list[Quad], minter: Minter) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(export("".join(f"{' '.join(quad)} .\n" for quad in said), minter, "jsonld"))
    return document


def _by_pyld(document: dict[str, Any]) -> set[tuple[str, ...]]:
    options = {"format": "application/n-quads", "documentLoader": _no_fetching}
    lines = pyld.to_rdf(document, options).encode()
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(lines, format=ox.RdfFormat.N_QUADS)}


def _node(*said: tuple[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = _exported([(BODY, name(p), o, GRAPH) for p, o in said], MINTER)["@graph"][0]
    return found


def test_the_context_is_the_published_one_and_the_prefixes_of_the_workspace() -> None:
    context = _exported([], MINTER)["@context"]
    assert {key: context[key] for key in published()} == published()
    further = {key: entry for key, entry in context.items() if key not in published()}
    assert further["organisation"] == "https://example.se/id/organisation/"
    assert all(entry in PREFIXES.values() or entry.startswith("https://example.se/id/") for entry in further.values())


def test_the_shipped_dataset_is_read_whole_by_pyld() -> None:
    ontology = iri(Minter().ontology_graph)
    said = [quad for quad in compose(load(shelf("facts")), Minter()).quads() if quad[3] != ontology]
    document = _exported(said, Minter())
    assert _by_pyld(document) == {quad[:3] for quad in said}
    # Everything that our own writers write fits its definition.
    assert not any(key.startswith("http") for node in document["@graph"] for key in node)


@settings(max_examples=60)
@given(said=quads)
def test_whatever_value_a_property_has_pyld_reads_it_as_it_was(said: list[Quad]) -> None:
    assert _by_pyld(_exported(said, MINTER)) == {quad[:3] for quad in said}


def test_a_value_alone_stands_alone() -> None:
    found = _node(("rdf:type", name("rg:Ownership")), ("rg:owner", BODY), ("rg:shareExact", VALUES[6]))
    assert found == {
        "@id": "organisation:a", "@type": "rg:Ownership", "rg:owner": "organisation:a", "rg:shareExact": "24.50",
    }  # fmt: skip
    found = _node(
        ("skos:prefLabel", VALUES[3]), ("skos:altLabel", VALUES[3]), ("rg:owner", BODY), ("rg:owner", VALUES[0])
    )
    assert found["skos:prefLabel"] == {"sv": "ä"}
    assert found["skos:altLabel"] == {"sv": ["ä"]}
    assert found["rg:owner"] == ["organisation:a", "organisation:b"]


def test_a_value_that_does_not_fit_tells_its_own_type() -> None:
    found = _node(("rg:shareExact", VALUES[7]), ("rg:shareExact", VALUES[6]))
    assert found["rg:shareExact"] == "24.50"
    assert found[name("rg:shareExact")[1:-1]] == {"@value": "1", "@type": "xsd:integer"}


@pytest.mark.parametrize("strange", ["<rg:owner>", "<schema:x>", "<organisation:a>"])
def test_a_scheme_that_is_called_like_a_prefix_is_no_prefix(strange: str) -> None:
    said = [(BODY, name("rg:owner"), strange, GRAPH), (BODY, name("skos:prefLabel"), VALUES[3], GRAPH)]
    assert _by_pyld(_exported(said, MINTER)) == {quad[:3] for quad in said}


def test_a_catalogue_has_only_the_prefixes_that_it_uses() -> None:
    document = json.loads(under_prefixes([(BODY, name("dct:title"), VALUES[3])], PREFIXES))
    assert document["@context"] == {"dct": PREFIXES["dct"]}
    assert document["@graph"] == [{"@id": BODY[1:-1], "dct:title": {"@value": "ä", "@language": "sv"}}]
