"""What stands in a query outside of its strings, IRIs and comments: only there is a keyword one."""

from __future__ import annotations

import re

from regiongraf.errors import QueryError

_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n]*",
    re.DOTALL,
)
# The letter first, and what may not stand before it behind: so the search passes over all other letters at once.
_WORD = r"[Ff][Rr][Oo][Mm](?<![\w?$:@.-][Ff][Rr][Oo][Mm])"
_FROM_GRAPH = re.compile(rf"{_WORD}\s*<([^<>]*)>")
_FROM = re.compile(rf"{_WORD}(?![\w:.-])")


def bare(query: str) -> str:
    """A query without its strings, IRIs and comments."""
    return _OPAQUE.sub(" ", query)


def without_from(query: str) -> tuple[str, set[str]]:
    """A query without its FROM clauses, and the graphs that they named. FROM NAMED stays."""
    masked = _OPAQUE.sub(lambda m: m[0] if m[0][0] == "<" else " " * len(m[0]), query)
    named: set[str] = set()
    kept, at = [], 0
    for clause in _FROM_GRAPH.finditer(masked):
        named.add(clause[1])
        kept.append(query[at : clause.start()])
        at = clause.end()
    return "".join([*kept, query[at:]]), named


def names_graphs(query: str) -> bool:
    """True when a query says itself, by FROM, which graphs it is about."""
    return bool(_FROM.search(query)) and bool(_FROM.search(bare(query)))  # most do not hold the word at all


def empty() -> QueryError:
    """What is said to somebody who asks nothing."""
    return QueryError(
        "the query is empty",
        hint="docs/querying.md shows queries to start from",
        sv="frågan är tom",
        hint_sv="docs/querying.md visar frågor att börja med",
    )
