"""Strongly connected components, in the order in which a system over them can be solved."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def components(nodes: Iterable[Node], before: Callable[[Node], Iterable[Node]]) -> list[list[Node]]:
    """The strongly connected components among `nodes`, those that others depend on first.

    `before(node)` are the nodes that `node` depends on; those outside `nodes` are passed over. Linear in nodes and
    edges, and not recursive. Source: R. Tarjan, “Depth-first search and linear graph algorithms”, SIAM Journal on
    Computing 1(2), 1972.
    """
    wanted = dict.fromkeys(nodes)
    low: dict[Node, int] = {}
    closed: set[Node] = set()
    pending: list[Node] = []
    found: list[list[Node]] = []
    for start in wanted:
        if start in low:
            continue
        work: list[tuple[Node, int, Iterator[Node]]] = [_visit(start, low, pending, before)]
        while work:
            node, index, rest = work[-1]
            for other in rest:
                if other not in wanted or other in closed:
                    continue
                if other not in low:
                    work.append(_visit(other, low, pending, before))
                    break
                low[node] = min(low[node], low[other])
            else:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == index:
                    found.append(_close(node, pending, closed))
    return found


def _visit(
    node: Node, low: dict[Node, int], pending: list[Node], before: Callable[[Node], Iterable[Node]]
) -> tuple[Node, int, Iterator[Node]]:
    index = len(low)
    low[node] = index
    pending.append(node)
    return node, index, iter(before(node))


def _close(node: Node, pending: list[Node], closed: set[Node]) -> list[Node]:
    component: list[Node] = []
    while not component or component[-1] != node:
        component.append(pending.pop())
    closed.update(component)
    return component[::-1]
