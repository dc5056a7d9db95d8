"""What is known not to be known: owners that nobody names, shares and amounts that no source states."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from regiongraf.figures import Language, number
from regiongraf.publishing.site.model import Model, Ref
from regiongraf.publishing.things import local
from regiongraf.words import Words

NAMED = {"Owners": ("rg:ownedEntity", "rg:owner"), "Members": ("org:organization", "org:member"),
         "Founders": ("org:resultingOrganization", "rg:founder")}  # fmt: skip
OF_COUNT = {
    "Owners": Words("{missing} av {count} ägare är inte namngivna", "{missing} of {count} owners are not named"),
    "Members": Words("{missing} av {count} medlemmar är inte namngivna", "{missing} of {count} members are not named"),
    "Founders": Words("{missing} av {count} bildare är inte namngivna", "{missing} of {count} founders are not named"),
}
OPEN = {
    "Owners": Words("källan nämner inte alla ägare", "the source does not name every owner"),
    "Members": Words("källan nämner inte alla medlemmar", "the source does not name every member"),
    "Founders": Words("källan nämner inte alla bildare", "the source does not name every founder"),
}
NO_SHARE = Words("ingen andel anges för {who}", "no share is stated for {who}")
NO_AMOUNT = Words("inget belopp anges ({who})", "no amount is stated ({who})")
NO_FUNDER = Words("det sägs inte vem som betalar ({who})", "it is not said who pays ({who})")


def unknown(model: Model, language: Language) -> list[tuple[Ref, str, str]]:
    """Every known gap as (whom it is about, what is missing, the path of the statement that shows it), by name."""
    found = [*_uncounted(model, language), *_unvalued(model, language)]
    return sorted(found, key=lambda gap: (gap[0].text.casefold(), gap[1], gap[2]))


def _uncounted(model: Model, language: Language) -> Iterator[tuple[Ref, str, str]]:
    data = model.data
    counted = set()
    for statement in data.of_class("rg:CountStatement"):
        about, of = data.one(statement, "rg:countAbout"), local(data.one(statement, "rg:countOf") or "")
        count = int(Decimal(data.text(statement, "rg:count") or "0"))
        if about is None or of not in NAMED or not data.is_current(statement):
            continue
        counted.add((about, of))
        missing = count - _named(model, about, of)
        if missing > 0:
            said = OF_COUNT[of].said(language).format(missing=missing, count=number(Decimal(count), language))
            yield model.ref(about, language), said, model.ref(statement, language).path or ""
    for statement in data.of_class("rg:ListStatement"):
        about, of = data.one(statement, "rg:listAbout"), local(data.one(statement, "rg:listOf") or "")
        is_open = local(data.one(statement, "rg:completeness") or "") == "OpenList"
        if about is not None and of in OPEN and is_open and data.is_current(statement) and (about, of) not in counted:
            yield model.ref(about, language), OPEN[of].said(language), model.ref(statement, language).path or ""


def _named(model: Model, about: str, of: str) -> int:
    me, other = NAMED[of]
    statements = [s for s in model.data.subjects(me, about) if model.data.is_current(s)]
    named: set[str] = set()
    for statement in statements:
        for party in model.data.all(statement, other):
            listings = [s for s in model.data.subjects("rg:group", party) if model.data.is_current(s)]
            members = {m for s in listings for m in model.data.all(s, "rg:groupMember")}
            named |= members or {party}
    return len(named)


def _unvalued(model: Model, language: Language) -> Iterator[tuple[Ref, str, str]]:
    data = model.data
    cases = (
        ("rg:Ownership", "rg:shareStatus", "rg:ownedEntity", "rg:owner", NO_SHARE),
        ("rg:FundingFlow", "rg:amountStatus", "rg:recipient", "rg:funder", NO_AMOUNT),
        ("rg:FundingFlow", "rg:funderStatus", "rg:recipient", "rg:recipient", NO_FUNDER),
    )
    for class_, status, about, who, words in cases:
        for statement in data.of_class(class_):
            thing = data.one(statement, about) or data.one(statement, "rg:fundedActivity")
            stated = local(data.one(statement, status) or "")
            if thing is None or not stated.endswith("NotStated") or not data.is_current(statement):
                continue
            named = ", ".join(model.label(o, language) for o in data.all(statement, who))
            names = named if class_ == "rg:Ownership" else model.purpose(statement, language) or named or "–"
            path = model.ref(statement, language).path or ""
            yield model.ref(thing, language), words.said(language).format(who=names), path
