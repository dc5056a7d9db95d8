"""Which effective interests are worth writing beside the stated ones: the large ones, and never more than a cap."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from fractions import Fraction

from regiongraf.ownership.bounds import Bounds
from regiongraf.ownership.effective import Effects, direct_share
from regiongraf.ownership.rows import Rows

AT_LEAST = Fraction(1, 100)
PAIRS_FOR_EACH_HOLDING = 10


@dataclass(frozen=True, slots=True)
class Interest:
    """What one owner holds of one body: of an `Effective` that which is written of every pair."""

    owner: str
    body: str
    share: Bounds
    unnamed: Bounds
    direct: Bounds | None
    rests_on_conflict: bool
    """Whether statements on the way contradict each other."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The interests that were kept, by owner and body, and how many more there are."""

    kept: tuple[Interest, ...]
    left_out: int
    """Pairs below `AT_LEAST` of owners that were not named, and pairs beyond the cap."""
    cap: int


def select(effects: Effects, named: Container[str] = ()) -> Selection:
    """Every owner's interests that may be 1 per cent or more, and all of those in `named`.

    At most ten times as many as there are holdings are kept, the largest first: by their least share, then by their
    most, then by id.
    """
    cap = PAIRS_FOR_EACH_HOLDING * len(effects.network.holdings)
    effects.settle()
    wanted: list[tuple[str, str, Bounds]] = []
    count = 0
    for owner in sorted({holder for body in effects.rows for holder in effects.rows.holders(body)}):
        shares = effects.shares(owner)
        count += len(shares)
        all_of_them = owner in named
        wanted += [(owner, body, each) for body, each in shares.items() if all_of_them or each.high >= AT_LEAST]
    if len(wanted) > cap:
        # A float first: it puts nothing in another order than the fraction does, and is quicker to compare.
        wanted.sort(key=lambda e: (-float(e[2].low), -e[2].low, -float(e[2].high), -e[2].high, e[0], e[1]))
    kept = interests(effects, wanted[:cap])
    return Selection(tuple(kept), count - len(kept), cap)


def interests(effects: Effects, pairs: Iterable[tuple[str, str, Bounds]]) -> list[Interest]:
    """What is told of some pairs of owner and body with a share, by owner and body."""
    contested = _contested(effects.rows)
    found: list[Interest] = []
    below: tuple[str, set[str]] = "", set()
    for owner, body, share in sorted(pairs, key=lambda pair: pair[:2]):
        if contested and below[0] != owner:
            below = owner, _on_conflict(effects.rows, contested, owner)
        direct = direct_share(effects.rows[body], frozenset({owner}))
        found.append(Interest(owner, body, share, effects.unnamed(body), direct, body in below[1]))
    return found


def _contested(rows: Rows) -> dict[str, set[str]]:
    """The holders on whose part of a body statements contradict each other, by body."""
    found = {body: {cell.holder for cell in rows[body].cells if cell.conflict} for body in rows}
    return {body: holders for body, holders in found.items() if holders}


def _on_conflict(rows: Rows, contested: dict[str, set[str]], owner: str) -> set[str]:
    """The bodies that chains from `owner` lead to over a holding on which statements contradict each other."""
    below = rows.below(owner)
    waiting = [body for body, holders in contested.items() if body in below and not holders.isdisjoint({owner, *below})]
    found = set(waiting)
    while waiting:
        body = waiting.pop()
        more = [each for each in rows.held_by(body) if each not in found] if body != owner else []
        found.update(more)
        waiting += more
    return found
