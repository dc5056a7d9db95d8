"""The part of a network that an answer can hang on: small circles instead of the whole, for one owner or one body."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from regiongraf.ownership import INFLUENCE, ControlRight, Network, Passage
from regiongraf.ownership.rows import Rows


class Circles:
    """Everything below an owner or above a body, and networks of just that.

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

    def above(self, bodies: Iterable[str]) -> set[str]:
        """Everyone from whom a chain leads to one of `bodies`."""
        asked = sorted(bodies)
        key = asked[0] if len(asked) == 1 else None
        if key is None or key not in self._above:
            found = _closure(asked, lambda each: self._holders.get(each, []))
            if key is None:
                return found
            self._above[key] = found
        return self._above[key]

    def network_of(self, bodies: Iterable[str]) -> Network:
        """The network of `bodies` and of everyone behind them; the answer about them is that of the whole network."""
        asked = set(bodies)
        inside = asked | self.above(asked)
        return Network.of(
            (holding for body in inside for holding in self.network.held_in.get(body, ())),
            forms={each: self.network.forms[each] for each in inside},
            lists=(each for body in inside for each in self.network.lists_of.get(body, ())),
            rights=(right for body in inside for right in self._rights.get(body, ())),
        )

    def statements(self, owner: str | None, body: str) -> tuple[str, ...]:
        """The statements on the chains from `owner` to `body`, those on whole lists and numbers of holders with them.

        Without an owner, those on every chain that ends in `body`.
        """
        above = self.above([body])
        below = above if owner is None else self.below(owner) | {owner}
        found: set[str] = set()
        for each in {body, *(above & below)} - ({owner} - {body}):
            holdings = self.rows.holdings_in(each)
            found.update(holding.id for holding in holdings if holding.owner in below)
            found.update(right.id for right in self._rights.get(each, ()) if right.holder in below)
            found.update(listed.id for listed in self.network.lists_of.get(each, ()))
        return tuple(sorted(found))


def _closure(start: list[str], step: Callable[[str], list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = start
    while waiting:
        new = [each for each in step(waiting.pop()) if each not in found]
        found.update(new)
        waiting += new
    return found
