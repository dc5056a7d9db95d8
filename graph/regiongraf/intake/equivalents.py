"""Names that mean one body wherever they stand: a municipality's short and official name, a line of a shipped list.

Readings are compared by it: whoever writes “Lund”, “Lunds kommun” or “City of Lund” as an owner means one owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from regiongraf.intake.gazetteer import LISTS, lines, rows
from regiongraf.names import fold

MADE = (
    "{} kommun",
    "{} stad",
    "kommunen {}",
    "{} municipality",
    "municipality of {}",
    "the municipality of {}",
    "city of {}",
    "the city of {}",
)
STATE = ("Staten", "svenska staten", "the state", "state", "Swedish state", "the Swedish state")


@cache
def equivalents() -> Mapping[str, str]:
    """By folded name, the folded name that stands for the body. A name that two bodies bear is left out."""
    found: dict[str, set[str]] = {}
    for names in _bodies():
        folded = [fold(name) for name in names]
        for name in folded:
            found.setdefault(name, set()).add(folded[0])
    return {name: next(iter(bodies)) for name, bodies in found.items() if len(bodies) == 1}


def _bodies() -> Iterator[Iterable[str]]:
    yield STATE
    for row in rows("municipalities.csv"):
        stem = row["official"].rsplit(" ", 1)[0]
        yield (row["official"], row["short"], *(form.format(name) for form in MADE for name in (row["short"], stem)))
    for file in LISTS:
        yield from lines(file)
