"""A build into a remote store, by the SPARQL 1.1 Graph Store Protocol: whole named graphs, safe to repeat.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from __future__ import annotations

import base64
import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from urllib.parse import quote, urlsplit, urlunsplit

from regiongraf.errors import StoreError
from regiongraf.figures import grouped
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
        f"where the graph store of {endpoint} is cannot be told from its address",
        hint="give it with --graph-store URL",
        sv=f"var graflagret för {endpoint} finns framgår inte av adressen",
        hint_sv="ange det med --graph-store URL",
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
                sv=f"{grouped(sent, 'sv')} tripplar skickades till {graph}, "
                f"och {endpoint} räknar {grouped(counted, 'sv')} där",
                hint_sv="ladda igen; om det inte hjälper, se lagrets logg",
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
    try:
        if user := os.environ.get(USER):
            _sign(request, user, os.environ.get(PASSWORD, ""), seconds)
        with urllib.request.urlopen(request, timeout=seconds):  # noqa: S310 - http(s): see graph_store_of, RemoteStore
            return
    except urllib.error.HTTPError as error:
        known = error.code in {401, 403}
        hint = f"set {USER} and {PASSWORD} in the environment" if known else "see the log of the store"
        hint_sv = f"ange {USER} och {PASSWORD} i miljön" if known else "se lagrets logg"
        raise StoreError(
            f"the graph store {url} answered {error.code} {error.reason}",
            hint=hint,
            sv=f"graflagret {url} svarade {error.code} {error.reason}",
            hint_sv=hint_sv,
        ) from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise StoreError(
            f"the graph store {url} cannot be reached: {reason}",
            hint="check the address",
            sv=f"graflagret {url} kan inte nås: {reason}",
            hint_sv="kontrollera adressen",
        ) from error


def _sign(request: urllib.request.Request, user: str, password: str, seconds: float) -> None:
    """Put name and password on a request, in the way that the store asks for.

    It is asked first, by a request without a body: a store that refuses while a long body is on its way closes the
    connection, and its challenge is lost.
    """
    asking = urllib.request.Request(request.full_url, method="HEAD")  # noqa: S310 - the address of the request itself
    try:
        with urllib.request.urlopen(asking, timeout=seconds):  # noqa: S310
            return
    except urllib.error.HTTPError as refusal:
        challenge = refusal.headers.get("WWW-Authenticate", "") if refusal.code == 401 else ""
    scheme, _, details = challenge.partition(" ")
    if scheme.lower() == "basic":
        request.add_header("Authorization", f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}")
    elif scheme.lower() == "digest":
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, request.full_url, user, password)
        parts = urllib.request.parse_keqv_list(list(filter(None, urllib.request.parse_http_list(details))))
        signature = urllib.request.AbstractDigestAuthHandler(passwords).get_authorization(request, parts)
        if signature:
            request.add_header("Authorization", f"Digest {signature}")


def _count(store: RemoteStore, graph: str) -> int:
    found = store.select(f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    value = found.rows[0][0]
    assert isinstance(value, Literal), "a count is a literal"
    return int(value.value)
