"""One row for each body that is held: its holders' shares and what is left to holders that nobody names; one whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from regiongraf.figures import rounded
from regiongraf.model import Basis
from regiongraf.ownership.bounds import NOT_STATED, ONE, WHOLE, ZERO, Bounds
from regiongraf.ownership.components import components
from regiongraf.ownership.errors import ImpossibleShares
from regiongraf.ownership.forms import FORM_RULES, Passage
from regiongraf.ownership.network import Holding, Network, OwnerList, Tie

UNNAMED = "*"
"""Stands in a row for the holders that no source names; no id looks like it."""

OWNERSHIP = frozenset({Passage.OWNERSHIP, Passage.IDENTITY})
INTEREST = frozenset({*OWNERSHIP, Passage.INTEREST})
INFLUENCE = frozenset({*INTEREST, Passage.INFLUENCE})
"""What is followed: ownership alone, interest through municipal associations too, or every membership."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one holder has in one body, all statements about the pair taken together."""

    holder: str
    share: Bounds
    statements: tuple[str, ...] = ()
    conflict: bool = False
    tie: Tie = Tie.OWNS
    basis: Basis = Basis.NOT_STATED


@dataclass(frozen=True, slots=True)
class Row:
    """The holders of `body`, the unnamed ones last where they hold anything."""

    body: str
    cells: tuple[Cell, ...]
    is_exact: bool = field(init=False)
    """Whether every share is known."""
    exact: Mapping[str, Fraction] = field(init=False, repr=False, compare=False)
    """What everyone has who has anything, where every share is known; else empty."""
    holders: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """Everyone who may hold something, by id, the unnamed as `UNNAMED`."""

    def __post_init__(self) -> None:
        known = all(cell.share.is_exact for cell in self.cells)
        exact = {cell.holder: cell.share.low for cell in self.cells if cell.share.low} if known else {}
        object.__setattr__(self, "is_exact", known)
        object.__setattr__(self, "exact", exact)
        object.__setattr__(self, "holders", tuple(cell.holder for cell in self.cells))

    def cell(self, holder: str) -> Cell | None:
        """What `holder` has; None for nothing stated."""
        return next((cell for cell in self.cells if cell.holder == holder), None)


class Rows(Mapping[str, Row]):
    """The rows of a network, made when they are asked for; a body that nobody is stated to hold has none.

    Raises ImpossibleShares for a row whose shares cannot all be true.
    """

    def __init__(self, network: Network, follow: frozenset[Passage] = OWNERSHIP) -> None:
        self.network = network
        self.follow = follow
        self._made: dict[str, Row] = {}
        self._held: dict[str, tuple[Holding, ...]] = {}
        self._holds: dict[str, list[str]] = {}
        self._holders: dict[str, list[str]] = {}
        self._order: list[list[str]] = []
        self._place: dict[str, int] | None = None
        for body, holdings in network.held_in.items():
            followed = tuple(holding for holding in holdings if self._follows(holding))
            if followed:
                self._held[body] = holdings if len(followed) == len(holdings) else followed
                self._holders[body] = list(dict.fromkeys(holding.owner for holding in followed))
                for holder in self._holders[body]:
                    self._holds.setdefault(holder, []).append(body)

    def _follows(self, holding: Holding) -> bool:
        if holding.tie is not Tie.MEMBER:
            return True
        form = self.network.form(holding.owned)
        return form is not None and FORM_RULES[form].passage in self.follow

    def __getitem__(self, body: str) -> Row:
        row = self._made.get(body)
        if row is None:
            row = self._made[body] = self._shared(body)
        return row

    def _shared(self, body: str) -> Row:
        """A row of everything that is held in a body is the same whatever is followed: it is made once."""
        if self._held[body] is not self.network.held_in[body]:
            return self.make(body)
        known = self.network.made.setdefault(self.key, {})
        if body not in known:
            known[body] = self.make(body)
        row: Row = known[body]
        return row

    @property
    def key(self) -> object:
        """What rows these are, whatever is followed."""
        return Rows

    def make(self, body: str) -> Row:
        """The row of one body, from everything that is followed into it."""
        return make_row(body, self._held[body], self.lists_of(body))

    def lists_of(self, body: str) -> tuple[OwnerList, ...]:
        """What sources say of the list of holders; a count says nothing beside a group, which counts for several."""
        lists = self.network.lists_of.get(body, ())
        if any(self.network.form(holder) is None for holder in self.holders(body)):
            return tuple(replace(each, count=None) for each in lists)
        return lists

    def holdings_in(self, body: str) -> tuple[Holding, ...]:
        """The holdings in one body that are followed."""
        return self._held.get(body, ())

    def __contains__(self, body: object) -> bool:
        return body in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def held_by(self, holder: str) -> list[str]:
        """The bodies in which `holder` is stated to hold something, in order of id."""
        return self._holds.get(holder, [])

    def holders(self, body: str) -> list[str]:
        """Who is stated to hold something in `body`, in order of id; empty for a body without a row."""
        return self._holders.get(body, [])

    def in_order(self, bodies: set[str], without: frozenset[str] = frozenset()) -> list[list[str]]:
        """The components among those of `bodies` that have rows, apart from some: holders first.

        When the order of all bodies is known (`settle_order`), what is asked for is only picked out of it.
        """
        if self._place is None:
            return components(sorted(body for body in bodies if body in self and body not in without), self.holders)
        found: list[list[str]] = []
        for at in sorted({self._place[body] for body in bodies if body in self._held}):
            component = self._order[at]
            if len(component) == 1:
                found += [component] if component[0] not in without else []
            else:
                inner = [body for body in component if body in bodies and body not in without]
                found += [component] if len(inner) == len(component) else components(inner, self.holders)
        return found

    def settle_order(self) -> None:
        """Find the order of all bodies at once; worth its while before asking about many of them."""
        if self._place is None:
            self._order = components(sorted(self), self.holders)
            self._place = {body: at for at, component in enumerate(self._order) for body in component}

    def below(self, *holders: str) -> set[str]:
        """Every body that a chain of holdings leads to from `holders`."""
        return _closure(holders, self.held_by)

    def above(self, *bodies: str) -> set[str]:
        """Everyone from whom a chain of holdings leads to one of `bodies`."""
        return _closure(bodies, self.holders)


