"""What a user can be told: one root, and each error carries the place and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Language = Literal["sv", "en"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong: a file, and where known its line (from 1) and field."""

    file: Path | str
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        text = str(self.file) if self.line is None else f"{self.file}:{self.line}"
        return text if self.field is None else f"{text} ({self.field})"


class RegiongrafError(Exception):
    """Anything that regiongraf refuses: what happened, where, and what to do next.

    `message` is one sentence; `place` is None when no file is involved; `hint` says the next step. `sv` and `hint_sv`
    say the same in Swedish; `str()` is English, as Python's own errors are.
    """

    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        sv: str | None = None,
        place: Place | None = None,
        hint: str | None = None,
        hint_sv: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.sv = sv
        self.place = place
        self.hint = hint
        self.hint_sv = hint_sv

    def __str__(self) -> str:
        return self.said("en")

    def said(self, language: Language) -> str:
        """The whole of it in one language; in English where there is no Swedish."""
        swedish = language == "sv"
        message = self.sv if swedish and self.sv else self.message
        hint = self.hint_sv if swedish and self.hint_sv else self.hint
        where = f"{self.place}: " if self.place else ""
        step = f"\n  → {hint}" if hint else ""
        return f"{where}{message}{step}"


class Refused(ValueError):
    """A value that breaks a rule: the message in English, `sv` in Swedish. Who reads the value adds the place."""

    def __init__(self, message: str, sv: str) -> None:
        super().__init__(message, sv)
        self.message = message
        self.sv = sv

    def __str__(self) -> str:
        return self.message


class RecordError(RegiongrafError):
    """A record on disk is not what the format asks for."""


class RecordErrors(RegiongrafError):
    """Several records are wrong; every one is told, in file order."""

    def __init__(self, errors: list[RecordError]) -> None:
        count = f"{len(errors)} errors in the records" if len(errors) > 1 else "1 error in the records"
        super().__init__(count, sv=f"{len(errors)} fel i uppgifterna")
        self.errors = errors

    def said(self, language: Language) -> str:
        """Every error, and how many there are."""
        return "\n".join([*(error.said(language) for error in self.errors), super().said(language)])


class DocumentError(RegiongrafError):
    """A document is missing, unreadable, or not the one that the records vouch for."""


class WorkspaceError(RegiongrafError):
    """A workspace or its settings cannot be used."""


class StoreError(RegiongrafError):
    """A store is missing, locked, damaged or full."""


class CutShort(StoreError):
    """A store gave `limit` rows of an answer that has more."""

    def __init__(self, message: str, limit: int, *, sv: str, hint: str, hint_sv: str) -> None:
        super().__init__(message, sv=sv, hint=hint, hint_sv=hint_sv)
        self.limit = limit


class QueryError(RegiongrafError):
    """A query or a question cannot be run as asked."""


class UnknownName(QueryError):
    """A name that no organisation, activity or place answers to; `suggestions` are the nearest."""

    def __init__(self, name: str, suggestions: list[str], listed: tuple[str, str] | None = None) -> None:
        """`listed` says where all names of the kind stand, in English and in Swedish; else of organisations."""
        every, every_sv = listed or (
            "`regiongraf ask organisations` lists every name", "`regiongraf ask organisations` räknar upp alla namn"
        )  # fmt: skip
        hint = "did you mean " + " · ".join(suggestions) + "?" if suggestions else every
        hint_sv = "menade du " + " · ".join(suggestions) + "?" if suggestions else every_sv
        super().__init__(f"nothing is called “{name}”", sv=f"inget heter ”{name}”", hint=hint, hint_sv=hint_sv)
        self.name = name
        self.suggestions = suggestions


class AmbiguousName(QueryError):
    """A name that several things answer to; `candidates` are their IRIs with labels."""

    def __init__(self, name: str, candidates: list[tuple[str, str]]) -> None:
        listed = " · ".join(f"{label} <{iri}>" for iri, label in candidates)
        super().__init__(
            f"“{name}” may be any of {len(candidates)}: {listed}",
            sv=f"”{name}” kan vara någon av {len(candidates)}: {listed}",
            hint="give the IRI, or a longer name",
            hint_sv="ange IRI:n eller ett längre namn",
        )
        self.name = name
        self.candidates = candidates


class ValidationFailed(RegiongrafError):
    """The dataset breaks rules of severity error; the last good build stays."""

    def __init__(
        self,
        message: str,
        findings: list[str],
        hint: str | None = None,
        *,
        sv: str | None = None,
        findings_sv: list[str] | None = None,
        hint_sv: str | None = None,
    ) -> None:
        swedish = None if sv is None else "\n".join([*(findings_sv or findings), sv])
        super().__init__("\n".join([*findings, message]), sv=swedish, hint=hint, hint_sv=hint_sv)
        self.findings = findings


class MissingPart(RegiongrafError):
    """An optional part (Java, a browser, an extra) is needed and not installed."""


class PageError(RegiongrafError):
    """A page, picture or export cannot be made or written."""
