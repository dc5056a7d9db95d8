"""A document into candidate facts: names first over the whole document, then structures and sentences in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from regiongraf.intake.candidate import Candidate
from regiongraf.intake.document import Block, BlockKind, Document, View, view
from regiongraf.intake.engine import Sentence, distinct, read
from regiongraf.intake.entities import Vocabulary, find
from regiongraf.intake.gazetteer import Entity, Gazetteer, gazetteer
from regiongraf.intake.grouping import group
from regiongraf.intake.layout import BULLET
from regiongraf.intake.lexer import Quantity, Token, tokens
from regiongraf.intake.patterns import BODY_CHARS, sentence_text
from regiongraf.intake.references import Alias, Surroundings, aliases, document_names
from regiongraf.intake.rules import RuleBook, shipped
from regiongraf.intake.structures import Setting, table_facts
from regiongraf.model import Entry

GIVEN = re.compile(r"stöd|bidrag|bredband|anslag|kr\b(?! beviljade)", re.IGNORECASE)
AFTER_PLACE = frozenset(["i", "inom", "hela", "in", "kring", "runt", "utanför", "över"])


@dataclass(frozen=True, slots=True)
class Prompt:
    """A sentence with a relation word and a body that gave no fact: the reviewer reads it. Canonical offsets."""

    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one run over a document found."""

    candidates: tuple[Candidate, ...]
    prompts: tuple[Prompt, ...]
    known: tuple[str, ...]
    """Names of bodies that the registry or a list knew, sorted."""
    new: tuple[str, ...]
    """Names of bodies that only the document knows, sorted."""


@dataclass(slots=True)
class Part:
    """A block with its view and tokens."""

    block: Block
    view: View
    tokens: list[Token]
    named: list[Token] = field(default_factory=list)


Progress = Callable[[int, int], None]


def read_document(
    document: Document,
    registry: Iterable[Entry],
    progress: Progress | None = None,
    trace: list[list[Token]] | None = None,
) -> Reading:
    """All candidates of `document`, with the sentences that gave none.

    `progress` is told blocks done and in all; `trace` is given the tokens of every sentence.
    """
    known = gazetteer(registry)
    parts = [_part(document, block) for block in document.blocks]
    book = shipped()
    common = _common_words(parts, book)
    own, introduced = _names(parts, known, common)
    around = Surroundings()
    for part in parts:
        for token in part.named:
            if token.kind in ("org", "weak", "prj") and isinstance(token.value, Entity):
                around.saw(token.value)
    found: list[Candidate] = [_alias_fact(alias, part, document) for part, alias in introduced]
    prompts: list[Prompt] = []
    setting = Setting(document, around, own, common)
    for number, part in enumerate(parts):
        found += _block(part, number, parts, document, around, own, book, prompts, setting, trace)
        if progress and (number % 50 == 49 or number + 1 == len(parts)):
            progress(number + 1, len(parts))
    bodies = {entity for entity in around.counts if entity.kind not in ("place", "project")}
    return Reading(
        tuple(distinct(found)),
        tuple(prompts),
        tuple(sorted({e.name for e in bodies if e.known})),
        tuple(sorted({e.name for e in bodies if not e.known})),
    )


def _part(document: Document, block: Block) -> Part:
    lines = block.lines if not block.rows else ()
    shown = view(document.text, lines, " • " if block.listed else " ")
    text = shown.text.replace(" • • ", " •   ")
    if block.listed:
        text = text.replace(" • ", " :  ", 1) if ":" not in text[:40] else text.replace(" • ", "   ", 1)
    if BULLET.match(text) and text[:1] in "-–—*":
        text = "•" + text[1:]
    text = text.replace(" - ", " – ")
    return Part(block, View(text, shown.starts, shown.origins), tokens(text))


def _common_words(parts: Iterable[Part], book: RuleBook) -> Vocabulary:
    """The words that the document writes with a small letter somewhere, and those that rules turn on."""
    small = {token.text for part in parts for token in part.tokens if token.kind == "word" and len(token.text) > 2}
    capital = {token.low for part in parts for token in part.tokens if token.kind == "cap"}
    return Vocabulary(frozenset(small), frozenset(low for low in capital if book.alphabet.knows(low)))


def _names(parts: list[Part], known: Gazetteer, common: Vocabulary) -> tuple[Gazetteer, list[tuple[Part, Alias]]]:
    """The names of every part, read twice: once to learn the document's own aliases, once with them."""
    introduced: list[tuple[Part, Alias]] = []
    entities: dict[Entity, None] = {}
    for part in parts:
        named = group(part.view.text, find(part.view.text, part.tokens, known, common), known)
        part.named, found = aliases(named)
        introduced += [(part, alias) for alias in found]
        for token in part.named:
            if token.kind == "org" and isinstance(token.value, Entity):
                entities.setdefault(token.value)
    own = document_names(known, (alias for _, alias in introduced), entities)
    for form, entity in _one_form(entities):
        own.add(form, entity)
    for short, entity in _unique_prefixes(entities):
        if known.longest(tokens(short), 0) is None:
            own.add(short, entity)
    for part in parts:
        named = group(part.view.text, find(part.view.text, part.tokens, own, common), own)
        part.named, _ = aliases(named)
        part.named = _without_asides(part.named)
    return own, introduced


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
    for word, owners in sorted(first.items()):
        if (
            len(owners) == 1
            and owners[0].kind == "company"
            and len(word) > 3
            and word[0].isupper()
            and not word.endswith("s")
            and word.lower() not in ("fastighets", "bostads", "stiftelsen")
        ):
            yield word, owners[0]


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


