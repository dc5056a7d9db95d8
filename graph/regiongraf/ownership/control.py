"""Control, three-valued: who decides in a body, alone or together, directly or through bodies that they control.

Control here is more than half of the votes, a right to appoint more than half of the board, or a right to decide alone.
Votes of controlled bodies count as their controller's. *Certain* is what follows from what is stated; *possible* what
it does not rule out; *no* what it rules out, agreements that nobody states apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from regiongraf.model import Basis, Form
from regiongraf.ownership.bounds import HALF, ONE, ZERO, Bounds
from regiongraf.ownership.components import components
from regiongraf.ownership.filling import part_end
from regiongraf.ownership.forms import FORM_RULES, FormRule, Passage
from regiongraf.ownership.majorities import board_majority, by_holder, more_than_half
from regiongraf.ownership.network import ControlRight, Network, Right, Tie
from regiongraf.ownership.reaching import Reach, row_extreme
from regiongraf.ownership.rows import INFLUENCE, UNNAMED, Row, Rows
from regiongraf.ownership.votes import Reading, VoteRows, fewest_votes, most_votes


class Verdict(StrEnum):
    """What can be said."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


class Ground(StrEnum):
    """What a verdict rests on."""

    VOTES = "votes"
    BOARD = "board"
    SOLE_INFLUENCE = "sole-influence"
    SAME_LEGAL_PERSON = "same-legal-person"
    """An agency of the state, a unit of its parent."""
    SHARES_NOT_KNOWN = "shares-not-known"
    """The named holdings may or may not be enough."""
    HOLDERS_NOT_NAMED = "holders-not-named"
    """Only holders that nobody names, or bodies whose holders nobody states, could make it true."""
    OTHERS_DECIDE = "others-decide"
    """The votes that may be theirs are half or less."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict under one reading of votes.

    `votes` is the part of all votes that the owners and the bodies they control have by what is named, at least by
    the bodies that they surely control, at most by those that they may. `through` are the bodies whose votes were
    counted as theirs: surely where the verdict is certain, else possibly.
    """

    verdict: Verdict
    ground: Ground
    votes: Bounds
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Control:
    """Whether `owners`, alone or together, control `body`: by law alone, and if one share has one vote."""

    owners: tuple[str, ...]
    body: str
    strict: Finding
    if_one_share_one_vote: Finding
    rights: tuple[str, ...] = ()
    """The statements of rights over the body that were counted."""
    rules: tuple[FormRule, ...] = ()
    """The lines of the table of forms that something hung on, companies apart."""

    def under(self, reading: Reading) -> Finding:
        """The finding under one reading."""
        return self.strict if reading is Reading.STRICT else self.if_one_share_one_vote


@dataclass(frozen=True, slots=True)
class Part:
    """Votes that were counted as the owners': their own, or those of a body that they control."""

    holder: str
    votes: Bounds
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """One body on the way to control: the finding on it, the votes that were counted, and the rights over it."""

    body: str
    finding: Finding
    parts: tuple[Part, ...]
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conduct:
    """Through which bodies control passes on: by their forms."""

    never: frozenset[Form] = frozenset()
    """Forms through which it does not pass, whoever controls them."""
    unsure: frozenset[Form] = frozenset()
    """Forms through which it may pass, and does not for certain."""
    whole: frozenset[Form] = frozenset()
    """Forms in which nothing but every vote decides for certain, and any partner may: the others may not count."""
    sole_influence: bool = True
    """Whether a right to decide alone decides for certain."""

    def stops(self, form: Form | None, *, most: bool) -> bool:
        """Whether a body of this form passes nothing on: surely, or at most."""
        return form in self.never or (form in self.unsure and not most)


