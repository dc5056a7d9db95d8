"""How much a dataset holds, in the terms of VoID. Source: https://www.w3.org/TR/void/#statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from regiongraf.publishing.quads import TYPE, Node
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
    def of(cls, nodes: Iterable[Node]) -> Statistics:
        """Count; of the objects and the properties each is remembered once."""
        count, subjects = 0, 0
        objects: set[str] = set()
        properties: set[str] = set()
        classes: Counter[str] = Counter()
        for _, pairs in nodes:
            subjects += 1
            count += len(pairs)
            for p, o in pairs:
                properties.add(p)
                objects.add(o)
                if p == TYPE:
                    classes[o] += 1
        return cls(count, subjects, len(objects), len(properties), tuple(sorted(classes.items())))

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
