"""Members and owners named in a list: below “Medlemmar i X:” or a heading, by county, one a line, in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regiongraf.intake.candidate import LEVELS, Candidate
from regiongraf.intake.cells import Context, Setting
from regiongraf.intake.document import Block, BlockKind, Span
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.layout import BULLET, SENTENCE_WORD
from regiongraf.intake.listing import Named, Passage, Taken, named_in
from regiongraf.intake.nobodies import NOBODY
from regiongraf.intake.words import BREAKERS, COMMON_STARTS

MEMBERS = re.compile(
    r"(?i)\b(?:medlem(?:mar|marna|slista|skommuner(?:na)?|sorganisationer(?:na)?|sföretag(?:en)?|sregioner(?:na)?|"
    r"sförbund(?:en)?|sföreningar(?:na)?|sdestinationer(?:na)?|skretsen)|förbundsmedlemmar|huvudmän|members?|"
    r"member (?:organisations|municipalities|cities)|anslutna|"
    r"(?:följande|dessa) (?:\w+ ){0,2}(?:kommuner|organisationer|regioner|föreningar|företag|städer) "
    r"(?:ingår|är med|är medlemmar|är anslutna)|(?:är|de) som ingår|ingår (?:följande|dessa)|"
    r"belong(?:s|ed)?|inträde i)\b"
)
OWNERS = re.compile(r"(?i)\b(?:ägare|ägarna|delägare|ägarkommuner(?:na)?|ägarregioner(?:na)?|owners|shareholders)\b")
NO_LEAD = re.compile(
    r"(?i)\b(?:bli medlem|medlemskap|avgift|rabatt|förmån|inloggning|för medlemmar|styrelsen?s?|ledamöter|ledamot|"
    r"ersättare|board members?|former|tidigare|antal)\b|\?"
)
GROUP = re.compile(
    r"(?i)\W*(?:från |from |i )?(?P<group>[\w -]{3,40}?)(?:\s*\(\d+\))?\s*:\s*(?=\S)|\W*(?:från|from) [\w -]{3,30}:\s*$"
)
GROUPS = re.compile(
    r"(?i)(?:kommuner(?:na)?|medlemskommuner|städer(?:na)?|region(?:er|erna)?|landsting|stat(?:en)?|statliga|"
    r"myndigheter(?:na)?|företag(?:en)?|organisationer(?:na)?|föreningar(?:na)?|lärosäten|universitet|förbund(?:en)?|"
    r"medlemmar(?:na)?|members|municipalities|regions|cities|ägare|övriga|sverige|norge|finland|danmark|sweden|norway|"
    r"denmark|[\wåäö]+ län|[\wåäö]+förbunden)"
)
JOINED = ("union", "association", "council", "foundation")
OWNED = ("company", "union")
NO_BODY = ("region", "municipality", "state", "agency", "university", "set", "person", "education")
"""Kinds that have no members."""
PUBLIC = ("region", "municipality", "state")
NAMED = ("org", "weak")
FAR = 8
"""In blocks: how far up the heading may stand that names the body."""
MANY = 80
LONG = 400
"""In characters: a line of names is not longer."""
SHORT = 90
"""In characters: a lead without a colon is not longer."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a cell of a table, with the number of its block."""

    number: int
    block: Block
    span: Span
    text: str


def members(blocks: Context, setting: Setting, taken: Taken) -> Iterator[Passage]:
    """The lists of members and owners of a document, in order; what is `taken` already is left out."""
    lines = [line for line in _lines(blocks, setting) if not taken.covers(line.span[0])]
    at = 0
    while at < len(lines):
        found = _led(lines, at, blocks, setting) or _grouped(lines, at, blocks, setting)
        if found is None:
            at += 1
            continue
        passage, at = found
        yield passage


def _lines(blocks: Context, setting: Setting) -> Iterator[Line]:
    for number, (block, _) in enumerate(blocks):
        spans = [cell for row in block.rows for cell in row if cell[0] < cell[1]] if block.rows else list(block.lines)
        for span in spans:
            yield Line(number, block, span, " ".join(setting.document.text[slice(*span)].split()))


# ── Below a lead ──


def _led(lines: Sequence[Line], at: int, blocks: Context, setting: Setting) -> tuple[Passage, int] | None:
    """The list below “Medlemmar i X:” or a heading that speaks of members; where reading goes on."""
    line = lines[at]
    if line.block.kind in (BlockKind.BOX, BlockKind.LABEL):
        return None
    last = re.split(r"(?<=[.!?])\s+", line.text)[-1]
    heads = line.block.kind is BlockKind.HEADING or len(line.block.lines) == 1
    if not (line.text.endswith(":") or (heads and len(line.text) < SHORT and line.text[-1:] not in ".;,")):
        return None
    owners = OWNERS.search(last) is not None
    if not (owners or MEMBERS.search(last)) or NO_LEAD.search(last):
        return None
    body = _body(line, blocks, setting, OWNED if owners else JOINED)
    if body is None:
        return None
    found, after = _names_below(lines, at + 1, setting)
    passage = _passage(found, body, line)
    return (passage, after) if passage else None


