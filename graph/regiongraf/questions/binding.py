"""Parameters into a query: bound as terms in VALUES blocks, never pasted as text.

A block stands at the start of the outer group, which is what binds. It is repeated at the start of every inner group
that mentions the parameter: engines evaluate such a group by itself, and without the block for everything there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from regiongraf.store import Term

GROUPS = {"{", "} UNION {", "OPTIONAL {", "MINUS {"}
WHERE = "WHERE {"


def bound(sparql: str, terms: Mapping[str, Term], graphs: list[str]) -> str:
    """`sparql` with the graphs it is about named by FROM, and each parameter bound to its term.

    The query has `WHERE {` on a line of its own, and inner groups open at the end of a line.
    """
    lines = sparql.splitlines()
    start = lines.index(WHERE)
    head = [*lines[:start], *(f"FROM <{graph}>" for graph in graphs), WHERE, *_values(terms, "  ")]
    return "\n".join([*head, *_anchored(lines[start + 1 :], terms)]) + "\n"


def _anchored(body: list[str], terms: Mapping[str, Term]) -> Iterator[str]:
    depth, inner = 0, 0
    for number, line in enumerate(body):
        yield line
        # A sub-SELECT has variables of its own: in it nothing is bound, down to the brace that closes it.
        if line.strip().startswith("SELECT ") and not inner:
            inner = depth
        depth += line.count("{") - line.count("}")
        if inner and depth < inner:
            inner = 0
        opens_select = number + 1 < len(body) and body[number + 1].strip().startswith("SELECT ")
        if line.strip() in GROUPS and not inner and not opens_select:
            text = "\n".join(_group(body[number + 1 :]))
            named = {name: term for name, term in terms.items() if re.search(rf"\?{name}\b", text)}
            yield from _values(named, " " * (len(line) - len(line.lstrip()) + 2))


def _group(lines: list[str]) -> Iterator[str]:
    """The lines of a group up to the brace that closes it."""
    depth = 1
    for line in lines:
        for char in line:
            depth += (char == "{") - (char == "}")
            if not depth:
                return
        yield line


def _values(terms: Mapping[str, Term], indent: str) -> Iterator[str]:
    for name, term in terms.items():
        yield f"{indent}VALUES ?{name} {{ {term.n3} }}"
