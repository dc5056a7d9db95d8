"""Texts whose beginning is known only at their end: what follows waits in a temporary file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator

SPOOL = 2 * 2**20
"""Bytes that wait in memory; more wait on the disk."""


def headed(header: Callable[[], str], body: Iterable[str]) -> Iterator[str]:
    """The header, asked for when the body has been made, and then the body, in pieces of text."""
    with tempfile.SpooledTemporaryFile(max_size=SPOOL, mode="w+", encoding="utf-8", newline="\n") as waiting:
        for piece in body:
            waiting.write(piece)
        yield header()
        waiting.seek(0)
        while piece := waiting.read(2**20):
            yield piece
