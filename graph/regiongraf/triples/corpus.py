"""A corpus to quads: one named graph for the registry and one for each work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regiongraf.facts import Corpus
from regiongraf.model import IndicatorValue
from regiongraf.triples.entries import Keys, entry_triples, source_triples
from regiongraf.triples.records import indicator_set, record_triples
from regiongraf.triples.terms import Quad, Triple, iri
from regiongraf.vocabulary import Minter


@dataclass(frozen=True, slots=True)
class Statements:
    """What one named graph states, without repeats."""

    graph: str
    """The IRI of the graph."""
    triples: tuple[Triple, ...]

    def quads(self) -> Iterator[Quad]:
        """Each triple with its graph, as N-Quads terms."""
        graph = iri(self.graph)
        for subject, predicate, object_ in self.triples:
            yield subject, predicate, object_, graph


def statements(corpus: Corpus, minter: Minter) -> list[Statements]:
    """The named graphs of a corpus, triples in term order."""
    keys = Keys([located.record for located in corpus.registry], minter)
    registry = [triple for located in corpus.registry for triple in entry_triples(located.record, keys)]
    graphs = [Statements(minter.registry_graph, tuple(sorted(set(registry))))]
    for work in corpus.works:
        source = work.source.record
        triples = set(source_triples(source, keys))
        for located in work.records:
            triples.update(record_triples(located.record, source, keys))
        if any(isinstance(located.record, IndicatorValue) for located in work.records):
            triples.update(indicator_set(source, keys))
        graphs.append(Statements(minter.source_graph(work.id), tuple(sorted(triples))))
    return graphs
