"""Ownership in bulk: the same mathematics as `Effects`, on columns of numbers, for networks of millions of holdings.

Needs NumPy and SciPy (`pip install regiongraf[fast]`), and is imported only on demand. Shares are floating-point parts
of one here, and open ends are not told apart; an answer about a named organisation comes from `Effects`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from regiongraf.errors import MissingPart
from regiongraf.figures import rounded
from regiongraf.ownership.errors import ImpossibleShares, UnknownOrganisation
from regiongraf.ownership.network import Network
from regiongraf.ownership.rows import OWNERSHIP, UNNAMED, Row, Rows

try:
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components
except ImportError as missing:  # pragma: no cover - tested in a Python without them
    raise MissingPart(
        "ownership in bulk needs NumPy and SciPy",
        hint="pip install 'regiongraf[fast]'",
        sv="beräkning av ägande i stor skala behöver NumPy och SciPy",
        hint_sv="installera dem: pip install 'regiongraf[fast]'",
    ) from missing

__all__ = ["EPSILON", "Array", "ArrayNetwork", "Level", "Plan", "Ring", "Unsure", "csr_matrix", "np", "spans"]

Array = Any
"""A NumPy array; its shape and kind of number stand where it is named."""

EPSILON = 1e-9
"""By how much shares may exceed a whole before they are refused: what rounding in columns of floats may do."""


@dataclass(frozen=True)
class ArrayNetwork:
    """Holdings as columns: row i says that `owner[i]` has between `low[i]` and `high[i]` of `owned[i]`.

    `owner` and `owned` are positions in `ids`; a pair stands once. `closed` (one truth value for each id) says whose
    list of holders is whole. Nothing is an object of its own for each holding.
    """

    ids: Sequence[str]
    owner: Array
    owned: Array
    low: Array
    high: Array
    closed: Array

    @classmethod
    def from_columns(
        cls,
        ids: Sequence[str],
        owner: Array,
        owned: Array,
        low: Array,
        high: Array | None = None,
        closed: Array | None = None,
    ) -> ArrayNetwork:
        """From columns as a data frame or a query gives them; exact shares when `high` is left out.

        Raises ImpossibleShares for a body whose least shares are more than the whole or that owns all of itself.
        """
        n = len(ids)
        given = np.zeros(n, dtype=bool) if closed is None else np.asarray(closed, dtype=bool)
        least = np.asarray(low, dtype=np.float64)
        most = least if high is None else np.asarray(high, dtype=np.float64)
        made = cls(ids, np.asarray(owner, np.int64), np.asarray(owned, np.int64), least, most, given)
        made._check()
        return made

    @classmethod
    def from_network(cls, network: Network) -> ArrayNetwork:
        """From a network of plain values, followed as ownership."""
        rows = Rows(network, OWNERSHIP)
        ids = sorted({*rows, *(holder for body in rows for holder in rows.holders(body))})
        at = {id_: i for i, id_ in enumerate(ids)}
        cells = [(body, cell) for body in rows for cell in rows[body].cells if cell.holder != UNNAMED]
        closed = np.zeros(len(ids), dtype=bool)
        closed[[at[body] for body in rows if _is_closed(rows[body])]] = True
        return cls.from_columns(
            ids,
            [at[cell.holder] for _, cell in cells],
            [at[body] for body, _ in cells],
            [float(cell.share.low) for _, cell in cells],
            [float(cell.share.high) for _, cell in cells],
            closed,
        )

    def _check(self) -> None:
        if not ((self.low >= 0).all() and (self.low <= self.high).all() and (self.high <= 1).all()):
            raise ImpossibleShares(
                "a share lies between 0 and 1 with low ≤ high",
                "?",
                (),
                sv="en andel ligger mellan 0 och 1 med låg ≤ hög",
            )
        sums = np.bincount(self.owned, weights=self.low, minlength=len(self.ids))
        for body in np.flatnonzero(sums > 1 + EPSILON)[:1]:
            name = self.ids[body]
            raise ImpossibleShares(
                f"the shares of {name} sum to more than the whole: {sums[body]:.4%}",
                name,
                (),
                sv=f"andelarna i {name} är tillsammans mer än det hela: {rounded(float(sums[body]), 'sv')}",
            )
        for at in np.flatnonzero((self.owner == self.owned) & (self.low >= 1))[:1]:
            name = self.ids[self.owned[at]]
            raise ImpossibleShares(
                f"{name} is stated to own all of itself", name, (), sv=f"{name} anges äga hela sig självt"
            )

    def position(self, id_: str) -> int:
        """Where an id stands. Raises UnknownOrganisation."""
        if id_ not in self._positions:
            raise UnknownOrganisation(id_)
        return self._positions[id_]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {id_: at for at, id_ in enumerate(self.ids)}

    @cached_property
    def plan(self) -> Plan:
        """The order of solution, worked out once: components, their levels, and the rows of each level."""
        return Plan.of(self)


@dataclass(frozen=True)
class Ring:
    """A component of several bodies, or of one that holds a part of itself; positions are in the order of solution."""

    bodies: Array
    inside: Array
    """Shares within: [body, holder], exact or least."""
    inverse: Array | None
    """(1 − inside)⁻¹; None when a ring leaves nothing to anyone outside."""
    rows: Unsure | None
    """All its holdings, where they are not all known."""


@dataclass(frozen=True)
class Unsure:
    """Some rows whose shares are not all known: the bodies, and for each of their holdings its row and figures."""

    bodies: Array
    row: Array
    holder: Array
    low: Array
    room: Array
    left: Array
    """For each body what its holders' least shares leave."""
    whole: Array
    """Whether the named holders of each body have all that they may: what is left to others is settled."""


