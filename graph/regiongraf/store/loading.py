"""A build into a remote store, by the SPARQL 1.1 Graph Store Protocol: whole named graphs, safe to repeat.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from __future__ import annotations

import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from urllib.parse import quote, urlsplit, urlunsplit

from regiongraf.errors import StoreError
from regiongraf.store.remote import PASSWORD, USER, RemoteStore
from regiongraf.store.results import Literal
from regiongraf.triples import Quad

# Virtuoso takes about 100 000 triples in one request; more go in several.
CHUNK = 50_000
KNOWN = {"/query": "/store", "/sparql": "/sparql-graph-crud-auth"}
"""How the graph store stands beside the query endpoint in the Oxigraph server and in Virtuoso."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """One named graph that was sent, and how many triples the endpoint counts in it."""

    graph: str
    triples: int


def graph_store_of(endpoint: str) -> str:
    """The address of the graph store beside a query endpoint; raises StoreError where it is not known."""
    parts = urlsplit(endpoint)
    for query, store in KNOWN.items():
        if parts.path.endswith(query):
            return urlunsplit(parts._replace(path=parts.path.removesuffix(query) + store, query=""))
    raise StoreError(
        f"where the graph store of {endpoint} is cannot be told from its address", hint="give it with --graph-store URL"
    )


def load(
    quads: Iterable[Quad],
    endpoint: str,
    *,
    graph_store: str | None = None,
    seconds: float = 300,
    progress: Callable[[Loaded], None] = lambda _: None,
) -> list[Loaded]:
    """Put every named graph of `quads` (sorted by graph) in place of what the endpoint holds under its name.

    Each graph is counted afterwards. Raises StoreError when the store refuses, cannot be reached, or holds another
    number of triples than were sent. Done again, it gives the same.
    """
    address = graph_store or graph_store_of(endpoint)
    asked = RemoteStore(endpoint, seconds=seconds)
    done: list[Loaded] = []
    for graph, own in groupby(quads, key=lambda quad: quad[3]):
        sent = _send(address, graph[1:-1], own, seconds)
        counted = _count(asked, graph)
        if counted != sent:
            raise StoreError(
                f"{sent:,} triples were sent to {graph}, and {endpoint} counts {counted:,} there",
                hint="load again; if it persists, see the log of the store",
            )
        done.append(Loaded(graph[1:-1], sent))
        progress(done[-1])
    return done


def _send(address: str, graph: str, quads: Iterable[Quad], seconds: float) -> int:
    """Send one graph: the first part replaces it, the others are added to it."""
    sent = 0
    for part in _chunks(quads):
        body = "".join(f"{s} {p} {o} .\n" for s, p, o, _ in part).encode()
        _request(f"{address}?graph={quote(graph, safe='')}", "POST" if sent else "PUT", body, seconds)
        sent += len(part)
    return sent


def _chunks(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    rest = iter(quads)
    while part := list(islice(rest, CHUNK)):
        yield part


def _request(url: str, method: str, body: bytes, seconds: float) -> None:
    # N-Triples is Turtle, which every graph store takes.
    request = urllib.request.Request(url, data=body, method=method, headers={"Content-Type": "text/turtle"})  # noqa: S310
    opener = urllib.request.build_opener(*_credentials(url))
    try:
        with opener.open(request, timeout=seconds):
            return
    except urllib.error.HTTPError as error:
        hint = (
            f"set {USER} and {PASSWORD} in the environment" if error.code in {401, 403} else "see the log of the store"
        )
        raise StoreError(f"the graph store {url} answered {error.code} {error.reason}", hint=hint) from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise StoreError(f"the graph store {url} cannot be reached: {reason}", hint="check the address") from error


def _credentials(url: str) -> list[urllib.request.BaseHandler]:
    """Basic and Digest authentication, where the environment holds a name."""
    user = os.environ.get(USER)
    if not user:
        return []
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, url, user, os.environ.get(PASSWORD, ""))
    return [urllib.request.HTTPDigestAuthHandler(passwords), urllib.request.HTTPBasicAuthHandler(passwords)]


def _count(store: RemoteStore, graph: str) -> int:
    found = store.select(f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    value = found.rows[0][0]
    assert isinstance(value, Literal), "a count is a literal"
    return int(value.value)