class Controls:
    """Control in one network, at the day that the network is of."""

    def __init__(
        self, network: Network, follow: frozenset[Passage] = INFLUENCE, conduct: Conduct | None = None
    ) -> None:
        self.network = network
        self.conduct = conduct or Conduct()
        self.capital = Rows(network, follow)
        self.readings = {reading: VoteRows(network, reading, follow) for reading in Reading}
        self.tallies: dict[Reading, dict[tuple[str, bool, bool, tuple[str, ...]], _Tally]] = {
            reading: {} for reading in Reading
        }
        self.findings: dict[Reading, dict[tuple[object, ...], Finding]] = {reading: {} for reading in Reading}
        self._rights: dict[str, list[ControlRight]] = {}
        self._over: dict[str, list[str]] = {}
        for right in network.rights:
            self._rights.setdefault(right.over, []).append(right)
            self._over.setdefault(right.holder, []).append(right.over)

    def of(self, owners: str | Iterable[str], body: str) -> Control:
        """Whether `owners` together control `body`. Raises UnknownOrganisation."""
        roots = frozenset({owners} if isinstance(owners, str) else owners)
        self.network.require(*roots, body)
        return self._controls(roots, [body])[0]

    def each_of(self, owners: Iterable[str], bodies: Iterable[str]) -> list[Control]:
        """Whether `owners` together control each of `bodies`, in their order. Raises UnknownOrganisation."""
        roots, asked = frozenset(owners), list(bodies)
        self.network.require(*roots, *asked)
        return self._controls(roots, asked)

    def by(self, owners: str | Iterable[str]) -> list[Control]:
        """Every body that `owners` together control, for certain or possibly, by what is named; in order of id.

        What could be theirs only through holders whom nobody names is left out.
        """
        told = {Ground.OTHERS_DECIDE, Ground.HOLDERS_NOT_NAMED}
        return [each for each in self.reached(owners) if {each.strict.ground, each.if_one_share_one_vote.ground} - told]

    def reached(self, owners: str | Iterable[str]) -> list[Control]:
        """Every body that a chain of named holdings and rights leads to from `owners`, whatever the verdict."""
        roots = frozenset({owners} if isinstance(owners, str) else owners)
        self.network.require(*roots)
        asked = sorted(body for body in self._below(roots) - roots if self.network.form(body) is not None)
        return self._controls(roots, asked)

    def holders(self, body: str) -> list[str]:
        """Everyone who is stated to hold something in a body or to have a right over it."""
        rights = self._rights.get(body)
        holders = self.capital.holders(body)
        return [*holders, *(right.holder for right in rights)] if rights else holders

    def _below(self, roots: frozenset[str]) -> set[str]:
        """Every body that a chain of named holdings and rights leads to from `roots`."""
        below, waiting = set[str](), list(roots)
        while waiting:
            holder = waiting.pop()
            new = [*self.capital.held_by(holder), *self._over.get(holder, ())]
            waiting += [body for body in new if body not in below]
            below.update(new)
        return below

    def _controls(self, roots: frozenset[str], asked: list[str]) -> list[Control]:
        behind = self._behind
        behind.reach(asked)
        below = self._below(roots)
        order = behind.in_order(below)
        near = below.union(asked)
        near.update(holder for body in near.copy() for holder in self.holders(body))
        blocs = {}
        for reading in Reading:
            known = behind.any[reading].values
            values = {body: known[body] for body in near if body in known}
            blocs[reading] = _Blocs(self, reading, roots, order, values)
        return [
            Control(
                tuple(sorted(roots)),
                body,
                blocs[Reading.STRICT].finding(body),
                blocs[Reading.ONE_SHARE_ONE_VOTE].finding(body),
                tuple(right.id for right in self._rights.get(body, ())),
                _rules(behind.forms[body]),
            )
            for body in asked
        ]

    @cached_property
    def _behind(self) -> _Behind:
        return _Behind(self)

    def why(self, owners: str | Iterable[str], body: str, reading: Reading = Reading.STRICT) -> list[Deciding]:
        """How control of `body` comes about, or may: the body first, then each whose votes were counted, once each."""
        steps: list[Deciding] = []
        waiting = [body]
        while waiting:
            at = waiting.pop(0)
            control = self.of(owners, at)
            finding = control.under(reading)
            counted = {*control.owners, *finding.through}
            cells = self.readings[reading][at].cells if at in self.readings[reading] else ()
            parts = tuple(Part(cell.holder, cell.share, cell.statements) for cell in cells if cell.holder in counted)
            steps.append(Deciding(at, finding, parts, control.rights))
            known = {step.body for step in steps} | set(waiting)
            waiting += [each for each in finding.through if each not in known]
        return steps

    def rights_over(self, body: str) -> list[ControlRight]:
        """The stated rights over `body`."""
        return self._rights.get(body, [])


