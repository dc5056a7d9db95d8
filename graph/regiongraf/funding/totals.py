"""Totals that can be opened: each sum names the flows in it, those left out and why, and those without amount.

Never in one sum: two stages, two currencies, what comes every year and what comes once, what is lent and what is given,
a part and its whole, a printed total and its rows, and two statements that contradict each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from regiongraf.figures import KRONA
from regiongraf.funding.flows import Flow, wholes
from regiongraf.model import Instrument, Precision, Recurrence, Stage

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


IN_PARTS = "FunderInParts"
"""The key of money whose source names several funders, each with a part of its own."""


def _one(value: str | None) -> Key:
    return () if value is None else (value,)


KEYS: dict[Dimension, Callable[[Flow], Key]] = {
    Dimension.FUNDER: lambda flow: _one(flow.funder or (IN_PARTS if flow.in_parts else None)),
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

    keys: tuple[Key, ...]
    """What it is the sum of, one key for each dimension that was asked for."""
    stage: Stage
    currency: str
    recurrence: Recurrence | None
    is_lent: bool
    """Whether the money is loans: what is to be paid back is never added to what is not."""
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
    """Part and whole, of which one is counted in this sum and the other in another: do not add these sums."""
    through_groups: tuple[str, ...] = ()
    """Flows to or from a group that has this key as a member: told beside, the member's part is not known."""

    @property
    def key(self) -> Key:
        """Its key in the first dimension; empty where there is none, and where none is stated."""
        return self.keys[0] if self.keys else ()

    @property
    def amount(self) -> Decimal | None:
        """The sum; None when contradicting statements leave more than one."""
        return self.low if self.low == self.high else None


Apart = tuple[Stage, str, Recurrence | None, bool]
"""What is never added to each other: stage, currency, recurrence, and whether it is lent."""


def totals(
    flows: Iterable[Flow],
    by: Dimension | Sequence[Dimension],
    *,
    roll_up: Mapping[str, str] | None = None,
    groups: Mapping[str, Iterable[str]] | None = None,
    where: Callable[[Flow], bool] | None = None,
) -> list[Total]:
    """Sums of `flows` by one dimension or several, apart by stage, currency, recurrence and whether it is lent.

    By key, those not stated last. `roll_up` maps an agency to the state or a unit to its region, where that is asked
    for: all of its flows are then theirs, and flows between them are left out. `groups` gives the members of groups,
    for `Total.through_groups`. Of the rolled-up flows those are summed that `where` takes; a printed total gives way
    to its rows only where all of them are.
    """
    dimensions = (by,) if isinstance(by, Dimension) else tuple(by)
    everything = {flow.id: rolled_up(flow, roll_up or {}) for flow in flows}
    rolled = {id_: flow for id_, flow in everything.items() if where is None or where(flow)}
    internal = {id_ for id_, flow in rolled.items() if roll_up and flow.funder and flow.funder == flow.recipient}
    above = wholes(everything.values())
    printed = _printed(everything, rolled, above)
    against = _against(everything)
    sums: dict[tuple[tuple[Key, ...], Apart], list[Flow]] = {}
    for id_ in sorted(rolled):
        flow = rolled[id_]
        sums.setdefault((tuple(KEYS[each](flow) for each in dimensions), _apart(flow)), []).append(flow)
    known = {key: _Sum(members, above, printed, internal, against) for key, members in sums.items()}
    overlaps, including = _overlaps(known, rolled, above), _including(groups or {})
    found = []
    for key, own in known.items():
        low, high = own.bounds()
        found.append(
            Total(
                key[0], *key[1], low, high,
                combined(flow.precision for flow in own.counted if flow.precision),
                tuple(flow.id for flow in own.counted),
                tuple(flow.id for flow in own.not_stated),
                tuple(own.left_out),
                tuple(flow.id for flow in own.counted if against[flow.id]),
                tuple(sorted(overlaps.get(key, ()))),
                tuple(_through(key, dimensions, sums, including)),
            )
        )  # fmt: skip
    return sorted(found, key=_order)


def _order(total: Total) -> tuple[object, ...]:
    keys = [(not key, key) for key in total.keys]
    return (
        keys,
        list(Stage).index(total.stage),
        str(total.recurrence),
        total.currency != KRONA,
        total.currency,
        total.is_lent,
    )


