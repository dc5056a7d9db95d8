"""One dataset in the formats that portals and people ask for, written from a build piece by piece."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator, Mapping

from regiongraf.publishing.bods import Publication, bods
from regiongraf.publishing.gexf import gexf
from regiongraf.publishing.graphml import graphml
from regiongraf.publishing.jsonld import jsonld_pieces
from regiongraf.publishing.mapped import MappedThings
from regiongraf.publishing.quads import prefixes, read
from regiongraf.publishing.rdfxml import rdfxml_pieces
from regiongraf.publishing.streams import Stated
from regiongraf.publishing.things import Things
from regiongraf.publishing.turtle import trig_pieces, turtle_pieces
from regiongraf.triples import Quad
from regiongraf.triples.terms import iri
from regiongraf.vocabulary import Minter

Writer = Callable[[Stated, Mapping[str, str]], Iterator[str]]


def _ntriples(source: Stated, _: Mapping[str, str]) -> Iterator[str]:
    # In the order of the lines, in which an IRI sorts by its brackets, too.
    for subject, lines in source.by_line(without_ontology=True):
        pairs = sorted({line.split(b" ", 1)[1].rsplit(b" ", 2)[0] for line in lines})
        yield b"".join(b"%b %b .\n" % (subject, pair) for pair in pairs).decode()


FORMATS: dict[str, Writer] = {
    "turtle": lambda source, names: turtle_pieces(source.nodes(), names),
    "ntriples": _ntriples,
    "nquads": lambda source, _: source.lines(),
    "trig": lambda source, names: trig_pieces(source.graphs(), names),
    "jsonld": jsonld_pieces,
    "rdfxml": lambda source, names: rdfxml_pieces(source.nodes(), names),
}
"""The formats by name. Turtle, N-Triples, JSON-LD and RDF/XML are of the union of the named graphs."""
NETWORKS: dict[str, Callable[[Things, Publication], Iterator[str]]] = {
    "graphml": lambda things, publication: graphml(things, publication.title),
    "gexf": lambda things, publication: gexf(things, publication.title),
    "bods": bods,
}
"""The formats that are no RDF, each one file: the network, and the owners for the ownership data standard."""
Part = Callable[[Things], set[str]]
"""Which subjects an export is of."""


def export(nquads: str, minter: Minter, format_: str) -> str:
    """What a build states and derives, as text. The ontology is published on its own and stays out."""
    return "".join(FORMATS[format_](source_of(nquads.encode(), minter), prefixes(minter)))


def stated(data: bytes | mmap.mmap, minter: Minter) -> list[Quad]:
    """What a build states and derives, without the ontology."""
    return read("".join(source_of(data, minter).lines()))


def source_of(data: bytes | mmap.mmap, minter: Minter, part: Part | None = None) -> Stated:
    """What an export is made of: what a build states and derives, or a part of that."""
    source = Stated(data, iri(minter.ontology_graph))
    return source if part is None else source.part(part(MappedThings(source)))


def chunks(
    data: bytes | mmap.mmap, minter: Minter, format_: str, publication: Publication, part: Part | None = None
) -> Iterator[str]:
    """An export in pieces of text, of a build's N-Quads or of a part of it.

    RDF is written subject by subject, so memory holds an index of the subjects and no triples. The networks hold the
    relations that they draw.
    """
    source = source_of(data, minter, part)
    if format_ in NETWORKS:
        yield from NETWORKS[format_](MappedThings(source), publication)
    else:
        yield from FORMATS[format_](source, prefixes(minter))
