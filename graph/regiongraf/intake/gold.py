"""Reviewed records as gold facts, so that a reading can be scored against what people decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regiongraf.facts import Corpus, Work
from regiongraf.model import NOT_STATED, Evidence
from regiongraf.model.codes import Derivation, Precision, Role
from regiongraf.model.records import Cooperation, Founding, Funding, IndicatorValue, Membership, Ownership, Record
from regiongraf.model.values import Period, ShareRange

PARTY = frozenset([Role.NETWORK_MEMBER, Role.CONTRACT_PARTY, Role.PROJECT_PARTY])


STATED = frozenset([Derivation.STATED, Derivation.ADJACENT, Derivation.RANK_PAIRING, Derivation.RESOLVED_BY_REFERENCE])


def gold_facts(corpus: Corpus, work_id: str) -> list[dict[str, Any]]:
    """The facts of one work in the interchange format, in the order of their ids; names are the registry's.

    Records that rest on a reviewer's reading of what is only implied are left out, and so are records whose
    ends are both unnamed, and kinds that a reading does not offer. Raises KeyError for a work
    that the corpus does not hold.
    """
    names = {located.record.id: located.record.name for located in corpus.registry}
    work = next((work for work in corpus.works if work.id == work_id), None)
    if work is None:
        raise KeyError(work_id)
    return [
        fact
        for record in (located.record for located in work.records)
        if record.derivation in STATED
        for fact in _facts(record, names, work)
    ]


def _facts(record: Record, names: dict[str, str], work: Work) -> Iterator[dict[str, Any]]:
    if isinstance(record, Ownership):
        yield _fact(record, "ownership", names[record.owner], names[record.owned]) | {
            "share": _share(record),
            "via": names.get(record.via or ""),
        }
    elif isinstance(record, Membership):
        kind = "partnership" if PARTY & set(record.roles) else "membership"
        yield _fact(record, kind, names[record.member], names[record.organisation])
    elif isinstance(record, Cooperation):
        for party in record.parties[1:]:
            yield _fact(record, "partnership", names[record.parties[0]], names[party])
    elif isinstance(record, Founding):
        for founder in record.founders:
            yield _fact(record, "founder", names[founder], names[record.organisation])
    elif isinstance(record, Funding):
        yield from _funding(record, names)
    elif isinstance(record, IndicatorValue):
        yield _fact(record, "indicator", names[record.reporter], None) | {"value": record.value}


def _funding(record: Funding, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    giver, receiver = names.get(str(record.funder)), names.get(str(record.recipient))
    if giver is None and receiver is None:
        return
    amount = None if record.amount == NOT_STATED else record.amount
    kind = "budget" if receiver is None and record.instrument.value in ("Appropriation", "ProjectBudget") else "funding"
    yield _fact(record, kind, giver, receiver) | {
        "amount": amount,
        "period": _period(record.valid),
        "approx": record.precision is Precision.APPROXIMATE,
    }


def _fact(record: Record, kind: str, subject: str | None, object_: str | None) -> dict[str, Any]:
    spans: tuple[Evidence, ...] = record.evidence
    fact: dict[str, Any] = {"kind": kind, "subject": subject, "object": object_, "status": None}
    if spans:
        fact |= {"start": spans[0].start, "end": spans[0].end}
    return fact


def _share(record: Ownership) -> dict[str, Any] | None:
    if record.share == NOT_STATED:
        return None
    if isinstance(record.share, ShareRange):
        return {"min": record.share.min, "max": record.share.max}
    return {"exact": record.share}


def _period(valid: Period | None) -> dict[str, str | None] | None:
    if valid is None:
        return None
    return {"start": str(valid.start.year) if valid.start else None, "end": str(valid.end.year) if valid.end else None}
