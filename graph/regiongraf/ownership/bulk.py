"""Everything at once: all ultimate owners of all bodies, and who controls whom, in array networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from regiongraf.ownership.arrays import Array, ArrayNetwork, Level, Plan, Ring, csr_matrix, np, spans


@dataclass(frozen=True)
class Shares:
    """Rows of a table by columns: `owner` and `owned` are positions in the network's ids, `share` a part of one."""

    owner: Array
    owned: Array
    share: Array


def ultimate(network: ArrayNetwork) -> Shares:
    """What every owner behind whom nobody stands holds of every body that it reaches, all shares at their least.

    Rows are ordered by body in the order of solution, then by owner.
    """
    plan = network.plan
    table = _Table(len(plan.order))
    tops = np.flatnonzero(np.diff(plan.first) == 0)
    table.append(tops, np.arange(len(tops) + 1), tops, np.ones(len(tops)))
    for level in plan.levels:
        rows = _combine(table, level.exact)
        held = np.flatnonzero(np.diff(rows.indptr))
        table.append(level.start + held, np.append(rows.indptr[held], len(rows.data)), rows.indices, rows.data)
        for ring in level.rings:
            _solve_ring(table, level, ring, rows)
    kept = table.alive[: table.used]
    kept[: len(tops)] = False
    owner, body, share = (column[: table.used][kept] for column in (table.owner, table.body, table.share))
    return Shares(plan.order[owner], plan.order[body], share)


class _Table:
    """For each place the ultimate owners found so far: a slice of long columns that grow at their ends."""

    def __init__(self, n: int) -> None:
        self.start, self.length = np.zeros(n, np.int64), np.zeros(n, np.int64)
        self.owner, self.body = np.empty(4 * n + 16, np.int32), np.empty(4 * n + 16, np.int32)
        self.share, self.alive, self.used = np.empty(4 * n + 16), np.ones(4 * n + 16, dtype=bool), 0

    def append(self, places: Array, ends: Array, owner: Array, share: Array) -> None:
        """A row for each place; row i lies between ends i and i + 1 of the columns."""
        at, length = self.used, np.diff(ends)
        self.used += len(owner)
        if self.used > len(self.owner):
            size = 2 * self.used
            self.owner, self.body = np.resize(self.owner, size), np.resize(self.body, size)
            self.share, self.alive = np.resize(self.share, size), np.resize(self.alive, size)
            self.alive[at:] = True
        self.owner[at : self.used], self.share[at : self.used] = owner, share
        self.body[at : self.used] = np.repeat(places, length)
        self.start[places], self.length[places] = at + ends[:-1], length

    def replace(self, place: int, owner: Array, share: Array) -> None:
        """Another row in the place of one."""
        self.alive[self.start[place] : self.start[place] + self.length[place]] = False
        self.append(np.array([place]), np.array([0, len(owner)]), owner, share)


def _combine(table: _Table, exact: Any) -> Any:
    """Each row's holders replaced by their ultimate owners, those met twice added."""
    lengths = table.length[exact.indices]
    at = spans(table.start[exact.indices], table.start[exact.indices] + lengths)
    ends = np.concatenate(([0], np.cumsum(lengths)))[exact.indptr]
    rows = csr_matrix((table.share[at] * np.repeat(exact.data, lengths), table.owner[at], ends), shape=exact.shape)
    if (np.diff(exact.indptr) > 1).any():
        rows.sum_duplicates()
    return rows


def _solve_ring(table: _Table, level: Level, ring: Ring, rows: Any) -> None:
    """The rows of a ring put in the place of what comes in from outside."""
    slices = [slice(*rows.indptr[body - level.start : body - level.start + 2]) for body in ring.bodies.tolist()]
    owners = np.unique(np.concatenate([rows.indices[each] for each in slices]))
    given = np.zeros((len(slices), len(owners)))
    for at, each in enumerate(slices):
        given[at, np.searchsorted(owners, rows.indices[each])] = rows.data[each]
    solved = ring.inverse @ given if ring.inverse is not None else _least(ring.inside, given)
    for body, values in zip(ring.bodies.tolist(), solved, strict=True):
        kept = np.flatnonzero(values)
        table.replace(body, owners[kept], values[kept])


def _least(inside: Array, given: Array) -> Array:
    """The least solution for several owners at once, where a part of the ring leaves nothing to anyone outside it."""
    fed = given.any(axis=1)
    while (more := fed | ((inside > 0) @ fed)).sum() > fed.sum():
        fed = more
    solved, at = np.zeros_like(given), np.flatnonzero(fed)
    solved[at] = np.linalg.solve(np.eye(len(at)) - inside[np.ix_(at, at)], given[at])
    return solved