def _rules(forms: frozenset[Form]) -> tuple[FormRule, ...]:
    telling = {Passage.INFLUENCE, Passage.INTEREST, Passage.IDENTITY}
    return tuple(rule for form, rule in FORM_RULES.items() if form in forms and rule.passage in telling)


class _Behind:
    """What does not depend on whose control is asked for: orders, forms, and what nobody who is named may control.

    Made for bodies and everyone behind them when they are first asked for; bodies that stand behind none of them, and
    whose statements may not all be true, are not looked at.
    """

    def __init__(self, controls: Controls) -> None:
        self.controls = controls
        self.place: dict[str, int] = {}
        self.order: list[list[str]] = []
        self.forms: dict[str, frozenset[Form]] = {}
        self.any = {reading: Reach(most=True, roots=frozenset({UNNAMED})) for reading in Reading}

    def reach(self, asked: Iterable[str]) -> None:
        """Look at some bodies and everyone behind them."""
        found = {body for body in asked if body not in self.place}
        waiting = sorted(found)
        while waiting:
            holders = self.controls.holders(waiting.pop())
            new = [each for each in holders if each not in found and each not in self.place]
            found.update(new)
            waiting += new
        order = components(sorted(found), self.controls.holders)
        for component in order:
            self.place.update(dict.fromkeys(component, len(self.order)))
            self.order.append(component)
            self.forms.update(dict.fromkeys(component, self._forms(component)))
        for reading, bloc in self.any.items():
            _Growing(self.controls, reading).grow(order, bloc, unknown=True)

    def in_order(self, bodies: Iterable[str]) -> list[list[str]]:
        """The components of those of some bodies that were looked at, holders first."""
        return [self.order[at] for at in sorted({self.place[body] for body in bodies if body in self.place})]

    def _forms(self, component: list[str]) -> frozenset[Form]:
        """The forms of the bodies of a component and of everyone above them."""
        own = {form for body in component if (form := self.controls.network.form(body))}
        holders = {holder for body in component for holder in self.controls.holders(body)}
        return frozenset(own).union(*(self.forms[holder] for holder in holders if holder in self.forms))


@dataclass(frozen=True, slots=True)
class _Tally:
    """What a bloc has in one body by the holders of it that are the bloc's, rights apart."""

    votes: tuple[Fraction, bool]
    """The least or most part of the votes, and whether it is only approached."""
    ground: Ground | None
    """What the bloc decides by, if it does."""


