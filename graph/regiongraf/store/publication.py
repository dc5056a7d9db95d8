"""Builds on disk: made aside, fsynced, renamed, and then pointed to. Whatever happens, CURRENT names a whole build.

Layout of a dataset folder: `CURRENT` (one line: the name of a build), `build-<digest>/` with `store/` (the embedded
store), `dataset.nq` (every quad, sorted) and `build.json` (counts and digest), `cache/` with what was worked out from a
build, and `.lock` while somebody builds.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from regiongraf.errors import Place, StoreError
from regiongraf.figures import grouped
from regiongraf.files import take_lock
from regiongraf.store.caching import forget
from regiongraf.store.embedded import EmbeddedStore, write_store

CURRENT, LOCK = "CURRENT", ".lock"
UNFINISHED = ".build-"
KEEP = 2


def current_build(folder: Path) -> Path:
    """The folder of the current build.

    Raises StoreError when nothing was built there, or the build that CURRENT names is gone or was cut: the engine
    itself takes a cut store for an empty one.
    """
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise StoreError(
            "nothing is built here yet",
            place=Place(folder),
            hint="run `regiongraf build` first",
            sv="här är inget byggt än",
            hint_sv="kör `regiongraf build` först",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"it cannot be read which build is current: {error}",
            place=Place(folder / CURRENT),
            hint="check your rights to the folder; `regiongraf build` mends a damaged file",
            sv=f"det går inte att läsa vilket bygge som gäller: {error}",
            hint_sv="kontrollera att du får läsa mappen; `regiongraf build` lagar en skadad fil",
        ) from error
    build = folder / name
    if not (build / "build.json").is_file():
        raise StoreError(
            f"CURRENT names {name!r}, which is not there",
            place=Place(folder / CURRENT),
            hint="`regiongraf build` mends it",
            sv=f"CURRENT pekar på {name!r}, som inte finns",
            hint_sv="`regiongraf build` lagar det",
        )
    for file, size in facts_of_build(build).get("files", {}).items():
        _refuse_another_size(build / file, size)
    return build


def _refuse_another_size(file: Path, size: int) -> None:
    try:
        found = file.stat().st_size
    except OSError:
        found = 0
    if found != size:
        raise StoreError(
            f"the build is damaged: the file has {found:,} bytes, and had {size:,} when it was built",
            place=Place(file),
            hint="`regiongraf build` makes it anew from the records",
            sv=f"bygget är skadat: filen har {grouped(found, 'sv')} byte, och hade {grouped(size, 'sv')} vid bygget",
            hint_sv="`regiongraf build` gör om det ur uppgifterna",
        )


def open_current(folder: Path) -> EmbeddedStore:
    """The store of the current build, read only; raises StoreError like `current_build`."""
    return EmbeddedStore.read(current_build(folder) / "store")


def facts_of_build(build: Path) -> dict[str, Any]:
    """What `build.json` says: digest, counts, and the size of each file; raises StoreError when it is damaged."""
    try:
        loaded: dict[str, Any] = json.loads((build / "build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(
            f"the build is damaged: {error}",
            place=Place(build / "build.json"),
            hint="`regiongraf build` makes it anew from the records",
            sv=f"bygget är skadat: {error}",
            hint_sv="`regiongraf build` gör om det ur uppgifterna",
        ) from error
    return loaded


def text_of_build(build: Path) -> str:
    """The N-Quads of a build; raises StoreError when they are not those that it was published with."""
    try:
        content = (build / "dataset.nq").read_bytes()
    except OSError as error:
        raise StoreError(
            f"the build cannot be read: {error.strerror or error}",
            place=Place(build),
            hint="`regiongraf build` mends it",
            sv=f"bygget kan inte läsas: {error.strerror or error}",
            hint_sv="`regiongraf build` lagar det",
        ) from error
    if facts_of_build(build)["digest"] != f"sha256:{hashlib.sha256(content).hexdigest()}":
        raise StoreError(
            "the build was cut or changed: its digest is not the one that it was published with",
            place=Place(build / "dataset.nq"),
            hint="`regiongraf build` makes it anew from the records",
            sv="bygget är avkortat eller ändrat: dess kontrollsumma är inte den som det publicerades med",
            hint_sv="`regiongraf build` gör om det ur uppgifterna",
        )
    return content.decode("utf-8")


def publish(folder: Path, nquads: bytes, counts: Mapping[str, Any]) -> tuple[Path, str]:
    """Write `nquads` as the new current build of `folder`; return the build's folder and its digest.

    Raises StoreError when the folder cannot be written, the disk is full, or somebody else is building; the build that
    was current stays current then.
    """
    digest = hashlib.sha256(nquads).hexdigest()
    with _as_told(folder), _lock(folder):
        _sweep(folder)
        build = folder / f"build-{digest[:16]}"
        if not _is_whole(build, nquads):
            # An interrupt can come at any point: whatever is made is made where it is cleared away.
            aside = folder / f"{UNFINISHED}{digest[:16]}"
            try:
                aside.mkdir()
                _fill(aside, nquads, {"digest": f"sha256:{digest}", **counts})
                shutil.rmtree(build, ignore_errors=True)
                aside.rename(build)
            except BaseException:
                shutil.rmtree(aside, ignore_errors=True)
                raise
            _fsync(folder)
        _point(folder, build.name)
        _retire(folder, build.name)
    return build, f"sha256:{digest}"


def _is_whole(build: Path, nquads: bytes) -> bool:
    """True when the very same dataset stands there already, readable."""
    try:
        same = (build / "dataset.nq").read_bytes() == nquads and facts_of_build(build)["files"] == _sizes(build)
        return same and len(EmbeddedStore.read(build / "store")) == nquads.count(b"\n")
    except (OSError, StoreError, KeyError):
        return False


def _sizes(build: Path) -> dict[str, int]:
    """The size of each file of a build that readers rely on: the engine's log and lock are none."""
    files = (path for path in sorted(build.rglob("*")) if path.is_file())
    return {
        path.relative_to(build).as_posix(): path.stat().st_size
        for path in files
        if path.name not in {"LOG", "LOCK", "build.json"}
    }


