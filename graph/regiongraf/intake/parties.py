"""Lists of parties: “Följande organisationer samarbetar: A, B och C”, “Parter 1. A 2. B”, the sides of a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from regiongraf.intake.candidate import LEVELS, Candidate
from regiongraf.intake.cells import Context, Setting
from regiongraf.intake.document import BlockKind, Span
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.layout import BULLET, SENTENCE_WORD
from regiongraf.intake.listing import Named, Passage, Taken, named_in

BODIES = (
    r"(?:organisationer|parter|kommuner|regioner|aktörer|myndigheter|företag|föreningar|lärosäten|landsting|partners?|"
    r"universitet|organisations|partners|parties|municipalities|incubators|science\s+parks|universities|companies)"
)
TOGETHER = (
    r"(?:samarbet|samverk|avtal|partner|gemensam|tillsammans|nätverk|projekt|"
    r"överenskommelse|cooperat|collaborat|project)"
)
INTRODUCED = re.compile(
    rf"(?:Följande|Dessa)\s+(?:\w+\s+){{0,3}}{BODIES}\b[^.:]{{0,200}}?{TOGETHER}[^.:]{{0,160}}\s*:", re.IGNORECASE
)
LABEL = re.compile(
    r"(?:\d{1,2}[.)]\s+)?(?:(?:avtals|samverkans|samarbets)?parter(?:na)?(?: i \w+)?|"
    rf"(?:deltagande|samverkande|ingående|medverkande)\s+{BODIES})\s*:?",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\b[Pp]arter\s+(?=1[.)]\s)")
NUMBER = re.compile(r"(?<!\d)(\d{1,2})[.)]\s+")
NUMBERED_AS = re.compile(r",?\s*org(?:anisations)?\.?[ -]?\s?n(?:umme)?r", re.IGNORECASE)
CONTRACT = re.compile(r"avtal|överenskommelse|agreement", re.IGNORECASE)
ONE_SIDE = re.compile(r"å\s+ena\s+sidan", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<!\b[a-zåäö])[.](?=\s|$)")
CALLED = re.compile(
    r"(?i)(?:samarbetsavtal|samverkansavtal|avtal|överenskommelse|avsiktsförklaring|konsortialavtal)\s+"
    r"(?:för|om|avseende|kring)\s+"
)
PAGE = re.compile(r"(?i)(?:om\s+)?(?P<name>[A-ZÅÄÖ].{2,60})")
GENERIC = re.compile(
    r"(?i)(?:om oss|bakgrund|parter\w*|avtalsparter|inledning|kontakt.*|partners?|förslag.*|ärende.*|beslut.*|"
    r"medlemmar|"
    r"deltagare|samarbetsavtal|samverkansavtal|avtal|överenskommelse|organisation|deltagande.*|våra .*|vilka .*|så .*|"
    r"vi .*)"
)
FAR = 8
"""In blocks: how far up the heading of a list of parties may stand."""
MOST_PAIRS = 6
"""So many parties are told pair by pair; more are said to work with what they work in, or not told."""


def parties(blocks: Context, setting: Setting, taken: Taken) -> Iterator[Passage]:
    """The lists of parties of a document, in order; what is `taken` already is left out."""
    text = setting.document.text
    for number, (block, _) in enumerate(blocks):
        if block.rows or not block.lines or taken.covers(block.start):
            continue
        start, end = block.start, block.end
        match = INTRODUCED.search(text, start, end) if text.find(":", start, end) >= 0 else None
        if match and _of_an_agreement(number, blocks, setting):  # others are sentences, which rules read
            stop = SENTENCE_END.search(text, match.end(), end)
            found = list(named_in((match.end(), stop.start() if stop else end), setting))
            yield from _told(found, number, (match.start(), stop.start() if stop else end), blocks, setting)
        elif match := NUMBERED.search(text, start, end):
            spans = list(_numbered(text, match.end(), end))
            found = [named for span in spans for named in list(named_in(span, setting))[:1]]
            if spans:
                yield from _told(found, number, (match.start(), spans[-1][1]), blocks, setting)
        elif CONTRACT.search(text, start, end) and len(NUMBERED_AS.findall(text, start, end)) > 1:
            yield from _contract(number, (start, end), blocks, setting)
        elif LABEL.fullmatch(text, *block.lines[0]) and text[block.lines[0][0]].isupper():
            lines = list(_names_below(blocks, number, text))
            found = [named for span in lines for named in list(named_in(span, setting))[:1]]
            if lines:
                yield from _told(found, number, (start, lines[-1][1]), blocks, setting)
        elif (match := LABEL.match(text, *block.lines[0])) and match[0].endswith(":") and text[start].isupper():
            stop = SENTENCE_END.search(text, match.end(), end)
            found = list(named_in((match.end(), stop.start() if stop else end), setting))
            yield from _told(found, number, (start, stop.start() if stop else end), blocks, setting)


def _of_an_agreement(number: int, blocks: Context, setting: Setting) -> bool:
    """True where “Samarbetsavtal för X” stands above, and other headings between, which say nothing of it."""
    headings = [block for block, _ in blocks[max(0, number - FAR) : number] if block.kind is BlockKind.HEADING]
    called = [CALLED.match(setting.text((block.start, block.end))) is not None for block in headings]
    return any(called) and not called[-1]


def _numbered(text: str, start: int, end: int) -> Iterator[Span]:
    """The items of “1. A 2. B 3. C” as long as the numbers go on."""
    wanted = 1
    at: int | None = None
    for match in NUMBER.finditer(text, start, end):
        if at is not None:
            yield at, match.start()
        if int(match[1]) != wanted:
            return
        wanted, at = wanted + 1, match.end()
    if at is not None:
        yield at, end


def _names_below(blocks: Context, number: int, text: str) -> Iterator[Span]:
    """The lines below a label that are names, as bullets or short lines, in its block or the next ones."""
    lines = [*blocks[number][0].lines[1:]]
    for block, _ in blocks[number + 1 : number + 2 if lines else number + 20]:
        if block.rows or (lines and not BULLET.match(text, *block.lines[0])):
            break
        lines += block.lines
    for span in lines:
        line = text[slice(*span)].strip()
        opening = BULLET.match(line)
        if len(line) > 80 or line[-1:] in ".:" or SENTENCE_WORD.search(line):
            return
        yield span[0] + (opening.end() if opening else 0), span[1]


def _contract(number: int, span: Span, blocks: Context, setting: Setting) -> Iterator[Passage]:
    """The sides of a contract, each with its organisation number: “mellan A, org.nr …, och B, org.nr …”."""
    text = setting.document.text
    sides: list[tuple[list[Named], int]] = []
    last = span[0]
    for match in NUMBERED_AS.finditer(text, *span):
        inner = [named for named in named_in((max(last, match.start() - 90), match.start()), setting) if _known(named)]
        if inner:
            sides.append((inner[-1:], match.start()))
        last = match.end()
    named = [side[0] for side, _ in sides]
    cut = ONE_SIDE.search(text, *span)
    left = [side[0] for side, at in sides if cut and at < cut.start()]
    pairs = list(product(left, [n for n in named if n not in left])) if left else list(combinations(named, 2))
    facts = [
        _fact("partnership", a, b.entity.name, 0, blocks[number][0].page) for a, b in pairs if a.entity != b.entity
    ]
    if facts and len(named) <= MOST_PAIRS:
        yield Passage(number, facts, [])


def _known(named: Named) -> bool:
    return not {"cell", "weak"} & set(named.flags)


def _told(found: Sequence[Named], number: int, span: Span, blocks: Context, setting: Setting) -> Iterator[Passage]:
    if len(found) < 2 or sum(_known(named) for named in found) * 2 < len(found):
        return
    page = blocks[number][0].page
    common, kind, lower = _common(number, blocks, setting, {named.entity for named in found})
    if common:
        facts = [_fact(kind, named, common, lower, page) for named in found if named.entity.name != common]
    elif len(found) <= MOST_PAIRS and all(map(_known, found)):
        facts = [_fact("partnership", a, b.entity.name, 1, page) for a, b in combinations(found, 2)]
    else:
        return
    yield Passage(number, facts, [span])


def _fact(kind: str, named: Named, other: str, lower: int, page: int | None) -> Candidate:
    lower += sum(flag in named.flags for flag in ("weak", "cell", "metonymy"))
    return Candidate(
        kind, named.entity.name, other, *named.span, level=LEVELS[min(2, lower)], rule="list.parties", page=page,
        flags=named.flags,
    )  # fmt: skip


def _common(number: int, blocks: Context, setting: Setting, found: set[Entity]) -> tuple[str | None, str, int]:
    """What the parties work in, the kind of fact that makes, and how much less sure it is.

    A project named in the same text, else what a heading above is an agreement on, else a page's own name.
    """
    projects = {t.value.name for t in blocks[number][1] if t.kind == "prj" and isinstance(t.value, Entity)}
    if len(projects) == 1:
        return projects.pop(), "project", 0
    near = [(block, named) for block, named in blocks[max(0, number - FAR) : number] if not block.rows]
    for block, named in reversed(near):
        told = [t.value for t in named if t.kind == "prj" and isinstance(t.value, Entity)]
        if told:
            return told[-1].name, "project", 1
        text = setting.text((block.start, block.end))
        if block.kind is BlockKind.HEADING and (match := CALLED.match(text)):
            name = re.split(r"\s+[–—-](?:\s|$)", text[match.end() :])[0].strip(" –-.")
            return name if name[:1].isupper() else None, "partnership", 1
    for block, _ in reversed(near):
        match = PAGE.fullmatch(setting.text((block.start, block.end))) if block.kind is BlockKind.HEADING else None
        if match and not GENERIC.fullmatch(match[0]) and all(entity.name != match["name"] for entity in found):
            return match["name"], "partnership", 1
    return None, "partnership", 1
