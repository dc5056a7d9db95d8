"""Sums as a table, and each of them opened into the flows that it is made of, with where each flow stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from regiongraf.errors import QueryError
from regiongraf.figures import KRONA, Language
from regiongraf.funding import Flow, Reason, Total, totals
from regiongraf.holdings import FLOWS, PROLOGUE, groups, has_flows, parts
from regiongraf.names import swedish_order
from regiongraf.questions import Answer, Lookup, OnDay, Provenance, Question
from regiongraf.questions.library import Column, ColumnType
from regiongraf.questions.provenance import provenance
from regiongraf.questions.tables import cell
from regiongraf.store import Iri, Literal, Store, Term
from regiongraf.sums.wanted import BY, By, Wanted, looked_at
from regiongraf.vocabulary import CURRENCIES, TERMS, expand
from regiongraf.words import Words

Row = dict[str, Term | None]
Columns = dict[str, tuple[ColumnType, Words]]

DESCRIPTION = Words(
    "Summor av belopp som källorna anger. Skeden, valutor, lån och det som kommer varje år läggs aldrig ihop med "
    "annat; en del läggs inte till sin helhet och en tryckt summa inte till sina rader. Flera år, platser eller "
    "områden som anges tillsammans är en rad och delas aldrig. En grupps pengar är inte medlemmarnas. Belopp som "
    "ingen källa anger räknas i en egen kolumn. Där uppgifter motsäger varandra ges det minsta och det mesta som "
    "summan kan vara. Där skedet inte anges kan posterna vara i olika skeden. Två rader kan ha samma pengar, en del "
    "och dess helhet: det syns i kolumnen Även i annan rad, och sådana rader läggs inte ihop.",
    "Sums of amounts that the sources state. Stages, currencies, loans and what comes every year are never added to "
    "anything else; a part is not added to its whole, nor a printed total to its rows. Several years, places or "
    "fields that are stated together are one row and are never divided. The money of a group is not its members'. "
    "Amounts that no source states are counted in a column of their own. Where statements contradict each other, the "
    "least and the most that the sum may be are given. Where no stage is stated the items may be in different stages. "
    "Two rows may hold the same money, a part and its whole: the column Also in another row tells, and such rows are "
    "not to be added.",
)
NUMBER: tuple[ColumnType, Words] = ("number", Words("Nr", "No."))
SUMMED: Columns = {
    "stage": ("code", Words("Skede", "Stage")),
    "recurrence": ("code", Words("Återkommer", "Recurs")),
    "lent": ("code", Words("Lån", "Loans")),
    "amount": ("money", Words("Summa", "Sum")),
    "precision": ("code", Words("Noggrannhet", "Precision")),
    "flows": ("number", Words("Poster", "Items")),
    "unstated": ("number", Words("Utan belopp", "Without amount")),
    "left_out": ("number", Words("Ej med", "Left out")),
    "contested": ("number", Words("Motsagda", "Contradicted")),
    "overlaps": ("number", Words("Även i annan rad", "Also in another row")),
    "groups": ("number", Words("Genom grupp", "Through a group")),
}
CHOSEN = {"stage": SUMMED["stage"][1], **{name: BY[name].heading for name in ("funder", "recipient", "place")}}
"""What the asker may choose money by, as it is told where none is left."""
OPENED: Columns = {
    "item": ("thing", Words("Post", "Item")),
    "counts": ("text", Words("I summan", "In the sum")),
    "instead": ("thing", Words("I stället", "Instead")),
    "amount": ("money", Words("Belopp", "Amount")),
    "precision": ("code", Words("Noggrannhet", "Precision")),
    "stage": ("code", Words("Skede", "Stage")),
    "period": ("period", Words("Tid", "Period")),
    "funder": ("thing", Words("Finansiär", "Funder")),
    "recipient": ("thing", Words("Mottagare", "Recipient")),
    "statement": ("statement", Words("Källa", "Source")),
}
NOT_HERE = Words("räknas inte här", "not counted here")
COUNTED = Words("räknas", "counted")
OVERLAPS = Words("räknas, även i rad {}", "counted, also in row {}")
CONTESTED = Words("motsägs: högst en räknas", "contradicted: at most one counts")
NOT_STATED = Words("räknas inte: belopp ej angivet", "not counted: amount not stated")
IN_GROUP = Words("räknas inte: gruppens, inte medlemmens", "not counted: the group's, not the member's")
REASONS: dict[Reason, Words] = {
    Reason.PART_OF_WHOLE: Words("räknas inte: del av en post som räknas", "not counted: part of an item that is"),
    Reason.PRINTED_TOTAL: Words(
        "räknas inte: tryckt summa av rader som räknas", "not counted: printed total of rows that are"
    ),
    Reason.INTERNAL: Words("räknas inte: mellan sådana som här är en", "not counted: between what is one here"),
}


class Sums:
    """The sums of a dataset that somebody asked for; `found` is in the order of the rows, which are numbered from 1.

    `on` says for a dataset of a day what is not in it.
    """

    def __init__(
        self, store: Store, lookup: Lookup, asked: Wanted, language: Language = "sv", on: OnDay | None = None
    ) -> None:
        self.asked = asked
        self.language = language
        self._store = store
        self._lookup = lookup
        self._on = on
        self._by = [BY[each] for each in asked.by]
        self._flows = {flow.id: flow for flow in looked_at(store, asked)}
        found = totals(
            self._flows.values(),
            [each.dimension for each in self._by],
            roll_up=parts(store, asked.roll_up) if asked.roll_up else None,
            groups=groups(store),
            where=asked.takes,
        )
        codes = [code for by in self._by if isinstance(code := by.unstated, str)]
        shown = {term for total in found for term in self._terms(total)} | set(
            map(_code, [*codes, "AmountNotStated", "Loan"])
        )
        self._labels = lookup.labels([*shown, *asked.named.values()], language)
        self._emptied_by = (
            tuple((CHOSEN[name], (iri,)) for name, iri in asked.named.items())
            if not found and asked.named and has_flows(store)
            else ()
        )
        self.found = tuple(sorted(found, key=self._order))

    def table(self, *, evidence: bool = False) -> Answer:
        """A row for each sum; with `evidence`, how each item in them is known."""
        columns = {"nr": NUMBER, **self._key_columns(), **SUMMED}
        if "instrument" in self.asked.by:
            del columns["lent"]
        rows = [self._row(at, total) for at, total in enumerate(self.found, 1)]
        items = [id_ for total in self.found for id_ in _items(total)] if evidence else []
        known = provenance(map(Iri, items), self._store, self.language)
        return self._answer(columns, rows, self.asked.said(self._labels, self.language), known)

    def opened(self, row: int | None = None) -> Answer:
        """The items of the sum in one row, or in every row: how each counts, and where it stands.

        Raises QueryError for a row that there is none of.
        """
        if row is not None and not 1 <= row <= len(self.found):
            raise QueryError(
                f"there is no row {row}: the answer has {len(self.found)}",
                hint="leave out what is to be opened, to see them",
                sv=f"det finns ingen rad {row}: svaret har {len(self.found)}",
                hint_sv="utelämna det som ska öppnas för att se dem",
            )
        chosen = [(at, total) for at, total in enumerate(self.found, 1) if row in (None, at)]
        rows = [each for at, total in chosen for each in self._items_of(at, total)]
        items = {Iri(id_) for _, total in chosen for id_ in _items(total)}
        known = provenance(items, self._store, self.language)
        asked = self.asked.said(self._labels, self.language)
        said = asked if row is None else self._title(row)
        return self._answer({"nr": NUMBER, **OPENED} if row is None else OPENED, rows, said, known)

    def _answer(self, columns: Columns, rows: Iterable[Row], said: str, known: Mapping[Iri, Provenance]) -> Answer:
        question = Question(
            name="totals",
            file="",
            sparql=f"{PROLOGUE}{FLOWS}\n",
            summary=said,
            summary_sv=said,
            description=DESCRIPTION.en,
            description_sv=DESCRIPTION.sv,
            tags=("funding",),
            columns={name: Column(type=type_, sv=head.sv, en=head.en) for name, (type_, head) in columns.items()},
        )
        told = tuple({name: row.get(name) for name in columns} for row in rows)
        marks = {term for each in known.values() for term in (each.rank, each.derivation, *each.flaws)}
        shown = {term for row in told for term in row.values() if isinstance(term, Iri)} | marks
        labels = self._labels | self._lookup.labels(shown - set(self._labels), self.language)
        return Answer(question, self.language, question.sparql, told, labels, dict(known), self._on, self._emptied_by)

    def _key_columns(self) -> Columns:
        return {name: (by.type, by.heading) for name, by in zip(self.asked.by, self._by, strict=True)}

    def _terms(self, total: Total) -> Iterator[Iri]:
        """What the row of a sum shows by its name."""
        for by, key in zip(self._by, total.keys, strict=True):
            if by.type != "period":
                yield from map(_term, key)
        codes = (total.stage, total.recurrence, total.precision)
        yield from (_code(code.value) for code in codes if code)

    def _order(self, total: Total) -> tuple[object, ...]:
        keys = [
            (not key, key[0] if key and by.type == "period" else "", swedish_order(self._named(by, key)))
            for by, key in zip(self._by, total.keys, strict=True)
        ]
        return (
            keys,
            list(type(total.stage)).index(total.stage),
            str(total.recurrence),
            total.currency != KRONA,
            total.currency,
            total.is_lent,
        )

    def _named(self, by: By, key: tuple[str, ...]) -> str:
        if by.type == "period":
            return ""
        return " + ".join(sorted((self._labels[_term(each)] for each in key), key=swedish_order))

    def _row(self, at: int, total: Total) -> Row:
        row: Row = {"nr": _figure(at)}
        for name, by, key in zip(self.asked.by, self._by, total.keys, strict=True):
            row[name] = self._key(by, key, total)
        twice = {id_ for pair in total.overlaps for id_ in pair} & set(total.counted)
        return row | {
            "stage": _code(total.stage.value),
            "recurrence": _code(total.recurrence.value) if total.recurrence else None,
            "lent": _code("Loan") if total.is_lent else None,
            "amount": self._amount(total),
            "precision": _code(total.precision.value) if total.precision else None,
            "flows": _figure(len(total.counted)),
            "unstated": _figure(len(total.not_stated)),
            "left_out": _if_any(len(total.left_out)),
            "contested": _if_any(len(total.contested)),
            "overlaps": _if_any(len(twice)),
            "groups": _if_any(len(total.through_groups)),
        }

    def _key(self, by: By, key: tuple[str, ...], total: Total) -> Term:
        """What a row is the sum of; several that are stated together are told together, and none as not stated."""
        if not key:
            said = by.unstated
            return Literal(said.said(self.language)) if isinstance(said, Words) else _code(said)
        if by.type == "period":
            return _period(self._flows[_items(total)[0]])
        return _term(key[0]) if len(key) == 1 else Literal(self._named(by, key))

    def _amount(self, total: Total) -> Term:
        """The sum; between what it lies where statements contradict each other; or that nobody states it."""
        if not total.counted:
            return _code("AmountNotStated") if total.not_stated else Literal(NOT_HERE.said(self.language))
        if total.amount is None:
            return _money(f"[{_spelt(total.low)}, {_spelt(total.high)}]", total.currency)
        return _money(_spelt(total.amount), total.currency)

    def _title(self, row: int) -> str:
        """What one sum is of, and what it comes to."""
        named = {**self._key_columns(), **SUMMED}
        told = self._answer(named, [self._row(row, self.found[row - 1])], "", {})
        shown = [*self.asked.by, "stage", "recurrence", *([] if "instrument" in self.asked.by else ["lent"]), "amount"]
        texts = [cell(told, named[name][0], told.rows[0][name]) for name in shown]
        return " · ".join(filter(None, texts))

    def _items_of(self, at: int, total: Total) -> Iterator[Row]:
        """The items of a sum: those counted, the largest first, then the others."""
        row_of = {id_: row for row, each in enumerate(self.found, 1) for id_ in each.counted}
        also: dict[str, set[int]] = {}
        for part, whole in total.overlaps:
            for one, other in ((part, whole), (whole, part)):
                if row_of[one] == at:
                    also.setdefault(one, set()).add(row_of[other])
        counted = sorted(total.counted, key=lambda id_: (-(self._flows[id_].amount or 0), id_))
        for id_ in counted:
            said = OVERLAPS.said(self.language).format(", ".join(map(str, sorted(also[id_])))) if id_ in also else ""
            if id_ in total.contested:
                said = CONTESTED.said(self.language)
            yield self._item(at, id_, said or COUNTED.said(self.language))
        for id_ in total.not_stated:
            yield self._item(at, id_, NOT_STATED.said(self.language))
        for each in total.left_out:
            yield self._item(at, each.flow, REASONS[each.reason].said(self.language), each.instead)
        for id_ in total.through_groups:
            yield self._item(at, id_, IN_GROUP.said(self.language))

    def _item(self, at: int, id_: str, counts: str, instead: str | None = None) -> Row:
        flow = self._flows[id_]
        nobody = "FunderInParts" if flow.in_parts else "FunderNotStated"
        return {
            "nr": _figure(at),
            "item": Iri(id_),
            "counts": Literal(counts),
            "instead": Iri(instead) if instead else None,
            "amount": _code("AmountNotStated") if flow.amount is None else _money(_spelt(flow.amount), flow.currency),
            "precision": _code(flow.precision.value) if flow.precision else None,
            "stage": _code(flow.stage.value),
            "period": _period(flow),
            "funder": Iri(flow.funder) if flow.funder else _code(nobody),
            "recipient": Iri(flow.recipient) if flow.recipient else _code("RecipientNotStated"),
            "statement": Iri(id_),
        }


def _items(total: Total) -> list[str]:
    """Everything that opening a sum shows; what has its keys first."""
    return [*total.counted, *total.not_stated, *(each.flow for each in total.left_out), *total.through_groups]


def _code(code: str) -> Iri:
    return Iri(TERMS + code)


def _term(key: str) -> Iri:
    """A key as a term: the IRI of a thing, or of a code."""
    return Iri(key) if ":" in key else _code(key)


def _figure(count: int) -> Literal:
    return Literal(str(count), expand("xsd:integer"))


def _if_any(count: int) -> Literal | None:
    return _figure(count) if count else None


def _money(amount: str, currency: str) -> Literal:
    """An amount, or the interval that it lies in, as a value of its currency."""
    return Literal(amount, CURRENCIES + currency)


def _spelt(amount: Decimal) -> str:
    """An exact amount without trailing zeros, which engines write as they like."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _period(flow: Flow) -> Literal:
    ends = (flow.start, flow.end)
    return Literal("/".join(end.isoformat() if end else ".." for end in ends))
