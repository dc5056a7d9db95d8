"""GraphML: the stated relations as a directed network. Source: http://graphml.graphdrawing.org/specification.html."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from regiongraf.errors import PageError
from regiongraf.publishing.things import Things, local

ENDS: dict[str, tuple[str, str, str]] = {
    "owns": ("rg:Ownership", "rg:owner", "rg:ownedEntity"),
    "memberOf": ("org:Membership", "org:member", "org:organization"),
    "hasRightOver": ("rg:ControlRight", "rg:holder", "rg:rightOver"),
    "founded": ("rg:Founding", "rg:founder", "org:resultingOrganization"),
    "unitOf": ("rg:UnitStatement", "rg:unit", "rg:parentOrganisation"),
    "funds": ("rg:FundingFlow", "rg:funder", "rg:recipient"),
}
"""For each kind of edge the class of its statements, and what points to its two ends."""
FIGURES = {"share": "rg:shareExact", "low": "rg:shareMin", "high": "rg:shareMax", "amount": "rg:amount"}
CODES = {
    "currency": "rg:currency",
    "stage": "rg:stage",
    "right": "rg:rightKind",
    "basis": "rg:shareBasis",
    "directness": "rg:directness",
    "derivation": "rg:derivation",
}
KEYS = (
    ("name", "node", "string"), ("name_en", "node", "string"), ("form", "node", "string"),
    ("kind", "edge", "string"), *((key, "edge", "double") for key in FIGURES),
    *((key, "edge", "string") for key in CODES),
    ("asOf", "edge", "string"), ("source", "edge", "string"),
)  # fmt: skip
"""Name, what it is of, and type of every value that a node or an edge may have."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def graphml(things: Things, title: str) -> Iterator[str]:
    """The network of the current statements (rank Preferred or Normal), in pieces of text.

    Ids are IRIs; an edge's id is its statement's. Shares are per cent, in the digits of the source.
    Raises PageError for text that no XML 1.0 document can hold.
    """
    edges = current_edges(things)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for key, on, type_ in KEYS:
        yield f'  <key id="{on}_{key}" for="{on}" attr.name="{key}" attr.type="{type_}"/>\n'
    yield f'  <graph id={quoteattr(safe(title))} edgedefault="directed">\n'
    for node in ends_of(edges):
        yield f"    <node id={quoteattr(node[1:-1])}>{_data(of_node(things, node), 'node')}</node>\n"
    for number, edge in enumerate(edges):
        kind, statement, source, target = edge
        ends = f"source={quoteattr(source[1:-1])} target={quoteattr(target[1:-1])}"
        told = _data(of_edge(things, kind, statement), "edge")
        yield f"    <edge id={quoteattr(edge_id(edge, number))} {ends}>{told}</edge>\n"
    yield "  </graph>\n</graphml>\n"


Edge = tuple[str, str, str, str]
"""Kind, statement, and the things at its two ends, as N-Triples terms."""


def current_edges(things: Things) -> list[Edge]:
    """The edges of every current statement, kind by kind."""
    return [edge for kind in ENDS for edge in _edges(things, kind)]


def ends_of(edges: list[Edge]) -> list[str]:
    """The nodes that edges touch, sorted."""
    return sorted({end for _, _, *ends in edges for end in ends})


def edge_id(edge: Edge, number: int) -> str:
    """Its statement's IRI; edges of a founding share a statement, so they are told apart by their number."""
    kind, statement, *_ = edge
    return f"{statement[1:-1]}#{number}" if kind == "founded" else statement[1:-1]


def _edges(things: Things, kind: str) -> list[Edge]:
    class_, source, target = ENDS[kind]
    return [
        (kind, statement, start, end)
        for statement in things.of_class(class_)
        if things.is_current(statement)
        for start in things.all(statement, source)
        for end in things.all(statement, target)
    ]


def of_node(things: Things, node: str) -> dict[str, str]:
    """What a node is told by: its names and its form."""
    form = things.one(node, "org:classification")
    return {
        "name": things.label(node),
        "name_en": things.label(node, "en"),
        "form": local(form).removesuffix("Form") if form else "AgentGroup",
    }


def of_edge(things: Things, kind: str, statement: str) -> dict[str, str]:
    """What an edge is told by, without what its statement does not say."""
    figures = {key: things.text(statement, prefixed) for key, prefixed in FIGURES.items()}
    codes = {key: code and local(code) for key, prefixed in CODES.items() for code in [things.one(statement, prefixed)]}
    source = things.one(statement, "prov:hadPrimarySource")
    told = {"kind": kind, **figures, **codes, "asOf": things.text(statement, "rg:asOf")}
    return {key: text for key, text in {**told, "source": source and source[1:-1]}.items() if text is not None}


def _data(values: dict[str, str], on: str) -> str:
    return "".join(f'<data key="{on}_{key}">{escape(safe(text))}</data>' for key, text in values.items())


def safe(text: str) -> str:
    """`text`, which XML can hold; raises PageError where it cannot."""
    if _NOT_XML.search(text):
        raise PageError(
            "no XML can hold a control character that a text has",
            hint="export Turtle or CSV instead",
            sv="XML kan inte innehålla ett styrtecken som en text har",
            hint_sv="exportera Turtle eller CSV i stället",
        )
    return text
