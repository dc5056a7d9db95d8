"""Ownership in bulk: the same mathematics as `Effects`, on columns of numbers, for networks of millions of holdings.

Needs NumPy and SciPy (`pip install regiongraf[fast]`), and is imported only on demand. Shares are floating-point parts
of one here, and open ends are not told apart; an answer about a named organisation comes from `Effects`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from regiongraf.errors import MissingPart
from regiongraf.figures import rounded
from regiongraf.ownership.errors import ImpossibleShares, UnknownOrganisation
from regiongraf.ownership.network import Network
from regiongraf.ownership.rows import OWNERSHIP, UNNAMED, Row, Rows

if TYPE_CHECKING:
    from regiongraf.ownership.planning import Plan

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

__all__ = ["EPSILON", "Array", "ArrayNetwork", "connected_components", "csr_matrix", "np", "spans"]

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
    def plan(self) -> Plan:
        """The order of solution, worked out once. A plan knows the network that it is of, hence the late import."""
        from regiongraf.ownership.planning import Plan

        return Plan.of(self)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {id_: at for at, id_ in enumerate(self.ids)}


def _is_closed(row: Row) -> bool:
    """Whether what unnamed holders have is settled by what the named ones have."""
    last = row.cells[-1]
    return last.holder != UNNAMED or last.share.is_exact


def spans(starts: Array, ends: Array) -> Array:
    """The numbers of several ranges, one after the other."""
    lengths = ends - starts
    upto = np.cumsum(lengths)
    count = int(upto[-1]) if len(upto) else 0
    return np.repeat(starts - upto + lengths, lengths) + np.arange(count, dtype=starts.dtype)
