"""Totals that can be opened: each sum names the flows in it, those left out and why, and those without amount.

Never in one sum: two stages, two currencies, what comes every year and what comes once, a part and its whole, a printed
total and its rows, and two statements that contradict each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from regiongraf.funding.flows import Flow, wholes
from regiongraf.model import Precision, Recurrence, Stage

Key = tuple[str, ...]
"""What flows are summed by: one id or code, several that are stated together and never divided, or none stated."""


class Dimension(StrEnum):
    """What flows may be summed by."""

    FUNDER = "funder"
    RECIPIENT = "recipient"
    PLACE = "place"
    PERIOD = "period"
    PURPOSE = "purpose"
    INSTRUMENT = "instrument"
    ACTIVITY = "activity"
    ALL = "all"


def _one(value: str | None) -> Key:
    return () if value is None else (value,)


KEYS: dict[Dimension, Callable[[Flow], Key]] = {
    Dimension.FUNDER: lambda flow: _one(flow.funder),
    Dimension.RECIPIENT: lambda flow: _one(flow.recipient),
    Dimension.PLACE: lambda flow: tuple(sorted(flow.places)),
    Dimension.PERIOD: lambda flow: _one(flow.period),
    Dimension.PURPOSE: lambda flow: tuple(sorted(flow.purposes)),
    Dimension.INSTRUMENT: lambda flow: (flow.instrument.value,),
    Dimension.ACTIVITY: lambda flow: _one(flow.activity),
    Dimension.ALL: lambda _: (),
}


class Reason(StrEnum):
    """Why a flow is not in a sum that it belongs to."""

    PART_OF_WHOLE = "part-of-whole"
    """Its whole is in the sum."""
    PRINTED_TOTAL = "printed-total"
    """Its rows are in a sum."""
    INTERNAL = "internal"
    """After the roll-up that was asked for, funder and recipient are one."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A flow that is not in a sum, and the flow that is there instead, if there is one."""

    flow: str
    reason: Reason
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """One sum. `low` and `high` differ only where statements contradict each other, and one of them is counted."""

    key: Key
    stage: Stage
    currency: str
    recurrence: Recurrence | None
    low: Decimal
    high: Decimal
    precision: Precision | None
    """How exact the sum is: as its least exact amount; None when no amount in it is stated."""
    counted: tuple[str, ...]
    """The flows whose amounts make up the sum."""
    not_stated: tuple[str, ...] = ()
    """Flows that belong here and whose amounts nobody states: told beside the sum, never guessed."""
    left_out: tuple[LeftOut, ...] = ()
    contested: tuple[str, ...] = ()
    """Flows of this sum that another statement contradicts."""
    overlaps: tuple[tuple[str, str], ...] = ()
    """Flows of this sum that are a part of one in another sum, or the reverse: do not add these sums."""
    through_groups: tuple[str, ...] = ()
    """Flows to or from a group that has this key as a member: told beside, the member's part is not known."""

    @property
    def amount(self) -> Decimal | None:
        """The sum; None when contradicting statements leave more than one."""
        return self.low if self.low == self.high else None


def totals(
    flows: Iterable[Flow],
    by: Dimension,
    *,
    roll_up: Mapping[str, str] | None = None,
    groups: Mapping[str, Iterable[str]] | None = None,
) -> list[Total]:
    """Sums of `flows` by one dimension, apart by stage, currency and recurrence; by key, those not stated last.

    `roll_up` maps an agency to the state or a unit to its region, where that is asked for: all of its flows are then
    theirs, and flows between them are left out. `groups` gives the members of groups, for `Total.through_groups`.
    """
    rolled = {flow.id: _rolled(flow, roll_up or {}) for flow in flows}
    internal = {id_ for id_, flow in rolled.items() if roll_up and flow.funder and flow.funder == flow.recipient}
    above = wholes(rolled.values())
    printed = _printed(rolled, above)
    sums: dict[tuple[Key, Stage, str, Recurrence | None], list[Flow]] = {}
    for flow in sorted(rolled.values(), key=lambda flow: flow.id):
        sums.setdefault((KEYS[by](flow), flow.stage, flow.currency, flow.recurrence), []).append(flow)
    found = []
    for (key, stage, currency, recurrence), members in sums.items():
        known = _Sum(members, above, printed, internal)
        low, high = known.bounds()
        found.append(
            Total(
                key, stage, currency, recurrence, low, high,
                combined(flow.precision for flow in known.counted if flow.precision),
                tuple(flow.id for flow in known.counted),
                tuple(flow.id for flow in known.not_stated),
                tuple(known.left_out),
                tuple(flow.id for flow in known.counted if flow.conflicts_with),
                _overlaps(known.counted, rolled, above, {*printed, *(flow.id for flow in members)}),
                _through(key, stage, by, rolled.values(), groups or {}),
            )
        )  # fmt: skip
    return sorted(
        found, key=lambda total: (not total.key, total.key, list(Stage).index(total.stage), str(total.recurrence))
    )


