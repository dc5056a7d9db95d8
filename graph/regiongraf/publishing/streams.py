"""A build's N-Quads, one subject at a time, through an index of where its lines lie: memory holds no triples.

A build writes its quads sorted by graph and subject (`regiongraf.build`), so that the lines of one subject lie in one
run per named graph. The index keeps the runs, not the lines: 160 000 subjects take about 30 MB, however many triples.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
from collections.abc import Callable, Iterator
from pathlib import Path

from regiongraf.errors import PageError, Place, StoreError
from regiongraf.publishing.quads import TYPE
from regiongraf.store.publication import facts_of_build

Node = tuple[str, list[tuple[str, str]]]
"""A subject, and its (predicate, object) pairs in order, rdf:type first, without repeats."""


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


def bare(term: bytes) -> bytes:
    """An IRI without its brackets: it sorts before those that it begins."""
    return term[1:-1]


def nodes(data: bytes | mmap.mmap, without: str, by: Callable[[bytes], bytes] = bare) -> Iterator[Node]:
    """Every subject of sorted N-Quads in IRI order, with its triples from all graphs but `without` (an IRI term)."""
    runs = _runs(data, f" {without} .\n".encode())
    for subject in sorted(runs, key=by):
        places = runs[subject]
        pairs = _pairs(b"".join(data[places[i] : places[i + 1]] for i in range(0, len(places), 2)).decode())
        yield subject.decode(), pairs


def _runs(data: bytes | mmap.mmap, skipped: bytes) -> dict[bytes, list[int]]:
    """For each subject the starts and ends of its runs of lines, one after the other."""
    runs: dict[bytes, list[int]] = {}
    prefix, run, start, end = b"\0", [0], 0, 0
    for line in lines_of(data):
        start, end = end, end + len(line)
        if line.endswith(skipped):
            prefix = b"\0"
        elif line.startswith(prefix):
            run[-1] = end
        else:
            prefix = line[: line.index(b" ") + 1]
            run = runs.setdefault(prefix[:-1], [])
            run += (start, end)
    return runs


def lines_of(data: bytes | mmap.mmap) -> Iterator[bytes]:
    """Every line with its line feed, from the beginning."""
    if isinstance(data, bytes):
        return iter(data.splitlines(keepends=True))
    data.seek(0)
    return iter(data.readline, b"")


def _pairs(lines: str) -> list[tuple[str, str]]:
    # N-Quads escapes line ends, and no IRI holds a space: a line is cut at its first two spaces and at its last two.
    found = [_pair(line) for line in lines.split("\n") if line]
    found.sort()
    return [(TYPE if p == "" else p, o) for p, o in dict.fromkeys(found)]


def _pair(line: str) -> tuple[str, str]:
    _, predicate, rest = line.split(" ", 2)
    # An empty name comes first.
    return ("" if predicate == TYPE else predicate), rest.rsplit(" ", 2)[0]


def turtle_blocks(subjects: Iterator[Node], shown: Callable[[str], str]) -> Iterator[str]:
    """A Turtle block per subject; `shown` writes a term."""
    for subject, pairs in subjects:
        lines: list[str] = []
        last = ""
        for predicate, item in pairs:
            if predicate == last:
                lines.append(f", {shown(item)}")
            else:
                lead = "a" if predicate == TYPE else shown(predicate)
                lines.append(f" ;\n    {lead} {shown(item)}" if last else f" {lead} {shown(item)}")
                last = predicate
        yield f"{shown(subject)}{''.join(lines)} .\n"
