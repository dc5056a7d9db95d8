"""A document into candidate facts: names first over the whole document, then structures and sentences in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from regiongraf.intake.accounts import incomes
from regiongraf.intake.antecedents import bearer
from regiongraf.intake.beginnings import Vocabulary
from regiongraf.intake.blocks import Part, Prompt, Reader, Watch
from regiongraf.intake.boards import of_their_bodies
from regiongraf.intake.boxes import second_name, unframed
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.cells import Setting
from regiongraf.intake.dating import report_year
from regiongraf.intake.definitions import INSIDE, defined
from regiongraf.intake.document import Block, BlockKind, Document, View, view
from regiongraf.intake.entities import find
from regiongraf.intake.factsheet import GENERIC, sheets
from regiongraf.intake.figures import furniture, unexplained
from regiongraf.intake.gazetteer import Entity, Gazetteer, gazetteer
from regiongraf.intake.glued import parted, without_edit_links
from regiongraf.intake.grouping import group
from regiongraf.intake.layout import BULLET
from regiongraf.intake.lexer import Token, tokens
from regiongraf.intake.linebreaks import line_starts, mark
from regiongraf.intake.listing import Taken
from regiongraf.intake.members import members
from regiongraf.intake.merging import distinct
from regiongraf.intake.naming import tail_kind
from regiongraf.intake.nobodies import NOBODY, QUALITIES
from regiongraf.intake.parties import parties
from regiongraf.intake.recipients import recipients
from regiongraf.intake.references import Alias, Surroundings, aliases, document_names, nouns_of, same_bodies
from regiongraf.intake.relations import Model, without_rivals
from regiongraf.intake.relations import shipped as learned
from regiongraf.intake.repeated import taught
from regiongraf.intake.rules import RuleBook, shipped
from regiongraf.intake.sets import one_set, resolved
from regiongraf.intake.titles import name_of, named_projects
from regiongraf.intake.words import COMMON_STARTS, FINITE, FUNCTION, HEADS, PLURALS, REFERENCES, RELATED
from regiongraf.model import Entry

OPENERS = frozenset(["•", ":", "”", '"', "“", "§"])
NO_TITLE = re.compile(r"(?i)projekt(?:medel|stöd|bidrag|et|en)\b|.*\s/\s|.*\bmiljon")
DEFINITE_ENDS = ("et", "en", "an", "ern", "ets", "ens", "ans", "erns")
STANDS_AS = {
    "company": "bolaget", "association": "föreningen", "foundation": "stiftelsen", "union": "förbundet",
    "university": "universitetet",
}  # fmt: skip
"""By the kind of a body, the reference that a noun for it is read as."""
TITLE = 90
"""In characters: a title of a project is not longer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one run over a document found."""

    candidates: tuple[Candidate, ...]
    prompts: tuple[Prompt, ...]
    known: tuple[str, ...]
    """Names of bodies that the registry or a list knew, sorted."""
    new: tuple[str, ...]
    """Names of bodies that only the document knows, sorted."""


Progress = Callable[[int, int], None]


def read_document(
    document: Document,
    registry: Iterable[Entry],
    progress: Progress | None = None,
    watch: Watch | None = None,
    model: Model | None = None,
) -> Reading:
    """All candidates of `document`, with the sentences that gave none.

    `progress` is told blocks done and in all; `watch` is shown every sentence with what rules found in it. `model` is
    the learned reader's, the shipped one unless another is given.
    """
    parts = [_part(document, block) for block in document.blocks]
    known = _with_projects(document, parts, gazetteer(registry))
    book = shipped()
    common = _common_words(parts, book)
    around = Surroundings()
    own, introduced = _names(parts, known, common, around.called)
    for part in parts:
        for token in part.named:
            if token.kind in ("org", "weak", "prj") and isinstance(token.value, Entity):
                around.saw(token.value)
    around.most = around.issuer(())
    around.decider = _decider(parts, document)
    around.project = _titled_project(parts)
    if parts and parts[0].block.kind is BlockKind.HEADING:
        around.titled = tuple(t.value for t in parts[0].named if t.kind == "org" and isinstance(t.value, Entity))
    found: list[Candidate] = [_alias_fact(alias, part, document) for part, alias in introduced]
    setting = Setting(document, around, own, common, furniture(document))
    blocks = [(part.block, part.named) for part in parts]
    around.year = report_year(blocks, document.text)
    whole = list(sheets(blocks, setting))
    whole += recipients(blocks, setting, Taken(whole))
    whole += parties(blocks, setting, Taken(whole))
    whole += members(blocks, setting, Taken(whole))
    taken = Taken([*whole, *incomes(blocks, setting, Taken(whole))])
    reader = Reader(parts, setting, book, taken, learned() if model is None else model, watch)
    for number in range(len(parts)):
        found += taken.facts.get(number, ())
        found += reader.block(number)
        if progress and (number % 50 == 49 or number + 1 == len(parts)):
            progress(number + 1, len(parts))
    found = of_their_bodies(found, blocks, own, around.decider)
    bodies = {entity for entity in around.counts if entity.kind not in ("place", "project", "education")}
    return Reading(
        tuple(distinct(without_rivals(unexplained(found)))),
        tuple(reader.prompts),
        tuple(sorted({e.name for e in bodies if e.known})),
        tuple(sorted({e.name for e in bodies if not e.known})),
    )


def _part(document: Document, block: Block) -> Part:
    lines = block.lines if not block.rows else ()
    shown = view(document.text, lines, " • " if block.listed else " ")
    text = shown.text.replace(" • • ", " •   ")
    if block.listed:
        text = text.replace("Hel- och delägda", "Delägda".rjust(16), 1)  # each has its share behind it
        text = text.replace(" • ", " :  ", 1) if ":" not in text[:40] else text.replace(" • ", "   ", 1)
    if BULLET.match(text) and text[:1] in "-–—*":
        text = "•" + text[1:]
    text = without_edit_links(text.replace(" - ", " – ").replace("''", " ”"))
    part = Part(block, View(text, shown.starts, shown.origins), parted(text, tokens(text)))
    if starts := line_starts(document.text, lines, block.kind):
        mark(part.tokens, [part.view.at(token.start) for token in part.tokens], starts)
    return part


def _with_projects(document: Document, parts: Sequence[Part], known: Gazetteer) -> Gazetteer:
    """`known` under the projects that the document's titles and sentences name."""
    own = known.over()
    for form, entity in named_projects([(part.block, part.view.text) for part in parts], document.text, known):
        own.add(form, entity)
    return own


