"""One contract for every store: the same questions get the same answers in memory, on disk, and from an endpoint."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from regiongraf.errors import QueryError
from regiongraf.store import Iri, Literal, Store
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.guarding import GuardedStore, Limits
from regiongraf.store.loading import load
from regiongraf.store.publication import current_build, open_current, publish
from regiongraf.store.rdf import RdflibStore
from regiongraf.store.remote import RemoteStore
from regiongraf.triples import Quad
from regiongraf.triples.terms import day, integer, iri, natural, text
from regiongraf.vocabulary import expand

BASE = "https://example.se/"
ONE, TWO = f"{BASE}graph/one", f"{BASE}graph/two"


def _thing(name: str) -> str:
    return iri(f"{BASE}{name}")


SHARE, NAME, KNOWS, COUNT, AT, ISSUED = (_thing(name) for name in ("share", "name", "knows", "count", "at", "issued"))
QUADS: list[Quad] = [
    (_thing("a"), NAME, text("Ånge", "sv"), iri(ONE)),
    (_thing("a"), NAME, text("Aange", "en"), iri(ONE)),
    (_thing("a"), SHARE, f'"24.50"^^<{expand("xsd:decimal")}>', iri(ONE)),
    (_thing("b"), SHARE, f'"24.5"^^<{expand("xsd:decimal")}>', iri(TWO)),
    (_thing("c"), SHARE, f'"51.0"^^<{expand("xsd:decimal")}>', iri(TWO)),
    (_thing("a"), COUNT, integer(13), iri(ONE)),
    (_thing("a"), AT, natural(17093), iri(ONE)),
    (_thing("a"), ISSUED, day(date(2025, 1, 1)), iri(ONE)),
    (_thing("a"), KNOWS, _thing("b"), iri(ONE)),
    (_thing("a"), KNOWS, _thing("b"), iri(TWO)),
    (_thing("b"), NAME, text('rad 1\nrad 2 "citat" \\ \t <b>&amp;</b> \U0001f682'), iri(TWO)),
]


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail("oxigraph did not start")


@pytest.fixture(scope="module")
def dataset_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contract") / "dataset"
    publish(folder, "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in sorted(QUADS)).encode(), {})
    return folder


@contextlib.contextmanager
def _served(dataset_folder: Path, *options: str) -> Iterator[str]:
    """The address of a real SPARQL server over the dataset, stopped by its own process."""
    program = Path(sys.executable).parent / "oxigraph"
    found = str(program) if program.exists() else shutil.which("oxigraph")
    if found is None:
        pytest.skip("the oxigraph server is not installed (make test installs it)")
    port = _free_port()
    (build,) = dataset_folder.glob("build-*")
    with subprocess.Popen(
        [found, "serve-read-only", "--location", str(build / "store"), "--bind", f"127.0.0.1:{port}", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _until_it_answers(server, port)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="module")
def endpoint(dataset_folder: Path) -> Iterator[str]:
    """An endpoint that answers a query without FROM from all graphs, as docs/querying.md asks of one."""
    with _served(dataset_folder, "--union-default-graph") as address:
        yield address


@pytest.fixture(scope="module")
def plain_endpoint(dataset_folder: Path) -> Iterator[str]:
    """An endpoint whose default graph is empty. (The other kind of this server takes no notice of FROM.)"""
    with _served(dataset_folder) as address:
        yield address


@pytest.fixture(scope="module")
def loaded(virtuoso: str, administrator: None) -> str:
    """A Virtuoso that holds the dataset, loaded by the Graph Store Protocol."""
    load(sorted(QUADS, key=lambda quad: quad[3]), virtuoso)
    return virtuoso


STORES: dict[str, Callable[[pytest.FixtureRequest, str], Store]] = {
    "memory": lambda _, __: EmbeddedStore.in_memory(QUADS),
    "disk": lambda request, _: open_current(request.getfixturevalue("dataset_folder")),
    "guarded": lambda request, _: GuardedStore(
        current_build(request.getfixturevalue("dataset_folder")) / "store", Limits()
    ),
    "rdflib": lambda _, __: RdflibStore.of_quads(QUADS),
    "oxigraph": lambda request, address: RemoteStore(request.getfixturevalue(address)),
    "virtuoso": lambda request, _: RemoteStore(request.getfixturevalue("loaded")),
}
"""Every store by name; each is given the fixture of the oxigraph server to use."""


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    opened = STORES[request.param](request, "endpoint")
    yield opened
    opened.close()


@pytest.fixture(params=STORES)
def store_of_graphs(request: pytest.FixtureRequest) -> Iterator[Store]:
    opened = STORES[request.param](request, "plain_endpoint")
    yield opened
    opened.close()


def _names(rows: tuple[tuple[object, ...], ...]) -> list[tuple[str, ...]]:
    return [tuple(str(term).removeprefix(BASE) for term in row) for row in rows]


def test_figures_are_exact(store: Store) -> None:
    found = store.select(f"SELECT ?s ?share WHERE {{ ?s {SHARE} ?share }} ORDER BY ?s")
    assert found.variables == ("s", "share")
    figures = [share.number for _, share in found.rows if isinstance(share, Literal)]
    assert figures == [Decimal("24.5"), Decimal("24.5"), Decimal(51)]
    assert all(isinstance(s, Iri) for s, _ in found.rows)


def test_sums_and_comparisons_are_of_decimals(store: Store) -> None:
    found = store.select(f"SELECT (SUM(?share) AS ?total) WHERE {{ ?s {SHARE} ?share FILTER(?share < 25) }}")
    ((total,),) = found.rows
    assert isinstance(total, Literal)
    assert total.number == Decimal(49)


@pytest.mark.parametrize(("property_", "number"), [(COUNT, 13), (AT, 17093)])
def test_whole_numbers_are_numbers(store: Store, property_: str, number: int) -> None:
    ((term,),) = store.select(f"SELECT ?n WHERE {{ ?s {property_} ?n }}").rows
    assert isinstance(term, Literal)
    assert term.number == number
    assert term.value == str(number)


def test_a_date_is_text_with_its_datatype(store: Store) -> None:
    ((term,),) = store.select(f"SELECT ?d WHERE {{ ?s {ISSUED} ?d }}").rows
    assert term == Literal("2025-01-01", expand("xsd:date"))
    assert term.number is None


def test_languages_are_kept_apart(store: Store) -> None:
    found = store.select(f"SELECT ?n WHERE {{ {_thing('a')} {NAME} ?n }} ORDER BY ?n")
    assert set(found.rows) == {
        (Literal("Aange", expand("rdf:langString"), "en"),),
        (Literal("Ånge", expand("rdf:langString"), "sv"),),
    }
    swedish = store.select(f'SELECT ?s WHERE {{ ?s {NAME} ?n FILTER(LANG(?n) = "sv") }}')
    assert _names(swedish.rows) == [("a",)]


def test_any_text_comes_back_whole(store: Store) -> None:
    ((term,),) = store.select(f"SELECT ?n WHERE {{ {_thing('b')} {NAME} ?n }}").rows
    assert term == Literal('rad 1\nrad 2 "citat" \\ \t <b>&amp;</b> \U0001f682')
    found = store.select(f"SELECT ?s WHERE {{ ?s {NAME} {term.n3} }}")
    assert _names(found.rows) == [("b",)], "and is found by its own spelling"


def test_what_is_not_bound_is_none(store: Store) -> None:
    found = store.select(f"SELECT ?s ?n WHERE {{ ?s {SHARE} ?x OPTIONAL {{ ?s {COUNT} ?n }} }} ORDER BY ?s")
    assert [row["n"] is None for row in found.dicts()] == [False, True, True]
    assert store.select("SELECT ?x WHERE {}").rows == ((None,),)


def test_no_rows_have_their_variables_all_the_same(store: Store) -> None:
    found = store.select(f"SELECT ?x ?y WHERE {{ ?x <{BASE}nowhere> ?y }}")
    assert (found.variables, found.rows) == (("x", "y"), ())


@pytest.mark.parametrize(("asked", "answered"), [("a", "true"), ("nobody", "false")])
def test_a_yes_or_no_is_one_row(store: Store, asked: str, answered: str) -> None:
    found = store.select(f"ASK {{ {_thing(asked)} ?p ?o }}")
    assert found.variables == ("answer",)
    assert found.rows == ((Literal(answered, expand("xsd:boolean")),),)


def test_triples_come_sorted_and_once(store: Store) -> None:
    found = store.construct(f"CONSTRUCT {{ ?s {KNOWS} ?o ; {NAME} ?n }} WHERE {{ ?s {KNOWS} ?o ; {NAME} ?n }}")
    assert found == sorted(
        [
            (_thing("a"), KNOWS, _thing("b")),
            (_thing("a"), NAME, text("Ånge", "sv")),
            (_thing("a"), NAME, text("Aange", "en")),
        ]
    )


def test_a_thing_is_described(store: Store) -> None:
    # Virtuoso describes nothing unless the graphs are named.
    described = store.construct(f"DESCRIBE {_thing('c')}\nFROM <{ONE}>\nFROM <{TWO}>")
    assert (_thing("c"), SHARE) in {triple[:2] for triple in described}


def test_the_graphs_are_named_in_order(store: Store) -> None:
    assert store.graphs() == [ONE, TWO]


def test_without_from_a_query_is_of_everything(store: Store) -> None:
    # DISTINCT: the engine gives a triple that stands in two graphs twice. A build has none (tests/build).
    across = store.select(f"SELECT DISTINCT ?n WHERE {{ {_thing('a')} {KNOWS} ?b . ?b {NAME} ?n }}")
    assert len(across.rows) == 1


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?s\nFROM <{TWO}>\nWHERE {{ ?s {SHARE} ?x }} ORDER BY ?s",
        f"SELECT ?s FROM <{TWO}> WHERE {{ ?s {SHARE} ?x }} ORDER BY ?s",  # noqa: S608 - SPARQL, no SQL
        f"SELECT ?s from<{TWO}> {{ ?s {SHARE} ?x }} ORDER BY ?s",
        f"SELECT ?s WHERE {{ GRAPH <{TWO}> {{ ?s {SHARE} ?x }} }} ORDER BY ?s",
    ],
)
def test_a_query_may_name_its_graphs(store_of_graphs: Store, query: str) -> None:
    assert _names(store_of_graphs.select(query).rows) == [("b",), ("c",)]


def test_several_graphs_are_joined(store_of_graphs: Store) -> None:
    found = store_of_graphs.select(
        f"SELECT DISTINCT ?n\nFROM <{ONE}>\nFROM <{TWO}>\nWHERE {{ {_thing('a')} {KNOWS}/{NAME} ?n }}"
    )
    assert len(found.rows) == 1


def test_the_word_from_in_a_text_names_no_graph(store: Store) -> None:
    found = store.select(f'SELECT ?s WHERE {{ ?s {COUNT} ?n FILTER("""\nFROM <x>\n""" != "") }} # FROM <{TWO}>')  # noqa: S608 - the same
    assert _names(found.rows) == [("a",)]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "nonsense",
        "SELECT ?x WHERE {",
        "SELECT ?x WHERE { ?x nobody:knows ?y }",
        "SELECT ?x WHERE { ?x ?y } LIMIT -1",
    ],
)
def test_what_is_no_query_is_refused(store: Store, query: str) -> None:
    for ask in (store.select, store.construct):
        with pytest.raises(QueryError) as refusal:
            ask(query)
        assert refusal.value.hint


def test_rows_and_triples_are_not_mistaken_for_each_other(store: Store) -> None:
    for ask, query in ((store.select, f"DESCRIBE {_thing('a')}"), (store.construct, f"ASK {{ {_thing('a')} ?p ?o }}")):
        with pytest.raises(QueryError) as refusal:
            ask(query)
        assert refusal.value.hint


def test_an_update_changes_nothing(store: Store) -> None:
    with pytest.raises(QueryError):
        store.select(f"INSERT DATA {{ GRAPH <{ONE}> {{ {_thing('x')} {NAME} 'x' }} }}")
    assert store.select(f"ASK {{ {_thing('x')} ?p ?o }}").rows[0][0] == Literal("false", expand("xsd:boolean"))


def test_a_node_without_a_name_is_a_thing(store: Store, request: pytest.FixtureRequest) -> None:
    query = "SELECT (BNODE() AS ?b) WHERE {}"
    if request.node.callspec.params["store"] == "virtuoso":
        with pytest.raises(QueryError, match="refused"):  # it has no such function, and says so
            store.select(query)
        return
    ((node,),) = store.select(query).rows
    assert isinstance(node, Iri)


def test_dates_compare(store: Store) -> None:
    found = store.select(f"SELECT ?s WHERE {{ ?s {ISSUED} ?d FILTER(?d >= {day(date(2025, 1, 1))}) }}")
    assert _names(found.rows) == [("a",)]
