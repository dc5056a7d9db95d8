"""All that follows from what is stated: by rule, and by the mathematics of holdings; one graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    found = find(EmbeddedStore.in_memory(stated), known)
    # Two lists in order, which sorting merges; a million findings are not sorted anew.
    follows = [*sorted(derive([*stated, *ontology], minter.derived_graph, current)), *triples(found, minter)]
    return _quads(follows, minter), found


def of_rules(
    stated: Sequence[Quad], ontology: Sequence[Quad], minter: Minter, *, current: Sequence[Triple] | None = None
) -> tuple[Quad, ...]:
    """The derived graph without findings: what follows by rule alone."""
    return _quads(derive([*stated, *ontology], minter.derived_graph, current), minter)


def _quads(triples: Iterable[Triple], minter: Minter) -> tuple[Quad, ...]:
    graph = iri(minter.derived_graph)
    return tuple((*triple, graph) for triple, _ in groupby(sorted(triples)))
