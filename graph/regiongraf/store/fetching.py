"""Whole named graphs out of any store; of one that cuts its answers, page by page, and counted in the end."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from regiongraf.errors import CutShort, StoreError
from regiongraf.figures import grouped
from regiongraf.store.protocol import Store
from regiongraf.store.results import Literal, Solutions, Term
from regiongraf.triples import Quad, Triple
from regiongraf.triples.terms import decimal, iri, name, natural, true
from regiongraf.vocabulary import Minter

DECIMAL = name("xsd:decimal")
OFFSETS = {name("oa:start"), name("oa:end")}
TRUE = {f'"1"^^{name("xsd:boolean")}', f'"true"^^{name("xsd:boolean")}'}
LARGEST = 1_000_000
"""Triples that are fetched from a store at most, unless more are allowed."""


def fetch(store: Store, graphs: Iterable[str], *, largest: int | None = None) -> list[Quad]:
    """Every quad of `graphs`, in the order of the graphs and of terms, each term in its one spelling.

    Raises StoreError when they hold more than `largest` triples, or when less came than the store counts.
    """
    found: list[Quad] = []
    for graph in graphs:
        expected = None
        if largest is not None:
            expected = _count(store, graph)
            if len(found) + expected > largest:
                raise StoreError(
                    f"more than {largest:,} triples would have to be fetched",
                    hint="ask a build on this machine instead: `regiongraf build`",
                    sv=f"fler än {grouped(largest, 'sv')} tripplar skulle behöva hämtas",
                    hint_sv="fråga ett bygge på den här datorn i stället: `regiongraf build`",
                )
        triples = _graph(store, graph, expected)
        found += sorted((s, p, spelt(o, offset=p in OFFSETS), iri(graph)) for s, p, o in triples)
    return found


def spelt(term: str, *, offset: bool = False) -> str:
    """A term as the records write it: engines write decimals, truth and offsets in ways of their own."""
    lexical, _, datatype = term.rpartition("^^")
    if lexical and datatype == DECIMAL:
        return decimal(Decimal(lexical[1:-1]))
    if lexical and offset:
        return natural(int(lexical[1:-1]))
    return true() if term in TRUE else term


def dataset_of(store: Store) -> list[Quad]:
    """Every quad of a dataset that a store elsewhere holds, sorted as a build sorts them: by graph, then by term.

    Raises StoreError when the store holds no dataset of regiongraf, or more than `LARGEST` triples.
    """
    graphs = store.graphs()
    minter = Minter.of_graphs(graphs)
    if minter is None:
        raise StoreError(
            "the store holds no dataset of regiongraf: it has no derived graph",
            hint="`regiongraf load --endpoint URL` puts one there",
            sv="lagret har ingen datamängd från regiongraf: den härledda grafen saknas",
            hint_sv="`regiongraf load --endpoint URL` lägger dit en",
        )
    return fetch(store, (graph for graph in graphs if graph.startswith(f"{minter.base}graph/")), largest=LARGEST)


def select_all(store: Store, query: str) -> Solutions:
    """Every row of a SELECT without LIMIT, ORDER or FROM; page by page where the store cuts its answers."""
    try:
        return store.select(query)
    except CutShort as cut:
        head, _, body = query.rpartition("SELECT DISTINCT")
        variables = body.partition("WHERE")[0].strip()
        page = max(1, cut.limit - 1)
        rows: list[tuple[Term | None, ...]] = []
        while True:
            inner = f"{{ SELECT DISTINCT {body} ORDER BY {variables} }}"
            found = store.select(f"{head}SELECT * WHERE {{ {inner} }} LIMIT {page} OFFSET {len(rows)}")
            names = [name.lstrip("?") for name in variables.split()]
            rows += (tuple(row[name] for name in names) for row in found.dicts())
            if len(found.rows) < page:
                return Solutions(tuple(names), tuple(rows))


def _graph(store: Store, graph: str, expected: int | None) -> list[Triple]:
    try:
        return store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}")
    except CutShort as cut:
        return _pages(store, graph, max(1, cut.limit - 1), _count(store, graph) if expected is None else expected)


def _pages(store: Store, graph: str, page: int, expected: int) -> list[Triple]:
    """One graph in pages. The order stands in a subselect: Virtuoso orders no more rows than it gives."""
    found: set[Triple] = set()
    for offset in range(0, expected, page):
        query = (
            f"SELECT ?s ?p ?o WHERE {{ {{ SELECT ?s ?p ?o WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }} "
            f"ORDER BY ?s ?p ?o }} }} LIMIT {page} OFFSET {offset}"
        )
        rows = store.select(query).rows
        found.update((s.n3, p.n3, o.n3) for s, p, o in rows if s and p and o)
    if len(found) != expected:
        raise StoreError(
            f"{expected:,} triples were counted in {graph}, and {len(found):,} came",
            hint="ask again; it may have been written to meanwhile",
            sv=f"{grouped(expected, 'sv')} tripplar räknades i {graph}, och {grouped(len(found), 'sv')} kom",
            hint_sv="fråga igen; någon kan ha skrivit där under tiden",
        )
    return sorted(found)


def _count(store: Store, graph: str) -> int:
    ((count,),) = store.select(f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}").rows
    assert isinstance(count, Literal), "a count is a literal"
    return int(count.value)
