"""Periods and ranges as a reader knows them: 2023–2027, more than half, 0–15 000 kr."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from regiongraf.figures import KRONA, Language, number, percent, priced
from regiongraf.questions.words import word

OPEN = ".."
INTERVAL = re.compile(r"([\[(])([0-9.]+), ?([0-9.]+)([\])])")


def period(text: str, language: Language) -> str:
    """An ISO 8601 interval of days as short as it can be said; an end that is “..” is not stated.

    `2023-01-01/2027-12-31` is 2023–2027, `2025-03-01/2025-03-31` is 2025-03. Text of another form stays as it is.
    """
    ends = text.split("/")
    if ends == [OPEN, OPEN]:
        return word("no period", language)
    try:
        first, last = (None if end == OPEN else date.fromisoformat(end) for end in ends)
    except ValueError:
        return text
    length = _length(first, last)
    shown = [end.isoformat()[:length] for end in (first, last) if end]
    if first is None or last is None:
        return f"{word('from' if first else 'until', language)} {shown[0]}"
    return "–".join(dict.fromkeys(shown))


def _length(first: date | None, last: date | None) -> int:
    """How much of YYYY-MM-DD says it: the year for whole years, the month for whole months."""
    after = last + timedelta(days=1) if last and last < date.max else None
    edges = [edge for edge in (first, after) if edge]
    if all((edge.month, edge.day) == (1, 1) for edge in edges):
        return 4
    return 7 if all(edge.day == 1 for edge in edges) else 10


def share_range(text: str, language: Language) -> str:
    """An interval of per cent, such as `(50, 100]`, in words; text of another form stays as it is."""
    found = INTERVAL.fullmatch(text)
    if not found:
        return text
    low, high = Decimal(found[2]), Decimal(found[3])
    said = []
    if low > 0 or found[1] == "(":
        said.append(f"{word('more than' if found[1] == '(' else 'at least', language)} {percent(low, language)}")
    if high < 100 or found[4] == ")":
        said.append(f"{word('less than' if found[4] == ')' else 'at most', language)} {percent(high, language)}")
    return f" {word('and', language)} ".join(said) or f"{percent(low, language)}–{percent(high, language)}"


def amount_range(text: str, language: Language, currency: str = KRONA) -> str:
    """An interval of money, such as `[0, 15000]`, in words; text of another form stays as it is."""
    found = INTERVAL.fullmatch(text)
    if not found:
        return text
    low, high = Decimal(found[2]), Decimal(found[3])
    if language == "sv":
        return f"{number(low, language)}–{priced(high, language, currency)}"
    return f"{priced(low, language, currency)}–{number(high, language)}"
