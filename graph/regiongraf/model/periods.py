"""Periods as they are written, from day to day: what records and settings alike are read by."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from regiongraf.errors import Refused
from regiongraf.model.codes import DatePrecision

_MOMENT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

Written = str | int | date
"""What stands in a file: one year, or one day, may stand without quotes."""


@dataclass(frozen=True, slots=True)
class Days:
    """From a first to a last day, both included; an end that is not stated is None."""

    start: date | None
    end: date | None
    precision: DatePrecision


def days(written: Written) -> Days:
    """Read “2023”, “2025-03”, “2025-11-27” or two of them joined by “/” (ISO 8601); either may be left out.

    Raises Refused for anything else.
    """
    text = written.isoformat() if isinstance(written, date) else str(written)
    ends = text.split("/")
    if len(ends) > 2 or not any(ends):
        raise Refused(
            f"a period is written 2023, 2023/2025 or 2023-04-01/; got {text!r}",
            f"en period skrivs 2023, 2023/2025 eller 2023-04-01/; här står {text!r}",
        )
    if len(ends) == 1:
        ends = [text, text]
    first, last = (_moment(end) if end else None for end in ends)
    precisions = {moment[2] for moment in (first, last) if moment}
    if len(precisions) > 1:
        raise Refused(
            f"both ends of a period have the same precision; got {text!r}",
            f"en periods båda ändar anges lika noga; här står {text!r}",
        )
    found = Days(first and first[0], last and last[1], precisions.pop())
    if found.start and found.end and found.start > found.end:
        raise Refused(
            f"a period ends after it starts; got {text!r}",
            f"en period slutar efter att den börjar; här står {text!r}",
        )
    return found


def _moment(text: str) -> tuple[date, date, DatePrecision]:
    match = _MOMENT.fullmatch(text)
    if not match:
        raise Refused(
            f"a date is written 2023, 2023-04 or 2023-04-01; got {text!r}",
            f"en dag skrivs 2023, 2023-04 eller 2023-04-01; här står {text!r}",
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), DatePrecision.MONTH
        return date(year, month, day), date(year, month, day), DatePrecision.DAY
    except ValueError as error:
        raise Refused(f"there is no such date: {text}", f"datumet {text} finns inte") from error