@dataclass(frozen=True)
class Level:
    """Bodies that rest only on levels before: rows `start` to `end` in the order of solution."""

    start: int
    end: int
    exact: Any
    """Sparse: least shares held in each body from outside its own component."""
    unsure: Unsure
    """The bodies outside rings whose shares are not all known."""
    rings: tuple[Ring, ...]
    in_rings: Array
    """The bodies of all rings, and in `ring` the number of each one's ring."""
    ring: Array
    into_rings: Array
    """Everyone who holds anything in a ring, and in `into` the number of that ring."""
    into: Array


@dataclass(frozen=True)
class Plan:
    """A network in the order of solution: every body after all its holders, rings together.

    `order[p]` is the id at place p and `place` its inverse. The columns of holdings are sorted by their bodies' places.
    """

    network: ArrayNetwork
    order: Array
    place: Array
    first: Array
    holder: Array
    low: Array
    room: Array
    whole: Array
    """Whether the named holders have all that they may, by place: what is left to others is settled."""
    levels: tuple[Level, ...] = field(repr=False)

    @classmethod
    def of(cls, network: ArrayNetwork) -> Plan:
        """Prepare a network. Linear in holdings, but for rings, which are solved once each."""
        n, edges = len(network.ids), len(network.owner)
        number = np.int32 if max(n, edges) < 2**31 else np.int64
        graph = csr_matrix((np.arange(edges, dtype=number), (network.owned, network.owner)), shape=(n, n))
        if graph.nnz < edges:
            raise ValueError("a pair of owner and owned stands more than once: add its shares first")
        _, component = connected_components(graph, directed=True, connection="strong")
        level = _levels(component, graph)
        order = np.argsort(
            level.astype(np.int16) if len(level) < 2**15 or level.max() < 2**15 else level, kind="stable"
        )
        place = np.empty(n, number)
        place[order] = np.arange(n, dtype=number)
        first = np.concatenate(([0], np.cumsum(np.diff(graph.indptr)[order]))).astype(number)
        column = spans(graph.indptr[order], graph.indptr[order + 1])
        by_body, holder = graph.data[column], place[graph.indices[column]]
        low = network.low[by_body]
        made = cls(network, order, place, first, holder, low, network.high[by_body] - low, network.closed[order], ())
        object.__setattr__(made, "levels", tuple(made._cut(level[order], component[order])) if n else ())
        return made

    def _cut(self, level: Array, component: Array) -> Iterator[Level]:
        """The levels, with the holdings within rings taken out of the sparse rows."""
        n = len(level)
        body = np.repeat(np.arange(n, dtype=self.holder.dtype), np.diff(self.first))
        inside = component[self.holder] == component[body]
        outer = np.where(inside, 0.0, self.low)
        in_ring, unsure = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
        in_ring[body[inside]] = True
        unsure[body[self.room > 0]] = True
        starts = np.flatnonzero(np.diff(level, prepend=-1))
        for start, end in zip(starts.tolist(), [*starts[1:].tolist(), n], strict=True):
            a, b = self.first[start], self.first[end]
            shape = (end - start, n)
            exact = csr_matrix((outer[a:b], self.holder[a:b], self.first[start : end + 1] - a), shape=shape)
            rings = tuple(self._rings(start + np.flatnonzero(in_ring[start:end]), component))
            ring = np.repeat(np.arange(len(rings)), [len(each.bodies) for each in rings])
            in_rings = np.concatenate([each.bodies for each in rings]) if rings else np.zeros(0, np.int64)
            column = spans(self.first[in_rings], self.first[in_rings + 1])
            into = np.repeat(ring, self.first[in_rings + 1] - self.first[in_rings])
            open_rows = start + np.flatnonzero((unsure & ~in_ring)[start:end])
            unsure_rows = self.unsure(open_rows)
            yield Level(start, end, exact, unsure_rows, rings, in_rings, ring, self.holder[column], into)

    def unsure(self, bodies: Array) -> Unsure:
        """The rows of some bodies, ready to be shared out."""
        column = spans(self.first[bodies], self.first[bodies + 1])
        row = np.repeat(np.arange(len(bodies)), self.first[bodies + 1] - self.first[bodies])
        left = 1 - np.bincount(row, weights=self.low[column], minlength=len(bodies))
        return Unsure(bodies, row, self.holder[column], self.low[column], self.room[column], left, self.whole[bodies])

    def _rings(self, within: Array, component: Array) -> Iterator[Ring]:
        within = within[np.argsort(component[within], kind="stable")]
        for bodies in np.split(within, np.flatnonzero(np.diff(component[within])) + 1) if len(within) else ():
            at = {int(place): i for i, place in enumerate(bodies)}
            inside = np.zeros((len(bodies), len(bodies)))
            for place, i in at.items():
                for j in range(self.first[place], self.first[place + 1]):
                    if int(self.holder[j]) in at:
                        inside[i, at[int(self.holder[j])]] += self.low[j]
            rows = self.unsure(bodies)
            yield Ring(bodies, inside, _inverse(inside), rows if rows.room.any() else None)


