"""From a store to findings: who holds how much in effect, who may decide, and what three definitions say of each body.

Statements on one body that cannot all be true give no finding on it; elsewhere its owners count as holding something
that is not stated, so that what is told stays true whichever statement is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from regiongraf.holdings import network as network_of_store
from regiongraf.interests.circles import Circles
from regiongraf.model import Form
from regiongraf.ownership import (
    INTEREST,
    OWNERSHIP,
    Access,
    Bounds,
    Control,
    Controls,
    Effects,
    Ground,
    GroupMember,
    ImpossibleShares,
    Network,
    Reading,
    SectorClass,
    Tie,
    Verdict,
)
from regiongraf.ownership.access import REACHED, public_accesses
from regiongraf.ownership.groups import group_member
from regiongraf.ownership.rows import INFLUENCE, Rows
from regiongraf.ownership.sectors import sector_classes
from regiongraf.ownership.selection import PAIRS_FOR_EACH_HOLDING, Interest, interests, select
from regiongraf.ownership.votes import VoteRows
from regiongraf.store import Iri, Store
from regiongraf.vocabulary import with_prefixes

FOUNDINGS = "SELECT ?statement ?body WHERE { ?statement org:resultingOrganization ?body ; a rg:Founding }"
IDENTITY = frozenset({Form.STATE_AGENCY, Form.ORGANIZATIONAL_UNIT})
"""A part of a legal person is neither owned nor controlled by it: it is it."""
NOT_NAMED = frozenset({Ground.OTHERS_DECIDE, Ground.HOLDERS_NOT_NAMED})
"""The grounds of what no named holding speaks for."""


@dataclass(frozen=True, slots=True)
class Found:
    """The statements that a finding rests on, and what is said of its owner."""

    statements: tuple[str, ...]
    through_membership: bool = False
    """Whether members of a municipal association count as having a part in what it holds."""
    ultimate: bool = False
    """Whether nobody is stated to stand behind the owner."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was worked out, each in order of ids, with the statements that it rests on."""

    interests: tuple[tuple[Interest, Found], ...] = ()
    controls: tuple[tuple[Control, Found], ...] = ()
    groups: tuple[tuple[str, Reading, GroupMember, Found], ...] = ()
    access: tuple[tuple[Access, Found], ...] = ()
    sectors: tuple[tuple[SectorClass, Found], ...] = ()
    left_out: int = 0
    """Pairs of owner and body that were not written, being below 1 per cent or beyond the cap."""
    cap: int = 0
    impossible: tuple[ImpossibleShares, ...] = ()


def find(store: Store, known: Network | None = None) -> Findings:
    """What follows from the holdings that a store states, at their sources' own dates; or from `known` instead."""
    founded: dict[str, list[str]] = {}
    for row in store.select(with_prefixes(FOUNDINGS)).dicts():
        statement, body = row["statement"], row["body"]
        assert isinstance(statement, Iri)
        assert isinstance(body, Iri)
        founded.setdefault(body.value, []).append(statement.value)
    return work_out(network_of_store(store).at() if known is None else known, founded)


def work_out(network: Network, founded: Mapping[str, list[str]] | None = None) -> Findings:
    """The findings of one network; `founded` gives the statements on who founded each body."""
    known, impossible = possible(network)
    circles = Circles(known)
    told = {body for body in circles.bodies() if body not in impossible}
    effects = Effects(known)
    ultimate = {owner for owner in circles.owners() if owner not in effects.rows}
    selected = select(effects, ultimate)
    direct = [each for each in selected.kept if _is_told(known, each, told)]
    through = [each for each in _through_associations(known, effects) if _is_told(known, each, told)]
    room = max(0, selected.cap - len(direct))
    controls, groups = _controls(circles, told, PAIRS_FOR_EACH_HOLDING * len(known.holdings))
    owned, interest = Circles(known, OWNERSHIP), Circles(known, INTEREST)
    return Findings(
        (
            *(_founded_on(owned, each, ultimate, through=False) for each in direct),
            *(_founded_on(interest, each, ultimate, through=True) for each in through[:room]),
        ),
        controls,
        groups,
        tuple(_access(circles, impossible, founded or {})),
        tuple(_sectors(owned, told)),
        selected.left_out + len(through[room:]),
        selected.cap,
        tuple(impossible[body] for body in sorted(impossible)),
    )


def _founded_on(circles: Circles, each: Interest, ultimate: set[str], *, through: bool) -> tuple[Interest, Found]:
    return each, Found(circles.statements(each.owner, each.body), through, each.owner in ultimate)


def possible(network: Network) -> tuple[Network, dict[str, ImpossibleShares]]:
    """The network with nothing left in it that cannot all be true, and what could not, by body."""
    found: dict[str, ImpossibleShares] = {}
    broken = _broken(network)
    if broken:
        found |= broken
        weaker = (
            replace(each, share=None) if each.owned in found and each.tie is Tie.OWNS else each
            for each in network.holdings
        )
        network = _with(network, weaker)
    # Bodies that are part of a legal person and owned as well, or part of two: nothing is left to be made weaker.
    if broken := _broken(network):
        found |= {body: error for body, error in broken.items() if body not in found}
        network = _with(network, (each for each in network.holdings if each.owned not in broken))
    return network, found


