"""Tables for spreadsheets: one CSV per kind of thing, names beside IRIs, cells that no spreadsheet runs as a formula.

Source: RFC 4180; https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator

from regiongraf.publishing.quads import value
from regiongraf.publishing.things import Things, local
from regiongraf.questions.tables import FORMULA
from regiongraf.triples.records import CLASSES, FIELDS
from regiongraf.triples.terms import name

JOINED = " | "
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
    """A CSV text for each kind of thing that the dataset holds, as (file name, its lines)."""
    for kind, (anchor, columns) in ENTRIES.items():
        rows = things.of_class(anchor) if anchor == "rg:AgentGroup" else _having(things, name(anchor))
        if rows:
            _, linked = _looked_through(things, rows)
            yield f"{kind}.csv", _table(things, rows, columns, linked)
    for kind, fields in FIELDS.items():
        rows = things.of_class(CLASSES[kind]) if kind in CLASSES else _having(things, name("rg:activityStatus"))
        if rows:
            used, linked = _looked_through(things, rows)
            own = tuple(property_ for property_, _ in fields.values())
            figures = (prefixed for prefixed in STATEMENT if name(prefixed) in used)
            columns = tuple(dict.fromkeys((*own, *figures, *FRAME)))
            yield f"{kind}.csv", _table(things, rows, columns, linked, evidence=True)


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


def _table(
    things: Things, rows: list[str], columns: tuple[str, ...], linked: set[str], *, evidence: bool = False
) -> Iterator[str]:
    plan = [cell for prefixed in columns for cell in _cells(prefixed, things, named=name(prefixed) in linked)]
    line = _Line()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(["iri", *(heading for heading, _ in plan), *(["evidence"] if evidence else [])])
    yield line.text
    for row in rows:
        cells = [row[1:-1], *(read(row) for _, read in plan), *([_evidence(things, row)] if evidence else [])]
        writer.writerow([disarmed(cell) for cell in cells])
        yield line.text


class _Line:
    """What the writer of CSV wrote last."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


Reader = Callable[[str], str]


def _cells(prefixed: str, things: Things, *, named: bool) -> list[tuple[str, Reader]]:
    """The columns of one property: one per language, a name and an IRI for things, the local name for codes."""
    heading = prefixed.partition(":")[2]

    def in_language(language: str) -> Reader:
        return lambda row: JOINED.join(
            v.text for o in things.all(row, prefixed) if (v := value(o)) and v.language == language
        )

    def plainly(row: str) -> str:
        return JOINED.join(_plain(o) for o in things.all(row, prefixed))

    def names(row: str) -> str:
        return JOINED.join(things.label(o) for o in things.all(row, prefixed))

    def iris(row: str) -> str:
        return JOINED.join(o[1:-1] for o in things.all(row, prefixed))

    if prefixed in _TRANSLATED:
        return [(f"{heading}_sv", in_language("sv")), (f"{heading}_en", in_language("en"))]
    if named:
        return [(heading, names), (f"{heading}_iri", iris)]
    return [(heading, plainly)]


def _plain(term: str) -> str:
    literal = value(term)
    if literal is not None:
        return literal.text
    return local(term) if "def#" in term or "/authority/" in term else term[1:-1]


def _evidence(things: Things, row: str) -> str:
    """Where a statement stands, as start–end in code points of a document."""
    spans = []
    for span in things.all(row, "rg:evidence"):
        position = things.one(span, "oa:hasSelector") or ""
        start, end = (things.text(position, f"oa:{edge}") or "" for edge in ("start", "end"))
        spans.append((int(start or 0), f"{start}–{end}"))
    return JOINED.join(shown for _, shown in sorted(spans))


def disarmed(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