def _fill(aside: Path, nquads: bytes, facts: Mapping[str, Any]) -> None:
    write_store(aside / "store", nquads)
    (aside / "dataset.nq").write_bytes(nquads)
    told = json.dumps({**facts, "files": _sizes(aside)}, indent=2, sort_keys=True)
    (aside / "build.json").write_text(f"{told}\n", encoding="utf-8")
    for path in sorted(aside.rglob("*")):
        _fsync(path)
    _fsync(aside)


def _point(folder: Path, name: str) -> None:
    """Make CURRENT name a build, in one step."""
    pointer = folder / f"{CURRENT}.new"
    pointer.write_text(f"{name}\n", encoding="utf-8")
    _fsync(pointer)
    pointer.replace(folder / CURRENT)
    _fsync(folder)


def _retire(folder: Path, current: str) -> None:
    """Drop all but the newest builds; readers that have one open keep what they opened."""
    builds = sorted(
        folder.glob("build-*"), key=lambda path: (path.name == current, path.stat().st_mtime_ns), reverse=True
    )
    for old in builds[KEEP:]:
        forget(old)
        shutil.rmtree(old, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Drop what killed builds left behind. Only the holder of the lock comes here."""
    for leftover in folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _fsync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _as_told(folder: Path) -> Iterator[None]:
    """Failures of the disk, told as what they mean."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise StoreError(
            # The engine tells its whole way down; the last words are the system's.
            f"the build could not be written: {error.strerror or str(error).rpartition(': ')[2]}",
            place=Place(folder),
            hint="free space or mend the rights, and build again; the last good build is untouched",
            sv=f"bygget kunde inte skrivas: {error.strerror or str(error).rpartition(': ')[2]}",
            hint_sv="frigör plats eller rätta behörigheten, och bygg igen; det senaste hela bygget är orört",
        ) from error


@contextlib.contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One builder at a time. The system drops the lock when its holder dies."""
    with (folder / LOCK).open("a+b") as handle:
        if not take_lock(handle.fileno()):
            raise StoreError(
                "another build is running here",
                place=Place(folder),
                hint="wait for it to end, or stop it, and build again",
                sv="ett annat bygge pågår här",
                hint_sv="vänta tills det är klart, eller stoppa det, och bygg igen",
            )
        yield
