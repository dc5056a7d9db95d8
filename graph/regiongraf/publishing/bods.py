"""BODS 0.4, the Beneficial Ownership Data Standard: bodies, and who is stated to own or to have a right over them.

Source: https://standard.openownership.org/en/0.4.0/. Ownership and rights of control go in, the latter as interests of
control and never as shareholdings: a membership, a founding and a grant are weaker claims than any interest of the
standard. What the source leaves out is an UnspecifiedRecord, never a guess.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from regiongraf.publishing.quads import TYPE
from regiongraf.publishing.things import Things, local
from regiongraf.triples.terms import name

VERSION = "0.4"
ENTITY_TYPES: dict[str, dict[str, str]] = {
    "State": {"type": "state"},
    "Region": {"type": "stateBody"},
    "Municipality": {"type": "stateBody"},
    "MunicipalAssociation": {"type": "stateBody"},
    "CoordinationAssociation": {"type": "stateBody"},
    "StateAgency": {"type": "stateBody", "subtype": "stateAgency"},
    "LimitedCompany": {"type": "registeredEntity"},
    "TradingPartnership": {"type": "registeredEntity"},
    "EconomicAssociation": {"type": "registeredEntity"},
}
"""The BODS type of each legal form; every other body is a legalEntity, and `details` says what is known of its form."""
GROUP = name("rg:AgentGroup")
UNKNOWN = "informationUnknownToPublisher"
DIRECTNESS = {"Direct": "direct", "Indirect": "indirect"}
INTERESTS = {"Votes": "votingRights"}
RIGHTS = {
    "BoardAppointment": "appointmentOfBoard",
    "VotingRight": "votingRights",
    "SoleInfluence": "otherInfluenceOrControl",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """What every statement says of its publication."""

    publisher: str
    url: str
    licence: str
    day: date
    title: str

    def details(self) -> dict[str, Any]:
        """The publicationDetails of a statement."""
        publisher = {"name": self.publisher, "url": self.url}
        return {
            "publicationDate": self.day.isoformat(),
            "bodsVersion": VERSION,
            **({"license": self.licence} if self.licence else {}),
            "publisher": publisher,
        }


def bods(things: Things, publication: Publication) -> Iterator[str]:
    """A BODS package as text in pieces: entities first, then the relationships between them, each in IRI order."""

    def relationships() -> Iterator[dict[str, Any]]:
        return (r for owned in _owned(things) for r in _relationships(things, owned, publication))

    # Worked out twice, so that they are not all in memory: the bodies come before what stands between them.
    bodies = sorted({end for r in relationships() for end in _ends(r["recordDetails"])})
    entities = (_entity(things, f"<{body}>", publication) for body in bodies)
    lead = "[\n"
    for statement in chain(entities, relationships()):
        yield lead + json.dumps(statement, ensure_ascii=False, indent=1, sort_keys=True)
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def _ends(details: dict[str, Any]) -> list[str]:
    return [end for end in (details["subject"], details["interestedParty"]) if isinstance(end, str)]


def _owned(things: Things) -> list[str]:
    ends = (("rg:Ownership", "rg:ownedEntity"), ("rg:ControlRight", "rg:rightOver"))
    current = [(s, end) for class_, end in ends for s in things.of_class(class_) if things.is_current(s)]
    return sorted({o for s, end in current for o in things.all(s, end)})


def _statement(
    kind: str, record: str, subject: str, details: dict[str, Any], extra: dict[str, Any], publication: Publication
) -> dict[str, Any]:
    """A statement; its id is a digest of what it says, so that another statement gets another id."""
    body = {
        "recordId": record,
        "recordType": kind,
        "recordStatus": "new",
        "declarationSubject": subject,
        "recordDetails": details,
        "publicationDetails": publication.details(),
        **extra,
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return {"statementId": hashlib.sha256(text.encode()).hexdigest(), **body}


def _entity(things: Things, body: str, publication: Publication) -> dict[str, Any]:
    classification = things.one(body, "org:classification")
    form = local(classification).removesuffix("Form") if classification else "FormNotStated"
    type_ = dict(ENTITY_TYPES.get(form, {"type": "legalEntity"}))
    type_["details"] = form
    details: dict[str, Any] = {
        "isComponent": False,
        "entityType": type_,
        "name": things.label(body),
        "uri": body[1:-1],
    }
    english, others = things.label(body, "en"), [things.label(alias) for alias in things.all(body, "skos:altLabel")]
    if alternatives := sorted({english, *others} - {details["name"]}):
        details["alternateNames"] = alternatives
    if form not in {"ForeignBody", "FormNotStated"}:
        details["jurisdiction"] = {"name": "Sweden", "code": "SE"}
    if number := things.text(body, "rg:organisationNumber"):
        details["identifiers"] = [{"id": number, "schemeName": "Swedish organisation number (organisationsnummer)"}]
    record = body[1:-1]
    day = {"statementDate": publication.day.isoformat()}
    return _statement("entity", record, record, details, day, publication)


def _relationships(things: Things, owned: str, publication: Publication) -> Iterator[dict[str, Any]]:
    """Who is stated to own one body: each named owner, each member of a group, and those nobody names."""
    statements = [s for s in things.subjects("rg:ownedEntity", owned) if things.is_current(s)]
    named = {o for s in statements for o in things.all(s, "rg:owner")}
    count = 0
    for statement in statements:
        for owner in things.all(statement, "rg:owner"):
            for party, note in _parties(things, owner, named):
                count += 1
                yield _relationship(things, statement, owned, party, note, publication)
    for statement in things.subjects("rg:rightOver", owned):
        if things.is_current(statement):
            for holder in things.all(statement, "rg:holder"):
                for party, note in _parties(things, holder, set()):
                    yield _relationship(things, statement, owned, party, note, publication)
    unnamed = _unnamed(things, owned, count)
    if unnamed:
        description, about = unnamed
        party = {"reason": UNKNOWN, "description": description}
        yield _relationship(things, about, owned, party, None, publication)


Party = str | dict[str, str]


def _parties(things: Things, owner: str, named: set[str]) -> Iterator[tuple[Party, str | None]]:
    """Who stands behind an owner: itself, or the listed members of a group, else an unspecified record."""
    if (TYPE, GROUP) not in things.pairs(owner):
        yield owner[1:-1], None
        return
    listings = [s for s in things.subjects("rg:group", owner) if things.is_current(s)]
    members = sorted({m for s in listings for m in things.all(s, "rg:groupMember")})
    group = things.label(owner, "en")
    for member in members:
        if member not in named:
            yield member[1:-1], f"Stated of a group: {group}. No share of this member is stated."
    if not members:
        yield {"reason": UNKNOWN, "description": f"A group whose members are not named: {group}"}, None


def _unnamed(things: Things, owned: str, count: int) -> tuple[str, str] | None:
    """What is known of owners that nobody names, and the statement that says so."""
    for statement in things.subjects("rg:countAbout", owned):
        if local(things.one(statement, "rg:countOf") or "") == "Owners" and things.is_current(statement):
            stated = int(Decimal(things.text(statement, "rg:count") or "0"))
            if stated > count:
                return f"{stated - count} of {stated} stated owners are not named", statement
    for statement in things.subjects("rg:listAbout", owned):
        of, completeness = (local(things.one(statement, key) or "") for key in ("rg:listOf", "rg:completeness"))
        if of == "Owners" and completeness == "OpenList" and things.is_current(statement):
            return "The source names some owners and says that there are others", statement
    return None


def _relationship(
    things: Things, statement: str, owned: str, party: Party, note: str | None, publication: Publication
) -> dict[str, Any]:
    right = local(things.one(statement, "rg:rightKind") or "")
    # A right is its holder's own.
    directness = "Direct" if right else local(things.one(statement, "rg:directness") or "")
    basis = local(things.one(statement, "rg:shareBasis") or "")
    interest: dict[str, Any] = {
        "type": RIGHTS[right] if right else INTERESTS.get(basis, "shareholding") if basis else "unknownInterest",
        "directOrIndirect": DIRECTNESS.get(directness, "unknown"),
        "details": " ".join(_details(things, statement, basis, note)),
    }
    if isinstance(party, str) and note is None:
        interest |= _share(things, statement)
    for key, prefixed in (("startDate", "rg:validFrom"), ("endDate", "rg:validTo")):
        if day := things.text(statement, prefixed):
            interest[key] = day
    details = {"isComponent": False, "subject": owned[1:-1], "interestedParty": party, "interests": [interest]}
    suffix = f"#{local(party)}" if isinstance(party, str) and note else ""
    extra = {"statementDate": things.text(statement, "rg:asOf"), "source": _source(things, statement)}
    return _statement("relationship", statement[1:-1] + suffix, owned[1:-1], details, extra, publication)


def _details(things: Things, statement: str, basis: str, note: str | None) -> Iterable[str]:
    if basis == "BasisNotStated":
        yield "The source does not say whether the share is of capital or of votes."
    if things.one(statement, "rg:shareStatus"):
        yield "No share is stated."
    if seats := things.text(statement, "rg:seats"):
        size = things.text(statement, "rg:boardSize")
        yield (
            f"May appoint {seats} of {size} members of the board."
            if size
            else f"May appoint {seats} members of the board."
        )
    for via in things.all(statement, "rg:via"):
        yield f"Through {things.label(via, 'en')}."
    if derivation := things.one(statement, "rg:derivation"):
        yield f"How it was read: {local(derivation)}."
    if note:
        yield note


def _share(things: Things, statement: str) -> dict[str, Any]:
    """The share, exact or as bounds; an open bound is exclusive."""
    exact, low, high = (_number(things.text(statement, f"rg:share{end}")) for end in ("Exact", "Min", "Max"))
    if exact is not None:
        return {"share": {"exact": exact}}
    if low is None or high is None:
        return {}
    least = "exclusiveMinimum" if things.one(statement, "rg:shareMinOpen") else "minimum"
    most = "exclusiveMaximum" if things.one(statement, "rg:shareMaxOpen") else "maximum"
    return {"share": {least: low, most: high}}


def _number(text: str | None) -> int | float | None:
    """A JSON number that is written with the digits of `text`, up to the 15 that every reader of JSON keeps."""
    if text is None:
        return None
    exact = Decimal(text)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _source(things: Things, statement: str) -> dict[str, Any]:
    source = things.one(statement, "prov:hadPrimarySource") or ""
    spans = [_span(things, evidence) for evidence in things.all(statement, "rg:evidence")]
    where = f", characters {', '.join(f'{start}–{end}' for start, end in sorted(spans))}" if spans else ""
    kind = local(things.one(source, "rg:sourceKind") or "")
    described: dict[str, Any] = {
        "type": ["officialRegister" if kind == "CodeListSource" else "thirdParty"],
        "description": f"{things.label(source)} ({things.text(source, 'dct:issued')}){where}",
    }
    if publisher := things.one(source, "dct:publisher"):
        described["assertedBy"] = [{"name": things.label(publisher), "uri": publisher[1:-1]}]
    return described


def _span(things: Things, evidence: str) -> tuple[int, int]:
    position = things.one(evidence, "oa:hasSelector") or ""
    return int(things.text(position, "oa:start") or 0), int(things.text(position, "oa:end") or 0)
