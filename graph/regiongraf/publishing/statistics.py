"""How much a dataset holds, in the terms of VoID. Source: https://www.w3.org/TR/void/#statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from regiongraf.publishing.quads import TYPE
from regiongraf.publishing.things import local
from regiongraf.triples import Triple
from regiongraf.triples.terms import integer, iri


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of a set of triples; `classes` holds (class IRI term, number of its instances), in IRI order."""

    triples_count: int
    subjects: int
    objects: int
    properties: int
    classes: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Statistics:
        """Count distinct triples."""
        own = set(triples)
        classes = Counter(o for _, p, o in own if p == TYPE)
        return cls(
            len(own), len({s for s, _, _ in own}), len({o for _, _, o in own}), len({p for _, p, _ in own}),
            tuple(sorted(classes.items())),
        )  # fmt: skip

    def triples(self, dataset: str, name: Callable[[str], str]) -> Iterator[Triple]:
        """The statistics as triples about `dataset`; `name` expands prefixed names."""
        told = {
            "void:triples": self.triples_count,
            "void:entities": self.subjects,
            "void:distinctSubjects": self.subjects,
            "void:distinctObjects": self.objects,
            "void:properties": self.properties,
            "void:classes": len(self.classes),
        }
        for property_, count in told.items():
            yield dataset, name(property_), integer(count)
        for class_, count in self.classes:
            part = iri(f"{dataset[1:-1]}/class/{local(class_)}")
            yield dataset, name("void:classPartition"), part
            yield part, name("void:class"), class_
            yield part, name("void:entities"), integer(count)
