"""What pydantic finds wrong with a value, said in Swedish; its own sentences are English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regiongraf.errors import Refused

KINDS = {
    "missing": "fältet saknas",
    "extra_forbidden": "det finns inget sådant fält här",
    "string_type": "ska vara en text",
    "string_too_short": "texten ska ha minst {min_length} tecken",
    "string_pattern_mismatch": "texten ska följa mönstret {pattern}",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "is_instance_of": "ska vara av slaget {class}",
    "decimal_type": "ska vara ett tal",
    "decimal_parsing": "ska vara ett tal",
    "bool_type": "ska vara true eller false",
    "bool_parsing": "ska vara true eller false",
    "greater_than": "ska vara större än {gt}",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than": "ska vara mindre än {lt}",
    "less_than_equal": "ska vara högst {le}",
    "too_short": "listan ska ha minst {min_length} värden, men har {actual_length}",
    "too_long": "listan ska ha högst {max_length} värden, men har {actual_length}",
    "tuple_type": "ska vara en lista",
    "list_type": "ska vara en lista",
    "dict_type": "ska vara en tabell",
    "model_type": "ska vara en tabell",
    "model_attributes_type": "ska vara en tabell",
    "literal_error": "ska vara {expected}",
    "enum": "ska vara {expected}",
    "date_type": "ska vara en dag, som 2024-12-31",
    "date_parsing": "ska vara en dag, som 2024-12-31",
    "date_from_datetime_parsing": "ska vara en dag, som 2024-12-31",
    "date_from_datetime_inexact": "ska vara en dag utan klockslag, som 2024-12-31",
}
"""What each kind of problem is, with the limits that pydantic names."""


def swedish(problem: Mapping[str, Any]) -> str | None:
    """One of `ValidationError.errors()` as a clause in Swedish; None for a kind that has none here."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        error = context.get("error")
        return error.sv if isinstance(error, Refused) else None
    if kind not in KINDS:
        return None
    said = KINDS[kind].format_map({**context, "expected": listed(str(context.get("expected", "")))})
    return said if kind in {"missing", "extra_forbidden"} else f"{said}; här står {problem['input']!r}"


def listed(expected: str) -> str:
    """Pydantic's list of what it expected, with the Swedish “or”."""
    return expected.replace("' or '", "' eller '")
