"""All that follows from what is stated: by rule, and by the mathematics of holdings; one graph of its own."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from regiongraf.derivation import derive
from regiongraf.interests import Findings, find, triples
from regiongraf.ownership import Network
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples import Quad, Triple
from regiongraf.triples.terms import iri
from regiongraf.vocabulary import Minter


def consequences(
    stated: Sequence[Quad],
    ontology: Sequence[Quad],
    minter: Minter,
    *,
    current: Sequence[Triple] | None = None,
    known: Network | None = None,
) -> tuple[tuple[Quad, ...], Findings]:
    """The derived graph of `stated`, in term order, and the findings that are in it.

    For another day than the sources' own, `current` says which records hold then, and `known` what is held.
    """
    with uncollected():
        found = find(EmbeddedStore.in_memory(stated), known)
        # Two lists in order, which sorting merges; a million findings are not sorted anew.
        follows = [*sorted(derive([*stated, *ontology], minter.derived_graph, current)), *triples(found, minter)]
        return _quads(follows, minter), found


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for cycles of objects: there are none, and it goes through millions of values every time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def of_rules(
    stated: Sequence[Quad], ontology: Sequence[Quad], minter: Minter, *, current: Sequence[Triple] | None = None
) -> tuple[Quad, ...]:
    """The derived graph without findings: what follows by rule alone."""
    return _quads(derive([*stated, *ontology], minter.derived_graph, current), minter)


def _quads(triples: Iterable[Triple], minter: Minter) -> tuple[Quad, ...]:
    graph = iri(minter.derived_graph)
    return tuple((*triple, graph) for triple, _ in groupby(sorted(triples)))
