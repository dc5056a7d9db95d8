"""GEXF 1.3, which Gephi keeps its networks in: the same nodes and edges as GraphML. Source: https://gexf.net/schema.html."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from regiongraf.publishing.graphml import KEYS, current_edges, edge_id, ends_of, of_edge, of_node, safe
from regiongraf.publishing.things import Things


def gexf(things: Things, title: str) -> Iterator[str]:
    """The network of the current statements (rank Preferred or Normal), in pieces of text, without a date of writing.

    Ids are IRIs; an edge's id is its statement's. Shares are per cent, in the digits of the source.
    Raises PageError for text that no XML 1.0 document can hold.
    """
    edges = current_edges(things)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield f"  <meta><creator>regiongraf</creator><description>{escape(safe(title))}</description></meta>\n"
    yield '  <graph defaultedgetype="directed">\n'
    for on in ("node", "edge"):
        yield f'    <attributes class="{on}">\n'
        yield from (f'      <attribute id="{on}_{k}" title="{k}" type="{t}"/>\n' for k, of, t in KEYS if of == on)
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for node in ends_of(edges):
        told = of_node(things, node)
        yield f"      <node id={quoteattr(node[1:-1])} label={_quoted(told['name'])}>{_values(told, 'node')}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for number, edge in enumerate(edges):
        kind, statement, source, target = edge
        ends = f"source={quoteattr(source[1:-1])} target={quoteattr(target[1:-1])}"
        values = _values(of_edge(things, kind, statement), "edge")
        yield f'      <edge id={quoteattr(edge_id(edge, number))} {ends} label="{kind}">{values}</edge>\n'
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _values(told: dict[str, str], on: str) -> str:
    values = "".join(f'<attvalue for="{on}_{key}" value={_quoted(text)}/>' for key, text in told.items())
    return f"<attvalues>{values}</attvalues>"


def _quoted(text: str) -> str:
    return quoteattr(safe(text))
