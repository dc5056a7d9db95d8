"""The description of the tables, as CSV on the Web has it: names, languages, datatypes, keys, and what leads where.

It says what is true of the tables beside it: a column has the datatype of all its cells, or is text; a column that in
every row leads to rows of one and the same table is a foreign key. Source: https://www.w3.org/TR/tabular-metadata/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from regiongraf.figures import Language
from regiongraf.ontology import named_terms
from regiongraf.publishing.site.facts import PROPERTIES
from regiongraf.publishing.things import Things
from regiongraf.triples.terms import name
from regiongraf.vocabulary import expand
from regiongraf.words import Words

LANGUAGES: tuple[Language, ...] = ("sv", "en")
DESCRIPTION = "csv-metadata.json"
"""The name under which the standard looks for it."""
STANDARD = "https://www.w3.org/TR/tabular-metadata/"
JOINED = " | "
"""What stands between several values of one cell."""
DATATYPES = {
    expand(f"xsd:{xsd}"): xsd for xsd in ("anyURI", "boolean", "date", "decimal", "gYear", "gYearMonth", "integer")
}
"""The datatypes that a column may have beside text, by IRI."""
TITLES = {
    "organisations": Words("organisationer", "organisations"),
    "groups": Words("grupper", "groups"),
    "places": Words("platser", "places"),
    "sources": Words("källor", "sources"),
    "activity": Words("aktiviteter", "activities"),
}
"""What the tables are called whose rows are of several classes; the others are called as their class."""
REUSED = {
    **PROPERTIES,
    name("skos:prefLabel"): Words("Namn", "Name"),
    name("skos:altLabel"): Words("Andra namn", "Other names"),
    name("skos:note"): Words("Anmärkning", "Note"),
    name("dct:title"): Words("Titel", "Title"),
}
"""Names of reused properties, which the ontology only declares."""


@dataclass(frozen=True, slots=True)
class Columned:
    """What is said of one column; `target` is the table that all its values are rows of."""

    heading: str
    prefixed: str | None
    language: str | None
    datatype: str
    many: bool
    target: str | None = None
    is_name: bool = False
    """True for the names of things whose IRIs stand in the column beside."""


@dataclass(frozen=True, slots=True)
class Tabulated:
    """What is said of one table; `class_` is the class of its rows, where they have one."""

    kind: str
    class_: str | None
    columns: tuple[Columned, ...]


def described(tables: Iterable[Tabulated]) -> Iterator[str]:
    """The description as JSON, which lies beside the tables, in pieces: a line for each column."""
    terms = Things((*triple, "") for triple in named_terms())
    yield '{"@context": "http://www.w3.org/ns/csvw", "tables": ['
    for number, table in enumerate(tables):
        yield ",\n" if number else "\n"
        yield from _table(table, terms)
    yield "\n]}\n"


def _table(table: Tabulated, terms: Things) -> Iterator[str]:
    called = TITLES[table.kind] if table.class_ is None else None
    title = [(each, called.said(each)) for each in LANGUAGES] if called else _said(terms, table.class_ or "")
    yield f'{{"url": "{table.kind}.csv", '
    yield f'"dc:title": {_json([{"@value": text, "@language": language} for language, text in title])}, '
    yield '"tableSchema": {"aboutUrl": "{+iri}", "primaryKey": "iri", "columns": [\n'
    yield ",\n".join(_json(_column(column, terms)) for column in table.columns)
    yield "\n]"
    keys = [
        _json({
            "columnReference": column.heading,
            "reference": {"resource": f"{column.target}.csv", "columnReference": "iri"},
        })
        for column in table.columns
        if column.target
    ]  # fmt: skip
    if keys:
        yield ', "foreignKeys": [\n' + ",\n".join(keys) + "\n]"
    yield "}}"


def _column(column: Columned, terms: Things) -> dict[str, Any]:
    """One column; the heading that stands in the file is among its titles, as the standard asks."""
    told: dict[str, Any] = {"name": column.heading, "titles": {"und": column.heading}, "datatype": column.datatype}
    if column.prefixed is None:
        return told | {"required": True, "suppressOutput": True}
    told["titles"] |= dict(_said(terms, column.prefixed))
    if column.is_name:
        told["suppressOutput"] = True
    else:
        told["propertyUrl"] = expand(column.prefixed)
    if column.language:
        told["lang"] = column.language
    if column.many:
        told["separator"] = JOINED
    return told


def _said(terms: Things, prefixed: str) -> list[tuple[str, str]]:
    """What a term is called, as (language, name), in the languages that it has a name in."""
    term = name(prefixed)
    if term in REUSED:
        return [(language, REUSED[term].said(language)) for language in LANGUAGES]
    spoken = ((language, terms.text(term, "rdfs:label", language)) for language in LANGUAGES)
    return [(language, text) for language, text in spoken if text]


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)
