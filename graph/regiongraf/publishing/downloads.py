"""The files that a release offers for download, and what the catalogue says of each."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from regiongraf.publishing.bods import Publication
from regiongraf.publishing.catalogue import ONTOLOGY, Download
from regiongraf.publishing.csvw import STANDARD
from regiongraf.publishing.export import FORMATS, NETWORKS
from regiongraf.publishing.quads import prefixes
from regiongraf.publishing.streams import Stated
from regiongraf.publishing.tables import tables
from regiongraf.publishing.things import Things
from regiongraf.vocabulary import Minter

FOLDER = "downloads"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip file knows."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One file of a release: its name, format, media type, code of file type, title, packing, and what it follows."""

    name: str
    format: str
    media_type: str
    file_type: str
    title: tuple[str, str]
    packed: str | None = None
    schema: str | None = ONTOLOGY


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
          ("Ägande enligt BODS 0.4", "Ownership in BODS 0.4"), schema="https://standard.openownership.org/en/0.4.0/"),
    Offer("network.graphml", "graphml", "application/xml", "XML", ("Nätverket som GraphML", "The network as GraphML"),
          schema="http://graphml.graphdrawing.org/xmlns"),
    Offer("network.gexf", "gexf", "application/gexf+xml", "XML", ("Nätverket som GEXF", "The network as GEXF"),
          schema="http://gexf.net/1.3"),
    Offer("tables.zip", "csv", "text/csv", "CSV",
          ("Tabeller (CSV) med beskrivning (CSVW)", "Tables (CSV) with a description (CSVW)"), ZIP, STANDARD),
)  # fmt: skip


def files(
    source: Stated, things: Things, minter: Minter, publication: Publication
) -> Iterator[tuple[Offer, Iterator[bytes]]]:
    """Every offered file of a dataset in pieces, in the order of `OFFERS`; to be read one after the other."""
    names = prefixes(minter)
    for offer in OFFERS:
        if offer.format == "csv":
            yield offer, _zipped(tables(things))
            continue
        of_network = NETWORKS.get(offer.format)
        pieces = of_network(things, publication) if of_network else FORMATS[offer.format](source, names)
        encoded = (piece.encode() for piece in pieces)
        yield offer, _compressed(encoded) if offer.packed == GZIP else encoded


def described(offer: Offer, path: str, size: int, sha256: str) -> Download:
    """What the catalogue says of a file."""
    return Download(path, offer.media_type, offer.file_type, size, sha256, offer.title, offer.packed, offer.schema)


def measured(pieces: Iterable[bytes]) -> tuple[int, str]:
    """The number of bytes, and the SHA-256."""
    size, digest = 0, hashlib.sha256()
    for piece in pieces:
        size += len(piece)
        digest.update(piece)
    return size, digest.hexdigest()


class _Sink(io.RawIOBase):
    """A file that is only written to; what was written is taken out in pieces."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting.append(bytes(data))
        return len(self._waiting[-1])

    def taken(self) -> Iterator[bytes]:
        """What was written since."""
        yield from self._waiting
        self._waiting.clear()


def _compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same in gzip, without a name or a time inside."""
    sink = _Sink()
    with gzip.GzipFile(filename="", mode="wb", fileobj=sink, mtime=0) as packed:
        for piece in pieces:
            packed.write(piece)
            yield from sink.taken()
    yield from sink.taken()


def _zipped(texts: Iterable[tuple[str, Iterable[str]]]) -> Iterator[bytes]:
    """A zip file that is the same for the same texts, in pieces. Its members come in the order of `tables`."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in texts:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            with archive.open(entry, "w") as member:
                for line in lines:
                    member.write(line.encode())
                    yield from sink.taken()
    yield from sink.taken()
