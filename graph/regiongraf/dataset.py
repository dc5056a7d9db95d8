"""The Python face: open a dataset, ask it, query it, look at it, export it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiongraf.connections import KINDS, connections
from regiongraf.errors import MissingPart
from regiongraf.figures import KRONA, Language
from regiongraf.questions import Answer, Argument, Lookup, Question, arrange, ask, library
from regiongraf.questions.library import question_named
from regiongraf.questions.tables import cell, tally, to_markdown
from regiongraf.store import Iri, Literal, Solutions, Store
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.fetching import LARGEST
from regiongraf.store.publication import current_build
from regiongraf.triples import Quad, Triple
from regiongraf.vocabulary import CURRENCIES, Minter, with_prefixes
from regiongraf.workspace import Settings, Workspace

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars
    import rdflib

    from regiongraf.columns import Flows, Holdings
    from regiongraf.days import Days
    from regiongraf.diff import Side
    from regiongraf.funding import Total
    from regiongraf.questions import OnDay
    from regiongraf.reasons import Claim, Standing
    from regiongraf.store.guarding import Limits
    from regiongraf.sums import Sums
    from regiongraf.view.notebook import NetworkView
    from regiongraf.view.scene import Scene

DEMO = "demo"
ABOUT = (
    "identity",
    "names",
    "who-owns",
    "what-owns",
    "control-rights",
    "rights-of",
    "founders",
    "units",
    "members-of",
    "memberships-of",
    "parties-of",
    "collaborations",
    "activities-of",
    "money-from",
    "money-to",
    "open-conflicts",
)
"""The questions that together tell what is known of one body, in the order of telling."""


class Result:
    """An answer that notebooks show as a table; `rows` holds it as plain values."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each row by column: a Decimal for a figure, a name for a thing, None where nothing is.

        Money that is not kronor is a text with its currency, such as “45 EUR”: no sum takes it for kronor.
        """
        return [{name: self._plain(term) for name, term in row.items()} for row in self.answer.rows]

    def _plain(self, term: Any) -> Any:
        if isinstance(term, Literal) and term.currency not in (None, KRONA):
            return cell(self.answer, "money", term)
        number = getattr(term, "number", None)
        return number if number is not None else (self.answer.label(term) or None)

    def columns(self) -> dict[str, list[Any]]:
        """Plain values by column, for a data frame: `polars.DataFrame(result.columns())`, `pandas.DataFrame(…)`.

        A column of figures holds exact Decimals of one unit, and None for what is no figure, which then stands as words
        in a column of its own, such as `share_said`. Amounts in another currency than kronor have a column each, such
        as `amount_EUR`.
        """
        found: dict[str, list[Any]] = {}
        rows = self.rows
        for name, column in self.answer.question.columns.items():
            values = [row[name] for row in rows]
            if not column.is_figure:
                found[name] = values
                continue
            terms = [row[name] for row in self.answer.rows]
            amounts = [(term.currency, term.number) if isinstance(term, Literal) else None for term in terms]
            found[name] = [value if isinstance(value, Decimal) else None for value in values]
            for currency in sorted({each[0] for each in amounts if each and each[0] not in (None, KRONA) and each[1]}):
                found[f"{name}_{currency}"] = [each[1] if each and each[0] == currency else None for each in amounts]
            figures = [each is not None and each[1] is not None for each in amounts]
            said = [
                None if value is None or is_figure else str(value)
                for value, is_figure in zip(values, figures, strict=True)
            ]
            if any(said):
                found[f"{name}_said"] = said
        return found

    def to_pandas(self) -> pandas.DataFrame:
        """The answer as a pandas frame of `columns`; figures stay exact Decimals. Raises MissingPart without pandas."""
        return _frames("pandas").DataFrame(self.columns())

    def to_polars(self) -> polars.DataFrame:
        """The answer as a polars frame of `columns`; figures are exact Decimals. Raises MissingPart without polars."""
        return _frames("polars").DataFrame(self.columns(), infer_schema_length=None)

    def __len__(self) -> int:
        return len(self.answer.rows)

    @property
    def is_unknown(self) -> bool:
        """Whether something that the answer would rest on is unknown on the day that was asked for."""
        return bool(self.answer.on and self.answer.on.later)

    def __repr__(self) -> str:
        # A table without rows says nothing; why it has none does.
        return to_markdown(self.answer) if len(self) else f"{tally(self.answer)}\n"

    def _repr_markdown_(self) -> str:
        return repr(self)


def _frames(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as missing:
        raise MissingPart(
            f"a {library} frame needs {library}",
            hint=f"pip install {library}; `.columns()` and `.rows` do without",
            sv=f"en tabell i {library} behöver {library}",
            hint_sv=f"installera det: pip install {library}; `.columns()` och `.rows` klarar sig utan",
        ) from missing


class Totals(Result):
    """Sums of money as a table; `open` gives the items of one of them, or of all."""

    def __init__(self, sums: Sums, *, evidence: bool = False) -> None:
        super().__init__(sums.table(evidence=evidence))
        self.sums = sums

    @property
    def totals(self) -> tuple[Total, ...]:
        """The sums as values, in the order of the rows: ids of what is counted, not stated, left out and why."""
        return self.sums.found

    def open(self, row: int | None = None) -> Result:
        """The items of the sum in one row (from 1), or of every row, each with how it counts and where it stands.

        Raises QueryError for a row that there is none of.
        """
        return Result(self.sums.opened(row))


class Dataset:
    """A built dataset in any store."""

    def __init__(
        self,
        store: Store,
        minter: Minter,
        *,
        title: str = "regiongraf",
        licence: str = "",
        build: Path | None = None,
        largest: int | None = None,
    ) -> None:
        self.store = store
        self.minter = minter
        self.title = title
        self.licence = licence
        self.lookup = Lookup(store)
        self._build = build
        self._largest = largest

    @cached_property
    def _days(self) -> Days:
        from regiongraf.days import Days

        return Days(self.store, self.minter, self._build, largest=self._largest)

    @property
    def own_minter(self) -> Minter:
        """The minter of the dataset that the store holds, by the names of its graphs."""
        return Minter.of_graphs(self.store.graphs()) or self.minter

    @property
    def questions(self) -> dict[str, Question]:
        """The ready-made questions by name."""
        return library()

    def ask(
        self,
        question: str,
        *arguments: str | int,
        language: Language = "sv",
        as_of: date | None = None,
        **named: Argument,
    ) -> Result:
        """Ask a ready-made question; arguments in its order, or by name; several of one kind as a list.

        `as_of` asks about another day than the sources' own; `Result.answer.on` tells what is unknown on it. Raises
        QueryError for an unknown question or a wrong argument, UnknownName or AmbiguousName for a name.
        """
        asked = question_named(question)
        given = arrange(asked, arguments, named)
        if as_of is not None:
            return Result(self._days.ask(asked, given, as_of, self.lookup, language))
        return Result(ask(asked, given, self.store, language=language, lookup=self.lookup))

    def totals(
        self,
        *by: str,
        roll_up: str | None = None,
        stage: str | None = None,
        funder: str | None = None,
        recipient: str | None = None,
        place: str | None = None,
        language: Language = "sv",
        as_of: date | None = None,
        evidence: bool = False,
    ) -> Totals:
        """Sums of money by any of `regiongraf.sums.BY`, nothing counted twice; each can be opened.

        `roll_up` counts “agencies” as the State or “units” as who runs them; `stage`, `funder`, `recipient` and `place`
        choose which money, by name; `evidence` has the table tell how each item is known. Raises QueryError for what is
        nothing to sum by, UnknownName or AmbiguousName.
        """
        from regiongraf.sums import Sums, statements, wanted

        asked = wanted(
            self.store, self.lookup, by, roll_up=roll_up, stage=stage, funder=funder, recipient=recipient, place=place
        )
        if as_of is None:
            return Totals(Sums(self.store, self.lookup, asked, language), evidence=evidence)
        store = self._days.store(as_of, worked_out=False)
        beside = self._days.beside(statements(store, asked), lambda other: statements(other, asked), as_of)
        return Totals(Sums(store, self.lookup, asked, language, beside), evidence=evidence)

    def about(self, name: str, *, language: Language = "sv", as_of: date | None = None) -> list[Result]:
        """What is known of one body: the answer of each question of `ABOUT` that has one.

        On a day (`as_of`) also each whose answer is unknown. Raises UnknownName or AmbiguousName.
        """
        body = self.find(name)
        asked = (self.ask(question, body.value, language=language, as_of=as_of) for question in ABOUT)
        return [result for result in asked if len(result) or result.is_unknown]

    def at(self, day: date) -> Dataset:
        """The dataset on `day`: what was stated by then or says itself that it had begun, and what follows from it."""
        return Dataset(self._days.store(day), self.minter, title=f"{self.title}, {day}", licence=self.licence)

    def on(self, day: date) -> OnDay:
        """What of the dataset is unknown on `day`, for who asks or exports all of it."""
        return self._days.on(day)

    def quads_on(self, day: date) -> list[Quad]:
        """The dataset on `day` as quads in the order of N-Quads text, their terms as the records write them."""
        return self._days.quads(day)

    def query(self, sparql: str) -> Solutions:
        """The rows of any SELECT or ASK, over the union of the named graphs unless it says FROM.

        The project's prefixes need no declaration. Raises QueryError for what is not a SELECT or ASK.
        """
        return self.store.select(with_prefixes(sparql))

    def construct(self, sparql: str) -> list[Triple]:
        """The triples of any CONSTRUCT or DESCRIBE, as N-Triples terms in order; see `query`."""
        return self.store.construct(with_prefixes(sparql))

    def to_rdflib(self) -> rdflib.Graph:
        """Every triple, as an rdflib graph with the vocabularies' prefixes bound."""
        import rdflib

        from regiongraf.vocabulary import PREFIXES

        graph = rdflib.Graph()
        for prefix, iri in PREFIXES.items():
            graph.bind(prefix, iri)
        triples = self.store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        graph.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in triples), format="nt")
        return graph

    def to_networkx(self, kinds: tuple[str, ...] = KINDS, *, language: Language = "sv") -> networkx.MultiDiGraph[str]:
        """The stated relations of rank Preferred or Normal as a directed multigraph.

        Nodes are IRIs with `name`; an edge's key is its statement's IRI, its data `kind` and what is stated of
        `share`, `low`, `high` (per cent) and `amount`, with its `currency`. A right to decide (`hasRightOver`) has its
        code as `right`; its `share` is of votes or of the board, and `seats` are of `board`.
        """
        import networkx

        found = [
            c for c in connections(self.store, kinds) if c.rank.value.rpartition("#")[2] in {"Preferred", "Normal"}
        ]
        labels = self.lookup.labels({end for c in found for end in (c.source, c.target)}, language)
        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=self.title)
        for thing in sorted(labels):
            graph.add_node(thing.value, name=labels[thing])
        for c in found:
            figures = {name: getattr(c, name) for name in ("share", "low", "high", "amount", "seats", "board")}
            stated: dict[str, Any] = {name: figure for name, figure in figures.items() if figure is not None}
            if c.amount is not None and c.currency is not None:
                stated["currency"] = c.currency.value.removeprefix(CURRENCIES)
            if c.right is not None:
                stated["right"] = c.right.value.rpartition("#")[2]
            graph.add_edge(c.source.value, c.target.value, key=c.statement.value, kind=c.kind, **stated)
        return graph

    def scene(self, language: Language = "sv") -> Scene:
        """What the network page draws: every organisation with its relations, and where each is written."""
        from regiongraf.view.scene import scene

        return replace(scene(self.store, self.lookup, language), licence=self.licence)

    def compared(self, scene: Scene, old: Side) -> Scene:
        """A scene of this dataset with what an older one, as `regiongraf.diff.side` reads it, tells otherwise."""
        from regiongraf.diff.pictured import compared

        return compared(scene, self.store, old)

    def view(
        self,
        name: str | None = None,
        *,
        question: str | None = None,
        layout: str | None = None,
        hops: int = 1,
        as_of: str | None = None,
        kinds: tuple[str, ...] = (),
        compare: str | Path | None = None,
        language: Language = "sv",
        height: int = 640,
    ) -> NetworkView:
        """The network page, shown by a notebook as it is; `.write(path)` saves it.

        `question` is “owners”, “holdings” or “neighbours” about `name`, or “money”. `compare` is an older build, export
        or workspace. Raises UnknownName, or PageError for what cannot be shown.
        """
        from regiongraf.diff import side
        from regiongraf.view.notebook import NetworkView
        from regiongraf.view.opening import opening_of

        scene = self.scene(language)
        if compare is not None:
            scene = self.compared(scene, side(str(compare), None))
        node = self.find(name).value if name else None
        opening = opening_of(scene, node, question=question, layout=layout, hops=hops, as_of=as_of, kinds=kinds)
        return NetworkView(scene, opening, height)

    def holdings(self) -> Holdings:
        """Who is stated to own whom, as columns for answers about the whole graph; needs `regiongraf[fast]`."""
        from regiongraf.columns import holdings

        return holdings(self.store, self._build)

    def flows(self) -> Flows:
        """Money to named recipients, as columns for sums over the whole graph; needs `regiongraf[fast]`."""
        from regiongraf.columns import flows

        return flows(self.store, self._build)

    def why(
        self, owner: str, claim: Claim, body: str, *, language: Language = "sv", as_of: date | None = None
    ) -> list[str]:
        """Why `owner` owns, controls or influences `body`, a line for each step, with the evidence of each.

        Raises UnknownName or AmbiguousName for a name, OwnershipError for shares that cannot all be true.
        """
        from regiongraf.reasons import reasons

        ends = self.find(owner), self.find(body)
        known = self._days.network(as_of) if as_of else None
        return reasons(self.store, self.lookup, ends[0], claim, ends[1], language, known)

    def why_of(self, body: str, what: Standing, *, language: Language = "sv", as_of: date | None = None) -> list[str]:
        """Why public access (OSL 2 kap. 3 §) or a class of the statistics is said of `body`, and what each holder has.

        Raises as `why` does.
        """
        from regiongraf.reasons import standing

        known = self._days.network(as_of) if as_of else None
        return standing(self.store, self.lookup, self.find(body), what, language, known)

    def find(self, name: str) -> Iri:
        """The organisation or group that `name` names; raises UnknownName or AmbiguousName."""
        return self.lookup.find(name, "agent")