def _closure(start: tuple[str, ...], step: Callable[[str], list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        for other in step(waiting.pop()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def make_row(body: str, holdings: tuple[Holding, ...], lists: tuple[OwnerList, ...] = ()) -> Row:
    """The row of one body from all direct holdings in it, capital before shares whose basis is not stated."""
    pairs: dict[str, list[Holding]] = {}
    for holding in holdings:
        pairs.setdefault(holding.owner, []).append(holding)
    cells = tuple(_cell(holder, stated) for holder, stated in sorted(pairs.items()))
    return close_row(body, cells, lists)


def _cell(holder: str, stated: list[Holding]) -> Cell:
    capital = [holding for holding in stated if holding.basis is Basis.CAPITAL and holding.share]
    other = [holding for holding in stated if holding.basis is Basis.NOT_STATED and holding.share]
    counted = capital or other
    share, conflict = combine([holding.share for holding in counted if holding.share])
    tie = min((holding.tie for holding in stated), key=list(Tie).index)
    if tie is Tie.PART:
        share, conflict = WHOLE, False
    ids = tuple(sorted({holding.id for holding in counted or stated}))
    return Cell(holder, share, ids, conflict, tie, counted[0].basis if counted else Basis.NOT_STATED)


def combine(shares: list[Bounds]) -> tuple[Bounds, bool]:
    """What several statements about one pair say: what all allow, or the hull of all and True for a conflict."""
    if not shares:
        return NOT_STATED, False
    met: Bounds | None = shares[0]
    hull = shares[0]
    for share in shares[1:]:
        met = met.meet(share) if met else None
        hull = hull.hull(share)
    return (met, False) if met else (hull, True)


def close_row(body: str, cells: tuple[Cell, ...], lists: tuple[OwnerList, ...]) -> Row:
    """Add what is left to unnamed holders. Raises ImpossibleShares when the least shares are more than the whole."""
    least = sum((cell.share.low for cell in cells), ZERO)
    most = sum((cell.share.high for cell in cells), ZERO)
    said = tuple(sorted({id_ for cell in cells for id_ in cell.statements}))
    if least > 1:
        raise ImpossibleShares(
            f"the shares of {body} sum to more than the whole: {float(least):.4%}",
            body,
            said,
            sv=f"andelarna i {body} är tillsammans mer än det hela: {rounded(float(least), 'sv')}",
        )
    if least == 1 and any(cell.share.low_open for cell in cells):
        raise ImpossibleShares(
            f"the stated shares of {body} leave nothing for another holder who is named",
            body,
            said,
            sv=f"de angivna andelarna i {body} lämnar inget åt ännu en namngiven ägare",
        )
    if any(cell.holder == body and cell.share.low == 1 for cell in cells):
        raise ImpossibleShares(
            f"{body} is stated to own all of itself", body, said, sv=f"{body} anges äga hela sig självt"
        )
    closed = any(each.closed or each.count == len(cells) for each in lists)
    more = any(each.count is not None and each.count > len(cells) for each in lists)
    if closed and not more:
        # A closed list whose figures do not reach the whole (33.3 three times) leaves exactly the rest unaccounted for.
        rest = max(ZERO, ONE - most)
        unnamed = Bounds.exactly(rest)
    else:
        low, high = max(ZERO, ONE - most), ONE - least
        high_open = low < high and any(cell.share.low_open for cell in cells)
        unnamed = Bounds(low, high, low_open=more and low == 0 < high, high_open=high_open)
    if more and unnamed.is_zero:
        raise ImpossibleShares(
            f"the stated shares of {body} leave nothing for holders that are only counted",
            body,
            said,
            sv=f"de angivna andelarna i {body} lämnar inget åt ägare som bara räknas",
        )
    return Row(body, cells if unnamed.is_zero else (*cells, Cell(UNNAMED, unnamed)))
