"""All records of a workspace together: the registry, and each work with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regiongraf.facts.reading import Located
from regiongraf.model import Entry, Record, Source


@dataclass(frozen=True, slots=True)
class Work:
    """One source and the records read from it, in file order."""

    source: Located[Source]
    records: tuple[Located[Record], ...]

    @property
    def id(self) -> str:
        """The source's id, which is the name of its folder."""
        return self.source.record.id


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that a workspace states. Ordered by id, so that builds do not depend on the disk."""

    registry: tuple[Located[Entry], ...]
    works: tuple[Work, ...]

    def records(self) -> Iterator[tuple[Work, Located[Record]]]:
        """Every record with its work."""
        for work in self.works:
            for located in work.records:
                yield work, located

    def everything(self) -> Iterator[Located[Entry] | Located[Source] | Located[Record]]:
        """The registry's entries, the sources and the records, each with its place."""
        yield from self.registry
        yield from (work.source for work in self.works)
        yield from (located for _, located in self.records())

    @property
    def record_count(self) -> int:
        """How many records the works hold together."""
        return sum(len(work.records) for work in self.works)
