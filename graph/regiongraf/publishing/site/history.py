"""What changed in the ontology from one version to the next: terms that came, went, or mean something else.

`ontology/history/<version>.ttl` keeps each version that was released, as it was; the newest is what ships.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from regiongraf.publishing.things import Things
from regiongraf.resources import shelf, texts
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.vocabulary import TERMS

FOLDER = "history/"
VERSION = "owl:versionInfo"
MEANING = ("skos:definition",)


@dataclass(frozen=True, slots=True)
class Change:
    """What one version changed: IRI terms, each in term order."""

    version: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    redefined: tuple[str, ...]


def kept() -> dict[str, Things]:
    """The released versions that are kept, each as its named triples."""
    files = {path: text for path, text in texts(shelf("ontology"), ".ttl") if path.startswith(FOLDER)}
    return {
        path.removeprefix(FOLDER).removesuffix(".ttl"): Things(
            (*triple, "") for triple in EmbeddedStore.of_turtle([text]).named_triples()
        )
        for path, text in files.items()
    }


def changes(older: Mapping[str, Things], newest: Things, version: str) -> list[Change]:
    """What each version changed of the one before it, newest first; `older` without the version that ships."""
    order = sorted((each for each in older if each != version), key=numbers)
    steps = [*((each, older[each]) for each in order), (version, newest)]
    return [_change(before, after, name) for (_, before), (name, after) in pairwise(steps)][::-1]


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers, so that 0.10.0 comes after 0.9.0; what is no number counts as 0."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def _change(before: Things, after: Things, version: str) -> Change:
    old, new = set(_defined(before)), set(_defined(after))
    redefined = [t for t in sorted(old & new) if _meaning(before, t) != _meaning(after, t)]
    return Change(version, tuple(sorted(new - old)), tuple(sorted(old - new)), tuple(redefined))


def _defined(terms: Things) -> Iterator[str]:
    return (term for term in terms if term.startswith(f"<{TERMS}") and terms.one(term, "skos:definition"))


def _meaning(terms: Things, term: str) -> list[str]:
    return [o for prefixed in MEANING for o in terms.all(term, prefixed)]