def _names_below(lines: Sequence[Line], start: int, setting: Setting) -> tuple[list[Named], int]:
    """The names of the lines from `start` on, and the first line that is none of the list."""
    found: list[Named] = []
    at = start
    while at < min(start + MANY, len(lines)):
        line = lines[at]
        if at > start and line.number > lines[at - 1].number + 1:
            break
        names = _names(line, setting)
        if names is None:
            break
        found += names
        at += 1
    return found, at


def _names(line: Line, setting: Setting) -> list[Named] | None:
    """The names of a line of the list; [] for the heading of a group, None where the line is something else."""
    opening = BULLET.match(line.text)
    bare = line.text[opening.end() :] if opening else line.text
    if len(bare) > LONG or SENTENCE_WORD.search(bare) or "@" in bare or not bare:
        return None
    words = [word.strip(",.:()").lower() for word in bare.split()]
    common = len(words) == 1 and words[0] in COMMON_STARTS | NOBODY and not GROUPS.fullmatch(words[0])
    if common or not BREAKERS.isdisjoint(words):
        return None
    start = line.span[0] + _shift(setting, line)
    group = GROUP.match(setting.document.text, start, line.span[1])
    if group and GROUPS.search(group[0]):
        start = group.end()
        if start >= line.span[1]:
            return []
    elif bare.endswith(":"):
        return [] if len(bare.split()) < 5 else None
    if len(bare.split()) < 4 and (GROUPS.fullmatch(bare.strip(" .:")) or bare.strip(" .:=-") == ""):
        return []
    if (colon := setting.document.text.find(": ", start, line.span[1])) > 0:
        start = colon + 2  # “Bolag som gör vatten: A, B och C”
    names = list(named_in((start, line.span[1]), setting))
    if not names or any(named.amount is not None for named in names):
        return None
    covered = sum(named.span[1] - named.span[0] for named in names)
    return names if covered * 2 >= line.span[1] - start else None


def _shift(setting: Setting, line: Line) -> int:
    opening = BULLET.match(setting.document.text, *line.span)
    return opening.end() - line.span[0] if opening else 0


def _known(named: Named) -> bool:
    return not {"cell", "weak"} & set(named.flags)


# ── By kind, below the name of the body ──


def _grouped(lines: Sequence[Line], at: int, blocks: Context, setting: Setting) -> tuple[Passage, int] | None:
    """“Kommuner: A, B / Region: C” right below the name of a body whose members the text speaks of."""
    found: list[Named] = []
    place = at
    while place < len(lines):
        line = lines[place]
        group = GROUP.match(line.text)
        if group is None or not group["group"] or not GROUPS.fullmatch(group["group"].strip()):
            break
        names = _names(line, setting)
        if not names:
            break
        found += names
        place += 1
    if place - at < 2 or not re.search(r"(?i)medlem|member", setting.document.text):
        return None
    body = _above(lines[at], blocks, setting, JOINED)
    passage = _passage(found, body, lines[at], grouped=True) if body else None
    return (passage, place) if passage else None


# ── Whose ──


def _body(line: Line, blocks: Context, setting: Setting, kinds: tuple[str, ...]) -> tuple[Entity, int] | None:
    """Whose members or owners a list names, and how much less sure that is."""
    own = [
        token.value
        for token in setting.tokens(line.span)
        if token.kind in ("org", "weak", "prj") and isinstance(token.value, Entity) and token.value.kind != "place"
    ]
    fitting = [entity for entity in own if (entity.kind in kinds if kinds == OWNED else entity.kind not in NO_BODY)]
    if fitting:
        return fitting[0] if kinds == OWNED else fitting[-1], 0
    if own:
        return None
    return _above(line, blocks, setting, kinds)


def _above(line: Line, blocks: Context, setting: Setting, kinds: tuple[str, ...]) -> tuple[Entity, int] | None:
    """The body that a heading above names, that a block above begins with, or that the text speaks of most."""
    for block, named in reversed(blocks[max(0, line.number - FAR) : line.number]):
        bodies = [(i, t.value) for i, t in enumerate(named) if t.kind in NAMED and isinstance(t.value, Entity)]
        if not bodies or block.rows:
            continue
        place, first = bodies[0]
        opens = place < 2 and first.kind in (*kinds, "unknown") and not named[place].genitive
        if opens or (block.kind is BlockKind.HEADING and len(bodies) == 1 and first.kind in kinds):
            return first, 1
    issuer = setting.around.issuer(kinds)
    return (issuer, 1) if issuer and setting.around.counts[issuer] > 1 else None


def _passage(found: Sequence[Named], body: tuple[Entity, int], line: Line, *, grouped: bool = False) -> Passage | None:
    entity, lower = body
    found = [named for named in found if named.entity.name != entity.name]
    told = sum(map(_known, found))
    few = (told * 3 < len(found) and lower) or (not told and len(found) < 3)
    if len(found) < 2 or (few and not grouped):
        return None
    kind = "ownership" if entity.kind == "company" else "membership"
    if kind == "ownership" and not all(named.entity.kind in PUBLIC for named in found):
        return None  # what stands below “Ägare” of a company is often something else
    facts = [
        Candidate(
            kind, named.entity.name, entity.name, *named.span,
            level=LEVELS[min(2, 1 + lower * (not _known(named)) + ("cell" in named.flags))], rule="list.members",
            page=line.block.page, flags=named.flags,
        )
        for named in found
    ]  # fmt: skip
    return Passage(line.number, facts, [(line.span[0], max(named.span[1] for named in found))])
