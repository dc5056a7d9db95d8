"""The extremes of one row: a whole shared out among its holders, as a fractional knapsack is filled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from fractions import Fraction

from regiongraf.ownership.bounds import ONE, ZERO, Bounds
from regiongraf.ownership.rows import Cell, Row

Worth = Callable[[str], Fraction]
"""What one whole share held by a holder is worth in the question at hand."""
Point = Mapping[str, Fraction]
"""One way to share out a row, holders with nothing left out."""


def worth_of(point: Point, worth: Worth) -> Fraction:
    """What a row shared out in this way is worth."""
    total = ZERO
    for holder, share in point.items():
        value = worth(holder)
        if value:
            total += share if value is ONE else share * value
    return total


def fill(row: Row, worth: Worth, *, most: bool) -> Point:
    """The way to share out `row` that is worth the most, or the least; the row's closed bounds are taken.

    Everyone is given the lower bound, and what is left goes to the best holders first. Of equal ones the first in
    the row is served first, so that the answer does not depend on anything else.
    """
    if row.is_exact:
        return row.exact
    point: dict[str, Fraction] = {cell.holder: cell.share.low for cell in row.cells}
    left = 1 - sum(point.values(), ZERO)
    for cell in sorted(row.cells, key=lambda cell: -worth(cell.holder) if most else worth(cell.holder)):
        given = min(left, cell.share.high - cell.share.low)
        point[cell.holder] += given
        left -= given
    return {holder: share for holder, share in point.items() if share}


def part_of(row: Row, theirs: Collection[str]) -> Bounds:
    """What some holders have of `row` together: what they are stated to have, and what the others leave.

    The same as filling with a worth of 1 for them and 0 for all others, without sorting anyone.
    """
    (least, low_open), (most, high_open) = part_end(row, theirs, most=False), part_end(row, theirs, most=True)
    return Bounds(least, most, low_open, high_open) if least < most else Bounds.exactly(least)


def part_end(row: Row, theirs: Collection[str], *, most: bool) -> tuple[Fraction, bool]:
    """The least or the most that some holders have of `row` together, and whether it is only approached."""
    if row.is_exact:
        return _sum([share for holder, share in row.exact.items() if holder in theirs]), False
    mine, others = ([cell.share for cell in row.cells if (cell.holder in theirs) is of] for of in (True, False))
    if most:
        end = min(_sum([share.high for share in mine]), ONE - _sum([share.low for share in others]))
    else:
        end = max(_sum([share.low for share in mine]), ONE - _sum([share.high for share in others]))
    return end, _is_open(mine, end) or _is_open(others, ONE - end)


def _sum(shares: list[Fraction]) -> Fraction:
    return shares[0] if len(shares) == 1 else sum(shares, ZERO)


def _is_open(shares: list[Bounds], total: Fraction) -> bool:
    """Whether some shares can only come near to `total` because an end of one of them is open."""
    low_open, high_open = any(share.low_open for share in shares), any(share.high_open for share in shares)
    return (low_open and total == _sum([share.low for share in shares])) or (
        high_open and total == _sum([share.high for share in shares])
    )


def reached(row: Row, worth: Worth, allowed: Callable[[str], bool], *, most: bool) -> set[str] | None:
    """Who may have something when the extreme is reached within the row's open ends; None: it is only approached.

    Only holders that are `allowed` may have anything. Every extreme gives full shares to those worth more than some
    level, least shares to those worth less, and shares the rest freely among those on the level.
    """
    if row.is_exact:
        return set(row.exact) if all(map(allowed, row.exact)) else None
    left = 1 - sum((cell.share.low for cell in row.cells), ZERO)
    support: set[str] = set()
    for level in sorted({worth(cell.holder) for cell in row.cells}, reverse=most):
        same = [cell for cell in row.cells if worth(cell.holder) == level]
        room = sum((cell.share.high - cell.share.low for cell in same), ZERO)
        within = _at(same, min(left, room), allowed)
        if within is None:
            return None
        support |= within
        left -= min(left, room)
    return support


def _at(cells: list[Cell], given: Fraction, allowed: Callable[[str], bool]) -> set[str] | None:
    """Who among `cells` may have something when they have `given` beside their least shares; None: impossible."""
    may = [cell for cell in cells if allowed(cell.holder)]
    if any(cell.share.low > 0 or cell.share.low_open for cell in cells if not allowed(cell.holder)):
        return None
    room = sum((cell.share.high - cell.share.low for cell in may), ZERO)
    if given > room or (given == room and any(cell.share.high_open for cell in may)):
        return None
    if given == 0 and any(cell.share.low_open for cell in may):
        return None
    return {cell.holder for cell in may if cell.share.low > 0 or (given and cell.share.high > 0)}
