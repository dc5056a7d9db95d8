"""JSON-LD 1.1, compact: nodes in order, under the context that the ontology publishes.

The context stands in the document, so that nobody fetches one. Source: https://www.w3.org/TR/json-ld11/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from regiongraf.publishing.quads import TYPE, Node, nodes_of, value
from regiongraf.publishing.streams import Stated
from regiongraf.publishing.turtle import Namer
from regiongraf.resources import shelf
from regiongraf.triples import Triple
from regiongraf.vocabulary import expand

Definitions = Mapping[str, Any]
"""The entries of a context: prefixes, and how the values of each property are written."""
ALWAYS_A_LIST = "@set"


@cache
def published() -> Definitions:
    """The context of `ontology/context.jsonld`."""
    found: dict[str, Any] = json.loads((shelf("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    return dict(found["@context"])


def jsonld(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Triples as JSON-LD with the published context and further prefixes. Literals keep their lexical forms."""
    said = list(triples)
    return "".join(_document(nodes_of(said), usable(prefixes, _schemes(said))))


def _schemes(said: Iterable[Iterable[str]]) -> set[str]:
    return {term[1:].partition(":")[0] for terms in said for term in terms if term.startswith("<")}


def under_prefixes(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Triples as JSON-LD under the prefixes that they use: for what is not told in the terms of the ontology."""
    said = list(triples)
    schemes = _schemes(said)
    namer = Namer({prefix: iri for prefix, iri in prefixes.items() if prefix not in schemes})
    compact = Compact({}, namer.term)
    made = [compact.node(node) for node in nodes_of(said)]
    return "".join(_framed(dict(sorted(namer.used.items())), iter(made)))


def jsonld_pieces(source: Stated, prefixes: Mapping[str, str]) -> Iterator[str]:
    """JSON-LD of a build in pieces of text: the same as `jsonld`, in bounded memory."""
    names = {name for name, entry in {**published(), **prefixes}.items() if isinstance(entry, str)}
    suspects = re.compile(rb"[ \n]<(" + b"|".join(re.escape(name.encode()) for name in sorted(names)) + rb"):")
    schemes: set[str] = set()
    if suspects.search(source.data) or suspects.match(b"\n" + source.data[:100]):
        # Seldom: the text above may also stand in a literal, so the terms themselves are asked.
        schemes = _schemes((subject, p, o) for subject, pairs in source.nodes() for p, o in pairs)
    yield from _document(source.nodes(), usable(prefixes, schemes))


def usable(prefixes: Mapping[str, str], schemes: set[str]) -> Definitions:
    """The published context and further prefixes, as far as no IRI has a scheme that is called like one of them."""
    # An IRI that is not shortened would be read as a prefixed name. Then the published context cannot be used, and
    # every value tells its own type.
    known = {**published(), **dict(sorted(prefixes.items()))}
    if not schemes & set(known):
        return known
    return {prefix: iri for prefix, iri in sorted(prefixes.items()) if prefix not in schemes}


def _document(found: Iterator[Node], definitions: Definitions) -> Iterator[str]:
    namer = Namer({name: iri for name, iri in definitions.items() if isinstance(iri, str)})
    compact = Compact(definitions, namer.term)
    yield from _framed(definitions, map(compact.node, found))


def _framed(context: Definitions, made: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield '{\n "@context": ' + _indented(dict(context), " ") + ',\n "@graph": ['
    mark = "\n  "
    for node in made:
        yield mark + _indented(node, "  ")
        mark = ",\n  "
    yield "\n ]\n}\n" if mark.startswith(",") else "]\n}\n"


def _indented(content: Any, by: str) -> str:
    # JSON has no line ends within its texts.
    return json.dumps(content, ensure_ascii=False, indent=1).replace("\n", f"\n{by}")


class Compact:
    """Writes nodes as a context says. A value that does not fit its property's definition stands under the full IRI."""

    def __init__(self, definitions: Definitions, shown: Callable[[str], str]) -> None:
        self._shown = shown
        self._properties = {
            f"<{expand(name)}>": entry for name, entry in definitions.items() if isinstance(entry, dict)
        }
        self._types = {
            term: expand(entry["@type"]) if ":" in entry.get("@type", "") else None
            for term, entry in self._properties.items()
        }

    def node(self, node: Node) -> dict[str, Any]:
        """One subject with all its values."""
        subject, pairs = node
        made: dict[str, Any] = {"@id": self._name(subject)}
        last, items = "", list[str]()
        for predicate, item in pairs:
            if predicate != last:
                if items:
                    self._write(made, last, items)
                last, items = predicate, []
            items.append(item)
        if items:
            self._write(made, last, items)
        return made

    def _write(self, made: dict[str, Any], property_: str, items: list[str]) -> None:
        if property_ == TYPE:
            made["@type"] = _one_or_all([self._name(item) for item in items])
            return
        entry = self._properties.get(property_)
        if entry is None:
            made[self._name(property_)] = _one_or_all([self._whole(item) for item in items])
            return
        if "@container" in entry:
            fitting, others = self._by_language(items, entry["@container"])
        else:
            fitting, others = self._coerced(items, property_, entry)
        if fitting:
            made[entry["@id"]] = fitting
        if others:
            made[property_[1:-1]] = _one_or_all(others)

    def _by_language(self, items: list[str], container: Any) -> tuple[dict[str, Any], list[Any]]:
        """The texts by language, and what has none."""
        found: dict[str, list[str]] = {}
        others: list[Any] = []
        for item in items:
            literal = value(item)
            if literal and literal.language:
                found.setdefault(literal.language, []).append(literal.text)
            else:
                others.append(self._whole(item))
        unwrap = (lambda texts: texts) if ALWAYS_A_LIST in container else _one_or_all
        return {language: unwrap(texts) for language, texts in sorted(found.items())}, others

    def _coerced(self, items: list[str], property_: str, entry: Mapping[str, Any]) -> tuple[Any, list[Any]]:
        """The values that are of the property's type, and the others."""
        links, type_ = entry.get("@type") == "@id", self._types[property_]
        fitting: list[str] = []
        others: list[Any] = []
        for item in items:
            if item.startswith("<"):
                (fitting if links else others).append(self._name(item) if links else self._whole(item))
                continue
            literal = value(item)
            if literal and not links and not literal.language and literal.datatype == type_:
                fitting.append(literal.text)
            else:
                others.append(self._whole(item))
        return (_one_or_all(fitting) if fitting else None), others

    def _whole(self, term: str) -> Any:
        """A value that tells its own type; a plain text is itself."""
        literal = value(term)
        if literal is None:
            return {"@id": self._name(term)}
        if literal.language:
            return {"@value": literal.text, "@language": literal.language}
        if literal.datatype:
            return {"@value": literal.text, "@type": self._name(f"<{literal.datatype}>")}
        return literal.text

    def _name(self, term: str) -> str:
        shown = self._shown(term)
        return shown[1:-1] if shown.startswith("<") else shown


def _one_or_all(found: list[Any]) -> Any:
    return found[0] if len(found) == 1 else found