def rolled_up(flow: Flow, roll_up: Mapping[str, str]) -> Flow:
    """A flow with each end that `roll_up` knows counted as what it is a part of."""

    def up(id_: str | None) -> str | None:
        return roll_up.get(id_, id_) if id_ else None

    return replace(flow, funder=up(flow.funder), recipient=up(flow.recipient)) if roll_up else flow


def _apart(flow: Flow) -> Apart:
    """Only flows that are alike in this may stand in one sum at all."""
    return flow.stage, flow.currency, flow.recurrence, flow.instrument is Instrument.LOAN


def _printed(
    everything: Mapping[str, Flow], summed: Mapping[str, Flow], above: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """The printed totals whose rows tell the same money, each with one of its rows.

    Rows stand for their total when every one of them is summed and has an amount; else the total stands itself.
    """
    rows: dict[str, list[Flow]] = {}
    for flow in everything.values():
        for whole in above[flow.id][:1]:
            if whole in summed and summed[whole].is_total and _apart(flow) == _apart(summed[whole]):
                rows.setdefault(whole, []).append(flow)
    return {
        total: min(flow.id for flow in some)
        for total, some in rows.items()
        if all(flow.id in summed for flow in some)
        if summed[total].amount is None or all(flow.amount is not None for flow in some)
    }


def _against(flows: Mapping[str, Flow]) -> dict[str, set[str]]:
    """For each flow those that it contradicts or that contradict it: one of the two says so."""
    found: dict[str, set[str]] = {id_: set() for id_ in flows}
    for flow in flows.values():
        for other in flow.conflicts_with:
            if other in flows:
                found[flow.id].add(other)
                found[other].add(flow.id)
    return found


class _Sum:
    """The flows of one sum, sorted into those counted, those without amount, and those left out."""

    def __init__(
        self,
        members: list[Flow],
        above: Mapping[str, tuple[str, ...]],
        printed: Mapping[str, str],
        internal: set[str],
        against: Mapping[str, set[str]],
    ) -> None:
        self._against = against
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
            elsewhere = any(other not in here for flow in cluster for other in self._against[flow.id])
            low += Decimal(0) if elsewhere else min(amounts)
            high += max(amounts)
        return low, high


def clusters(flows: list[Flow]) -> list[list[Flow]]:
    """Flows that contradict each other together, the others alone."""
    by_id = {flow.id: flow for flow in flows}
    ties = _against(by_id)
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
    sums: Mapping[tuple[tuple[Key, ...], Apart], _Sum],
    flows: Mapping[str, Flow],
    above: Mapping[str, tuple[str, ...]],
) -> dict[tuple[tuple[Key, ...], Apart], list[tuple[str, str]]]:
    """For each sum the pairs of part and whole of which it counts one, and another sum the other."""
    counted_in = {flow.id: key for key, known in sums.items() for flow in known.counted}
    found: dict[tuple[tuple[Key, ...], Apart], list[tuple[str, str]]] = {}
    for part, own in counted_in.items():
        for whole in above[part]:
            other = counted_in.get(whole)
            if other is not None and other != own and _apart(flows[part]) == _apart(flows[whole]):
                found.setdefault(own, []).append((part, whole))
                found.setdefault(other, []).append((part, whole))
    return found


def _including(groups: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """For each member the groups that it is in."""
    found: dict[str, list[str]] = {}
    for group, members in groups.items():
        for member in members:
            found.setdefault(member, []).append(group)
    return found


def _through(
    key: tuple[tuple[Key, ...], Apart],
    dimensions: Sequence[Dimension],
    sums: Mapping[tuple[tuple[Key, ...], Apart], list[Flow]],
    including: Mapping[str, list[str]],
) -> list[str]:
    """The flows of the sums that have a group in the place of one of its members here."""
    keys, apart = key
    found: set[str] = set()
    for place, dimension in enumerate(dimensions):
        if dimension in {Dimension.FUNDER, Dimension.RECIPIENT} and keys[place]:
            for group in including.get(keys[place][0], ()):
                beside = (*keys[:place], (group,), *keys[place + 1 :])
                found |= {flow.id for flow in sums.get((beside, apart), ())}
    return sorted(found)
