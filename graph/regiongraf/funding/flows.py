"""Money that is stated to flow, as plain values: ids, exact amounts, codes and days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regiongraf.figures import KRONA
from regiongraf.model import Instrument, Precision, Recurrence, Stage


@dataclass(frozen=True, slots=True)
class Flow:
    """One statement of money. What is None is not stated; `amount` is in whole units of `currency`."""

    id: str
    stage: Stage = Stage.NOT_STATED
    funder: str | None = None
    recipient: str | None = None
    amount: Decimal | None = None
    precision: Precision | None = None
    currency: str = KRONA
    instrument: Instrument = Instrument.NOT_STATED
    start: date | None = None
    end: date | None = None
    """The first and last day of the period, as far as they are stated."""
    recurrence: Recurrence | None = None
    places: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    """The policy fields that the money is for."""
    activity: str | None = None
    in_parts: bool = False
    """The source names several funders, each with a part of its own."""
    part_of: str | None = None
    is_total: bool = False
    """A sum as the source prints it, of the flows that are parts of it."""
    conflicts_with: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.amount is None) != (self.precision is None):
            raise ValueError(f"{self.id}: an amount says how exact it is, and only an amount does")
        if self.amount is not None and self.amount <= 0:
            raise ValueError(f"{self.id}: an amount is more than 0; got {self.amount}")
        if self.part_of == self.id:
            raise ValueError(f"{self.id}: a flow is not a part of itself")

    @property
    def period(self) -> str | None:
        """The period in whole years where it is one, else in days: “2025”, “2023–2025”; an end not stated is empty."""
        if not (self.start or self.end):
            return None
        first = self.start and (str(self.start.year) if self.start.timetuple().tm_yday == 1 else self.start.isoformat())
        last = self.end and (str(self.end.year) if (self.end.month, self.end.day) == (12, 31) else self.end.isoformat())
        return first or "" if first == last else f"{first or ''}–{last or ''}"


def wholes(flows: Iterable[Flow]) -> dict[str, tuple[str, ...]]:
    """For each flow everything that it is a part of, the nearest first.

    A chain of parts that comes back to itself ends where it would repeat.
    """
    known = {flow.id: flow.part_of for flow in flows}
    found: dict[str, tuple[str, ...]] = {}
    for id_ in known:
        chain: list[str] = []
        at = known[id_]
        while at is not None and at != id_ and at not in chain:
            chain.append(at)
            at = known.get(at)
        found[id_] = tuple(chain)
    return found
