"""JavaScript without the spaces that only its readers need: strings, templates and patterns stay as they are.

Lines stay too, so that no statement ends otherwise and an error names the right line.
"""

from __future__ import annotations

import re

_STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'')
_PATTERN = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*")
_BEFORE_PATTERN = re.compile(r"(?:^|[(,=:\[!&|?{};]|\breturn|=>)\s*$")
_SPACE = re.compile(r"[ \t]*([{}()\[\];,<>=*/%&|?:!^])[ \t]*")
_SIGN = re.compile(r"(?<=[^+\- \t])[ \t]*([+-])[ \t]*(?=[^+\- \t])")
"""A sign that stands beside its like keeps its distance: a - -b."""


def squeeze(source: str) -> str:
    """The same script, shorter. Comments have to be gone; see `joining`."""
    out: list[str] = []
    code: list[str] = []
    # For each template that is open: how many braces are open in its ${…}; -1 while its text is read.
    depths: list[int] = []
    at = 0
    while at < len(source):
        char = source[at]
        if depths and depths[-1] < 0:
            at = _text(source, at, out, depths)
        elif char == "`":
            _flush(code, out)
            out.append(char)
            depths.append(-1)
            at += 1
        elif char in "\"'" or (char == "/" and _BEFORE_PATTERN.search("".join(code) or _end(out))):
            found = (_STRING if char != "/" else _PATTERN).match(source, at)
            _flush(code, out)
            out.append(found[0] if found else char)
            at = found.end() if found else at + 1
        else:
            if depths and char in "{}":
                depths[-1] += 1 if char == "{" else -1
            code.append(char)
            at += 1
            if depths and depths[-1] < 0:
                _flush(code, out)
    _flush(code, out)
    return "".join(out)


def _text(source: str, at: int, out: list[str], depths: list[int]) -> int:
    """Read a template's text from `at` up to its end or to what is filled in; returns where to go on."""
    start = at
    while at < len(source):
        if source[at] == "\\":
            at += 2
        elif source[at] == "`":
            depths.pop()
            at += 1
            break
        elif source.startswith("${", at):
            depths[-1] = 0
            at += 2
            break
        else:
            at += 1
    out.append(source[start:at])
    return at


def _end(out: list[str]) -> str:
    return out[-1][-1:] if out else ""


def _flush(code: list[str], out: list[str]) -> None:
    """Write what was read of code, its spaces beside signs gone."""
    text = "".join(code)
    code.clear()
    if text:
        out.append(_SIGN.sub(r"\1", _SPACE.sub(r"\1", text)))
