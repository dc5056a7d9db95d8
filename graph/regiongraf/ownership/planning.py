"""The order in which an array network is solved, worked out once: chains drawn together, rings solved, levels cut.

A body whose only holder is known, and how much, is worth what its holder is worth times a number. Such chains are
drawn together first, and most bodies of a register are in one. What is left, the *core*, is put in levels of what rests
on what. A ring's own equations are solved beforehand, so that its bodies rest on levels before like all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from regiongraf.ownership.arrays import EPSILON, Array, ArrayNetwork, connected_components, csr_matrix, np, spans
from regiongraf.ownership.layering import levels, rings, without

NARROW = 4096
"""Holdings in a level below which a call costs more than its numbers, so that the lightest calls are made."""
TOGETHER = 64
"""Bodies in rings that are solved in one call: more make its table larger than what a call costs."""


@dataclass(frozen=True)
class Level:
    """Bodies that rest only on levels before: places `start` to `end`."""

    start: int
    end: int
    table: Any
    """Sparse: what each body has of each place before it; None for a narrow level, which has columns instead."""
    holder: Array
    share: Array
    first: Array
    filled: Array
    """In a narrow level: which rows have any holder, and where each of these starts."""

    def times(self, x: Array) -> Array:
        """What each body is worth when the places before it are worth `x`: a float for each body."""
        if self.table is not None:
            return self.table @ x
        worth = np.zeros(self.end - self.start)
        if len(self.filled):
            worth[self.filled] = np.add.reduceat(self.share * x[self.holder], self.first)
        return worth


@dataclass(frozen=True)
class Unsure:
    """Some rows as they are stated: the places of their bodies, and for each of their holdings its row and figures.

    `holder` is the place that the holder's chain ends in, `factor` the part of it that the holder is worth, and `via`
    the holder's own number among the network's ids.
    """

    bodies: Array
    row: Array
    holder: Array
    factor: Array
    via: Array
    low: Array
    room: Array
    left: Array
    """For each body what its holders' least shares leave."""
    whole: Array
    """Whether the named holders of each body have all that they may: what is left to others is settled."""

    def only(self, kept: Array) -> Unsure:
        """Some of the rows."""
        of_kept = kept[self.row]
        row = (np.cumsum(kept) - 1)[self.row[of_kept]]
        return self._of(self.bodies[kept], row, of_kept, kept)

    def span(self, start: int, end: int) -> Unsure:
        """Rows `start` to `end`; nothing is copied but the numbers of rows."""
        a, b = np.searchsorted(self.row, [start, end])
        return self._of(self.bodies[start:end], self.row[a:b] - start, slice(a, b), slice(start, end))

    def _of(self, bodies: Array, row: Array, holdings: Any, rows: Any) -> Unsure:
        return Unsure(
            bodies, row, self.holder[holdings], self.factor[holdings], self.via[holdings], self.low[holdings],
            self.room[holdings], self.left[rows], self.whole[rows],
        )  # fmt: skip


@dataclass(frozen=True)
class Chains:
    """For each id the end of its chain of sole holders, and the part of it that the id is worth; 1 of itself."""

    end: Array
    part: Array
    sole: Array
    """The holdings that chains are made of, as row numbers of the network's columns."""

    @classmethod
    def of(cls, network: ArrayNetwork, kept: Sequence[int] = ()) -> Chains:
        """Draw chains together by doubling steps; those in `kept`, and those without an end, end in themselves."""
        n = len(network.ids)
        alone = np.bincount(network.owned, minlength=n) == 1
        alone[list(kept)] = False
        sole = np.flatnonzero(alone[network.owned] & (network.low == network.high) & (network.owner != network.owned))
        at, up, own = network.owned[sole], network.owner[sole], network.low[sole]
        end, part = np.arange(n), np.ones(n)
        end[at], part[at] = up, own
        is_end = np.ones(n, dtype=bool)
        is_end[at] = False
        steps = 1
        while len(at) and steps <= n:
            further = end[up]
            on = np.flatnonzero(further != up)
            at, up, further, own = (column.take(on) for column in (at, up, further, own))
            own *= part[up]
            part[at], end[at] = own, further
            up, steps = further, 2 * steps
        owned = network.owned[sole]
        ends = is_end[end[owned]]
        if not ends.all():  # chains that come round to themselves, or lead to such
            lost = owned[~ends]
            end[lost], part[lost] = lost, 1.0
            sole = sole[ends]
        return cls(end, part, sole)


