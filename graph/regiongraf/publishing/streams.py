"""A build's N-Quads, one subject at a time, through an index of where its lines lie: memory holds no triples.

A build writes its quads sorted by graph and subject (`regiongraf.build`), so that the lines of one subject lie in one
run per named graph. The index keeps the runs, not the lines: 160 000 subjects take about 30 MB, however many triples.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from regiongraf.errors import PageError, Place, StoreError
from regiongraf.publishing.quads import TYPE, Node
from regiongraf.store.publication import facts_of_build


@contextlib.contextmanager
def mapped(path: Path) -> Iterator[bytes | mmap.mmap]:
    """The bytes of a file without reading it whole; raises PageError when it cannot be read."""
    try:
        handle = path.open("rb")
    except OSError as error:
        raise PageError(
            f"the dataset cannot be read: {error.strerror or error}",
            place=Place(path),
            hint="`regiongraf build` makes it anew from the records",
            sv=f"datamängden kan inte läsas: {error.strerror or error}",
            hint_sv="`regiongraf build` gör om den ur uppgifterna",
        ) from error
    with handle:
        if path.stat().st_size == 0:
            yield b""
            return
        with mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as view:
            yield view


@contextlib.contextmanager
def mapped_build(build: Path) -> Iterator[bytes | mmap.mmap]:
    """The N-Quads of a build; raises StoreError when they are not those that it was published with."""
    with mapped(build / "dataset.nq") as data:
        if facts_of_build(build)["digest"] != f"sha256:{hashlib.sha256(data).hexdigest()}":
            raise StoreError(
                "the build was cut or changed: its digest is not the one that it was published with",
                place=Place(build / "dataset.nq"),
                hint="`regiongraf build` makes it anew from the records",
                sv="bygget är avkortat eller ändrat: dess kontrollsumma är inte den som det publicerades med",
                hint_sv="`regiongraf build` gör om det ur uppgifterna",
            )
        yield data


class Stated:
    """What a build states and derives, read from its N-Quads as it is asked for; with `only`, of these subjects.

    `without` is the IRI term of the graph that is left out: the ontology, which is published on its own.
    """

    def __init__(self, data: bytes | mmap.mmap, without: str, only: frozenset[str] | None = None) -> None:
        self.data = data
        self.without = without
        self.only = only
        self._skipped = f" {without} .\n".encode()

    @cached_property
    def runs(self) -> dict[bytes, list[int]]:
        """For each subject the starts and ends of its runs of lines, one after the other."""
        found = _runs(self.data, self._skipped, ((0, len(self.data)),))
        if self.only is None:
            return found
        wanted = (subject.encode() for subject in self.only)
        return {subject: found[subject] for subject in wanted if subject in found}

    def part(self, subjects: Iterable[str]) -> Stated:
        """The same of some subjects."""
        return Stated(self.data, self.without, frozenset(subjects))

    def nodes(self) -> Iterator[Node]:
        """Every subject in IRI order, with its triples from all graphs."""
        yield from _nodes(self.data, self.runs)

    def graphs(self) -> Iterator[tuple[str, Iterator[Node]]]:
        """Every named graph in order, with its subjects in IRI order."""
        for graph, regions in sorted(self._regions().items()):
            runs = _runs(self.data, self._skipped, regions)
            if self.only is not None:
                runs = {subject: places for subject, places in runs.items() if subject.decode() in self.only}
            if runs:
                yield graph.decode(), _nodes(self.data, runs)

    def lines(self) -> Iterator[str]:
        """Every quad as a line of N-Quads, in the order of the build."""
        only = None if self.only is None else {f"{subject} ".encode() for subject in self.only}
        for line in lines_of(self.data):
            if not line.endswith(self._skipped) and (only is None or line[: line.index(b" ") + 1] in only):
                yield line.decode()

    def pairs(self, subject: bytes) -> list[tuple[str, str]]:
        """The (predicate, object) pairs of a subject, as in `Node`."""
        places = self.runs.get(subject)
        return _pairs(_text(self.data, places)) if places else []

    def by_line(self, *, without_ontology: bool = False) -> Iterator[tuple[bytes, set[bytes]]]:
        """Every subject in the order of N-Quads lines, with its lines from all graphs."""
        runs = self.runs if without_ontology else _runs(self.data, b"\0", ((0, len(self.data)),))
        for subject in sorted(runs):
            places = runs[subject]
            spans = (self.data[places[i] : places[i + 1]] for i in range(0, len(places), 2))
            yield subject, {line for span in spans for line in span.splitlines(keepends=True)}

    def _regions(self) -> dict[bytes, list[tuple[int, int]]]:
        """Where the lines of each graph lie; in a build they are one run."""
        regions: dict[bytes, list[tuple[int, int]]] = {}
        suffix, graph, start, end = b"\0", b"", 0, 0
        for line in lines_of(self.data):
            if not line.endswith(suffix):
                if end > start:
                    regions.setdefault(graph, []).append((start, end))
                graph, start = line.rsplit(b" ", 2)[1], end
                suffix = b" " + graph + b" .\n"
            end += len(line)
        if end > start:
            regions.setdefault(graph, []).append((start, end))
        return {graph: found for graph, found in regions.items() if b" " + graph + b" .\n" != self._skipped}


def _nodes(data: bytes | mmap.mmap, runs: dict[bytes, list[int]]) -> Iterator[Node]:
    # Without its brackets an IRI sorts before those that it begins.
    for subject in sorted(runs, key=lambda term: term[1:-1]):
        yield subject.decode(), _pairs(_text(data, runs[subject]))


def _text(data: bytes | mmap.mmap, places: list[int]) -> str:
    return b"".join(data[places[i] : places[i + 1]] for i in range(0, len(places), 2)).decode()


def _runs(data: bytes | mmap.mmap, skipped: bytes, regions: Iterable[tuple[int, int]]) -> dict[bytes, list[int]]:
    runs: dict[bytes, list[int]] = {}
    prefix, run = b"\0", [0]
    for start, stop in regions:
        end = start
        prefix = b"\0"
        for line in lines_of(data, start):
            start, end = end, end + len(line)
            if line.endswith(skipped):
                prefix = b"\0"
            elif line.startswith(prefix):
                run[-1] = end
            else:
                prefix = line[: line.index(b" ") + 1]
                run = runs.setdefault(prefix[:-1], [])
                run += (start, end)
            if end >= stop:
                break
    return runs


def lines_of(data: bytes | mmap.mmap, start: int = 0) -> Iterator[bytes]:
    """Every line with its line feed, from a place where a line begins."""
    if isinstance(data, bytes):
        # Not splitlines() of text: it also cuts at letters that a literal may hold.
        yield from data[start:].splitlines(keepends=True)
        return
    # Two readers of one file at a time must not move each other's place.
    place, size = start, len(data)
    while place < size:
        end = data.find(b"\n", place) + 1 or size
        yield data[place:end]
        place = end


def _pairs(lines: str) -> list[tuple[str, str]]:
    # N-Quads escapes line ends, and no IRI holds a space: a line is cut at its first two spaces and at its last two.
    found = [_pair(line) for line in lines.split("\n") if line]
    found.sort()
    return [(TYPE if p == "" else p, o) for p, o in dict.fromkeys(found)]


def _pair(line: str) -> tuple[str, str]:
    _, predicate, rest = line.split(" ", 2)
    # An empty name comes first.
    return ("" if predicate == TYPE else predicate), rest.rsplit(" ", 2)[0]
