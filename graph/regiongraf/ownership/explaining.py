"""Why the answer is what it is: each chain with its factors, loops as loops, and the statements behind every step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush

from regiongraf.model import Basis
from regiongraf.ownership.bounds import ONE, ZERO, Bounds
from regiongraf.ownership.effective import Effective, Effects
from regiongraf.ownership.filling import Point, fill
from regiongraf.ownership.network import Tie
from regiongraf.ownership.reaching import Reach
from regiongraf.ownership.solving import least_solution

MOST_LOOKED_AT = 20_000
"""Beginnings of chains looked at before the rest is told as one sum."""


@dataclass(frozen=True, slots=True)
class Step:
    """One holding on a chain: `owner` holds a part of `body`.

    `share` is what is stated; `low` and `high` are the shares that give the least and the most answer. They differ
    from its ends where what one holder has binds what another may have.
    """

    owner: str
    body: str
    share: Bounds
    low: Fraction
    high: Fraction
    tie: Tie
    basis: Basis
    statements: tuple[str, ...]
    conflict: bool


@dataclass(frozen=True, slots=True)
class Loop:
    """Going round among bodies that hold each other, from where a chain comes in to where it goes on.

    The factors are sums over every number of rounds.
    """

    members: tuple[str, ...]
    enters: str
    leaves: str
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Chain:
    """One way from an owner to the body, and its part of the least and of the most: the products of the factors."""

    steps: tuple[Step | Loop, ...]
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer and its parts: the lows of all chains and of the rest sum to the least, the highs to the most."""

    answer: Effective
    chains: tuple[Chain, ...]
    rest_low: Fraction = ZERO
    rest_high: Fraction = ZERO
    """What the chains that are not listed give together."""

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of every statement that a listed step rests on."""
        steps = (step for chain in self.chains for step in chain.steps if isinstance(step, Step))
        return tuple(sorted({id_ for step in steps for id_ in step.statements}))


def why(effects: Effects, owners: str | Iterable[str], body: str, *, limit: int = 20) -> Explanation:
    """The chains from `owners` to `body`, those that matter most first, at most `limit` of them.

    Chains run from owner to body. Raises UnknownOrganisation and ImpossibleShares.
    """
    roots = frozenset({owners} if isinstance(owners, str) else owners)
    answer = effects.share(roots, body)
    between = effects.between(roots, {body})
    if body not in between:
        return Explanation(answer, ())
    low, high = effects.extremes(roots, between)
    search = _Search(effects, body, low, high)
    chains: list[Chain] = []
    for looked_at, found in enumerate(search.run()):
        if found:
            chains.append(found)
        if len(chains) == limit or looked_at == MOST_LOOKED_AT:
            break
    rest = [search.mass(partial) for _, partial in search.waiting]
    return Explanation(
        answer, tuple(chains), sum((part for part, _ in rest), ZERO), sum((part for _, part in rest), ZERO)
    )


@dataclass(frozen=True, slots=True)
class _Partial:
    """The end of a chain: everything from `at` to the body, and the product of its factors at either extreme."""

    at: str
    low: Fraction
    high: Fraction
    steps: tuple[Step | Loop, ...] = ()


_Order = tuple[Fraction, Fraction, int, tuple[str, ...]]


@dataclass(slots=True)
class _Search:
    """Chains found from their ends, the one with the largest product first.

    For every body the best chain to it is known beforehand, so that each end is followed only where it leads to a
    chain that is told. What all chains with an end give together is known from the solved values: nothing is lost by
    not following it.
    """

    effects: Effects
    body: str
    low: Reach
    high: Reach
    waiting: list[tuple[_Order, _Partial]] = field(default_factory=list)
    around: dict[str, dict[str, tuple[Fraction, Fraction]]] = field(default_factory=dict)
    best: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.best = dict.fromkeys(self.low.roots, (ONE, ONE))
        # The bodies stand in the order in which they were solved: holders first.
        for body in self.high.values:
            ends = [(end, self.best.get(end.at, (ZERO, ZERO))) for end in self._longer(_Partial(body, ONE, ONE))]
            low = max((end.low * least for end, (least, _) in ends), default=ZERO)
            self.best[body] = low, max((end.high * most for end, (_, most) in ends), default=ZERO)

    def mass(self, partial: _Partial) -> tuple[Fraction, Fraction]:
        """What the chains with this end give together, at least and at most."""
        return partial.low * self.low.worth(partial.at), partial.high * self.high.worth(partial.at)

    def run(self) -> Iterator[Chain | None]:
        """Each chain when it is found, None for each end that was only made longer."""
        for partial in self._longer(_Partial(self.body, ONE, ONE)):
            self._push(partial)
        while self.waiting:
            _, partial = heappop(self.waiting)
            if partial.at in self.low.roots:
                yield Chain(partial.steps, partial.low, partial.high)
                continue
            for longer in self._longer(partial):
                self._push(longer)
            yield None

    def _push(self, partial: _Partial) -> None:
        least, most = self.mass(partial)
        if least or most:
            low, high = self.best[partial.at]
            trail = tuple(step.owner if isinstance(step, Step) else step.enters for step in partial.steps)
            heappush(self.waiting, ((-partial.high * high, -partial.low * low, -len(trail), trail), partial))

    def _longer(self, end: _Partial) -> Iterator[_Partial]:
        for enters, (low, high) in self._around(end.at).items():
            loop = self._component(end.at)
            turned = end
            if enters != end.at or (low, high) != (ONE, ONE):
                turn = Loop(tuple(sorted(loop)), enters, end.at, low, high)
                turned = _Partial(enters, end.low * low, end.high * high, (turn, *end.steps))
            for cell in self.effects.rows[enters].cells:
                if cell.holder in loop:
                    continue
                least, most = (self._point(each, enters).get(cell.holder, ZERO) for each in (self.low, self.high))
                step = Step(
                    cell.holder, enters, cell.share, least, most, cell.tie, cell.basis, cell.statements, cell.conflict
                )
                yield _Partial(cell.holder, turned.low * least, turned.high * most, (step, *turned.steps))

    def _point(self, extreme: Reach, body: str) -> Point:
        if body not in extreme.points and body in self.effects.rows:
            return fill(self.effects.rows[body], extreme.worth, most=extreme.most)
        return extreme.points.get(body, {})

    def _component(self, body: str) -> frozenset[str]:
        return next((loop for loop in self.low.loops if body in loop), frozenset())

    def _around(self, leaves: str) -> dict[str, tuple[Fraction, Fraction]]:
        """From where a chain may come in to be at `leaves`, with the factors of going round."""
        if leaves not in self.around:
            loop = self._component(leaves)
            if not loop:
                self.around[leaves] = {leaves: (ONE, ONE)} if leaves in self.effects.rows else {}
            else:
                least, most = (self._rounds(each, loop, leaves) for each in (self.low, self.high))
                self.around[leaves] = {
                    each: (least[each], most[each]) for each in sorted(loop) if least[each] or most[each]
                }
        return self.around[leaves]

    def _rounds(self, extreme: Reach, loop: frozenset[str], leaves: str) -> dict[str, Fraction]:
        """g[e] = [e = leaves] + Σ g[j] · a[e, j]: the walks within a loop, among bodies that lead to a root at all."""
        live = sorted(body for body in loop if extreme.values[body])
        parts = {enters: {j: extreme.points[j].get(enters, ZERO) for j in live} for enters in live}
        given = {enters: Fraction(enters == leaves) for enters in live}
        return dict.fromkeys(loop, ZERO) | least_solution(parts, given)
