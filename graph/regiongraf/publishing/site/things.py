"""The pages of organisations, groups, activities, sources and places, and of statements."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from regiongraf.figures import Language, number
from regiongraf.names import swedish_order
from regiongraf.publishing.quads import TYPE, value
from regiongraf.publishing.selection import about
from regiongraf.publishing.site.beside import Beside
from regiongraf.publishing.site.model import Model, Ref
from regiongraf.publishing.site.neighbours import picture
from regiongraf.publishing.site.rendering import LANGUAGES, Renderer, in_script
from regiongraf.publishing.site.sections import DERIVED, HEADINGS, SECTIONS, Section
from regiongraf.publishing.site.unknown import unknown
from regiongraf.publishing.site.wording import TEXTS
from regiongraf.publishing.things import closure, local
from regiongraf.triples.terms import name
from regiongraf.words import Words

MOST = 500
"""Statements that a page lists by name; a source may have thousands."""
SHOWN = tuple(
    name(prefixed)
    for prefixed in (
        "rg:shortName", "org:classification", "rg:formBasis", "rg:organisationNumber", "rg:numberSource",
        "rg:partOfLegalPerson", "dct:spatial", "foaf:homepage", "rg:statedCount", "rg:placeKind", "skos:notation",
        "dct:isPartOf", "rg:sourceKind", "dct:issued", "dct:language", "dct:publisher", "rg:document",
        "rg:activityStatus", "rg:partOfActivity", "rg:programme", "rg:quantity", "rg:quantityOf", "dct:subject",
        "prov:hadPrimarySource",
    )
)  # fmt: skip
"""What a page of a thing tells of it, in this order."""
UNSAID = frozenset({
    TYPE,
    *(
        name(prefixed)
        for prefixed in (
            "rg:evidence", "skos:prefLabel", "skos:altLabel", "skos:note", "dct:title", "rg:shareExact", "rg:shareMin",
            "rg:shareMax", "rg:shareMinOpen", "rg:shareMaxOpen", "rg:shareStatus", "rg:amount", "rg:currency",
            "rg:amountStatus", "rg:figureAsStated", "rg:unitAsStated",
        )
    ),
})  # fmt: skip
FRAME = frozenset(name(prefixed) for prefixed in ("rg:rank", "rg:derivation", "rg:asOf", "prov:hadPrimarySource"))
"""What is said of a record itself: it comes last."""
ROLES = {section.role: section for section in SECTIONS}
PROPERTIES = {
    name("dct:spatial"): Words("Plats", "Place"),
    name("foaf:homepage"): Words("Webbplats", "Web site"),
    name("skos:notation"): Words("Kod", "Code"),
    name("dct:isPartOf"): Words("Ligger i", "Within"),
    name("dct:issued"): Words("Daterad", "Dated"),
    name("dct:language"): Words("Språk", "Language"),
    name("dct:publisher"): Words("Utgivare", "Publisher"),
    name("dct:subject"): Words("Område", "Field"),
    name("prov:hadPrimarySource"): Words("Källa", "Source"),
    name("org:classification"): Words("Form", "Form"),
    name("org:member"): Words("Medlem", "Member"),
    name("org:organization"): Words("Organisation", "Organisation"),
    name("org:resultingOrganization"): Words("Bildade", "Formed"),
    name("org:role"): Words("Roll", "Role"),
    name("sdmx-measure:obsValue"): Words("Värde", "Value"),
    name("sdmx-attribute:unitMeasure"): Words("Enhet", "Unit"),
    name("sdmx-dimension:refArea"): Words("Område", "Area"),
    name("qb:dataSet"): Words("Ingår i", "Part of"),
}
"""Names of reused properties, which the ontology only declares."""
INCOMING = {
    name("prov:hadPrimarySource"): Words("Uppgifter ur källan", "Statements from this source"),
    name("dct:spatial"): Words("Här finns", "Here"),
    name("dct:isPartOf"): Words("Platser inom", "Places within"),
    name("dct:publisher"): Words("Har gett ut", "Has published"),
    name("rg:partOfActivity"): Words("Delar", "Parts"),
    name("rg:programme"): Words("Inom programmet", "Within the programme"),
    name("rg:mentioned"): Words("Benämns i källorna", "As the sources call it"),
    name("rg:remarkAbout"): Words("Anmärkningar om källan", "Remarks on the source"),
    name("rg:partOfLegalPerson"): Words("Myndigheter som är del av den", "Agencies that are part of it"),
    name("sdmx-dimension:refArea"): Words("Nyckeltal", "Indicators"),
    name("rg:ownsTransitively"): Words("Äger i flera led (härlett)", "Own in several steps (derived)"),
    name("rg:interestThrough"): Words(
        "Har ett intresse genom ett kommunalförbund (härlett)",
        "Have an interest through a municipal association (derived)",
    ),
    name("rg:conflictsWith"): Words("Motsägs av", "Contradicted by"),
}
"""What stands over those that point to a thing by a property."""


class ThingPages:
    """Writes the files of things: a page per language, Turtle and JSON-LD."""

    def __init__(self, model: Model, renderer: Renderer, prefixes: dict[str, str]) -> None:
        self.model = model
        self.renderer = renderer
        self.beside = Beside(prefixes)
        self._gaps: dict[Language, dict[str, list[Ref]]] = {"sv": {}, "en": {}}
        for language in LANGUAGES:
            for who, said, path in unknown(model, language):
                self._gaps[language].setdefault(who.path or "", []).append(Ref(said, path or None))

    def files(self, term: str) -> Iterator[tuple[str, str]]:
        """The files of one thing as (path within the site, text)."""
        folder = self.model.folder(term)
        assert folder is not None, "only what has a page is asked for"
        data = self.model.data
        is_statement = self.model.is_statement(term) and self.model.kind(term) != "activity"
        subjects = closure(data, [term]) if is_statement else about(data, term)
        yield from self.beside.files(data, subjects, folder)
        own = in_script(self._described(term))
        for language, file in zip(LANGUAGES, ("index.html", "index.en.html"), strict=True):
            context = self._statement(term, language) if is_statement else self._thing(term, language)
            template = "statement.html" if is_statement else "thing.html"
            context |= {"iri": term[1:-1], "jsonld": own}
            yield f"{folder}/{file}", self.renderer.render(template, language, folder, context)

    def _described(self, term: str) -> dict[str, Any]:
        """The thing's own values with full IRIs as keys: JSON-LD that needs no context."""
        found: dict[str, Any] = {"@id": term[1:-1]}
        for predicate, item in self.model.data.pairs(term):
            key = "@type" if predicate == TYPE else predicate[1:-1]
            found.setdefault(key, []).append(item[1:-1] if key == "@type" else _plain(item))
        return found

    def _thing(self, term: str, language: Language) -> dict[str, Any]:
        model, data = self.model, self.model.data
        aliases = [v.text for p in ("skos:altLabel",) for o in data.all(term, p) if (v := value(o))]
        sections, rest = self._sections(term, language)
        return {
            "title": model.label(term, language),
            "class_name": model.class_of(term, language),
            "aliases": sorted(aliases, key=swedish_order),
            "notes": self._notes(term, language),
            "gaps": self._gaps[language].get(model.ref(term, language).path or "", []),
            "facts": self._facts(term, language),
            "sections": sections,
            "listed": self._listed(rest, language),
            "picture": picture(sections, model, language),
        }

    def _notes(self, term: str, language: Language) -> list[str]:
        found = [v for o in self.model.data.all(term, "skos:note") if (v := value(o))]
        return [v.text for v in found if v.language == language]

    def _facts(self, term: str, language: Language) -> list[dict[str, Any]]:
        stated: dict[str, list[str]] = {}
        for property_, item in self.model.data.pairs(term):
            stated.setdefault(property_, []).append(item)
        found = (self._fact(wanted, stated[wanted], language) for wanted in SHOWN if wanted in stated)
        return [fact for fact in found if fact]

    def _fact(self, property_: str, items: list[str], language: Language) -> dict[str, Any] | None:
        chosen = _in_language(items, language)
        refs = [self._value(item, language) for item in chosen]
        return {"name": self._heading(property_, language), "refs": refs} if refs else None

    def _heading(self, property_: str, language: Language) -> str:
        return (
            PROPERTIES[property_].said(language)
            if property_ in PROPERTIES
            else self.model.terms.label(property_, language)
        )

    def _value(self, item: str, language: Language) -> Ref:
        literal = value(item)
        if literal is None:
            return self.model.ref(item, language)
        if literal.datatype and local(literal.datatype) in {"decimal", "integer"}:
            try:
                return Ref(number(Decimal(literal.text), language))
            except InvalidOperation:
                return Ref(literal.text)
        return Ref(literal.text)

    def _sections(self, term: str, language: Language) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
        """The sections of a page with their rows, and the statements that stand in none, as (property, subject)."""
        found: dict[str, list[str]] = {}
        rest = []
        for property_, subject in self.model.data.incoming(term):
            if property_ in ROLES and self.model.folder(subject):
                found.setdefault(property_, []).append(subject)
            elif self.model.folder(subject):
                rest.append((property_, subject))
        sections = [self._section(s, term, found[role], language) for role, s in ROLES.items() if role in found]
        return sections, rest

    def _section(self, section: Section, term: str, statements: list[str], language: Language) -> dict[str, Any]:
        rows = [self.model.row(section, term, statement, language) for statement in sorted(set(statements))]
        if len(rows) > 1:
            rows.sort(key=lambda row: (bool(row.marks), swedish_order(row.others[0].text)))
        return {
            "key": section.key,
            "title": section.title.said(language),
            "heading": section.heading.said(language),
            "columns": [HEADINGS[column].said(language) for column in section.columns],
            "rows": rows,
        }

    def _listed(self, rest: list[tuple[str, str]], language: Language) -> list[dict[str, Any]]:
        """What else points here, by property."""
        groups: dict[str, list[str]] = {}
        for property_, subject in rest:
            if property_ not in DERIVED:
                groups.setdefault(property_, []).append(subject)
        listed = []
        for property_, subjects in sorted(groups.items()):
            own = sorted(set(subjects))
            refs = sorted((self.model.ref(s, language) for s in own[:MOST]), key=lambda ref: swedish_order(ref.text))
            listed.append({"title": self._incoming_heading(property_, language), "refs": refs, "count": len(own)})
        return listed

    def _incoming_heading(self, property_: str, language: Language) -> str:
        if property_ in INCOMING:
            return INCOMING[property_].said(language)
        return f"{TEXTS['other statements'].said(language)}: {self.model.terms.label(property_, language)}"

    def _statement(self, term: str, language: Language) -> dict[str, Any]:
        model, data = self.model, self.model.data
        grouped: dict[str, list[str]] = {}
        for property_, item in data.pairs(term):
            if property_ not in UNSAID:
                grouped.setdefault(property_, []).append(item)
        facts = [fact for p, items in sorted(grouped.items(), key=_order) if (fact := self._fact(p, items, language))]
        source = data.one(term, "prov:hadPrimarySource")
        return {
            "title": model.headline(term, language),
            "marks": model.marks(term, language),
            "facts": [*self._told(term, language), *facts],
            "source": model.ref(source, language) if source else None,
            "spans": list(self._spans(term, language)),
        }

    def _told(self, term: str, language: Language) -> Iterator[dict[str, Any]]:
        """Name, note, share and amount of a statement in words."""
        model, data = self.model, self.model.data
        told = {
            "name": data.text(term, "skos:prefLabel", language),
            "share": model.share(term, language) if data.all(term, "rg:owner") else None,
            "amount": model.amount(term, language) if data.all(term, "rg:stage") else None,
            "note": data.text(term, "skos:note", language),
        }
        yield from ({"name": HEADINGS[key].said(language), "refs": [Ref(text)]} for key, text in told.items() if text)

    def _spans(self, term: str, language: Language) -> Iterator[str]:
        data = self.model.data
        found = []
        for span in data.all(term, "rg:evidence"):
            position = data.one(span, "oa:hasSelector") or ""
            start, end = (int(data.text(position, f"oa:{edge}") or 0) for edge in ("start", "end"))
            document = data.one(span, "oa:hasSource") or ""
            file = data.text(document, "rg:fileName") or local(document)
            page = data.text(span, "rg:page")
            on_page = f", {TEXTS['page'].said(language)} {page}" if page else ""
            found.append((start, end, f"{file}{on_page}, {TEXTS['characters'].said(language)} {start}–{end}"))
        yield from (text for _, _, text in sorted(found))


def _in_language(items: list[str], language: Language) -> list[str]:
    """The items that are in this language or in none."""
    told = [(item, value(item)) for item in items]
    fitting = [item for item, literal in told if literal is None or literal.language in {None, language}]
    return fitting or items


def _plain(item: str) -> dict[str, str]:
    literal = value(item)
    if literal is None:
        return {"@id": item[1:-1]}
    if literal.language:
        return {"@value": literal.text, "@language": literal.language}
    return {"@value": literal.text, **({"@type": literal.datatype} if literal.datatype else {})}


def _order(item: tuple[str, list[str]]) -> tuple[bool, str]:
    """Who and what first, then what is said of the record itself."""
    return item[0] in FRAME, item[0]
