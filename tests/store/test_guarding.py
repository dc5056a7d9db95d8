"""Queries that somebody typed: what is refused, and that nothing outlives its limits."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.errors import QueryError, StoreError
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.guarding import GuardedStore, Limits, refuse_writing_and_calling
from regiongraf.triples.terms import iri

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("guarded") / "store"
    store = ox.Store(str(place))
    lines = "".join(f'<http://x/{n}> <http://x/p> "{n}" <http://x/g> .\n' for n in range(500))
    store.bulk_load(input=lines.encode(), format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    return place


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <http://x/a> <http://x/b> 1 }",
        "DELETE WHERE { ?a ?b ?c }",
        "PREFIX x: <http://x/> insert { x:a x:b ?c } where { ?d x:e ?c }",
        "LOAD <http://x/>",
        "# a comment first\nCLEAR ALL",
        "DROP GRAPH <http://x/g>",
    ],
)
def test_an_update_is_refused_by_name(query: str) -> None:
    with pytest.raises(QueryError, match="only reads"):
        refuse_writing_and_calling(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { ?a ?b ?c } }",
        "SELECT * { service silent ?where { ?a ?b ?c } }",
        "SELECT * {#SERVICE in a comment\n service<http://x/>{?a ?b ?c}}",
        "SELECT * { ?a ?b 1SERVICE <http://x/> {} }",
        "SELECT * { ?a ?b trueSERVICE <http://x/> {} }",
        "SELECT * { SERVICE:x { ?a ?b ?c } }",
        "SELECT * { \\u0053ERVICE <http://x/> { ?a ?b ?c } }",
    ],
)
def test_a_call_of_another_endpoint_is_refused_unless_allowed(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        refuse_writing_and_calling(query)
    refuse_writing_and_calling(query, service=True)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?a ?b "SERVICE <http://x/>" }',
        "SELECT * { ?a ?b 'DELETE WHERE { }' }",
        'SELECT * { ?a ?b """LOAD <x> "quoted" """ }',
        "SELECT * { ?a <http://x/SERVICE> ?c } # SERVICE <http://x/>",
        "SELECT ?service ?load ?insert { ?service x:service ?load . ?insert rg:load ?add }",
        'SELECT * { ?a ?b "a \\" SERVICE <http://x/>" }',
    ],
)
def test_a_keyword_inside_a_string_an_iri_a_name_or_a_comment_is_none(query: str) -> None:
    refuse_writing_and_calling(query)


@given(st.text())
def test_any_text_at_all_is_either_refused_or_let_on(text: str) -> None:
    with contextlib.suppress(QueryError):
        refuse_writing_and_calling(text)


def test_a_query_is_answered_in_a_process_of_its_own(folder: Path) -> None:
    store = GuardedStore(folder, Limits(seconds=60))
    rows = store.select("SELECT ?v WHERE { <http://x/7> <http://x/p> ?v }").rows
    assert [str(value) for (value,) in rows] == ["7"]
    assert len(store.construct("CONSTRUCT WHERE { ?a ?b ?c }")) == 500
    assert store.graphs() == ["http://x/g"]


def test_more_rows_than_allowed_are_refused_never_cut_in_silence(folder: Path) -> None:
    query = "SELECT ?v WHERE { ?a ?b ?v }"
    assert len(GuardedStore(folder, Limits(rows=500)).select(query).rows) == 500
    with pytest.raises(QueryError, match="more than 499 rows"):
        GuardedStore(folder, Limits(rows=499)).select(query)


def test_an_endless_query_ends_at_the_limit_and_its_process_with_it(folder: Path) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match="more than 1 s"):
        GuardedStore(folder, Limits(seconds=1)).select(ENDLESS)
    assert time.monotonic() - started < 60
    assert _workers_on(folder) == []


def test_an_interrupt_ends_the_query_and_its_process(folder: Path) -> None:
    code = (
        "import os, signal, sys, threading; from pathlib import Path\n"
        "from regiongraf.store.guarding import GuardedStore, Limits\n"
        # A shell may have started the tests with SIGINT ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "threading.Timer(2, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "try: GuardedStore(Path(sys.argv[1]), Limits(seconds=300)).select(sys.argv[2])\n"
        "except KeyboardInterrupt: print('stopped')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder), ENDLESS], capture_output=True, text=True, timeout=120
    )
    assert run.stdout == "stopped\n", run.stderr
    assert _workers_on(folder) == []


def test_a_killed_command_leaves_no_worker_behind(folder: Path) -> None:
    code = (
        "import os, signal, sys, threading; from pathlib import Path\n"
        "from regiongraf.store.guarding import GuardedStore, Limits\n"
        "threading.Timer(2, os.kill, (os.getpid(), signal.SIGKILL)).start()\n"
        "GuardedStore(Path(sys.argv[1]), Limits(seconds=300)).select(sys.argv[2])\n"
    )
    run = subprocess.run([sys.executable, "-c", code, str(folder), ENDLESS], capture_output=True, timeout=120)
    assert run.returncode == -signal.SIGKILL
    until = time.monotonic() + 30
    while _workers_on(folder) and time.monotonic() < until:
        time.sleep(0.2)
    assert _workers_on(folder) == []


def test_a_store_in_memory_is_guarded_too_and_leaves_nothing(folder: Path) -> None:
    with contextlib.closing(GuardedStore.of(EmbeddedStore.read(folder), Limits())) as known:
        assert known.folder == folder
    aside = GuardedStore.of(EmbeddedStore.in_memory([(iri("a:b"), iri("a:c"), iri("a:d"), iri("a:g"))]), Limits())
    with contextlib.closing(aside):
        assert [str(term) for term in aside.select("SELECT ?o WHERE { ?s ?p ?o }").rows[0]] == ["a:d"]
        assert aside.folder.is_dir()
    assert not aside.folder.exists()
    assert folder.is_dir()


def test_errors_come_back_as_they_are(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="not SPARQL"):
        GuardedStore(folder, Limits()).select("SELECT nonsense")
    with pytest.raises(QueryError, match="rows, not triples"):
        GuardedStore(folder, Limits()).construct("SELECT ?a WHERE { ?a ?b ?c }")
    with pytest.raises(StoreError, match="cannot be opened"):
        GuardedStore(tmp_path / "nothing", Limits()).select("ASK {}")


def _workers_on(folder: Path) -> list[str]:
    """Processes that still have the store open, where the system tells."""
    processes = Path("/proc")
    if not processes.is_dir():
        return []
    found = []
    for process in processes.glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            opened = [str(link.readlink()) for link in (process / "fd").iterdir()]
        except OSError:
            continue
        if b"regiongraf.store.worker" in command and any(str(folder) in name for name in opened):
            found.append(process.name)
    return found
