"""RDF files of any format into quads, every term in its one N-Triples spelling."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from regiongraf.errors import PageError, Place
from regiongraf.triples import Quad

FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
"""The formats by the ending of a file's name; any may end in .gz beside."""
DEFAULT = ""
"""The graph of triples that stand in none."""


def read_quads(path: Path) -> list[Quad]:
    """Every quad of an RDF file, in term order; the graph of a plain triple is empty.

    Raises PageError for a file that cannot be read, is of no known format, is not well formed, or has blank nodes.
    """
    format_ = FORMATS.get(Path(path.name.removesuffix(".gz")).suffix)
    if format_ is None:
        endings = ", ".join(FORMATS)
        raise PageError(
            f"no known format: {path.name}",
            place=Place(path),
            hint=f"a name ends in {endings}, or .gz beside",
            sv=f"inget känt format: {path.name}",
            hint_sv=f"ett filnamn slutar med {endings}, eventuellt följt av .gz",
        )
    try:
        content = path.read_bytes()
        text = gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise PageError(
            f"the file cannot be read: {reason}",
            place=Place(path),
            hint="name an export",
            sv=f"filen kan inte läsas: {reason}",
            hint_sv="ange en export",
        ) from error
    return parse(text, format_, path)


def parse(text: bytes, format_: ox.RdfFormat, place: Path) -> list[Quad]:
    """The quads of RDF text; see `read_quads`."""
    # An XML document that declares entities can grow without bound.
    if format_ == ox.RdfFormat.RDF_XML and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
        raise PageError(
            "the file declares XML entities",
            place=Place(place),
            hint="export it without a DOCTYPE",
            sv="filen deklarerar XML-entiteter",
            hint_sv="exportera den utan DOCTYPE",
        )
    quads = set()
    try:
        for quad in ox.parse(input=text, format=format_):
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                raise PageError(
                    "the file has blank nodes, which have no name to compare by",
                    place=Place(place),
                    hint="compare exports of regiongraf, which have none",
                    sv="filen har blanka noder, som inte har något namn att jämföra med",
                    hint_sv="jämför exporter ur regiongraf, som inte har några",
                )
            graph = DEFAULT if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
            quads.add((str(quad.subject), str(quad.predicate), str(quad.object), graph))
    except SyntaxError as error:
        raise PageError(
            f"the file is not well formed: {error.msg}",
            place=Place(place, error.lineno),
            hint="make the export anew with `regiongraf export`",
            sv=f"filen är inte välformad: {error.msg}",
            hint_sv="gör om exporten med `regiongraf export`",
        ) from error
    return sorted(quads)


CONVERTED = ((".ttl", ox.RdfFormat.TURTLE), (".rdf", ox.RdfFormat.RDF_XML), (".jsonld", ox.RdfFormat.JSON_LD))


def convert(parts: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Turtle texts as one graph in Turtle, RDF/XML and JSON-LD, each with its ending; the same bytes every time.

    For the ontology, whose class expressions are blank nodes: they are named by RDFC-1.0 first.
    """
    dataset = ox.Dataset()
    prefixes: dict[str, str] = {}
    for part in parts:
        parser = ox.parse(input=part, format=ox.RdfFormat.TURTLE)
        for quad in parser:
            dataset.add(quad)
        prefixes |= parser.prefixes
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    triples = [quad.triple for quad in sorted(dataset, key=str)]
    for ending, format_ in CONVERTED:
        content = ox.serialize(triples, format=format_, prefixes=prefixes) or b""
        yield ending, _sorted_prefixes(content) if format_ == ox.RdfFormat.TURTLE else content


def _sorted_prefixes(turtle: bytes) -> bytes:
    """The serialiser takes its prefixes from a map without an order."""
    lines = turtle.splitlines(keepends=True)
    head = [line for line in lines if line.startswith(b"@prefix ")]
    return b"".join([*sorted(head), *(line for line in lines if not line.startswith(b"@prefix "))])
