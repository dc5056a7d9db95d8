"""Ownership in bulk against a sparse product, plain Python, networkx and DuckDB, in one run on one made-up network.

    make bench ARGS="-k ownership"

Prints ratios: times of two programs in the same run on the same machine. Needs `regiongraf[fast]`; DuckDB and networkx
are measured where they are installed.
"""

from __future__ import annotations

import importlib
import os
import resource
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from regiongraf.ownership.arrays import ArrayNetwork
from regiongraf.ownership.bulk import controllers, ultimate
from regiongraf.ownership.planning import Plan
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


def timed(work: Callable[[], Any], times: int = 5, clock: Callable[[], float] = process_time) -> float:
    """The shortest of several runs, in seconds: of the processor, which what runs beside it does not count in."""
    best = float("inf")
    for _ in range(times):
        start = clock()
        work()
        best = min(best, clock() - start)
    return best


def biggest_owner(network: ArrayNetwork) -> int:
    """The position of an owner that much leads back to."""
    tops = np.flatnonzero(np.bincount(network.owned, minlength=len(network.ids)) == 0)
    some = tops[np.argsort(-np.bincount(network.owner, minlength=len(network.ids))[tops])[:20]]
    return int(max(some, key=lambda root: (sweep(network.plan, int(root)) > 0).sum()))


Rows = dict[int, list[tuple[int, float]]]


def rows_of(network: ArrayNetwork) -> Rows:
    """Plain dicts of lists. Ids are in an order of solution, but for the holdings that make rings."""
    rows: Rows = {}
    order = np.argsort(network.owned, kind="stable")
    columns = (column[order].tolist() for column in (network.owned, network.owner, network.low))
    for of, holder, share in zip(*columns, strict=True):
        rows.setdefault(of, []).append((holder, share))
    return rows


def in_python(
    network: ArrayNetwork, root: int
) -> tuple[Callable[[], dict[int, float]], Callable[[], dict[int, float]], Callable[[], int], Callable[[], int]]:
    """The same in plain dicts: one owner in all, one in what it reaches, all ultimate owners, all control.

    One owner goes through the bodies in order, and again through those that a ring changes until nothing changes; of
    the others rings are left unsolved, which favours them.
    """
    rows = rows_of(network)
    held: dict[int, list[int]] = {}
    for of, row in rows.items():
        for holder, _ in row:
            held.setdefault(holder, []).append(of)
    late = [of for of, row in rows.items() if of != root and any(holder > of for holder, _ in row)]
    tops = sorted({holder for row in rows.values() for holder, _ in row} - set(rows))

    def one(order: list[int]) -> dict[int, float]:
        x: dict[int, float] = {root: 1.0}
        for of in order:
            total = 0.0
            for holder, share in rows[of]:
                if holder in x:
                    total += share * x[holder]
            if total:
                x[of] = total
        waiting = list(late)
        while waiting:
            of = waiting.pop()
            total = sum(share * x[holder] for holder, share in rows[of] if holder in x)
            if abs(total - x.get(of, 0.0)) > 1e-12:
                x[of] = total
                waiting += [each for each in held.get(of, ()) if each != root]
        return x

    def in_all() -> dict[int, float]:
        return one([of for of in rows if of != root])

    def in_reached() -> dict[int, float]:
        reached, waiting = {root}, [root]
        while waiting:
            for of in held.get(waiting.pop(), ()):
                if of not in reached:
                    reached.add(of)
                    waiting.append(of)
        return one(sorted(reached - {root}))

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

    return in_all, in_reached, everyone, control


def in_networkx(network: ArrayNetwork, root: int) -> Callable[[], dict[int, float]] | None:
    """One owner in everything with networkx: condensation order and node dicts."""
    try:
        networkx = importlib.import_module("networkx")
    except ImportError:
        return None
    graph = networkx.DiGraph()
    columns = (column.tolist() for column in (network.owner, network.owned, network.low))
    graph.add_weighted_edges_from(zip(*columns, strict=True))

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
    columns = {"owner": network.owner, "owned": network.owned, "share": network.low}
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


def compare(
    name: str,
    work: Callable[[], Any],
    against: Callable[[], Any],
    times: int = 9,
    clock: Callable[[], float] = process_time,
) -> None:
    """One line: what, the ratio, both times. The two take turns, so that both meet the same load; the best of each.

    The clock is the processor's. What uses several threads is held against the clock on the wall instead.
    """
    ours, theirs = float("inf"), float("inf")
    for _ in range(times):
        theirs = min(theirs, timed(against, 1, clock))
        ours = min(ours, timed(work, 3, clock))
    more, less = max(ours, theirs), min(ours, theirs)
    ratio = f"{more / less:>9.1f} times {'as long' if ours > theirs else 'faster'}"
    print(f"{name:<62}{ratio:<28}{ours * 1e3:>9.2f} ms beside {theirs * 1e3:.2f} ms", flush=True)


WORK = {
    "preparation": lambda network, _: Plan.of(network),
    "one owner": lambda network, root: sweep(network.plan, root),
    "both bounds": lambda network, root: sweep_bounds(network.plan, root),
    "all ultimate owners": lambda network, _: ultimate(network),
    "control": lambda network, _: controllers(network),
}


