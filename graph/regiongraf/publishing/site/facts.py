"""Properties of a thing in words: a name in the reader's language, and values that are links where there is a page."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from regiongraf.figures import Language, number
from regiongraf.publishing.quads import value
from regiongraf.publishing.site.model import Model, Ref
from regiongraf.publishing.things import FINDING, HOLDER, local
from regiongraf.triples.terms import name
from regiongraf.words import Words

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
    FINDING: Words("Organisation", "Body"),
    HOLDER: Words("Innehavare", "Holder"),
    name("org:role"): Words("Roll", "Role"),
    name("sdmx-measure:obsValue"): Words("Värde", "Value"),
    name("sdmx-attribute:unitMeasure"): Words("Enhet", "Unit"),
    name("sdmx-dimension:refArea"): Words("Område", "Area"),
    name("qb:dataSet"): Words("Ingår i", "Part of"),
}
"""Names of reused properties, which the ontology only declares, and of some that are clearer beside their values."""


def grouped(pairs: Iterable[tuple[str, str]], without: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The values of each property, in the order that they come in."""
    found: dict[str, list[str]] = {}
    for property_, item in pairs:
        if property_ not in without:
            found.setdefault(property_, []).append(item)
    return found


def fact(model: Model, property_: str, items: list[str], language: Language) -> dict[str, Any]:
    """A property with its values, of which those in the other language are left out where there are both."""
    refs = [_value(model, item, language) for item in _in_language(items, language)]
    return {"name": heading(model, property_, language), "refs": refs}


def heading(model: Model, property_: str, language: Language) -> str:
    """The name of a property."""
    if property_ in PROPERTIES:
        return PROPERTIES[property_].said(language)
    return model.terms.label(property_, language)


def _value(model: Model, item: str, language: Language) -> Ref:
    literal = value(item)
    if literal is None:
        return model.ref(item, language)
    if literal.datatype and local(literal.datatype) in {"decimal", "integer"}:
        try:
            return Ref(number(Decimal(literal.text), language))
        except InvalidOperation:
            return Ref(literal.text)
    return Ref(literal.text)


def _in_language(items: list[str], language: Language) -> list[str]:
    """The items that are in this language or in none."""
    told = [(item, value(item)) for item in items]
    fitting = [item for item, literal in told if literal is None or literal.language in {None, language}]
    return fitting or items
