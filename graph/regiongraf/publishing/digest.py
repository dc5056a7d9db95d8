"""The digest of a dataset by RDFC-1.0: the same for the same facts, whatever file they came in.

Without blank nodes the canonical form is the sorted lines of canonical N-Quads, which is what is digested here; a test
holds it against pyoxigraph's implementation. Source: https://www.w3.org/TR/rdf-canon/, section 4.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from regiongraf.publishing.streams import Stated
from regiongraf.triples import Quad


def rdfc_digest(quads: Iterable[Quad]) -> str:
    """SHA-256 of the canonical N-Quads, as “sha256:…”; a quad of the default graph has an empty graph term."""
    lines = sorted({f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in quads})
    return _digest(line.encode() for line in lines)


def rdfc_digest_of_build(source: Stated) -> str:
    """The same of all that a build holds, whose lines are canonical but ordered by graph."""
    # Order of bytes is order of code points in UTF-8, and no subject begins with another one that is whole.
    return _digest(line for _, lines in source.by_line() for line in sorted(lines))


def _digest(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return f"sha256:{digest.hexdigest()}"
