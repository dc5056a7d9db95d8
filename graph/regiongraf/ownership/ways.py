"""What qualifies an answer: conflicts, loops, forms and dates on the ways from roots to each body, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regiongraf.model import Basis, Form
from regiongraf.ownership.bounds import NOT_STATED
from regiongraf.ownership.network import Tie
from regiongraf.ownership.rows import Rows


@dataclass(frozen=True, slots=True)
class Way:
    """Everything between roots and one body, the body's own row included."""

    bases: frozenset[Basis] = frozenset()
    conflicts: frozenset[str] = frozenset()
    loops: frozenset[tuple[str, ...]] = frozenset()
    forms: frozenset[Form] = frozenset()
    """The forms of the bodies in between, and the body's own where it is held by membership or as a part."""
    first_stated: date | None = None

    def joined(self, other: Way) -> Way:
        """Both ways together."""
        if self == other:
            return self
        days = [each.first_stated for each in (self, other) if each.first_stated]
        return Way(
            self.bases | other.bases,
            self.conflicts | other.conflicts,
            self.loops | other.loops,
            self.forms | other.forms,
            max(days, default=None),
        )


def ways(rows: Rows, roots: frozenset[str], between: set[str]) -> dict[str, Way]:
    """The way to each body of `between`, which holds with each body everything between it and the roots."""
    found: dict[str, Way] = {}
    reachable = roots | between
    for component in [*rows.in_order(between, roots), *([body] for body in sorted(between & roots))]:
        members = frozenset(component)
        way = Way(loops=frozenset({tuple(sorted(members))}) if len(members) > 1 else frozenset())
        for body in component:
            way = way.joined(_own(rows, body, reachable))
            for holder in rows.holders(body):
                if holder in found and holder not in roots and holder not in members:
                    way = way.joined(_through(rows, holder, found[holder]))
                elif holder in members and holder != body:
                    way = way.joined(_through(rows, holder, Way()))
        found.update(dict.fromkeys(component, way))
    return found


def _own(rows: Rows, body: str, reachable: frozenset[str]) -> Way:
    cells = [cell for cell in rows[body].cells if cell.holder in reachable]
    form = rows.network.form(body)
    is_tied = form is not None and any(cell.tie is not Tie.OWNS for cell in cells)
    return Way(
        frozenset(cell.basis for cell in cells if cell.tie is Tie.OWNS and cell.share != NOT_STATED),
        frozenset(id_ for cell in cells if cell.conflict for id_ in cell.statements),
        forms=frozenset({form}) if is_tied and form else frozenset(),
        first_stated=rows.network.unstated.get(body),
    )


def _through(rows: Rows, holder: str, way: Way) -> Way:
    form = rows.network.form(holder)
    return way if form is None or form in way.forms else way.joined(Way(forms=frozenset({form})))
