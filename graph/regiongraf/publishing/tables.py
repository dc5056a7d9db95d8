"""Tables for spreadsheets: one CSV per kind of thing, names beside IRIs, cells that no spreadsheet runs as a formula.

Source: RFC 4180; https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from regiongraf.publishing.csvw import DATATYPES, DESCRIPTION, JOINED, Columned, Tabulated, described
from regiongraf.publishing.quads import value
from regiongraf.publishing.things import Things, local
from regiongraf.questions.tables import FORMULA
from regiongraf.triples.records import CLASSES, FIELDS
from regiongraf.triples.terms import name
from regiongraf.vocabulary import expand

STATEMENT = (
    "rg:shareExact", "rg:shareMin", "rg:shareMinOpen", "rg:shareMax", "rg:shareMaxOpen", "rg:shareStatus",
    "rg:funder", "rg:funderStatus", "rg:recipient", "rg:recipientStatus", "rg:amount", "rg:amountStatus", "rg:currency",
)  # fmt: skip
FRAME = (
    "rg:validFrom", "rg:validTo", "rg:datePrecision", "rg:asOf", "rg:rank", "rg:derivation", "rg:basisNote",
    "rg:refines", "rg:conflictsWith", "skos:note", "prov:hadPrimarySource",
)  # fmt: skip
ENTRIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "organisations": (
        "org:classification",
        ("skos:prefLabel", "skos:altLabel", "rg:shortName", "org:classification", "rg:formBasis",
         "rg:organisationNumber", "rg:numberSource", "rg:partOfLegalPerson", "dct:spatial", "foaf:homepage",
         "skos:note"),
    ),
    "groups": ("rg:AgentGroup", ("skos:prefLabel", "skos:altLabel", "rg:statedCount", "skos:note")),
    "places": ("rg:placeKind", ("skos:prefLabel", "rg:placeKind", "skos:notation", "dct:isPartOf")),
    "sources": (
        "rg:sourceKind",
        ("dct:title", "rg:sourceKind", "dct:issued", "dct:language", "dct:publisher", "rg:document", "skos:note"),
    ),
}  # fmt: skip
_TRANSLATED = {"skos:prefLabel", "dct:title", "skos:note", "rg:reason", "rg:purpose", "rg:quantityOf", "rg:basisNote"}


def tables(things: Things) -> Iterator[tuple[str, Iterator[str]]]:
    """A CSV text for each kind of thing that the dataset holds, as (file name, its lines), and last their description.

    They are to be read one after the other: the description says what was seen in the cells (see `csvw`).
    """
    found = list(_found(things))
    kinds = {table.kind: frozenset(table.rows) for table in found}
    for table in found:
        yield f"{table.kind}.csv", table.lines(things, kinds)
    yield DESCRIPTION, described(table.told() for table in found)


def _found(things: Things) -> Iterator[_Table]:
    """The tables that have rows."""
    for kind, (anchor, columns) in ENTRIES.items():
        rows = things.of_class(anchor) if anchor == "rg:AgentGroup" else _having(things, name(anchor))
        if rows:
            _, linked = _looked_through(things, rows)
            yield _Table(kind, None, rows, _columns(columns, linked, evidence=False))
    for kind, fields in FIELDS.items():
        anchor = CLASSES.get(kind, "rg:activityStatus")
        rows = things.of_class(anchor) if kind in CLASSES else _having(things, name(anchor))
        if rows:
            used, linked = _looked_through(things, rows)
            own = tuple(property_ for property_, _ in fields.values())
            figures = (prefixed for prefixed in STATEMENT if name(prefixed) in used)
            columns = tuple(dict.fromkeys((*own, *figures, *FRAME)))
            yield _Table(kind, CLASSES.get(kind), rows, _columns(columns, linked, evidence=True))


def _having(things: Things, property_: str) -> list[str]:
    return sorted(s for s in things if any(p == property_ for p, _ in things.pairs(s)))


def _looked_through(things: Things, rows: list[str]) -> tuple[set[str], set[str]]:
    """The properties that these rows have, and those of them that lead to things of the dataset."""
    used, linked = set(), set()
    for row in rows:
        for p, o in things.pairs(row):
            used.add(p)
            if p not in linked and o.startswith("<") and o in things:
                linked.add(p)
    return used, linked


@dataclass(slots=True)
class _Table:
    """One table: what it is of, the class of its rows if they have one, their IRI terms, and its columns."""

    kind: str
    class_: str | None
    rows: list[str]
    columns: list[_Column]

    def lines(self, things: Things, kinds: Mapping[str, frozenset[str]]) -> Iterator[str]:
        """The lines of its CSV; while they are made, the columns see what is in their cells."""
        line = _Line()
        writer = csv.writer(line, lineterminator="\r\n")
        writer.writerow(["iri", *(column.heading for column in self.columns)])
        yield line.text
        for row in self.rows:
            writer.writerow([disarmed(row[1:-1]), *(column.cell(things, row, kinds) for column in self.columns)])
            yield line.text

    def told(self) -> Tabulated:
        """What the description says of it."""
        first = Columned("iri", None, None, "anyURI", False)
        return Tabulated(self.kind, self.class_, (first, *(column.told() for column in self.columns)))


class _Line:
    """What the writer of CSV wrote last."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


