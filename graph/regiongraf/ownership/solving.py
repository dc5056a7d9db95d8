"""Exact solution of sparse linear systems, in fractions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from regiongraf.ownership.bounds import ZERO


def least_solution(parts: Mapping[str, Mapping[str, Fraction]], given: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The least x ≥ 0 with x[i] = given[i] + Σ parts[i][j] · x[j].

    The parts of a row are ≥ 0 and, with what is given, sum to at most 1. What nothing given flows into is 0: such
    rows own each other round in a ring with nobody outside, and a singular system has this one answer. Elimination
    takes the row with the fewest parts first.
    """
    fed = _fed(parts, given)
    rows = {i: {j: share for j, share in parts[i].items() if share and j in fed} for i in parts if i in fed}
    right = {i: given[i] for i in rows}
    users: dict[str, set[str]] = {i: set() for i in rows}
    for i, row in rows.items():
        for j in row:
            users[j].add(i)
    order: list[str] = []
    waiting = set(rows)
    while waiting:
        pivot = min(waiting, key=lambda i: (len(rows[i]) * len(users[i]), i))
        waiting.discard(pivot)
        order.append(pivot)
        _eliminate(pivot, rows, right, users)
    solution = dict.fromkeys(parts, ZERO)
    for i in reversed(order):
        solution[i] = right[i] + sum((share * solution[j] for j, share in rows[i].items()), ZERO)
    return solution


def _eliminate(
    pivot: str, rows: dict[str, dict[str, Fraction]], right: dict[str, Fraction], users: dict[str, set[str]]
) -> None:
    """Rewrite x[pivot] free of itself, and put it into every row that is still to be eliminated."""
    row = rows[pivot]
    own = row.pop(pivot, ZERO)
    users[pivot].discard(pivot)
    if own:
        scale = 1 / (1 - own)
        right[pivot] *= scale
        for j in row:
            row[j] *= scale
    for i in users[pivot]:
        target = rows[i]
        share = target.pop(pivot)
        right[i] += share * right[pivot]
        for j, part in row.items():
            target[j] = target.get(j, ZERO) + share * part
            users[j].add(i)
    for j in row:
        users[j].discard(pivot)


def _fed(parts: Mapping[str, Mapping[str, Fraction]], given: Mapping[str, Fraction]) -> set[str]:
    """The rows that something given flows into, at once or through others."""
    users: dict[str, list[str]] = {}
    for i, row in parts.items():
        for j, share in row.items():
            if share:
                users.setdefault(j, []).append(i)
    fed = {i for i in parts if given[i]}
    waiting = list(fed)
    while waiting:
        for i in users.get(waiting.pop(), ()):
            if i not in fed:
                fed.add(i)
                waiting.append(i)
    return fed
