"""All ultimate owners of all bodies of an array network at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from regiongraf.ownership.arrays import Array, ArrayNetwork, csr_matrix, np
from regiongraf.ownership.blocs import controllers
from regiongraf.ownership.planning import Level, Plan

__all__ = ["Shares", "controllers", "ultimate"]


@dataclass(frozen=True)
class Shares:
    """Rows of a table by columns: `owner` and `owned` are positions in the network's ids, `share` a part of one."""

    owner: Array
    owned: Array
    share: Array


def ultimate(network: ArrayNetwork) -> Shares:
    """What every owner behind whom nobody stands holds of every body that it reaches, all shares at their least.

    The rows of one body stand together. A level's table times what was found before gives what is found in it; bodies
    at the lower ends of chains have their ends' owners in proportion.
    """
    plan = network.plan
    found = _Found(len(plan.order), plan.tops)
    for level in plan.levels[1:]:
        found.append(level, _table(level, len(plan.order)))
    return _drawn_out(plan, found)


def _table(level: Level, width: int) -> Any:
    """A level's shares as one sparse table."""
    if level.table is not None:
        return level.table
    first = np.zeros(level.end - level.start + 1, level.holder.dtype)
    ends = np.append(level.first[1:], len(level.share))
    first[level.filled + 1] = ends - level.first
    return csr_matrix((level.share, level.holder, np.cumsum(first)), shape=(level.end - level.start, width))


class _Found:
    """For each place its ultimate owners, as numbers among the tops: rows of long columns that grow at their ends."""

    def __init__(self, places: int, tops: Array) -> None:
        self.first = np.zeros(places + 1, np.int64)
        self.owner, self.share = np.empty(4 * places + 16, np.int32), np.empty(4 * places + 16)
        self.tops = len(tops)
        own = np.zeros(places, np.int64)
        own[tops] = 1
        np.cumsum(own, out=self.first[1:])
        self.owner[: len(tops)], self.share[: len(tops)] = np.arange(len(tops)), 1.0

    def append(self, level: Level, table: Any) -> None:
        """Add the rows of one level."""
        used = int(self.first[level.start])
        product = self._sparse(level.start, table)
        end = used + product.nnz
        if end > len(self.owner):
            self.owner, self.share = np.resize(self.owner, 2 * end), np.resize(self.share, 2 * end)
        self.owner[used:end], self.share[used:end] = product.indices, product.data
        self.first[level.start + 1 : level.end + 1] = used + product.indptr[1:]
        self.first[level.end + 1 :] = end

    def _sparse(self, start: int, table: Any) -> Any:
        used = int(self.first[start])
        number = table.indices.dtype if used < 2**31 else np.int64
        before = csr_matrix(
            (self.share[:used], self.owner[:used], self.first[: start + 1].astype(number)), shape=(start, self.tops)
        )
        return csr_matrix((table.data, table.indices, table.indptr), shape=(table.shape[0], start)) @ before


def _drawn_out(plan: Plan, found: _Found) -> Shares:
    """From places to ids: every body has the owners of its chain's end, by the part of the end that it is worth."""
    tops = plan.order[plan.tops].astype(np.int32)
    used, n = int(found.first[-1]), len(plan.network.ids)
    first = found.first.astype(np.int32) if used < 2**31 else found.first
    table = csr_matrix((found.share[:used], tops[found.owner[:used]], first), shape=(len(plan.order), n))
    chained = plan.network.owned[plan.chains.sole]
    chained = chained[plan.part[chained] > 0]
    held = np.ones(len(plan.order), dtype=bool)
    held[plan.tops] = False
    core = np.flatnonzero(held)
    rows = table[np.concatenate((core, plan.place[chained]))]
    count = np.diff(rows.indptr)
    rows.data[rows.indptr[len(core)] :] *= np.repeat(plan.part[chained], count[len(core) :])
    bodies = np.concatenate((plan.order[core], chained)).astype(np.int32)
    return Shares(rows.indices, np.repeat(bodies, count), rows.data)
