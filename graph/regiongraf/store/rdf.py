"""A store in an rdflib dataset, for those whose data is there already. For small data: queries run in Python."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, ReadOnlyGraphAggregate

from regiongraf.errors import QueryError
from regiongraf.store.embedded import nquads
from regiongraf.store.guarding import refuse_writing_and_calling
from regiongraf.store.keywords import without_from
from regiongraf.store.results import Iri, Literal, Solutions, Term
from regiongraf.triples import Quad, Triple
from regiongraf.triples.terms import iri, text
from regiongraf.vocabulary import expand


class RdflibStore:
    """An rdflib `Dataset` behind the `Store` protocol; a query without FROM is asked of the union of its graphs.

    rdflib would fetch what FROM and SERVICE name from the network. Here FROM names graphs of the dataset, and
    SERVICE is refused.
    """

    def __init__(self, dataset: rdflib.Dataset) -> None:
        self._dataset = dataset

    @classmethod
    def of_quads(cls, quads: Iterable[Quad]) -> RdflibStore:
        """A store in memory that holds `quads`."""
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=nquads(quads).decode(), format="nquads")
        return cls(dataset)

    def select(self, query: str) -> Solutions:
        """See `Store`."""
        result = self._run(query)
        if result.type == "ASK":
            answer = Literal(str(bool(result.askAnswer)).lower(), expand("xsd:boolean"))
            return Solutions(("answer",), ((answer,),))
        if result.type != "SELECT":
            raise QueryError(
                "the query constructs triples",
                hint="ask for rows with SELECT, or print triples with --format turtle",
                sv="frågan bildar tripplar",
                hint_sv="fråga efter rader med SELECT, eller skriv ut tripplar med --format turtle",
            )
        variables = result.vars or []
        rows = tuple(tuple(_term(row.get(variable)) for variable in variables) for row in result.bindings)
        return Solutions(tuple(map(str, variables)), rows)

    def construct(self, query: str) -> list[Triple]:
        """See `Store`."""
        result = self._run(query)
        if result.graph is None:
            raise QueryError(
                "the query gives rows, not triples",
                hint="print rows with --format table, csv or json",
                sv="frågan ger rader, inte tripplar",
                hint_sv="skriv ut rader med --format table, csv eller json",
            )
        return sorted({(_written(s), _written(p), _written(o)) for s, p, o in result.graph})

    def graphs(self) -> list[str]:
        """See `Store`."""
        named = (graph for graph in self._dataset.graphs() if graph.identifier != DATASET_DEFAULT_GRAPH_ID)
        return sorted(str(graph.identifier) for graph in named if len(graph))

    def close(self) -> None:
        """See `Store`."""

    def _run(self, query: str) -> rdflib.query.Result:
        refuse_writing_and_calling(query)
        bare, wanted = without_from(query)
        try:
            result = self._graph(wanted).query(bare)
            # Rows are worked out when they are read; what goes wrong there is told here.
            _ = result.bindings if result.type == "SELECT" else None
        except Exception as error:  # its parser and its evaluator raise a dozen kinds
            reason = next(iter(str(error).splitlines()), type(error).__name__)
            raise QueryError(
                f"not SPARQL: {reason}",
                hint="docs/querying.md shows queries to start from",
                sv=f"inte SPARQL: {reason}",
                hint_sv="docs/querying.md visar frågor att börja med",
            ) from error
        return result

    def _graph(self, wanted: set[str]) -> rdflib.Graph:
        if not wanted or wanted >= set(self.graphs()):
            return self._dataset
        return ReadOnlyGraphAggregate([self._dataset.graph(rdflib.URIRef(name)) for name in sorted(wanted)])


def _term(value: rdflib.term.Node | None) -> Term | None:
    if value is None:
        return None
    if isinstance(value, rdflib.Literal):
        datatype = expand("rdf:langString") if value.language else str(value.datatype or expand("xsd:string"))
        return Literal(str(value), datatype, value.language)
    return Iri(str(value))


def _written(value: rdflib.term.Node) -> str:
    """A term as it stands in N-Triples here."""
    if not isinstance(value, rdflib.Literal):
        return iri(str(value))
    if value.language or value.datatype is None:
        return text(str(value), value.language)
    return f"{text(str(value))}^^{iri(str(value.datatype))}"
