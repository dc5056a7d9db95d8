"""Printed totals against their rows, and parts against their wholes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from regiongraf.funding.flows import Flow
from regiongraf.model import Precision


class Agreement(StrEnum):
    """How a printed sum and its rows stand to each other."""

    EQUAL = "equal"
    DIFFERENT = "different"
    """Every figure is exact, and they do not agree."""
    NOT_COMPARABLE = "not-comparable"
    """An amount is missing, or a figure is not exact and they differ."""
    MORE_THAN_WHOLE = "more-than-whole"
    """Exact parts sum to more than their exact whole."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """One whole and its parts. `printed` and `difference` (parts less whole) are None where an amount is missing."""

    whole: str
    parts: tuple[str, ...]
    is_total: bool
    """Whether the parts are all of it, as rows of a printed total are."""
    printed: Decimal | None
    summed: Decimal
    difference: Decimal | None
    without_amount: tuple[str, ...]
    agreement: Agreement


def reconcile(flows: Iterable[Flow]) -> list[Reconciliation]:
    """Every whole that has parts of the same stage and currency, in order of id."""
    known = {flow.id: flow for flow in flows}
    parts: dict[str, list[Flow]] = {}
    for flow in known.values():
        whole = known.get(flow.part_of or "")
        if whole and (flow.stage, flow.currency) == (whole.stage, whole.currency):
            parts.setdefault(whole.id, []).append(flow)
    return [_compare(known[id_], sorted(parts[id_], key=lambda flow: flow.id)) for id_ in sorted(parts)]


def _compare(whole: Flow, parts: list[Flow]) -> Reconciliation:
    missing = tuple(part.id for part in parts if part.amount is None)
    summed = sum((part.amount for part in parts if part.amount is not None), Decimal(0))
    difference = None if whole.amount is None or missing else summed - whole.amount
    exact = all(each.precision is Precision.EXACT for each in [whole, *parts])
    if difference == 0:
        agreement = Agreement.EQUAL
    elif exact and difference is not None and whole.is_total:
        agreement = Agreement.DIFFERENT
    elif exact and difference is not None and difference > 0:
        agreement = Agreement.MORE_THAN_WHOLE
    else:
        agreement = Agreement.NOT_COMPARABLE
    ids = tuple(part.id for part in parts)
    return Reconciliation(whole.id, ids, whole.is_total, whole.amount, summed, difference, missing, agreement)
