"""One dataset in the formats that portals and people ask for."""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Callable, Iterator, Mapping

from regiongraf.publishing.bods import Publication, bods
from regiongraf.publishing.graphml import graphml
from regiongraf.publishing.jsonld import jsonld, jsonld_stream
from regiongraf.publishing.quads import prefixes, read
from regiongraf.publishing.rdfxml import rdfxml
from regiongraf.publishing.selection import only
from regiongraf.publishing.streams import lines_of, nodes, turtle_blocks
from regiongraf.publishing.things import Things
from regiongraf.publishing.turtle import Namer, trig, turtle
from regiongraf.triples import Quad, Triple
from regiongraf.triples.terms import iri
from regiongraf.vocabulary import Minter

Writer = Callable[[list[Quad], dict[str, str]], str]


def _of_triples(write: Callable[[set[Triple], dict[str, str]], str]) -> Writer:
    return lambda quads, names: write({quad[:3] for quad in quads}, names)


def _nquads(quads: list[Quad], _: dict[str, str]) -> str:
    return "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads)


def _ntriples(triples: set[Triple], _: dict[str, str]) -> str:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(triples))


FORMATS: dict[str, Writer] = {
    "turtle": _of_triples(turtle),
    "ntriples": _of_triples(_ntriples),
    "nquads": _nquads,
    "trig": trig,
    "jsonld": _of_triples(jsonld),
    "rdfxml": _of_triples(rdfxml),
}
"""The formats by name. Turtle, N-Triples, JSON-LD and RDF/XML are of the union of the named graphs."""


def export(nquads: str, minter: Minter, format_: str) -> str:
    """What a build states and derives, as text. The ontology is published on its own and stays out."""
    ontology = iri(minter.ontology_graph)
    quads = [quad for quad in read(nquads) if quad[3] != ontology]
    return FORMATS[format_](quads, prefixes(minter))


NETWORKS: dict[str, Callable[[Things, Publication], Iterator[str]]] = {
    "graphml": lambda things, publication: graphml(things, publication.title),
    "bods": bods,
}
"""The formats that are no RDF, each one file: the network, and the owners for the ownership data standard."""
SPOOL = 64 * 2**20
"""Bytes of a body that wait in memory for their header; more wait on the disk."""

Part = Callable[[Things], set[str]]
"""Which subjects an export is of."""


def stated(data: bytes | mmap.mmap, minter: Minter) -> list[Quad]:
    """What a build states and derives, without the ontology."""
    ontology = f" {iri(minter.ontology_graph)} .\n".encode()
    return read(b"".join(line for line in lines_of(data) if not line.endswith(ontology)).decode())


def chunks(
    data: bytes | mmap.mmap, minter: Minter, format_: str, publication: Publication, part: Part | None = None
) -> Iterator[str]:
    """An export in pieces of text, of a build's N-Quads or of a part of it.

    What `STREAMS` lists is written subject by subject; every other format, and every part, is held in memory.
    """
    if format_ in STREAMS and part is None:
        yield from STREAMS[format_](data, prefixes(minter), iri(minter.ontology_graph))
        return
    quads = stated(data, minter)
    if part is not None:
        quads = only(quads, part(Things(quads)))
    if format_ in NETWORKS:
        yield from NETWORKS[format_](Things(quads), publication)
    else:
        yield FORMATS[format_](quads, prefixes(minter))


def turtle_stream(data: bytes | mmap.mmap, names: Mapping[str, str], without: str) -> Iterator[str]:
    """Turtle of sorted N-Quads in pieces, without one graph: the same text as `turtle`, in bounded memory."""
    namer = Namer(names)
    with tempfile.SpooledTemporaryFile(max_size=SPOOL, mode="w+", encoding="utf-8", newline="\n") as body:
        for block in turtle_blocks(nodes(data, without), namer.term):
            body.write(f"\n{block}")
        # Only now is it known which prefixes are used, and they stand first.
        yield namer.header() if body.tell() else "\n"
        body.seek(0)
        while piece := body.read(2**20):
            yield piece


def ntriples_stream(data: bytes | mmap.mmap, _: Mapping[str, str], without: str) -> Iterator[str]:
    """N-Triples of sorted N-Quads in pieces, without one graph, in the order of the lines."""
    for subject, pairs in nodes(data, without, by=bytes):
        yield "".join(f"{subject} {p} {o} .\n" for p, o in sorted(pairs))


def nquads_stream(data: bytes | mmap.mmap, _: Mapping[str, str], without: str) -> Iterator[str]:
    """N-Quads as they stand in a build, without one graph."""
    skipped = f" {without} .\n".encode()
    yield from (line.decode() for line in lines_of(data) if not line.endswith(skipped))


Stream = Callable[["bytes | mmap.mmap", Mapping[str, str], str], Iterator[str]]
STREAMS: dict[str, Stream] = {
    "turtle": turtle_stream,
    "ntriples": ntriples_stream,
    "nquads": nquads_stream,
    "jsonld": jsonld_stream,
}
"""The formats that are written from a build in bounded memory."""
