"""A fact as read, before anybody has decided on it, and its line in JSON Lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

LEVELS = ("sure", "likely", "check")


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent: exact, or bounded below, above or both."""

    exact: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None

    def as_json(self) -> dict[str, Decimal]:
        """Only the bounds that are stated."""
        return {key: value for key in ("exact", "min", "max") if (value := getattr(self, key)) is not None}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One fact as read. `start`, `end` are code points of the document's canonical text.

    `subject` → `object`: owner → owned, member → body, founder → body, giver → receiver. `amount` is in kronor, `value`
    is the figure of an indicator, `period` is (start, end) in ISO 8601. `status` is None for what is stated to be so,
    else proposed, planned, requested, denied or former. `level` is sure, likely or check.
    """

    kind: str
    subject: str | None
    object: str | None
    start: int
    end: int
    level: str
    rule: str
    share: Share | None = None
    amount: Decimal | None = None
    value: Decimal | None = None
    period: tuple[str | None, str | None] | None = None
    status: str | None = None
    via: str | None = None
    approx: bool = False
    basis: str | None = None
    """Of what a share is: “capital” or “votes”."""
    page: int | None = None
    flags: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The fields of the interchange format."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "object": self.object,
            "share": self.share.as_json() if self.share and self.basis != "votes" else None,
            "amount": self.amount,
            "value": self.value,
            "period": {"start": self.period[0], "end": self.period[1]} if self.period else None,
            "status": self.status,
            "via": self.via,
            "approx": self.approx,
            "start": self.start,
            "end": self.end,
            "level": self.level,
        }

    def line(self) -> str:
        """One line of JSON, figures as plain numbers."""
        return dumps(self.as_json())


def plain(value: Decimal) -> str:
    """A figure without exponent and without trailing zeros: 10700000, 24.5."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def dumps(value: Any) -> str:
    """`value` as one line of JSON, decimals exact."""
    return "".join(_json(value))


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        yield plain(value)
    elif isinstance(value, dict):
        yield "{"
        for number, (key, item) in enumerate(value.items()):
            yield f"{', ' if number else ''}{json.dumps(key)}: "
            yield from _json(item)
        yield "}"
    elif isinstance(value, list | tuple):
        yield "["
        for number, item in enumerate(value):
            yield ", " if number else ""
            yield from _json(item)
        yield "]"
    else:
        yield json.dumps(value, ensure_ascii=False)
