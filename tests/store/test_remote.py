"""Endpoints that are down, slow, broken or no endpoints at all: one clear error, within the time that was given."""

from __future__ import annotations

import http.server
import json
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

import pytest

from regiongraf.errors import QueryError, StoreError
from regiongraf.store import remote
from regiongraf.store.remote import RemoteStore

ASK, SELECT, CONSTRUCT = "ASK {}", "SELECT ?x WHERE {}", "CONSTRUCT WHERE { ?s ?p ?o }"
RESULTS = json.dumps(
    {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "å"}}]}}
).encode()
NO_ANSWERS = [
    b"<html>Welcome</html>",
    b"",
    b"[]",
    b"5",
    b"{}",
    b'{"head": {}}',
    b"\xff\xfe\x00",
    b'{"results": {"bindings": [1]}}',
]
Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


@contextmanager
def _serving(answer: Answer) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A real HTTP server in a thread: its address, and what it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append({"headers": dict(self.headers), "form": parse_qs(body.decode()), "path": self.path})
            answer(self)

        def do_GET(self) -> None:
            asked.append({"headers": dict(self.headers), "form": {}, "path": self.path})
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            """A client that went away is what these tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


def _with(status: int, body: bytes, kind: str = "application/sparql-results+json", **headers: str) -> Answer:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "PAUSES", (0.01, 0.01))
    # SPARQLWrapper installs an opener for the whole process when it is given a password.
    monkeypatch.setattr(urllib.request, "_opener", None)


def _told(url: str, query: str = SELECT, seconds: float = 5) -> StoreError:
    store = RemoteStore(url, seconds=seconds)
    with pytest.raises(StoreError) as refusal:
        store.construct(query) if query.startswith("CONSTRUCT") else store.select(query)
    assert url in str(refusal.value) or "answer" in str(refusal.value)
    assert refusal.value.hint
    return refusal.value


def test_a_query_is_posted_as_a_form_with_the_types_that_are_wanted() -> None:
    with _serving(_with(200, RESULTS)) as (url, asked):
        assert [str(term) for (term,) in RemoteStore(url).select(SELECT).rows] == ["å"]
    (request,) = asked
    assert request["form"]["query"] == [SELECT]
    assert "update" not in request["form"]
    assert request["headers"]["Content-Type"].startswith("application/x-www-form-urlencoded")
    assert "application/sparql-results+json" in request["headers"]["Accept"]


def test_credentials_come_from_the_environment_and_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    def guarded(handler: http.server.BaseHTTPRequestHandler) -> None:
        if handler.headers.get("Authorization", "").startswith("Digest "):
            _with(200, RESULTS)(handler)
        else:
            _with(401, b"", WWW_Authenticate='Digest realm="SPARQL", nonce="n", qop="auth"')(handler)

    with _serving(guarded) as (url, _):
        assert "REGIONGRAF_ENDPOINT_USER" in str(_told(url).hint)
        monkeypatch.setenv("REGIONGRAF_ENDPOINT_USER", "anna")
        monkeypatch.setenv("REGIONGRAF_ENDPOINT_PASSWORD", "hemlig")
        assert len(RemoteStore(url).select(SELECT).rows) == 1


def test_nobody_listens() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    assert "cannot be reached" in str(_told(f"http://127.0.0.1:{port}/sparql"))


@pytest.mark.parametrize("url", ["ftp://example.se/", "example.se/sparql", "", "file:///etc/hosts"])
def test_what_is_no_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(StoreError, match="http"):
        RemoteStore(url)


# Nothing at all is an answer to a CONSTRUCT: no triples.
@pytest.mark.parametrize(
    ("query", "body"), [(q, b) for q in (SELECT, CONSTRUCT, ASK) for b in NO_ANSWERS if b or q != CONSTRUCT]
)
def test_an_address_that_is_no_endpoint(query: str, body: bytes) -> None:
    with _serving(_with(200, body, "text/html")) as (url, _):
        assert "did not answer with" in str(_told(url, query))


@pytest.mark.parametrize("status", [401, 403, 404, 406, 410, 429, 500, 502, 503])
def test_refusals_name_the_status_or_what_it_means(status: int) -> None:
    with _serving(_with(status, b"<html>no</html>", "text/html")) as (url, _):
        _told(url)


def test_a_bad_query_is_the_asker_s_error_with_the_endpoint_s_words() -> None:
    with (
        _serving(_with(400, b"Parse error at line 1\nmore", "text/plain")) as (url, _),
        pytest.raises(QueryError) as refusal,
    ):
        RemoteStore(url).select(SELECT)
    assert refusal.value.hint


def test_an_endpoint_that_is_busy_is_asked_again() -> None:
    answers = iter([_with(503, b""), _with(200, RESULTS)])
    with _serving(lambda handler: next(answers)(handler)) as (url, asked):
        assert len(RemoteStore(url).select(SELECT).rows) == 1
    assert len(asked) == 2


def _silence(_: http.server.BaseHTTPRequestHandler) -> None:
    time.sleep(8)


def _drip(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Some bytes now and then: no single wait is long, yet the answer never ends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(80):
        handler.wfile.write(b" ")
        time.sleep(0.1)


def _cut(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    handler.wfile.write(RESULTS)


def _garbage(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01 this is no HTTP\r\n\r\n")


@pytest.mark.parametrize("answer", [_silence, _drip])
def test_a_slow_endpoint_is_left_within_the_time(answer: Answer) -> None:
    with _serving(answer) as (url, _):
        started = time.monotonic()
        _told(url, seconds=1)
        assert time.monotonic() - started < 6


@pytest.mark.parametrize("answer", [_cut, _garbage])
def test_a_connection_that_breaks_is_told(answer: Answer) -> None:
    with _serving(answer) as (url, _):
        _told(url)


def test_an_answer_that_is_too_large_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "MAX_BYTES", 1000)
    with _serving(_with(200, b" " * 200_000)) as (url, _):
        assert "larger" in str(_told(url))


@pytest.mark.parametrize(
    "query", ["INSERT DATA { <a:b> <a:c> <a:d> }", "DROP ALL", "CLEAR ALL", "LOAD <http://example.se/>"]
)
def test_an_update_is_never_sent(query: str) -> None:
    with _serving(_with(200, RESULTS)) as (url, asked):
        for ask in (RemoteStore(url).select, RemoteStore(url).construct):
            with pytest.raises(QueryError):
                ask(query)
    assert asked == []


def test_what_is_not_bound_and_what_has_a_language() -> None:
    row = {"b": {"type": "uri", "value": "http://x"}, "c": {"type": "literal", "value": "å", "xml:lang": "sv"}}
    body = json.dumps({"head": {"vars": ["a", "b", "c"]}, "results": {"bindings": [row]}}).encode()
    with _serving(_with(200, body)) as (url, _):
        ((a, b, c),) = RemoteStore(url).select(SELECT).rows
    assert a is None
    assert str(b) == "http://x"
    assert getattr(c, "language", None) == "sv"


def _listing(*graphs: str) -> bytes:
    rows = [{"graph": {"type": "uri", "value": graph}} for graph in graphs]
    return json.dumps({"head": {"vars": ["graph"]}, "results": {"bindings": rows or [{}]}}).encode()


@pytest.mark.parametrize("first", [_with(400, b"no such pattern"), _with(200, _listing()), None])
def test_graphs_are_listed_and_looked_for_only_where_an_engine_lists_none(first: Answer | None) -> None:
    found = _with(200, _listing("https://example.se/b", "https://example.se/a", remote.OF_ENGINES[0]))
    answers = iter([*([first] if first else []), found])
    with _serving(lambda handler: next(answers)(handler)) as (url, asked):
        assert RemoteStore(url).graphs() == ["https://example.se/a", "https://example.se/b"]
    assert ["?s ?p ?o" in each["form"]["query"][0] for each in asked] == ([False, True] if first else [False])
