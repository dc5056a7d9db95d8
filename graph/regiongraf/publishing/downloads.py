"""The files that a release offers for download, and what the catalogue says of each."""

from __future__ import annotations

import gzip
import hashlib
import io
import mmap
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from regiongraf.publishing.bods import Publication
from regiongraf.publishing.catalogue import Download
from regiongraf.publishing.export import FORMATS, NETWORKS, turtle_stream
from regiongraf.publishing.quads import prefixes
from regiongraf.publishing.tables import tables
from regiongraf.publishing.things import Things
from regiongraf.triples import Quad
from regiongraf.triples.terms import iri
from regiongraf.vocabulary import Minter

FOLDER = "downloads"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip file knows."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One file of a release: its name, format, media type, code of file type, title, and packing."""

    name: str
    format: str
    media_type: str
    file_type: str
    title: tuple[str, str]
    packed: str | None = None


GZIP, ZIP = "application/gzip", "application/zip"
OFFERS = (
    Offer("dataset.ttl", "turtle", "text/turtle", "RDF_TURTLE", ("Turtle", "Turtle")),
    Offer("dataset.ttl.gz", "turtle", "text/turtle", "RDF_TURTLE", ("Turtle, packad", "Turtle, compressed"), GZIP),
    Offer("dataset.rdf", "rdfxml", "application/rdf+xml", "RDF_XML", ("RDF/XML", "RDF/XML")),
    Offer("dataset.jsonld", "jsonld", "application/ld+json", "JSON_LD", ("JSON-LD", "JSON-LD")),
    Offer("dataset.nt.gz", "ntriples", "application/n-triples", "RDF_N_TRIPLES",
          ("N-Triples, packad", "N-Triples, compressed"), GZIP),
    Offer("dataset.nq.gz", "nquads", "application/n-quads", "RDF_N_QUADS",
          ("N-Quads med en graf per källa, packad", "N-Quads with a graph per source, compressed"), GZIP),
    Offer("dataset.trig.gz", "trig", "application/trig", "RDF_TRIG",
          ("TriG med en graf per källa, packad", "TriG with a graph per source, compressed"), GZIP),
    Offer("bods.json", "bods", "application/json", "JSON",
          ("Ägande enligt BODS 0.4", "Ownership in BODS 0.4")),
    Offer("network.graphml", "graphml", "application/xml", "XML", ("Nätverket som GraphML", "The network as GraphML")),
    Offer("tables.zip", "csv", "text/csv", "CSV", ("Tabeller (CSV)", "Tables (CSV)"), ZIP),
)  # fmt: skip


def files(
    data: bytes | mmap.mmap, quads: list[Quad], things: Things, minter: Minter, publication: Publication
) -> Iterator[tuple[Download, bytes]]:
    """Every offered file of a dataset with its description, in the order of `OFFERS`. One is in memory at a time."""
    names = prefixes(minter)
    for offer in OFFERS:
        if offer.format == "turtle":
            content = "".join(turtle_stream(data, names, iri(minter.ontology_graph))).encode()
        elif offer.format == "csv":
            content = _zipped(tables(things))
        elif offer.format in NETWORKS:
            content = "".join(NETWORKS[offer.format](things, publication)).encode()
        else:
            content = FORMATS[offer.format](quads, names).encode()
        if offer.packed == GZIP:
            content = gzip.compress(content, mtime=0)
        yield described(offer, f"{FOLDER}/{offer.name}", content), content


def described(offer: Offer, path: str, content: bytes) -> Download:
    """What the catalogue says of a file."""
    digest = hashlib.sha256(content).hexdigest()
    return Download(path, offer.media_type, offer.file_type, len(content), digest, offer.title, offer.packed)


def _zipped(texts: dict[str, str]) -> bytes:
    """A zip file that is the same for the same texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(texts.items()):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, text)
    return out.getvalue()
