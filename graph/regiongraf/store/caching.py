"""What is worked out from a build and kept beside it: stores by name, thrown away with the build.

A cache is never needed: where it cannot be written, or was cut, what it would hold is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from regiongraf.errors import PageError, StoreError
from regiongraf.files import replacing
from regiongraf.store.embedded import EmbeddedStore, write_store
from regiongraf.triples import Quad

CACHE = "cache"
DIGEST = 32
"""Bytes of the digest that stands before the content of a file."""
KEEP = 24
"""How many stores of one build are kept, the newest."""


def cached_store(build: Path | None, name: str, make: Callable[[], Sequence[Quad]]) -> EmbeddedStore:
    """The store called `name` beside `build`, made of the quads that `make` gives when it is not there yet.

    Without a build, or where nothing can be written, a store in memory.
    """
    folder = build and build.parent / CACHE / build.name / name
    if folder is None:
        return EmbeddedStore.in_memory(make())
    with contextlib.suppress(OSError, ValueError, KeyError, StoreError):
        if json.loads((folder / "files.json").read_text(encoding="utf-8")) == _sizes(folder / "store"):
            return EmbeddedStore.read(folder / "store")
    quads = make()
    try:
        _write(folder, quads)
        return EmbeddedStore.read(folder / "store")
    except (OSError, StoreError):
        return EmbeddedStore.in_memory(quads)


def cached_bytes(build: Path | None, name: str, make: Callable[[], bytes]) -> bytes:
    """The file called `name` beside `build`, made when it is not there yet or was cut; without a build, just made."""
    if build is None:
        return make()
    file = build.parent / CACHE / build.name / name
    with contextlib.suppress(OSError):
        content = file.read_bytes()
        if hashlib.sha256(content[DIGEST:]).digest() == content[:DIGEST]:
            return content[DIGEST:]
    content = make()
    with contextlib.suppress(OSError, PageError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as written:
            written.write(hashlib.sha256(content).digest() + content)
    return content


def forget(build: Path) -> None:
    """Throw away what was kept beside a build."""
    shutil.rmtree(build.parent / CACHE / build.name, ignore_errors=True)


def _write(folder: Path, quads: Sequence[Quad]) -> None:
    """Write aside and rename: whoever reads finds a whole store or none. Two who write the same keep one of them."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        write_store(aside / "store", quads)
        (aside / "files.json").write_text(json.dumps(_sizes(aside / "store")), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    kept = sorted((each for each in folder.parent.iterdir() if each.is_dir()), key=lambda path: path.stat().st_mtime_ns)
    for old in kept[:-KEEP]:
        shutil.rmtree(old, ignore_errors=True)


def _sizes(store: Path) -> dict[str, int]:
    """The size of each file that readers rely on: the engine's log and lock are none."""
    files = (path for path in sorted(store.iterdir()) if path.name not in {"LOG", "LOCK"})
    return {path.name: path.stat().st_size for path in files}
