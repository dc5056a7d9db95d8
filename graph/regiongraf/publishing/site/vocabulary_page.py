"""The documentation of the ontology, from its Turtle: terms with definition, example, and the questions that use them.

Why no generator: pyLODE stops at some ontology IRIs and puts definitions into its page unescaped (docs/publishing.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from regiongraf.figures import Language
from regiongraf.names import swedish_order
from regiongraf.publishing.quads import value
from regiongraf.publishing.site.model import Model, Ref, page_name
from regiongraf.publishing.site.rendering import LANGUAGES, Renderer
from regiongraf.publishing.site.wording import TEXTS
from regiongraf.publishing.things import local
from regiongraf.questions import library
from regiongraf.resources import shelf, texts
from regiongraf.store.parsing import convert
from regiongraf.triples.terms import name
from regiongraf.vocabulary import PREFIXES, TERMS

ONTOLOGY = "<https://w3id.org/regiongraf/def>"
PARTS = (
    ("classes", ("owl:Class",)),
    ("properties", ("owl:ObjectProperty", "owl:DatatypeProperty")),
    ("codes", ("skos:ConceptScheme", "skos:Concept")),
)
FACTS = (("rdfs:subClassOf", "subclass of"), ("rdfs:domain", "domain"), ("rdfs:range", "range"))
CODES_SHOWN = "skos:inScheme"
WIDER = ("rdfs:subClassOf", "rdfs:subPropertyOf", "owl:inverseOf", "rdfs:domain")


class VocabularyPage:
    """Writes the ontology's page in both languages, and the ontology itself in three formats."""

    def __init__(self, model: Model, renderer: Renderer) -> None:
        self.model = model
        self.terms = model.terms
        self.renderer = renderer
        self._examples = {
            path.rpartition("/")[2].removesuffix(".ttl"): text
            for path, text in texts(shelf("ontology"), ".ttl")
            if path.startswith("examples/") and path.count("/") == 1
        }
        self._valued = self._properties_of_codes()
        self._questions = {question.name: _named_in(question.sparql) for question in library().values()}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file as (path within the site, bytes)."""
        for language in LANGUAGES:
            text = self.renderer.render("ontology.html", language, "def", self._context(language))
            yield f"def/{page_name(language)}", text.encode()
        shipped = texts(shelf("ontology"), ".ttl")
        parts = [text for path, text in shipped if path == "regiongraf.ttl" or path.startswith("codes/")]
        for ending, content in convert(parts):
            yield f"def/ontology{ending}", content

    def _context(self, language: Language) -> dict[str, Any]:
        terms = self.terms
        notes = [v for o in terms.all(ONTOLOGY, "skos:historyNote") if (v := value(o))]
        return {
            "title": terms.text(ONTOLOGY, "dct:title", language) or "regiongraf",
            "description": terms.text(ONTOLOGY, "dct:description", language) or "",
            "iri": ONTOLOGY[1:-1],
            "version": terms.text(ONTOLOGY, "owl:versionInfo") or "",
            "parts": [self._part(key, classes, language) for key, classes in PARTS],
            "tree": self._tree(language),
            "changes": [note.text for note in notes if note.language == language],
        }

    def _own(self, classes: tuple[str, ...]) -> list[str]:
        found = {term for class_ in classes for term in self.terms.of_class(class_)}
        return [term for term in found if term.startswith(f"<{TERMS}")]

    def _part(self, key: str, classes: tuple[str, ...], language: Language) -> dict[str, Any]:
        own = sorted(self._own(classes), key=lambda term: (swedish_order(self.terms.label(term, language)), term))
        return {"key": key, "title": TEXTS[key].said(language), "terms": [self._term(term, language) for term in own]}

    def _term(self, term: str, language: Language) -> dict[str, Any]:
        facts = []
        for prefixed, text in FACTS:
            if found := [self._ref(o, language) for o in self.terms.all(term, prefixed)]:
                facts.append({"name": TEXTS[text].said(language), "refs": found})
        if scheme := [self._ref(o, language) for o in self.terms.all(term, CODES_SHOWN)]:
            facts.append({"name": TEXTS["codes"].said(language), "refs": scheme})
        if used := self._used(term, language):
            facts.append({"name": TEXTS["used in"].said(language), "refs": used})
        return {
            "name": local(term),
            "label": self.terms.label(term, language),
            "definition": self.terms.text(term, "skos:definition", language),
            "facts": facts,
            "example": self._example(term, language),
        }

    def _used(self, term: str, language: Language) -> list[Ref]:
        names = self._asking(term)[:5]
        ending = "" if language == "sv" else ".en"
        return [Ref(library()[question].said(language), f"questions/{question}{ending}.html") for question in names]

    def _example(self, term: str, language: Language) -> str | None:
        """The Turtle of the example, or what is said where there is nothing to show."""
        example = self.terms.one(term, "skos:example")
        if example is None or value(example):
            return self.terms.text(term, "skos:example", language)
        return self._examples.get(local(example).removesuffix(".ttl"))

    def _asking(self, term: str) -> list[str]:
        """The questions that name a term; else those that ask for what it is a value, a kind or a property of."""
        seen: set[str] = set()
        waiting = [term]
        while waiting:
            if found := [question for question, used in self._questions.items() if not used.isdisjoint(waiting)]:
                return found
            seen.update(waiting)
            waiting = sorted({wider for t in waiting for wider in self._wider(t)} - seen)
        return []

    def _wider(self, term: str) -> list[str]:
        """A property of which a code is a value; what a class is a kind of; whose property a property is."""
        scheme = self.terms.one(term, CODES_SHOWN) or term
        said = (o for prefixed in WIDER for o in self.terms.all(term, prefixed))
        return [*self._valued.get(scheme, ()), *said]

    def _properties_of_codes(self) -> dict[str, list[str]]:
        """By scheme of codes the properties whose values are of it, in the data."""
        found: dict[str, set[str]] = {}
        for subject in self.model.data:
            for property_, item in self.model.data.pairs(subject):
                if item.startswith(f"<{TERMS}") and (scheme := self.terms.one(item, CODES_SHOWN)):
                    found.setdefault(scheme, set()).add(property_)
        return {scheme: sorted(properties) for scheme, properties in found.items()}

    def _ref(self, term: str, language: Language) -> Ref:
        if term.startswith(f"<{TERMS}"):
            return Ref(self.terms.label(term, language), f"def/{page_name(language)}#{local(term)}")
        return Ref(local(term), None, term[1:-1])

    def _tree(self, language: Language) -> list[dict[str, Any]]:
        """The classes under each other; one with several superclasses stands under its first."""
        own = set(self._own(("owl:Class",)))
        above: dict[str, str | None] = {}
        for term in own:
            parents = sorted(o for o in self.terms.all(term, "rdfs:subClassOf") if o in own and o != term)
            above[term] = parents[0] if parents else None

        def under(parent: str | None, path: tuple[str, ...] = ()) -> list[dict[str, Any]]:
            found = [term for term in own if above[term] == parent and term not in path]
            found.sort(key=lambda term: (swedish_order(self.terms.label(term, language)), term))
            return [
                {"name": local(t), "label": self.terms.label(t, language), "children": under(t, (*path, t))}
                for t in found
            ]

        return under(None)


def _named_in(sparql: str) -> set[str]:
    """The terms that a query names, as IRI terms."""
    found = re.findall(r"(?<![\w?:<])([a-z]+):(\w+)", sparql)
    return {name(f"{prefix}:{word}") for prefix, word in found if prefix in PREFIXES}
