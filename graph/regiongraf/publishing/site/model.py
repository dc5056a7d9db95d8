"""From the dataset to what a page shows: names, links, values in words, and the rows of its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal, NamedTuple

from regiongraf.figures import KRONA, Language, percent, priced
from regiongraf.names import swedish_order
from regiongraf.publishing.quads import TYPE, value
from regiongraf.publishing.site.sections import Section
from regiongraf.publishing.site.wording import TEXTS
from regiongraf.publishing.things import FINDING, RANK, Things, local
from regiongraf.questions.periods import share_range
from regiongraf.triples.terms import name
from regiongraf.words import Words

HUNDREDTH = Decimal("0.01")
REMEMBERED = 20_000
"""Statements whose values are kept in words, and things whose links are; each process keeps its own."""
PAGED = frozenset({"organisation", "group", "activity", "source", "place"})
"""The kinds of things that have a name of their own."""
Shape = Literal["thing", "statement", "finding", "document", "same"]
"""What kind of page something has."""
DOCUMENT = name("rg:Document")
SAME = name("owl:sameAs")
"""All that is said of an entry that gave way to another: which one it is the same as."""
MARKS = {"Deprecated": "deprecated", "Refined": "refined"}
STATED = name("rg:Stated")
REUSED = {name("org:Membership"): Words("medlemskap", "membership")}
"""Names of reused classes, which the ontology only declares."""
PARTIES = (
    ("rg:owner", "rg:ownedEntity"), ("org:member", "org:organization"), ("rg:founder", "org:resultingOrganization"),
    ("rg:holder", "rg:rightOver"),
    ("rg:unit", "rg:parentOrganisation"), ("rg:funder", "rg:recipient"), ("rg:funder", "rg:fundedActivity"),
    ("rg:participant", "rg:activity"), ("rg:principal", "rg:affiliate"), ("rg:group", "rg:groupMember"),
    ("rg:countAbout", "rg:countOf"), ("rg:listAbout", "rg:listOf"), ("rg:reporter", "rg:indicator"),
    ("rg:findingOf", "rg:findingAbout"),
)  # fmt: skip
"""Who stands in a statement, in the order of a headline."""
SINGLE = (
    "rg:mentioned",
    "rg:recipient",
    "rg:fundedActivity",
    "rg:party",
    "rg:candidate",
    "rg:targetBody",
    "rg:remarkAbout",
    "rg:findingAbout",
)


class Ref(NamedTuple):
    """A name, and the page that tells more: a path within the site, an address on the web, or neither."""

    text: str
    path: str | None = None
    external: str | None = None


class Row(NamedTuple):
    """One statement in a table: who else is in it, its values in words, its page, its source, its marks."""

    others: tuple[Ref, ...]
    cells: tuple[str, ...]
    as_of: str
    source: str
    statement: str
    marks: tuple[str, ...]


class Model:
    """The dataset as pages show it. `data` holds what is stated and derived, `terms` the ontology."""

    def __init__(self, data: Things, terms: Things, base: str) -> None:
        self.data = data
        self.terms = terms
        self.base = base
        self._lead = f"<{base}id/"
        self._labels: dict[Language, dict[str, str]] = {"sv": {}, "en": {}}
        self._refs: dict[Language, dict[str, Ref]] = {"sv": {}, "en": {}}
        self._told: dict[Language, dict[str, dict[tuple[str, ...], tuple[str, ...]]]] = {"sv": {}, "en": {}}
        self._pages = {term: page for term in sorted(data) if (page := self._page(term)) is not None}
        conflicts = name("rg:conflictsWith")
        self._conflicting = {t for s in data for p, o in data.pairs(s) if p == conflicts for t in (s, o)}

    def kind(self, term: str) -> str:
        """The kind of a thing of the workspace, the first part of its path; empty for anything else."""
        return term[len(self._lead) :].partition("/")[0] if term.startswith(self._lead) else ""

    def folder(self, term: str) -> str | None:
        """The folder of a thing's page, which equals the path of its IRI; None for what has no page."""
        page = self._pages.get(term)
        return page[0] if page else None

    def shape(self, term: str) -> Shape | None:
        """What kind of page something has; None for what has none."""
        page = self._pages.get(term)
        return page[1] if page else None

    def _page(self, term: str) -> tuple[str, Shape] | None:
        kind = self.kind(term)
        if not kind:
            return None
        path = term[len(self._lead) - 3 : -1]
        pairs = self.data.pairs(term)
        if any(p == FINDING for p, _ in pairs):
            return path, "finding"
        if (TYPE, DOCUMENT) in pairs:
            return path, "document"
        if path.count("/") != 2:
            return None
        if kind in PAGED:
            return path, "same" if all(p == SAME for p, _ in pairs) else "thing"
        return (path, "statement") if any(p == RANK for p, _ in pairs) else None

    def pages(self) -> list[str]:
        """Everything that has a page, in IRI order."""
        return list(self._pages)

    def label(self, term: str, language: Language) -> str:
        """A name of a thing, a code or a term of the ontology."""
        if term in self.data:
            return self.data.label(term, language)
        # There are few of them, on every page.
        known = self._labels[language].get(term)
        if known is None:
            known = self._labels[language][term] = self.terms.label(term, language)
        return known

    def ref(self, term: str, language: Language) -> Ref:
        """A term with its link."""
        known = self._refs[language].get(term)
        if known is None:
            if len(self._refs[language]) > REMEMBERED:
                self._refs[language].clear()
            known = self._refs[language][term] = self._ref(term, language)
        return known

    def _ref(self, term: str, language: Language) -> Ref:
        literal = value(term)
        if literal is not None:
            return Ref(literal.text)
        folder = self.folder(term)
        if folder is not None:
            return Ref(self.title(term, language), f"{folder}/{page_name(language)}")
        text = self.label(term, language)
        if term.startswith("<https://w3id.org/regiongraf/def#"):
            return Ref(text, f"def/{page_name(language)}#{local(term)}")
        address = term[1:-1]
        return Ref(text if text != local(term) else address, None, address if address.startswith("http") else None)

    def title(self, term: str, language: Language) -> str:
        """What a page is called: a name, an address, the file name of a document, or a statement in one line."""
        shape = self.shape(term)
        if shape == "document":
            return self.data.text(term, "rg:fileName") or local(term)
        if shape == "same":
            return term[1:-1]
        return self.label(term, language) if shape == "thing" else self.headline(term, language)

    def headline(self, statement: str, language: Language) -> str:
        """A statement in one line: what kind it is, and who stands in it."""
        class_ = capital(self.class_of(statement, language))
        reading = self.data.one(statement, "rg:reading")
        told = self._headline(statement, class_, language)
        return f"{told} ({self.label(reading, language)})" if reading else told

    def _headline(self, statement: str, class_: str, language: Language) -> str:
        for first, second in PARTIES:
            ones, others = self.data.all(statement, first), self.data.all(statement, second)
            if ones and others:
                return f"{class_}: {self._names(ones, language)} → {self._names(others, language)}"
        for prefixed in SINGLE:
            if found := self.data.all(statement, prefixed):
                return f"{class_}: {self._names(found, language)}"
        return f"{class_}: {local(statement)}"

    def _names(self, terms: Sequence[str], language: Language) -> str:
        shown = [self.label(term, language) for term in terms[:3]]
        return ", ".join(shown) + (f" +{len(terms) - 3}" if len(terms) > 3 else "")

    def class_of(self, term: str, language: Language) -> str:
        """The name of the most telling class of a thing: the one that it has a property of, not one that follows."""
        classes = [o for p, o in self.data.pairs(term) if p == TYPE]
        form = self.data.one(term, "org:classification")
        if form:
            return self.label(form, language)
        told = [c for c in classes if local(c) in CLASSES] or [c for c in classes if c in self.terms] or classes
        if told and told[0] in REUSED:
            return REUSED[told[0]].said(language)
        return self.label(told[0], language) if told else local(term)

    def row(self, section: Section, subject: str, statement: str, language: Language) -> Row:
        """One statement as a row of a section."""
        others = [o for o in self.data.all(statement, section.other) if o != subject]
        refs = tuple(self.ref(o, language) for o in others) or (Ref(TEXTS["not stated"].said(language)),)
        told = self._told[language].get(statement)
        if told is None:
            # A statement stands on the pages of both its ends.
            if len(self._told[language]) > REMEMBERED:
                self._told[language].clear()
            told = self._told[language][statement] = {}
        cells = told.get(section.columns)
        if cells is None:
            cells = tuple(COLUMNS[column](self, statement, language) for column in section.columns)
            told[section.columns] = cells
        source = self.data.one(statement, "prov:hadPrimarySource")
        return Row(
            refs, cells, self.data.text(statement, "rg:asOf") or "", local(source) if source else "",
            f"{self.folder(statement)}/{page_name(language)}", self.marks(statement, language),
        )  # fmt: skip

    def marks(self, statement: str, language: Language) -> tuple[str, ...]:
        """What a reader must know of a statement: its rank, that it is contradicted, that it was interpreted."""
        rank = local(self.data.one(statement, "rg:rank") or "")
        derivation = self.data.one(statement, "rg:derivation")
        found = [MARKS[rank]] if rank in MARKS else []
        if statement in self._conflicting and not found:
            found.append("conflict")
        told = [TEXTS[mark].said(language) for mark in found]
        if derivation and derivation != STATED:
            told.append(self.label(derivation, language))
        return tuple(told)

    def code(self, statement: str, prefixed: str, language: Language) -> str:
        """Codes in words."""
        return ", ".join(self.label(o, language) for o in self.data.all(statement, prefixed))

    def share(self, statement: str, language: Language) -> str:
        """A share in words: exact, bounds, or that none is stated."""
        exact, low, high = (self.data.text(statement, f"rg:share{end}") for end in ("Exact", "Min", "Max"))
        if exact is not None:
            return percent(Decimal(exact), language)
        if low is None or high is None:
            return TEXTS["not stated"].said(language)
        low_open, high_open = (self.data.one(statement, f"rg:share{end}Open") is not None for end in ("Min", "Max"))
        return bounds(Decimal(low), Decimal(high), low_open, high_open, language)

    def extent(self, statement: str, language: Language) -> str:
        """How much a right is of a board or of all votes; nothing for a right to decide alone."""
        seats, size = (self.data.text(statement, f"rg:{what}") for what in ("seats", "boardSize"))
        figures = [f"{seats} {'av' if language == 'sv' else 'of'} {size}" if size else seats] if seats else []
        if any(self.data.one(statement, f"rg:share{what}") for what in ("Exact", "Min", "Status")):
            figures.append(self.share(statement, language))
        return "; ".join(figures)

    def amount(self, statement: str, language: Language) -> str:
        """An amount in words, with how exact it is where it is not."""
        amount = self.data.text(statement, "rg:amount")
        if amount is None:
            return TEXTS["not stated"].said(language)
        precision = self.data.one(statement, "rg:precision")
        inexact = precision is not None and local(precision) != "Exact"
        currency = self.data.one(statement, "rg:currency")
        shown = priced(Decimal(amount), language, local(currency) if currency else KRONA)
        return f"{shown} ({self.label(precision, language)})" if inexact and precision else shown

    def purpose(self, statement: str, language: Language) -> str:
        """What money is for: its purpose, else the activity."""
        said = self.data.text(statement, "rg:purpose", language)
        return said or ", ".join(self.label(a, language) for a in self.data.all(statement, "rg:fundedActivity"))