def open_dataset(where: str | Path | None = None, *, endpoint: str | None = None) -> Dataset:
    """The current dataset of the workspace at `where` (default: here or above); “demo”: the shipped report, in memory.

    With `endpoint`, the dataset that a SPARQL endpoint serves. Raises WorkspaceError or StoreError.
    """
    if endpoint is not None:
        from regiongraf.store.remote import RemoteStore

        return Dataset(RemoteStore(endpoint), Minter(), title=endpoint, largest=LARGEST)
    if where == DEMO:
        from regiongraf.build import compose
        from regiongraf.facts import load
        from regiongraf.resources import shelf

        minter = Minter()
        return Dataset(
            EmbeddedStore.in_memory(compose(load(shelf("facts")), minter).quads()),
            minter,
            licence=Settings().licence_name,
        )
    workspace = Workspace.load(Path(where)) if where else Workspace.find(Path.cwd())
    build = current_build(workspace.dataset_folder)
    return Dataset(
        EmbeddedStore.read(build / "store"),
        workspace.minter,
        title=workspace.settings.title,
        licence=workspace.settings.licence_name,
        build=build,
    )


def open_guarded(
    where: Path | None, limits: Limits, *, endpoint: str | None = None, as_of: date | None = None
) -> Dataset:
    """Like `open_dataset`, for queries that somebody typed: each ends at its limits, and at ^C.

    With `as_of` the dataset of that day; close its store, which may lie in a folder of its own.
    """
    from regiongraf.store.guarding import GuardedStore

    if as_of is not None:
        data = open_dataset(where, endpoint=endpoint)
        store = GuardedStore.of(data._days.store(as_of), limits)
        return Dataset(store, data.own_minter, title=f"{data.title}, {as_of}", licence=data.licence)
    if endpoint is not None:
        from regiongraf.store.remote import RemoteStore

        return Dataset(RemoteStore(endpoint, seconds=limits.seconds), Minter(), title=endpoint, largest=LARGEST)
    workspace = Workspace.load(where) if where else Workspace.find(Path.cwd())
    store = GuardedStore(current_build(workspace.dataset_folder) / "store", limits)
    return Dataset(store, workspace.minter, title=workspace.settings.title, licence=workspace.settings.licence_name)
