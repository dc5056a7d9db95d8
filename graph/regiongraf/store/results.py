"""What a query answers: terms and rows, the same whichever engine answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from regiongraf.triples.terms import iri as iri_text
from regiongraf.triples.terms import text
from regiongraf.vocabulary import CURRENCIES, expand

XSD_STRING = expand("xsd:string")
_AMOUNT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_NUMBERS = {expand(f"xsd:{kind}") for kind in ("decimal", "integer", "nonNegativeInteger")}


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """A thing, by its IRI."""

    value: str

    def __str__(self) -> str:
        return self.value

    @property
    def n3(self) -> str:
        """The term as it stands in SPARQL and N-Triples."""
        return iri_text(self.value)


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value: its lexical form, datatype IRI, and language where it has one."""

    value: str
    datatype: str = XSD_STRING
    language: str | None = None

    def __str__(self) -> str:
        return self.value

    @property
    def n3(self) -> str:
        """The term as it stands in SPARQL and N-Triples."""
        if self.language or self.datatype == XSD_STRING:
            return text(self.value, self.language)
        return f"{text(self.value)}^^{iri_text(self.datatype)}"

    @property
    def number(self) -> Decimal | None:
        """The exact number, if the literal is a decimal, an integer, or one amount of a currency."""
        if self.datatype in _NUMBERS or (self.currency and _AMOUNT.fullmatch(self.value)):
            return Decimal(self.value)
        return None

    @property
    def currency(self) -> str | None:
        """The code of ISO 4217, if the literal is an amount as answers hold them: its datatype is its currency."""
        return self.datatype.removeprefix(CURRENCIES) if self.datatype.startswith(CURRENCIES) else None


Term = Iri | Literal


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT: variable names without “?”, and rows in their order; what is unbound is None."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def dicts(self) -> list[dict[str, Term | None]]:
        """Each row by variable name."""
        return [dict(zip(self.variables, row, strict=True)) for row in self.rows]
