"""Parameters into a query: bound as terms in VALUES blocks, never pasted as text.

A block stands at the start of the outer group, which is what binds. It is repeated at the start of every inner group
that mentions the parameter: engines evaluate such a group by itself, and without the block for everything there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from regiongraf.store import Term
from regiongraf.store.keywords import bare

GROUPS = {"{", "} UNION {", "OPTIONAL {", "MINUS {"}
WHERE = "WHERE {"
_VALUES = re.compile(r"(?i)\bVALUES\s*(?:\?\w+|\([^()]*\))\s*\{[^{}]*\}")


def bound(sparql: str, terms: Mapping[str, Sequence[Term]], graphs: list[str]) -> str:
    """`sparql` with the graphs it is about named by FROM, and each parameter bound to its term or terms.

    The query has `WHERE {` on a line of its own, and inner groups open at the end of a line.
    """
    lines = sparql.splitlines()
    start = lines.index(WHERE)
    head = [*lines[:start], *(f"FROM <{graph}>" for graph in graphs), WHERE, *_values(terms, "  ")]
    return "\n".join([*head, *_anchored(lines[start + 1 :], terms)]) + "\n"


def unbound(sparql: str, parameters: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each parameter of a group that `bound` gives no VALUES, with the line that opens it.

    Such a group does not open at the end of a line; what stands in a sub-SELECT or in EXISTS needs none.
    """
    body = _VALUES.sub(" ", bare(f"\n{sparql}").partition(f"\n{WHERE}\n")[2])
    within = 0  # the end of the last sub-SELECT or EXISTS
    for brace in re.finditer(r"\{", body):
        before, after = body[: brace.start()], body[brace.end() :]
        text = _inside(after)
        if before.rstrip().upper().endswith("EXISTS") or after.lstrip().upper().startswith("SELECT"):
            within = max(within, brace.end() + len(text))
        line = f"{before.rpartition(chr(10))[2]}{{{after.partition(chr(10))[0]}".strip()
        if brace.start() >= within and line not in GROUPS:
            yield from ((name, line) for name in parameters if re.search(rf"\?{name}\b", text))


def _anchored(body: list[str], terms: Mapping[str, Sequence[Term]]) -> Iterator[str]:
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
            text = _inside("\n".join(body[number + 1 :]))
            named = {name: term for name, term in terms.items() if re.search(rf"\?{name}\b", text)}
            yield from _values(named, " " * (len(line) - len(line.lstrip()) + 2))


def _inside(text: str) -> str:
    """`text` up to the brace that closes the group that it begins in."""
    depth = 1
    for brace in re.finditer(r"[{}]", text):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return text[: brace.start()]
    return text


def _values(terms: Mapping[str, Sequence[Term]], indent: str) -> Iterator[str]:
    for name, some in terms.items():
        yield f"{indent}VALUES ?{name} {{ {' '.join(term.n3 for term in some)} }}"