def _is_closed(row: Row) -> bool:
    """Whether what unnamed holders have is settled by what the named ones have."""
    last = row.cells[-1]
    return last.holder != UNNAMED or last.share.is_exact


def _levels(component: Array, graph: Any) -> Array:
    """For each node the length of the longest chain of components above it: 0 for those that nobody holds."""
    count = int(component.max()) + 1 if len(component) else 0
    owned = np.repeat(component, np.diff(graph.indptr))
    owner = component[graph.indices]
    across = owner != owned
    down = csr_matrix((np.ones(len(owner), np.int8)[across], (owner[across], owned[across])), shape=(count, count))
    waiting = np.bincount(down.indices, minlength=count)
    level = np.zeros(count, np.int32)
    front, depth = np.flatnonzero(waiting == 0), 0
    while len(front):
        level[front] = depth
        hit = down.indices[spans(down.indptr[front], down.indptr[front + 1])]
        if len(hit) > count // 32:
            fewer = np.bincount(hit, minlength=count)
            waiting -= fewer
            front = np.flatnonzero((fewer > 0) & (waiting == 0))
        else:
            met, times = np.unique(hit, return_counts=True)
            waiting[met] -= times
            front = met[waiting[met] == 0]
        depth += 1
    return level[component]


def spans(starts: Array, ends: Array) -> Array:
    """The numbers of several ranges, one after the other."""
    lengths = ends - starts
    upto = np.cumsum(lengths)
    count = int(upto[-1]) if len(upto) else 0
    return np.repeat(starts - upto + lengths, lengths) + np.arange(count, dtype=starts.dtype)


def _inverse(inside: Array) -> Array | None:
    """(1 − inside)⁻¹ where it exists and is of use: not where a ring owns all of itself."""
    try:
        inverse = np.linalg.inv(np.eye(len(inside)) - inside)
    except np.linalg.LinAlgError:
        return None
    return inverse if np.isfinite(inverse).all() and inverse.min() > -EPSILON and inverse.max() < 1 / EPSILON else None
