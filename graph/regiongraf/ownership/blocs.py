"""Who controls whom in an array network: more than half of the votes, blocs included.

Whoever controls a body controls what that body controls, so that all controllers of a body are its nearest one, that
one's nearest, and so on. Most bodies have one holder with more than half: the nearest. Only the others are counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from regiongraf.ownership.arrays import Array, ArrayNetwork, connected_components, csr_matrix, np
from regiongraf.ownership.layering import levels, rings, without


def controllers(network: ArrayNetwork) -> Array:
    """For each id the position of its nearest controller, −1 for none: more than half of the votes, blocs included.

    The columns are read as votes, at their least; what a body holds of itself is no vote. Bodies that control each
    other in a ring, with nobody outside who does, have no nearest controller; each of them controls what any does.
    """
    n = len(network.ids)
    others = network.owner != network.owned
    majority = np.flatnonzero((network.low > 0.5) & others)
    nearest = np.full(n, -1)
    nearest[network.owned[majority]] = network.owner[majority]
    may = np.bincount(network.owned, network.low * others, n) > 0.5
    may[network.owned[majority]] = False
    stands = _standing(network, nearest)
    nearest[stands >= 0] = -1
    stands = np.where(stands >= 0, stands, np.arange(n))
    nearest = _stood_for(stands, nearest)
    if may.any():
        _Undecided.of(network, may, nearest, stands).decide()
    return nearest


def _standing(network: ArrayNetwork, nearest: Array) -> Array:
    """For each body of a ring of majorities the first of the ring, which stands for all; −1 for the others."""
    first = np.full(len(nearest), -1)
    circle = _in_circles(network, nearest)
    if len(circle):
        up = np.searchsorted(circle, nearest[circle])
        size = len(circle)
        table = csr_matrix((np.ones(size), (np.arange(size), up)), shape=(size, size))
        _, component = connected_components(table, directed=False)
        _, at = np.unique(component, return_index=True)
        first[circle] = circle[at[component]]
    return first


def _stood_for(stands: Array, up: Array) -> Array:
    """Pointers to bodies as pointers to who stands for them; −1 stays."""
    return np.where(up >= 0, stands[up], -1)


def _in_circles(network: ArrayNetwork, nearest: Array) -> Array:
    """The bodies that hold majorities of each other round in a ring."""
    plan = network.plan
    some = np.flatnonzero(plan.ring[plan.place] >= 0) if len(plan.in_rings) else np.zeros(0, np.int64)
    up = nearest[some]
    some, up = some[up >= 0], up[up >= 0]
    steps = 1
    while len(some) and steps <= 2 * len(nearest):
        at = np.searchsorted(some, up).clip(max=len(some) - 1)
        within = some[at] == up  # a pointer out of the ring ends there
        if not within.all():
            some, up = some[within], up[within]
            continue
        up, steps = up[at], 2 * steps
    return np.unique(up)


@dataclass(frozen=True)
class _Undecided:
    """Bodies in which no holder has more than half, by number, and the votes in them."""

    nearest: Array
    bodies: Array
    row: Array
    voter: Array
    votes: Array
    end: Array
    """For each vote where its voter's chain of majorities ends."""
    steps: Array
    """How many steps that is."""
    number: Array
    """For each id its number among the bodies, or −1."""
    stands: Array
    """For each id who stands for it: of bodies that control each other, which vote as one, the first."""

    @classmethod
    def of(cls, network: ArrayNetwork, may: Array, nearest: Array, stands: Array) -> _Undecided:
        """Of a network those bodies that `may` says, one truth value for each id."""
        bodies = np.flatnonzero(may)
        number = np.full(len(nearest), -1)
        number[bodies] = np.arange(len(bodies))
        at = np.flatnonzero(may[network.owned] & (network.owner != network.owned))
        voter = stands[network.owner[at]]
        end, steps = _climbed(voter, nearest)
        return cls(nearest, bodies, number[network.owned[at]], voter, network.low[at], end, steps, number, stands)

    def decide(self) -> None:
        """Fill in the nearest controllers, bodies after those on which their voters' controllers rest."""
        size = len(self.bodies)
        on = self.number[self.end]
        waits = np.flatnonzero(on >= 0)
        table = csr_matrix((np.ones(len(waits)), (self.row[waits], on[waits])), shape=(size, size))
        _, component = connected_components(table, connection="strong")
        row = np.repeat(np.arange(size), np.diff(table.indptr))
        inner = component[row] == component[table.indices]
        ring, in_rings = rings(component, row[inner])
        level = levels(without(table, row, inner) if len(in_rings) else table, component, in_rings)
        top, depth = self.bodies.copy(), np.zeros(size, np.int64)
        by_level = np.argsort(level[self.row], kind="stable")
        for some in np.split(by_level, np.flatnonzero(np.diff(level[self.row[by_level]])) + 1):
            its = ring[self.row[some]]
            self._decide(some[its < 0], on, top, depth)
            of_rings = some[its >= 0]
            of_rings = of_rings[np.argsort(ring[self.row[of_rings]], kind="stable")]
            if len(of_rings):
                for each in np.split(of_rings, np.flatnonzero(np.diff(ring[self.row[of_rings]])) + 1):
                    self._decide_ring(each, top, depth)

    def _decide(self, some: Array, on: Array, top: Array, depth: Array) -> None:
        """Some votes, with all that are given in the same bodies.

        Those who have more than half stand above one another, and all under one top: where no top has, nobody does.
        Else votes are lifted to the voters' nearest controllers, the lowest voters' first, until one has more than
        half.
        """
        waits = on[some] >= 0
        tops, deep = self.end[some], self.steps[some]
        tops[waits] = top[on[some][waits]]
        deep[waits] += depth[on[some][waits]]
        row, _, votes, _ = _added(self.row[some], tops, self.votes[some], deep, len(self.nearest))
        decided = np.zeros(len(self.bodies), dtype=bool)
        decided[row[votes > 0.5]] = True
        going_on = decided[self.row[some]]
        some, deep = some[going_on], deep[going_on]
        row, voter, votes = self.row[some], self.stands[self.voter[some]], self.votes[some]
        top[row] = tops[going_on]  # of all voters under it, and of others: put right below
        while len(row):
            row, voter, votes, deep = _added(row, voter, votes, deep, len(self.nearest))
            wins = votes > 0.5
            of = row[wins]
            self.nearest[self.bodies[of]] = voter[wins]
            ends, _ = _climbed(voter[wins], self.nearest)
            top[of], depth[of] = ends, deep[wins] + 1
            decided[of] = False
            lowest = np.zeros(len(self.bodies), np.int64)
            np.maximum.at(lowest, row, deep)
            kept = decided[row]
            lift = kept & (deep == lowest[row])
            voter[lift], deep[lift] = _stood_for(self.stands, self.nearest[voter[lift]]), deep[lift] - 1
            row, voter, votes, deep = row[kept], voter[kept], votes[kept], deep[kept]

    def _decide_ring(self, some: Array, top: Array, depth: Array) -> None:
        """Bodies whose control rests on one another's: for everyone who may control one, add until nothing is added."""
        votes: dict[int, list[tuple[int, float]]] = {}
        columns = self.bodies[self.row[some]], self.voter[some], self.votes[some]
        for body, voter, part in zip(*(column.tolist() for column in columns), strict=True):
            votes.setdefault(body, []).append((voter, part))
        bodies = sorted(votes)
        voters = {holder for some in votes.values() for holder, _ in some}
        owners = sorted({owner for voter in voters for owner in (voter, *self._above(voter))})
        above = {owner: {owner, *self._above(owner)} for owner in owners}
        controls = {owner: _bloc(owner, votes, above) for owner in owners}
        deep = {owner: len(self._above(owner)) for owner in controls}
        for body in bodies:
            over = [owner for owner in controls if body in controls[owner]]
            its = {body, *controls.get(body, ())}
            # Whom the body controls in turn, itself or through a majority further down, is no controller above it.
            if lowest := [owner for owner in over if its.isdisjoint(above[owner])]:
                rank = {owner: sum(owner in controls[other] for other in over) for owner in lowest}
                self.nearest[body] = max(lowest, key=lambda owner: (rank[owner], deep[owner], -owner))
        self._stand_together(bodies, controls)
        for body in bodies:
            chain, number = self._above(body), self.number[body]
            top[number], depth[number] = chain[-1] if chain else body, len(chain)

    def _stand_together(self, bodies: list[int], controls: dict[int, set[int]]) -> None:
        """Of bodies that control each other let the first stand for all, below who controls it."""
        for body in bodies:
            for other in bodies:
                if other <= body and body in controls.get(other, set()) and other in controls.get(body, set()):
                    self.stands[body] = self.stands[other]
                    self.nearest[body] = self.nearest[other]
                    break
        its = np.array(bodies)
        self.nearest[its] = _stood_for(self.stands, self.nearest[its])

    def _above(self, body: int) -> list[int]:
        """The nearest controller, its nearest, and so on."""
        found: list[int] = []
        while (body := int(self.nearest[body])) >= 0:
            found.append(body)
        return found


