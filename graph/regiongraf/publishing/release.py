"""The one date of a release. It comes from the data, or from SOURCE_DATE_EPOCH; never from the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from regiongraf.errors import PageError

VARIABLE = "SOURCE_DATE_EPOCH"
UNDATED = date(1970, 1, 1)


def release_date(newest_source: date | None, environment: Mapping[str, str]) -> date:
    """The day that a release bears: SOURCE_DATE_EPOCH (seconds since 1970, UTC), else the date of the newest source.

    So the same facts give the same bytes on any day. Source: https://reproducible-builds.org/specs/source-date-epoch/.
    Raises PageError when the variable is not a number of seconds.
    """
    given = environment.get(VARIABLE)
    if given is None:
        return newest_source or UNDATED
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise PageError(
            f"{VARIABLE} is not a number of seconds: {given!r}",
            hint=f"such as {VARIABLE}=1767225600 for 2026-01-01",
            sv=f"{VARIABLE} är inte ett antal sekunder: {given!r}",
            hint_sv=f"som {VARIABLE}=1767225600 för 2026-01-01",
        ) from error
