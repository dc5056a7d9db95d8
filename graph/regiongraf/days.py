"""The days of a dataset: the store of each, and what an answer about a day has to say of the rest.

What is first stated later is unknown on the day; an answer names it beside its rows and never passes over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from regiongraf.asof import State, Times, held_on, on_day
from regiongraf.figures import Language
from regiongraf.ownership import Network
from regiongraf.questions import Answer, Argument, Lookup, OnDay, Question, ask
from regiongraf.questions.answering import bind, render
from regiongraf.questions.lookup import PROLOGUE, chunks
from regiongraf.store import Iri, Literal, Store, Term
from regiongraf.store.caching import cached_store
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.fetching import fetch
from regiongraf.triples import Quad
from regiongraf.triples.terms import iri, name, text
from regiongraf.vocabulary import Minter, expand
from regiongraf.words import Words

TIMES = """SELECT ?statement ?kind ?from ?to ?asOf WHERE {{
  VALUES ?statement {{ {values} }}
  ?statement rg:rank ?rank .
  OPTIONAL {{ VALUES ?statement {{ {values} }} ?statement a ?kind . FILTER(?kind = rg:Founding) }}
  OPTIONAL {{ VALUES ?statement {{ {values} }} ?statement rg:validFrom ?from }}
  OPTIONAL {{ VALUES ?statement {{ {values} }} ?statement rg:validTo ?to }}
  OPTIONAL {{ VALUES ?statement {{ {values} }} ?statement rg:asOf ?asOf }} }}"""
LATER = """SELECT (COUNT(DISTINCT ?statement) AS ?count) (MIN(?asOf) AS ?first) WHERE {{
  ?statement rg:rank ?rank ; rg:asOf ?asOf .
  FILTER(?rank IN (rg:Normal, rg:Preferred) && ?asOf > {day})
  OPTIONAL {{ ?statement rg:validFrom ?from }}
  OPTIONAL {{ ?statement rg:validTo ?to }}
  FILTER(!BOUND(?from) && (!BOUND(?to) || ?to >= {day})) }}"""
OVER = """SELECT ?statement WHERE {{
  ?statement rg:rank ?rank ; rg:asOf ?asOf ; rg:validTo ?to .
  FILTER(?to < ?asOf && ?to >= {day} && ?asOf > {day})
  OPTIONAL {{ ?statement rg:validFrom ?from }}
  FILTER(!BOUND(?from)) }} LIMIT 1"""


LANGUAGES: tuple[Language, ...] = ("sv", "en")
OF_DAY = Words(
    "Datamängden {day}: det som var angivet då eller som källan säger hade börjat, och vad som följer av det.",
    "The dataset on {day}: what was stated by then or had begun as its source says, and what follows from it.",
)


class Days:
    """The days of the dataset in `store`. Beside an embedded build each day is kept; else it lives in memory.

    Of a store elsewhere at most `largest` triples are fetched, once.
    """

    def __init__(self, store: Store, minter: Minter, build: Path | None = None, *, largest: int | None = None) -> None:
        self._store = store
        self._minter = minter
        self._build = build
        self._largest = largest
        self._stores: dict[str, EmbeddedStore] = {}
        self._quads: tuple[list[Quad], list[Quad]] | None = None

    def store(self, day: date, *, worked_out: bool = True) -> EmbeddedStore:
        """The dataset on `day`; without what is worked out of holdings where that is not asked for."""
        return self._kept(day, worked_out=worked_out, unknown_too=False)

    def quads(self, day: date) -> list[Quad]:
        """The dataset on `day` in the order of N-Quads text, its terms as the records write them. It names its day."""
        view = self._view(day, worked_out=True, unknown_too=False)
        graph = iri(self._minter.derived_graph)
        said = ((graph, name("dct:description"), text(OF_DAY.said(each).format(day=day), each)) for each in LANGUAGES)
        return sorted({*view, *((*triple, graph) for triple in said)}, key=lambda quad: (quad[3], *quad[:3]))

    def on(self, day: date) -> OnDay:
        """How much of the whole dataset is unknown on `day`."""
        count, first = self._unknown_in_all(day)
        return OnDay(day, elsewhere=count, first_elsewhere=first)

    def network(self, day: date) -> Network:
        """The holdings on `day`, for the mathematics; `unstated` says whose holders are first stated later."""
        return held_on(self._parts()[0], day)

    def ask(
        self, question: Question, arguments: Mapping[str, Argument], day: date, lookup: Lookup, language: str
    ) -> Answer:
        """Ask of the dataset on `day`, and tell what an answer of another day would rest on beside it."""
        worked_out = question.is_worked_out
        store = self.store(day, worked_out=worked_out)
        answer = ask(question, arguments, store, language="sv" if language == "sv" else "en", lookup=lookup)
        return replace(answer, on=self._beside(answer, arguments, day, lookup, worked_out=worked_out))

    def _beside(
        self, answer: Answer, arguments: Mapping[str, Argument], day: date, lookup: Lookup, *, worked_out: bool
    ) -> OnDay:
        columns = [name for name, column in answer.question.columns.items() if column.type == "statement"]
        youngest = max(
            (date.fromisoformat(e.issued) for p in answer.provenance.values() for e in p.evidence), default=None
        )
        if not columns:
            return replace(self.on(day), youngest=youngest)
        terms = bind(answer.question, arguments, lookup)

        def rests_on(store: Store) -> set[Iri]:
            query = render(answer.question, terms, store.graphs(), answer.language)
            return _statements(store.select(query).dicts(), columns)

        beside = self.beside(_statements(answer.rows, columns), rests_on, day, worked_out=worked_out)
        return replace(beside, youngest=youngest)

    def beside(
        self, told: set[Iri], rests_on: Callable[[Store], set[Iri]], day: date, *, worked_out: bool = False
    ) -> OnDay:
        """What an answer about `day` leaves out: `told` are its statements, `rests_on` gives those of another store."""
        others = rests_on(self._store)
        if self._is_doubtful(day):
            others |= rests_on(self._kept(day, worked_out=worked_out, unknown_too=True))
        times = self.times(others - told)
        states = {statement: each.state(day) for statement, each in times.items()}
        return OnDay(
            day,
            tuple(
                (statement, as_of)
                for statement, state in sorted(states.items())
                if state is State.UNKNOWN and (as_of := times[statement].as_of)
            ),
            tuple(sorted(statement for statement, state in states.items() if state is State.ENDED)),
            tuple(sorted(statement for statement, state in states.items() if state is State.NOT_BEGUN)),
        )

    def times(self, statements: Iterable[Iri]) -> dict[Iri, Times]:
        """When each of `statements` is in force and was stated; what is no record is left out."""
        found: dict[Iri, Times] = {}
        for values in chunks(sorted(statements)):
            for row in self._store.select(PROLOGUE + TIMES.format(values=values)).dicts():
                statement = row["statement"]
                assert isinstance(statement, Iri)
                end = None if row["kind"] else _day(row["to"])
                found[statement] = Times(_day(row["from"]), end, _day(row["asOf"]))
        return found

    def _unknown_in_all(self, day: date) -> tuple[int, date | None]:
        term = Literal(day.isoformat(), expand("xsd:date")).n3
        ((count, first),) = self._store.select(PROLOGUE + LATER.format(day=term)).rows
        assert isinstance(count, Literal)
        return int(count.value), _day(first)

    def _is_doubtful(self, day: date) -> bool:
        """Whether something that ended before it was stated is unknown on the day: the store of today hides it."""
        term = Literal(day.isoformat(), expand("xsd:date")).n3
        return bool(self._store.select(PROLOGUE + OVER.format(day=term)).rows)

    def _kept(self, day: date, *, worked_out: bool, unknown_too: bool) -> EmbeddedStore:
        called = "-".join(
            ["as-of", day.isoformat(), *(["if-known"] if unknown_too else []), *([] if worked_out else ["stated"])]
        )
        if called not in self._stores:
            self._stores[called] = cached_store(
                self._build, called, lambda: self._view(day, worked_out=worked_out, unknown_too=unknown_too)
            )
        return self._stores[called]

    def _view(self, day: date, *, worked_out: bool, unknown_too: bool) -> Sequence[Quad]:
        stated, ontology = self._parts()
        return on_day(stated, ontology, self._minter, day, worked_out=worked_out, unknown_too=unknown_too)

    def _parts(self) -> tuple[list[Quad], list[Quad]]:
        """What is stated, and the terms."""
        if self._quads is None:
            minter = Minter.of_graphs(self._store.graphs()) or self._minter
            own = [graph for graph in self._store.graphs() if graph.startswith(f"{minter.base}graph/")]
            stated = [graph for graph in own if graph not in {minter.derived_graph, minter.ontology_graph}]
            self._minter = minter
            self._quads = (
                fetch(self._store, stated, largest=self._largest),
                fetch(self._store, [minter.ontology_graph], largest=self._largest),
            )
        return self._quads


def _statements(rows: Iterable[Mapping[str, Term | None]], columns: Sequence[str]) -> set[Iri]:
    return {term for row in rows for name in columns if isinstance(term := row.get(name), Iri)}


def _day(term: Term | None) -> date | None:
    return date.fromisoformat(term.value[:10]) if isinstance(term, Literal) else None