def _with(network: Network, holdings: Iterable[object]) -> Network:
    return replace(network, holdings=tuple(holdings))  # type: ignore[arg-type]


def _broken(network: Network) -> dict[str, ImpossibleShares]:
    found: dict[str, ImpossibleShares] = {}
    for rows in (Rows(network, INFLUENCE), *(VoteRows(network, reading) for reading in Reading)):
        for body in rows:
            try:
                rows[body]
            except ImpossibleShares as error:
                found.setdefault(body, error)
    return found


def _ownable(network: Network, body: str) -> bool:
    form = network.form(body)
    return form is not None and form.can_be_owned


def _is_told(network: Network, each: Interest, told: set[str]) -> bool:
    return each.body in told and each.body != each.owner and _ownable(network, each.body)


def _through_associations(network: Network, owned: Effects) -> list[Interest]:
    """What members of municipal associations have with what these hold counted in, where that changes the answer."""
    followed = Effects(network, INTEREST)
    associations = [body for body in followed.rows if network.form(body) is Form.MUNICIPAL_ASSOCIATION]
    if not associations:
        return []
    followed.settle()
    below = followed.rows.below(*associations)
    changed: list[tuple[str, str, Bounds]] = []
    for member in sorted(followed.rows.above(*associations)):
        known = owned.shares(member)
        shares = followed.shares(member).items()
        changed += [(member, body, share) for body, share in shares if body in below and share != known.get(body)]
    return interests(followed, changed)


_ORDER = {verdict: at for at, verdict in enumerate(Verdict)}
_Groups = tuple[tuple[str, Reading, GroupMember, Found], ...]


def _controls(circles: Circles, told: set[str], cap: int) -> tuple[tuple[tuple[Control, Found], ...], _Groups]:
    controls: list[tuple[Control, Found]] = []
    groups: list[tuple[str, Reading, GroupMember, Found]] = []
    righted = set(circles.righted())
    everyone = Controls(circles.network)
    for owner in circles.owners():
        form = circles.network.form(owner)
        is_parent = form is not None and form.is_legal_person
        for control in everyone.reached(owner):
            if control.body not in told or circles.network.form(control.body) in IDENTITY:
                continue
            ownable = _ownable(circles.network, control.body)
            findings = [control.under(reading) for reading in Reading]
            certain = any(finding.verdict is Verdict.CERTAIN for finding in findings)
            by_what_is_named = any(finding.ground not in NOT_NAMED for finding in findings)
            members = ((reading, group_member(control, reading)) for reading in Reading)
            theirs = [(reading, member) for reading, member in members if member] if is_parent and ownable else []
            is_told = by_what_is_named and (ownable or certain or control.body in righted)
            if not (is_told or theirs):
                continue
            found = Found(circles.statements(owner, control.body))
            if is_told:
                controls.append((control, found))
            groups += [(owner, reading, member, found) for reading, member in theirs]
    if len(controls) > cap:
        controls.sort(key=_surest_first)
    if len(groups) > cap:
        groups.sort(key=lambda each: (_ORDER[each[2].verdict], each[1], each[0], each[2].body))
    return (
        tuple(sorted(controls[:cap], key=lambda pair: _pair(pair[0]))),
        tuple(sorted(groups[:cap], key=lambda each: (each[0], each[2].body, each[1]))),
    )


def _surest_first(pair: tuple[Control, Found]) -> tuple[int, float, Fraction, str, str]:
    # A float first: it puts nothing in another order than the fraction does, and is quicker to compare.
    finding = pair[0].strict
    return _ORDER[finding.verdict], -float(finding.votes.low), -finding.votes.low, *_pair(pair[0])


def _pair(control: Control) -> tuple[str, str]:
    return control.owners[0], control.body


def _access(
    circles: Circles, impossible: Mapping[str, ImpossibleShares], founded: Mapping[str, list[str]]
) -> Iterator[tuple[Access, Found]]:
    forms = REACHED | {Form.FORM_NOT_STATED}
    bodies = sorted({*circles.bodies(), *founded} - set(impossible))
    for access in public_accesses(circles.network, (body for body in bodies if circles.network.form(body) in forms)):
        basis = {*circles.statements(None, access.body), *founded.get(access.body, ())}
        yield access, Found(tuple(sorted(basis)))


def _sectors(circles: Circles, told: set[str]) -> Iterator[tuple[SectorClass, Found]]:
    asked = [body for body in sorted(told) if _ownable(circles.network, body) and body in circles.rows]
    for each in sector_classes(circles.network, asked):
        yield each, Found(circles.statements(None, each.body))
