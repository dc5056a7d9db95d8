"""The few words that answers are made of, in both languages."""

from __future__ import annotations

from regiongraf.figures import Language
from regiongraf.vocabulary import expand

WORDS: dict[str, dict[Language, str]] = {
    "characters": {"sv": "från tecken till tecken", "en": "from character to character"},
    "page": {"sv": "s.", "en": "p."},
    "no document": {"sv": "utan dokument", "en": "without a document"},
    "total": {"sv": "summa", "en": "total"},
    "row": {"sv": "rad", "en": "row"},
    "rows": {"sv": "rader", "en": "rows"},
    "no answer": {"sv": "Källorna säger inget om det.", "en": "The sources say nothing about it."},
    "nothing follows": {
        "sv": "Inget följer av det som källorna säger, eller så motsäger de varandra: `regiongraf check` säger vilket.",
        "en": "Nothing follows from what the sources say, or they contradict each other: `regiongraf check` tells.",
    },
    "chosen away": {
        "sv": "Inget passar urvalet ({}); utan det har frågan svar.",
        "en": "Nothing fits what was chosen ({}); without it the question has an answer.",
    },
    "about": {"sv": "cirka", "en": "about"},
    "conflict": {"sv": "MOTSÄGS", "en": "CONTRADICTED"},
    "flaw": {"sv": "brist i källan", "en": "flaw in the source"},
    "no period": {"sv": "tid ej angiven", "en": "period not stated"},
    "from": {"sv": "från", "en": "from"},
    "until": {"sv": "till och med", "en": "until"},
    "more than": {"sv": "mer än", "en": "more than"},
    "at least": {"sv": "minst", "en": "at least"},
    "less than": {"sv": "mindre än", "en": "less than"},
    "at most": {"sv": "högst", "en": "at most"},
    "and": {"sv": "och", "en": "and"},
    "contested": {
        "sv": "summan utelämnas: uppgifter motsäger varandra",
        "en": "no total: statements contradict each other",
    },
    "repeated": {
        "sv": "summan utelämnas: flera uppgifter gäller samma innehav",
        "en": "no total: several statements are about one holding",
    },
    "beyond": {
        "sv": "mer än det hela: alla andelarna kan inte stämma",
        "en": "more than the whole: the shares cannot all be true",
    },
    "incomplete": {"sv": "summan utelämnas: alla värden är inte angivna", "en": "no total: not every value is stated"},
}

# Terms of other vocabularies that answers show; the ontology labels its own.
REUSED: dict[str, dict[Language, str]] = {
    expand("org:Membership"): {"sv": "medlemskap", "en": "membership"},
    expand("org:member"): {"sv": "medlem", "en": "member"},
    expand("org:organization"): {"sv": "organisation", "en": "organisation"},
    expand("org:resultingOrganization"): {"sv": "bildad organisation", "en": "resulting organisation"},
    expand("dct:spatial"): {"sv": "plats", "en": "place"},
    expand("skos:prefLabel"): {"sv": "namn", "en": "name"},
    expand("skos:altLabel"): {"sv": "annat namn", "en": "other name"},
    expand("org:classification"): {"sv": "form", "en": "form"},
    expand("foaf:homepage"): {"sv": "webbplats", "en": "website"},
    expand("adms:identifier"): {"sv": "identifierare", "en": "identifier"},
}


def word(key: str, language: Language) -> str:
    """A word of the interface."""
    return WORDS[key][language]