class _Growing:
    """How the bodies that a bloc controls are found under one reading."""

    def __init__(self, controls: Controls, reading: Reading) -> None:
        self.controls = controls
        self.rows = controls.readings[reading]
        self.strict = reading is Reading.STRICT
        self.tallies = controls.tallies[reading]

    def grow(self, order: list[list[str]], bloc: Reach, *, unknown: bool = False) -> Reach:
        """Add what the bloc controls until nothing is added; a component again while it gains."""
        for component in order:
            gained = True
            while gained:
                gained = False
                for body in component:
                    if body in bloc.roots or bloc.values.get(body) == 1:
                        continue
                    worth = self._worth(body, bloc, unknown=unknown)
                    if worth != bloc.values.get(body, ZERO):
                        bloc.values[body] = worth
                        gained = True
        return bloc

    def _worth(self, body: str, bloc: Reach, *, unknown: bool) -> Fraction:
        """1 for a body that the bloc controls; for a group, the part of it that is the bloc's."""
        form = self.controls.network.form(body)
        if self.controls.conduct.stops(form, most=bloc.most):
            return ZERO
        if not unknown and self._theirs(body, bloc) == ():
            return ZERO
        if body not in self.rows and not self.controls.rights_over(body):
            open_to_all = form is None or FORM_RULES[form].passage not in {Passage.END, Passage.IDENTITY}
            return ONE if unknown and open_to_all else ZERO
        if form is None:
            return row_extreme(self.rows[body], bloc)[0]
        return ONE if self._deciding(body, bloc) else ZERO

    def _deciding(self, body: str, bloc: Reach) -> Ground | None:
        """What the bloc decides by, if it does."""
        rights = self.controls.rights_over(body)
        if not rights:
            return self._tallied(body, bloc).ground
        conduct = self.controls.conduct
        if self._is_part(body, bloc):
            return Ground.SAME_LEGAL_PERSON
        if self._is_enough(body, self._votes(body, bloc), bloc):
            return Ground.VOTES
        if not bloc.most and self.controls.network.form(body) in conduct.whole:
            return None
        if board_majority(rights, bloc, any_form=self.controls.network.form(body) is not Form.FOUNDATION):
            return Ground.BOARD
        alone = any(right.right is Right.SOLE_INFLUENCE and bloc.worth(right.holder) == 1 for right in rights)
        if alone and (bloc.most or conduct.sole_influence):
            return Ground.SOLE_INFLUENCE
        return Ground.VOTES if self._votes_by_right(body, rights, bloc) else None

    def _is_enough(self, body: str, votes: tuple[Fraction, bool], bloc: Reach) -> bool:
        """Whether an extreme of the votes in a body decides in it."""
        if self.controls.network.form(body) in self.controls.conduct.whole:
            return votes[0] > 0 if bloc.most else votes[0] == 1
        return more_than_half(votes, most=bloc.most)

    def _is_part(self, body: str, bloc: Reach) -> bool:
        """Whether the body is a part of a legal person that is in the bloc."""
        cells = self.rows[body].cells if body in self.rows else ()
        return any(cell.tie is Tie.PART and bloc.worth(cell.holder) == 1 for cell in cells)

    def _votes(self, body: str, bloc: Reach) -> tuple[Fraction, bool]:
        """The least or most part of the votes in a body that is the bloc's, and whether it is only approached."""
        return self._tallied(body, bloc).votes

    def _tallied(self, body: str, bloc: Reach) -> _Tally:
        """What the bloc has in a body by the holders of it that are the bloc's, whoever the bloc is: counted once."""
        theirs = self._theirs(body, bloc)
        if theirs is None or body in bloc.roots:
            return self._tally(body, bloc, None)
        key = body, bloc.most, UNNAMED in bloc.roots, theirs
        found = self.tallies.get(key)
        if found is None:
            named = {*theirs, UNNAMED} if UNNAMED in bloc.roots else {*theirs}
            found = self.tallies[key] = self._tally(body, bloc, named)
        return found

    def _theirs(self, body: str, bloc: Reach) -> tuple[str, ...] | None:
        """The holders of a body that are the bloc's; None with a group among them, a part of which is the bloc's."""
        theirs: list[str] = []
        for holder in self.controls.holders(body):
            worth = ONE if holder in bloc.roots else bloc.values.get(holder)
            if worth is ONE:
                theirs.append(holder)
            elif worth:
                return None
        return tuple(theirs)

    def _tally(self, body: str, bloc: Reach, theirs: set[str] | None) -> _Tally:
        votes = self._count(body, bloc, theirs)
        if self._is_part(body, bloc):
            return _Tally(votes, Ground.SAME_LEGAL_PERSON)
        if self._is_enough(body, votes, bloc):
            return _Tally(votes, Ground.VOTES)
        # In a foundation the bloc of all who are not named may appoint a board that nobody is stated to appoint.
        appoints = board_majority([], bloc, any_form=self.controls.network.form(body) is not Form.FOUNDATION)
        return _Tally(votes, Ground.BOARD if appoints else None)

    def _count(self, body: str, bloc: Reach, theirs: set[str] | None) -> tuple[Fraction, bool]:
        """The votes by worth; or, by `theirs`, when every holder is wholly the bloc's or not at all."""
        if body not in self.rows:
            nobody_votes = self.controls.network.form(body) is Form.FOUNDATION or UNNAMED not in bloc.roots
            return (ZERO if nobody_votes else ONE), False
        extreme = bloc
        if body in self.rows.holders(body):
            # A body does not vote for its own shares; whose votes weigh more for it is left open.
            extreme = Reach(bloc.most, bloc.roots | {body} if bloc.most else bloc.roots - {body}, bloc.values)
            if theirs is not None and bloc.most:
                theirs.add(body)
        votes = self._part(self.rows[body], extreme, theirs)
        if not self.strict or self.controls.network.form(body) is not Form.LIMITED_COMPANY:
            return votes
        if any(cell.basis is Basis.VOTES for cell in self.rows[body].cells):
            return votes
        # What the law lets go with the capital of all of them is less than the sum over each.
        capital, is_open = self._part(self.controls.capital[body], extreme, theirs)
        if bloc.most:
            return min(votes, (most_votes(capital), is_open), key=lambda end: (end[0], not end[1]))
        return max(votes, (fewest_votes(capital), is_open), key=lambda end: (end[0], end[1]))

    def _part(self, row: Row, extreme: Reach, theirs: set[str] | None) -> tuple[Fraction, bool]:
        if theirs is None:
            return row_extreme(row, extreme)
        return part_end(row, theirs, most=extreme.most)

    def _votes_by_right(self, body: str, rights: list[ControlRight], bloc: Reach) -> bool:
        """Whether votes that somebody commands by agreement, beside its own, make more than half.

        For certain only for one holder and its own agreement: whose votes an agreement covers is not known, and two
        holders' may be the same.
        """
        stated = by_holder(rights, Right.VOTES)
        granted = {holder: share for holder, share in stated.items() if bloc.worth(holder) == 1}
        if bloc.most:
            own, _ = self._votes(body, bloc)
            return bool(granted) and own + sum((share.high for share in granted.values()), ZERO) > HALF
        alone = [
            (self._votes(body, Reach(bloc.most, frozenset({holder})))[0], share) for holder, share in granted.items()
        ]
        return any(own + share.low > HALF or (own + share.low == HALF and share.low_open) for own, share in alone)


