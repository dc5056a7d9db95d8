"""Turtle and TriG: pretty, prefixed, sorted. Source: RDF 1.1 Turtle, https://www.w3.org/TR/turtle/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from regiongraf.publishing.quads import TYPE, by_subject
from regiongraf.triples import Quad, Triple
from regiongraf.vocabulary import expand

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_-])?")
# Numbers and booleans stand bare in Turtle, and mean the same term; other spellings than these some readers change.
_BARE = {
    expand("xsd:decimal"): re.compile(r"-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])"),
    expand("xsd:integer"): re.compile(r"0|-?[1-9][0-9]*"),
    expand("xsd:boolean"): re.compile("true|false"),
}


class Namer:
    """IRIs to prefixed names, and which prefixes were used. Remembers the names it gave, a bounded number of them."""

    REMEMBERED = 100_000

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {iri: prefix for prefix, iri in sorted(prefixes.items(), reverse=True)}
        self._known: dict[str, str] = {}
        self.used: dict[str, str] = {}

    def term(self, term: str) -> str:
        """A term as Turtle shows it."""
        known = self._known.get(term)
        if known is not None:
            return known
        if not term.startswith("<"):
            return self._literal(term) if term.endswith(">") else term
        if len(self._known) > self.REMEMBERED:
            self._known.clear()
        shown = self._known[term] = self._iri(term)
        return shown

    def _literal(self, term: str) -> str:
        lexical, _, datatype = term.rpartition("^^")
        bare = _BARE.get(datatype[1:-1])
        if bare and bare.fullmatch(lexical, 1, len(lexical) - 1):
            return lexical[1:-1]
        return f"{lexical}^^{self.term(datatype)}"

    def _iri(self, term: str) -> str:
        # No namespace is cut off within a local name: it ends at the last “#” or “/”.
        cut = max(term.rfind("#"), term.rfind("/")) + 1
        prefix = self._prefixes.get(term[1:cut])
        if prefix is None or not _LOCAL.fullmatch(term, cut, len(term) - 1):
            return term
        self.used[prefix] = term[1:cut]
        return f"{prefix}:{term[cut:-1]}"

    def header(self) -> str:
        """The prefixes that were used, sorted."""
        return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(self.used.items()))


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Triples as Turtle."""
    namer = Namer(prefixes)
    body = "\n".join(_blocks(triples, namer, ""))
    return f"{namer.header()}\n{body}"


def trig(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> str:
    """Quads as TriG, a block per named graph."""
    namer = Namer(prefixes)
    graphs: dict[str, list[Triple]] = {}
    for s, p, o, g in quads:
        graphs.setdefault(g, []).append((s, p, o))
    bodies = [
        f"{namer.term(graph)} {{\n" + "\n".join(_blocks(graphs[graph], namer, "  ")) + "}\n" for graph in sorted(graphs)
    ]
    return f"{namer.header()}\n" + "\n".join(bodies)


def _blocks(triples: Iterable[Triple], namer: Namer, indent: str) -> Iterator[str]:
    for subject, predicates in by_subject(triples):
        lines = []
        for predicate, objects in predicates:
            shown = "a" if predicate == TYPE else namer.term(predicate)
            lines.append(f"{shown} {', '.join(namer.term(item) for item in objects)}")
        yield f"{indent}{namer.term(subject)} " + f" ;\n{indent}    ".join(lines) + " .\n"
