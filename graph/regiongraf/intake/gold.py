"""Reviewed records as gold facts, so that a reading can be scored against what people decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from regiongraf.facts import Corpus
from regiongraf.model import NOT_STATED, Entry, Evidence, Form, Group
from regiongraf.model.codes import ActivityKind, Derivation, Instrument, Precision, Role
from regiongraf.model.records import (
    Activity,
    Affiliation,
    Cooperation,
    Count,
    Founding,
    Funding,
    IndicatorValue,
    Membership,
    Ownership,
    Participation,
    Record,
    UnitStatement,
)
from regiongraf.model.values import Period, ShareRange

PARTY = frozenset([Role.NETWORK_MEMBER, Role.CONTRACT_PARTY, Role.PROJECT_PARTY])
BUDGETS = frozenset([Instrument.APPROPRIATION, Instrument.PROJECT_BUDGET])
FORMS = {Form.NON_PROFIT_ASSOCIATION: "ideell förening", Form.ECONOMIC_ASSOCIATION: "ekonomisk förening"}
PROJECT = re.compile(r"^Projekt(?:et)? ")
STATED = frozenset([Derivation.STATED, Derivation.ADJACENT, Derivation.RANK_PAIRING, Derivation.RESOLVED_BY_REFERENCE])


def gold_facts(corpus: Corpus, work_id: str) -> list[dict[str, Any]]:
    """The facts of one work in the interchange format, in the order of its records; names are the registry's.

    What several records say of the same two is one fact. Records that rest on a reviewer's reading of what is only
    implied are optional: a reading that offers them is right, one that does not is not wrong. Records whose ends are
    both unnamed, and flows of which only one of giver, receiver and sum is known, are left out. Raises KeyError for a
    work that the corpus does not hold.
    """
    registry = {located.record.id: located.record for located in corpus.registry}
    work = next((work for work in corpus.works if work.id == work_id), None)
    if work is None:
        raise KeyError(work_id)
    records = [located.record for located in work.records]
    activities = {record.id: record for record in records if isinstance(record, Activity)}
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        for fact in _facts(record, registry, activities):
            if record.derivation not in STATED:
                fact["optional"] = "fact"
            same = found.setdefault(_identity(fact), fact)
            if "optional" not in fact:
                same.pop("optional", None)
    return list(found.values())


def _identity(fact: dict[str, Any]) -> str:
    ends = [str(fact["subject"]), str(fact["object"])]
    told = [str(fact.get(key)) for key in ("kind", "share", "amount", "value", "period")]
    return repr([*(sorted(ends) if fact["kind"] == "partnership" else ends), *told])


def _facts(record: Record, registry: dict[str, Entry], activities: dict[str, Activity]) -> Iterator[dict[str, Any]]:
    if isinstance(record, Ownership):
        yield _fact(record, "ownership", registry[record.owner].name, registry[record.owned].name) | {
            "share": _share(record),
            "via": _name(registry, record.via),
        }
    elif isinstance(record, Membership):
        kind = "partnership" if PARTY & set(record.roles) else "membership"
        yield _fact(record, kind, registry[record.member].name, registry[record.organisation].name)
    elif isinstance(record, Cooperation):
        for party in record.parties[1:]:
            yield _fact(record, "partnership", registry[record.parties[0]].name, registry[party].name)
    elif isinstance(record, Founding):
        for founder in record.founders:
            yield _fact(record, "founder", registry[founder].name, registry[record.organisation].name)
    elif isinstance(record, Participation):
        activity = activities[record.activity]
        kind = "project" if activity.kind is ActivityKind.PROJECT else "partnership"
        fact = _fact(record, kind, registry[record.participant].name, _called(activity))
        yield fact if kind == "project" else fact | {"optional": "fact"}
    elif isinstance(record, UnitStatement):
        # Read as a unit, whatever the words: “regionägd” says ownership of what the region runs itself.
        fact = _fact(record, "ownership", registry[record.parent].name, registry[record.unit].name)
        yield fact | {"optional": "fact"}
    elif isinstance(record, Affiliation):
        form = FORMS.get(record.form_as_stated) if record.form_as_stated else None
        yield _fact(record, "organisation", registry[record.affiliate].name, form)
    elif isinstance(record, Count):
        fact = _fact(record, "indicator", registry[record.about].name, None) | {"value": record.count}
        # How many a set holds is a part of its name, which a reading keeps.
        yield fact | ({"optional": "fact"} if isinstance(registry[record.about], Group) else {})
    elif isinstance(record, Funding):
        yield from _funding(record, registry, activities)
    elif isinstance(record, IndicatorValue):
        yield _fact(record, "indicator", registry[record.reporter].name, None) | {"value": record.value}


def _funding(record: Funding, registry: dict[str, Entry], activities: dict[str, Activity]) -> Iterator[dict[str, Any]]:
    giver: Named = _name(registry, record.funder)
    receiver: Named = _name(registry, record.recipient)
    amount = None if record.amount == NOT_STATED else record.amount
    activity = activities.get(record.activity or "")
    kind = "budget" if receiver is None and record.instrument in BUDGETS else "funding"
    if kind == "budget" and giver is None and activity:
        giver = _called(activity)
    elif kind == "funding" and receiver is None and activity:
        receiver = _called(activity)
    if sum(known is not None for known in (giver, receiver, amount)) < 2:
        return
    fact = _fact(record, kind, giver, receiver) | {
        "amount": amount,
        "period": _period(record.valid),
        "approx": record.precision is Precision.APPROXIMATE,
    }
    # Who gets the money, and who runs it, may be left open by a reading that has the sum and one end right.
    yield fact | ({"optional": "object"} if amount is not None and receiver is not None else {})


def _name(registry: dict[str, Entry], key: object) -> str | None:
    entry = registry.get(str(key))
    return entry.name if entry else None


def _called(activity: Activity) -> list[str]:
    names = [activity.name, *activity.aliases]
    return [*names, *(bare for name in names if (bare := PROJECT.sub("", name)) != name)]


Named = str | list[str] | None


def _fact(record: Record, kind: str, subject: Named, object_: Named) -> dict[str, Any]:
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
