"""Why it is said that one owns, controls or influences another: the derivation in words, and where each step stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from regiongraf.figures import Language
from regiongraf.holdings import groups, network
from regiongraf.names import swedish_order
from regiongraf.ownership import (
    INTEREST,
    UNNAMED,
    Controls,
    Effects,
    ImpossibleShares,
    Network,
    influence,
    public_access,
    sector_class,
    why,
)
from regiongraf.ownership.access import PASSING
from regiongraf.ownership.forms import FORM_RULES, Passage
from regiongraf.ownership.wording import (
    access_text,
    control_text,
    explanation_text,
    influence_text,
    right_text,
    sector_text,
    share_text,
)
from regiongraf.questions.lookup import Lookup
from regiongraf.questions.provenance import places, provenance, sources
from regiongraf.store import Iri, Store
from regiongraf.words import Words

Claim = Literal["owns", "controls", "influences"]

NOBODY = Words("ägare som ingen källa namnger", "owners whom no source names")
NO_TIES = Words(
    "Ingen källa anger några band från {owner} till {body}.", "No source states any ties from {owner} to {body}."
)
INDIRECT = Words(
    "En källa anger att {owner} äger {body} indirekt, och inte hur mycket [{statements}].",
    "A source states that {owner} owns {body} indirectly, and not how much [{statements}].",
)
EACH = Words(
    "En källa anger om var och en av {owner} att den äger något av {body}, och inte hur mycket [{statements}]: "
    "{members}.",
    "A source states of each of {owner} that it owns some of {body}, and not how much [{statements}]: {members}.",
)
TOGETHER = Words(
    "Räknat för gruppens listade medlemmar tillsammans; ingen källa säger att de agerar som en.",
    "Counted for the listed members of the group together; no source says that they act as one.",
)
OF_EACH = Words("Gruppens listade medlemmar, var och en för sig:", "The listed members of the group, each by itself:")
NOT_OWNERSHIP = Words(
    "Inte ägande, men ett intresse genom den som äger:", "Not ownership, but an interest through one who owns:"
)
NOT_YET = Words(
    "Vem som då ägde {body} är inte känt: det anges först {day}.",
    "Who owned {body} then is not known: it is first stated on {day}.",
)
FOUND_IN = Words("Var det står:", "Where it says so:")


Standing = Literal["public-access", "statistics-class"]
"""What is said of one body by what many hold of it together."""
VOTES_OF = Words("{holder} i {body}: röster {has} [{statements}]", "{holder} in {body}: votes {has} [{statements}]")
SHARE_OF = Words("{holder} i {body}: {has} [{statements}]", "{holder} in {body}: {has} [{statements}]")
NOT_STATED = Words("andel ej angiven", "share not stated")
NOBODY_HOLDS = Words("Ingen källa anger någon som äger {body}.", "No source states anybody who owns {body}.")


def standing(
    store: Store, lookup: Lookup, body: Iri, what: Standing, language: Language, on_day: Network | None = None
) -> list[str]:
    """What can be said of public access to a body, or of its class in the statistics; then what each holder has.

    Raises UnknownOrganisation, and ImpossibleShares for shares that cannot all be true.
    """
    known = network(store).at() if on_day is None else on_day
    known.require(body.value)
    name = _namer(lookup, language)
    try:
        lines = STANDINGS[what](known, body.value, name, language)
    except ImpossibleShares as error:
        raise error.named(_namer(lookup, "en")(error.company), _namer(lookup, "sv")(error.company)) from error
    if first := known.unstated.get(body.value):
        lines.insert(0, NOT_YET.said(language).format(body=name(body.value), day=first.isoformat()))
    return _with_evidence(lines, store, language)


def _access(known: Network, body: str, name: Callable[[str], str], language: Language) -> list[str]:
    answer = public_access(known, body)
    lines = access_text(answer, name, language)
    if answer.control is None:
        return lines
    controls = Controls(known, conduct=PASSING)
    for step in controls.why(answer.control.owners, body):
        said = {part.holder: (share_text(part.votes, language), part.statements) for part in step.parts}
        lines += _holders(VOTES_OF, step.body, said, name, language)
        lines += [right_text(right, name, language) for right in controls.rights_over(step.body)]
    return lines


def _class(known: Network, body: str, name: Callable[[str], str], language: Language) -> list[str]:
    form, held = known.form(body), known.held_in.get(body, ())
    rule = FORM_RULES[form] if form else None
    if rule and rule.passage is not Passage.OWNERSHIP:
        return [rule.reason_sv if language == "sv" else rule.reason_en]
    if not held:
        return [NOBODY_HOLDS.said(language).format(body=name(body))]
    stated = {each.id: share_text(each.share, language) if each.share else NOT_STATED.said(language) for each in held}
    lines = [f"{name(body)}: {sector_text(sector_class(known, body), language)}"]
    for each in sorted(held, key=lambda each: swedish_order(name(each.owner))):
        lines += _holders(SHARE_OF, body, {each.owner: (stated[each.id], (each.id,))}, name, language)
    return lines


def _holders(
    said: Words, body: str, holders: Mapping[str, tuple[str, tuple[str, ...]]], name: Callable[[str], str],
    language: Language,
) -> list[str]:  # fmt: skip
    """A line for each holder of a body, with what it has and the statements that say so."""
    return [
        said.said(language).format(
            holder=name(holder), body=name(body), has=holders[holder][0], statements=", ".join(holders[holder][1])
        )
        for holder in sorted(holders, key=lambda each: swedish_order(name(each)))
    ]


STANDINGS: dict[Standing, Callable[[Network, str, Callable[[str], str], Language], list[str]]] = {
    "public-access": _access,
    "statistics-class": _class,
}


def reasons(
    store: Store, lookup: Lookup, owner: Iri, claim: Claim, body: Iri, language: Language, on_day: Network | None = None
) -> list[str]:
    """The answer and its derivation, a line each; then the evidence of every statement that was used.

    `on_day` has the holdings of another day than the sources' own. Raises UnknownOrganisation, and ImpossibleShares
    for shares that cannot all be true.
    """
    known = network(store).at() if on_day is None else on_day
    known.require(owner.value, body.value)
    name = _namer(lookup, language)
    try:
        lines = CLAIMS[claim](
            known, _Asked(owner.value, _members(known, owner.value, store)), body.value, name, language
        )
    except ImpossibleShares as error:
        raise error.named(_namer(lookup, "en")(error.company), _namer(lookup, "sv")(error.company)) from error
    first = known.unstated.get(body.value)
    if first and claim != "owns":  # what is owned says so itself
        lines.insert(0, NOT_YET.said(language).format(body=name(body.value), day=first.isoformat()))
    return _with_evidence(lines, store, language)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who is asked about: `ends` are the members of a group that holds nothing itself, as what is said is of each."""

    owner: str
    ends: tuple[str, ...]

    @property
    def is_group(self) -> bool:
        return self.ends != (self.owner,)


