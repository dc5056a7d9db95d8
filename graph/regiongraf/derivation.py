"""What follows by rule: `ontology/rules/*.rq`, run in order over everything before them."""

from __future__ import annotations

from collections.abc import Sequence

from regiongraf.resources import shelf, texts
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples import Quad, Triple
from regiongraf.triples.terms import iri

CURRENT = "05-current-record.rq"
"""The rule that says which records count, which all others rest on."""


def derive(stated: Sequence[Quad], graph: str, current: Sequence[Triple] | None = None) -> list[Triple]:
    """The triples that the rules add to `stated`, in term order; `graph` is the IRI that they are told apart by.

    `current` stands in for what the first rule finds: the records that count on another day than their sources'.
    """
    store = EmbeddedStore.in_memory(stated)
    known = {quad[:3] for quad in stated}
    derived: set[Triple] = set()
    for rule, text in texts(shelf("ontology") / "rules", ".rq"):
        given = current is not None and rule.rpartition("/")[2] == CURRENT
        follows = (current or ()) if given else store.construct(text)
        new = [triple for triple in follows if triple not in known and triple not in derived]
        derived.update(new)
        store.add((*triple, iri(graph)) for triple in new)
    return sorted(derived)
