"""One owner's share of everything, by one pass over the levels of an array network: exactly, at least, at most."""

from __future__ import annotations

from dataclasses import dataclass

from regiongraf.ownership.arrays import EPSILON, Array, ArrayNetwork, np
from regiongraf.ownership.planning import Plan, Unsure


def held(network: ArrayNetwork, owner: str) -> Array:
    """What `owner` holds of each id, all shares at their least: exact where they are known. Floats, by position.

    An owner holds all of itself. Raises UnknownOrganisation.
    """
    return sweep(network.plan, network.position(owner))


def bounds(network: ArrayNetwork, owner: str) -> tuple[Array, Array]:
    """What `owner` holds of each id at least and at most. Floats, by position; closed ends.

    Raises UnknownOrganisation.
    """
    return sweep_bounds(network.plan, network.position(owner))


def sweep(plan: Plan, root: int) -> Array:
    """The least shares followed from a root to each id, by position in the network."""
    start = Start.of(plan, root)
    x = start.begin(np.zeros(len(start.plan.order)))
    if start.ring is not None:
        inside, given = start.equations(start.ring.low)
        x[start.ring.bodies] = least(inside, given)
    for level in start.plan.levels[start.level :]:
        start.put(level.start, level.end, level.times(x), x)
    return start.of_ids(x)


def sweep_bounds(plan: Plan, root: int) -> tuple[Array, Array]:
    """The least and the most that leads back to a root, by position. Known rows are swept, the others filled."""
    start = Start.of(plan, root)
    plan = start.plan
    ends = [(start.begin(np.zeros(len(plan.order))), most) for most in (False, True)]
    if start.ring is not None:
        for x, most in ends:
            _choose(start.ring, x, start, most=most)
    for number, level in enumerate(plan.levels[start.level :], start.level):
        for x, most in ends:
            start.put(level.start, level.end, level.times(x), x)
            _fill(plan.unsure[number], x, start, most=most)
            for rings in plan.unsure_rings[number]:
                # At the least, what is left goes to holders whom nobody names, where there may be any: it is solved.
                if (most or rings.whole.any()) and start.worth(rings, x).any():
                    _choose(rings, x, start, most=most)
    return start.of_ids(ends[0][0]), start.of_ids(ends[1][0])


@dataclass(frozen=True)
class Start:
    """Where a sweep starts. What is chained to a root within a chain counts by the root, its chain's end as nothing."""

    plan: Plan
    root: int
    level: int
    """The first level that may rest on the root."""
    chained: Array | None = None
    """For each id whether its chain passes through the root; None for a root at the end of its chain."""
    part: Array | None = None
    """What those are worth."""
    given: Array | None = None
    """For each place what its holders among those give it, rings gone round."""
    ring: Unsure | None = None
    """The other bodies of the root's own ring."""

    @classmethod
    def of(cls, plan: Plan, root: int) -> Start:
        """Find out what a root is in a plan; one in a ring and within a chain gets a plan of its own."""
        place = int(plan.place[root])
        if plan.ring[place] >= 0 and plan.order[place] != root:
            plan = Plan.of(plan.network, [root])
            place = int(plan.place[root])
        level = int(np.searchsorted(plan.level_of, place, side="right"))
        if plan.order[place] == root:
            if plan.ring[place] < 0:
                return cls(plan, root, level)
            mates = plan.in_ring(int(plan.ring[place]))
            return cls(plan, root, level, ring=plan.rows(mates[mates != place]))
        chained, part = _chained(plan, root)
        return cls(plan, root, level, chained, part, _given_by(plan, chained, part))

    def begin(self, x: Array) -> Array:
        """Put the root in its place."""
        if self.chained is None:
            x[self.plan.place[self.root]] = 1.0
        return x

    def put(self, start: int, end: int, worth: Array, x: Array) -> None:
        """Put what a level is worth in its places."""
        if self.given is not None:
            worth += self.given[start:end]
        x[start:end] = worth

    def worth(self, rows: Unsure, x: Array) -> Array:
        """What a whole share is worth to each holder of some rows."""
        worth = rows.factor * x[rows.holder]
        if self.chained is not None and self.part is not None:
            mine = self.chained[rows.via]
            worth[mine] = self.part[rows.via[mine]]
        return worth

    def of_ids(self, x: Array) -> Array:
        """From places to ids."""
        found = np.take(x, self.plan.place, mode="clip")
        found *= self.plan.part
        if self.chained is not None and self.part is not None:
            found[self.chained] = self.part[self.chained]
        return found

    def equations(self, shares: Array) -> tuple[Array, Array]:
        """The root's ring, its shares being as given: what its bodies have of one another, and of the root."""
        assert self.ring is not None
        x = self.begin(np.zeros(len(self.plan.order)))
        return _equations(self.ring, shares, self.worth(self.ring, x))


