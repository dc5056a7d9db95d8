"""A corpus to quads: one named graph for the registry and one for each work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regiongraf.facts import Corpus
from regiongraf.model import Entry, IndicatorValue, Judgement, Place
from regiongraf.triples.entries import Keys, entry_triples, same_triples, source_triples
from regiongraf.triples.records import indicator_set, record_triples
from regiongraf.triples.terms import Quad, Triple, iri, name
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


def _entry(entry: Entry, keys: Keys, merged: Mapping[str, str]) -> Iterator[Triple]:
    if not isinstance(entry, Place) and entry.id in merged:
        yield from same_triples(entry, keys.agent(entry.id), keys)
    else:
        yield from entry_triples(entry, keys)


def _judged(one: Judgement, keys: Keys) -> Iterator[Triple]:
    left, right = keys.agent(one.left), keys.agent(one.right)
    if one.verdict == "Different" and left != right:
        yield min(left, right), name("owl:differentFrom"), max(left, right)


def statements(corpus: Corpus, minter: Minter) -> list[Statements]:
    """The named graphs of a corpus, triples in term order."""
    merged = corpus.merged
    keys = Keys([located.record for located in corpus.registry], minter, merged)
    registry = [triple for located in corpus.registry for triple in _entry(located.record, keys, merged)]
    registry += [triple for located in corpus.judgements for triple in _judged(located.record, keys)]
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
