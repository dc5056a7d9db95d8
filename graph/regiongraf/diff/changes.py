"""From quads that differ to facts that changed, in words: “Almi Mitt AB: Staten 51 % → 50 %”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from regiongraf.diff.patch import ends_in
from regiongraf.diff.sides import Side
from regiongraf.figures import KRONA, Language, number, percent, priced
from regiongraf.ontology import named_terms
from regiongraf.publishing.quads import TYPE, value
from regiongraf.publishing.things import FINDING, PARTS, Things, local
from regiongraf.triples.terms import name

Kind = Literal["added", "removed", "changed"]
KINDS: dict[Kind, dict[Language, str]] = {
    "added": {"sv": "tillagd", "en": "added"},
    "removed": {"sv": "borttagen", "en": "removed"},
    "changed": {"sv": "ändrad", "en": "changed"},
}
# What rules add says nothing that the statements do not say.
DERIVED = {
    TYPE,
    *(
        name(prefixed)
        for prefixed in (
            "rg:owns", "rg:ownsTransitively", "org:memberOf", "org:hasMember", "rg:interestThrough", "schema:founder",
            "org:unitOf", "rg:funds",
        )
    ),
}  # fmt: skip
HEADS = (
    ("rg:ownedEntity", "rg:owner"), ("org:organization", "org:member"), ("org:resultingOrganization", "rg:founder"),
    ("rg:rightOver", "rg:holder"),
    ("rg:recipient", "rg:funder"), ("rg:fundedActivity", "rg:funder"), ("rg:parentOrganisation", "rg:unit"),
    ("rg:activity", "rg:participant"), ("rg:principal", "rg:affiliate"), ("rg:countAbout", "rg:countOf"),
    ("rg:listAbout", "rg:listOf"), ("rg:group", "rg:groupMember"), ("rg:mentioned", "rg:nameAsStated"),
)  # fmt: skip
"""For the kinds of statements: what they are about, and who else is in them."""
SHARE = ("rg:shareExact", "rg:shareMin", "rg:shareMax", "rg:shareMinOpen", "rg:shareMaxOpen", "rg:shareStatus")
MONEY = ("rg:amount", "rg:amountStatus", "rg:currency")
FIGURES: dict[str, tuple[str, ...]] = {"share": SHARE, "amount": MONEY}
"""Values that several properties make up together, told as one."""
WORDS: dict[str, dict[Language, str]] = {
    "share": {"sv": "andel", "en": "share"},
    "amount": {"sv": "belopp", "en": "amount"},
    "not stated": {"sv": "ej angiven", "en": "not stated"},
    "nothing": {"sv": "–", "en": "–"},
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a fact, before and after, in words; empty where there was or is none."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that was added, removed or changed. `iri` names it, `said` tells it, `differences` say what of it."""

    kind: Kind
    iri: str
    said: str
    differences: tuple[Difference, ...]

    def in_words(self, language: Language) -> str:
        """The change on one line."""
        told = "; ".join(_told(difference, language) for difference in self.differences)
        if self.kind == "changed":
            return f"{self.said} {told}"
        return f"{KINDS[self.kind][language]}: {self.said}{f' {told}' if told else ''}"

    def as_json(self) -> dict[str, Any]:
        """The change as plain values."""
        told = [{"what": d.what, "before": d.before, "after": d.after} for d in self.differences]
        return {"change": self.kind, "iri": self.iri, "said": self.said, "differences": told}


def _told(difference: Difference, language: Language) -> str:
    main = difference.what in (WORDS["share"][language], WORDS["amount"][language])
    lead = "" if main else f"{difference.what}: "
    if not difference.before or not difference.after:
        sole = difference.before or difference.after
        return f"{lead}{sole}"
    return f"{lead}{difference.before} → {difference.after}"


def changes(old: Side, new: Side, language: Language = "sv") -> list[Change]:
    """The facts that differ, in order of their IRIs. What follows by rule is left out; evidence is told as moved."""
    teller = _Teller(old, new, language)
    found = (teller.change(subject) for subject in sorted({*teller.before.facts(), *teller.after.facts()}))
    return [change for change in found if change is not None]


