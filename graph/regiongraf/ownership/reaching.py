"""How much of each body leads back to a set of roots: least and most, by policy iteration over independent rows.

A share is followed from a body to its holders, in proportion to what they hold, until a root is met. x[c] is the part
of c that meets one: x[c] = Σ a[k, c] · x[k], with x = 1 for a root. A walk ends at the first root that it meets, which
is the integrated share corrected for a root inside a loop (docs/ownership.md gives formula and source). With shares
known within bounds this is a Markov chain whose rows are chosen independently, and the least and the most of every x
are found together, without trying combinations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from regiongraf.ownership.bounds import ONE, ZERO, Bounds
from regiongraf.ownership.filling import Point, Worth, fill, reached, worth_of
from regiongraf.ownership.rows import Row, Rows
from regiongraf.ownership.solving import least_solution


@dataclass(slots=True)
class Reach:
    """One extreme: the value of each body, the shares that give it, and whether open ends let it be reached."""

    most: bool
    roots: frozenset[str]
    values: dict[str, Fraction] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    """The bodies whose value is approached and never reached."""
    loops: list[frozenset[str]] = field(default_factory=list)
    """The components of more than one body, or of one that holds a part of itself."""

    def worth(self, holder: str) -> Fraction:
        """The value of anyone: 1 for a root, 0 for whom no root stands behind."""
        return ONE if holder in self.roots else self.values.get(holder, ZERO)


def reach(rows: Rows, roots: frozenset[str], bodies: set[str]) -> tuple[Reach, Reach]:
    """The least and the most of each of `bodies` that leads back to `roots`.

    `bodies` holds, with each body, every body between it and a root; roots among them are left out. Bodies outside
    count as if no root stood behind them. Raises ImpossibleShares for a row that cannot be true.
    """
    low, high = Reach(most=False, roots=roots), Reach(most=True, roots=roots)
    apart: set[str] = set()
    for component in rows.in_order(bodies, roots):
        if len(component) > 1 or component[0] in rows.holders(component[0]):
            for result in (low, high):
                result.loops.append(frozenset(component))
                _solve(rows, sorted(component), result)
                _approach(rows, sorted(component), result)
            apart.update(component)
            continue
        (body,) = component
        row = rows[body]
        if row.is_exact:
            _follow(row, low)
            if apart.isdisjoint(row.exact):  # no two ends behind it: the most is the least
                high.points[body], high.values[body] = low.points[body], low.values[body]
                continue
            _follow(row, high)
        else:
            for result in (low, high):
                result.points[body] = fill(row, result.worth, most=result.most)
                result.values[body] = worth_of(result.points[body], result.worth)
                _approach(rows, component, result)
        apart.add(body)
    return low, high


def _follow(row: Row, result: Reach) -> None:
    """The value of a body outside loops whose shares are all known."""
    result.points[row.body] = row.exact
    result.values[row.body] = worth_of(row.exact, result.worth)
    if result.open and not result.open.isdisjoint(row.exact):
        result.open.add(row.body)


def _solve(rows: Rows, component: list[str], result: Reach) -> None:
    """The extreme of one component: evaluate a choice of shares, change rows that gain strictly, until none does."""
    settled = {} if result.most else _avoiding(rows, component, result)
    for body in settled:
        result.values[body] = ZERO
    result.points.update(settled)
    free = [body for body in component if body not in settled]
    for body in free:
        result.points[body] = fill(rows[body], result.worth, most=result.most)
    while True:
        result.values.update(_evaluate(free, result.points, result))
        changed = False
        for body in free:
            point = fill(rows[body], result.worth, most=result.most)
            gain = worth_of(point, result.worth) - worth_of(result.points[body], result.worth)
            if gain > 0 if result.most else gain < 0:
                result.points[body] = point
                changed = True
        if not changed:
            return


def _evaluate(free: list[str], points: Mapping[str, Point], result: Reach) -> dict[str, Fraction]:
    inside = set(free)
    parts = {body: {k: share for k, share in points[body].items() if k in inside} for body in free}
    outer = {body: {k: share for k, share in points[body].items() if k not in inside} for body in free}
    return least_solution(parts, {body: worth_of(outer[body], result.worth) for body in free})


def _avoiding(rows: Rows, component: list[str], result: Reach) -> dict[str, Point]:
    """The bodies of a component whose shares may be such that no root stands behind them, with such shares.

    Without them the equations of the least shares could be met by a ring that feeds on itself.
    """
    members = zero = frozenset(component)
    while True:
        worth = _avoided(members, zero, result)
        points = {body: fill(rows[body], worth, most=False) for body in sorted(zero)}
        kept = frozenset(body for body in zero if worth_of(points[body], worth) == 0)
        if kept == zero:
            return points
        zero = kept


def _avoided(members: frozenset[str], zero: frozenset[str], result: Reach) -> Worth:
    """Nothing within `zero`, a whole for the rest of the component, and outside what is known."""
    return lambda holder: ZERO if holder in zero else ONE if holder in members else result.worth(holder)


def _approach(rows: Rows, component: list[str], result: Reach) -> None:
    """Mark the bodies of a component whose extreme lies at an open end, here or in a body that it rests on."""
    members = set(component)
    kept = set(component)
    while True:

        def allowed(holder: str, kept: set[str] = kept) -> bool:
            return holder in kept if holder in members else holder not in result.open

        supports: dict[str, set[str]] = {}
        for body in kept:
            support = reached(rows[body], result.worth, allowed, most=result.most)
            if support is not None:
                supports[body] = support
        still = set(supports) & (_fed_from_outside(supports, members, result) if result.most else kept)
        if still == kept:
            break
        kept = still
    result.open |= members - kept


def _fed_from_outside(supports: Mapping[str, set[str]], members: set[str], result: Reach) -> set[str]:
    """The bodies worth nothing, or that some chain leads to from something worth anything outside the component.

    A ring whose greatest shares leave nothing to anyone outside would feed on itself; its value is only approached.
    """
    fed = {body for body in supports if not result.values[body]}
    growing = True
    while growing:
        more = {
            body
            for body, holders in supports.items()
            if body not in fed
            and any((k in fed and result.values[k] > 0) or (k not in members and result.worth(k) > 0) for k in holders)
        }
        growing = bool(more)
        fed |= more
    return fed


def row_bounds(row: Row, low: Reach, high: Reach) -> Bounds:
    """What one row is worth at least and at most, its holders being worth what `low` and `high` say."""
    (least, low_open), (most, high_open) = row_extreme(row, low), row_extreme(row, high)
    return Bounds(least, most, low_open, high_open) if least < most else Bounds.exactly(least)


def row_extreme(row: Row, extreme: Reach) -> tuple[Fraction, bool]:
    """The least or the most that one row is worth, and whether that is only approached."""
    worth = worth_of(fill(row, extreme.worth, most=extreme.most), extreme.worth)
    if row.is_exact and not extreme.open:
        return worth, False
    return worth, reached(row, extreme.worth, lambda holder: holder not in extreme.open, most=extreme.most) is None
