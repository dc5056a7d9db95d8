"""Holdings and money as columns of whole numbers: answers about the whole graph in milliseconds.

Needs NumPy (`pip install regiongraf[fast]`), and is imported only on demand. The columns are fetched by one query each
from any store and kept beside an embedded build. Amounts are whole numbers of the smallest part that any amount has, so
that sums are exact; nothing is a floating-point number here.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import compress
from pathlib import Path
from typing import Any

from regiongraf.errors import MissingPart
from regiongraf.holdings import currency_of
from regiongraf.store import Literal, Store, Term
from regiongraf.store.caching import cached_bytes
from regiongraf.store.fetching import select_all
from regiongraf.vocabulary import with_prefixes

try:
    import numpy as np
except ImportError as missing:  # pragma: no cover - tested in a Python without it
    raise MissingPart(
        "answers in bulk need NumPy",
        hint="pip install 'regiongraf[fast]'",
        sv="svar i stor skala behöver NumPy",
        hint_sv="installera det: pip install 'regiongraf[fast]'",
    ) from missing

OWNS = "SELECT DISTINCT ?owner ?owned WHERE { ?owner rg:owns ?owned }"
FLOWS = """SELECT DISTINCT ?statement ?recipient ?stage ?from ?to ?amount ?currency ?recurrence ?lent ?whole ?total
  ?other
