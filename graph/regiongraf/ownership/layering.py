"""What rests on what in a sparse table: its rings, and the levels in which everything comes after what it rests on."""

from __future__ import annotations

from typing import Any

from regiongraf.ownership.arrays import Array, csr_matrix, np, spans


def without(table: Any, row: Array, dropped: Array) -> Any:
    """A sparse table without some of its cells."""
    kept = ~dropped
    lost = np.bincount(row[dropped], minlength=table.shape[0])
    first = table.indptr - np.concatenate(([0], np.cumsum(lost))).astype(table.indptr.dtype)
    return csr_matrix((table.data[kept], table.indices[kept], first), shape=table.shape)


def rings(component: Array, row: Array) -> tuple[Array, Array]:
    """For each core body the number of its ring, or −1; and the bodies of all rings, ring by ring."""
    ring = np.full(len(component), -1, np.int32)
    bodies = np.unique(row)
    ring[bodies] = np.unique(component[bodies], return_inverse=True)[1]
    return ring, bodies[np.argsort(ring[bodies], kind="stable")]


def levels(outer: Any, component: Array, bodies: Array) -> Array:
    """For each core body the length of the longest chain of components above it: 0 for those that nobody holds.

    `outer` has no holdings within components; `bodies` are those in rings, which wait for one another.
    """
    count = outer.shape[0]
    down = outer.tocsc()
    waiting = np.diff(outer.indptr).astype(np.int64)
    speaker = np.arange(count, dtype=np.int32)
    members = _companions(component, bodies, speaker)
    np.add.at(waiting, speaker[bodies[speaker[bodies] != bodies]], waiting[bodies[speaker[bodies] != bodies]])
    level, mark = np.zeros(count, np.int32), np.empty(count, np.int64)
    speaks = np.zeros(count, dtype=bool)
    speaks[list(members)] = True
    front, depth = np.flatnonzero((waiting == 0) & (speaker == np.arange(count))), 0
    while len(front):
        level[front] = depth
        reached = np.concatenate([front, *(members[each] for each in front[speaks[front]].tolist())])
        hit = speaker[down.indices[spans(down.indptr[reached], down.indptr[reached + 1])]]
        np.subtract.at(waiting, hit, 1)
        front = hit[waiting[hit] == 0]
        mark[front] = np.arange(len(front))
        front = front[mark[front] == np.arange(len(front))]
        depth += 1
    return level[speaker]


def _companions(component: Array, bodies: Array, speaker: Array) -> dict[int, Array]:
    """The other members of each ring by the one that speaks for it; fills in who speaks for each of them."""
    if not len(bodies):
        return {}
    parts = np.split(bodies, np.flatnonzero(np.diff(component[bodies])) + 1)
    for part in parts:
        speaker[part] = part[0]
    return {int(part[0]): part[1:] for part in parts if len(part) > 1}
