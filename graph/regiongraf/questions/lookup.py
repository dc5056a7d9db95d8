"""From a name that a person types to the one thing that it names; from IRIs back to names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiongraf.errors import AmbiguousName, QueryError, UnknownName
from regiongraf.figures import Language
from regiongraf.names import fold, suggestions, swedish_order
from regiongraf.questions.library import ParameterType
from regiongraf.questions.words import REUSED
from regiongraf.store import Iri, Store, Term
from regiongraf.triples.terms import text
from regiongraf.vocabulary import CURRENCIES, PREFIXES

# Virtuoso refuses a few thousand values in one block; every engine takes this many.
CHUNK = 500
PROLOGUE = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("dct", "oa", "org", "rg", "skos", "prov"))
# The anchor of each kind of thing. Labels are asked for with it, so that a place never answers for an organisation.
ANCHORS: dict[ParameterType, str] = {
    "agent": "{ ?thing org:classification ?kind } UNION { ?thing a rg:AgentGroup }",
    "region": "?thing a rg:Region .",
    "activity": "?thing rg:activityStatus ?kind .",
    "place": "?thing rg:placeKind ?kind .",
    "source": "?thing rg:sourceKind ?kind .",
    "form": "?thing skos:inScheme rg:FormScheme .",
    "stage": "?thing skos:inScheme rg:StageScheme .",
    "status": "?thing skos:inScheme rg:ActivityStatusScheme .",
    "statement": "?thing rg:rank ?kind .",
}
QUESTIONS: dict[ParameterType, str] = {"place": "places", "activity": "projects", "source": "sources"}
"""The question that lists the things of a kind."""
CODES: tuple[ParameterType, ...] = ("form", "stage", "status")
LANGUAGES: tuple[Language, Language] = ("en", "sv")
PREFERRED, OTHER = "skos:prefLabel|dct:title", "skos:altLabel|rg:shortName"


class Lookup:
    """Names and labels of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, wanted: str, kind: ParameterType) -> Iri:
        """The thing of a kind that `wanted` names: an IRI, a preferred label, or any other name, in this order.

        Raises UnknownName with the nearest names, or AmbiguousName when several things answer.
        """
        if wanted.startswith(("http://", "https://")):
            return self._known(Iri(wanted), wanted, kind)
        if kind == "statement":
            return self._statement(wanted)
        for path in (PREFERRED, OTHER):
            if exact := self._exact(wanted, kind, path):
                return self._one(wanted, exact)
        key = fold(wanted)
        names = {path: self._names(kind, path) for path in (PREFERRED, OTHER)}
        for found in names.values():
            if answering := sorted({thing for name, thing in found if key and fold(name) == key}):
                return self._one(wanted, answering)
        near = suggestions(wanted, [name for found in names.values() for name, _ in found])
        raise UnknownName(wanted, near, self._listed(kind))

    def _listed(self, kind: ParameterType) -> tuple[str, str] | None:
        """Where all names of a kind stand, or the few that there are, in English and in Swedish."""
        if kind in QUESTIONS:
            asked = f"`regiongraf ask {QUESTIONS[kind]}`"
            return f"{asked} lists them", f"{asked} räknar upp dem"
        if kind not in CODES:
            return None
        things = {thing for _, thing in self._names(kind, PREFERRED)}
        en, sv = (
            ", ".join(sorted(self.labels(things, language).values(), key=swedish_order)) for language in LANGUAGES
        )
        return f"one of: {en}", f"något av: {sv}"

    def _one(self, wanted: str, found: list[Iri]) -> Iri:
        if len(found) > 1:
            labels = self.labels(found, "sv")
            raise AmbiguousName(wanted, [(thing.value, labels[thing]) for thing in found])
        return found[0]

    def _known(self, thing: Iri, wanted: str, kind: ParameterType) -> Iri:
        query = f"{PROLOGUE}SELECT ?thing WHERE {{ VALUES ?thing {{ {thing.n3} }} {ANCHORS[kind]} }} LIMIT 1"
        try:
            found = self._store.select(query).rows
        except QueryError:
            # Some engines refuse an IRI with characters that others take: nothing can be called that.
            found = ()
        if not found:
            raise UnknownName(wanted, [])
        return thing

    def _statement(self, wanted: str) -> Iri:
        """A record by its key (kind/id) or its id alone."""
        ending = text(f"/{wanted.strip()}")
        named = f"{ANCHORS['statement']} FILTER(STRENDS(STR(?thing), {ending}))"
        query = f"{PROLOGUE}SELECT DISTINCT ?thing WHERE {{ {named} }}"
        found = sorted(thing for (thing,) in self._store.select(query).rows if isinstance(thing, Iri))
        if len(found) > 1:
            raise AmbiguousName(wanted, [(thing.value, _key(thing)) for thing in found])
        if not found:
            everything = self._store.select(f"{PROLOGUE}SELECT DISTINCT ?thing WHERE {{ {ANCHORS['statement']} }}").rows
            raise UnknownName(
                wanted, suggestions(wanted, [_key(thing) for (thing,) in everything if isinstance(thing, Iri)])
            )
        return found[0]

    def names(self, kind: ParameterType) -> list[str]:
        """The preferred names of a kind of thing, sorted; none of what has no names, such as a year."""
        return sorted({name for name, _ in self._names(kind, PREFERRED)}) if ANCHORS.get(kind) else []

    def _exact(self, wanted: str, kind: ParameterType, path: str) -> list[Iri]:
        spelt = " ".join((text(wanted, "sv"), text(wanted, "en"), text(wanted)))
        named = f"VALUES ?name {{ {spelt} }} ?thing {path} ?name . {ANCHORS[kind]}"
        query = f"{PROLOGUE}SELECT DISTINCT ?thing WHERE {{ {named} }}"
        return sorted(thing for (thing,) in self._store.select(query).rows if isinstance(thing, Iri))

    def _names(self, kind: ParameterType, path: str) -> list[tuple[str, Iri]]:
        query = f"{PROLOGUE}SELECT DISTINCT ?name ?thing WHERE {{ {ANCHORS[kind]} ?thing {path} ?name }}"
        return sorted((str(name), thing) for name, thing in self._store.select(query).rows if isinstance(thing, Iri))

    def labels(self, things: Iterable[Term | None], language: Language) -> dict[Iri, str]:
        """The name of each IRI in one language, else in any, else its kind/id."""
        iris = sorted({thing for thing in things if isinstance(thing, Iri)})
        found: dict[Iri, str] = {}
        for values in chunks(iris):
            query = (
                f"{PROLOGUE}SELECT ?thing ?name WHERE {{ VALUES ?thing {{ {values} }} "
                "?thing skos:prefLabel|dct:title|<http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?name"
            )
            for thing, name in self._store.select(query).rows:
                if isinstance(thing, Iri) and (thing not in found or getattr(name, "language", None) == language):
                    found[thing] = str(name)
        reused = {Iri(term): words[language] for term, words in REUSED.items()}
        return {thing: found.get(thing) or reused.get(thing) or _key(thing) for thing in iris}


def _key(thing: Iri) -> str:
    """kind/id, the last two parts of the IRI of a record or an entry; a currency's code; any other IRI as it is."""
    return thing.value.rpartition("/id/")[2].removeprefix(CURRENCIES)


def chunks(iris: list[Iri]) -> Iterator[str]:
    """The values of VALUES blocks that every engine takes."""
    for start in range(0, len(iris), CHUNK):
        yield " ".join(iri.n3 for iri in iris[start : start + CHUNK])