WHERE {
  ?statement a rg:FundingFlow ; rg:rank ?rank ; rg:stage ?stage .
  FILTER(?rank IN (rg:Preferred, rg:Normal))
  OPTIONAL { ?statement rg:recipient ?recipient }
  OPTIONAL { ?statement rg:amount ?amount } OPTIONAL { ?statement rg:currency ?currency }
  OPTIONAL { ?statement rg:instrument ?lent . FILTER(?lent = rg:Loan) }
  OPTIONAL { ?statement rg:validFrom ?from } OPTIONAL { ?statement rg:validTo ?to }
  OPTIONAL { ?statement rg:recurrence ?recurrence }
  OPTIONAL { ?statement rg:partOfFlow ?whole } OPTIONAL { ?statement rg:isTotal ?total }
  OPTIONAL {
    ?statement rg:conflictsWith|^rg:conflictsWith ?other .
    ?other rg:rank ?standing . FILTER(?standing IN (rg:Preferred, rg:Normal))
  }
}"""
KEYS = ("recipient", "period", "stage", "recurrence", "currency", "lent")
"""What each sum is of. From the stage on it is what is never in one sum, whatever is summed by."""

Array = Any
"""A NumPy array; its shape and kind of number stand where it is named."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Who is stated to own whom, groups with their members: row i of `owned` is owned by the one it lies under.

    What `ids[k]` owns stands in `owned[first[k]:first[k + 1]]`, as places in `ids`, which is sorted.
    """

    ids: Sequence[str]
    first: Array
    owned: Array

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[str, str]]) -> Holdings:
        """From pairs of owner and owned."""
        some = list(pairs)
        ids, places = _places([end for pair in some for end in pair])
        ends = np.unique(places.reshape(-1, 2), axis=0) if some else np.zeros((0, 2), np.int64)
        first = np.searchsorted(ends[:, 0], np.arange(len(ids) + 1))
        return cls(ids, first, np.ascontiguousarray(ends[:, 1]))

    def largest(self, count: int | None = None) -> list[tuple[str, int]]:
        """Owners by the number of bodies that they own, the most first; those of one number in order of id."""
        bodies = np.diff(self.first)
        owners = np.flatnonzero(bodies)
        if count is not None and count < len(owners):
            least = -np.partition(-bodies[owners], count - 1)[count - 1]
            owners = owners[bodies[owners] >= least]
        order = owners[np.argsort(-bodies[owners], kind="stable")][:count]
        return [(self.ids[place], number) for place, number in zip(order.tolist(), bodies[order].tolist(), strict=True)]

    def below(self, owner: str) -> list[str]:
        """Everyone that `owner` owns in any number of steps, in order of id; in a ring, the owner too."""
        place = bisect_left(self.ids, owner)
        if place == len(self.ids) or self.ids[place] != owner:
            return []
        seen = np.zeros(len(self.ids), dtype=bool)
        last = np.empty(len(self.ids), dtype=np.int64)
        front = self.owned[self.first[place] : self.first[place + 1]]
        while len(front):
            seen[front] = True
            starts = self.first[front]
            counts = self.first[front + 1] - starts
            starts -= np.cumsum(counts) - counts
            reached = self.owned[np.repeat(starts, counts) + np.arange(counts.sum())]
            reached = reached[~seen[reached]]
            # Each once, without sorting: of those that are reached twice, the last one stays.
            order = np.arange(len(reached))
            last[reached] = order
            front = reached[last[reached] == order]
        return list(compress(self.ids, seen.tobytes()))


@dataclass(frozen=True, slots=True)
class Sum:
    """Money to one recipient, of one period, stage, currency and recurrence, lent or not.

    `amount` is None when no amount is stated. Contradicted flows are counted in `contested` and not summed.
    """

    recipient: str
    period: str
    stage: str
    recurrence: str | None
    currency: str
    is_lent: bool
    amount: Decimal | None
    flows: int
    unstated: int
    contested: int


@dataclass(frozen=True, slots=True)
class Flows:
    """Money to named recipients, sorted by `keys`, a column for each of `KEYS`: places in `names`, or -1.

    `amount` counts the smallest part, 10 ** -`decimals` of the currency; `stated`, `contested` and `left_out` (a
    printed total, or a part whose whole is in the same sum) are one truth value for each flow.
    """

    names: Sequence[str]
    keys: Array
    amount: Array
    decimals: int
    stated: Array
    contested: Array
    left_out: Array

    def to(self, recipient: str) -> Flows:
        """The money to one recipient alone, found without working through the rest; none of a stranger."""
        place = bisect_left(self.names, recipient)
        known = place < len(self.names) and self.names[place] == recipient
        first, last = (
            np.searchsorted(self.keys[:, 0], np.array((place, place + 1), self.keys.dtype)) if known else (0, 0)
        )
        columns = ("keys", "amount", "stated", "contested", "left_out")
        return replace(self, **{name: getattr(self, name)[first:last] for name in columns})

    def totals(self) -> Sums:
        """The sums by recipient and period, in the order of the names; what `KEYS` has beside these is kept apart."""
        changes = (self.keys[1:] != self.keys[:-1]).any(axis=1)
        first = np.flatnonzero(np.concatenate((np.ones(min(1, len(self.keys)), dtype=bool), changes)))
        told = ~self.left_out
        counted = told & self.stated & ~self.contested
        amount, flows, unstated, contested = (
            np.add.reduceat(column, first) if len(first) else column[:0]
            for column in (
                np.where(counted, self.amount, 0),
                counted.astype(np.int64),
                (told & ~self.stated).astype(np.int64),
                (told & self.contested).astype(np.int64),
            )
        )
        kept = (flows + unstated + contested) > 0
        return Sums(
            self.names,
            self.keys[first][kept],
            amount[kept],
            self.decimals,
            flows[kept],
            unstated[kept],
            contested[kept],
        )


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums as columns: `keys` as in `Flows`, `amount` in the smallest part, and how many flows each counted.

    `unstated` counts flows without an amount, `contested` those that another statement contradicts; none is summed.
    """

    names: Sequence[str]
    keys: Array
    amount: Array
    decimals: int
    flows: Array
    unstated: Array
    contested: Array

    def __len__(self) -> int:
        return len(self.keys)

    def rows(self) -> list[Sum]:
        """Each sum as a value of its own, with names in the place of places."""
        counts = (column.tolist() for column in (self.amount, self.flows, self.unstated, self.contested))
        name = [*self.names, None]  # the place -1
        return [
            Sum(
                name[recipient] or "", name[period] or "", name[stage] or "", name[recurrence], name[currency] or "",
                lent >= 0,
                Decimal(amount).scaleb(-self.decimals) if flows else None, flows, unstated, contested,
            )
            for (recipient, period, stage, recurrence, currency, lent), amount, flows, unstated, contested in zip(
                self.keys.tolist(), *counts, strict=True
            )
        ]  # fmt: skip


def holdings(store: Store, build: Path | None = None) -> Holdings:
    """The holdings of a dataset in any store, by one query; beside an embedded build they are kept.

    Raises StoreError when the store cannot be used.
    """
    kept = cached_bytes(build, "holdings.npz", lambda: _packed(_fetched_holdings(store)))
    with np.load(io.BytesIO(kept), allow_pickle=False) as columns:
        return Holdings(_unjoined(columns["ids"]), columns["first"], columns["owned"])


def flows(store: Store, build: Path | None = None) -> Flows:
    """The money of a dataset in any store, by one query; beside an embedded build it is kept.

    Raises StoreError when the store cannot be used.
    """
    kept = cached_bytes(build, "money.npz", lambda: _packed(_fetched_flows(store)))
    with np.load(io.BytesIO(kept), allow_pickle=False) as columns:
        return Flows(
            _unjoined(columns["names"]),
            columns["keys"],
            _amounts(columns["amount"]),
            int(columns["decimals"]),
            columns["stated"],
            columns["contested"],
            columns["left_out"],
        )


def _fetched_holdings(store: Store) -> dict[str, Array]:
    found = select_all(store, with_prefixes(OWNS))
    made = Holdings.of_pairs((str(owner), str(owned)) for owner, owned in found.rows)
    return {"ids": _joined(made.ids), "first": made.first, "owned": made.owned}


