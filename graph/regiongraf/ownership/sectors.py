"""The ownership class of the official statistics on publicly owned enterprises, as a set of classes that are possible.

Source: Statistics Sweden (SCB), Offentligt ägda företag (OE0108), description of the survey: a company is publicly
owned where the public sector has owner control, normally from 50 per cent of the shares; it is the state's when the
state has at least half of the public part; the others are the local government sector's, municipal or regional by
whose part is larger, and regional when the parts are equal. A company that is itself publicly owned counts with its own
class where it holds shares in another; that is how owner control passes through groups here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from regiongraf.model import Form
from regiongraf.ownership.bounds import HALF, ONE, ZERO, Bounds
from regiongraf.ownership.components import components
from regiongraf.ownership.control import Verdict
from regiongraf.ownership.filling import part_end
from regiongraf.ownership.network import Network
from regiongraf.ownership.rows import OWNERSHIP, UNNAMED, Row, Rows

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
    return sector_classes(network, [body])[0]


def sector_classes(network: Network, bodies: Iterable[str]) -> list[SectorClass]:
    """`sector_class` of several bodies at once, in their order; raises as it does."""
    asked = list(bodies)
    network.require(*asked)
    rows = Rows(network, OWNERSHIP)
    possible: dict[str, frozenset[Sector]] = {}
    known: dict[tuple[tuple[Bounds, frozenset[Sector]], ...], frozenset[Sector]] = {}
    for component in components(sorted(rows.above(*asked) | set(asked)), rows.holders):
        possible.update({each: _at_first(network, rows, each) for each in component})
        narrowed = True
        while narrowed:
            narrowed = False
            for each in component:
                if _is_decided_by_row(network, rows, each):
                    row = rows[each]
                    holders = tuple((cell.share, possible.get(cell.holder, EVERY)) for cell in row.cells)
                    if holders not in known:
                        parts = _parts(row, possible)
                        known[holders] = frozenset(sector for sector in Sector if _allows(parts, sector))
                    left = possible[each] & known[holders]
                    narrowed |= left != possible[each]
                    possible[each] = left
    return [SectorClass(body, tuple(sector for sector in Sector if sector in possible[body])) for body in asked]


def _is_decided_by_row(network: Network, rows: Rows, body: str) -> bool:
    form = network.form(body)
    return body in rows and form is not None and form not in BY_FORM


def _at_first(network: Network, rows: Rows, body: str) -> frozenset[Sector]:
    form = network.form(body)
    if form is None and body in rows:
        # A group may be of any class that a member is of, and of several.
        return frozenset().union(*(_at_first(network, rows, each) for each in rows.holders(body)))
    return BY_FORM.get(form, EVERY) if form else EVERY


End = tuple[Fraction, bool]
"""An end of an interval, and whether it is only approached."""
Interval = tuple[End, End]


def _parts(row: Row, possible: dict[str, frozenset[Sector]]) -> dict[Sector, Interval]:
    """Each class's part of a body: between what is surely and what is possibly its own. The parts make a whole."""
    found: dict[Sector, Interval] = {}
    for each in Sector:
        sure = frozenset(h for h in row.holders if possible.get(h, EVERY) == {each})
        may = frozenset(h for h in row.holders if h == UNNAMED or each in possible.get(h, EVERY))
        found[each] = part_end(row, sure, most=False), part_end(row, may, most=True)
    return found


def _allows(parts: dict[Sector, Interval], sector: Sector) -> bool:
    """Whether some parts within their intervals that make a whole put a body in `sector`.

    Unknown are the state's part s and the local part t, of municipalities m and regions r together; the rest is not
    public. A local part t can be divided with m > r when 2·least r < t < 2·most m, with r ≥ m when 2·least m ≤ t ≤
    2·most r. What is left are lines in s and t; s is eliminated by holding each of its least values against each of
    its greatest (Fourier and Motzkin), and t is an interval.
    """
    (s_low, s_high), (m_low, m_high) = parts[Sector.STATE], parts[Sector.MUNICIPAL]
    (r_low, r_high), (o_low, o_high) = parts[Sector.REGIONAL], parts[Sector.NOT_PUBLIC]
    # Lines in t: (a, b, strict) for a + b·t ≥ 0, strict for > 0.
    lines = [
        (-m_low[0] - r_low[0], ONE, m_low[1] or r_low[1]),
        (m_high[0] + r_high[0], -ONE, m_high[1] or r_high[1]),
    ]
    # Ends of s: (a, b, strict) for a + b·t.
    least = [(s_low[0], ZERO, s_low[1]), (ONE - o_high[0], -ONE, o_high[1])]
    most = [(s_high[0], ZERO, s_high[1]), (ONE - o_low[0], -ONE, o_low[1])]
    if sector is Sector.NOT_PUBLIC:
        most.append((HALF, -ONE, True))
    else:
        least.append((HALF, -ONE, False))
    if sector is Sector.STATE:
        least.append((ZERO, ONE, False))
    elif sector is Sector.MUNICIPAL:
        most.append((ZERO, ONE, True))
        lines += [(-2 * r_low[0], ONE, True), (2 * m_high[0], -ONE, True)]
    elif sector is Sector.REGIONAL:
        most.append((ZERO, ONE, True))
        lines += [(-2 * m_low[0], ONE, m_low[1]), (2 * r_high[0], -ONE, r_high[1])]
    lines += [(top[0] - low[0], top[1] - low[1], low[2] or top[2]) for low in least for top in most]
    return _has_point(lines)


def _has_point(lines: list[tuple[Fraction, Fraction, bool]]) -> bool:
    """Whether some t meets a + b·t ≥ 0 for every line (a, b, False), and > 0 for every (a, b, True)."""
    if any(not b and (a < 0 or (a == 0 and strict)) for a, b, strict in lines):
        return False
    low = max((-a / b, strict) for a, b, strict in lines if b > 0)
    high = min((-a / b, not strict) for a, b, strict in lines if b < 0)
    return low[0] < high[0] or (low[0] == high[0] and not low[1] and high[1])