def test_growth() -> None:
    """Times and memory from a thousand to ten million holdings; `SAVE=1` draws them into docs/pictures."""
    print("    holdings" + "".join(f"{name:>23}" for name in WORK) + "   most memory so far")
    measured: list[tuple[int, list[float]]] = []
    for holdings in (10**3, 10**4, 10**5, 10**6, 10**7):
        network = made_up(round(holdings / 1.15))
        count, root = len(network.owner), biggest_owner(network)
        often = 3 if holdings > 10**5 else 9
        times = [timed(lambda work=work: work(network, root), often) for work in WORK.values()]  # type: ignore[misc]  # noqa: B023
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        told = "".join(f"{time * 1e3:>11.2f} ms {time / count * 1e9:>6.1f} ns" for time in times)
        print(f"{count:>12,}{told}   {peak / 2**30:.2f} GiB, {peak / count:.0f} bytes for each holding", flush=True)
        measured.append((count, times))
    if os.environ.get("SAVE"):
        picture = Path(__file__).parents[2] / "docs" / "pictures" / "ownership-growth.svg"
        picture.write_text(drawn(measured), encoding="utf-8")


def drawn(measured: list[tuple[int, list[float]]]) -> str:
    """Times by holdings on two logarithmic axes as SVG, with the slope of linear growth behind them."""
    left, top, width, height = 70, 20, 470, 330
    colours = ["#0b6e99", "#b4540a", "#2e7d32", "#7b3f9d", "#a3123f"]

    def at(count: float, time: float) -> str:
        x = left + (np.log10(count) - 3) / 4.1 * width
        return f"{x:.1f},{top + height - (np.log10(time) + 5) / 6.5 * height:.1f}"

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 410" font-family="sans-serif" font-size="12">',
        "<title>Tid efter antal innehav · time by number of holdings</title>",
        '<rect width="720" height="410" fill="#ffffff"/>',
    ]
    for power in range(3, 8):
        x = at(10**power, 1e-5).split(",")[0]
        parts.append(f'<path d="M{x},{top}V{top + height}" stroke="#dddddd"/>')
        parts.append(
            f'<text x="{x}" y="{top + height + 18}" text-anchor="middle">{10**power:,}</text>'.replace(",", "\u202f")
        )
    for power, name in zip(range(-5, 2), ["10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s", "10 s"], strict=True):
        y = at(10**3, 10.0**power).split(",")[1]
        parts.append(f'<path d="M{left},{y}H{left + width}" stroke="#dddddd"/>')
        parts.append(f'<text x="{left - 8}" y="{float(y) + 4:.1f}" text-anchor="end">{name}</text>')
    for each in (1e-9, 1e-8, 1e-7):
        line = f"M{at(max(1e3, 1e-5 / each), max(1e3, 1e-5 / each) * each)}L{at(1e7, 1e7 * each)}"
        parts.append(f'<path d="{line}" stroke="#aaaaaa" stroke-dasharray="2 4" fill="none"/>')
    ends = [float(at(measured[-1][0], time).split(",")[1]) for time in measured[-1][1]]
    lines: dict[int, float] = {}
    for number in sorted(range(len(ends)), key=lambda number: ends[number]):  # no name over another
        lines[number] = max([ends[number], *(line + 14 for line in lines.values())])
    for number, (name, colour) in enumerate(zip(WORK, colours, strict=True)):
        points = [at(count, times[number]) for count, times in measured]
        parts.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{p.split(",")[0]}" cy="{p.split(",")[1]}" r="3" fill="{colour}"/>' for p in points]
        x = float(points[-1].split(",")[0]) + 8
        parts.append(f'<text x="{x:.1f}" y="{lines[number] + 4:.1f}" fill="{colour}">{name}</text>')
    parts.append(f'<text x="{left + width / 2}" y="{top + height + 40}" text-anchor="middle">innehav · holdings</text>')
    return "\n".join([*parts, "</svg>", ""])


def test_ratios() -> None:
    """Every ratio on one network of a million organisations."""
    network = made_up(1_000_000)
    n, edges = len(network.ids), len(network.owner)
    graph = csr_matrix((network.low, (network.owned, network.owner)), shape=(n, n))
    root, plan = biggest_owner(network), network.plan
    x = np.random.default_rng(1).random(n)
    py_all, py_reached, py_everyone, py_control = in_python(network, root)
    unsure = len(np.unique(network.owned[network.high > network.low]))
    found = sweep(plan, root)
    exact = py_reached()
    assert max(abs(found[each] - share) for each, share in exact.items()) < 1e-10
    print(
        f"{n:,} organisations, {edges:,} holdings, {unsure:,} unsure bodies, {int(plan.ring.max()) + 1} rings; chains "
        f"drawn together leave {len(plan.order):,} bodies in {len(plan.levels)} levels"
    )
    print(f"one owner reaches {(found > 0).sum():,} bodies; all owners: {len(ultimate(network).share):,} pairs")

    def one() -> Any:
        return sweep(plan, root)

    def everyone() -> Any:
        return ultimate(network)

    def control() -> Any:
        return controllers(network)

    compare(
        "preparation beside SciPy's strong components",
        lambda: Plan.of(network),
        lambda: connected_components(graph, connection="strong"),
    )
    compare("one owner in everything beside one sparse product", one, lambda: graph @ x, 30)
    compare("both bounds of one owner beside one owner, exact", lambda: sweep_bounds(plan, root), one, 20)
    compare("one owner beside plain Python, through all bodies", one, py_all)
    compare("one owner beside plain Python, through what it reaches", one, py_reached)
    if nx_one := in_networkx(network, root):
        compare("one owner beside networkx", one, nx_one, 1)
    compare("all ultimate owners beside plain Python", everyone, py_everyone, 3)
    compare("all control beside plain Python", control, py_control, 3)
    if sql := in_duckdb(network):
        compare("all ultimate owners beside DuckDB, rounds of SQL", everyone, sql[0], 3, perf_counter)
        compare("all control beside DuckDB, rounds of SQL", control, sql[1], 1, perf_counter)
