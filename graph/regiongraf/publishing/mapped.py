"""A build looked up by IRI term, both ways, while its triples stay on the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from regiongraf.publishing.quads import TYPE
from regiongraf.publishing.streams import Stated
from regiongraf.publishing.things import REMEMBERED, Things, name

_IRI = rb"<[^>\n]*>"


class MappedThings(Things):
    """`Things` that reads a subject when it is asked for, and looks backwards through one index per property."""

    def __init__(self, source: Stated) -> None:
        super().__init__(())
        self._source = source
        self._read: dict[str, list[tuple[str, str]]] = {}
        self._backwards: dict[str, dict[str, list[str]]] = {}

    def __contains__(self, term: str) -> bool:
        return term.encode() in self._source.runs

    def __iter__(self) -> Iterator[str]:
        return (subject.decode() for subject in self._source.runs)

    def pairs(self, subject: str) -> list[tuple[str, str]]:
        """The (predicate, object) pairs of a subject, in term order."""
        known = self._read.get(subject)
        if known is None:
            if len(self._read) > REMEMBERED:
                self._read.clear()
            known = self._read[subject] = sorted(self._source.pairs(subject.encode()))
        return known

    def incoming(self, item: str) -> list[tuple[str, str]]:
        """The (predicate, subject) pairs that point to an IRI, in term order of the subjects; reads the whole file."""
        found = {(s, p) for s, p, _ in self._lines(_IRI, re.escape(item.encode()))}
        return [(p, s) for s, p in sorted(found)]

    def subjects(self, prefixed: str, item: str) -> list[str]:
        """Every subject that has `item` as an object of a property, in term order."""
        property_ = name(prefixed)
        if property_ not in self._backwards:
            index: dict[str, dict[str, None]] = {}
            for s, _, o in self._lines(re.escape(property_.encode()), _IRI):
                index.setdefault(o, {})[s] = None
            self._backwards[property_] = {o: sorted(found) for o, found in index.items()}
        return self._backwards[property_].get(item, [])

    def of_class(self, prefixed: str) -> list[str]:
        """Every instance of a class, in term order."""
        return self._classes.get(name(prefixed), [])

    @cached_property
    def _classes(self) -> dict[str, list[str]]:
        known: dict[str, str] = {}
        found: dict[str, dict[str, None]] = {}
        for s, _, o in self._lines(re.escape(TYPE.encode()), _IRI):
            found.setdefault(o, {})[known.setdefault(s, s)] = None
        return {class_: sorted(own) for class_, own in found.items()}

    def _lines(self, predicate: bytes, item: bytes) -> Iterator[tuple[str, str, str]]:
        """Subject, predicate and object of every line that fits."""
        source = self._source
        without, only = source.without.encode(), source.only
        # A literal has no line end within, so that a line begins where one seems to.
        parts = b" ".join(b"(%b)" % part for part in (_IRI, predicate, item, _IRI))
        line = re.compile(rb"^%b \.$" % parts, re.MULTILINE)
        for match in line.finditer(source.data):
            if match[4] != without:
                subject = match[1].decode()
                if only is None or subject in only:
                    yield subject, match[2].decode(), match[3].decode()
