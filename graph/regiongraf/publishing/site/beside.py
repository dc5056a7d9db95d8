"""The Turtle and the JSON-LD that lie beside a page: many small files, so what can be shared between them is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from regiongraf.publishing.quads import TYPE, Node, value
from regiongraf.publishing.things import Things
from regiongraf.publishing.turtle import Namer, blocks


class SharedNamer(Namer):
    """A namer that remembers names from one document to the next, and still knows which prefixes this one used."""

    REMEMBERED = 50_000

    def __init__(self, prefixes: dict[str, str]) -> None:
        super().__init__(prefixes)
        self._spaces = dict(prefixes)
        self._entries: dict[str, tuple[str, str]] = {}
        self.seen: set[str] = set()

    def term(self, term: str) -> str:
        """A term as Turtle shows it."""
        entry = self._entries.get(term)
        if entry is None:
            entry = self._entry(term)
        if entry[1]:
            self.seen.add(entry[1])
        return entry[0]

    def _entry(self, term: str) -> tuple[str, str]:
        if not term.startswith("<"):
            # Its datatype, if it has one, is asked for in turn.
            return (self._literal(term) if term.endswith(">") else term), ""
        shown = self._iri(term)
        entry = shown, "" if shown.startswith("<") else shown[: shown.index(":")]
        if len(self._entries) > self.REMEMBERED:
            self._entries.clear()
        self._entries[term] = entry
        return entry

    def begin(self) -> None:
        """Forget which prefixes were used."""
        self.seen.clear()

    def spaces(self) -> dict[str, str]:
        """The prefixes that were used since, sorted."""
        return {prefix: self._spaces[prefix] for prefix in sorted(self.seen)}

    def header(self) -> str:
        """The prefixes that were used since, as Turtle declares them."""
        return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in self.spaces().items())


class Beside:
    """Writes what lies beside the pages."""

    REMEMBERED = 10_000

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._namer = SharedNamer(prefixes)
        self._objects: dict[str, tuple[str, str]] = {}

    def files(self, data: Things, subjects: set[str], folder: str) -> Iterator[tuple[str, str]]:
        """The triples of these subjects in both forms, as (path within the site, text)."""
        nodes = [_node(data, subject) for subject in sorted(subjects, key=lambda term: term[1:-1])]
        namer = self._namer
        namer.begin()
        body = "\n".join(blocks(iter(nodes), namer.term))
        yield f"{folder}/index.ttl", f"{namer.header()}\n{body}"
        namer.begin()
        lines = ",\n".join(self._described(node) for node in nodes)
        context = _dumped(namer.spaces())
        yield f"{folder}/index.jsonld", f'{{"@context":{context},"@graph":[\n{lines}\n]}}\n'

    def _described(self, node: Node) -> str:
        """A node as JSON. Its objects come in the order of their predicates, so each member is written at once."""
        subject, pairs = node
        parts = [f'{{"@id":{_dumped(self._name(subject))}']
        last = ""
        for predicate, item in pairs:
            if predicate != last:
                key = '"@type"' if predicate == TYPE else _quoted(self._name(predicate))
                parts.append(f"],{key}:[" if last else f",{key}:[")
            else:
                parts.append(",")
            parts.append(_quoted(self._name(item)) if predicate == TYPE else self._object(item))
            last = predicate
        return f"{''.join(parts)}{']}' if last else '}'}"

    def _object(self, term: str) -> str:
        """An object as JSON; remembered with the prefix that it uses."""
        known = self._objects.get(term)
        if known is None:
            if len(self._objects) > self.REMEMBERED:
                self._objects.clear()
            known = self._objects[term] = self._json(term)
        if known[1]:
            self._namer.seen.add(known[1])
        return known[0]

    def _json(self, term: str) -> tuple[str, str]:
        literal = value(term)
        if literal is None:
            shown = self._name(term)
            return _dumped({"@id": shown}), self._prefix(term)
        if literal.language:
            return _dumped({"@value": literal.text, "@language": literal.language}), ""
        if literal.datatype:
            datatype = f"<{literal.datatype}>"
            return _dumped({"@value": literal.text, "@type": self._name(datatype)}), self._prefix(datatype)
        return _dumped({"@value": literal.text}), ""

    def _prefix(self, term: str) -> str:
        shown = self._namer.term(term)
        return "" if shown.startswith("<") else shown[: shown.index(":")]

    def _name(self, term: str) -> str:
        shown = self._namer.term(term)
        return shown[1:-1] if shown.startswith("<") else shown


@lru_cache(maxsize=4096)
def _quoted(name: str) -> str:
    return _dumped(name)


def _node(data: Things, subject: str) -> Node:
    # In term order already; the types come first.
    return subject, sorted(data.pairs(subject), key=lambda pair: pair[0] != TYPE)


def _dumped(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