def _chained(plan: Plan, root: int) -> tuple[Array, Array]:
    """Whose chains pass through a root, the root among them, and what of the root each is worth."""
    network, sole = plan.network, plan.chains.sole
    owner, owned = network.owner[sole], network.owned[sole]
    chained, new = np.zeros(len(network.ids), dtype=bool), np.zeros(len(network.ids), dtype=bool)
    part = np.zeros(len(network.ids))
    chained[root], part[root], front = True, 1.0, np.array([root])
    while len(front):
        new[front] = True
        found = np.flatnonzero(new[owner])
        new[front] = False
        front = owned[found]
        chained[front], part[front] = True, part[owner[found]] * network.low[sole[found]]
    return chained, part


def _given_by(plan: Plan, chained: Array, part: Array) -> Array:
    """For each place what holders within a chain give it."""
    first, stated = plan.stated
    via = plan.network.owner[stated]
    at = np.flatnonzero(chained[via])
    row = np.searchsorted(first, at, side="right") - 1
    given = np.bincount(row, plan.network.low[stated[at]] * part[via[at]], len(plan.order))
    given[plan.in_rings] = plan.turns @ given[plan.in_rings]
    return given


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


def _fill(rows: Unsure, x: Array, start: Start, *, most: bool) -> None:
    """Put the least or the most that some rows are worth in their places, where anything in them is worth something.

    The least of a row is that of its least shares, already there, unless what is left has to go to someone named.
    """
    if not len(rows.bodies) or not (most or rows.whole.any()):
        return
    worth = start.worth(rows, x)
    at = np.flatnonzero(worth)
    count = np.bincount(rows.row[at], minlength=len(rows.bodies))
    if most:  # where one holder alone is worth anything, it is given what it may have
        at = at[count[rows.row[at]] == 1]
        row = rows.row[at]
        x[rows.bodies[row]] = (rows.low[at] + np.minimum(rows.left[row], rows.room[at])) * worth[at]
    met = count > 1 if most else (count > 0) & rows.whole
    if met.any():
        part = rows.only(met)
        x[part.bodies] = filled(part, worth[met[rows.row]], most=most)


def filled(rows: Unsure, worth: Array, *, most: bool) -> Array:
    """What each of some rows is worth at least or at most, what is not known being shared out like a knapsack."""
    shares = rows.low + _given(rows, worth, most=most)
    return np.bincount(rows.row, weights=shares * worth, minlength=len(rows.bodies))


def _given(rows: Unsure, worth: Array, *, most: bool) -> Array:
    """What each holding is given beside its least share: the best holders first, or the worst."""
    # At the least what is left goes first to holders whom nobody names, where there may be any.
    left = rows.left if most else np.where(rows.whole, rows.left, 0.0)
    order = np.lexsort((-worth if most else worth, rows.row))
    row, room = rows.row[order], rows.room[order]
    before = np.cumsum(room) - room
    if len(row):
        before -= before[np.searchsorted(row, row)]
    given = np.empty(len(row))
    given[order] = np.clip(left[row] - before, 0, room)
    return given


def _choose(ring: Unsure, x: Array, start: Start, *, most: bool) -> None:
    """The extreme of a ring by policy iteration, as `reaching` does it for named organisations."""
    x[ring.bodies] = 0.0
    rows = ring
    if not most:
        rows = ring.only(~_avoiding(ring, start.worth(ring, x)))
    if not len(rows.bodies):
        return
    worth = start.worth(rows, x)
    chosen = rows.low + _given(rows, worth, most=most)
    while True:
        x[rows.bodies] = 0.0
        x[rows.bodies] = least(*_equations(rows, chosen, start.worth(rows, x)))
        worth = start.worth(rows, x)
        better = rows.low + _given(rows, worth, most=most)
        gain = np.bincount(rows.row, weights=(better - chosen) * worth, minlength=len(rows.bodies))
        changed = gain > EPSILON if most else gain < -EPSILON
        if not changed.any():
            return
        chosen = np.where(changed[rows.row], better, chosen)


def _equations(rows: Unsure, shares: Array, outside: Array) -> tuple[Array, Array]:
    """What the bodies of some rows have of one another, and what `outside` gives them: worth by holding, theirs 0."""
    size = len(rows.bodies)
    at, within = _among(rows)
    inside = np.zeros((size, size))
    np.add.at(inside, (rows.row[within], at[within]), (shares * rows.factor)[within])
    return inside, np.bincount(rows.row, weights=shares * outside, minlength=size)


def _among(rows: Unsure) -> tuple[Array, Array]:
    """For each holding which of the rows' bodies its holder's chain ends in, and whether it ends in one of them."""
    order = np.argsort(rows.bodies)
    at = order[np.searchsorted(rows.bodies, rows.holder, sorter=order).clip(max=len(order) - 1)]
    return at, rows.bodies[at] == rows.holder


def _avoiding(rows: Unsure, outside: Array) -> Array:
    """Which bodies of a ring may have shares that lead back to no root at all."""
    zero = np.ones(len(rows.bodies), dtype=bool)
    at, within = _among(rows)
    while True:
        worth = np.where(within, rows.factor * ~zero[at], outside)
        kept = zero & (filled(rows, worth, most=False) <= EPSILON)
        if (kept == zero).all():
            return zero
        zero = kept
