"""The queries are SPARQL 1.1 and nothing else: other engines give the same rows, question by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from regiongraf.dataset import Dataset
from regiongraf.errors import QueryError, UnknownName
from regiongraf.questions.answering import bind, render
from regiongraf.questions.library import ParameterType, library
from regiongraf.store import Store, Term
from regiongraf.triples import Quad

HOSTILE = ['"} } SELECT ?s WHERE { ?s ?p ?o } #', "2 } }", "<urn:x> } #", "", "²"]
ARGUMENTS: dict[ParameterType, str] = {
    "agent": "Granby kommun",
    "activity": "Skolprojektet",
    "source": "Granby årsbok",
    "statement": "ownership/alm-staten",
    "date": "2024-06-30",
}


@pytest.fixture(scope="module")
def quads(town: Dataset) -> list[Quad]:
    """Every quad of the town, by graph."""
    query = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"
    return [
        (*triple, f"<{graph}>") for graph in town.store.graphs() for triple in town.store.construct(query.format(graph))
    ]


@pytest.fixture(scope="module")
def other(another_engine: Callable[[list[Quad]], Store], quads: list[Quad]) -> Store:
    """Another engine that holds the same."""
    return another_engine(quads)


@pytest.mark.parametrize("name", sorted(library()))
def test_another_engine_gives_the_same_rows(name: str, town: Dataset, other: Store) -> None:
    question = library()[name]
    needed = {key: parameter.type for key, parameter in question.parameters.items() if parameter.is_needed}
    arguments = {key: ARGUMENTS[kind] for key, kind in needed.items()}
    bound = bind(question, arguments, town.lookup)
    ours = town.store.select(render(question, bound, town.store.graphs(), "sv"))
    query = render(question, bound, other.graphs(), "sv")
    theirs = other.select(query)
    assert set(theirs.variables) == set(ours.variables)
    # rdflib gives one empty row for a GROUP BY over nothing, where SPARQL gives none.
    found = [row for row in theirs.dicts() if any(row.values())]
    assert Counter(tuple(plain(row[name]) for name in ours.variables) for row in found) == Counter(
        tuple(plain(term) for term in row) for row in ours.rows
    )


def test_a_set_of_names_is_bound_as_terms_on_every_engine(town: Dataset, other: Store) -> None:
    there = Dataset(other, town.minter)
    both = ["Region Grannlän", "region avlagsen"]
    for given in ([], both[:1], both, [*both, both[0], "REX"]):
        for at_least in (2, 3):
            ours, theirs = (
                data.ask("collaborations-of-regions", region=given, at_least=at_least).answer.rows
                for data in (town, there)
            )
            assert [[plain(term) for term in row.values()] for row in theirs] == [
                [plain(term) for term in row.values()] for row in ours
            ]
            assert ours
    for hostile in HOSTILE:
        with pytest.raises(UnknownName):
            there.ask("collaborations-of-regions", "Region Grannlän", hostile)
        with pytest.raises(QueryError, match="no whole number"):
            there.ask("collaborations-of-regions", at_least=hostile)


NAMES = [
    '"} } SELECT ?s WHERE { ?s ?p ?o } #',
    "O'Hara's \\ \"Bygg\" AB",
    '=HYPERLINK("http://example.org";"Ek")',
    "<b>Pipe | & Co</b> AB",
    "Höger\u202eretsnäv AB",
]
"""Names of bodies of the town that would be more than names, were they pasted into a query."""


@pytest.mark.parametrize("hostile", NAMES)
def test_a_hostile_name_is_a_name_on_every_engine(hostile: str, town: Dataset, other: Store) -> None:
    there = Dataset(other, town.minter)
    assert there.find(hostile) == town.find(hostile)
    ours, theirs = (data.ask("who-owns", hostile).rows for data in (town, there))
    assert theirs == ours
    assert there.ask("identity", hostile).rows[0]["value"] == hostile


@pytest.mark.parametrize(
    "hostile", ["x> } DROP ALL #", "\\", "{", "} #", "?organisation", "_:b", "rg:Region", '\\" } #']
)
def test_text_that_is_no_name_is_refused_on_every_engine(hostile: str, other: Store, town: Dataset) -> None:
    before = len(other.graphs())
    with pytest.raises(UnknownName):
        Dataset(other, town.minter).ask("who-owns", hostile)
    assert len(other.graphs()) == before


def plain(term: Term | None) -> str:
    """A term as text; figures are the same however many zeros they are written with."""
    number = getattr(term, "number", None)
    if number is not None:
        return f"{Decimal(number).normalize():f}"
    return "" if term is None else str(term)