class _Column:
    """One column: its heading, the property that it tells, how, and what was seen in its cells."""

    def __init__(self, heading: str, prefixed: str, read: Reader, language: str | None = None) -> None:
        self.heading = heading
        self.prefixed = prefixed
        self.language = language
        self._read = read
        self._many = False
        self._datatypes: set[str | None] = set()
        self._targets: set[str] | None = None

    def cell(self, things: Things, row: str, kinds: Mapping[str, frozenset[str]]) -> str:
        """What stands in one row; `kinds` has the rows of each table, to see which one the column leads to."""
        shown = self._read(self, things, row)
        if len(shown) > 1:
            self._many = True
        if self._read is _iris and self._targets != set():
            self._lead(things.all(row, self.prefixed), kinds)
        text = JOINED.join(shown)
        safe = disarmed(text)
        if safe is not text:
            self._datatypes.add(None)
        return safe

    def _lead(self, terms: Sequence[str], kinds: Mapping[str, frozenset[str]]) -> None:
        """Keep the tables that every value of every row so far is a row of; an empty cell leads to none."""
        possible = kinds if self._targets is None else self._targets
        self._targets = {kind for kind in possible if terms and all(term in kinds[kind] for term in terms)}

    def saw(self, datatype: str | None) -> None:
        """Note the datatype of a literal in a cell."""
        self._datatypes.add(datatype)

    def told(self) -> Columned:
        """What the description says of it."""
        datatype = next(iter(self._datatypes)) if len(self._datatypes) == 1 else None
        if self._read is _iris:
            datatype = expand("xsd:anyURI")
        target = next(iter(self._targets)) if self._targets and len(self._targets) == 1 else None
        known = DATATYPES.get(datatype or "", "string")
        return Columned(self.heading, self.prefixed, self.language, known, self._many, target, self._read is _names)


Reader = Callable[[_Column, Things, str], list[str]]


def _columns(properties: tuple[str, ...], linked: set[str], *, evidence: bool) -> list[_Column]:
    """The columns of a table: one per language, a name and an IRI for things, the local name for codes."""
    found = []
    for prefixed in properties:
        heading = prefixed.partition(":")[2]
        if prefixed in _TRANSLATED:
            found += [_Column(f"{heading}_{language}", prefixed, _spoken, language) for language in ("sv", "en")]
        elif name(prefixed) in linked:
            found += [_Column(heading, prefixed, _names), _Column(f"{heading}_iri", prefixed, _iris)]
        else:
            found.append(_Column(heading, prefixed, _plainly))
    return [*found, _Column("evidence", "rg:evidence", _evidence)] if evidence else found


def _spoken(column: _Column, things: Things, row: str) -> list[str]:
    literals = (value(o) for o in things.all(row, column.prefixed))
    return [literal.text for literal in literals if literal and literal.language == column.language]


def _names(column: _Column, things: Things, row: str) -> list[str]:
    return [things.label(o) for o in things.all(row, column.prefixed)]


def _iris(column: _Column, things: Things, row: str) -> list[str]:
    return [o[1:-1] for o in things.all(row, column.prefixed)]


def _plainly(column: _Column, things: Things, row: str) -> list[str]:
    shown = []
    for term in things.all(row, column.prefixed):
        literal = value(term)
        if literal is None:
            column.saw(None)
            shown.append(local(term) if "def#" in term or "/authority/" in term else term[1:-1])
        else:
            column.saw(literal.datatype)
            shown.append(literal.text)
    return shown


def _evidence(_: _Column, things: Things, row: str) -> list[str]:
    """Where a statement stands, as start–end in code points of a document."""
    spans = []
    for span in things.all(row, "rg:evidence"):
        position = things.one(span, "oa:hasSelector") or ""
        start, end = (things.text(position, f"oa:{edge}") or "" for edge in ("start", "end"))
        spans.append((int(start or 0), f"{start}–{end}"))
    return [shown for _, shown in sorted(spans)]


def disarmed(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
