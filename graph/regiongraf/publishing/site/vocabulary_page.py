"""The documentation of the ontology, from its Turtle: terms with definition, example, and the questions that use them.

Why no generator: pyLODE stops at some ontology IRIs and puts definitions into its page unescaped (docs/publishing.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regiongraf.figures import Language
from regiongraf.names import swedish_order
from regiongraf.publishing.quads import value
from regiongraf.publishing.site.history import changes, kept, numbers
from regiongraf.publishing.site.model import Model, Ref, page_name
from regiongraf.publishing.site.rendering import LANGUAGES, Renderer
from regiongraf.publishing.site.uses import IN_SCHEME, Uses
from regiongraf.publishing.site.wording import TEXTS
from regiongraf.publishing.things import local
from regiongraf.questions import library
from regiongraf.resources import shelf, texts
from regiongraf.store.parsing import convert
from regiongraf.vocabulary import TERMS

ONTOLOGY = "<https://w3id.org/regiongraf/def>"
PARTS = (
    ("classes", ("owl:Class",)),
    ("properties", ("owl:ObjectProperty", "owl:DatatypeProperty")),
    ("codes", ("skos:ConceptScheme", "skos:Concept")),
)
FACTS = (("rdfs:subClassOf", "subclass of"), ("rdfs:domain", "domain"), ("rdfs:range", "range"))
MOST = 5
"""Questions, and terms that they ask by, that a term shows."""


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
        self._uses = Uses(self.terms)
        self._older = kept()

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
        return {
            "title": terms.text(ONTOLOGY, "dct:title", language) or "regiongraf",
            "description": terms.text(ONTOLOGY, "dct:description", language) or "",
            "iri": ONTOLOGY[1:-1],
            "version": terms.text(ONTOLOGY, "owl:versionInfo") or "",
            "parts": [self._part(key, classes, language) for key, classes in PARTS],
            "tree": self._tree(language),
            "changes": self._changes(language),
        }

    def _changes(self, language: Language) -> list[dict[str, Any]]:
        """The versions, newest first: what is noted of each, and which terms it changed."""
        notes = [v for o in self.terms.all(ONTOLOGY, "skos:historyNote") if (v := value(o))]
        noted = {note.text.partition(":")[0]: note.text for note in notes if note.language == language}
        version = self.terms.text(ONTOLOGY, "owl:versionInfo") or ""
        changed = {change.version: change for change in changes(self._older, self.terms, version)}
        told = []
        for each in sorted({*noted, *changed}, key=numbers, reverse=True):
            change = changed.get(each)
            kinds = (
                (("added", change.added), ("removed", change.removed), ("redefined", change.redefined))
                if change
                else ()
            )
            lists = [
                {"name": TEXTS[key].said(language), "refs": [self._ref(term, language) for term in terms]}
                for key, terms in kinds
                if terms
            ]
            told.append({"note": noted.get(each, each), "lists": lists})
        return told

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
        if scheme := [self._ref(o, language) for o in self.terms.all(term, IN_SCHEME)]:
            facts.append({"name": TEXTS["codes"].said(language), "refs": scheme})
        facts += self._used(term, language)
        return {
            "name": local(term),
            "label": self.terms.label(term, language),
            "definition": self.terms.text(term, "skos:definition", language),
            "facts": facts,
            "example": self._example(term, language),
        }

    def _used(self, term: str, language: Language) -> Iterator[dict[str, Any]]:
        """The questions that name a term, or ask for it by another, which is told; else what reads it."""
        use = self._uses.of(term)
        ending = "" if language == "sv" else ".en"
        if use.through:
            terms = [self._ref(through, language) for through in use.through[:MOST]]
            yield {"name": TEXTS["asked by"].said(language), "refs": terms}
        if use.questions:
            asking = [(library()[each].said(language), each) for each in use.questions[:MOST]]
            refs = [Ref(said, f"questions/{each}{ending}.html") for said, each in asking]
            yield {"name": TEXTS["used in"].said(language), "refs": refs}
        elif use.reader:
            yield {"name": TEXTS["read by"].said(language), "refs": [Ref(use.reader.said(language).replace("`", ""))]}

    def _example(self, term: str, language: Language) -> str | None:
        """The Turtle of the example, or what is said where there is nothing to show."""
        example = self.terms.one(term, "skos:example")
        if example is None or value(example):
            return self.terms.text(term, "skos:example", language)
        return self._examples.get(local(example).removesuffix(".ttl"))

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
