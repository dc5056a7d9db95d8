"""What stands in a query outside of its strings, IRIs and comments: only there is a keyword one."""

from __future__ import annotations

import re

_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n]*",
    re.DOTALL,
)
_FROM = re.compile(r"(?i)(?<![\w?$:@.-])FROM(?![\w:.-])")


def bare(query: str) -> str:
    """A query without its strings, IRIs and comments."""
    return _OPAQUE.sub(" ", query)


def names_graphs(query: str) -> bool:
    """True when a query says itself, by FROM, which graphs it is about."""
    return bool(_FROM.search(bare(query)))