def _climbed(start: Array, nearest: Array) -> tuple[Array, Array]:
    """Where the chains of nearest controllers end, and after how many steps."""
    end, steps = start.copy(), np.zeros(len(start), np.int64)
    at, up = np.arange(len(start)), nearest[start]
    while len(at):
        going = np.flatnonzero(up >= 0)
        at, up = at[going], up[going]
        end[at] = up
        steps[at] += 1
        up = nearest[up]
    return end, steps


def _added(row: Array, voter: Array, votes: Array, deep: Array, n: int) -> tuple[Array, Array, Array, Array]:
    """The votes of one voter in one body added up; a voter is as deep wherever it votes."""
    keys, first, of = np.unique(row * n + voter, return_index=True, return_inverse=True)
    return row[first], voter[first], np.bincount(of, votes, len(keys)), deep[first]


def _bloc(owner: int, votes: dict[int, list[tuple[int, float]]], above: dict[int, set[int]]) -> set[int]:
    """The bodies of a ring that one owner controls, with what they and it control voting with it."""
    bloc, found = {owner}, set[int]()
    while True:
        theirs = {holder for holder, over in above.items() if not bloc.isdisjoint(over)}
        sums = {body: sum(part for holder, part in some if holder in theirs) for body, some in votes.items()}
        new = {body for body, total in sums.items() if total > 0.5} - bloc
        if not new:
            return found - {owner}
        found |= new
        bloc |= new
