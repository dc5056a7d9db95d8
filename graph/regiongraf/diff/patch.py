"""The change as an RDF patch, which other stores can apply. Source: https://afs.github.io/rdf-delta/rdf-patch.html."""

from __future__ import annotations

from collections.abc import Iterator

from regiongraf.diff.sides import Side
from regiongraf.triples import Quad


def differing(old: Side, new: Side) -> tuple[list[Quad], list[Quad]]:
    """The quads that went and those that came, in term order; without graphs where one side has none."""
    if old.is_of_triples or new.is_of_triples:
        before, after = (
            {(s, p, o, "") for s, p, o, g in part.quads if not ends_in(g, "ontology")} for part in (old, new)
        )
    else:
        before, after = set(old.quads), set(new.quads)
    return sorted(before - after), sorted(after - before)


def ends_in(graph: str, name: str) -> bool:
    """True for the named graph of a build called `name`."""
    return graph.endswith(f"/graph/{name}>")


def patch(old: Side, new: Side) -> Iterator[str]:
    """The lines of one transaction: deletions, then additions."""
    gone, come = differing(old, new)
    yield "TX .\n"
    for sign, quads in (("D", gone), ("A", come)):
        for s, p, o, g in quads:
            yield f"{sign} {s} {p} {o} {g} .\n" if g else f"{sign} {s} {p} {o} .\n"
    yield "TC .\n"
