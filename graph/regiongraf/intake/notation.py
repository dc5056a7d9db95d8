"""Facts on one line, as rules' examples and test corpora write them.

    kind | subject | object | figure | period | more

`object` may be null. For ownership the figure is a share (`51`, `min 51`, `max 20`), for money it is kronor. `more` is
`approx`, `status=…`, `via=…`, `optional-object`, or what is not judged: `optional-period`, `optional-share`,
`optional-amount`, `optional-status`.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from regiongraf.errors import RegiongrafError

MONEY = frozenset(["funding", "budget"])
UNJUDGED = frozenset(f"optional-{key}" for key in ("period", "share", "amount", "status"))
PERIOD = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:/(\d{4}(?:-\d\d){0,2}))?")


class NotationError(RegiongrafError):
    """A fact line that does not parse."""


def fact(line: str) -> dict[str, Any]:
    """The fact of one line, with the keys of the JSON Lines format.

    A key that the line leaves open is absent: it is not judged. Raises NotationError.
    """
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < 2:
        raise NotationError(
            f"not a fact: {line!r}",
            hint="write kind | subject | object | figure | period",
            sv=f"inte ett faktum: {line!r}",
            hint_sv="skriv kind | subject | object | tal | period",
        )
    found: dict[str, Any] = {
        "kind": parts[0],
        "subject": _null(parts[1]),
        "object": _null(parts[2]) if len(parts) > 2 else None,
        "status": None,
    }
    if parts[0] == "ownership":
        found["share"] = None
    if parts[0] in MONEY:
        found.update(amount=None, period=None)
    for part in sorted(parts[3:], key=UNJUDGED.__contains__):
        _detail(found, part, line)
    return found


def _null(text: str) -> str | None:
    return None if text == "null" else text


def _detail(found: dict[str, Any], part: str, line: str) -> None:
    if part in ("", "null"):
        return
    if part == "approx":
        found["approx"] = True
    elif part == "optional-object":
        found["optional"] = "object"
    elif part in UNJUDGED:
        found.pop(part.removeprefix("optional-"), None)
    elif "=" in part:
        key, _, value = part.partition("=")
        found[key.strip()] = value.strip()
    elif (
        found["kind"] in MONEY
        and (("amount" in found and found["amount"] is not None) or re.fullmatch(r"(?:19|20)\d\d(?:/\d{4})?", part))
        and (match := PERIOD.fullmatch(part))
    ):
        found["period"] = {"start": match[1], "end": match[2] or match[1]}
    else:
        _figure(found, part, line)


def _figure(found: dict[str, Any], part: str, line: str) -> None:
    bound, _, figure = part.rpartition(" ")
    try:
        value = Decimal(figure)
    except InvalidOperation as error:
        raise NotationError(
            f"cannot read {part!r} in {line!r}",
            hint="a share is written 51, min 51 or max 20",
            sv=f"kan inte läsa {part!r} i {line!r}",
            hint_sv="en andel skrivs 51, min 51 eller max 20",
        ) from error
    if found["kind"] in MONEY:
        found["amount"] = value
    elif found["kind"] == "indicator":
        found["value"] = value
    else:
        found["share"] = {bound or "exact": value}
