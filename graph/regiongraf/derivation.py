"""What follows by rule: `ontology/rules/*.rq`, run in order over everything before them."""

from __future__ import annotations

from regiongraf.resources import shelf, texts
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples import Quad, Triple
from regiongraf.triples.terms import iri


def derive(stated: list[Quad], graph: str) -> list[Triple]:
    """The triples that the rules add to `stated`, in term order; `graph` is the IRI that they are told apart by."""
    store = EmbeddedStore.in_memory(stated)
    known = {quad[:3] for quad in stated}
    derived: set[Triple] = set()
    for _, rule in texts(shelf("ontology") / "rules", ".rq"):
        new = [triple for triple in store.construct(rule) if triple not in known and triple not in derived]
        derived.update(new)
        store.add((*triple, iri(graph)) for triple in new)
    return sorted(derived)
