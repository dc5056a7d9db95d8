"""A dataset as nodes that are looked up by IRI term, both ways: for tables, BODS, partial exports, the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from regiongraf.publishing.quads import TYPE, value
from regiongraf.triples import Quad, Triple, terms
from regiongraf.vocabulary import expand

name = cache(terms.name)
"""The IRI term of a prefixed name; asked for so often that it is remembered."""
REMEMBERED = 10_000
"""Subjects whose objects are kept by property."""
LABELS = frozenset(name(prefixed) for prefixed in ("skos:prefLabel", "dct:title", "rdfs:label"))
PARTS = frozenset(name(prefixed) for prefixed in ("rg:evidence", "oa:hasSelector", "adms:identifier", "rg:document"))
"""What belongs to a thing and has no meaning without it: spans, positions, identifiers, documents."""
FINDING = terms.name("rg:findingAbout")
"""What every finding has: a thing that was worked out, and is made anew with each build."""
HOLDER = terms.name("rg:findingOf")
"""Whose share, control or group a finding is on, if it is on anybody's."""
RANK, SOURCE, ISSUED = name("rg:rank"), name("prov:hadPrimarySource"), name("dct:issued")
PREFERRED, NORMAL = name("rg:Preferred"), name("rg:Normal")


class Things:
    """Triples by subject and by object. Terms are N-Triples text, as everywhere below the store."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._out: dict[str, list[tuple[str, str]]] = {}
        self._in: dict[str, list[tuple[str, str]]] = {}
        self._grouped: dict[str, dict[str, list[str]]] = {}
        known: dict[str, str] = {}
        for subject, predicate, item, _ in sorted(set(quads)):
            s, p, o = (known.setdefault(term, term) for term in (subject, predicate, item))
            pairs = self._out.setdefault(s, [])
            # One triple in two graphs is still one.
            if not pairs or pairs[-1] != (p, o):
                pairs.append((p, o))
        for s, pairs in self._out.items():
            unique = list(dict.fromkeys(pairs))
            self._out[s] = unique
            for p, o in unique:
                if o.startswith("<"):
                    self._in.setdefault(o, []).append((p, s))

    def __contains__(self, term: str) -> bool:
        return term in self._out

    def __iter__(self) -> Iterator[str]:
        return iter(self._out)

    def pairs(self, subject: str) -> list[tuple[str, str]]:
        """The (predicate, object) pairs of a subject, in term order."""
        return self._out.get(subject, [])

    def incoming(self, item: str) -> list[tuple[str, str]]:
        """The (predicate, subject) pairs that point to an IRI, in term order of the subjects."""
        return self._in.get(item, [])

    def all(self, subject: str, prefixed: str) -> Sequence[str]:
        """Every object of one property, in term order."""
        # A page asks for one property of a statement after the other.
        found = self._grouped.get(subject)
        if found is None:
            if len(self._grouped) > REMEMBERED:
                self._grouped.clear()
            found = self._grouped[subject] = {}
            for p, o in self.pairs(subject):
                found.setdefault(p, []).append(o)
        return found.get(name(prefixed), ())

    def one(self, subject: str, prefixed: str) -> str | None:
        """The first object of one property, or None."""
        found = self.all(subject, prefixed)
        return found[0] if found else None

    def text(self, subject: str, prefixed: str, language: str | None = None) -> str | None:
        """The text of a property, in a language where it has one; None when nothing is stated."""
        literals = [literal for term in self.all(subject, prefixed) if (literal := value(term))]
        chosen = [literal for literal in literals if literal.language == language] or literals
        return chosen[0].text if chosen else None

    def subjects(self, prefixed: str, item: str) -> list[str]:
        """Every subject that has `item` as an object of a property, in term order."""
        wanted = name(prefixed)
        return [s for p, s in self.incoming(item) if p == wanted]

    def of_class(self, prefixed: str) -> list[str]:
        """Every instance of a class, in term order."""
        return [s for p, s in self.incoming(name(prefixed)) if p == TYPE]

    def label(self, term: str, language: str = "sv") -> str:
        """The name of a thing in a language, else in another, else the last part of its IRI; a literal is its text."""
        literal = value(term)
        if literal is not None:
            return literal.text
        first = None
        for p, o in self.pairs(term):
            if p in LABELS and (found := value(o)):
                if found.language == language:
                    return found.text
                first = first or found
        return first.text if first else local(term)

    def is_current(self, statement: str) -> bool:
        """True for statements of rank Preferred or Normal."""
        return any(p == RANK and o in {PREFERRED, NORMAL} for p, o in self.pairs(statement))

    def triples(self, subjects: Iterable[str]) -> list[Triple]:
        """All triples of these subjects."""
        return [(s, p, o) for s in subjects for p, o in self.pairs(s)]

    def issued(self) -> date | None:
        """The newest date that a source bears; None without sources."""
        dates = [text for s in self.of_class("rg:Source") if (text := self.text(s, "dct:issued"))]
        return date.fromisoformat(max(dates)) if dates else None


def local(term: str) -> str:
    """The last part of an IRI: what stands after its last “#” or “/”."""
    bare = term.strip("<>")
    return bare[max(bare.rfind("#"), bare.rfind("/")) + 1 :]


def closure(things: Things, seeds: Iterable[str]) -> set[str]:
    """These subjects and everything that is a part of them."""
    found: set[str] = set()
    waiting = [seed for seed in seeds if seed in things]
    while waiting:
        subject = waiting.pop()
        if subject not in found:
            found.add(subject)
            waiting += [o for p, o in things.pairs(subject) if p in PARTS and o in things]
    return found


def statements_about(things: Things, subject: str) -> list[str]:
    """The statements that speak of a thing, in term order."""
    return sorted({s for _, s in things.incoming(subject) if any(p == RANK for p, _ in things.pairs(s))})


def findings_on(things: Things, subject: str) -> list[str]:
    """The findings about a thing and those on what it holds, in term order."""
    return sorted({s for p, s in things.incoming(subject) if p in {FINDING, HOLDER}})


def class_iri(typed: str) -> str:
    """The IRI term of a class as a user types it: an IRI, `org:Membership`, or a name of this ontology."""
    if typed.startswith(("http://", "https://")):
        return f"<{typed}>"
    try:
        return f"<{expand(typed if ':' in typed else f'rg:{typed}')}>"
    except KeyError:
        return f"<{typed}>"
