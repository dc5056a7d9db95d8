"""The candidates of one reading on disk: JSON Lines below `.regiongraf/`, kept out of git and made anew at will."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from regiongraf.errors import DocumentError, Place
from regiongraf.files import write_text
from regiongraf.intake import Candidate, Document, Prompt, Reading
from regiongraf.intake.candidate import Share, dumps, plain

FORMAT, VERSION = "regiongraf-candidates", 1
FOLDER = ".regiongraf"
KINDS = ("ownership", "membership", "founder", "partnership", "project", "funding", "budget", "indicator", "alias")


@dataclass(frozen=True, slots=True)
class CandidateFile:
    """What one reading of a document offered, and which document that was. `path` is where the document lay."""

    sha256: str
    reader: str
    media_type: str
    length: int
    file_name: str
    path: Path
    work: str
    edition_of: str | None
    candidates: tuple[Candidate, ...]
    prompts: tuple[Prompt, ...]


def of_reading(document: Document, reading: Reading, path: Path, work: str, edition_of: str | None) -> CandidateFile:
    """The candidates of a reading, to be stored."""
    return CandidateFile(
        document.sha256, document.reader, document.media_type, len(document.text), document.name, path.resolve(),
        work, edition_of, reading.candidates, reading.prompts,
    )  # fmt: skip


def private(root: Path) -> Path:
    """The folder of a workspace that git never sees; made when it is missing.

    Raises PageError when it cannot be written.
    """
    folder = root / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentError(
            f"the folder cannot be made: {error.strerror}",
            place=Place(folder),
            hint="check your rights, and that the disk has room",
            sv=f"mappen kan inte skapas: {error.strerror}",
            hint_sv="kontrollera att du får skriva där och att disken har plats",
        ) from error
    if not (folder / ".gitignore").exists():
        write_text(folder / ".gitignore", "*\n")
    return folder


def place_of(root: Path, sha256: str) -> Path:
    """Where the candidates of a document are kept."""
    return root / FOLDER / "candidates" / f"{sha256[:16]}.jsonl"


def store(root: Path, found: CandidateFile) -> Path:
    """Write the candidates; the file that was there is replaced in one step.

    Raises PageError when it cannot be written.
    """
    private(root)
    path = place_of(root, found.sha256)
    path.parent.mkdir(exist_ok=True)
    head = {
        "format": FORMAT, "version": VERSION, "sha256": found.sha256, "reader": found.reader,
        "media_type": found.media_type, "length": found.length, "file_name": found.file_name, "path": str(found.path),
        "work": found.work, "edition_of": found.edition_of, "candidates": len(found.candidates),
        "prompts": len(found.prompts),
    }  # fmt: skip
    lines = [dumps(head)]
    for candidate in found.candidates:
        more = {"rule": candidate.rule, "basis": candidate.basis, "page": candidate.page, "flags": candidate.flags}
        lines.append(dumps({**candidate.as_json(), **more}))
    lines += [dumps({"kind": "prompt", "start": p.start, "end": p.end, "page": p.page}) for p in found.prompts]
    write_text(path, "\n".join(lines) + "\n")
    return path


def read(path: Path) -> CandidateFile:
    """Read a file of candidates.

    Raises DocumentError when it is missing, cut off, damaged, or of another version; decisions never depend on it.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line, parse_float=Decimal) for line in lines]
    except OSError as error:
        raise _unusable(path, f"cannot be read ({error.strerror})", f"kan inte läsas ({error.strerror})") from error
    except ValueError as error:
        raise _unusable(path, "is damaged", "är skadad") from error
    head = rows[0] if rows and isinstance(rows[0], dict) else {}
    if head.get("format") != FORMAT:
        raise _unusable(path, "is no file of candidates", "är ingen fil med kandidater")
    if head.get("version") != VERSION:
        said = head.get("version")
        raise _unusable(path, f"is of version {said}, not {VERSION}", f"är av version {said}, inte {VERSION}")
    try:
        candidates = tuple(_candidate(row) for row in rows[1:] if row["kind"] != "prompt")
        prompts = tuple(Prompt(row["start"], row["end"], row["page"]) for row in rows[1:] if row["kind"] == "prompt")
        if (len(candidates), len(prompts)) != (head["candidates"], head["prompts"]):
            raise _unusable(path, "is cut off", "är avbruten")
        return CandidateFile(
            head["sha256"], head["reader"], head["media_type"], head["length"], head["file_name"], Path(head["path"]),
            head["work"], head["edition_of"], candidates, prompts,
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError) as error:
        raise _unusable(path, "is damaged", "är skadad") from error


def _unusable(path: Path, said: str, sv: str) -> DocumentError:
    return DocumentError(
        f"the file of candidates {said}",
        place=Place(path),
        hint="run `regiongraf intake FILE` again: candidates are made anew, and no decision is lost",
        sv=f"filen med kandidater {sv}",
        hint_sv="kör `regiongraf intake FIL` igen: kandidaterna läses om, och inget beslut går förlorat",
    )


def _candidate(row: dict[str, Any]) -> Candidate:
    share = row["share"] and Share(**{key: Decimal(value) for key, value in row["share"].items()})
    period = row["period"] and (row["period"]["start"], row["period"]["end"])
    figures = {key: None if row[key] is None else Decimal(row[key]) for key in ("amount", "value")}
    return Candidate(
        row["kind"], row["subject"], row["object"], row["start"], row["end"], row["level"], row["rule"], share=share,
        period=period, status=row["status"], via=row["via"], approx=row["approx"], basis=row["basis"],
        page=row["page"], flags=tuple(row["flags"]), **figures,
    )  # fmt: skip


def reading_of(candidate: Candidate) -> str:
    """What was read, on one line, in the notation of docs/intake.md: `ownership | owner | owned | 60`."""
    share = candidate.share.as_json() if candidate.share else {}
    figure = " ".join(f"{'' if end == 'exact' else end + ' '}{plain(value)}" for end, value in share.items())
    for value in (candidate.amount, candidate.value):
        figure = plain(value) if value is not None else figure
    parts = [candidate.kind, candidate.subject or "null", candidate.object or "null"]
    period = "/".join(end or "" for end in dict.fromkeys(candidate.period)) if candidate.period else ""
    more = [f"status={candidate.status}"] * bool(candidate.status) + [f"via={candidate.via}"] * bool(candidate.via)
    return " | ".join([*parts, *_without_tail([figure, period, ", ".join(more)])])


def _without_tail(parts: list[str]) -> list[str]:
    while parts and not parts[-1]:
        parts.pop()
    return parts


def keys(candidates: Iterable[Candidate]) -> list[str]:
    """A key for each candidate that the same reading gives again: of what was read and where."""
    seen: dict[str, int] = {}
    found = []
    for candidate in candidates:
        said = f"{reading_of(candidate)}@{candidate.start}-{candidate.end}"
        seen[said] = seen.get(said, 0) + 1
        found.append(hashlib.sha256(f"{said}#{seen[said]}".encode()).hexdigest()[:12])
    return found