def _common_words(parts: Iterable[Part], book: RuleBook) -> Vocabulary:
    """The words that the document writes with a small letter somewhere, and those that rules turn on."""
    small = {token.text for part in parts for token in part.tokens if token.kind == "word" and len(token.text) > 2}
    capital = {token.low for part in parts for token in part.tokens if token.kind == "cap"}
    return Vocabulary(
        frozenset(small), frozenset(low for low in capital if book.alphabet.knows(low)), frozenset(_inner(parts))
    )


def _inner(parts: Iterable[Part]) -> Iterator[str]:
    """The words with a capital inside a sentence; those that are a whole block, where they come again elsewhere."""
    alone: Counter[str] = Counter()
    for part in parts:
        for index, token in enumerate(part.tokens):
            if token.kind != "cap":
                continue
            if index and part.tokens[index - 1].kind != "stop" and part.tokens[index - 1].text not in OPENERS:
                yield token.text
            alone[token.text.removesuffix("s")] += 2 if len(part.tokens) == 1 else 1
    yield from (word for word, count in alone.items() if count > 2)


def _names(
    parts: list[Part], known: Gazetteer, common: Vocabulary, nouns: dict[str, Entity]
) -> tuple[Gazetteer, list[tuple[Part, Alias]]]:
    """The names of every part, read twice: once to learn the document's own aliases, once with them.

    `nouns` is told what “bolaget” and its like stand for where the document says so.
    """
    introduced: list[tuple[Part, Alias]] = []
    entities: dict[Entity, None] = {}
    base = known.over()
    for part in parts:
        for entity in defined(part.view.text, part.tokens, known, common.small):
            base.add(entity.name, entity)
    for entity in taught(part.tokens for part in parts):
        base.add(entity.name, entity)
    if title := _title(parts, known):
        base.add(title.name, title)
    known = base
    unsure: dict[Entity, None] = {}
    for part in parts:
        named = group(part.view.text, find(part.view.text, part.tokens, known, common), known)
        part.named, found = aliases(named)
        introduced += [(part, alias) for alias in found]
        for token in part.named:
            if token.kind in ("org", "weak") and isinstance(token.value, Entity):
                (entities if token.kind == "org" else unsure).setdefault(token.value)
    for number in unframed([(part.block, part.named) for part in parts]):
        part = parts[number]
        part.block = replace(part.block, kind=BlockKind.BOX)
    for part in parts:
        introduced += [(part, alias) for alias in second_name(part.block, part.view, part.named)]
    own = document_names(known, (alias for _, alias in introduced), entities)
    for entity in _projects(parts, known, common.small):
        own.add(entity.name, entity)
    for form, entity in _one_form(entities):
        own.add(form, entity)
    for form, entity in same_bodies(entities, unsure, known):
        own.add(form, entity)
    for initials, entity in _initials(entities):
        if own.longest(tokens(initials), 0) is None:
            own.add(initials, entity)
    subsidiaries = _subsidiaries(parts)
    for short, entity in _unique_prefixes(entities):
        if entity in subsidiaries:
            continue
        other = known.longest(tokens(short), 0)
        if other is None or (other[0].listed and other[0].kind == "company" and other[0].name == short):
            own.add(short, entity)
    bodies = [*entities, *unsure]
    borne: dict[str, Entity | None] = {}
    for part in parts:
        named = group(part.view.text, find(part.view.text, part.tokens, own, common), own)
        part.named, _ = aliases(named)
        for noun, entity in nouns_of(part.named):
            nouns.setdefault(noun, entity)
        part.named = _without_asides(part.named)
        _definite(part.named, bodies, nouns, borne)
    same = one_set(token for part in parts for token in part.named)
    for part in parts:
        part.named = resolved(part.named, same)
    return own, introduced


