"""The values that records are made of: shares, amounts, periods, evidence. Exact, frozen, and refusing to be wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from regiongraf.errors import Refused
from regiongraf.model.codes import DatePrecision
from regiongraf.model.periods import days
from regiongraf.vocabulary import check_address

NOT_STATED: Literal["NotStated"] = "NotStated"
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
PERSONAL_OR_ORGANISATION_NUMBER = re.compile(r"\d{6}-?\d{4}")


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""What no text of a record holds: characters that are never seen, and that a terminal or an XML reader may obey."""


class Value(BaseModel):
    """A frozen value: no unknown fields, no control characters, equal by content."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)

    @field_validator("*", mode="before")
    @classmethod
    def _readable(cls, value: Any) -> Any:
        for text in value if isinstance(value, list | tuple) else (value,):
            if isinstance(text, str) and (found := CONTROL.search(text)):
                raise Refused(
                    f"the text holds a control character, U+{ord(found[0]):04X}: take it out",
                    f"texten innehåller ett styrtecken, U+{ord(found[0]):04X}: ta bort det",
                )
        return value


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise Refused(
            f"an id is lower-case ASCII words joined by hyphens, such as “almi-mitt-staten”; got {text!r}",
            f"ett id är ord av a–z och 0–9 med bindestreck emellan, som ”almi-mitt-staten”; här står {text!r}",
        )
    if PERSONAL_OR_ORGANISATION_NUMBER.search(text):
        raise Refused(
            "an id never holds an organisation number: numbers change hands, ids do not",
            "ett id innehåller aldrig ett organisationsnummer: nummer byter ägare, det gör inte id:n",
        )
    return text


Slug = Annotated[str, AfterValidator(_slug), WithJsonSchema({"type": "string", "pattern": f"^{SLUG.pattern}$"})]
"""An id, minted once: lower-case ASCII words joined by hyphens."""


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks an id as a reference, and to what: an agent, an activity, any record, or one of the same kind."""

    to: Literal["agent", "activity", "place", "funding", "source", "any", "same"]


AgentId = Annotated[Slug, Refers("agent")]
ActivityId = Annotated[Slug, Refers("activity")]
PlaceId = Annotated[Slug, Refers("place")]
FlowId = Annotated[Slug, Refers("funding")]
SourceId = Annotated[Slug, Refers("source")]
SameKindId = Annotated[Slug, Refers("same")]
AnyKey = Annotated[str, Field(pattern=r"^[a-z-]+/[a-z0-9-]+$"), Refers("any")]
"""Anything that has an id, as kind/id: `funding/bredband`."""


Address = Annotated[str, AfterValidator(check_address)]
"""An address on the web, such as https://example.se/om-oss."""

# What the store computes with: xsd:decimal in 128 bits, 18 of the digits after the point.
LARGEST, DECIMALS = Decimal(10**20), 18


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool | float):
        raise Refused(
            f"a figure is a decimal number such as 24.5, not {value!r}",
            f"en siffra är ett decimaltal som 24.5, inte {value!r}",
        )
    if isinstance(value, int | Decimal):
        figure = Decimal(value)
        if not figure.is_finite():
            raise Refused(f"a figure is a finite number, not {value}", f"en siffra är ett ändligt tal, inte {value}")
        exponent = figure.as_tuple().exponent
        if abs(figure) >= LARGEST or (isinstance(exponent, int) and exponent < -DECIMALS):
            raise Refused(
                f"a figure is below 10^20 and has at most {DECIMALS} decimals; got {value}",
                f"en siffra är mindre än 10^20 och har högst {DECIMALS} decimaler; här står {value}",
            )
        return figure
    if isinstance(value, str) and re.fullmatch(r"\s*[-+]?[\d\s]*,\d+\s*", value):
        raise Refused(
            f"{value!r} has a decimal comma: write {value.replace(',', '.').replace(' ', '')} without quotes",
            f"{value!r} har decimalkomma: skriv {value.replace(',', '.').replace(' ', '')} utan citattecken",
        )
    raise Refused(
        f"a figure is written as a number without quotes, such as 24.5; got {value!r}",
        f"en siffra skrivs som ett tal utan citattecken, som 24.5; här står {value!r}",
    )


Figure = Annotated[Decimal, BeforeValidator(_decimal), WithJsonSchema({"type": "number"})]
"""An exact decimal figure. Floats and strings are refused, decimal commas by name."""


class ShareRange(Value):
    """A share known only within bounds, in per cent. `min_open`/`max_open` leave the end itself out."""

    min: Figure = Decimal(0)
    max: Figure = Decimal(100)
    min_open: bool = False
    max_open: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not 0 <= self.min <= self.max <= 100:
            raise Refused(
                f"a share lies between 0 and 100 per cent with min ≤ max; got {self.min} to {self.max}",
                f"en andel ligger mellan 0 och 100 procent med min ≤ max; här står {self.min} till {self.max}",
            )
        if self.min == self.max and (self.min_open or self.max_open):
            raise Refused("a range of one point cannot be open", "ett intervall av en enda punkt kan inte vara öppet")
        return self


def _share(value: Any) -> Any:
    if isinstance(value, dict | ShareRange) or value == NOT_STATED:
        return value
    share = _decimal(value)
    if not 0 < share <= 100:
        raise Refused(
            f"a share is more than 0 and at most 100 per cent; got {share}",
            f"en andel är större än 0 och högst 100 procent; här står {share}",
        )
    return share


_Exact = Annotated[Decimal, WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 100})]
Share = Annotated[_Exact | ShareRange | Literal["NotStated"], BeforeValidator(_share)]
"""A share in per cent: one exact figure, one range, or the word NotStated. Never two of them."""


class Period(Value):
    """From a first to a last day, both included; an end that is not stated is None."""

    start: date | None
    end: date | None
    precision: DatePrecision

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read “2023”, “2025-03”, “2025-11-27” or two of them joined by “/” (ISO 8601); either may be left out."""
        found = days(text)
        return cls(start=found.start, end=found.end, precision=found.precision)


def _period(value: Any) -> Any:
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return Period.parse(value) if isinstance(value, str) else value


_DAY = r"\d{4}(-\d\d(-\d\d)?)?"
PeriodText = Annotated[
    Period,
    BeforeValidator(_period),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": f"^({_DAY})?(/({_DAY})?)?$",
            "minimum": 1000,
            "maximum": 9999,
            "examples": ["2023", "2023/2025"],
        }
    ),
]
"""A period, written as ISO 8601 text in the records; one year, or one day, may stand without quotes."""

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
"""The first 16 hexadecimal digits of a SHA-256."""


class Evidence(Value):
    """One span of one document: code points of its canonical text, `end` not included, and what re-anchors it.

    `span`, `before` and `after` are hashes of the span and of up to five tokens on either side; no words are kept.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    span: Hash
    before: Hash
    after: Hash
    document: Slug | None = None
    page: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.start >= self.end:
            raise Refused(
                f"a span starts before it ends; got {self.start}–{self.end}",
                f"ett belägg börjar innan det slutar; här står {self.start}–{self.end}",
            )
        return self
