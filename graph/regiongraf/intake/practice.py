"""Practice texts: passages with the facts that a person finds in them, to learn from and to measure with.

A TOML file holds `[[passage]]` tables: `id`, `text`, `facts` (notation.py), and where they are needed `same` (lists of
names of one body) and `allow` (`kind | subject | object` that may be claimed or not; `*` stands for anybody).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regiongraf.errors import DocumentError, Place
from regiongraf.intake.notation import NotationError, fact
from regiongraf.intake.scoring import SYMMETRIC, compared

ANYBODY = "*"


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage. Names are compared as the scorer compares them, several names of one body under the first."""

    id: str
    text: str
    facts: tuple[dict[str, Any], ...]
    one: Mapping[str, str]
    """By compared name, the compared name that stands for the body."""
    allowed: tuple[tuple[str, str, str], ...]

    def name(self, said: str | None) -> str:
        """The compared name of a body; empty for none."""
        found = compared(said)
        return self.one.get(found, found)

    def stated(self) -> dict[tuple[str, str], set[str]]:
        """The kinds of relation that the passage states, by the two ends."""
        found: dict[tuple[str, str], set[str]] = {}
        for each in self.facts:
            ends = self.name(each["subject"]), self.name(each["object"])
            if all(ends):
                found.setdefault(ends, set()).add(each["kind"])
                if each["kind"] in SYMMETRIC:
                    found.setdefault((ends[1], ends[0]), set()).add(each["kind"])
        return found

    def open(self, kind: str, subject: str, object_: str) -> bool:
        """True where a claim of this kind between the two (compared names) may be made or not."""
        turned = [(object_, subject)] if kind in SYMMETRIC else []
        return any(
            kind == allowed and left in (ANYBODY, one) and right in (ANYBODY, other)
            for allowed, left, right in self.allowed
            for one, other in [(subject, object_), *turned]
        )


def passages(files: Iterable[Path]) -> Iterator[Passage]:
    """The passages of `files`, in order.

    Raises DocumentError for a file that cannot be read or holds none, NotationError for a line that does not parse.
    """
    for file in files:
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8"))["passage"]
        except (OSError, ValueError, KeyError) as error:
            raise DocumentError(
                f"no practice texts can be read: {error}",
                place=Place(str(file)),
                hint="give a TOML file in UTF-8 with [[passage]] tables (docs/intake.md)",
                sv=f"inga övningstexter går att läsa: {error}",
                hint_sv="ange en TOML-fil i UTF-8 med [[passage]]-tabeller (docs/intake.md)",
            ) from error
        yield from map(_passage, found)


def _passage(raw: Mapping[str, Any]) -> Passage:
    one = _one(raw.get("same", ()))
    allowed = tuple(_allowed(line, one) for line in raw.get("allow", ()))
    return Passage(raw["id"], raw["text"].strip() + "\n", tuple(map(fact, raw["facts"])), one, allowed)


def _one(groups: Iterable[Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in groups:
        names = [compared(name) for name in group]
        first = next((found[name] for name in names if name in found), names[0])
        joined = {found[name] for name in names if name in found}
        found |= dict.fromkeys(names, first)
        found |= {name: first for name, other in found.items() if other in joined}
    return found


def _allowed(line: str, one: Mapping[str, str]) -> tuple[str, str, str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < 3:
        raise NotationError(
            f"not a claim: {line!r}",
            hint="write kind | subject | object",
            sv=f"inte ett påstående: {line!r}",
            hint_sv="skriv kind | subject | object",
        )
    left, right = (part if part == ANYBODY else one.get(compared(part), compared(part)) for part in parts[1:3])
    return parts[0], "" if left == "null" else left, "" if right == "null" else right