def controllers(network: ArrayNetwork) -> Array:
    """For each id the position of its nearest controller, −1 for none: more than half of the votes, blocs included.

    The columns are read as votes, at their least. Whoever controls a body controls what that body controls, so its
    controllers are its nearest one, that one's nearest, and so on. Two bodies that control each other in a ring, with
    nobody outside who does, have no nearest controller.
    """
    plan = network.plan
    nearest = np.full(len(plan.order), -1, np.int64)
    depth = np.zeros(len(plan.order), np.int64)
    for level in plan.levels:
        _decide(plan, level, nearest, depth)
        for ring in level.rings:
            _decide_ring(plan, [int(body) for body in ring.bodies], nearest, depth)
    found = np.full(len(plan.order), -1, np.int64)
    has = nearest >= 0
    found[plan.order[has]] = plan.order[nearest[has]]
    return found


def _decide(plan: Plan, level: Level, nearest: Array, depth: Array) -> None:
    """Bodies outside rings: add up the votes of holders; of those still apart, of their nearest controllers; and so on.

    All who have more than half share a holder, and so stand above one another: the lowest is the nearest.
    """
    rows = _without_majority(plan, level, nearest, depth)
    entries = spans(plan.first[rows], plan.first[rows + 1])
    ends = np.concatenate(([0], np.cumsum(plan.first[rows + 1] - plan.first[rows])))
    voter, votes = plan.holder[entries], plan.low[entries]
    while len(rows):
        table = csr_matrix((votes, voter, ends), shape=(len(rows), len(nearest)))
        table.sum_duplicates()
        voter, votes, ends = table.indices.astype(np.int64), table.data, table.indptr
        row = np.repeat(np.arange(len(rows)), np.diff(ends))
        wins = votes > 0.5
        nearest[rows[row[wins]]] = voter[wins]
        depth[rows[row[wins]]] = depth[voter[wins]] + 1
        lowest = np.maximum.reduceat(depth[voter], ends[:-1])
        going_on = lowest > 0
        going_on[row[wins]] = False
        kept = going_on[row]
        lift = kept & (depth[voter] == lowest[row])
        voter[lift] = nearest[voter[lift]]
        ends = np.concatenate(([0], np.cumsum(np.diff(ends)[going_on])))
        voter, votes, rows = voter[kept], votes[kept], rows[going_on]


def _without_majority(plan: Plan, level: Level, nearest: Array, depth: Array) -> Array:
    """Settle the rows in which one holder has more than half; return the others that anyone holds, rings apart."""
    alone = np.ones(level.end - level.start, dtype=bool)
    alone[level.in_rings - level.start] = False
    a, b = plan.first[level.start], plan.first[level.end]
    wins = a + np.flatnonzero(plan.low[a:b] > 0.5)
    body = np.searchsorted(plan.first, wins, side="right") - 1
    settled = alone[body - level.start]
    body, holder = body[settled], plan.holder[wins[settled]]
    nearest[body], depth[body] = holder, depth[holder] + 1
    alone[body - level.start] = False
    alone &= plan.first[level.start : level.end] < plan.first[level.start + 1 : level.end + 1]
    return level.start + np.flatnonzero(alone)


def _decide_ring(plan: Plan, bodies: list[int], nearest: Array, depth: Array) -> None:
    """A ring: for everyone who may control a part of it, add until nothing is added."""
    votes = {
        body: [(int(plan.holder[at]), float(plan.low[at])) for at in range(plan.first[body], plan.first[body + 1])]
        for body in bodies
    }
    above: dict[int, set[int]] = {}
    for holder in {holder for some in votes.values() for holder, _ in some}:
        above[holder] = {holder}
        at = int(nearest[holder])
        while at >= 0:
            above[holder].add(at)
            at = int(nearest[at])
    controls: dict[int, set[int]] = {}
    for owner in sorted(set().union(*above.values())):
        bloc = {holder for holder in above if owner in above[holder]}
        added = True
        while added:
            sums = {body: sum(part for holder, part in votes[body] if holder in bloc) for body in bodies}
            added = bool(new := {body for body, total in sums.items() if total > 0.5} - bloc)
            bloc |= new
        controls[owner] = bloc & set(bodies) - {owner}
    for body in bodies:
        over = [owner for owner in controls if body in controls[owner]]
        if lowest := [owner for owner in over if owner not in controls.get(body, set())]:
            rank = {owner: sum(owner in controls[other] for other in over) for owner in lowest}
            nearest[body] = max(lowest, key=lambda owner: (rank[owner], depth[owner], -owner))
    for body in bodies:
        depth[body] = _height(body, nearest)


def _height(body: int, nearest: Array) -> int:
    height, at = 0, int(nearest[body])
    while at >= 0:
        height, at = height + 1, int(nearest[at])
    return height
