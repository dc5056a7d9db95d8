"""Effective ownership: what a root holds of each body, directly and through every chain and loop, as an interval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from regiongraf.model import Basis, Form
from regiongraf.ownership.bounds import NOTHING, WHOLE, Bounds
from regiongraf.ownership.filling import part_of
from regiongraf.ownership.forms import FORM_RULES, FormRule, Passage
from regiongraf.ownership.network import Network
from regiongraf.ownership.reaching import Reach, reach, row_bounds
from regiongraf.ownership.rows import OWNERSHIP, UNNAMED, Row, Rows
from regiongraf.ownership.ways import Way, ways


@dataclass(frozen=True, slots=True)
class Effective:
    """What `owners`, alone or together, hold of `body` by what is stated.

    `share` and `unnamed` are parts of one. `unnamed` is the part that leads to holders whom nobody names: some of it
    may be the owners' too. `direct` is their direct share, None when they are stated to hold none.
    """

    owners: tuple[str, ...]
    body: str
    share: Bounds
    unnamed: Bounds
    direct: Bounds | None = None
    bases: tuple[Basis, ...] = ()
    """What the shares that are stated on the way are shares of."""
    conflicts: tuple[str, ...] = ()
    """The statements on the way that contradict each other; the hull of them was taken."""
    loops: tuple[tuple[str, ...], ...] = ()
    """The bodies on the way that hold each other in a ring, ring by ring."""
    rules: tuple[FormRule, ...] = ()
    """The lines of the table of forms that something on the way hung on, companies apart."""
    first_stated: date | None = None
    """When set, the day asked for is before the sources of some holders on the way, and the answer is not known."""


class Effects:
    """Effective ownership in one network, at the day that the network is of (`Network.at`).

    `follow` says what is followed: `OWNERSHIP`, or `INTEREST`, which goes through municipal associations too.
    """

    def __init__(self, network: Network, follow: frozenset[Passage] = OWNERSHIP) -> None:
        self.network = network
        self.rows = Rows(network, follow)
        self._unnamed: dict[str, Bounds] = {}

    def share(self, owners: str | Iterable[str], body: str) -> Effective:
        """What `owners` hold together of `body`; a share of nothing when no chain of holdings leads there.

        Raises UnknownOrganisation, and ImpossibleShares for shares on the way that cannot all be true.
        """
        roots = _roots(owners)
        self.network.require(*roots, body)
        found = self._answers(roots, {body})
        return found[0] if found else self._nothing(roots, body)

    def held(self, owners: str | Iterable[str]) -> list[Effective]:
        """What `owners` hold together in every body that a chain of holdings leads to, largest first."""
        roots = _roots(owners)
        self.network.require(*roots)
        return _largest_first(self._answers(roots, self.rows.below(*roots)))

    def owners(self, body: str) -> list[Effective]:
        """Everyone from whom a chain of holdings leads to `body`, largest first, companies in between among them."""
        self.network.require(body)
        return _largest_first(self._each(sorted(self.rows.above(body) - {body}), {body}))

    def ultimate_owners(self, body: str) -> list[Effective]:
        """The owners of `body` behind whom nobody is stated to stand, largest first."""
        self.network.require(body)
        return _largest_first(
            self._each(sorted(each for each in self.rows.above(body) if each not in self.rows), {body})
        )

    def all_ultimate(self) -> list[Effective]:
        """Every owner behind whom nobody stands, in every body that it reaches; by owner, then largest first."""
        roots = sorted({holder for body in self.rows for holder in self.rows.holders(body)} - set(self.rows))
        return [each for root in roots for each in self.held(root)]

    def unnamed(self, body: str) -> Bounds:
        """The part of `body` that leads to holders whom nobody names: all of a company whose owners nobody states."""
        self.network.require(body)
        if body not in self.rows:
            form = self.network.form(body)
            return WHOLE if form and form.can_be_owned else NOTHING
        if body not in self._unnamed:
            self._unnamed |= self._bounds(frozenset({UNNAMED}), {body}, self.rows.above(body) | {body})
        return self._unnamed[body]

    def settle(self) -> None:
        """Work out at once what answers about many owners have in common: the order, what leads to unnamed holders.

        Raises ImpossibleShares for any body whose shares cannot all be true.
        """
        self.rows.settle_order()
        self._fill_unnamed(list(self.rows))

    def shares(self, owner: str) -> dict[str, Bounds]:
        """What `owner` holds in every body that a chain of holdings leads to, and nothing more about it; no order."""
        roots = frozenset({owner})
        self.network.require(owner)
        below = self.rows.below(owner)
        return {body: share for body, share in self._bounds(roots, below, below).items() if not share.is_zero}

    def extremes(self, roots: frozenset[str], bodies: set[str]) -> tuple[Reach, Reach]:
        """The least and the most of `bodies` that leads back to `roots`; `bodies` as `reach` asks for them."""
        return reach(self.rows, roots, bodies)

    def between(self, roots: frozenset[str], bodies: Iterable[str]) -> set[str]:
        """The bodies on the chains from `roots` to `bodies`, those bodies among them where a chain leads there."""
        below = self.rows.below(*roots)
        asked = [body for body in bodies if body in below]
        above = self.rows.above(*asked) if len(asked) < len(below) else below
        return (below & above) | set(asked)

    def _each(self, owners: list[str], bodies: set[str]) -> list[Effective]:
        return [answer for owner in owners for answer in self._answers(frozenset({owner}), bodies)]

    def _answers(self, roots: frozenset[str], bodies: set[str]) -> list[Effective]:
        between = self.between(roots, bodies)
        asked = sorted(bodies & between)
        if not asked:
            return []
        bounds = self._bounds(roots, set(asked), between)
        self._fill_unnamed(asked)
        led = ways(self.rows, roots, between)
        return [self._answer(roots, body, bounds[body], led[body]) for body in asked if not bounds[body].is_zero]

    def _fill_unnamed(self, asked: list[str]) -> None:
        new = [body for body in asked if body not in self._unnamed]
        if len(new) > 1:
            self._unnamed |= self._bounds(frozenset({UNNAMED}), set(new), {*new, *self.rows.above(*new)})

    def _bounds(self, roots: frozenset[str], asked: set[str], between: set[str]) -> dict[str, Bounds]:
        low, high = self.extremes(roots, between)
        return {body: self._of(body, low, high) for body in asked if body in self.rows}

    def _of(self, body: str, low: Reach, high: Reach) -> Bounds:
        """A body that is itself a root stands for what it holds of itself, through others."""
        if body in low.roots:
            return row_bounds(self.rows[body], low, high)
        least, most = low.values[body], high.values[body]
        return Bounds(least, most, body in low.open, body in high.open) if least < most else Bounds.exactly(least)

    def _nothing(self, roots: frozenset[str], body: str) -> Effective:
        days = [self.network.unstated.get(each) for each in (body, *self.rows.above(body))]
        first_stated = max((day for day in days if day), default=None)
        return Effective(tuple(sorted(roots)), body, NOTHING, self.unnamed(body), first_stated=first_stated)

    def _answer(self, roots: frozenset[str], body: str, share: Bounds, way: Way) -> Effective:
        forms = way.forms - {Form.LIMITED_COMPANY}
        return Effective(
            tuple(sorted(roots)),
            body,
            share,
            self.unnamed(body),
            direct=direct_share(self.rows[body], roots),
            bases=tuple(sorted(way.bases)),
            conflicts=tuple(sorted(way.conflicts)),
            loops=tuple(sorted(way.loops)),
            rules=tuple(FORM_RULES[form] for form in Form if form in forms),
            first_stated=way.first_stated,
        )


def direct_share(row: Row, roots: frozenset[str]) -> Bounds | None:
    """What `roots` hold together of one row, by the bounds of the whole row; None when none of them is named in it."""
    if roots.isdisjoint(row.holders):
        return None
    return part_of(row, roots)


def _roots(owners: str | Iterable[str]) -> frozenset[str]:
    return frozenset({owners} if isinstance(owners, str) else owners)


def _largest_first(answers: list[Effective]) -> list[Effective]:
    return sorted(answers, key=lambda each: (-each.share.high, -each.share.low, each.body, each.owners))