class _Facts:
    """The stated facts of one side."""

    def __init__(self, quads: Iterable[tuple[str, str, str, str]]) -> None:
        named = list(quads)
        # In an export without named graphs, findings are told from facts by what they are about.
        worked_out = {s for s, p, _, _ in named if p == FINDING}
        own = [q for q in named if not _follows(q) and q[0] not in worked_out]
        self.things = Things(own)
        self._parts = {o for s in self.things for p, o in self.things.pairs(s) if p in PARTS}

    def facts(self) -> Iterator[str]:
        return (subject for subject in self.things if subject not in self._parts)

    def values(self, subject: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for predicate, item in self.things.pairs(subject):
            found.setdefault(predicate, []).append(item)
        return found


def _follows(quad: tuple[str, str, str, str]) -> bool:
    """True for what is no fact of its own: terms of the ontology, and what rules and computations add."""
    subject, predicate, _, graph = quad
    return (
        ends_in(graph, "ontology") or ends_in(graph, "derived") or ends_in(subject, "derived") or predicate in DERIVED
    )


class _Teller:
    """Facts of both sides in words of one language."""

    def __init__(self, old: Side, new: Side, language: Language) -> None:
        self.before, self.after = _Facts(old.quads), _Facts(new.quads)
        self.language = language
        self.terms = Things((*triple, "") for triple in named_terms())

    def change(self, subject: str) -> Change | None:
        before, after = self.before.values(subject), self.after.values(subject)
        if before == after:
            return None
        kind: Kind = "changed" if before and after else "added" if after else "removed"
        side = self.after if after else self.before
        differences = tuple(self._differences(subject, before, after, kind))
        return Change(kind, subject[1:-1], self._head(subject, side.things), differences)

    def _head(self, subject: str, things: Things) -> str:
        for about, other in HEADS:
            if (main := things.one(subject, about)) and (others := things.all(subject, other)):
                return f"{self._word(main, things)}: {', '.join(self._word(item, things) for item in others)}"
        label = things.label(subject, self.language)
        return (
            label if label != local(subject) or not things.pairs(subject) else "/".join(subject[1:-1].split("/")[-2:])
        )

    def _word(self, term: str, *sides: Things) -> str:
        literal = value(term)
        if literal is not None:
            return self._figure(literal.text) if literal.datatype else literal.text
        for things in (*sides, self.after.things, self.before.things, self.terms):
            if term in things and things.label(term, self.language) != local(term):
                return things.label(term, self.language)
        return local(term)

    def _figure(self, text: str) -> str:
        try:
            return number(Decimal(text), self.language)
        except InvalidOperation:
            return text

    def _differences(
        self, subject: str, before: dict[str, list[str]], after: dict[str, list[str]], kind: Kind
    ) -> Iterator[Difference]:
        joined = {name(prefixed) for properties in FIGURES.values() for prefixed in properties}
        for what in FIGURES:
            told = [
                self._share(f, subject) if what == "share" else self._money(f, subject)
                for f in (self.before, self.after)
            ]
            if told[0] != told[1]:
                yield Difference(WORDS[what][self.language], *told)
        if kind != "changed":
            # Of a fact that is new or gone its value says enough; the table and the patch hold the rest.
            return
        for predicate in sorted({*before, *after} - joined):
            if before.get(predicate) != after.get(predicate):
                told = [", ".join(self._word(term) for term in side.get(predicate, [])) for side in (before, after)]
                yield Difference(self.terms.label(predicate, self.language), *told)

    def _share(self, facts: _Facts, subject: str) -> str:
        exact, low, high = (facts.things.text(subject, f"rg:share{end}") for end in ("Exact", "Min", "Max"))
        if exact is not None:
            return percent(Decimal(exact), self.language)
        if low is not None and high is not None:
            opens = facts.things.one(subject, "rg:shareMinOpen"), facts.things.one(subject, "rg:shareMaxOpen")
            ends = percent(Decimal(high), self.language)
            return f"{'>' if opens[0] else ''}{number(Decimal(low), self.language)}–{'<' if opens[1] else ''}{ends}"
        return WORDS["not stated"][self.language] if facts.things.one(subject, "rg:shareStatus") else ""

    def _money(self, facts: _Facts, subject: str) -> str:
        amount = facts.things.text(subject, "rg:amount")
        if amount is not None:
            currency = facts.things.one(subject, "rg:currency")
            return priced(Decimal(amount), self.language, local(currency) if currency else KRONA)
        return WORDS["not stated"][self.language] if facts.things.one(subject, "rg:amountStatus") else ""
