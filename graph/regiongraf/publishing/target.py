"""The folder that is published: made whole beside the old one, and then put in its place.

Whatever happens on the way, readers have the old folder. Files that did not change are linked, not written, so that
they keep their times. A marker lists what was written here; anything else in the folder is somebody else's.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from regiongraf.errors import PageError, Place

MARKER = ".regiongraf-site.json"
ASIDE, RETIRED = ".new-", ".old"


@dataclass
class Target:
    """A folder in the making: `new` is written to, `old` is what it will replace (None on the first time)."""

    new: Path
    old: Path | None
    written: int = 0
    kept: int = 0
    removed: int = 0
    files: set[str] = field(default_factory=set)
    _folders: set[str] = field(default_factory=set)

    def put(self, path: str, content: str | bytes) -> None:
        """Write one file at a path within the folder, unless the old folder has the very same.

        Raises PageError for a path that leads out of the folder, and for two files at one path.
        """
        place = self._claimed(path)
        data = content.encode() if isinstance(content, str) else content
        if self.old is not None and self._is_same(self.old / path, data):
            _link(self.old / path, place)
            self.kept += 1
            return
        try:
            _write(place, data)
        except FileExistsError as error:
            # Put through another part.
            raise _taken(path) from error
        self.written += 1

    def stream(self, path: str, pieces: Iterable[bytes]) -> tuple[int, str]:
        """The same for a file that comes in pieces; returns the number of its bytes and their SHA-256."""
        place = self._claimed(path)
        size, digest = 0, hashlib.sha256()
        with Path(place).open("xb") as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                size += len(piece)
        if self.old is not None and _is_file_of(self.old / path, size, digest.digest()):
            Path(place).unlink()
            _link(self.old / path, place)
            self.kept += 1
        else:
            self.written += 1
        return size, digest.hexdigest()

    def part(self) -> Target:
        """An empty record of the same folder, for a process of its own to fill."""
        return Target(self.new, self.old)

    def add(self, part: Target) -> None:
        """Count what was put through a part. Raises PageError for a path that something else has."""
        if taken := sorted(self.files & part.files):
            raise _taken(taken[0])
        self.files |= part.files
        self.written += part.written
        self.kept += part.kept

    def _claimed(self, path: str) -> str:
        """The place of a path that nothing else has."""
        if path in self.files:
            raise _taken(path)
        if path.startswith("/") or "/../" in f"/{path}/":
            raise PageError(
                f"the path leads out of the folder: {path}",
                hint="ids are lower-case words and hyphens",
                sv=f"sökvägen leder ut ur mappen: {path}",
                hint_sv="ett id är ord med små bokstäver och bindestreck",
            )
        self.files.add(path)
        return self._place(path)

    def carry(self, path: str) -> None:
        """Take over one file of the old folder."""
        assert self.old is not None, "there is nothing to take over from"
        _link(self.old / path, self._place(path))

    def _place(self, path: str) -> str:
        # Text and no Path: there are hundreds of thousands of these.
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.new / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self.new}/{path}"

    @staticmethod
    def _is_same(old: Path, data: bytes) -> bool:
        try:
            return old.stat().st_size == len(data) and not old.is_symlink() and old.read_bytes() == data
        except OSError:
            return False


def _taken(path: str) -> PageError:
    return PageError(
        f"two things want the same address: {path}",
        hint="give one of them another id",
        sv=f"två saker vill ha samma adress: {path}",
        hint_sv="ge en av dem ett annat id",
    )


def _is_file_of(old: Path, size: int, digest: bytes) -> bool:
    """True for a file of this size and SHA-256."""
    try:
        if old.stat().st_size != size or old.is_symlink():
            return False
        with old.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest() == digest
    except OSError:
        return False


def _write(place: str, data: bytes) -> None:
    """Write a new file; open() and Path.write_bytes() take twice the time."""
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _link(old: Path, new: str) -> None:
    try:
        os.link(old, new)
    except OSError:
        # Some file systems have no hard links.
        shutil.copy2(old, new)


@contextlib.contextmanager
def published(folder: Path, *, clean: bool = False) -> Iterator[Target]:
    """A target that takes the place of `folder` when the block ends well; else nothing changes.

    Files in the folder that were not written here are carried over, or with `clean` left behind. Raises PageError when
    the folder has files and was not published by regiongraf, or cannot be written.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100  # resolve() would follow a link that the user made on purpose
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _mend(folder)
        known = _known(folder)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}{ASIDE}", dir=folder.parent))
        try:
            target = Target(new, folder if known is not None else None)
            yield target
            target.removed = _settle(target, folder, known or set(), clean=clean)
            new.chmod(0o755)
            _swap(new, folder)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
    except OSError as error:
        raise PageError(
            f"the site cannot be written: {error.strerror or error}; the one that was there is untouched",
            place=Place(folder),
            hint="check that you may write there and that the disk has room",
            sv=f"webbplatsen kan inte skrivas: {error.strerror or error}; den som fanns är orörd",
            hint_sv="kontrollera att du får skriva där och att disken har plats",
        ) from error


def _known(folder: Path) -> set[str] | None:
    """The files that were published here; None when nothing was."""
    marker = folder / MARKER
    if marker.is_file():
        try:
            return set(json.loads(marker.read_text(encoding="utf-8"))["files"])
        except (ValueError, KeyError, TypeError) as error:
            raise PageError(
                "the list of published files is damaged",
                place=Place(marker),
                hint="publish into a new folder",
                sv="listan över publicerade filer är skadad",
                hint_sv="publicera till en ny mapp",
            ) from error
    if folder.is_dir() and not any(folder.iterdir()):
        return None
    if folder.exists():
        raise PageError(
            "the folder holds files that regiongraf did not write; nothing was changed",
            place=Place(folder),
            hint="name a new or an empty folder",
            sv="mappen innehåller filer som regiongraf inte har skrivit; inget ändrades",
            hint_sv="ange en ny eller tom mapp",
        )
    return None


def _settle(target: Target, folder: Path, known: set[str], *, clean: bool) -> int:
    """Carry over what is not ours, write the marker, and count what is no longer published."""
    if target.old is not None and not clean:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if not path.is_dir() and name not in known | target.files | {MARKER}:
                target.carry(name)
    listed = {"made by": "regiongraf publish", "files": sorted(target.files)}
    (target.new / MARKER).write_text(json.dumps(listed, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(known - target.files)


def _swap(new: Path, folder: Path) -> None:
    retired = folder.with_name(f".{folder.name}{RETIRED}")
    if folder.exists():
        folder.rename(retired)
    new.rename(folder)
    shutil.rmtree(retired, ignore_errors=True)


def _mend(folder: Path) -> None:
    """Put things right after a publication that was killed: the old folder back, what was half made away."""
    retired = folder.with_name(f".{folder.name}{RETIRED}")
    if retired.is_dir():
        if folder.exists():
            shutil.rmtree(retired)
        else:
            retired.rename(folder)
    for leftover in folder.parent.glob(f".{folder.name}{ASIDE}*"):
        shutil.rmtree(leftover, ignore_errors=True)
