"""Tables as dataclasses: what fits is taken as it is, what does not is told by the way to it, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.errors import Refused
from regiongraf.fields import Misfit, filled, read


def _even(number: int) -> int:
    if number % 2:
        raise Refused("must be even", "ska vara jämnt")
    return number


@dataclass(frozen=True, kw_only=True)
class Inner:
    name: Annotated[str, filled]
    twice: Annotated[int, _even, lambda number: number // 2] = 0


@dataclass(frozen=True, kw_only=True)
class Outer:
    title: str
    shown: bool = False
    colour: Literal["red", "blue", "green"] = "red"
    words: tuple[str, ...] = ()
    example: str | int | None = None
    inner: Inner | None = None
    by_name: dict[str, Inner] = field(default_factory=dict)


def test_a_table_becomes_a_value_with_defaults_for_what_it_leaves_out() -> None:
    inner = {"name": "a", "twice": 4}
    assert read(Outer, {"title": "x"}) == Outer(title="x")
    assert read(
        Outer, {"title": "x", "shown": True, "words": ["a", "b"], "example": 3, "inner": inner, "by_name": {"b": inner}}
    ) == Outer(
        title="x", shown=True, words=("a", "b"), example=3, inner=Inner(name="a", twice=2),
        by_name={"b": Inner(name="a", twice=2)},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "where", "told", "sagt"),
    [
        ({}, "title", "is missing", "saknas"),
        ({"title": "x", "titel": "y"}, "titel", "no such field", "inget sådant fält"),
        ({"title": 5}, "title", "must be a text; got 5", "ska vara en text; här står 5"),
        ({"title": None}, "title", "must be a text", "ska vara en text"),
        ({"title": "x", "shown": 1}, "shown", "true or false", "true eller false"),
        ({"title": "x", "colour": "pink"}, "colour", "'red', 'blue' or 'green'", "'red', 'blue' eller 'green'"),
        ({"title": "x", "colour": ["red"]}, "colour", "got ['red']", "här står ['red']"),
        ({"title": "x", "words": "a"}, "words", "a list", "en lista"),
        ({"title": "x", "words": ["a", 2]}, "words.1", "a text", "en text"),
        ({"title": "x", "example": True}, "example", "a text", "en text"),
        ({"title": "x", "inner": []}, "inner", "a table", "en tabell"),
        ({"title": "x", "inner": {"name": ""}}, "inner.name", "must not be empty", "får inte vara tom"),
        ({"title": "x", "inner": {"name": "a", "twice": 3}}, "inner.twice", "must be even", "ska vara jämnt"),
        ({"title": "x", "inner": {"name": "a", "twice": True}}, "inner.twice", "a whole number", "ett heltal"),
        ({"title": "x", "by_name": {"b": {"nam": "a"}}}, "by_name.b.nam", "no such field", "inget sådant fält"),
        ({"title": "x", "by_name": ["b"]}, "by_name", "a table", "en tabell"),
    ],
)
def test_what_does_not_fit_is_told_by_the_way_to_it(table: dict[str, Any], where: str, told: str, sagt: str) -> None:
    with pytest.raises(Misfit) as caught:
        read(Outer, table)
    assert caught.value.field == where
    assert told in caught.value.message
    assert sagt in caught.value.sv


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.just(date(2025, 1, 1)),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*Outer.__annotations__, "name", "x"]), inner),
    max_leaves=8,
)


@given(ANYTHING)
def test_any_table_is_read_or_refused(table: object) -> None:
    try:
        found: object = read(Outer, table)
    except Misfit:
        return
    assert isinstance(found, Outer)
