"""The ownership class of the official statistics on publicly owned enterprises, as a set of classes that are possible.

Source: Statistics Sweden (SCB), Offentligt ägda företag (OE0108), description of the survey: a company is publicly
owned where the public sector has owner control, normally from 50 per cent of the shares; it is the state's when the
state has at least half of the public part; the others are the local government sector's, municipal or regional by
whose part is larger, and regional when the parts are equal. A company that is itself publicly owned counts with its own
class where it holds shares in another; that is how owner control passes through groups here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from regiongraf.model import Form
from regiongraf.ownership.bounds import HALF, ONE, ZERO
from regiongraf.ownership.components import components
from regiongraf.ownership.control import Verdict
from regiongraf.ownership.network import Network
from regiongraf.ownership.reaching import Reach, row_extreme
from regiongraf.ownership.rows import OWNERSHIP, UNNAMED, Rows

DEFINITION = "SCB, Offentligt ägda företag (OE0108)"


class Sector(StrEnum):
    """The classes of the statistics."""

    STATE = "state"
    MUNICIPAL = "municipal"
    REGIONAL = "regional"
    NOT_PUBLIC = "not-public"


EVERY = frozenset(Sector)
BY_FORM: dict[Form, frozenset[Sector]] = {
    Form.STATE: frozenset({Sector.STATE}),
    Form.STATE_AGENCY: frozenset({Sector.STATE}),
    Form.REGION: frozenset({Sector.REGIONAL}),
    Form.MUNICIPALITY: frozenset({Sector.MUNICIPAL}),
    # The definition does not say how a municipal association's part is divided between regions and municipalities.
    Form.MUNICIPAL_ASSOCIATION: frozenset({Sector.MUNICIPAL, Sector.REGIONAL}),
    Form.COORDINATION_ASSOCIATION: frozenset({Sector.STATE, Sector.MUNICIPAL, Sector.REGIONAL}),
}
"""The class of an owner that is not itself a company; any other may be of any class."""


@dataclass(frozen=True, slots=True)
class SectorClass:
    """The classes that the stated holdings allow for one body; one of them is certain."""

    body: str
    possible: tuple[Sector, ...]
    definition: str = DEFINITION

    def verdict(self, sector: Sector) -> Verdict:
        """Whether the body is in `sector`."""
        if sector not in self.possible:
            return Verdict.NO
        return Verdict.CERTAIN if len(self.possible) == 1 else Verdict.POSSIBLE

    @property
    def publicly_owned(self) -> Verdict:
        """Whether the body is publicly owned, of whatever class."""
        if Sector.NOT_PUBLIC not in self.possible:
            return Verdict.CERTAIN
        return Verdict.NO if self.possible == (Sector.NOT_PUBLIC,) else Verdict.POSSIBLE


def sector_class(network: Network, body: str) -> SectorClass:
    """The ownership class of `body` by what is stated. Raises UnknownOrganisation and ImpossibleShares."""
    network.require(body)
    rows = Rows(network, OWNERSHIP)
    possible: dict[str, frozenset[Sector]] = {}
    for component in components(sorted(rows.above(body) | {body}), rows.holders):
        possible.update({each: _at_first(network, rows, each) for each in component})
        narrowed = True
        while narrowed:
            narrowed = False
            for each in component:
                if _is_decided_by_row(network, rows, each):
                    left = frozenset(s for s in possible[each] if _allows(rows, each, possible, s))
                    narrowed |= left != possible[each]
                    possible[each] = left
    return SectorClass(body, tuple(sector for sector in Sector if sector in possible[body]))


def _is_decided_by_row(network: Network, rows: Rows, body: str) -> bool:
    form = network.form(body)
    return body in rows and form is not None and form not in BY_FORM


def _at_first(network: Network, rows: Rows, body: str) -> frozenset[Sector]:
    form = network.form(body)
    if form is None and body in rows:
        # A group may be of any class that a member is of, and of several.
        return frozenset().union(*(_at_first(network, rows, each) for each in rows.holders(body)))
    return BY_FORM.get(form, EVERY) if form else EVERY


Parts = tuple[Fraction, ...]


def _allows(rows: Rows, body: str, possible: dict[str, frozenset[Sector]], sector: Sector) -> bool:
    """Whether some shares within the bounds put `body` in `sector`.

    Each class's part of the body lies between what is surely and what is possibly its own; the parts make a whole.
    """
    row = rows[body]
    ends: list[tuple[Fraction, bool, Fraction, bool]] = []
    for each in Sector:
        sure = frozenset(h for h in row.holders if possible.get(h, EVERY) == {each})
        may = frozenset(h for h in row.holders if h == UNNAMED or each in possible.get(h, EVERY))
        ends.append((*row_extreme(row, Reach(False, sure)), *row_extreme(row, Reach(True, may))))
    if all(low == high for low, _, high, _ in ends):
        known = tuple(low for low, _, _, _ in ends)
        return all(
            _dot(w, known) > least if strict else _dot(w, known) >= least for w, least, strict in CONDITIONS[sector]
        )
    lines: list[tuple[Parts, Fraction, bool]] = []
    for at, (low, low_open, high, high_open) in enumerate(ends):
        unit = tuple(Fraction(i == at) for i in range(4))
        lines += [(unit, low, low_open), (tuple(-x for x in unit), -high, high_open)]
    return _feasible([*lines, *CONDITIONS[sector]])


def _line(state: int, municipal: int, regional: int, least: Fraction, *, strict: bool) -> tuple[Parts, Fraction, bool]:
    return (Fraction(state), Fraction(municipal), Fraction(regional), ZERO), least, strict


_PUBLIC = _line(1, 1, 1, HALF, strict=False)
_LOCAL = _line(-1, 1, 1, ZERO, strict=True)
CONDITIONS: dict[Sector, list[tuple[Parts, Fraction, bool]]] = {
    Sector.NOT_PUBLIC: [_line(-1, -1, -1, -HALF, strict=True)],
    Sector.STATE: [_PUBLIC, _line(1, -1, -1, ZERO, strict=False)],
    Sector.MUNICIPAL: [_PUBLIC, _LOCAL, _line(0, 1, -1, ZERO, strict=True)],
    Sector.REGIONAL: [_PUBLIC, _LOCAL, _line(0, -1, 1, ZERO, strict=False)],
}
"""What each class asks of the parts of state, municipalities, regions and others: weighted sums that are at least, or
(strict) more than, a bound."""


def _feasible(lines: list[tuple[Parts, Fraction, bool]]) -> bool:
    """Whether some parts that sum to one meet every line.

    Looks at the corners of what the lines allow when none is strict. The midpoint of all corners meets a strict line
    if any corner does.
    """
    corners: list[Parts] = []
    for chosen in combinations(lines, 3):
        corner = _meeting([((ONE,) * 4, ONE), *((weights, bound) for weights, bound, _ in chosen)])
        if corner and all(_dot(weights, corner) >= bound for weights, bound, _ in lines):
            corners.append(corner)
    return bool(corners) and all(
        any(_dot(weights, corner) > bound for corner in corners) for weights, bound, strict in lines if strict
    )


def _dot(weights: Parts, parts: Parts) -> Fraction:
    return sum((w * x for w, x in zip(weights, parts, strict=True)), ZERO)


def _meeting(equations: list[tuple[Parts, Fraction]]) -> Parts | None:
    """The one point where four equations in four unknowns meet; None when there is none or more than one."""
    table = [[*weights, bound] for weights, bound in equations]
    for at in range(4):
        swap = next((i for i in range(at, 4) if table[i][at]), None)
        if swap is None:
            return None
        table[at], table[swap] = table[swap], table[at]
        table[at] = [x / table[at][at] for x in table[at]]
        for i in range(4):
            if i != at and table[i][at]:
                table[i] = [x - table[i][at] * y for x, y in zip(table[i], table[at], strict=True)]
    return tuple(line[4] for line in table)