def _fetched_flows(store: Store) -> dict[str, Array]:
    rows: dict[str, dict[str, Term | None]] = {}
    for row in select_all(store, with_prefixes(FLOWS)).dicts():
        known = rows.setdefault(str(row["statement"]), row)
        known["other"] = known["other"] or row["other"]
    ids = sorted(rows)
    some = [rows[id_] for id_ in ids]
    stated_in, wholes = ({id_: _text(rows[id_][name]) for id_ in ids} for name in ("currency", "whole"))
    texts = [
        [
            _text(row["recipient"]), _period(row), _text(row["stage"]), _text(row["recurrence"]),
            currency_of(id_, stated_in, wholes), _text(row["lent"]),
        ]
        for id_, row in zip(ids, some, strict=True)
    ]  # fmt: skip
    names, places = _places([text for key in texts for text in key])
    keys = places.reshape(-1, len(KEYS)).astype(np.int32) if some else np.zeros((0, len(KEYS)), np.int32)
    exact = [amount.number if isinstance(amount := row["amount"], Literal) else None for row in some]
    decimals = max((-int(figure.normalize().as_tuple().exponent) for figure in exact if figure), default=0)
    decimals = max(decimals, 0)
    whole = [0 if figure is None else int(figure.scaleb(decimals)) for figure in exact]
    stated = np.array([figure is not None for figure in exact], dtype=bool)
    at = {id_: place for place, id_ in enumerate(ids)}
    above = np.array([at.get(wholes[id_] or "", -1) for id_ in ids], dtype=np.int64)
    printed = np.array([bool(row["total"]) for row in some], dtype=bool)
    left_out = _left_out(keys, above, printed, stated)
    contested = np.array([bool(row["other"]) for row in some], dtype=bool)
    order = np.lexsort(keys.T[::-1]) if some else np.zeros(0, np.int64)
    order = order[keys[order][:, 0] >= 0]  # those without a recipient only say what others are parts of
    return {
        "names": _joined(names), "keys": keys[order], "decimals": np.int64(decimals), "stated": stated[order],
        "amount": _joined([str(whole[place]) for place in order.tolist()]),
        "contested": contested[order], "left_out": left_out[order],
    }  # fmt: skip


def _left_out(keys: Array, above: Array, printed: Array, stated: Array) -> Array:
    """The flows that would count twice: printed totals whose rows have amounts, and parts of a whole in the same sum.

    See `regiongraf.funding.totals`, which does the same one by one and names what stands instead.
    """
    n = len(above)
    parts = np.flatnonzero(above >= 0)
    wholes = above[parts]
    # Stage, recurrence, currency, lent or not: only such rows tell the money of a printed total.
    alike = parts[(keys[parts][:, 2:] == keys[wholes][:, 2:]).all(axis=1)]
    rows = np.bincount(above[alike], minlength=n)
    without = np.bincount(above[alike][~stated[alike]], minlength=n)
    doubled = printed & (rows > 0) & ((without == 0) | ~stated)
    stands = stated & ~doubled
    left_out = doubled.copy()
    at = above.copy()
    for _ in range(n):  # a chain is at most so long; it is two or three
        open_ = np.flatnonzero((at >= 0) & ~left_out)
        if not len(open_):
            break
        up = at[open_]
        left_out[open_[stands[up] & (keys[open_] == keys[up]).all(axis=1)]] = True
        at[open_] = above[up]
    return left_out


def _places(texts: list[str | None]) -> tuple[list[str], Array]:
    """The different texts, sorted, and the place of each of `texts` in them; -1 for None."""
    names = sorted({text for text in texts if text is not None})
    at: dict[str | None, int] = {name: place for place, name in enumerate(names)}
    return names, np.array([at.get(text, -1) for text in texts], dtype=np.int64)


def _text(term: Term | None) -> str | None:
    return None if term is None else term.value


def _period(row: dict[str, Term | None]) -> str:
    """An ISO 8601 interval as the questions give it; an end that is not stated is “..”."""
    return "/".join((_text(row[end]) or "..")[:10] for end in ("from", "to"))


def _amounts(joined: Array) -> Array:
    """Whole numbers: of 64 bits when every sum of them has room there, else Python's own."""
    numbers = [int(text) for text in _unjoined(joined)]
    fits = sum(map(abs, numbers)) < 2**62
    return np.array(numbers, dtype=np.int64 if fits else object)


def _joined(texts: Sequence[str]) -> Array:
    """Texts without line ends as one column of bytes."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unjoined(column: Array) -> list[str]:
    text = column.tobytes().decode()
    return text.split("\n") if text else []


def _packed(columns: dict[str, Array]) -> bytes:
    packed = io.BytesIO()
    np.savez(packed, **columns)
    return packed.getvalue()
