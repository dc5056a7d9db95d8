"""Votes in each body: as stated, and where only capital is stated, within what the Companies Act leaves open.

In a limited company no share may have more than ten times the votes of another (Aktiebolagslagen 2005:551, 4 kap. 5 §).
Who has c of the capital therefore has between c / (c + 10(1 − c)) and 10c / (10c + 1 − c) of the votes. In other forms
votes do not follow capital, and nothing is assumed.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from regiongraf.model import Basis, Form
from regiongraf.ownership.bounds import ANYTHING, NOT_STATED, WHOLE, Bounds
from regiongraf.ownership.forms import Passage
from regiongraf.ownership.network import Holding, Network, Tie
from regiongraf.ownership.rows import INFLUENCE, Cell, Row, Rows, close_row, combine

VOTE_RATIO = 10
"""The most votes that one share may have for each vote of another."""


class Reading(StrEnum):
    """How votes are read where a source states capital, or does not say what a share is a share of."""

    STRICT = "strict"
    """Within the limits that the law sets."""
    ONE_SHARE_ONE_VOTE = "one-share-one-vote"
    """As if every share had one vote: an assumption, and told as one."""


def fewest_votes(capital: Fraction) -> Fraction:
    """The least part of the votes that goes with a part of the capital of a limited company."""
    return capital / (capital + VOTE_RATIO * (1 - capital))


def most_votes(capital: Fraction) -> Fraction:
    """The greatest part of the votes that goes with a part of the capital of a limited company."""
    return VOTE_RATIO * capital / (VOTE_RATIO * capital + 1 - capital)


def votes_for(capital: Bounds) -> Bounds:
    """What votes may go with capital in a limited company."""
    low, high = fewest_votes(capital.low), most_votes(capital.high)
    return Bounds(low, high, capital.low_open, capital.high_open) if low < high else Bounds.exactly(low)


class VoteRows(Rows):
    """The votes in each body of a network, memberships among them: part of all votes for each holder.

    The members of a group have their part of what the group has.
    """

    def __init__(self, network: Network, reading: Reading, follow: frozenset[Passage] = INFLUENCE) -> None:
        super().__init__(network, follow)
        self.reading = reading

    @property
    def key(self) -> object:
        """What rows these are: votes, by the reading."""
        return self.reading

    def make(self, body: str) -> Row:
        """The row of votes in `body`. Raises ImpossibleShares when the stated votes cannot all be true."""
        if self.network.form(body) is None:
            return super().make(body)
        pairs: dict[str, list[Holding]] = {}
        for holding in self.holdings_in(body):
            pairs.setdefault(holding.owner, []).append(holding)
        cells = tuple(self._cell(holder, stated) for holder, stated in sorted(pairs.items()))
        return close_row(body, cells, self.lists_of(body))

    def _cell(self, holder: str, stated: list[Holding]) -> Cell:
        ids = tuple(sorted({holding.id for holding in stated}))
        if any(holding.tie is Tie.PART for holding in stated):
            return Cell(holder, WHOLE, ids, tie=Tie.PART)
        votes = [holding.share for holding in stated if holding.basis is Basis.VOTES and holding.share]
        if votes:
            share, conflict = combine(votes)
            return Cell(holder, share, ids, conflict, basis=Basis.VOTES)
        capital = [holding for holding in stated if holding.share and holding.basis is Basis.CAPITAL]
        other = [holding for holding in stated if holding.share and holding.basis is Basis.NOT_STATED]
        share, conflict = combine([holding.share for holding in capital or other if holding.share])
        tie = Tie.OWNS if any(holding.tie is Tie.OWNS for holding in stated) else stated[0].tie
        return Cell(holder, self._read(stated[0].owned, share, tie), ids, conflict, tie)

    def _read(self, body: str, share: Bounds, tie: Tie) -> Bounds:
        limited = self.network.form(body) is Form.LIMITED_COMPANY
        if tie is Tie.MEMBER or (share == NOT_STATED and not limited):
            return ANYTHING
        if self.reading is Reading.ONE_SHARE_ONE_VOTE:
            return share
        return votes_for(share) if limited else ANYTHING
