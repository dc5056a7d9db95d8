"""One owner's share of everything, by one pass over the levels of an array network: exactly, at least, at most."""

from __future__ import annotations

from regiongraf.ownership.arrays import EPSILON, Array, ArrayNetwork, Plan, Ring, Unsure, np


def held(network: ArrayNetwork, owner: str) -> Array:
    """What `owner` holds of each id, all shares at their least: exact where they are known. Floats, by position.

    An owner holds all of itself. Raises UnknownOrganisation.
    """
    at = network.position(owner)
    return _by_id(network.plan, sweep(network.plan, int(network.plan.place[at])))


def bounds(network: ArrayNetwork, owner: str) -> tuple[Array, Array]:
    """What `owner` holds of each id at least and at most. Floats, by position; closed ends."""
    at = network.position(owner)
    plan = network.plan
    root = int(plan.place[at])
    return _by_id(plan, sweep_bounds(plan, root, most=False)), _by_id(plan, sweep_bounds(plan, root, most=True))


def _by_id(plan: Plan, values: Array) -> Array:
    found = np.empty_like(values)
    found[plan.order] = values
    return found


def sweep(plan: Plan, root: int) -> Array:
    """The least shares followed from a root, by place: level after level, rings solved where they stand."""
    x = np.zeros(len(plan.order))
    x[root] = 1.0
    for level in plan.levels:
        if level.end <= root:
            continue
        x[level.start : level.end] = level.exact @ x
        for number in np.unique(level.ring[(x[level.in_rings] > 0) | (level.in_rings == root)]):
            _solve_ring(level.rings[number], x, root)
        if level.start <= root < level.end:
            x[root] = 1.0
    return x


def _solve_ring(ring: Ring, x: Array, root: int) -> None:
    """Put the solution of a ring in the place of what comes in from outside."""
    if ring.inverse is not None and root not in ring.bodies:
        x[ring.bodies] = ring.inverse @ x[ring.bodies]
        return
    is_root = ring.bodies == root
    free = np.flatnonzero(~is_root)
    given = x[ring.bodies] + ring.inside[:, is_root].sum(axis=1)
    x[ring.bodies[free]] = least(ring.inside[np.ix_(free, free)], given[free])


def least(inside: Array, given: Array) -> Array:
    """The least solution of x = given + inside · x; bodies that nothing flows into are 0."""
    fed = given > 0
    while (more := fed | ((inside > 0) @ fed)).sum() > fed.sum():
        fed = more
    found = np.zeros(len(given))
    at = np.flatnonzero(fed)
    if len(at):
        found[at] = np.linalg.solve(np.eye(len(at)) - inside[np.ix_(at, at)], given[at])
    return found


def sweep_bounds(plan: Plan, root: int, *, most: bool) -> Array:
    """The least or the most that leads back to a root, by place. Rows that are known are swept, the others filled."""
    x = np.zeros(len(plan.order))
    x[root] = 1.0
    for level in plan.levels:
        if level.end <= root:
            continue
        x[level.start : level.end] = level.exact @ x
        if level.start <= root:
            x[root] = 1.0
        _fill(level.unsure, x, most=most)
        for number in np.unique(
            np.concatenate((level.into[x[level.into_rings] > 0], level.ring[level.in_rings == root]))
        ):
            ring = level.rings[number]
            if ring.rows is None:
                _solve_ring(ring, x, root)
            else:
                _choose(plan, ring.rows, x, root, most=most)
        if level.start <= root:
            x[root] = 1.0
    return x


def _fill(rows: Unsure, x: Array, *, most: bool) -> None:
    """Put the least or the most that some rows are worth in their places, where anything in them is worth something.

    The least of a row is that of its least shares, already there, unless what is left has to go to someone named.
    """
    met = np.zeros(len(rows.bodies), dtype=bool)
    met[rows.row[x[rows.holder] > 0]] = True
    if not most:
        met &= rows.whole
    if met.any():
        of_met = met[rows.row]
        renumbered = np.cumsum(met) - 1
        part = Unsure(
            rows.bodies[met], renumbered[rows.row[of_met]], rows.holder[of_met], rows.low[of_met],
            rows.room[of_met], rows.left[met], rows.whole[met],
        )  # fmt: skip
        x[part.bodies] = filled(part, x, most=most)


def filled(rows: Unsure, x: Array, *, most: bool) -> Array:
    """What each of some rows is worth at least or at most, what is not known being shared out like a knapsack."""
    shares = rows.low + _given(rows, x, most=most)
    return np.bincount(rows.row, weights=shares * x[rows.holder], minlength=len(rows.bodies))


def _given(rows: Unsure, x: Array, *, most: bool) -> Array:
    """What each holding is given beside its least share: the best holders first, or the worst."""
    # At the least what is left goes first to holders whom nobody names, where there may be any.
    left = rows.left if most else np.where(rows.whole, rows.left, 0.0)
    worth = x[rows.holder]
    order = np.lexsort((-worth if most else worth, rows.row))
    row, room = rows.row[order], rows.room[order]
    before = np.cumsum(room) - room
    if len(row):
        before -= before[np.searchsorted(row, row)]
    given = np.empty(len(row))
    given[order] = np.clip(left[row] - before, 0, room)
    return given


def _choose(plan: Plan, rows: Unsure, x: Array, root: int, *, most: bool) -> None:
    """The extreme of a ring by policy iteration, as `reaching` does it for named organisations."""
    bodies = rows.bodies[rows.bodies != root]
    if len(bodies) < len(rows.bodies):
        rows = plan.unsure(bodies)
    x[bodies] = 0.0
    if not most:
        bodies = bodies[~_avoiding(rows, x)]
        rows = plan.unsure(bodies)
    chosen = rows.low + _given(rows, x, most=most)
    while len(bodies):
        x[bodies] = _evaluate(rows, chosen, x)
        better = rows.low + _given(rows, x, most=most)
        gain = np.bincount(rows.row, weights=(better - chosen) * x[rows.holder], minlength=len(bodies))
        changed = gain > EPSILON if most else gain < -EPSILON
        if not changed.any():
            return
        chosen = np.where(changed[rows.row], better, chosen)


def _evaluate(rows: Unsure, chosen: Array, x: Array) -> Array:
    """What the bodies of a ring are worth when their shares are as chosen."""
    at = np.full(len(x), -1, np.int64)
    at[rows.bodies] = np.arange(len(rows.bodies))
    within = at[rows.holder] >= 0
    size = len(rows.bodies)
    inside = np.zeros((size, size))
    np.add.at(inside, (rows.row[within], at[rows.holder[within]]), chosen[within])
    outside = np.where(within, 0.0, chosen * x[rows.holder])
    return least(inside, np.bincount(rows.row, weights=outside, minlength=size))


def _avoiding(rows: Unsure, x: Array) -> Array:
    """Which bodies of a ring may have shares that lead back to no root at all."""
    zero = np.ones(len(rows.bodies), dtype=bool)
    while True:
        worth = x.copy()
        worth[rows.bodies] = np.where(zero, 0.0, 1.0)
        kept = zero & (filled(rows, worth, most=False) <= EPSILON)
        if (kept == zero).all():
            return zero
        zero = kept
