"""What a person typed, as the values of records: “24,5”, “minst 50”, “2,5 mkr”, “2023–2025”. Exact, or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from regiongraf.errors import Refused
from regiongraf.intake.candidate import plain
from regiongraf.intake.lexer import Quantity, tokens
from regiongraf.model import NOT_STATED, Period
from regiongraf.review.drafts import printed

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_BOUND = "minst|över|mer än|at least|more than|over|>=?|högst|under|mindre än|at most|less than|below|<=?"
_SHARE = re.compile(
    rf"(?P<word>{_BOUND})?\s*(?P<a>{_NUMBER})\s*(?:[-–—]\s*(?P<b>{_NUMBER}))?\s*(?:%|procent|per cent)?"
)
LEAST, OPEN_LEAST = ("minst", "at least", ">="), ("över", "mer än", "more than", "over", ">")
OPEN_MOST = ("under", "mindre än", "less than", "below", "<")
NOTHING = ("", "–", "-", "ej angiven", "ej angivet", "not stated", "notstated", "okänd", "unknown")


def number(text: str) -> Decimal:
    """A figure with a comma or a point, thousands in groups; raises Refused."""
    bare = text.strip()
    if not re.fullmatch(_NUMBER, bare):
        raise Refused(
            f"{text!r} is no figure: write it as 24,5 or 1 500", f"{text!r} är ingen siffra: skriv 24,5 eller 1 500"
        )
    return Decimal(re.sub(r"[ \u00a0\u202f]", "", bare).replace(",", "."))


def share(text: str) -> Any:
    """A share in per cent, a range of them, or NotStated where nothing is typed; raises Refused."""
    bare = text.strip().lower()
    if bare in NOTHING:
        return NOT_STATED
    found = _SHARE.fullmatch(bare)
    if not found:
        raise Refused(
            f"{text!r} is no share: write 51, 24,5, 50–100, minst 50, or nothing",
            f"{text!r} är ingen andel: skriv 51, 24,5, 50–100, minst 50, eller ingenting",
        )
    first, word = number(found["a"]), found["word"]
    if found["b"]:
        return {"min": first, "max": number(found["b"])}
    if word is None:
        return first
    if word in LEAST or word in OPEN_LEAST:
        return {"min": first, **({"min_open": True} if word in OPEN_LEAST else {})}
    return {"max": first, **({"max_open": True} if word in OPEN_MOST else {})}


def amount(text: str) -> Any:
    """An amount, “2,5 mkr” and “40 000 euro” too, or NotStated where nothing is typed; raises Refused."""
    if text.strip().lower() in NOTHING:
        return NOT_STATED
    if found := _quantity(text):
        return found.value
    if re.fullmatch(r"(?:19|20)\d\d", text.strip()):
        return Decimal(text.strip())
    raise Refused(
        f"{text!r} is no amount: write 95 000, 2,5 mkr or 40 000 euro",
        f"{text!r} är inget belopp: skriv 95 000, 2,5 mkr eller 40 000 euro",
    )


def _quantity(text: str) -> Quantity | None:
    found = [token for token in tokens(text.strip()) if token.kind != "stop"]
    value = found[0].value if len(found) == 1 and found[0].kind in ("num", "money") else None
    return value if isinstance(value, Quantity) else None


def period(text: str) -> str | None:
    """A period as records write it: 2023, 2023/2025, 2023-04-01/; None where nothing is typed; raises Refused."""
    bare = re.sub(r"\s*[–—]\s*|\s+(?:till|to|-)\s+", "/", text.strip())
    bare = re.sub(r"^(\d{4})-(\d{4})$", r"\1/\2", bare)
    if bare.lower() in NOTHING:
        return None
    Period.parse(bare)
    return bare


PARSERS: Mapping[str, Callable[[str], Any]] = {
    "share": share, "amount": amount, "value": number, "count": lambda text: int(number(text)), "valid": period,
}  # fmt: skip


def values(kind: str, typed: Mapping[str, Any], span: str) -> dict[str, Any]:
    """The fields of a decision as records hold them; `span` is the text that says it. Raises Refused."""
    found: dict[str, Any] = {}
    for field, value in typed.items():
        if field == "amount" and isinstance(value, str) and (said := _quantity(value)) and said.currency:
            found["currency"] = said.currency
        if field == "currency":
            value = (value or "").strip().upper() or found.get("currency")
        if isinstance(value, str):
            value = PARSERS[field](value) if field in PARSERS else value.strip() or None
        found[field] = value
    if kind == "funding" and isinstance(found.get("amount"), Decimal) and not found.get("figure_as_stated"):
        figure, unit, _ = printed(span, found["amount"])
        found |= {"figure_as_stated": figure, "unit_as_stated": unit, "precision": found.get("precision") or "Exact"}
    if kind in ("indicator", "count") and not found.get("figure_as_stated"):
        said = found.get("value", found.get("count"))
        found["figure_as_stated"] = printed(span, Decimal(said))[0] if said is not None else None
        found["precision"] = found.get("precision") or "Exact"
    if found.get("via"):
        found["directness"] = "Indirect"
    return found


def shown(value: Any) -> Any:
    """A value as a field of the page shows it: figures with a decimal point and no trailing zeros."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: shown(item) for key, item in value.items()}
    return value
