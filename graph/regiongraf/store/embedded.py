"""The embedded store: pyoxigraph in memory or on disk, always read through the union of its named graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from regiongraf.errors import Place, QueryError, StoreError
from regiongraf.store.keywords import names_graphs, without_from
from regiongraf.store.results import Iri, Literal, Solutions, Term
from regiongraf.triples import Quad, Triple
from regiongraf.vocabulary import expand


class EmbeddedStore:
    """A pyoxigraph store behind the `Store` protocol."""

    def __init__(self, store: ox.Store, folder: Path | None = None) -> None:
        self._store = store
        self.folder = folder
        """Where it lies on disk; None for one in memory."""

    @classmethod
    def in_memory(cls, quads: Iterable[Quad] = ()) -> EmbeddedStore:
        """A store that lives as long as the process."""
        store = ox.Store()
        store.bulk_load(input=nquads(quads), format=ox.RdfFormat.N_QUADS)
        return cls(store)

    @classmethod
    def read(cls, folder: Path) -> EmbeddedStore:
        """A finished store on disk, read only.

        Raises StoreError when it is missing or damaged.
        """
        try:
            return cls(ox.Store.read_only(str(folder)), folder)
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(
                f"the dataset cannot be opened: {error}",
                place=Place(folder),
                hint="`regiongraf build` makes it anew from the records",
                sv=f"datamängden kan inte öppnas: {error}",
                hint_sv="`regiongraf build` gör om den ur uppgifterna",
            ) from error

    @classmethod
    def of_turtle(cls, parts: Iterable[str]) -> EmbeddedStore:
        """A store in memory that holds the triples of Turtle texts."""
        store = ox.Store()
        for part in parts:
            store.load(input=part.encode(), format=ox.RdfFormat.TURTLE)
        return cls(store)

    def __len__(self) -> int:
        return len(self._store)

    def named_triples(self) -> list[Triple]:
        """Every triple of the default graph that has no blank node, in term order."""
        found = self._store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        named = (q for q in found if not isinstance(q.subject, ox.BlankNode) and not isinstance(q.object, ox.BlankNode))
        return sorted({(str(q.subject), str(q.predicate), str(q.object)) for q in named})

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads to a store in memory."""
        self._store.bulk_load(input=nquads(quads), format=ox.RdfFormat.N_QUADS)

    def save(self, folder: Path) -> None:
        """Write the same dataset as a new store on disk; raises OSError where it cannot be written."""
        write_store(folder, self._store.dump(format=ox.RdfFormat.N_QUADS) or b"")

    def select(self, query: str) -> Solutions:
        """See `Store`."""
        variables, rows = self.stream(query)
        return Solutions(variables, tuple(rows))

    def stream(self, query: str) -> tuple[tuple[str, ...], Iterator[tuple[Term | None, ...]]]:
        """The variables of a SELECT, and its rows as they are found; raises as `select` does, the rows too."""
        found = self._run(query)
        if isinstance(found, ox.QueryBoolean):
            answer = Literal(str(bool(found)).lower(), expand("xsd:boolean"))
            return ("answer",), iter([(answer,)])
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError(
                "the query constructs triples",
                hint="ask for rows with SELECT, or print triples with --format turtle",
                sv="frågan bildar tripplar",
                hint_sv="fråga efter rader med SELECT, eller skriv ut tripplar med --format turtle",
            )
        return tuple(variable.value for variable in found.variables), _rows(found)

    def construct(self, query: str) -> list[Triple]:
        """See `Store`."""
        found = self._run(query)
        if not isinstance(found, ox.QueryTriples):
            raise QueryError(
                "the query gives rows, not triples",
                hint="print rows with --format table, csv or json",
                sv="frågan ger rader, inte tripplar",
                hint_sv="skriv ut rader med --format table, csv eller json",
            )
        return sorted({(str(t.subject), str(t.predicate), str(t.object)) for t in found})

    def graphs(self) -> list[str]:
        """See `Store`."""
        return sorted(graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))

    def close(self) -> None:
        """See `Store`."""

    def _is_of_all(self, query: str) -> bool:
        """Whether a query is about every graph, naming none or each: then there is one index to look into, not many."""
        bare, named = without_from(query)
        return not names_graphs(bare) and (not named or named >= set(self.graphs()))

    def _run(self, query: str) -> Any:
        try:
            return self._store.query(query, use_default_graph_as_union=self._is_of_all(query))
        except SyntaxError as error:
            raise QueryError(
                f"not SPARQL: {_reason(error.msg)}",
                hint="docs/querying.md shows queries to start from",
                sv=f"inte SPARQL: {_reason(error.msg)}",
                hint_sv="docs/querying.md visar frågor att börja med",
            ) from error
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"the dataset cannot be read: {error}",
                hint="`regiongraf build` makes it anew from the records",
                sv=f"datamängden kan inte läsas: {error}",
                hint_sv="`regiongraf build` gör om den ur uppgifterna",
            ) from error
        except ValueError as error:
            raise QueryError(
                f"the query failed: {error}",
                hint="docs/querying.md shows queries to start from",
                sv=f"frågan misslyckades: {error}",
                hint_sv="docs/querying.md visar frågor att börja med",
            ) from error


def write_store(folder: Path, quads: Iterable[Quad] | bytes) -> None:
    """A new store on disk of `quads`, given as such or as N-Quads; raises OSError where it cannot be written."""
    store = ox.Store(str(folder))
    store.bulk_load(input=quads if isinstance(quads, bytes) else nquads(quads), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def _rows(found: Any) -> Iterator[tuple[Term | None, ...]]:
    try:
        for row in found:
            yield tuple(_term(value) for value in row)
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"the dataset cannot be read: {error}",
            hint="`regiongraf build` makes it anew from the records",
            sv=f"datamängden kan inte läsas: {error}",
            hint_sv="`regiongraf build` gör om den ur uppgifterna",
        ) from error


def _reason(message: str) -> str:
    """What the parser says, without the list of everything that it would have taken."""
    where, _, expected = message.partition(": expected ")
    return f"{where}: a prefix is not declared" if "Prefix not found" in expected else where


def nquads(quads: Iterable[Quad]) -> bytes:
    """Quads as N-Quads."""
    return "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads).encode()


def _term(value: Any) -> Term | None:
    if value is None:
        return None
    if isinstance(value, ox.Literal):
        return Literal(value.value, value.datatype.value, value.language)
    return Iri(value.value)
