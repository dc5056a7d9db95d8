"""What each term of the ontology is for: the questions that name it or ask for it by another, else what reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from regiongraf.publishing.things import Things
from regiongraf.questions import library
from regiongraf.resources import shelf, texts
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples.terms import name
from regiongraf.vocabulary import PREFIXES
from regiongraf.words import Words

IN_SCHEME = "skos:inScheme"
WIDER = ("rdfs:subClassOf", "rdfs:subPropertyOf", "owl:inverseOf")
NARROWER = ("rdfs:subClassOf", "rdfs:domain", "rdfs:range")
CODES_OF_PROPERTIES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?property ?code WHERE { ?shape sh:path ?property ; sh:in/rdf:rest*/rdf:first ?code }
"""
EVERYWHERE = frozenset(
    map(name, ("rg:rank", "rg:CurrentRecord", "rg:Normal", "rg:Preferred", "rdfs:subClassOf", "owl:Class"))
)
"""What every rule names, and says nothing about what the rule is of."""
READERS: tuple[tuple[Words, frozenset[str]], ...] = tuple(
    (words, frozenset(name(f"rg:{term}") for term in terms.split()))
    for words, terms in (
        (
            Words("Sidan för varje uppgift visar det.", "The page of each statement shows it."),
            "currency datePrecision distributive intermediary numberOfAwards unitAsStated unitCorrected",
        ),
        (
            Words("Sidan för varje sak visar det.", "The page of each thing shows it."),
            "numberSource quantityOf",
        ),
        (
            Words("Sidan för varje slutsats visar det.", "The page of each finding shows it."),
            "restsOnConflict shareRounded",
        ),
        (
            Words(
                "`regiongraf evidence` känner igen stället på det.", "`regiongraf evidence` knows the passage by it."
            ),
            "spanHash beforeHash afterHash",
        ),
        (Words("`regiongraf check` prövar det.", "`regiongraf check` tries it."), "identifierScheme"),
        (
            Words("`regiongraf check --owl` drar slutsatser med det.", "`regiongraf check --owl` reasons with it."),
            "heldSelf lookedThrough",
        ),
    )
)
"""What reads the terms that no question asks for."""


@dataclass(frozen=True, slots=True)
class Use:
    """The questions about a term; the terms by which they ask for it, none when they name it; or else what reads it."""

    questions: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    reader: Words | None = None


class Uses:
    """Answers what a term is for, from the questions, the derivation rules, the shapes and the ontology itself."""

    def __init__(self, terms: Things) -> None:
        self.terms = terms
        self._classes = set(terms.of_class("owl:Class"))
        self._questions = {question.name: named_in(question.sparql) for question in library().values()}
        self._valued = self._properties_of_codes()
        rules = [text.partition("WHERE") for path, text in texts(shelf("ontology"), ".rq")]
        self._rules = [(named_in(made), named_in(read) - EVERYWHERE) for made, _, read in rules]

    def of(self, term: str) -> Use:
        """What a term is for; nothing when neither a question nor a reader is known."""
        for step in (self._wider, self._kinds):
            if use := self._asked(term, step):
                return use
        scheme = self.terms.one(term, IN_SCHEME) or term
        about = {term, *self._valued.get(scheme, ())}
        return Use(reader=next((words for words, read in READERS if not read.isdisjoint(about)), None))

    def _asked(self, term: str, step: Callable[[str], Iterable[str]]) -> Use | None:
        """The questions that name the term, or the nearest terms that `step` leads to."""
        seen: set[str] = set()
        waiting = {term}
        while waiting:
            found = [question for question, used in self._questions.items() if not used.isdisjoint(waiting)]
            if found:
                if waiting == {term}:
                    # A class that is named in lists of classes is mostly asked about by its properties.
                    own = set(self.terms.subjects("rdfs:domain", term))
                    found += [q for q, used in self._questions.items() if q not in found and not used.isdisjoint(own)]
                # First those that are about little else.
                found.sort(key=lambda question: (len(self._questions[question]), question))
                asked = set[str]().union(*(self._questions[question] for question in found))
                return Use(tuple(found), tuple(sorted((waiting & asked) - {term})))
            seen |= waiting
            waiting = {next_ for each in waiting for next_ in step(each)} - seen
        return None

    def _wider(self, term: str) -> set[str]:
        """The property of which a code is a value, the code of a class, its superclass; what an edge is short for."""
        scheme = self.terms.one(term, IN_SCHEME) or term
        found = {*self._valued.get(scheme, ()), *self.terms.subjects("rdfs:seeAlso", term)}
        found.update(o for prefixed in WIDER for o in self.terms.all(term, prefixed))
        return found.union(*(read for made, read in self._rules if term in made))

    def _kinds(self, term: str) -> set[str]:
        """What a class has as kinds and properties, what leads to it, and what its kinds are asked by."""
        if term not in self._classes:
            return self._wider(term)
        found = {s for prefixed in NARROWER for s in self.terms.subjects(prefixed, term)}
        return found | set(self.terms.subjects("rdfs:seeAlso", term))

    def _properties_of_codes(self) -> dict[str, set[str]]:
        """By scheme of codes the properties whose values are of it, as the shapes say."""
        parts = [text for path, text in texts(shelf("ontology"), ".ttl") if path.startswith("shapes/")]
        found: dict[str, set[str]] = {}
        for property_, code in EmbeddedStore.of_turtle(parts).select(CODES_OF_PROPERTIES).rows:
            if scheme := self.terms.one(f"<{code}>", IN_SCHEME):
                found.setdefault(scheme, set()).add(f"<{property_}>")
        return found


def named_in(sparql: str) -> set[str]:
    """The terms that a query names, as IRI terms."""
    found = re.findall(r"(?<![\w?:<-])([a-z][a-z-]*):(\w+)", sparql)
    return {name(f"{prefix}:{word}") for prefix, word in found if prefix in PREFIXES}