def _definite(
    named: list[Token], bodies: Sequence[Entity], nouns: dict[str, Entity], borne: dict[str, Entity | None]
) -> None:
    """Make references of nouns that no list holds and one name of the document bears: “terminalen”, “energibolaget”.

    `borne` keeps whose noun each is, so that a noun is held against the bodies once.
    """
    for index, token in enumerate(named):
        if not _may_be_noun(named, index) or not token.low.endswith(DEFINITE_ENDS) or token.low in RELATED:
            continue
        if index + 1 < len(named) and named[index + 1].kind in ("org", "weak", "cap"):
            continue
        noun = token.low.removesuffix("s")
        if noun not in borne:
            borne[noun] = bearer(noun, bodies)
        if (entity := borne[noun]) is not None:
            nouns[noun] = entity
            made = Token("ref", token.text, token.start, token.end, STANDS_AS.get(entity.kind, "centret:en"))
            made.genitive = noun != token.low
            named[index] = made


def _may_be_noun(named: Sequence[Token], index: int) -> bool:
    """True for a word in small letters, and for one that has its capital from the sentence that it begins."""
    token = named[index]
    if token.kind == "word":
        return True
    opens = index == 0 or named[index - 1].kind == "stop"
    known = isinstance(token.value, Entity) and token.value.known
    return opens and token.kind in ("cap", "weak", "org") and token.text[1:].islower() and not known


def _title(parts: Sequence[Part], known: Gazetteer) -> Entity | None:
    """The page's own name: its first line, where the same two to five words come again below."""
    if not parts or parts[0].block.rows or not 1 < len(words := parts[0].tokens) < 6 or words[0].kind != "cap":
        return None
    if words[0].low in COMMON_STARTS or words[0].low.removesuffix("s") in REFERENCES or words[0].low in PLURALS:
        return None
    if any(word.kind not in ("cap", "word") or word.low in FINITE or word.low in FUNCTION - INSIDE for word in words):
        return None
    name = parts[0].view.text.strip()
    again = any(re.search(rf"\b{re.escape(name)}\b", part.view.text) for part in parts[1:])
    return Entity(name, "unknown") if again and known.opening(words) is None and tail_kind(name) is None else None


def _titled_project(parts: Sequence[Part]) -> Entity | None:
    """The title of a page that tells of “projektet” and calls no project by name."""
    tokens_ = [token for part in parts for token in part.named]
    said = any(token.kind == "ref" and token.value == "projektet" for token in tokens_)
    if not said or not parts or parts[0].block.rows or any(token.kind == "prj" for token in tokens_):
        return None
    title, words = parts[0].view.text.strip(), parts[0].tokens
    sentence = any(word.low in FINITE or word.kind in ("money", "stop") for word in words)
    if parts[0].block.kind is not BlockKind.HEADING or sentence or not 1 < len(words) < 16 or words[0].kind != "cap":
        return None
    told = GENERIC.fullmatch(title) or NO_TITLE.match(title) or any(word.kind in ("date", "year") for word in words)
    if told or (words[0].low in NOBODY - QUALITIES and len(words) < 5) or words[-1].low in ("projekt", "projects"):
        return None
    name = name_of(title)[0]
    return None if name.lower() in NOBODY or len(name) < 4 else Entity(name, "project")


def _projects(parts: Sequence[Part], known: Gazetteer, small: Container[str]) -> Iterator[Entity]:
    """The projects that the document names as such; elsewhere they stand without the word.

    The page's title is one where “projektet” stands before it.
    """
    titles = {parts[0].view.text.strip(" .")} if parts and not parts[0].block.rows else set()
    told = {
        token.value.name
        for part in parts
        for token in part.named
        if token.kind == "prj" and isinstance(token.value, Entity) and _distinct(token.value.name, small)
    }
    for title in titles:
        behind = rf"(?i:projekt(?:et)?) [”\"“]?{re.escape(title)}\b"
        if " " in title and len(title) < TITLE and any(re.search(behind, part.view.text) for part in parts):
            told.add(title)
    for name in sorted(told):
        other = known.opening(tokens(name))
        if name[:1].isupper() and (other is None or (other.kind == "unknown" and not other.known)):
            yield Entity(name, "project")


