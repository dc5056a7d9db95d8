"""The network: who is stated to hold what in whom, since when, and whose word it is. Ids and numbers, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any

from regiongraf.model import Basis, Form
from regiongraf.ownership.bounds import Bounds
from regiongraf.ownership.errors import UnknownOrganisation


class Tie(StrEnum):
    """What kind of tie a holding is."""

    OWNS = "owns"
    MEMBER = "member"
    """Member of an association."""
    PART = "part"
    """The state of its agency, a region of its unit: one legal person."""
    GROUP = "group"
    """One of the bodies that a source speaks of together."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What every statement has: its id, when it holds, and the day that its source vouches for (None: not said)."""

    id: str
    valid_from: date | None = None
    valid_to: date | None = None
    as_of: date | None = None

    def holds(self, day: date | None) -> bool | None:
        """Whether it holds on `day`; None when the source is younger and does not say. None asks for now.

        Now is every statement that had not ended on its own source's day.
        """
        if day is None:
            return not (self.valid_to and self.as_of and self.valid_to < self.as_of)
        if (self.valid_from and day < self.valid_from) or (self.valid_to and day > self.valid_to):
            return False
        return True if self.valid_from or self.as_of is None or day >= self.as_of else None


@dataclass(frozen=True, slots=True)
class Holding(Statement):
    """`owner` holds a share of `owned`; a share of None exists and is not stated."""

    owner: str = ""
    owned: str = ""
    share: Bounds | None = None
    basis: Basis = Basis.NOT_STATED
    tie: Tie = Tie.OWNS
    indirect: bool = False
    """Stated to be held through others: told, and not added to what is held directly."""
    joint: str | None = None
    """The group through which a source states it, when it names the group and not the owner."""

    def __post_init__(self) -> None:
        if not (self.id and self.owner and self.owned):
            raise ValueError("a holding has an id, an owner and what is owned")


class Right(StrEnum):
    """What a right of control is a right to."""

    APPOINT_BOARD = "appoint-board"
    """To appoint or remove members of the board; the share is of its members."""
    VOTES = "votes"
    """To votes beside the holder's own, by agreement or in an association; the share is of all votes."""
    SOLE_INFLUENCE = "sole-influence"
    """To decide alone, by agreement with the body or by its statutes."""


@dataclass(frozen=True, slots=True)
class ControlRight(Statement):
    """`holder` has a right over `over` that is no share of it."""

    holder: str = ""
    over: str = ""
    right: Right = Right.APPOINT_BOARD
    share: Bounds | None = None
    """How much of the board or the votes; None: not stated."""


@dataclass(frozen=True, slots=True)
class OwnerList(Statement):
    """What a source says of its own list of the holders in `about`: that it is whole, or how many there are."""

    about: str = ""
    closed: bool = False
    count: int | None = None
    """Stated number of holders; None when no number is stated."""


@dataclass(frozen=True)
class Network:
    """Holdings among organisations. Frozen; whatever is worked out from it is worked out once.

    `forms` gives each organisation's legal form, None for a group. What a holding names and `forms` does not has a
    form that is not stated. `unstated` gives for each body the first day on which a source states its holders, when
    that is after the day that the network was asked for (`at`).
    """

    holdings: tuple[Holding, ...] = ()
    forms: Mapping[str, Form | None] = field(default_factory=dict)
    lists: tuple[OwnerList, ...] = ()
    rights: tuple[ControlRight, ...] = ()
    unstated: Mapping[str, date] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        holdings: Iterable[Holding],
        *,
        forms: Mapping[str, Form | None] | None = None,
        lists: Iterable[OwnerList] = (),
        rights: Iterable[ControlRight] = (),
    ) -> Network:
        """A network in a fixed order, whatever order its parts come in."""
        held = tuple(sorted(holdings, key=lambda h: (h.owned, h.owner, h.id)))
        known = dict(forms or {})
        listed, granted = tuple(sorted(lists, key=lambda s: s.id)), tuple(sorted(rights, key=lambda s: s.id))
        named = [end for h in held for end in (h.owner, h.owned)] + [end for r in granted for end in (r.holder, r.over)]
        for end in [*named, *(each.about for each in listed)]:
            known.setdefault(end, Form.FORM_NOT_STATED)
        return cls(held, MappingProxyType(dict(sorted(known.items()))), listed, granted)

    def at(self, day: date | None = None) -> Network:
        """What holds on `day`; None: now. What only a younger source states is kept apart in `unstated`."""
        unstated: dict[str, date] = {}
        dated = [(each.owned, each) for each in self.holdings] + [(each.over, each) for each in self.rights]
        for body, each in dated:
            if each.holds(day) is None and each.as_of:
                unstated[body] = min(each.as_of, unstated.get(body, each.as_of))
        return replace(
            self,
            holdings=tuple(each for each in self.holdings if each.holds(day)),
            lists=tuple(each for each in self.lists if each.holds(day)),
            rights=tuple(each for each in self.rights if each.holds(day)),
            unstated=MappingProxyType(unstated),
        )

    def require(self, *ids: str) -> None:
        """Raise UnknownOrganisation for an id that the network does not hold."""
        for id_ in ids:
            if id_ not in self.forms:
                raise UnknownOrganisation(id_)

    def form(self, id_: str) -> Form | None:
        """The legal form; None for a group."""
        return self.forms[id_]

    @cached_property
    def made(self) -> dict[object, dict[str, Any]]:
        """What others worked out of each body and need again, by what it is; kept while the network is."""
        return {}

    @cached_property
    def held_in(self) -> Mapping[str, tuple[Holding, ...]]:
        """The direct holdings in each body, in the order of owners."""
        found: dict[str, list[Holding]] = {}
        for holding in self.holdings:
            if not holding.indirect:
                found.setdefault(holding.owned, []).append(holding)
        return MappingProxyType({owned: tuple(some) for owned, some in found.items()})

    @cached_property
    def lists_of(self) -> Mapping[str, tuple[OwnerList, ...]]:
        """What sources say of the lists of holders of each body."""
        found: dict[str, list[OwnerList]] = {}
        for each in self.lists:
            found.setdefault(each.about, []).append(each)
        return MappingProxyType({about: tuple(some) for about, some in found.items()})
