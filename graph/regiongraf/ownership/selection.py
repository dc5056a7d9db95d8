"""Which effective interests are worth writing beside the stated ones: the large ones, and never more than a cap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from regiongraf.ownership.effective import Effective, Effects

AT_LEAST = Fraction(1, 100)
PAIRS_FOR_EACH_HOLDING = 10


@dataclass(frozen=True, slots=True)
class Selection:
    """The interests that were kept, by owner and body, and how many more there are."""

    kept: tuple[Effective, ...]
    left_out: int
    """Pairs below `AT_LEAST` of owners that were not named, and pairs beyond the cap."""
    cap: int


def select(effects: Effects, named: Iterable[str] = ()) -> Selection:
    """Every owner's interests that may be 1 per cent or more, and all of those in `named`.

    At most ten times as many as there are holdings are kept, the largest first: by their least share, then by their
    most, then by id.
    """
    always = set(named)
    cap = PAIRS_FOR_EACH_HOLDING * len(effects.network.holdings)
    effects.settle_unnamed()
    owners = sorted({holder for body in effects.rows for holder in effects.rows.holders(body)})
    found = [each for owner in owners for each in effects.held(owner)]
    wanted = [each for each in found if each.share.high >= AT_LEAST or each.owners[0] in always]
    ranked = sorted(wanted, key=lambda each: (-each.share.low, -each.share.high, each.owners, each.body))[:cap]
    kept = tuple(sorted(ranked, key=lambda each: (each.owners, each.body)))
    return Selection(kept, len(found) - len(kept), cap)
