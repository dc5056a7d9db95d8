"""Turtle and TriG: pretty, prefixed, sorted. Source: RDF 1.1 Turtle, https://www.w3.org/TR/turtle/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from regiongraf.publishing.pieces import headed
from regiongraf.publishing.quads import TYPE, Node, nodes_of
from regiongraf.triples import Triple
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
    return "".join(turtle_pieces(nodes_of(triples), prefixes))


def turtle_pieces(nodes: Iterator[Node], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Turtle in pieces of text."""
    namer = Namer(prefixes)
    # Only at the end is it known which prefixes are used, and they stand first.
    return headed(lambda: namer.header() or "\n", (f"\n{block}" for block in blocks(nodes, namer.term)))


def trig_pieces(graphs: Iterator[tuple[str, Iterator[Node]]], prefixes: Mapping[str, str]) -> Iterator[str]:
    """TriG in pieces of text, a block per named graph."""
    namer = Namer(prefixes)

    def body() -> Iterator[str]:
        for graph, nodes in graphs:
            yield f"\n{namer.term(graph)} {{\n"
            for at, block in enumerate(blocks(nodes, namer.term, "  ")):
                yield f"\n{block}" if at else block
            yield "}\n"

    return headed(lambda: namer.header() or "\n", body())


def blocks(nodes: Iterator[Node], shown: Callable[[str], str], indent: str = "") -> Iterator[str]:
    """A Turtle block per subject; `shown` writes a term."""
    mark = f" ;\n{indent}    "
    for subject, pairs in nodes:
        lines: list[str] = []
        last = ""
        for predicate, item in pairs:
            if predicate == last:
                lines.append(f", {shown(item)}")
            else:
                lead = "a" if predicate == TYPE else shown(predicate)
                lines.append(f"{mark}{lead} {shown(item)}" if last else f" {lead} {shown(item)}")
                last = predicate
        yield f"{indent}{shown(subject)}{''.join(lines)} .\n"
