"""The names that reading knows beforehand: the registry, the official codes, and shipped name lists.

A token trie finds the longest name at a place in one walk. The lists help reading only; nothing of them enters a
dataset before a person has decided.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from regiongraf.intake.lexer import Token, tokens
from regiongraf.intake.naming import tail_kind
from regiongraf.intake.nobodies import COUNTRIES
from regiongraf.model import Entry, Form, Group, Organisation, Place

LISTS = {
    "agencies.txt": "agency",
    "universities.txt": "university",
    "companies.txt": "company",
    "associations.txt": "association",
    "culture.txt": "company",
    "foreign.txt": "unknown",
    "innovation.txt": "unknown",
}
"""The shipped lists, and the kind of a body there whose name tells none."""


OWNED = ("Statens ", "Sveriges ", "Svenska ", "Kungliga ")
"""What names of agencies begin with, also in small letters inside a sentence: “statens kulturråd”."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name stands for.

    `kind` is region, municipality, company, union (kommunalförbund and its like), association, foundation, agency,
    university, council, state, set, place, project, person or unknown. `key` is the registry's, where it has one.
    """

    name: str
    kind: str
    known: bool = False
    key: str | None = None
    flags: tuple[str, ...] = ()
    listed: str | None = None
    """The first name of its line in a shipped list: what other forms of the name belong to it."""


STATE = Entity("Staten", "state", True)
KINDS: dict[Form, str] = {
    Form.STATE: "state",
    Form.REGION: "region",
    Form.MUNICIPALITY: "municipality",
    Form.STATE_AGENCY: "agency",
    Form.MUNICIPAL_ASSOCIATION: "union",
    Form.COORDINATION_ASSOCIATION: "union",
    Form.LIMITED_COMPANY: "company",
    Form.TRADING_PARTNERSHIP: "company",
    Form.ECONOMIC_ASSOCIATION: "association",
    Form.NON_PROFIT_ASSOCIATION: "association",
    Form.FOUNDATION: "foundation",
    Form.COUNCIL: "council",
}


@dataclass(slots=True)
class Gazetteer:
    """Names as paths of tokens. Build it once with `add`, then look names up with `longest`."""

    _root: dict[str, Any] = field(default_factory=dict)
    towns: dict[str, Entity] = field(default_factory=dict)
    """Municipalities by short name."""
    areas: dict[str, Entity] = field(default_factory=dict)
    """Regions by the name of their area."""
    below: Gazetteer | None = None
    """Names that hold where this one has none: a document's own names lie over everybody's."""

    def add(self, name: str, entity: Entity, *, over: bool = False) -> None:
        """Let `name` stand for `entity`; the first to take a name keeps it unless `over`."""
        node = self._root
        for token in tokens(name):
            node = node.setdefault(token.text, {})
        if over or "" not in node:
            node[""] = entity

    def longest(self, found: Sequence[Token], start: int) -> tuple[Entity, int, bool] | None:
        """The longest name that begins at `found[start]`: its entity, its length in tokens, and if it is genitive."""
        text = found[start].text
        bare = _without_genitive(text)
        best: tuple[Entity, int, bool] | None = None
        layer: Gazetteer | None = self
        while layer is not None:
            if text in layer._root or bare in layer._root:
                own = layer._own_longest(found, start)
                if own is not None and (best is None or own[1] > best[1]):
                    best = own
            layer = layer.below
        return best

    def opening(self, words: Sequence[Token]) -> Entity | None:
        """What the longest name that `words` begin with stands for, unless it only owns what follows."""
        match = self.longest(words, 0) if words else None
        return None if match is None or (match[2] and match[1] < len(words)) else match[0]

    def _own_longest(self, found: Sequence[Token], start: int) -> tuple[Entity, int, bool] | None:
        node: dict[str, Any] | None = self._root
        best: tuple[Entity, int, bool] | None = None
        index = start
        while node is not None and index < len(found):
            text = found[index].text
            index += 1
            bare = _without_genitive(text)
            if bare and (owner := node.get(bare)) and "" in owner:
                best = (owner[""], index - start, True)
            node = node.get(text)
            if node is not None and "" in node:
                best = (node[""], index - start, False)
        return best

    def over(self) -> Gazetteer:
        """An empty one that lies over this one, for the names of one document."""
        return Gazetteer(towns=self.towns, areas=self.areas, below=self)


def _without_genitive(text: str) -> str | None:
    if text.endswith((":s", "’s", "'s")):
        return text[:-2]
    return text[:-1] if text.endswith("s") and len(text) > 2 else None


def entity_of(entry: Entry) -> Entity:
    """The entity of a registry entry."""
    if isinstance(entry, Organisation):
        return Entity(entry.name, KINDS.get(entry.form, "unknown"), True, entry.key)
    return Entity(entry.name, "set" if isinstance(entry, Group) else "place", True, entry.key)


def gazetteer(registry: Iterable[Entry]) -> Gazetteer:
    """Every name of the registry, then of the official codes, then of the shipped lists; earlier ones win."""
    found = shipped().over()
    for entry in sorted(registry, key=lambda entry: entry.key):
        if isinstance(entry, Place):
            continue
        entity = entity_of(entry)
        for name in (entry.name, *entry.aliases, *_short(entry)):
            for form in _spellings(name):
                found.add(form, entity, over=True)
    return found


def _short(entry: Entry) -> tuple[str, ...]:
    return (entry.short,) if isinstance(entry, Organisation) and entry.short else ()


def _spellings(name: str) -> Iterator[str]:
    """A name as written, and with its first letter small or large, as its place in a sentence asks."""
    yield name
    if name[:2].istitle() and name.split()[0].lower() in (
        "staten",
        "länets",
        "de",
        "sex",
        "alla",
        "externa",
        "företag",
        "civilsamhället",
        "stiftelsen",
        "föreningen",
    ):
        yield name[0].lower() + name[1:]
    elif name[0].islower():
        yield name[0].upper() + name[1:]


@cache
def shipped() -> Gazetteer:
    """The official codes and the shipped name lists."""
    found = Gazetteer()
    for name in ("Staten", "staten", "svenska staten", "Svenska staten", "the state"):
        found.add(name, STATE)
    for name in ("danska staten", "norska staten", "finska staten"):
        for form in (name, name.capitalize()):
            found.add(form, Entity(name, "state", True))
    for nation in ("Swedish", "Danish", "Norwegian", "Finnish"):
        for name in (f"{nation} state", f"{nation} State"):
            found.add(name, Entity(f"{nation} state", "state", True))
    for row in rows("regions.csv"):
        entity = Entity(row["official"], "region", True)
        found.areas[row["area"]] = entity
        for name in {
            row["official"],
            f"Region {row['area']}",
            f"region {row['area']}",
            f"Region {row['county']}",
        }:
            found.add(name, entity)
            found.add(name.upper(), entity)
        for name in _older(row):  # a county council is told of by the name it had then
            found.add(name, Entity(name, "region", True))
    found.areas["Jämtland"] = found.areas["Jämtland Härjedalen"]
    found.add("Region Jämtland", found.areas["Jämtland Härjedalen"])
    found.add("VGR", found.areas["Västra Götaland"])
    for row in rows("municipalities.csv"):
        entity = Entity(row["official"], "municipality", True)
        found.towns[row["short"]] = entity
        stem = row["official"].rsplit(" ", 1)[0]
        town = ("stad", "Stad") if row["official"].lower().endswith(" stad") else ()
        for tail in ("kommun", "Kommun", *town):
            for head in (stem, row["short"]):
                found.add(f"{head} {tail}", entity)
                found.add(f"{head} {tail}".upper(), entity)
    for name in sorted({*found.areas, *found.towns, *COUNTRIES, "Norrland", "Svealand", "Götaland"}):
        found.add(name, Entity(name, "place", True))
    for file, kind in LISTS.items():
        for names in lines(file):
            for name in names:
                entity = Entity(name, _kind_of(names[0], kind), True, listed=names[0])
                found.add(name, entity)
                if kind == "agency" and " " not in name and len(name) > 3:
                    found.add(name.upper(), entity)
                    if name.endswith(("et", "en", "an")):
                        found.add(name.lower(), entity)
                if name.startswith(OWNED) and kind == "agency":
                    found.add(name[0].lower() + name[1:], entity)
                first, space, others = name.partition(" ")
                if space and others.istitle() and not name.endswith("AB"):
                    found.add(f"{first} {others.lower()}", entity)  # “Röda korset”
                head, purpose, rest = name.partition(" för ")
                if purpose and rest[0].islower():
                    found.add(f"{head} för {rest[0].upper()}{rest[1:]}", entity)
    return found


def _older(row: dict[str, str]) -> tuple[str, ...]:
    return (f"Landstinget {row['area']}", f"{row['county']} landsting")


def _kind_of(name: str, kind: str) -> str:
    """A finer kind where the name itself tells."""
    if name.startswith("Stiftelsen ") or name.endswith(("stiftelse", "stiftelsen")):
        return "foundation"
    if "förbund" in name.lower() and name.lower().endswith(
        ("kommunalförbund", "räddningstjänstförbund", "brandförsvarsförbund")
    ):
        return "union"
    if name.endswith(" AB"):
        return "company"
    return (tail_kind(name.split()[-1]) or kind) if kind == "unknown" else kind


def rows(file: str) -> list[dict[str, str]]:
    """The rows of a shipped table of codes and names, by column."""
    return list(csv.DictReader(io.StringIO(_data(file))))


def lines(file: str) -> Iterator[list[str]]:
    """The bodies of a shipped list: each the names that it has, the first one its own."""
    for line in _data(file).splitlines():
        if line and not line.startswith("#"):
            yield [name.strip() for name in line.split(" | ")]


def _data(file: str) -> str:
    return (files("regiongraf.intake") / "names" / file).read_text(encoding="utf-8")
