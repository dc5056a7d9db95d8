"""The Python face: what a notebook does with a dataset."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import rdflib

import regiongraf
from regiongraf.dataset import Dataset
from regiongraf.errors import QueryError, StoreError, UnknownName, WorkspaceError
from regiongraf.store import Iri, Literal
from regiongraf.vocabulary import expand

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk

OWNS = "https://data.example.se/id/ownership/exempelkommunen-exempelbolaget"


@pytest.fixture
def dataset(desk: Desk) -> Dataset:
    return regiongraf.open(desk.root)


def test_an_answer_has_plain_values_and_shows_itself_as_a_table(dataset: Dataset) -> None:
    answer = dataset.ask("who-owns", "Exempelbolaget AB")
    assert len(answer) == 1
    (row,) = answer.rows
    assert Decimal(60) in row.values()
    assert "Exempelkommunen" in row.values()
    assert repr(answer).startswith("| ")
    assert "Example Municipality" in repr(dataset.ask("who-owns", "Exempelbolaget AB", language="en"))


def test_a_frame_has_figures_and_words_apart() -> None:
    data = regiongraf.open("demo")
    columns = data.ask("who-owns", "Almi Mitt AB").columns()
    assert columns["share"] == [Decimal(51), Decimal("24.5"), Decimal("24.5")]
    assert "share_said" not in columns
    unknown = data.ask("who-owns", "Nya Ostkustbanan AB").columns()
    assert (unknown["share"], unknown["share_said"]) == ([None], ["andel ej angiven"])
    assert {len(values) for values in unknown.values()} == {1}


def test_arguments_may_be_named(dataset: Dataset) -> None:
    (name,) = dataset.questions["who-owns"].parameters
    named = dataset.ask("who-owns", **{name: "exempelbolaget ab"})
    assert named.rows == dataset.ask("who-owns", "Exempelbolaget AB").rows
    with pytest.raises(QueryError, match="twice"):
        dataset.ask("who-owns", "Exempelbolaget AB", **{name: "x"})
    with pytest.raises(QueryError, match="2 were given"):
        dataset.ask("who-owns", "a", "b")
    with pytest.raises(QueryError, match="nobody"):
        dataset.ask("who-owns", "Exempelbolaget AB", nobody="x")


def test_a_query_needs_no_prefixes_and_gives_terms(dataset: Dataset) -> None:
    found = dataset.query("SELECT ?share ?note WHERE { ?o rg:shareExact ?share OPTIONAL { ?o skos:note ?note } }")
    ((share, note),) = found.rows
    assert isinstance(share, Literal)
    assert share.number == Decimal(60)
    assert note is None


def test_triples_of_a_construct(dataset: Dataset) -> None:
    found = dataset.construct("CONSTRUCT { ?a rg:owns ?b } WHERE { ?a rg:owns ?b }")
    assert [predicate for _, predicate, _ in found] == [f"<{expand('rg:owns')}>"]


def test_as_rdflib_with_prefixes(dataset: Dataset) -> None:
    graph = dataset.to_rdflib()
    share = graph.value(rdflib.URIRef(OWNS), rdflib.URIRef(expand("rg:shareExact")))
    assert share is not None
    assert Decimal(str(share)) == 60
    assert dict(graph.namespaces())["rg"] == rdflib.URIRef(expand("rg:"))
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)


def test_as_networkx_with_names_and_exact_shares(dataset: Dataset) -> None:
    graph = dataset.to_networkx()
    ((owner, owned, key, data),) = graph.edges(keys=True, data=True)
    assert key == OWNS
    assert (graph.nodes[owner]["name"], graph.nodes[owned]["name"]) == ("Exempelkommunen", "Exempelbolaget AB")
    assert data == {"kind": "owns", "share": Decimal(60)}
    assert dataset.to_networkx(("memberOf",)).number_of_edges() == 0
    assert dataset.to_networkx(language="en").nodes[owner]["name"] == "Example Municipality"


def test_statements_that_do_not_count_are_no_edges(desk: Desk) -> None:
    desk.replace("facts/exempel/facts.toml", "share = 60", 'share = 60\nrank = "Deprecated"')
    assert desk.run("build").code == 0
    assert regiongraf.open(desk.root).to_networkx().number_of_edges() == 0


def test_names_are_found(dataset: Dataset) -> None:
    assert dataset.find("EXEMPELKOMMUNEN") == Iri("https://data.example.se/id/organisation/exempelkommunen")
    with pytest.raises(UnknownName) as refusal:
        dataset.find("Exempelkomunen")
    assert refusal.value.suggestions == ["Exempelkommunen"]


def test_the_shipped_report_opens_in_memory() -> None:
    dataset = regiongraf.open("demo")
    assert len(dataset.query("SELECT ?o WHERE { ?o a rg:Ownership }").rows) > 0


def test_what_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        regiongraf.open(tmp_path)
    with pytest.raises(StoreError):
        regiongraf.open(endpoint="ftp://example.se/")


def test_an_unbuilt_workspace_cannot_be_opened(desk: Desk) -> None:
    desk.path("dataset/CURRENT").unlink()
    with pytest.raises(StoreError, match="nothing is built"):
        regiongraf.open(desk.root)


def test_what_was_opened_outlives_the_next_builds(desk: Desk) -> None:
    before = regiongraf.open(desk.root)
    desk.replace("facts/exempel/facts.toml", "share = 60", "share = 61")
    assert desk.run("build").code == 0
    query = "SELECT ?share WHERE { ?o rg:shareExact ?share }"
    assert str(before.query(query).rows[0][0]) == "60"
    assert str(regiongraf.open(desk.root).query(query).rows[0][0]) == "61"


def test_there_is_nothing_else_in_the_package_s_name() -> None:
    assert regiongraf.Dataset is Dataset
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = regiongraf.nothing_such  # type: ignore[attr-defined]
