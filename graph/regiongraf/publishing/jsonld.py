"""JSON-LD 1.1: a flat list of nodes under prefixes, sorted. Source: https://www.w3.org/TR/json-ld11/."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from regiongraf.publishing.quads import TYPE, by_subject, value
from regiongraf.publishing.turtle import Namer
from regiongraf.triples import Triple


def jsonld(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Triples as JSON-LD with an inline context, so that nobody fetches one. Literals keep their lexical forms."""
    said = list(triples)
    # An IRI that is not shortened is read as a prefixed name when its scheme is called like a prefix.
    schemes = {term[1:].partition(":")[0] for triple in said for term in triple if term.startswith("<")}
    namer = Namer({prefix: iri for prefix, iri in prefixes.items() if prefix not in schemes})
    nodes = [_node(subject, predicates, namer) for subject, predicates in by_subject(said)]
    content = {"@context": dict(sorted(namer.used.items())), "@graph": nodes}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _node(subject: str, predicates: list[tuple[str, list[str]]], namer: Namer) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _name(subject, namer)}
    for predicate, objects in predicates:
        if predicate == TYPE:
            node["@type"] = [_name(item, namer) for item in objects]
        else:
            node[_name(predicate, namer)] = [_object(item, namer) for item in objects]
    return node


def _object(term: str, namer: Namer) -> dict[str, str]:
    literal = value(term)
    if literal is None:
        return {"@id": _name(term, namer)}
    if literal.language:
        return {"@value": literal.text, "@language": literal.language}
    if literal.datatype:
        return {"@value": literal.text, "@type": _name(f"<{literal.datatype}>", namer)}
    return {"@value": literal.text}


def _name(term: str, namer: Namer) -> str:
    shown = namer.term(term)
    return shown[1:-1] if shown.startswith("<") else shown
