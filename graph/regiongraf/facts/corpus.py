"""All records of a workspace together: the registry, and each work with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regiongraf.facts.reading import Located
from regiongraf.model import Entry, Judgement, Record, Source


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
    judgements: tuple[Located[Judgement], ...] = ()
    """Which entries of the registry are one body, as people have decided."""

    def records(self) -> Iterator[tuple[Work, Located[Record]]]:
        """Every record with its work."""
        for work in self.works:
            for located in work.records:
                yield work, located

    @property
    def merged(self) -> dict[str, str]:
        """For each entry that is the same as another the id of the one that is preferred, however many steps away."""
        step = {merged: str(one.record.preferred) for one in self.judgements if (merged := one.record.merged)}
        found = {}
        for start in step:
            end, seen = start, set()
            while end in step and end not in seen:
                seen.add(end)
                end = step[end]
            found[start] = end
        return found

    def everything(self) -> Iterator[Located[Entry] | Located[Source] | Located[Record] | Located[Judgement]]:
        """The registry's entries, the sources and the records, each with its place."""
        yield from self.registry
        yield from self.judgements
        yield from (work.source for work in self.works)
        yield from (located for _, located in self.records())

    @property
    def record_count(self) -> int:
        """How many records the works hold together."""
        return sum(len(work.records) for work in self.works)
