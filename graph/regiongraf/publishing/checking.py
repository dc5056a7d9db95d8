"""The catalogue held against shapes: our own, written from the Swedish profile, and others that are given by path."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph
from rdflib.exceptions import ParserError
from rdflib.namespace import SH

from regiongraf.errors import PageError, Place
from regiongraf.resources import shelf, texts
from regiongraf.triples import Triple
from regiongraf.validation.shacl import Finding, MalformedShapes, validate

OWN = "shapes-catalogue/"
ENDINGS = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml", ".jsonld": "json-ld", ".nt": "nt"}


def check_catalogue(triples: Iterable[Triple], others: Iterable[Path] = ()) -> list[Finding]:
    """What a catalogue breaks, errors first: of our own shapes, and of each given file or folder of shapes.

    Raises PageError for shapes that cannot be read or worked with.
    """
    data = "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(triples))
    found = validate(_graph(data), own_shapes())
    for path in others:
        shapes = _shapes(path)
        found += _without_undefined(shapes, path)
        try:
            found += validate(_graph(data), shapes)
        except MalformedShapes as error:
            reason = str(error).splitlines()[0]
            raise PageError(
                f"the shapes cannot be worked with: {reason}",
                place=Place(path),
                hint="ask who made them for a corrected file, or leave that shape out of a copy",
                sv=f"formerna går inte att arbeta med: {reason}",
                hint_sv="be den som gjort dem om en rättad fil, eller stryk formen i en kopia",
            ) from error
    return sorted(found, key=lambda finding: finding.sort_key)


def _without_undefined(shapes: Graph, path: Path) -> list[Finding]:
    """Drop the rules that shapes name and never define, as the EU's 3.0.1 do, and tell how many there were."""
    undefined = [
        (shape, rule) for shape, rule in shapes.subject_objects(SH.property) if shapes.value(rule, SH.path) is None
    ]
    for shape, rule in undefined:
        shapes.remove((shape, SH.property, rule))
    if not undefined:
        return []
    number = len(undefined)
    return [
        Finding(
            severity="info",
            rule=str(SH.property),
            focus=str(path),
            value=None,
            message_sv=f"formerna nämner {number} regler som de inte definierar; de prövas inte",
            message_en=f"the shapes name {number} rules that they do not define; these are not tried",
        )
    ]


def own_shapes() -> Graph:
    """The shapes that ship with the ontology, for the catalogue only."""
    graph = Graph()
    for path, text in texts(shelf("ontology"), ".ttl"):
        if path.startswith(OWN):
            graph.parse(data=text, format="turtle")
    return graph


def _graph(ntriples: str) -> Graph:
    graph = Graph()
    graph.parse(data=ntriples, format="nt")
    return graph


def _shapes(path: Path) -> Graph:
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.suffix in ENDINGS)
    if not files:
        raise PageError(
            "there are no shapes here",
            place=Place(path),
            hint="name a SHACL file, such as shapes.ttl",
            sv="här finns inga former",
            hint_sv="ange en SHACL-fil, som shapes.ttl",
        )
    graph = Graph()
    for file in files:
        try:
            graph.parse(file, format=ENDINGS.get(file.suffix, "turtle"))
        except (OSError, SyntaxError, ValueError, ParserError) as error:
            reason = str(error).splitlines()[0]
            raise PageError(
                f"the shapes cannot be read: {reason}",
                place=Place(file),
                hint="name a SHACL file",
                sv=f"formerna kan inte läsas: {reason}",
                hint_sv="ange en SHACL-fil",
            ) from error
    return graph
