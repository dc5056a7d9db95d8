"""Which candidates are decided already: by a record, by a rejection, or by a record that says something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from regiongraf.facts import Located, Work
from regiongraf.figures import KRONA
from regiongraf.intake import Candidate
from regiongraf.intake.candidate import plain
from regiongraf.model import Evidence, Period, Record, Value
from regiongraf.review.candidates import reading_of
from regiongraf.review.drafts import ENDS, Draft
from regiongraf.review.ledger import Decisions
from regiongraf.review.naming import Register

State = Literal["open", "accepted", "edited", "rejected"]
FIGURES: Mapping[str, tuple[str, ...]] = {
    "ownership": ("share",), "funding": ("amount", "currency", "valid"), "indicator": ("value", "valid"),
    "count": ("count",), "mention": ("name",),
}  # fmt: skip
"""The fields besides the ends that make two statements of a kind say the same."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided of one candidate. `again` is a record that says the same at another place."""

    state: State
    record: str | None = None
    again: str | None = None


Where = list[tuple[str, list[tuple[int, int]]]]
"""Records with their spans in the document."""


def verdicts(
    offered: list[tuple[Candidate, Draft]], work: Work | None, document: str | None, decisions: Decisions,
    register: Register, spans: list[str],
) -> list[Verdict]:  # fmt: skip
    """The verdict on each candidate, in their order; `spans` are the hashes of their words."""
    if work is None or document is None:
        return [Verdict("open") for _ in offered]
    rejected = {(_ident(item.record.reading, register), item.record.evidence.span) for item in decisions.rejected}
    edited = {
        (_ident(item.record.reading, register), item.record.evidence.span): item.record.record
        for item in decisions.edited
    }
    existing = {located.record.key for located in work.records}
    exact, by_ends = _indexes(work.records, document, only=len(work.source.record.document) == 1)
    found: list[Verdict | None] = []
    taken: set[str] = set()
    for (candidate, draft), span in zip(offered, spans, strict=True):
        ident = None
        if rejected or edited:
            ident = (_ident(reading_of(candidate), register), span)
        if ident in rejected:
            found.append(Verdict("rejected"))
        elif ident in edited and edited[ident] in existing:
            taken.add(edited[ident])
            found.append(Verdict("edited", edited[ident]))
        else:
            said = exact.get(claim_of(draft, register), ())
            here = next((key for key, spans in said if _overlaps(spans, candidate)), None)
            if here:
                taken.add(here)
                found.append(Verdict("accepted", here))
            else:
                found.append(Verdict("open", again=said[0][0]) if said else None)
    return [
        verdict if verdict is not None else _by_hand(candidate, draft, by_ends, taken, register)
        for verdict, (candidate, draft) in zip(found, offered, strict=True)
    ]


def _by_hand(
    candidate: Candidate, draft: Draft, by_ends: Mapping[Any, Where],
    taken: set[str], register: Register,
) -> Verdict:  # fmt: skip
    """A candidate whose record somebody wrote or corrected in the file: same place and ends, another figure."""
    for key, spans in by_ends.get(claim_of(draft, register)[:2], ()):
        if key not in taken and _overlaps(spans, candidate):
            taken.add(key)
            return Verdict("edited", key)
    return Verdict("open")


Claim = tuple[str, frozenset[tuple[str, str]], tuple[str, ...]]


def claim_of(draft: Draft, register: Register) -> Claim:
    """What a draft says, comparable with what records say."""
    ends = frozenset(
        (end, register.activity(name) if end == "activity" else register.who(name))
        for end, names in draft.names.items()
        for name in names
        if name
    )
    return draft.kind, ends, _figures(draft.kind, draft.values)


def claim_of_values(kind: str, values: Mapping[str, Any]) -> Claim:
    """What the fields of a record say that is about to be written."""
    said = {end: values[end] for end in ENDS.get(kind, ()) if values.get(end) not in (None, "NotStated")}
    ends = frozenset((end, one) for end, who in said.items() for one in (who if isinstance(who, list) else [who]))
    return kind, ends, _figures(kind, values)


def claims_of_record(record: Record) -> Iterable[Claim]:
    """What a record says; one claim for each founder of several."""
    fields = (*ENDS.get(record.KIND, ()), *FIGURES.get(record.KIND, ()))
    values = {field: value for field in fields if (value := getattr(record, field)) is not None}
    ends = {end: values[end] for end in ENDS.get(record.KIND, ()) if values.get(end) not in (None, "NotStated")}
    figures = _figures(record.KIND, values)
    if record.KIND == "founding":
        for founder in ends["founders"]:
            yield record.KIND, frozenset({("founders", founder), ("organisation", ends["organisation"])}), figures
        return
    flat = frozenset((end, one) for end, said in ends.items() for one in (said if isinstance(said, tuple) else (said,)))
    yield record.KIND, flat, figures


def _figures(kind: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    usual = {"currency": KRONA}
    return tuple(figure(values.get(field) or usual.get(field)) for field in FIGURES.get(kind, ()))


def figure(value: Any) -> str:
    """A share, amount or period as text that is equal for equal values."""
    if value is None:
        return ""
    if isinstance(value, Value):
        value = value.model_dump()
    if isinstance(value, dict):
        if "precision" in value:
            return f"{value['start'] if value.get('start') else ''}/{value['end'] if value.get('end') else ''}"
        return f"{plain(Decimal(str(value.get('min', 0))))}–{plain(Decimal(str(value.get('max', 100))))}"
    if isinstance(value, str):
        return _days(value)
    return plain(Decimal(value)) if isinstance(value, int | Decimal) and not isinstance(value, bool) else str(value)


def _days(text: str) -> str:
    """A period as its first and last day; any other text as it is."""
    try:
        period = Period.parse(text)
    except ValueError:
        return text
    return f"{period.start or ''}/{period.end or ''}"


def _indexes(
    records: Iterable[Located[Record]], document: str, *, only: bool
) -> tuple[dict[Claim, Where], dict[Any, Where]]:
    exact: dict[Claim, Where] = {}
    by_ends: dict[Any, Where] = {}
    for located in records:
        spans = [(e.start, e.end) for e in located.record.evidence if is_in(e, document, only=only)]
        for claim in claims_of_record(located.record):
            exact.setdefault(claim, []).append((located.record.key, spans))
            by_ends.setdefault(claim[:2], []).append((located.record.key, spans))
    return exact, by_ends


def is_in(evidence: Evidence, document: str, *, only: bool) -> bool:
    """True for a span of `document`; one that names none is of the only document."""
    return evidence.document == document or (evidence.document is None and only)


def _overlaps(spans: Iterable[tuple[int, int]], candidate: Candidate) -> bool:
    return any(start < candidate.end and candidate.start < end for start, end in spans)


def _ident(reading: str, register: Register) -> tuple[str, ...]:
    """A reading with its names as what they stand for, so that a new alias does not make another reading of it."""
    kind, *rest = reading.split(" | ")
    ends = [register.who(name) if name != "null" else "" for name in rest[:2]]
    return (kind, *ends, *rest[2:])
