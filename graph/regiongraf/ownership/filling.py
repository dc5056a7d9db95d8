"""The extremes of one row: a whole shared out among its holders, as a fractional knapsack is filled."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from regiongraf.ownership.bounds import ONE, ZERO
from regiongraf.ownership.rows import Cell, Row

Worth = Callable[[str], Fraction]
"""What one whole share held by a holder is worth in the question at hand."""
Point = dict[str, Fraction]
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
        return {cell.holder: cell.share.low for cell in row.cells if cell.share.low}
    point = {cell.holder: cell.share.low for cell in row.cells}
    left = 1 - sum(point.values(), ZERO)
    for cell in sorted(row.cells, key=lambda cell: -worth(cell.holder) if most else worth(cell.holder)):
        given = min(left, cell.share.high - cell.share.low)
        point[cell.holder] += given
        left -= given
    return {holder: share for holder, share in point.items() if share}


def reached(row: Row, worth: Worth, allowed: Callable[[str], bool], *, most: bool) -> set[str] | None:
    """Who may have something when the extreme is reached within the row's open ends; None: it is only approached.

    Only holders that are `allowed` may have anything. Every extreme gives full shares to those worth more than some
    level, least shares to those worth less, and shares the rest freely among those on the level.
    """
    if row.is_exact:
        holders = {cell.holder for cell in row.cells if cell.share.low}
        return holders if all(map(allowed, holders)) else None
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