@dataclass(frozen=True)
class Plan:
    """A network in the order of solution. A body's *place* is its position among the core bodies, holders first.

    `place` gives for each id the place that its chain ends in, `part` the part of that place that it is worth, and
    `order` for each place its id.
    """

    network: ArrayNetwork
    chains: Chains
    place: Array
    order: Array
    levels: tuple[Level, ...] = field(repr=False)
    tops: Array
    """The places of those whom nobody holds."""
    ring: Array
    """For each place the number of its ring, −1 for none: a ring is several bodies, or one that holds itself."""
    in_rings: Array
    """The places of all bodies in rings."""
    turns: Any
    """Sparse, by position in `in_rings`: what a part that comes into a ring becomes by going round in it."""

    @property
    def part(self) -> Array:
        """For each id the part of its place that it is worth."""
        return self.chains.part

    @classmethod
    def of(cls, network: ArrayNetwork, kept: Sequence[int] = ()) -> Plan:
        """Prepare a network; linear in holdings, but for rings, which are solved once each.

        Chains through `kept` are not drawn together.
        """
        n = len(network.ids)
        chains = Chains.of(network, kept)
        is_core = chains.end == np.arange(n)
        core = np.flatnonzero(is_core)
        size = len(core)
        number = np.zeros(n, np.int32 if max(n, len(network.owner)) < 2**31 else np.int64)
        number[core] = np.arange(size, dtype=number.dtype)
        held = np.flatnonzero(is_core[network.owned])
        owner = network.owner[held]
        cells = number[network.owned[held]], number[chains.end[owner]]
        # Two ways to one holder are added: SciPy does not come back from components of a graph with an edge twice.
        tangle = csr_matrix((network.low[held] * chains.part[owner], cells), shape=(size, size))
        component = connected_components(tangle, connection="strong")[1] if size else np.zeros(0, np.int32)
        row = np.repeat(np.arange(size, dtype=number.dtype), np.diff(tangle.indptr))
        inner = component[row] == component[tangle.indices]
        ring, bodies = rings(component, row[inner])
        turns = _turns(ring[bodies], bodies, row[inner], tangle.indices[inner], tangle.data[inner])
        outer = without(tangle, row, inner) if len(bodies) else tangle
        level = levels(outer, component, bodies)
        order = np.argsort(level.astype(np.int16) if size and level.max() < 2**15 else level, kind="stable")
        place = np.empty(size, number.dtype)
        place[order] = np.arange(size, dtype=place.dtype)
        solved, source = _folded(outer, bodies, turns, order)
        cut = tuple(_cut(solved, source, place, level[order])) if size else ()
        of_ids = np.empty(n, np.int64)  # an index of any other kind is made into this one at each use
        of_ids[core] = place
        tops = np.flatnonzero(np.diff(tangle.indptr)[order] == 0)
        return cls(network, chains, of_ids[chains.end], core[order], cut, tops, ring[order], place[bodies], turns)

    @cached_property
    def level_of(self) -> Array:
        """The first place of each level, and the number of places."""
        return np.array([*(level.start for level in self.levels), len(self.order)])

    def rows(self, places: Array) -> Unsure:
        """The rows of some places as they are stated."""
        network, (first, stated) = self.network, self.stated
        holding = stated[spans(first[places], first[places + 1])]
        row = np.repeat(np.arange(len(places)), first[places + 1] - first[places])
        via, low = network.owner[holding], network.low[holding]
        return Unsure(
            places, row, self.place[via], self.part[via], via, low, network.high[holding] - low,
            1 - np.bincount(row, weights=low, minlength=len(places)), network.closed[self.order[places]],
        )  # fmt: skip

    @cached_property
    def stated(self) -> tuple[Array, Array]:
        """What is stated of each place: where its holdings start and end in the second, row numbers of the columns."""
        held = np.flatnonzero(self.order[self.place[self.network.owned]] == self.network.owned)
        place = self.place[self.network.owned[held]]
        # One row with one cell for each holding, turned over: sorted by place, and nothing is added up.
        ones = np.ones(len(held), np.int8), place, np.arange(len(held) + 1)
        table = csr_matrix(ones, shape=(len(held), len(self.order))).tocsc()
        return table.indptr, held[table.indices]

    @cached_property
    def unsure(self) -> tuple[Unsure, ...]:
        """For each level the rows outside rings whose shares are not all known."""
        rows = self.rows(self._unsure[self.ring[self._unsure] < 0])
        cuts: Array = np.searchsorted(rows.bodies, self.level_of)
        return tuple(rows.span(start, end) for start, end in pairwise(cuts.tolist()))

    @cached_property
    def unsure_rings(self) -> tuple[tuple[Unsure, ...], ...]:
        """For each level the rings in which some share is not known, with all their rows; small ones put together.

        Rings of one level do not rest on one another, so that several are solved in one call, as one table.
        """
        numbers = np.unique(self.ring[self._unsure])
        groups: list[list[list[Array]]] = [[] for _ in self.levels]
        for ring in (self.in_ring(number) for number in numbers[numbers >= 0].tolist()):
            of_level = groups[int(np.searchsorted(self.level_of, ring[0], side="right")) - 1]
            if not of_level or sum(map(len, of_level[-1])) + len(ring) > TOGETHER:
                of_level.append([])
            of_level[-1].append(ring)
        return tuple(tuple(self.rows(np.sort(np.concatenate(group))) for group in of_level) for of_level in groups)

    def in_ring(self, number: int) -> Array:
        """The places of the bodies of one ring."""
        return np.sort(self.in_rings[self.ring[self.in_rings] == number])

    @cached_property
    def _unsure(self) -> Array:
        """The places whose shares are not all known."""
        loose = np.unique(self.network.owned[self.network.high > self.network.low])
        return np.sort(self.place[loose])


