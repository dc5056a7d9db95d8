"""What the pages of organisations, groups, activities, sources and places tell."""

from __future__ import annotations

from typing import Any

from regiongraf.figures import Language
from regiongraf.names import swedish_order
from regiongraf.publishing.quads import value
from regiongraf.publishing.site import findings
from regiongraf.publishing.site.facts import fact, grouped
from regiongraf.publishing.site.model import SAME, Model, Ref, capital, in_order
from regiongraf.publishing.site.neighbours import picture
from regiongraf.publishing.site.rendering import LANGUAGES
from regiongraf.publishing.site.sections import DERIVED, HEADINGS, SECTIONS, Section
from regiongraf.publishing.site.unknown import unknown
from regiongraf.publishing.site.wording import TEXTS
from regiongraf.publishing.things import FINDING, HOLDER
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
FINDINGS = frozenset({FINDING, HOLDER})
WORKED_OUT = frozenset({name("rg:ownsTransitively"), name("rg:interestThrough")})
ROLES = {section.role: section for section in SECTIONS}
INCOMING = {
    SAME: Words("Andra adresser för detta", "Other addresses of this"),
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
    name("rg:countedThrough"): Words("Räknas med i slutsatser om kontroll", "Counted through in findings on control"),
    name("rg:conflictsWith"): Words("Motsägs av", "Contradicted by"),
}
"""What stands over those that point to a thing by a property."""


class ThingContext:
    """What the pages of things tell."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._gaps: dict[Language, dict[str, list[Ref]]] = {"sv": {}, "en": {}}
        for language in LANGUAGES:
            for who, said, path in unknown(model, language):
                self._gaps[language].setdefault(who.path or "", []).append(Ref(said, path or None))

    def page(self, term: str, language: Language) -> dict[str, Any]:
        """What the page of one thing tells."""
        model, data = self.model, self.model.data
        aliases = [v.text for o in data.all(term, "skos:altLabel") if (v := value(o))]
        sections, rest = self._sections(term, language)
        return {
            "title": model.label(term, language),
            "class_name": capital(model.class_of(term, language)),
            "aliases": sorted(aliases, key=swedish_order),
            "notes": self._notes(term, language),
            "gaps": self._gaps[language].get(model.ref(term, language).path or "", []),
            "facts": self._facts(term, language),
            "sections": sections,
            "told": findings.told(model, term, language),
            "tables": findings.tables(model, term, language),
            "listed": self._listed(self._untold(term, rest), language),
            "picture": picture(sections, model, language),
        }

    def _notes(self, term: str, language: Language) -> list[str]:
        found = [v for o in self.model.data.all(term, "skos:note") if (v := value(o))]
        return [v.text for v in found if v.language == language]

    def _facts(self, term: str, language: Language) -> list[dict[str, Any]]:
        stated = grouped(self.model.data.pairs(term))
        return [fact(self.model, wanted, stated[wanted], language) for wanted in SHOWN if wanted in stated]

    def _sections(self, term: str, language: Language) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
        """The sections of a page with their rows, and the statements that stand in none, as (property, subject)."""
        found: dict[str, list[str]] = {}
        rest = []
        for property_, subject in self.model.data.incoming(term):
            if property_ in ROLES and self.model.folder(subject):
                found.setdefault(property_, []).append(subject)
            elif property_ not in FINDINGS and self.model.folder(subject):
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

    def _untold(self, term: str, rest: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those without the holders that the tables of findings tell more about."""
        if not any(property_ in WORKED_OUT for property_, _ in rest):
            return rest
        told = findings.holders(self.model, term)
        return [(p, s) for p, s in rest if p not in WORKED_OUT or s not in told]

    def _listed(self, rest: list[tuple[str, str]], language: Language) -> list[dict[str, Any]]:
        """What else points here, by property."""
        groups: dict[str, list[str]] = {}
        for property_, subject in rest:
            if property_ not in DERIVED:
                groups.setdefault(property_, []).append(subject)
        listed = []
        for property_, subjects in sorted(groups.items()):
            own = sorted(set(subjects))
            refs = in_order(self.model.ref(s, language) for s in own[:MOST])
            listed.append({"title": self._incoming_heading(property_, language), "refs": refs, "count": len(own)})
        return listed

    def _incoming_heading(self, property_: str, language: Language) -> str:
        if property_ in INCOMING:
            return INCOMING[property_].said(language)
        return f"{TEXTS['other statements'].said(language)}: {self.model.terms.label(property_, language)}"