def _members(known: Network, owner: str, store: Store) -> tuple[str, ...]:
    holders = {*(holding.owner for holding in known.holdings), *(right.holder for right in known.rights)}
    listed = () if owner in holders or known.form(owner) is not None else groups(store).get(owner, ())
    return tuple(member for member in listed if member in known.forms) or (owner,)


def _owns(known: Network, asked: _Asked, body: str, name: Callable[[str], str], language: Language) -> list[str]:
    owner = asked.owner
    lines = explanation_text(why(Effects(known), owner, body), name, language)
    indirect = [each.id for each in known.holdings if each.indirect and (each.owner, each.owned) == (owner, body)]
    if indirect:
        said = INDIRECT.said(language)
        lines = [said.format(owner=name(owner), body=name(body), statements=", ".join(indirect))]
    each = [holding for holding in known.holdings if (holding.joint, holding.owned) == (owner, body)]
    if each:  # what a source says of each member of a group is each one's own holding
        statements, members = sorted({holding.id for holding in each}), {name(holding.owner) for holding in each}
        said = EACH.said(language)
        named = {"owner": name(owner), "body": name(body)}
        lines = [
            said.format(
                **named, statements=", ".join(statements), members=", ".join(sorted(members, key=swedish_order))
            )
        ]
    interest = why(Effects(known, INTEREST), asked.ends, body)
    if interest.answer.rules and not interest.answer.share.is_zero:
        together = [TOGETHER.said(language)] if asked.is_group else []
        lines += ["", NOT_OWNERSHIP.said(language), *explanation_text(interest, name, language), *together]
    return lines


def _controls(known: Network, asked: _Asked, body: str, name: Callable[[str], str], language: Language) -> list[str]:
    controls = Controls(known)
    lines = control_text(controls.of(asked.ends, body), name, language)
    lines += [TOGETHER.said(language)] if asked.is_group else []
    steps = controls.why(asked.ends, body)
    lines += [right_text(right, name, language) for step in steps for right in controls.rights_over(step.body)]
    counted = [part for step in steps for part in step.parts]
    statements = dict.fromkeys(id_ for part in counted for id_ in part.statements)
    return [*lines, *(f"[{id_}]" for id_ in statements)]


def _influences(known: Network, asked: _Asked, body: str, name: Callable[[str], str], language: Language) -> list[str]:
    ends = sorted(asked.ends, key=lambda end: swedish_order(name(end)))
    chains = [links for end in ends if (links := influence(known, end, body))]
    if not chains:
        return [NO_TIES.said(language).format(owner=name(asked.owner), body=name(body))]
    told = [line for links in chains for line in influence_text(links, name, language)]
    return [*([OF_EACH.said(language)] if asked.is_group else []), *dict.fromkeys(told)]


CLAIMS: dict[Claim, Callable[[Network, _Asked, str, Callable[[str], str], Language], list[str]]] = {
    "owns": _owns,
    "controls": _controls,
    "influences": _influences,
}
"""The claims by name: four different ones, of which *funds* is told by the questions on money."""


def _namer(lookup: Lookup, language: Language) -> Callable[[str], str]:
    found: dict[str, str] = {UNNAMED: NOBODY.said(language)}

    def name(id_: str) -> str:
        if id_ not in found:
            found[id_] = lookup.labels([Iri(id_)], language)[Iri(id_)]
        return found[id_]

    return name


def _with_evidence(lines: list[str], store: Store, language: Language) -> list[str]:
    """Lines with a number in place of each statement's IRI, and what the numbers stand for."""
    cited = dict.fromkeys(iri for line in lines for iri in re.findall(r"https?://[^\s,\]]+/id/[^\s,\]]+", line))
    numbers = {iri: number for number, iri in enumerate(cited, 1)}
    told = []
    for line in lines:
        for iri in sorted(numbers, key=len, reverse=True):
            line = line.replace(iri, str(numbers[iri]))
        if not re.fullmatch(r"\[\d+\]", line):
            told.append(line)
    if not numbers:
        return told
    known = provenance(map(Iri, numbers), store, language)
    told += ["", FOUND_IN.said(language)]
    for iri, number in numbers.items():
        stands = "; ".join(places(known[Iri(iri)], language)) if Iri(iri) in known else ""
        told.append(f"[{number}] {iri.rpartition('/id/')[2]}: {stands}")
    return [*told, *sources(known.values(), language)]