class _Blocs(_Growing):
    """The bodies that a set of roots controls under one reading: surely, by what is named, and by all that may be.

    `order` holds the bodies below the roots, `behind` what may be controlled without them: what is found is added.
    """

    def __init__(
        self,
        controls: Controls,
        reading: Reading,
        roots: frozenset[str],
        order: list[list[str]],
        behind: dict[str, Fraction],
    ) -> None:
        super().__init__(controls, reading)
        self.findings = controls.findings[reading]
        self.sure = self.grow(order, Reach(most=False, roots=roots))
        self.named = self.grow(order, Reach(most=True, roots=roots))
        self.any = self.grow(order, Reach(most=True, roots=roots | {UNNAMED}, values=behind), unknown=True)

    def finding(self, body: str) -> Finding:
        """The verdict on one body; the same for all blocs that have the same holders of it."""
        blocs = self.sure, self.named, self.any
        theirs = tuple(self._theirs(body, bloc) for bloc in blocs)
        if body in self.sure.roots or self.controls.rights_over(body) or None in theirs:
            return self._found(body)
        own = tuple(holder for holder in self.controls.holders(body) if holder in self.sure.roots)
        key = body, *theirs, own, *(bloc.worth(body) == 1 for bloc in blocs)
        if key not in self.findings:
            self.findings[key] = self._found(body)
        return self.findings[key]

    def _found(self, body: str) -> Finding:
        low, high = self._votes(body, self.sure), self._votes(body, self.named)
        votes = Bounds(low[0], high[0], low[1], high[1]) if low[0] < high[0] else Bounds.exactly(low[0])
        if self.sure.worth(body) == 1 and (ground := self._deciding(body, self.sure)):
            return Finding(Verdict.CERTAIN, ground, votes, self._through(body, self.sure))
        if self.named.worth(body) == 1:
            return Finding(Verdict.POSSIBLE, Ground.SHARES_NOT_KNOWN, votes, self._through(body, self.named))
        if self.any.worth(body) == 1:
            return Finding(Verdict.POSSIBLE, Ground.HOLDERS_NOT_NAMED, votes, self._through(body, self.any))
        return Finding(Verdict.NO, Ground.OTHERS_DECIDE, votes)

    def _through(self, body: str, bloc: Reach) -> tuple[str, ...]:
        holders = self.controls.holders(body)
        return tuple(sorted({each for each in holders if each not in bloc.roots and bloc.worth(each) > 0}))
