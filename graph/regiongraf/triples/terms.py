"""RDF terms as N-Triples text: one spelling per term, so that text order is term order and bytes are stable.

Source: RDF 1.1 N-Triples, https://www.w3.org/TR/n-triples/, canonical form (section 4).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from regiongraf.vocabulary import expand

Triple = tuple[str, str, str]
Quad = tuple[str, str, str, str]

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f\ufffe\uffff]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
XSD = expand("xsd:")


def iri(text: str) -> str:
    """An IRI term; characters that no IRI holds are percent-encoded."""
    if not _NOT_IN_IRI.search(text):
        return f"<{text}>"
    return f"<{_NOT_IN_IRI.sub(lambda char: ''.join(f'%{byte:02X}' for byte in char[0].encode()), text)}>"


@cache  # there are as many as the vocabularies have terms, and each record asks for two dozen
def name(prefixed: str) -> str:
    """The IRI term of a prefixed name: `name("rg:owner")`."""
    return iri(expand(prefixed))


def code(value: str) -> str:
    """The IRI term of a code of this vocabulary."""
    return name(f"rg:{value}")


def text(value: str, language: str | None = None) -> str:
    """A string term, with its language if given."""
    quoted = _TO_ESCAPE.sub(lambda char: _ESCAPES.get(char[0], f"\\u{ord(char[0]):04X}"), value)
    return f'"{quoted}"@{language}' if language else f'"{quoted}"'


def _typed(lexical: str, datatype: str) -> str:
    return f'"{lexical}"^^<{XSD}{datatype}>'


def decimal(value: Decimal) -> str:
    """An xsd:decimal in canonical form: 24.5, 51.0, 10700000.0 (XML Schema 1.1 Part 2, 3.3.3)."""
    # Not normalize(): it rounds to the context's 28 digits.
    whole, _, fraction = format(value, "f").partition(".")
    return _typed(f"{whole}.{fraction.rstrip('0') or '0'}", "decimal")


def integer(value: int) -> str:
    """An xsd:integer."""
    return _typed(str(value), "integer")


def natural(value: int) -> str:
    """An xsd:nonNegativeInteger, which Web Annotation asks for in offsets."""
    return _typed(str(value), "nonNegativeInteger")


def day(value: date) -> str:
    """An xsd:date."""
    return _typed(value.isoformat(), "date")


def true() -> str:
    """The xsd:boolean true; what is false is left out."""
    return _typed("true", "boolean")
