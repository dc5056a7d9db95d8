"""Any SPARQL 1.1 endpoint, through SPARQLWrapper. Form-encoded POST only; a time-out, a byte cap; never an update."""

from __future__ import annotations

import json
import os
import time
import warnings
from decimal import Decimal
from email.message import Message
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pyoxigraph as ox
from SPARQLWrapper import ASK, CONSTRUCT, DESCRIBE, DIGEST, JSON, N3, POST, SELECT, URLENCODED, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, QueryBadFormed, SPARQLWrapperException, Unauthorized

from regiongraf.errors import CutShort, QueryError, StoreError
from regiongraf.figures import grouped, number
from regiongraf.store.keywords import empty
from regiongraf.store.results import XSD_STRING, Iri, Literal, Solutions, Term
from regiongraf.triples import Triple
from regiongraf.vocabulary import expand
from regiongraf.words import Words

USER, PASSWORD = "REGIONGRAF_ENDPOINT_USER", "REGIONGRAF_ENDPOINT_PASSWORD"  # names of environment variables
MAX_BYTES = 256 * 1024 * 1024
CHUNK = 64 * 1024
PAUSES = (0.5, 1.0, 2.0)  # seconds before the second, third and fourth try
BUSY = {429, 502, 503, 504}
_STATUS = {Unauthorized: 401, EndPointNotFound: 404}
FEW = 1000
"""Triples that no server is set to cut at."""
VIRTUOSO_ASK = "__ASK_RETVAL"
OF_ENGINES = (
    "http://www.openlinksw.com/",
    "http://localhost:8890/",
    "http://localuriqaserver/",
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/ns/ldp#",
)
"""Graphs that Virtuoso keeps for itself; they are no part of anybody's dataset."""


