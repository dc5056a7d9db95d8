"""The store as rows: what is known of every agent, record, source and span that a picture may need."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from regiongraf.model.codes import Branch
from regiongraf.questions.lookup import PROLOGUE, chunks
from regiongraf.store import Iri, Literal, Store, Term
from regiongraf.view.model import Words
from regiongraf.vocabulary import TERMS, expand

LABELS = tuple(expand(name) for name in ("skos:prefLabel", "dct:title", "rdfs:label"))


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the store: its properties by prefixed name's IRI, each with its values in term order."""

    iri: str
    values: dict[str, tuple[Term, ...]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[Term, ...]:
        """Every value of a prefixed property."""
        return self.values.get(expand(name), ())

    def iris(self, name: str) -> tuple[str, ...]:
        """The IRIs among the values of a property."""
        return tuple(value.value for value in self.all(name) if isinstance(value, Iri))

    def iri_of(self, name: str) -> str | None:
        """The first IRI, or None."""
        return next(iter(self.iris(name)), None)

    def text(self, name: str) -> str | None:
        """The first literal's text, or None."""
        return next((value.value for value in self.all(name) if isinstance(value, Literal)), None)

    def texts(self, name: str) -> tuple[str, ...]:
        """Every literal's text."""
        return tuple(value.value for value in self.all(name) if isinstance(value, Literal))

    def number(self, name: str) -> Decimal | None:
        """The first number, or None."""
        return next(
            (n for value in self.all(name) if isinstance(value, Literal) and (n := value.number) is not None), None
        )

    def is_true(self, name: str) -> bool:
        """Whether the property is stated as true."""
        return self.text(name) == "true"

    def code(self, name: str) -> str | None:
        """The local name of a code, or None."""
        value = self.iri_of(name)
        return value.removeprefix(TERMS) if value else None

    def words(self, *names: str) -> Words | None:
        """A text in both languages; what one language lacks is taken from the other."""
        for name in names:
            found: dict[str, str] = {}
            for value in self.all(name):
                if isinstance(value, Literal):
                    found.setdefault(value.language or "", value.value)
            if found:
                fallback = found[min(found)]
                return Words(found.get("sv", found.get("", fallback)), found.get("en", found.get("", fallback)))
        return None

    @property
    def label(self) -> Words:
        """What the thing is called; its IRI when it is called nothing."""
        return self.words("skos:prefLabel", "dct:title", "rdfs:label") or Words(self.iri, self.iri)

    @property
    def branches(self) -> tuple[str, ...]:
        """What a body does, as codes."""
        known = {branch.value for branch in Branch}
        return tuple(sorted(code for iri in self.iris("rdf:type") if (code := iri.removeprefix(TERMS)) in known))


def things(store: Store, anchor: str) -> dict[str, Thing]:
    """Every thing that `anchor` (a pattern over ?thing) matches, with all that is said of it, by IRI."""
    query = f"{PROLOGUE}SELECT DISTINCT ?thing ?property ?value WHERE {{ {anchor} ?thing ?property ?value }}"
    return _gather(store.select(query).rows)


def named(store: Store, iris: set[str]) -> dict[str, Thing]:
    """The things of these IRIs, with all that is said of them."""
    found: dict[str, Thing] = {}
    for values in chunks(sorted(Iri(iri) for iri in iris)):
        query = (
            f"{PROLOGUE}SELECT ?thing ?property ?value WHERE {{ VALUES ?thing {{ {values} }} ?thing ?property ?value }}"
        )
        found.update(_gather(store.select(query).rows))
    return {iri: found.get(iri, Thing(iri)) for iri in sorted(iris)}


def _gather(rows: tuple[tuple[Term | None, ...], ...]) -> dict[str, Thing]:
    gathered: dict[str, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for thing, property_, value in rows:
        if isinstance(thing, Iri) and isinstance(property_, Iri) and value is not None:
            gathered[thing.value][property_.value].add(value)
    return {
        iri: Thing(
            iri,
            {name: tuple(sorted(values, key=lambda v: (v.value, str(type(v))))) for name, values in properties.items()},
        )
        for iri, properties in sorted(gathered.items())
    }


def agents(store: Store) -> dict[str, Thing]:
    """Organisations and groups."""
    return {
        **things(store, "?thing org:classification ?kind ."),
        **things(store, "?thing a rg:AgentGroup ."),
    }


def records(store: Store) -> dict[str, Thing]:
    """Every record of every work: each has a rank."""
    return things(store, "?thing rg:rank ?rank .")


def sources(store: Store) -> dict[str, Thing]:
    """The works, and the documents that belong to them."""
    return things(store, "?thing rg:sourceKind ?kind .")


def spans(store: Store) -> dict[str, tuple[str, int, int, int | None]]:
    """Each span of evidence by IRI: its document's IRI, start, end, page."""
    query = f"""{PROLOGUE}SELECT ?span ?document ?start ?end ?page WHERE {{
  ?span oa:hasSource ?document ; oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?span rg:page ?page }}
}} ORDER BY ?span"""
    found: dict[str, tuple[str, int, int, int | None]] = {}
    for row in store.select(query).dicts():
        span, document, page = row["span"], row["document"], row["page"]
        if span is not None and document is not None:
            found[span.value] = (
                document.value,
                int(str(row["start"])),
                int(str(row["end"])),
                int(str(page)) if page else None,
            )
    return found
