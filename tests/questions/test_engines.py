"""The queries are SPARQL 1.1 and nothing else: a second engine gives the same rows, question by question."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
import rdflib

from regiongraf.dataset import Dataset
from regiongraf.questions.answering import bind, render
from regiongraf.questions.library import ParameterType, library

ARGUMENTS: dict[ParameterType, str] = {
    "agent": "Granby kommun",
    "activity": "Skolprojektet",
    "source": "Granby årsbok",
    "statement": "ownership/alm-staten",
    "date": "2024-06-30",
}


@pytest.fixture(scope="module")
def graph(town: Dataset) -> rdflib.Graph:
    return town.to_rdflib()


@pytest.mark.parametrize("name", sorted(library()))
def test_another_engine_gives_the_same_rows(name: str, town: Dataset, graph: rdflib.Graph) -> None:
    question = library()[name]
    needed = {key: parameter.type for key, parameter in question.parameters.items() if not parameter.optional}
    arguments = {key: ARGUMENTS[kind] for key, kind in needed.items()}
    query = render(question, bind(question, arguments, town.lookup), [], "sv")
    ours = town.store.select(query)
    # rdflib gives one empty row for a GROUP BY over nothing, where SPARQL gives none.
    theirs = [{str(variable): term for variable, term in row.items()} for row in graph.query(query).bindings if row]
    assert Counter(tuple(plain(row.get(name)) for name in ours.variables) for row in theirs) == Counter(
        tuple(plain(term) for term in row) for row in ours.rows
    )


def plain(term: object) -> str:
    """A term as text; figures are the same however many zeros they are written with."""
    value = term.toPython() if isinstance(term, rdflib.Literal) else getattr(term, "number", None)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"{Decimal(value).normalize():f}"
    return "" if term is None else str(term)