class RemoteStore:
    """An endpoint behind the `Store` protocol.

    `seconds` is the wall-clock limit of one query. Credentials are read from the environment
    (REGIONGRAF_ENDPOINT_USER, REGIONGRAF_ENDPOINT_PASSWORD), never given as arguments.
    """

    def __init__(self, url: str, *, seconds: float = 30) -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise StoreError(
                f"an endpoint is an http(s) address; got {url!r}",
                hint="such as http://localhost:7878/query",
                sv=f"en ändpunkt är en http(s)-adress; här står {url!r}",
                hint_sv="som http://localhost:7878/query",
            )
        self.url = url
        self.seconds = seconds

    def select(self, query: str) -> Solutions:
        """See `Store`."""
        content, headers = self._fetch(query, JSON, "json")
        try:
            found = json.loads(content)
            if "boolean" in found:
                answer = Literal(str(found["boolean"]).lower(), expand("xsd:boolean"))
                return Solutions(("answer",), ((answer,),))
            variables = tuple(found["head"]["vars"])
            if variables == (VIRTUOSO_ASK,):
                answer = Literal("true" if found["results"]["bindings"] else "false", expand("xsd:boolean"))
                return Solutions(("answer",), ((answer,),))
            rows = tuple(
                tuple(_term(row.get(variable)) for variable in variables) for row in found["results"]["bindings"]
            )
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"the endpoint {self.url} did not answer with SPARQL results",
                hint="check that the address is a SPARQL query endpoint",
                sv=f"ändpunkten {self.url} svarade inte med SPARQL-resultat",
                hint_sv="kontrollera att adressen är en ändpunkt för SPARQL-frågor",
            ) from error
        self._refuse_partial(headers, len(rows))
        return Solutions(variables, rows)

    def construct(self, query: str) -> list[Triple]:
        """See `Store`."""
        content, headers = self._fetch(query, N3, "n-triples")
        self._refuse_partial(headers, content.count(b"\n"))
        try:
            # Turtle is a superset of N-Triples, and what several engines send whatever is asked for.
            found = list(ox.parse(input=content, format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise StoreError(
                f"the endpoint {self.url} did not answer with triples",
                hint="ask for rows with SELECT",
                sv=f"ändpunkten {self.url} svarade inte med tripplar",
                hint_sv="fråga efter rader med SELECT",
            ) from error
        if headers.get("Server", "").startswith("Virtuoso"):
            self._refuse_cut_triples(len(found))
        return sorted({(str(q.subject), str(q.predicate), str(q.object)) for q in found})

    def graphs(self) -> list[str]:
        """See `Store`."""
        found = {str(graph) for (graph,) in self._graphs() if graph is not None}
        return sorted(name for name in found if not name.startswith(OF_ENGINES))

    def _graphs(self) -> tuple[tuple[Term | None, ...], ...]:
        """Rows of graphs. An engine that lists them for an empty pattern need not go through every triple."""
        try:
            rows = self.select("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { } }").rows
        except QueryError:
            rows = ()
        named = any(graph is not None for (graph,) in rows)
        return rows if named else self.select("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }").rows

    def close(self) -> None:
        """See `Store`."""

    def _fetch(self, query: str, return_format: str, wanted: str) -> tuple[bytes, Message]:
        """The body and the headers of an answer. A store that is busy, or not there yet, is asked again."""
        if not query.strip():
            raise empty()
        wrapper = self._wrapper(query, return_format)
        deadline = time.monotonic() + self.seconds
        pauses = list(PAUSES)
        while True:
            try:
                with wrapper.query().response as response:
                    return self._read(response, deadline), response.info()
            except QueryBadFormed as error:
                raise QueryError(
                    f"the endpoint refused the query: {_first_line(error)}",
                    hint="print it with --show and mend it",
                    sv=f"ändpunkten avvisade frågan: {_first_line(error)}",
                    hint_sv="skriv ut den med --show och rätta den",
                ) from error
            except SPARQLWrapperException as error:
                status = _STATUS.get(type(error))
                asked = Words(f"den ombads om {wanted}", f"it was asked for {wanted}")
                hint = _hint(status) if status else asked
                raise StoreError(
                    f"the endpoint {self.url} refused: {_first_line(error)}",
                    hint=hint.en,
                    sv=f"ändpunkten {self.url} avvisade: {_first_line(error)}",
                    hint_sv=hint.sv,
                ) from error
            except (HTTPError, URLError, TimeoutError, ConnectionError, HTTPException) as error:
                if isinstance(error, HTTPError):
                    error.close()
                if not _passes(error) or not pauses or time.monotonic() + pauses[0] > deadline:
                    raise self._told(error) from error
                time.sleep(pauses.pop(0))

    def _wrapper(self, query: str, return_format: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self.url, returnFormat=return_format, agent="regiongraf")
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setTimeout(max(1, round(self.seconds)))
        if user := os.environ.get(USER):
            wrapper.setHTTPAuth(DIGEST)
            wrapper.setCredentials(user, os.environ.get(PASSWORD, ""))
        with warnings.catch_warnings():
            # It warns of what it takes for no query; the endpoint says what is wrong with it.
            warnings.simplefilter("ignore", RuntimeWarning)
            wrapper.setQuery(query)
        # What is sent as an update is carried out, and this store only reads.
        if wrapper.queryType not in ({SELECT, ASK} if return_format == JSON else {CONSTRUCT, DESCRIBE}):
            raise QueryError(
                f"the query is a {wrapper.queryType}, which does not give what is asked for here",
                hint="ask for rows with SELECT; print the triples of a CONSTRUCT or DESCRIBE with --format turtle",
                sv=f"frågan är en {wrapper.queryType}, som inte ger det som efterfrågas här",
                hint_sv="fråga efter rader med SELECT; tripplar ur CONSTRUCT eller DESCRIBE ger --format turtle",
            )
        return wrapper

    def _told(self, error: Exception) -> StoreError:
        """A failure of the transport, as what it means."""
        if isinstance(error, HTTPError):
            return StoreError(
                f"the endpoint {self.url} answered {error.code} {error.reason}",
                hint=_hint(error.code).en,
                sv=f"ändpunkten {self.url} svarade {error.code} {error.reason}",
                hint_sv=_hint(error.code).sv,
            )
        reason = getattr(error, "reason", error) or type(error).__name__
        return StoreError(
            f"the endpoint {self.url} cannot be reached: {reason}",
            hint="check the address and that it runs",
            sv=f"ändpunkten {self.url} kan inte nås: {reason}",
            hint_sv="kontrollera adressen och att den är i gång",
        )

    def _refuse_partial(self, headers: Message, rows: int) -> None:
        """Virtuoso cuts answers and says so in a header only: a part is never taken for the whole."""
        if state := headers.get("X-SQL-State"):
            raise StoreError(
                f"the endpoint {self.url} gave a part of the answer (X-SQL-State {state})",
                hint="narrow the query, or raise the time limit of the endpoint",
                sv=f"ändpunkten {self.url} gav en del av svaret (X-SQL-State {state})",
                hint_sv="gör frågan snävare, eller höj ändpunktens tidsgräns",
            )
        limit = headers.get("X-SPARQL-MaxRows")
        if limit and limit.isdigit() and rows >= int(limit):
            raise CutShort(
                f"the endpoint {self.url} cut the answer at {rows:,} rows",
                int(limit),
                hint="add LIMIT and OFFSET, or raise ResultSetMaxRows at the endpoint",
                sv=f"ändpunkten {self.url} kapade svaret vid {grouped(rows, 'sv')} rader",
                hint_sv="lägg till LIMIT och OFFSET, eller höj ResultSetMaxRows vid ändpunkten",
            )

    def _refuse_cut_triples(self, count: int) -> None:
        """Virtuoso cuts triples at its limit of rows and says so nowhere: so many rows are asked for, to see it cut."""
        if count >= FEW:
            arms = " UNION ".join(["{ ?s ?p ?o }"] * 8)
            _, headers = self._fetch(f"SELECT (1 AS ?x) WHERE {{ {arms} }} LIMIT {count}", JSON, "json")
            self._refuse_partial(headers, count)

    def _read(self, response: Any, deadline: float) -> bytes:
        """The body, within the time and the size that one answer may take."""
        parts: list[bytes] = []
        size = 0
        # read1 gives what has come; read would wait for a whole chunk, however slowly it drips in.
        while part := response.read1(CHUNK):
            size += len(part)
            parts.append(part)
            if size > MAX_BYTES:
                raise StoreError(
                    f"the answer is larger than {MAX_BYTES // 1024**2} MiB",
                    hint="narrow the query, or add LIMIT",
                    sv=f"svaret är större än {MAX_BYTES // 1024**2} MiB",
                    hint_sv="gör frågan snävare, eller lägg till LIMIT",
                )
            if time.monotonic() > deadline:
                raise StoreError(
                    f"the answer took more than {self.seconds:g} s",
                    hint="narrow the query, or raise --seconds",
                    sv=f"svaret tog mer än {number(Decimal(f'{self.seconds:g}'), 'sv')} s",
                    hint_sv="gör frågan snävare, eller höj --seconds",
                )
        # Unlike read, read1 takes the end of the connection for the end of the answer.
        if response.length:
            raise StoreError(
                f"the answer of {self.url} broke off: {response.length:,} bytes are missing",
                hint="ask it again",
                sv=f"svaret från {self.url} bröts: {grouped(response.length, 'sv')} byte saknas",
                hint_sv="fråga igen",
            )
        return b"".join(parts)


def _term(binding: dict[str, str] | None) -> Term | None:
    if binding is None:
        return None
    if binding["type"] in {"uri", "bnode"}:
        return Iri(binding["value"])
    language = binding.get("xml:lang")
    datatype = expand("rdf:langString") if language else binding.get("datatype", XSD_STRING)
    value = binding["value"]
    if datatype == expand("xsd:boolean"):
        value = {"1": "true", "0": "false"}.get(value, value)
    return Literal(value, datatype, language)


def _passes(error: Exception) -> bool:
    """True for a failure that may be gone in a moment."""
    if isinstance(error, HTTPError):
        return error.code in BUSY
    return isinstance(getattr(error, "reason", error), ConnectionError)


def _first_line(error: Exception) -> str:
    text = str(error.args[0] if error.args else error)
    return next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)


def _hint(status: int) -> Words:
    if status in {401, 403}:
        return Words(
            f"ange {USER} och {PASSWORD} i miljön, om du får fråga den",
            f"set {USER} and {PASSWORD} in the environment, if you may ask it",
        )
    if status in {429, 503}:
        return Words("försök igen senare", "try again later")
    return Words(
        "kontrollera att adressen är en ändpunkt för SPARQL-frågor", "check that the address is a SPARQL query endpoint"
    )
