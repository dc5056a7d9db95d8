"""The quads of a build, read from its own N-Quads text, in which every term has one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from regiongraf.errors import Place, StoreError
from regiongraf.model import RECORD_KINDS, Group, Organisation, Source
from regiongraf.model import Place as PlaceEntry
from regiongraf.triples import Quad, Triple
from regiongraf.vocabulary import PREFIXES, Minter, expand

_TERM = r'<[^>]*>|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?'
_LINE = re.compile(rf"(<[^>]*>) (<[^>]*>) ({_TERM}) (<[^>]*>) \.")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|(.))")
_UNESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
REMEMBERED_LENGTH = 200
TYPE = f"<{expand('rdf:type')}>"


KINDS = tuple(sorted({*RECORD_KINDS, Organisation.KIND, Group.KIND, PlaceEntry.KIND, Source.KIND}))
"""The kinds of things that a workspace mints IRIs for, each with a prefix of its own."""


def read(nquads: str) -> list[Quad]:
    """The quads of canonical N-Quads text; raises StoreError for a line that is none."""
    quads: list[Quad] = []
    # Not splitlines: it also cuts at letters that a literal may hold, such as U+2028.
    for number, line in enumerate(nquads.removesuffix("\n").split("\n") if nquads else [], 1):
        match = _LINE.fullmatch(line)
        if not match:
            raise StoreError(
                "the build is damaged: this is no N-Quads line",
                place=Place("dataset.nq", number),
                hint="`regiongraf build` makes it anew from the records",
                sv="bygget är skadat: detta är ingen rad i N-Quads",
                hint_sv="`regiongraf build` gör om det ur uppgifterna",
            )
        quads.append((match[1], match[2], match[3], match[4]))
    return quads


Node = tuple[str, list[tuple[str, str]]]
"""A subject, and its (predicate, object) pairs in order, rdf:type first, without repeats."""


def nodes_of(triples: Iterable[Triple]) -> Iterator[Node]:
    """Subjects in order, of each its predicates in order but rdf:type first, of each predicate its objects in order."""
    # Without its brackets an IRI sorts before those that it begins.
    ordered = sorted(set(triples), key=lambda triple: (triple[0][1:-1], triple[1] != TYPE, triple))
    for subject, own in groupby(ordered, key=lambda triple: triple[0]):
        yield subject, [(predicate, item) for _, predicate, item in own]


@dataclass(frozen=True, slots=True)
class Value:
    """A literal taken apart: its text without escapes, its language or datatype IRI (both None for a plain string)."""

    text: str
    language: str | None
    datatype: str | None


def value(term: str) -> Value | None:
    """A literal term taken apart; None for an IRI. What is short is remembered, for it comes again."""
    return _remembered(term) if len(term) <= REMEMBERED_LENGTH else _apart(term)


def _apart(term: str) -> Value | None:
    match = _LITERAL.fullmatch(term)
    if not match:
        return None
    text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _UNESCAPES.get(m[2], m[2]), match[1])
    return Value(text, match[2], match[3])


_remembered = lru_cache(maxsize=2**17)(_apart)


def prefixes(minter: Minter) -> dict[str, str]:
    """Every prefix of an export: the vocabularies', and one for each kind of thing in the workspace."""
    return {**PREFIXES, **{kind: f"{minter.base}id/{kind}/" for kind in KINDS}}
