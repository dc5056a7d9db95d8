"""Whole graphs out of any store: at once, in pages where it cuts its answers, and never a part for the whole."""

from __future__ import annotations

import re

import pytest

from regiongraf.errors import CutShort, StoreError
from regiongraf.store import Solutions
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.fetching import fetch, spelt
from regiongraf.store.loading import load
from regiongraf.store.remote import RemoteStore
from regiongraf.triples import Quad, Triple
from regiongraf.triples.terms import iri, text

BASE = "https://example.org/"
ONE, TWO = f"{BASE}one", f"{BASE}two"
QUADS: list[Quad] = [(iri(f"{BASE}{n:03}"), iri(f"{BASE}p"), text(f"å {n}"), iri(ONE)) for n in range(37)]
QUADS.append((iri(f"{BASE}x"), iri(f"{BASE}p"), text("two"), iri(TWO)))


class Cutting(EmbeddedStore):
    """A store that gives few rows, as Virtuoso does."""

    LIMIT = 10
    forgetful = False

    def construct(self, query: str) -> list[Triple]:
        found = super().construct(query)
        if len(found) >= self.LIMIT:
            raise CutShort("cut", self.LIMIT, sv="kapat", hint="", hint_sv="")
        return found

    def select(self, query: str) -> Solutions:
        found = super().select(query)
        if len(found.rows) >= self.LIMIT:
            raise CutShort("cut", self.LIMIT, sv="kapat", hint="", hint_sv="")
        if self.forgetful and re.search(r"OFFSET 18$", query):
            return Solutions(found.variables, found.rows[1:])
        return found


@pytest.mark.parametrize("kind", [EmbeddedStore, Cutting])
def test_every_quad_comes(kind: type[EmbeddedStore]) -> None:
    assert fetch(kind.in_memory(QUADS), [ONE, TWO]) == QUADS
    assert fetch(kind.in_memory(QUADS), [TWO]) == QUADS[-1:]


def test_a_lost_row_is_seen() -> None:
    store = Cutting.in_memory(QUADS)
    assert isinstance(store, Cutting)
    store.forgetful = True
    with pytest.raises(StoreError, match="37 triples were counted"):
        fetch(store, [ONE])


def test_too_much_is_refused_before_it_is_fetched() -> None:
    store = EmbeddedStore.in_memory(QUADS)
    assert len(fetch(store, [ONE, TWO], largest=38)) == 38
    with pytest.raises(StoreError, match="more than 37"):
        fetch(store, [ONE, TWO], largest=37)


def test_virtuoso_gives_more_than_it_gives_at_once(virtuoso: str, administrator: None) -> None:
    many: list[Quad] = [(iri(f"{BASE}{n:05}"), iri(f"{BASE}p"), text(f"ö {n}"), iri(ONE)) for n in range(12_345)]
    load(many, virtuoso)
    store = RemoteStore(virtuoso)
    with pytest.raises(CutShort, match="cut the answer"):
        store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}")
    assert len(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }} LIMIT 2000")) == 2000
    assert fetch(store, [ONE]) == many


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ('"51"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"51.0"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ('"24.50"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"24.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ('"1"^^<http://www.w3.org/2001/XMLSchema#boolean>', '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ("<http://www.w3.org/2001/XMLSchema#decimal>", "<http://www.w3.org/2001/XMLSchema#decimal>"),
        ('"^^"', '"^^"'),
    ],
)
def test_a_term_has_one_spelling(written: str, known: str) -> None:
    assert spelt(written) == known