def _rolled(flow: Flow, roll_up: Mapping[str, str]) -> Flow:
    def up(id_: str | None) -> str | None:
        return roll_up.get(id_, id_) if id_ else None

    return replace(flow, funder=up(flow.funder), recipient=up(flow.recipient)) if roll_up else flow


def _comparable(one: Flow, other: Flow) -> bool:
    """Whether two flows may stand in one sum at all."""
    return (one.stage, one.currency, one.recurrence) == (other.stage, other.currency, other.recurrence)


def _printed(flows: Mapping[str, Flow], above: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The printed totals whose rows tell the same money, each with one of its rows.

    Rows stand for their total when every one of them has an amount; a total with a row that has none stands itself.
    """
    rows: dict[str, list[Flow]] = {}
    for flow in flows.values():
        for whole in above[flow.id][:1]:
            if whole in flows and flows[whole].is_total and _comparable(flow, flows[whole]):
                rows.setdefault(whole, []).append(flow)
    return {
        total: min(flow.id for flow in some)
        for total, some in rows.items()
        if flows[total].amount is None or all(flow.amount is not None for flow in some)
    }


class _Sum:
    """The flows of one sum, sorted into those counted, those without amount, and those left out."""

    def __init__(
        self, members: list[Flow], above: Mapping[str, tuple[str, ...]], printed: Mapping[str, str], internal: set[str]
    ) -> None:
        self.counted: list[Flow] = []
        self.not_stated: list[Flow] = []
        self.left_out: list[LeftOut] = []
        stands = {flow.id for flow in members if flow.amount is not None and flow.id not in {*printed, *internal}}
        for flow in members:
            whole = next((each for each in above[flow.id] if each in stands), None)
            if flow.id in internal:
                self.left_out.append(LeftOut(flow.id, Reason.INTERNAL))
            elif flow.id in printed:
                self.left_out.append(LeftOut(flow.id, Reason.PRINTED_TOTAL, printed[flow.id]))
            elif whole:
                self.left_out.append(LeftOut(flow.id, Reason.PART_OF_WHOLE, whole))
            elif flow.amount is None:
                self.not_stated.append(flow)
            else:
                self.counted.append(flow)

    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the most sum when one of each set of contradicting statements is true."""
        low = high = Decimal(0)
        for cluster in clusters(self.counted):
            amounts = [flow.amount for flow in cluster if flow.amount is not None]
            here = {flow.id for flow in cluster}
            elsewhere = any(other not in here for flow in cluster for other in flow.conflicts_with)
            low += Decimal(0) if elsewhere else min(amounts)
            high += max(amounts)
        return low, high


def clusters(flows: list[Flow]) -> list[list[Flow]]:
    """Flows that contradict each other together, the others alone."""
    by_id = {flow.id: flow for flow in flows}
    ties: dict[str, set[str]] = {flow.id: set() for flow in flows}
    for flow in flows:
        for other in flow.conflicts_with:
            if other in by_id:
                ties[flow.id].add(other)
                ties[other].add(flow.id)
    found: list[list[Flow]] = []
    seen: set[str] = set()
    for id_ in by_id:
        if id_ not in seen:
            cluster, waiting = {id_}, [id_]
            while waiting:
                new = ties[waiting.pop()] - cluster
                cluster |= new
                waiting += new
            seen |= cluster
            found.append([by_id[each] for each in sorted(cluster)])
    return found


def combined(precisions: Iterable[Precision]) -> Precision | None:
    """How exact a sum is: as its roughest term; at least or at most where a term is, approximate where one is each."""
    given = set(precisions)
    if {Precision.AT_LEAST, Precision.AT_MOST} <= given:
        return Precision.APPROXIMATE
    order = (Precision.AT_LEAST, Precision.AT_MOST, Precision.APPROXIMATE, Precision.ROUNDED, Precision.EXACT)
    return next((each for each in order if each in given), None)


def _overlaps(
    counted: list[Flow], flows: Mapping[str, Flow], above: Mapping[str, tuple[str, ...]], told: set[str]
) -> tuple[tuple[str, str], ...]:
    """Pairs of part and whole of which one is counted here and the other, not `told` of in this sum, in another."""
    own = {flow.id for flow in counted}
    pairs = {
        (part, whole)
        for part, chain in above.items()
        for whole in chain
        if whole in flows and _comparable(flows[part], flows[whole]) and (part in own) != (whole in own)
        if not {part, whole} <= told
    }
    return tuple(sorted(pairs))


def _through(
    key: Key, stage: Stage, by: Dimension, flows: Iterable[Flow], groups: Mapping[str, Iterable[str]]
) -> tuple[str, ...]:
    if by not in {Dimension.FUNDER, Dimension.RECIPIENT} or not key:
        return ()
    including = {group for group, members in groups.items() if key[0] in set(members)}
    keyed = ((flow.id, KEYS[by](flow)) for flow in flows if flow.stage is stage)
    return tuple(sorted(id_ for id_, its in keyed if its and its[0] in including))