def _turns(ring: Array, bodies: Array, row: Array, holder: Array, share: Array) -> Any:
    """(1 − A)⁻¹ of every ring along the diagonal of one sparse table, rings of one size together.

    Where a part of a ring leaves nothing to anyone outside the ring, that part is worth nothing to anyone there.
    """
    size = len(bodies)
    count = int(ring.max()) + 1 if size else 0
    sizes = np.bincount(ring, minlength=count)
    first = np.cumsum(sizes) - sizes
    at = np.empty(int(bodies.max()) + 1 if size else 0, np.int64)
    at[bodies] = np.arange(size)
    i, j = at[row], at[holder]
    values, rows, columns = [np.zeros(0)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for width in np.unique(sizes).tolist():
        some = np.flatnonzero(sizes == width)
        stack = np.zeros(count, np.int64)
        stack[some] = np.arange(len(some))
        mine = sizes[ring[i]] == width
        inside = np.zeros((len(some), width, width))
        start = first[ring[i[mine]]]
        np.add.at(inside, (stack[ring[i[mine]]], i[mine] - start, j[mine] - start), share[mine])
        values.append(_inverses(inside).ravel())
        here = first[some][:, None] + np.arange(width)
        rows.append(np.repeat(here, width, axis=1).ravel())
        columns.append(np.tile(here, (1, width)).ravel())
    cells = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return csr_matrix(cells, shape=(size, size))


def _inverses(inside: Array) -> Array:
    """(1 − inside)⁻¹ of each of a stack; rows and columns of a part that nothing leaves are 0."""
    eye = np.eye(inside.shape[1])
    try:
        found = np.linalg.inv(eye - inside)
    except np.linalg.LinAlgError:
        found = np.full_like(inside, np.inf)
    for at in np.flatnonzero(~((found > -EPSILON) & (found < 1 / EPSILON)).all(axis=(1, 2))):
        found[at] = _with_dead_ends(inside[at])
    return found


def _with_dead_ends(inside: Array) -> Array:
    """(1 − inside)⁻¹ where it exists: among the bodies of which something leads out of the ring, or to no one named."""
    leaves = inside.sum(axis=1) < 1 - EPSILON
    while (more := leaves | ((inside > 0) @ leaves)).sum() > leaves.sum():
        leaves = more
    found, live = np.zeros_like(inside), np.flatnonzero(leaves)
    found[np.ix_(live, live)] = np.linalg.inv(np.eye(len(live)) - inside[np.ix_(live, live)])
    return found


def _folded(outer: Any, bodies: Array, turns: Any, order: Array) -> tuple[Any, Array]:
    """The rows of rings solved and stacked under all others, and for each place the row to take."""
    source = np.arange(outer.shape[0], dtype=np.int64)
    if not len(bodies):
        return outer, source[order]
    solved = turns @ outer[bodies]
    source[bodies] = outer.shape[0] + np.arange(len(bodies))
    stacked = csr_matrix(
        (
            np.concatenate((outer.data, solved.data)),
            np.concatenate((outer.indices, solved.indices)),
            np.concatenate((outer.indptr, outer.indptr[-1] + solved.indptr[1:])),
        ),
        shape=(outer.shape[0] + len(bodies), outer.shape[1]),
    )
    return stacked, source[order]


def _rows(table: Any, order: Array) -> Any:
    """A sparse table with its rows in another order."""
    first = np.zeros(len(order) + 1, table.indptr.dtype)
    np.cumsum(np.diff(table.indptr)[order], out=first[1:])
    column = spans(table.indptr[order], table.indptr[order + 1])
    return csr_matrix((table.data[column], table.indices[column], first), shape=(len(order), table.shape[1]))


def _cut(solved: Any, source: Array, place: Array, level: Array) -> Iterator[Level]:
    """The levels, their columns in the order of solution."""
    starts = np.searchsorted(level, np.arange(level[-1] + 2)).tolist()
    rows = _rows(solved, source)
    holder, share, first = place[rows.indices], rows.data, rows.indptr
    nothing = np.zeros(0, np.int64)
    for start, end in pairwise(starts):
        a, b = int(first[start]), int(first[end])
        begin = first[start : end + 1] - a
        if b - a >= NARROW:
            table = csr_matrix((share[a:b], holder[a:b], begin), shape=(end - start, len(place)))
            yield Level(start, end, table, nothing, nothing, nothing, nothing)
        else:
            filled = np.flatnonzero(np.diff(begin))
            yield Level(start, end, None, holder[a:b], share[a:b], begin[filled], filled)
