"""JSON made small without a library: what was said before is pointed at, `unpack` in `assets/js/packing.js` reads it.

The result holds no <, >, & and no line break, so that it may stand inside a script element as it is. It is the same on
every machine, which compressed bytes of differing zlib versions are not. (LZ77: Ziv, Lempel, 1977.)
"""

from __future__ import annotations

import json
from typing import Any

MARK = "`"
DIGITS = "".join(chr(code) for code in range(32, 127) if chr(code) not in "<>&`\\")
BASE = len(DIGITS)
SHORTEST, LONGEST = 6, 6 + BASE - 1
WINDOW = BASE**3 - 1
TRIES = 40
"""How many earlier places are looked at for a longer repeat."""


def pack(value: Any) -> str:
    """`value` as JSON, packed. A repeat is a mark, three digits of how far back, one digit of how long."""
    text = safe_json(value).replace(MARK, "\\u0060")
    seen: dict[str, list[int]] = {}
    out: list[str] = []
    at = 0
    while at < len(text):
        length, back = _repeat(text, at, seen)
        out.append(MARK + _digits(back) + DIGITS[length - SHORTEST] if length else text[at])
        for passed in range(at, at + max(1, length)):
            seen.setdefault(text[passed : passed + SHORTEST], []).append(passed)
        at += max(1, length)
    return "".join(out)


def unpack(packed: str) -> str:
    """The JSON that `pack` was given, as text. Raises ValueError for what `pack` cannot have written."""
    out: list[str] = []
    for index, part in enumerate(packed.split(MARK)):
        if not index:
            out.extend(part)
            continue
        if len(part) < 4 or any(digit not in DIGITS for digit in part[:4]):
            raise ValueError("a repeat is cut short")
        high, middle, low, length = (DIGITS.index(digit) for digit in part[:4])
        start = len(out) - ((high * BASE + middle) * BASE + low)
        if not 0 <= start < len(out):
            raise ValueError("a repeat points outside")
        for at in range(start, start + length + SHORTEST):
            out.append(out[at])
        out.extend(part[4:])
    return "".join(out)


def safe_json(value: Any) -> str:
    """JSON in which markup, line separators and characters beyond U+FFFF are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "".join(_escape(char) if char in "<>&\u2028\u2029\x7f" or char > "\uffff" else char for char in text)


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[k]:02x}{units[k + 1]:02x}" for k in range(0, len(units), 2))


def _repeat(text: str, at: int, seen: dict[str, list[int]]) -> tuple[int, int]:
    """How long the longest earlier text is that goes on here, and how far back it begins; 0 when none is worth it."""
    best, back = 0, 0
    for start in seen.get(text[at : at + SHORTEST], [])[: -TRIES - 1 : -1]:
        if at - start > WINDOW:
            break
        length, most = SHORTEST, min(LONGEST, len(text) - at)
        if most < SHORTEST:
            break
        while length < most and text[start + length] == text[at + length]:
            length += 1
        if length > best:
            best, back = length, at - start
    return best, back


def _digits(number: int) -> str:
    high, low = divmod(number, BASE)
    return DIGITS[high // BASE] + DIGITS[high % BASE] + DIGITS[low]
