"""Files of an export: written beside and then put in place, compressed where the name ends in .gz."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from regiongraf.errors import PageError, Place
from regiongraf.files import replacing


@contextlib.contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends well; else what was there stays.

    A name in .gz is compressed, without a name or a time inside. Raises PageError when it cannot be written.
    """
    with replacing(path) as plain:
        if path.suffix != ".gz":
            yield plain
            return
        with gzip.GzipFile(filename="", mode="wb", fileobj=plain, mtime=0) as packed:
            yield packed  # type: ignore[misc]  # a GzipFile is written to like any binary file


def write_chunks(path: Path, chunks: Iterable[str]) -> int:
    """Write text in pieces; return the number of bytes of the file."""
    with opened(path) as out:
        for chunk in chunks:
            out.write(chunk.encode())
    return path.stat().st_size


def make_folder(path: Path) -> None:
    """Make a folder, if it is not there yet; raises PageError when that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PageError(
            f"the folder cannot be made: {error.strerror or error}",
            place=Place(path),
            hint="name a folder that you may write to",
            sv=f"mappen kan inte skapas: {error.strerror or error}",
            hint_sv="ange en mapp som du får skriva i",
        ) from error