def _block(
    part: Part,
    number: int,
    parts: list[Part],
    document: Document,
    around: Surroundings,
    known: Gazetteer,
    book: RuleBook,
    prompts: list[Prompt],
    setting: Setting,
    trace: list[list[Token]] | None,
) -> Iterator[Candidate]:
    if part.block.rows:
        yield from table_facts(
            part.block,
            [(p.block, p.named) for p in parts[max(0, number - 3) : number]],
            [(p.block, p.named) for p in parts[number + 1 : number + 5]],
            setting,
        )
        return
    if part.block.kind is BlockKind.LABEL:
        yield from _indicator(part, around)
        return
    if part.block.kind is BlockKind.HEADING:
        named = [t.value for t in part.named if t.kind in ("org", "weak", "prj") and isinstance(t.value, Entity)]
        around.topics = [*around.topics[-2:], *named] if named else around.topics
    if part.block.kind is BlockKind.BOX:
        around.sentences = []
    around.giver = around.receiver = None
    for sentence_tokens in _sentences(part):
        if trace is not None:
            trace.append(sentence_tokens)
        sentence = Sentence(sentence_tokens, part.view, around, known, part.block.page)
        chars = sentence_text(sentence_tokens, book.alphabet)
        spoken = any(set(chars) & trigger for trigger in book.triggers.values())
        if spoken or BODY_CHARS & set(chars):
            found, _ = read(sentence, book)
            yield from found
            if not found and spoken and BODY_CHARS & set(chars):
                start, end = part.view.span(sentence_tokens[0].start, sentence_tokens[-1].end)
                prompts.append(Prompt(start, end, part.block.page))
        entities = sentence.entities()
        if entities:
            around.sentences = [*around.sentences[-9:], entities]


def _indicator(part: Part, around: Surroundings) -> Iterator[Candidate]:
    """A figure box such as “58 kundmöten”: a figure of the body that the heading names, unless it is money given."""
    named = part.named
    if (
        len(named) < 2
        or named[0].kind not in ("num", "money")
        or named[1].kind not in ("word", "cap")
        or GIVEN.search(part.view.text)
    ):
        return
    topic = next(
        (
            entity
            for entity in reversed(around.topics)
            if entity.kind not in ("place", "project", "municipality", "unknown")
        ),
        None,
    )
    subject = topic or around.issuer(("region", "municipality", "company", "union"))
    if subject is None or not isinstance(named[0].value, Quantity):
        return
    start, end = part.view.span(named[0].start, named[-1].end)
    yield Candidate(
        "indicator",
        subject.name,
        None,
        start,
        end,
        "check",
        "label.figure",
        value=named[0].value.value,
        approx=named[0].value.approx,
        page=part.block.page,
    )


def _sentences(part: Part) -> Iterator[list[Token]]:
    """The sentences of a block; a geographic “i regionen” loses its claim to be a body."""
    tokens_ = _places_only(_boxed(part))
    run: list[Token] = []
    for token in tokens_:
        if token.kind == "stop":
            if run:
                yield run
            run = []
        else:
            run.append(token)
    if run:
        yield run


def _places_only(named: list[Token]) -> list[Token]:
    result: list[Token] = []
    for index, token in enumerate(named):
        if (
            token.kind == "ref"
            and token.value in ("regionen", "kommunen", "staden")
            and not token.genitive
            and index
            and named[index - 1].low in AFTER_PLACE
        ):
            result.append(Token("word", token.text, token.start, token.end))
        else:
            result.append(token)
    return result


def _boxed(part: Part) -> list[Token]:
    """In a box, what stands before the first comma or small-lettered line is a name, whatever its shape."""
    named = part.named
    if part.block.kind is not BlockKind.BOX or not named or named[0].kind not in ("weak", "cap", "geo", "org"):
        return named
    end = next(
        (i for i, token in enumerate(named) if token.low == "," or token.kind in ("pct", "num", "money", "stop")), None
    )
    if end is None or end == 0 or end > 8 or (named[0].kind == "org" and end == 1):
        return named
    head = named[:end]
    if any(token.kind in ("ref", "set", "prj") for token in head) or sum(token.kind == "org" for token in head) > 1:
        return named
    text = part.view.text[head[0].start : head[-1].end]
    if not text[:1].isupper() or any(token.low in ("ägs", "är", "som", "mellan") for token in head):
        return named
    kind = next((token.value.kind for token in head if token.kind == "org"), "unknown")
    return [Token("org", text, head[0].start, head[-1].end, Entity(text, kind)), *named[end:]]
