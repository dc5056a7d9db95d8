"""Writing files whole: beside first, then in place, so that a reader never meets half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from regiongraf.errors import PageError, Place


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends well; else what was there stays.

    Raises PageError when it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            beside.chmod(0o644)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PageError(
            f"the file cannot be written: {error.strerror or error}",
            place=Place(path),
            hint="check that the folder exists, that you may write there, and that the disk has room",
            sv=f"filen kan inte skrivas: {error.strerror or error}",
            hint_sv="kontrollera att mappen finns, att du får skriva där och att disken har plats",
        ) from error


def write_text(path: Path, text: str) -> None:
    """Write `text` to `path` as UTF-8 with line feeds; raises PageError, and leaves what was there, when it cannot."""
    with replacing(path) as file:
        file.write(text.encode())


def take_lock(descriptor: int) -> bool:
    """Lock an open file for this process alone; False when another holds it. The system drops it with the process."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows only
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
