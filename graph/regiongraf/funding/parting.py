"""What one sum is made of: the parts that are named, and what each whole leaves over beyond them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from regiongraf.funding.flows import Flow
from regiongraf.funding.totals import Dimension, Total, clusters, combined, totals
from regiongraf.model import Precision


@dataclass(frozen=True, slots=True)
class Piece:
    """Money that stands in a sum once: a flow without parts, or (`is_rest`) what a flow leaves over beyond its parts.

    `within` is the flow of the sum that it is taken from: the flow itself, or the whole that it is a part of.
    """

    flow: str
    within: str
    amount: Decimal
    precision: Precision
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Parting:
    """A sum in pieces. `excess` are flows whose parts come to more than they do, and to how much: the parts stand."""

    total: Total
    pieces: tuple[Piece, ...]
    excess: tuple[tuple[str, Decimal], ...] = ()

    @property
    def amount(self) -> Decimal:
        """What all pieces come to."""
        return sum((piece.amount for piece in self.pieces), Decimal(0))


def part(flows: Iterable[Flow]) -> Parting:
    """The sum of flows that may stand in one, in pieces. Of statements that contradict each other the largest stands.

    Raises ValueError when the flows make no sum, or more than one; see `totals`.
    """
    known = {flow.id: flow for flow in flows}
    found = totals(known.values(), Dimension.ALL)
    if len(found) != 1:
        raise ValueError(f"flows of one stage, currency and recurrence make one sum; these make {len(found)}")
    parts: dict[str, list[Flow]] = {}
    for flow in known.values():
        if flow.part_of in known and flow.amount is not None:
            parts.setdefault(flow.part_of, []).append(flow)
    pieces: list[Piece] = []
    excess: list[tuple[str, Decimal]] = []

    def take(flow: Flow, within: str, above: frozenset[str]) -> None:
        amount, precision = flow.amount, flow.precision
        if amount is None or precision is None:
            return
        own = [each for each in _agreed(parts.get(flow.id, [])) if each.id not in above]
        named = sum((each.amount or Decimal(0) for each in own), Decimal(0))
        if not own:
            pieces.append(Piece(flow.id, within, amount, precision))
        elif named < amount:
            rough = combined([precision, *(each.precision for each in own if each.precision)])
            sure = rough in {Precision.EXACT, Precision.ROUNDED}
            rest = rough if sure and rough else Precision.APPROXIMATE
            pieces.append(Piece(flow.id, within, amount - named, rest, is_rest=True))
        elif named > amount:
            excess.append((flow.id, named))
        for each in own:
            take(each, within, above | {flow.id})

    for flow in _agreed([known[id_] for id_ in found[0].counted]):
        take(flow, flow.id, frozenset())
    return Parting(found[0], tuple(pieces), tuple(excess))


def _agreed(flows: list[Flow]) -> list[Flow]:
    """One of each set of statements that contradict each other: the largest."""
    return [min(cluster, key=lambda flow: (-(flow.amount or 0), flow.id)) for cluster in clusters(flows)]
