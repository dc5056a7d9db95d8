"""The part of a network that an answer can hang on: what lies between an owner and a body, and who states it."""

from __future__ import annotations

from collections.abc import Callable

from regiongraf.ownership import INFLUENCE, ControlRight, Network, Passage
from regiongraf.ownership.rows import Rows


class Circles:
    """Everything below an owner or above a body, and the statements on the way.

    `follow` says what is followed; every kind of holding, and rights too, unless said otherwise.
    """

    def __init__(self, network: Network, follow: frozenset[Passage] = INFLUENCE) -> None:
        self.network = network
        self.rows = Rows(network, follow)
        self._holders: dict[str, list[str]] = {body: self.rows.holders(body) for body in self.rows}
        self._held: dict[str, list[str]] = {}
        self._rights: dict[str, list[ControlRight]] = {}
        for right in network.rights if follow == INFLUENCE else ():
            self._rights.setdefault(right.over, []).append(right)
        for body, rights in self._rights.items():
            self._holders[body] = list(dict.fromkeys([*self._holders.get(body, ()), *(r.holder for r in rights)]))
        for body, holders in self._holders.items():
            for holder in holders:
                self._held.setdefault(holder, []).append(body)
        self._above: dict[str, set[str]] = {}
        self._below: dict[str, set[str]] = {}
        self._with_owner: dict[str, set[str]] = {}
        self._stated: dict[str, list[tuple[str, str]]] = {}
        for body in self._holders:
            stated = [(each.owner, each.id) for each in self.rows.holdings_in(body)]
            self._stated[body] = stated + [(each.holder, each.id) for each in self._rights.get(body, ())]
        self._listed = {about: [each.id for each in lists] for about, lists in network.lists_of.items()}

    def righted(self) -> list[str]:
        """The bodies over which a right is stated."""
        return sorted(self._rights)

    def bodies(self) -> list[str]:
        """The bodies in which anyone is stated to hold something or to have a right, in order of id."""
        return sorted(self._holders)

    def owners(self) -> list[str]:
        """Everyone who is stated to hold something or to have a right, in order of id."""
        return sorted(self._held)

    def below(self, owner: str) -> set[str]:
        """Every body that a chain leads to from `owner`."""
        if owner not in self._below:
            self._below[owner] = _closure([owner], lambda each: self._held.get(each, []))
        return self._below[owner]

    def above(self, body: str) -> set[str]:
        """Everyone from whom a chain leads to `body`."""
        if body not in self._above:
            self._above[body] = _closure([body], lambda each: self._holders.get(each, []))
        return self._above[body]

    def statements(self, owner: str | None, body: str) -> tuple[str, ...]:
        """The statements on the chains from `owner` to `body`, those on whole lists and numbers of holders with them.

        Without an owner, those on every chain that ends in `body`.
        """
        above = self.above(body)
        if owner is None:
            below = above
        else:
            below = self._with_owner.get(owner) or self._with_owner.setdefault(owner, {*self.below(owner), owner})
        found: set[str] = set()
        between = above & below
        between.discard(owner or body)
        between.add(body)
        for each in between:
            found.update([id_ for holder, id_ in self._stated.get(each, ()) if holder in below])
            if each in self._listed:
                found.update(self._listed[each])
        return tuple(sorted(found))


def _closure(start: list[str], step: Callable[[str], list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = start
    while waiting:
        new = [each for each in step(waiting.pop()) if each not in found]
        found.update(new)
        waiting += new
    return found
