"""Ownership in bulk against a sparse product, plain Python, networkx and DuckDB, in one run on one made-up network.

    make bench ARGS="-k ownership"

Prints ratios: times of two programs in the same run on the same machine. Needs `regiongraf[fast]`; DuckDB and networkx
are measured where they are installed.
"""

from __future__ import annotations

import importlib
import resource
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from regiongraf.ownership.arrays import ArrayNetwork, Plan
from regiongraf.ownership.bulk import controllers, ultimate
from regiongraf.ownership.sweeping import sweep, sweep_bounds

Array = Any
DEPTH = 40


def made_up(organisations: int, *, seed: int = 20251127) -> ArrayNetwork:
    """Groups with levels of subsidiaries, minority owners, cross-holdings, rings and shares that are not stated.

    About 1.16 holdings for each organisation. The same seed gives the same network on every machine.
    """
    random = np.random.default_rng(seed)
    n, top = organisations, max(1, organisations // 12)
    body = np.arange(top, n)
    parent = np.maximum(0, body - 1 - (random.random(n - top) ** 2 * body * 0.9).astype(np.int64))
    parent[: n // 500] = 0  # one owner of very much, as a state is
    major = np.where(random.random(n - top) < 0.6, 1.0, random.uniform(0.34, 0.95, n - top).round(4))
    minor = np.unique(random.choice(body, n))
    minor = minor[major[minor - top] < 1]
    other = (random.random(len(minor)) * minor).astype(np.int64)
    # A subsidiary that holds a part of its parent makes a ring.
    child = random.choice(len(body), max(1, n // 500), replace=False)
    child = child[parent[child] >= top]
    child = child[np.unique(parent[child], return_index=True)[1]]
    child = child[major[parent[child] - top] < 1]
    back = parent[child]
    owner = np.concatenate([parent, other, body[child]])
    owned = np.concatenate([body, minor, back])
    low = np.concatenate([major, (1 - major[minor - top]) * 0.6, (1 - major[back - top]) * 0.3]).round(6)
    unknown = random.random(len(owner)) < 0.03
    high = np.where(unknown, np.minimum(1.0, low + (1 - np.bincount(owned, low, n))[owned]), low)
    high = np.maximum(high, low)
    pairs, at = np.unique(owner * n + owned, return_index=True)
    at = at[pairs // n != pairs % n]
    return ArrayNetwork.from_columns(range(n), owner[at], owned[at], low[at], high[at])  # type: ignore[arg-type]


def timed(work: Callable[[], Any], times: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best


def biggest_owner(network: ArrayNetwork) -> int:
    """The place of an owner that much leads back to."""
    plan = network.plan
    tops = np.flatnonzero(np.diff(plan.first) == 0)
    some = tops[np.argsort(-np.bincount(plan.holder, minlength=len(plan.order))[tops])[:20]]
    return int(max(some, key=lambda root: (sweep(plan, int(root)) > 0).sum()))


def in_python(
    network: ArrayNetwork, root: int
) -> tuple[Callable[[], dict[int, float]], Callable[[], int], Callable[[], int]]:
    """The same in plain dicts: one owner in everything, all ultimate owners, all control. Rings by repeated passes."""
    plan = network.plan
    rows: dict[int, list[tuple[int, float]]] = {}
    body = np.repeat(np.arange(len(plan.order)), np.diff(plan.first))
    for of, holder, share in zip(body.tolist(), plan.holder.tolist(), plan.low.tolist(), strict=True):
        rows.setdefault(of, []).append((holder, share))
    tops = np.flatnonzero(np.diff(plan.first) == 0).tolist()

    def one() -> dict[int, float]:
        x: dict[int, float] = {root: 1.0}
        for _ in range(2):
            for of, held in rows.items():
                total = 0.0
                for holder, share in held:
                    if holder in x:
                        total += share * x[holder]
                if total and of != root:
                    x[of] = total
        return x

    def everyone() -> int:
        x: dict[int, dict[int, float]] = {top: {top: 1.0} for top in tops}
        for of, held in rows.items():
            found: dict[int, float] = {}
            for holder, share in held:
                for owner, part in x.get(holder, {}).items():
                    found[owner] = found.get(owner, 0.0) + part * share
            x[of] = found
        return sum(map(len, x.values()))

    def control() -> int:
        above: dict[int, tuple[int, ...]] = {}
        for of, held in rows.items():
            votes: dict[int, float] = {}
            for holder, share in held:
                for owner in (holder, *above.get(holder, ())):
                    votes[owner] = votes.get(owner, 0.0) + share
            above[of] = tuple(owner for owner, part in votes.items() if part > 0.5)
        return sum(map(len, above.values()))

    return one, everyone, control


def in_networkx(network: ArrayNetwork, root: int) -> Callable[[], dict[int, float]] | None:
    """One owner in everything with networkx: condensation order and node dicts."""
    try:
        networkx = importlib.import_module("networkx")
    except ImportError:
        return None
    plan = network.plan
    graph = networkx.DiGraph()
    body = np.repeat(np.arange(len(plan.order)), np.diff(plan.first))
    graph.add_weighted_edges_from(zip(plan.holder.tolist(), body.tolist(), plan.low.tolist(), strict=True))

    def one() -> dict[int, float]:
        x = {root: 1.0}
        below = graph.subgraph(networkx.descendants(graph, root) | {root})
        condensed = networkx.condensation(below)
        for component in networkx.topological_sort(condensed):
            for of in condensed.nodes[component]["members"] - {root}:
                x[of] = sum(x.get(holder, 0.0) * data["weight"] for holder, _, data in below.in_edges(of, data=True))
        return x

    return one


def in_duckdb(network: ArrayNetwork) -> tuple[Callable[[], int], Callable[[], int]] | None:
    """All ultimate owners and all control in SQL, round after round, on two threads."""
    try:
        duckdb = importlib.import_module("duckdb")
    except ImportError:
        return None
    plan = network.plan
    columns = {
        "owner": plan.holder, "owned": np.repeat(np.arange(len(plan.order)), np.diff(plan.first)), "share": plan.low,
    }  # fmt: skip
    base = duckdb.connect()
    base.execute("SET threads TO 2")
    base.execute("SET enable_progress_bar TO false")
    base.register("columns", columns)
    base.execute("CREATE TABLE holding AS SELECT * FROM columns WHERE share > 0")
    base.execute(
        "CREATE TABLE top AS SELECT DISTINCT owner FROM holding WHERE owner NOT IN (SELECT owned FROM holding)"
    )

    def everyone() -> int:
        base.execute("CREATE OR REPLACE TABLE step AS SELECT h.* FROM holding h JOIN top USING (owner)")
        base.execute("CREATE OR REPLACE TABLE found AS SELECT * FROM step")
        for _ in range(DEPTH):
            base.execute(
                "CREATE OR REPLACE TABLE next AS SELECT s.owner, h.owned, sum(s.share * h.share) AS share "
                "FROM step s JOIN holding h ON h.owner = s.owned GROUP BY ALL HAVING sum(s.share * h.share) > 1e-12"
            )
            if not base.execute("SELECT count(*) FROM next").fetchone()[0]:
                break
            base.execute("INSERT INTO found SELECT * FROM next")
            base.execute("DROP TABLE step")
            base.execute("ALTER TABLE next RENAME TO step")
        base.execute(
            "CREATE OR REPLACE TABLE answer AS SELECT owner, owned, sum(share) AS share FROM found GROUP BY ALL"
        )
        return int(base.execute("SELECT count(*) FROM answer").fetchone()[0])

    def control() -> int:
        base.execute("CREATE OR REPLACE TABLE bloc AS SELECT owner, owned FROM holding WHERE share > 0.5")
        count = -1
        for _ in range(DEPTH):
            base.execute(
                "CREATE OR REPLACE TABLE bloc AS WITH votes AS ("
                "SELECT owner, owned, share FROM holding UNION ALL "
                "SELECT b.owner, h.owned, h.share FROM bloc b JOIN holding h ON h.owner = b.owned) "
                "SELECT owner, owned FROM votes GROUP BY ALL HAVING sum(share) > 0.5 AND owner <> owned"
            )
            now = int(base.execute("SELECT count(*) FROM bloc").fetchone()[0])
            if now == count:
                break
            count = now
        return count

    return everyone, control


def row(name: str, time: float, against: float) -> None:
    """One line: what, the ratio, both times."""
    print(f"{name:<62}{time / against:>9.1f}×   {time * 1e3:>11.2f} ms / {against * 1e3:.2f} ms")


def test_growth() -> None:
    """Times and memory from a thousand to ten million holdings."""
    print(
        f"{'holdings':>12}{'prepare':>12}{'one owner':>12}{'bounds':>12}{'all owners':>12}{'control':>12}   peak memory"
    )
    for holdings in (10**3, 10**4, 10**5, 10**6, 10**7):
        network = made_up(round(holdings / 1.15))
        count = len(network.owner)
        prepare = timed(lambda net=network: Plan.of(net), 1)  # type: ignore[misc]
        plan, root = network.plan, biggest_owner(network)
        times = [
            prepare,
            timed(lambda: sweep(plan, root), 3),  # noqa: B023 - used at once
            timed(lambda: (sweep_bounds(plan, root, most=False), sweep_bounds(plan, root, most=True)), 1),  # noqa: B023
            timed(lambda: ultimate(network), 1),  # noqa: B023
            timed(lambda: controllers(network), 1),  # noqa: B023
        ]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        told = "".join(f"{time / count * 1e9:>9.1f} ns" for time in times)
        print(f"{count:>12,}{told}   {peak / 2**30:.2f} GiB, {peak / count:.0f} bytes for each holding")


def test_ratios() -> None:
    """Every ratio on one network of a million organisations."""
    network = made_up(1_000_000)
    n, edges = len(network.ids), len(network.owner)
    graph = csr_matrix((network.low, (network.owned, network.owner)), shape=(n, n))
    strong = timed(lambda: connected_components(graph, connection="strong"), 3)
    prepare = timed(lambda: Plan.of(network), 3)
    root = biggest_owner(network)
    plan = network.plan
    body = np.repeat(np.arange(n), np.diff(plan.first))
    ordered = csr_matrix((plan.low, plan.holder, plan.first), shape=(n, n))
    x = np.random.default_rng(1).random(n)
    product, unordered = timed(lambda: ordered @ x, 9), timed(lambda: graph @ x, 9)
    one = timed(lambda: sweep(plan, root), 9)
    ends = timed(lambda: (sweep_bounds(plan, root, most=False), sweep_bounds(plan, root, most=True)), 5)
    everyone, control = timed(lambda: ultimate(network), 3), timed(lambda: controllers(network), 3)
    py_one, py_everyone, py_control = in_python(network, root)
    unsure = len(np.unique(body[plan.room > 0]))
    rings = sum(len(level.rings) for level in plan.levels)
    print(
        f"{n:,} organisations, {edges:,} holdings, {len(plan.levels)} levels, {rings} rings, {unsure:,} unsure bodies"
    )
    print(
        f"one owner reaches {(sweep(plan, root) > 0).sum():,} bodies; "
        f"all owners: {len(ultimate(network).share):,} pairs"
    )
    row("prepare / SciPy's strong components", prepare, strong)
    row("one owner in everything / one sparse product (same order)", one, product)
    row("one owner in everything / one sparse product (order of ids)", one, unordered)
    row("both bounds of one owner / one owner", ends, one)
    row("plain Python / one owner", timed(py_one, 1), one)
    if nx_one := in_networkx(network, root):
        row("networkx / one owner", timed(nx_one, 1), one)
    row("plain Python / all ultimate owners", timed(py_everyone, 1), everyone)
    row("plain Python / all control", timed(py_control, 1), control)
    if sql := in_duckdb(network):
        row("DuckDB / all ultimate owners", timed(sql[0], 1), everyone)
        row("DuckDB / all control", timed(sql[1], 1), control)
