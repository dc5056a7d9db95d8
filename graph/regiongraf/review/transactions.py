"""Decisions on disk: all files of one decision or none, one writer at a time, and every step can be taken back.

A decision is first written whole to `pending.json`, then file by file, then `pending.json` goes. Whoever opens the
folder next finishes what a killed process began. `undo.jsonl` remembers what each step changed, as the piece of text
that went and the piece that came; both files are private to the machine.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regiongraf.errors import Place, RegiongrafError, WorkspaceError
from regiongraf.files import take_lock, write_text
from regiongraf.review.candidates import private
from regiongraf.words import Words

PENDING, UNDO, LOCK = "pending.json", "undo.jsonl", "review.lock"


class Overtaken(RegiongrafError):
    """A file is not what it was when the step was made: somebody else wrote it since."""


@dataclass(frozen=True, slots=True)
class Step:
    """One decision that can be taken back: what it was, and its id."""

    id: int
    label: Words


class Ledger:
    """Writes the files of a workspace decision by decision. Paths are relative to `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = private(root)
        self._steps = self._read_steps()
        self._finish()

    @property
    def last(self) -> Step | None:
        """The step that `undo` would take back."""
        if not self._steps:
            return None
        step = self._steps[-1]
        return Step(step["id"], Words(step["sv"], step["en"]))

    def text(self, path: str) -> str:
        """A file as it is now; empty where there is none."""
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def write(self, label: Words, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        """Write one decision: `before` holds the texts that it was made on, `after` what they become.

        Raises Overtaken when a file has changed since it was read, PageError when the disk refuses; then no file of the
        decision has changed.
        """
        changed = {path: text for path, text in after.items() if text != before.get(path, "")}
        for path in changed:
            if self.text(path) != before.get(path, ""):
                raise overtaken(self.root / path)
        if not changed:
            return
        files = {path: _piece(before.get(path, ""), text) for path, text in changed.items()}
        step = {"id": (self._steps[-1]["id"] if self._steps else 0) + 1, "sv": label.sv, "en": label.en, "files": files}
        self._apply(changed, [*self._steps, step])

    def undo(self) -> Step | None:
        """Take the last step back; None when there is none.

        Raises Overtaken when somebody has changed those files by hand since.
        """
        if not self._steps:
            return None
        step = self._steps[-1]
        texts = {path: _without(self.text(path), piece, self.root / path) for path, piece in step["files"].items()}
        told = self.last
        self._apply(texts, self._steps[:-1])
        return told

    def _apply(self, texts: Mapping[str, str], steps: list[dict[str, Any]]) -> None:
        pending = self._folder / PENDING
        write_text(pending, json.dumps({"texts": dict(texts), "steps": len(steps), "step": steps[-1:]}))
        _flush(pending)
        self._carry_out(texts, steps)

    def _carry_out(self, texts: Mapping[str, str], steps: list[dict[str, Any]]) -> None:
        """Write the files. When the disk refuses midway, those that were written are put back and the error is told."""
        old = {path: self.text(path) for path in texts}
        try:
            for path, text in texts.items():
                self._put(path, text)
            self._write_steps(steps)
        except BaseException:
            with contextlib.suppress(RegiongrafError, OSError):
                for path, text in old.items():
                    self._put(path, text)
            with contextlib.suppress(OSError):
                (self._folder / PENDING).unlink()
            raise
        self._steps = steps
        (self._folder / PENDING).unlink(missing_ok=True)

    def _put(self, path: str, text: str) -> None:
        whole = self.root / path
        if not text:
            whole.unlink(missing_ok=True)
            return
        if self.text(path) != text:
            whole.parent.mkdir(parents=True, exist_ok=True)
            write_text(whole, text)

    def _finish(self) -> None:
        """Carry out what a killed process had decided."""
        try:
            content = json.loads((self._folder / PENDING).read_text(encoding="utf-8"))
            texts, count, step = content["texts"], content["steps"], content["step"]
        except FileNotFoundError:
            return
        except (ValueError, KeyError, OSError):
            # It was not even written whole, so no file has been touched.
            (self._folder / PENDING).unlink(missing_ok=True)
            return
        self._carry_out(texts, [*self._steps[: count - 1], *step][:count])

    def _read_steps(self) -> list[dict[str, Any]]:
        found = []
        with contextlib.suppress(OSError):
            for line in (self._folder / UNDO).read_text(encoding="utf-8").splitlines():
                try:
                    found.append(json.loads(line))
                except ValueError:
                    break  # cut off by a kill; what follows was never decided
        return found

    def _write_steps(self, steps: list[dict[str, Any]]) -> None:
        """The steps on disk: one more is appended, fewer are written anew."""
        path = self._folder / UNDO
        if len(steps) == len(self._steps) + 1 and steps[:-1] == self._steps and self._steps and path.exists():
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(steps[-1], ensure_ascii=False) + "\n")
        else:
            write_text(path, "".join(json.dumps(step, ensure_ascii=False) + "\n" for step in steps))


def overtaken(path: Path) -> Overtaken:
    """What is told when a file was written by somebody else in between."""
    return Overtaken(
        "the file was changed by somebody else meanwhile",
        place=Place(path),
        hint="the page shows it as it is now: decide again; nothing was written",
        sv="filen ändrades av någon annan under tiden",
        hint_sv="sidan visar den som den är nu: besluta igen; inget skrevs",
    )


def _piece(before: str, after: str) -> dict[str, Any]:
    """What changed between two texts: where, what went and what came, and the digest of the whole after."""
    start = _alike(before, after)
    tail = _alike(before[start:][::-1], after[start:][::-1])
    went, came = before[start : len(before) - tail], after[start : len(after) - tail]
    return {"at": start, "went": went, "came": came, "digest": _digest(after), "length": len(before)}


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at the start: halved until it is found, as texts are long."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _without(text: str, piece: Mapping[str, Any], path: Path) -> str:
    """`text` as it was before a piece came."""
    start, came = piece["at"], piece["came"]
    if _digest(text) != piece["digest"]:
        raise Overtaken(
            "the file was changed by hand after this step, so the step cannot be taken back here",
            place=Place(path),
            hint="take it back in the file itself, or with git",
            sv="filen ändrades för hand efter detta steg, så steget kan inte tas tillbaka här",
            hint_sv="ta tillbaka det i själva filen, eller med git",
        )
    return text[:start] + str(piece["went"]) + text[start + len(came) :]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextlib.contextmanager
def sole_writer(root: Path) -> Iterator[None]:
    """Hold the workspace for one review; the system lets go of it when the process ends.

    Raises WorkspaceError when another review holds it.
    """
    path = private(root) / LOCK
    with path.open("a+b") as handle:
        if not take_lock(handle.fileno()):
            raise WorkspaceError(
                "another review of this workspace is open, and one at a time writes",
                place=Place(root),
                hint="go on in its page, or end it (Ctrl-C where it was started)",
                sv="en annan granskning av arbetsytan är öppen, och en i taget skriver",
                hint_sv="fortsätt på dess sida, eller avsluta den (Ctrl-C där den startades)",
            )
        yield
