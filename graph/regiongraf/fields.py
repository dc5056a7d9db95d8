"""A table of TOML or YAML as a frozen dataclass, by the types of its fields: what a command reads before it answers.

Records are read by pydantic, which knows much more of values. To import it and set it up takes longer than all else
that a question takes: settings and the headers of questions do without.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from regiongraf.errors import Refused
from regiongraf.words import Words

T = TypeVar("T")
KINDS: dict[object, Words] = {
    str: Words("en text", "a text"),
    int: Words("ett heltal", "a whole number"),
    bool: Words("true eller false", "true or false"),
    tuple: Words("en lista", "a list"),
    dict: Words("en tabell", "a table"),
}


class Misfit(Refused):
    """A value that does not fit its field; `field` is the way to it, such as `catalogue.contact.email`."""

    def __init__(self, field: str, message: str, sv: str) -> None:
        super().__init__(message, sv)
        self.field = field


def read(kind: type[T], table: object, field: str = "") -> T:
    """The dataclass `kind` of a table: no field that it does not have, none missing, each of its type.

    Types may be `str`, `int`, `bool`, `X | None`, `tuple[X, ...]`, `dict[str, X]`, `Literal`, another such dataclass,
    and `Annotated` with functions that return the value to take or raise Refused. Raises Misfit at the first that is
    wrong.
    """
    if not isinstance(table, dict):
        raise _not_a(dict, table, field)
    hints = _hints(kind)  # type: ignore[arg-type]  # a class can be hashed, whatever its values
    for name in table:
        if name not in hints:
            raise Misfit(_within(field, name), "there is no such field here", "det finns inget sådant fält här")
    found = {name: _value(hints[name], table[name], _within(field, name)) for name in hints if name in table}
    for each in fields(kind):  # type: ignore[arg-type]  # a dataclass, as every type here that holds fields
        if each.name not in found and each.default is MISSING and each.default_factory is MISSING:
            raise Misfit(_within(field, each.name), "the field is missing", "fältet saknas")
    return kind(**found)


def filled(value: Any) -> Any:
    """A text or a list that is not empty."""
    if not value:
        raise Refused("must not be empty", "får inte vara tom")
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _within(field: str, name: object) -> str:
    return f"{field}.{name}" if field else str(name)


def _value(kind: Any, value: object, field: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _checked(_value(inner[0], value, field), inner[1:], field)
    if origin in (Union, UnionType):
        return _one_of(inner, value, field)
    if origin is Literal:
        if value not in inner:
            raise _not_among([repr(each) for each in inner], value, field)
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise _not_a(tuple, value, field)
        return tuple(_value(inner[0], each, _within(field, at)) for at, each in enumerate(value))
    if origin is dict:
        if not isinstance(value, dict):
            raise _not_a(dict, value, field)
        return {str(name): _value(inner[1], each, _within(field, name)) for name, each in value.items()}
    if is_dataclass(kind):
        return read(kind, value, field)  # type: ignore[arg-type]  # the class, not one of its values
    if type(value) is not kind:  # not isinstance: True is no number, nor an instant a day
        raise _not_a(kind, value, field)
    return value


def _checked(value: Any, checks: tuple[Any, ...], field: str) -> Any:
    try:
        for check in checks:
            value = check(value)
    except Refused as refusal:
        raise Misfit(field, refusal.message, refusal.sv) from refusal
    return value


def _one_of(kinds: tuple[Any, ...], value: object, field: str) -> Any:
    """A value of one of several types: nothing, one of plain types, or what the only other type makes of it."""
    if type(value) in kinds:
        return value
    others = [kind for kind in kinds if kind is not NoneType]
    if len(others) == 1:
        return _value(others[0], value, field)
    raise _not_a(others[0], value, field)


def _not_a(kind: object, value: object, field: str) -> Misfit:
    wanted = KINDS[kind]
    return Misfit(field, f"must be {wanted.en}; got {value!r}", f"ska vara {wanted.sv}; här står {value!r}")


def _not_among(known: list[str], value: object, field: str) -> Misfit:
    head, last = ", ".join(known[:-1]), known[-1]
    either, antingen = (f"{head} or {last}", f"{head} eller {last}") if head else (last, last)
    return Misfit(field, f"must be {either}; got {value!r}", f"ska vara {antingen}; här står {value!r}")