def _distinct(name: str, small: Container[str]) -> bool:
    """True for a name that is no everyday word: “projektet Mat” does not make “Mat” a project elsewhere."""
    words = name.split()
    if len(words) > 2:
        return True
    first = words[0].lower()
    if first in small or first in NOBODY or first in COMMON_STARTS:
        return False
    return len(words) > 1 or len(name) > 4 or (name.isupper() and len(name) > 2)


def _subsidiaries(parts: Iterable[Part]) -> set[Entity]:
    """The companies that are another’s: “dotterbolaget Kustvatten Service AB” is not what “Kustvatten” means."""
    return {
        token.value
        for part in parts
        for before, token in pairwise(part.named)
        if before.low.startswith(("dotter", "subsidiar")) and isinstance(token.value, Entity)
    }


def _one_form(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    """Names of one line of a shipped list become one body, under the longest form that the document itself uses."""
    forms: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.listed:
            forms.setdefault(entity.listed, []).append(entity)
    for same in forms.values():
        fullest = max(same, key=lambda entity: (len(entity.name), entity.name))
        for entity in same:
            if entity is not fullest:
                yield entity.name, fullest


def _unique_prefixes(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    """The first word of a company's name, where no other name begins with it."""
    first: dict[str, list[Entity]] = {}
    for entity in entities:
        words = entity.name.split()
        if entity.kind == "municipality":
            for town in (words[0], words[0].removesuffix("s")):
                first.setdefault(town, []).extend((entity, entity))
        if len(words) > 1:
            first.setdefault(words[0], []).append(entity)
        if len(words) == 2 and words[0].lower() in HEADS:
            first.setdefault(words[1], []).append(entity)
    for word, owners in sorted(first.items()):
        if (
            len(owners) == 1
            and (owners[0].kind == "company" or (owners[0].kind == "union" and owners[0].name.endswith(f" {word}")))
            and not word.isupper()
            and len(word) > 3
            and word[0].isupper()
            and not word.endswith("s")
            and word.lower() not in ("fastighets", "bostads", "stiftelsen")
        ):
            yield word, owners[0]


def _initials(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    """The capital letters of names of three words and more, where no other name has the same."""
    named: dict[str, list[Entity]] = {}
    for entity in entities:
        words = [word for word in entity.name.split() if word[:1].isupper()]
        if len(words) > 2:
            named.setdefault("".join(word[0] for word in words), []).append(entity)
    for initials, owners in sorted(named.items()):
        if len(owners) == 1 and initials.isalpha():
            yield initials, owners[0]


ASIDE = frozenset(["word", "cap", "num", "punct", "year", "weak", "date", "stop", "geo", "period"])


def _without_asides(named: list[Token]) -> list[Token]:
    """Leave out brackets that hold neither a body nor a figure: “(org.nr 55…)”, “(publ)”, “(S)”."""
    result: list[Token] = []
    index = 0
    while index < len(named):
        if named[index].low == "(":
            close = next((i for i in range(index + 1, min(index + 14, len(named))) if named[i].low == ")"), None)
            inner = named[index + 1 : close] if close else []
            if (
                close
                and inner
                and all(token.kind in ASIDE for token in inner)
                and not any(t.low.startswith(("ägar", "andel")) for t in inner)
            ):
                index = close + 1
                continue
        if named[index].text in ("”", '"', "“", "»", "«", "’"):
            index += 1
            continue
        result.append(named[index])
        index += 1
    return result


def _alias_fact(alias: Alias, part: Part, document: Document) -> Candidate:
    start, end = part.view.span(alias.start, alias.end)
    return Candidate(
        "alias", alias.entity.name, alias.name, start, end, "sure", "alias.introduced", page=part.block.page
    )


MINUTES = re.compile(r"protokoll|\u00a7 ?\d|beslutslogg|nämndsprotokoll", re.IGNORECASE)


def _decider(parts: list[Part], document: Document) -> Entity | None:
    """The region or municipality in the head of minutes."""
    if not MINUTES.search(document.text[:1500]):
        return None
    for part in parts[:3]:
        for token in part.named[:4]:
            if (
                token.kind == "org"
                and isinstance(token.value, Entity)
                and token.value.kind in ("region", "municipality")
            ):
                return token.value
    return None
