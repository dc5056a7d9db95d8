"""RDF/XML, the form that Sweden's data portal harvests. Source: https://www.w3.org/TR/rdf-syntax-grammar/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from regiongraf.errors import PageError
from regiongraf.publishing.pieces import headed
from regiongraf.publishing.quads import Node, nodes_of, value
from regiongraf.triples import Triple
from regiongraf.vocabulary import PREFIXES

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def rdfxml(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Triples as RDF/XML; raises PageError for text that no XML 1.0 document can hold."""
    return "".join(rdfxml_pieces(nodes_of(triples), prefixes))


def rdfxml_pieces(nodes: Iterator[Node], prefixes: Mapping[str, str]) -> Iterator[str]:
    """RDF/XML in pieces of text; raises PageError for text that no XML 1.0 document can hold."""
    used: dict[str, str] = {"rdf": PREFIXES["rdf"]}
    elements: dict[str, str] = {}

    def header() -> str:
        namespaces = "".join(f"\n    xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in sorted(used.items()))
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{namespaces}>\n'

    def body() -> Iterator[str]:
        for subject, pairs in nodes:
            parts = [f"  <rdf:Description rdf:about={quoteattr(subject[1:-1])}>\n"]
            for predicate, item in pairs:
                element = elements.get(predicate)
                if element is None:
                    element = elements[predicate] = _element(predicate[1:-1], prefixes, used)
                parts.append(_property(element, item))
            parts.append("  </rdf:Description>\n")
            yield "".join(parts)
        yield "</rdf:RDF>\n"

    return headed(header, body())


def _element(iri: str, prefixes: Mapping[str, str], used: dict[str, str]) -> str:
    match = _LOCAL.search(iri)
    if not match:
        raise PageError(
            f"RDF/XML cannot name the property <{iri}>",
            hint="export Turtle or JSON-LD instead",
            sv=f"RDF/XML kan inte namnge egenskapen <{iri}>",
            hint_sv="exportera Turtle eller JSON-LD i stället",
        )
    namespace, local = iri[: match.start()], match[0]
    prefix = next((prefix for prefix, known in prefixes.items() if known == namespace), None)
    if prefix is None:
        prefix = next((known for known, own in used.items() if own == namespace), f"ns{len(used)}")
    used[prefix] = namespace
    return f"{prefix}:{local}"


def _property(element: str, term: str) -> str:
    literal = value(term)
    if literal is None:
        return f"    <{element} rdf:resource={quoteattr(term[1:-1])}/>\n"
    if _NOT_XML.search(literal.text):
        raise PageError(
            "RDF/XML cannot hold a control character that a text has",
            hint="export Turtle or JSON-LD instead",
            sv="RDF/XML kan inte innehålla ett styrtecken som en text har",
            hint_sv="exportera Turtle eller JSON-LD i stället",
        )
    attribute = f' xml:lang="{literal.language}"' if literal.language else ""
    if literal.datatype:
        attribute = f" rdf:datatype={quoteattr(literal.datatype)}"
    # A carriage return would come back as a line feed.
    shown = escape(literal.text, {"\r": "&#13;"})
    return f"    <{element}{attribute}>{shown}</{element}>\n"
