"""The digest of a dataset by RDFC-1.0: the same for the same facts, whatever file they came in.

Without blank nodes the canonical form is the sorted lines of canonical N-Quads, which is what is digested here; a test
holds it against pyoxigraph's implementation. Source: https://www.w3.org/TR/rdf-canon/, section 4.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterable

from regiongraf.publishing.streams import lines_of
from regiongraf.triples import Quad


def rdfc_digest(quads: Iterable[Quad]) -> str:
    """SHA-256 of the canonical N-Quads, as “sha256:…”; a quad of the default graph has an empty graph term."""
    lines = sorted({f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in quads})
    return _digest(line.encode() for line in lines)


def rdfc_digest_of_build(data: bytes | mmap.mmap) -> str:
    """The same of the bytes of a build, whose lines are canonical but ordered by graph."""
    # Order of bytes is order of code points in UTF-8.
    return _digest(sorted(set(lines_of(data))))


def _digest(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return f"sha256:{digest.hexdigest()}"
