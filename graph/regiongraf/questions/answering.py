"""Asking: a question and its arguments become one query, its rows an answer in which every claim has its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regiongraf.errors import QueryError
from regiongraf.figures import KRONA, Language
from regiongraf.names import swedish_order
from regiongraf.questions.binding import bound
from regiongraf.questions.library import CURRENCY, ColumnType, Parameter, ParameterType, Question, is_of_type
from regiongraf.questions.lookup import Lookup
from regiongraf.questions.onday import OnDay
from regiongraf.questions.provenance import Provenance, provenance
from regiongraf.store import Iri, Literal, Store, Term
from regiongraf.vocabulary import expand
from regiongraf.words import Words

STATED, EXACT = Iri(expand("rg:Stated")), Iri(expand("rg:Exact"))


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of rows: of what (empty where all rows are summed), how much, and whether every figure in it is exact.

    Each currency has a sum of its own. `amount` is None when a row has no figure, for a sum of some of the rows would
    pass for the sum of all, and when a row is `contested`: statements that contradict each other are not added. Nor are
    two about one holding, which are `repeated`: what an older and a younger source say of it is not two holdings.
    """

    of: tuple[Term | None, ...]
    amount: Decimal | None
    exact: bool
    contested: bool
    repeated: bool = False
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one question, with labels for the things in them and the provenance of every statement."""

    question: Question
    language: Language
    query: str
    rows: tuple[dict[str, Term | None], ...]
    labels: dict[Iri, str]
    provenance: dict[Iri, Provenance]
    on: OnDay | None = None
    """For an answer about a day: which, and what of the whole dataset is not in it."""
    emptied_by: tuple[tuple[Words, tuple[Term, ...]], ...] = ()
    """For an answer that is empty because of what the asker chose, each choice: without them it has rows."""

    def label(self, term: Term | None) -> str:
        """A term as a reader knows it; empty for what is not bound."""
        if term is None:
            return ""
        return self.labels.get(term, term.value) if isinstance(term, Iri) else term.value

    @property
    def totals(self) -> tuple[Total, ...]:
        """The sums that the question asks for, one for each value of its `total_by`, in the order of the rows."""
        column, apart, precision = self.question.total, self.question.total_by, self.question.precision
        if column is None:
            return ()
        # Two statements about a list may show one holding in two rows, and one holding may be stated twice in the same
        # figure: it is still one holding. Two equal grants are two.
        proofs = [name for name, column_ in self.question.columns.items() if column_.type == "statement"]
        told_by = [self.question.once, column, *apart] if self.question.once else proofs
        distinct = {tuple(row[name] for name in told_by or row): row for row in self.rows}
        groups: dict[tuple[Term | None, ...], list[dict[str, Term | None]]] = {}
        for row in distinct.values():
            groups.setdefault(tuple(row[name] for name in apart), []).append(row)
        totals = []
        for of, currency, rows in _by_currency(groups, column):
            contested = any(self._contested(row) for row in rows)
            once = [row[self.question.once] for row in rows] if self.question.once else []
            repeated = len(set(once)) < len(once)
            amount = None if contested or repeated else _sum(row[column] for row in rows)
            exact = all(precision is None or row[precision] == EXACT for row in rows)
            totals.append(Total(of, amount, exact, contested, repeated, currency))
        return tuple(totals)

    def _contested(self, row: dict[str, Term | None]) -> bool:
        """True when something in a row is contradicted by another statement."""
        counted = row[self.question.contested] if self.question.contested else None
        if isinstance(counted, Literal) and counted.number:
            return True
        known = (self.provenance.get(term) for term in row.values() if isinstance(term, Iri))
        return any(provenance is not None and provenance.conflicts for provenance in known)

    @property
    def total(self) -> Decimal | None:
        """The one sum of the answer; None when it has none, or several that are not added to each other."""
        totals = self.totals
        return totals[0].amount if len(totals) == 1 else None


def _by_currency(
    groups: Mapping[tuple[Term | None, ...], list[dict[str, Term | None]]], column: str
) -> Iterator[tuple[tuple[Term | None, ...], str | None, list[dict[str, Term | None]]]]:
    """Each group apart by currency. A row without an amount is in each: it leaves every sum of the group unknown."""
    for of, rows in groups.items():
        stated = [term.currency if isinstance(term := row[column], Literal) else None for row in rows]
        for currency in sorted({each for each in stated if each}, key=_kronor_first) or (None,):
            yield of, currency, [row for row, each in zip(rows, stated, strict=True) if each in (None, currency)]


def _kronor_first(currency: str | None) -> str:
    return "" if currency in (None, KRONA) else currency or ""


def _sum(terms: Iterable[Term | None]) -> Decimal | None:
    figures = [term.number if isinstance(term, Literal) else None for term in terms]
    stated = [figure for figure in figures if figure is not None]
    return sum(stated, Decimal(0)) if len(stated) == len(figures) else None


Argument = str | int | Sequence[str | int]
"""What is given for a parameter: a name or a figure, or several where the parameter takes several."""


def bind(question: Question, arguments: Mapping[str, Argument], lookup: Lookup) -> dict[str, tuple[Term, ...]]:
    """The terms that `arguments` (parameter name → what was typed) stand for; none given of several is as if left out.

    Raises QueryError for an argument that is missing, superfluous or of the wrong type, UnknownName or AmbiguousName
    for a name that is not one thing.
    """
    if extra := [name for name in arguments if name not in question.parameters]:
        known = ", ".join(question.parameters) or "none"
        raise QueryError(
            f"{question.name} has no parameter {extra[0]!r}",
            hint=f"its parameters: {known}",
            sv=f"{question.name} har ingen parameter {extra[0]!r}",
            hint_sv=f"dess parametrar: {', '.join(question.parameters) or 'inga'}",
        )
    terms: dict[str, tuple[Term, ...]] = {}
    for name, parameter in question.parameters.items():
        given = _given(arguments.get(name, ()), name, parameter)
        if not given and parameter.default is not None:
            given = (str(parameter.default),)
        if given:
            terms[name] = tuple(dict.fromkeys(_term(typed, name, parameter, lookup) for typed in given))
        elif parameter.is_needed:
            raise QueryError(
                f"{question.name} needs to know: {name}",
                hint=f'such as `regiongraf ask {question.name} "{parameter.example}"`',
                sv=f"{question.name} behöver veta: {name}",
                hint_sv=f'som `regiongraf ask {question.name} "{parameter.example}"`',
            )
    return terms


def _given(argument: Argument, name: str, parameter: Parameter) -> tuple[str, ...]:
    """Each value that is given for a parameter, as typed."""
    values = (argument,) if isinstance(argument, (str, int)) else argument
    if len(values) > 1 and not parameter.several:
        raise QueryError(
            f"{name} takes one value; {len(values)} were given",
            hint="ask once for each",
            sv=f"{name} tar ett värde; {len(values)} angavs",
            hint_sv="fråga en gång för varje",
        )
    return tuple(str(value) for value in values)


NOT_OF: dict[ParameterType, Words] = {
    "year": Words("är inget år", "is no year"),
    "number": Words("är inget helt tal", "is no whole number"),
    "date": Words("är ingen dag, skriven med året först", "is no day, written year first"),
}
DATATYPES: dict[ParameterType, str] = {"year": "xsd:integer", "number": "xsd:integer", "date": "xsd:date"}


def _term(typed: str, name: str, parameter: Parameter, lookup: Lookup) -> Term:
    if parameter.type not in DATATYPES:
        return lookup.find(typed, parameter.type)
    if not is_of_type(typed, parameter.type):
        wrong = NOT_OF[parameter.type]
        raise QueryError(
            f"{name}: {typed!r} {wrong.en}",
            hint=f"such as {parameter.example}",
            sv=f"{name}: {typed!r} {wrong.sv}",
            hint_sv=f"som {parameter.example}",
        )
    # In their one spelling, as the records write them.
    value = date.fromisoformat(typed).isoformat() if parameter.type == "date" else str(int(typed))
    return Literal(value, expand(DATATYPES[parameter.type]))


def render(question: Question, arguments: Mapping[str, tuple[Term, ...]], graphs: list[str], language: Language) -> str:
    """The SPARQL of a question: the graphs it is about named, its parameters bound as terms in VALUES blocks."""
    terms = {**({"language": (Literal(language),)} if "?language" in question.sparql else {}), **arguments}
    return bound(question.sparql, terms, graphs)


def ask(
    question: Question,
    arguments: Mapping[str, Argument],
    store: Store,
    *,
    language: Language = "sv",
    lookup: Lookup | None = None,
) -> Answer:
    """Ask `question` of `store`. See `bind` for what is refused."""
    names = lookup or Lookup(store)
    terms = bind(question, arguments, names)
    query = render(question, terms, store.graphs(), language)
    rows = [
        {name: _in_currency(row.get(name), column.type, row.get(CURRENCY)) for name, column in question.columns.items()}
        for row in store.select(query).dicts()
    ]
    columns = [name for name, column in question.columns.items() if column.type == "statement"]
    statements = {term for row in rows for name in columns if isinstance(term := row[name], Iri)}
    known = provenance(statements, store, language)
    told = [term for each in known.values() for term in (each.rank, each.derivation, *each.flaws)]
    needed = {name: value for name, value in arguments.items() if question.parameters[name].is_needed}
    choice = () if rows else _emptied_by(question, terms, bind(question, needed, names), store)
    shown = [*(term for row in rows for term in row.values()), *told, *(term for _, given in choice for term in given)]
    labels = names.labels(shown, language)
    if "ORDER BY" not in question.sparql:
        # Engines give rows in an order of their own; what `sort` leaves equal shall not hang on it.
        rows.sort(key=lambda row: tuple("" if term is None else term.n3 for term in row.values()))
    if question.sort:
        rows.sort(
            key=lambda row: tuple(_order(question.columns[name].type, row[name], labels) for name in question.sort)
        )
    return Answer(question, language, query, tuple(rows), labels, known, emptied_by=choice)


def _emptied_by(
    question: Question, terms: Mapping[str, tuple[Term, ...]], usual: Mapping[str, tuple[Term, ...]], store: Store
) -> tuple[tuple[Words, tuple[Term, ...]], ...]:
    """What was chosen and need not be, if an answer has rows with what is `usual` instead; else nothing.

    A body alone is no choice among rows but what the question is about: of it the sources say nothing.
    """
    chosen = {question.parameters[name]: given for name, given in terms.items() if usual.get(name) != given}
    if all(parameter.type == "agent" for parameter in chosen):
        return ()
    without = store.select(f"{render(question, usual, store.graphs(), 'sv')}LIMIT 1\n")
    has_rows = any(term is not None for row in without.rows for term in row)
    return tuple((Words(each.sv, each.en), given) for each, given in chosen.items()) if has_rows else ()


def _in_currency(term: Term | None, column: ColumnType, currency: Term | None) -> Term | None:
    """An amount as what it is: a value whose datatype is its currency, so that nothing adds it to another's."""
    if column == "money" and isinstance(term, Literal) and isinstance(currency, Iri):
        return Literal(term.value, currency.value)
    return term


Order = tuple[int, str, Decimal, tuple[str, str]]


def _order(column: ColumnType, term: Term | None, labels: Mapping[Iri, str]) -> Order:
    """Figures first, kronor before other money, the largest before; then words in Swedish order; not known last."""
    figure = term.number if isinstance(term, Literal) else None
    if isinstance(term, Literal) and figure is not None:
        return 0, _kronor_first(term.currency), -figure, ("", "")
    if term is None:
        return 2, "", Decimal(0), ("", "")
    unknown = column == "period" and term.value.startswith("..")
    shown = labels.get(term, term.value) if isinstance(term, Iri) else term.value
    return (2 if unknown else 1), "", Decimal(0), swedish_order(shown)
