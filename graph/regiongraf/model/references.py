"""What a record refers to, read from the types of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from regiongraf.model.values import NOT_STATED, Refers

WORDS = {NOT_STATED, "InParts"}
"""Words that stand where an id could, and name nothing."""


def references(record: BaseModel) -> Iterator[tuple[str, str, str]]:
    """Each reference of `record` as (field, what it refers to, id), in field order; values inside it included."""
    for field, target in _reference_fields(type(record)):
        value = getattr(record, field)
        for id_ in value if isinstance(value, tuple) else (value,):
            if isinstance(id_, str) and id_ not in WORDS:
                yield field, target, id_
    for field in type(record).model_fields:
        value = getattr(record, field)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from ((field, target, id_) for _, target, id_ in references(item))


@cache
def _reference_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    hints = get_type_hints(model, include_extras=True)
    found = [(field, _target(hints[field])) for field in model.model_fields]
    return tuple((field, target) for field, target in found if target)


def _target(hint: Any) -> str | None:
    """What a type refers to: itself marked, or one of the types it is made of."""
    for part in getattr(hint, "__metadata__", ()):
        if isinstance(part, Refers):
            return part.to
    return next((target for part in get_args(hint) if (target := _target(part))), None)