def in_order(refs: Iterable[Ref]) -> list[Ref]:
    """Links in the order of their texts."""
    return sorted(refs, key=lambda ref: swedish_order(ref.text))


def bounds(low: Decimal, high: Decimal, low_open: bool, high_open: bool, language: Language) -> str:
    """A share between two ends in words; an open end is not reached itself."""
    if low == high:
        return percent(low, language)
    return share_range(f"{'(' if low_open else '['}{low:f}, {high:f}{')' if high_open else ']'}", language)


def outward(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Two ends with at most two decimals, that still hold everything between them."""
    if low == high:
        return low, high
    return low.quantize(HUNDREDTH, ROUND_FLOOR), high.quantize(HUNDREDTH, ROUND_CEILING)


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def page_name(language: Language) -> str:
    """The file name of a page in a language; Swedish is the one that an address leads to."""
    return "index.html" if language == "sv" else "index.en.html"


Column = Callable[[Model, str, Language], str]


def _coded(prefixed: str) -> Column:
    return lambda model, statement, language: model.code(statement, prefixed, language)


def _said(prefixed: str) -> Column:
    return lambda model, statement, language: model.data.text(statement, prefixed, language) or ""


COLUMNS: dict[str, Column] = {
    "share": Model.share,
    "basis": _coded("rg:shareBasis"),
    "directness": _coded("rg:directness"),
    "right": _coded("rg:rightKind"),
    "extent": Model.extent,
    "role": _coded("org:role"),
    "amount": Model.amount,
    "stage": _coded("rg:stage"),
    "purpose": Model.purpose,
    "name": _said("skos:prefLabel"),
    "count": _said("rg:count"),
    "completeness": _coded("rg:completeness"),
}
CLASSES = frozenset({
    "Ownership", "Membership", "ControlRight", "Founding", "UnitStatement", "Affiliation", "Mention", "MatchCandidate",
    "Cooperation", "Participation", "FundingFlow", "RatioTarget", "CountStatement", "ListStatement", "GroupListing",
    "IndicatorValue",
    "SourceRemark", "Project", "Plan", "Programme", "Measure", "Service", "EducationProgramme", "Event", "AgentGroup",
    "Source", "Place", "Document", "EffectiveInterest", "ControlFinding", "GroupFinding", "PublicAccessFinding",
    "SectorFinding",
})  # fmt: skip
