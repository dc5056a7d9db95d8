"""Fact sheets of projects: “Projektägare: X / Partner: Y, Z / Finansiär: W / Total budget: 4,2 mnkr”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from regiongraf.intake.candidate import LEVELS, Candidate
from regiongraf.intake.cells import Context, Setting, amount, periods
from regiongraf.intake.document import Block, BlockKind, Span
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.labels import ALONE, BARE, INLINE, LOOSE, OPENING, STAKE, STAKE_ALONE, loose_role, role_of
from regiongraf.intake.layout import SENTENCE_WORD, UNFINISHED
from regiongraf.intake.lexer import tokens
from regiongraf.intake.listing import Named, Passage, named_in
from regiongraf.intake.titles import name_of, titles_of

GENERIC = re.compile(
    r"(?i)(?:projekt)?fakta\b.*|(?:kort )?om projektet|(?:projektinformation|information om projektet)|kontakt\w*|"
    r"finansiering|bakgrund|syfte|mål|sammanfattning|projekt(?:et)?|(?:pågående|avslutade|våra) projekt|"
    r"(?:projekt )?i korthet|snabbfakta|resultat|läs mer.*|(?:projekt)?beskrivning|partners?|"
    r"project facts|about the project|projekt(?:data|uppgifter|information|översikt)|.{1,40}:\s.*"
)
PROJECT_ROLES = frozenset(["name", "owner", "period", "budget", "leader"])
SAYING = frozenset(["owner", "partner", "giver", "eu", "budget", "program", "stake"])
PARTIES = frozenset(["owner", "partner"])
DASHES = ("–", "—", "-")
WORD = re.compile(r"[A-ZÅÄÖ\d]")
PROJECTS = re.compile(r"(?i)projekt|project|prosjekt")
FOREIGN = re.compile(r"(?i)\d\s*(?:€|euro\b|eur\b|nok\b|dkk\b|meur\b)|(?:€|\beur)\s*\d")
"""A sum in another currency: there is a budget, whose kronor nobody knows."""
LONG = 160
"""In characters: a line that long below a label is running text."""
MANY = 14
"""In lines: more names than that do not stand below one label."""
FAR = 6
"""In blocks: how far up the heading of a sheet may stand."""


@dataclass(slots=True)
class Line:
    """One label of a sheet with the spans of its values."""

    role: str
    key: str
    start: int
    values: list[Span] = field(default_factory=list)
    block: int = 0
    inline: bool = True
    """True where the value stands behind its label, False where it stands below."""


def sheets(blocks: Context, setting: Setting) -> Iterator[Passage]:
    """The fact sheets of a document, in order."""
    run: list[Line] = []
    titles = [title.start for title in titles_of([(block, "") for block, _ in blocks], setting.document.text)]
    for line in _lines(blocks, setting):
        if run and line.block - run[-1].block > 2:
            yield from _sheet(run, blocks, setting)
            run = []
        titled = bisect_right(titles, line.start) > bisect_right(titles, run[-1].start) if run else False
        if run and any(line.role == other.role and (titled or line.role == "name") for other in run):
            yield from _sheet(run, blocks, setting)
            run = []
        run.append(line)
    yield from _sheet(run, blocks, setting)


# ── Labels ──


def _lines(blocks: Context, setting: Setting) -> Iterator[Line]:
    """Every label with a value, in order: in lines, in two columns, several on a line, or over its value."""
    open_: Line | None = None
    text = setting.document.text
    poured = _poured(blocks, text)
    for number, (block, _) in enumerate(blocks):
        for span in block.lines or _as_lines(block):
            found = _columns(block, span, number, text) or list(_labelled(span, number, text, poured))
            if not found and open_ and _goes_on(open_, span, block, number, text):
                open_.values.append(span)
                continue
            if open_ and open_.values:
                yield open_
            yield from (line for line in found[:-1] if line.values)
            open_ = found[-1] if found else None
    if open_ and open_.values:
        yield open_


def _labelled(span: Span, number: int, text: str, poured: bool) -> Iterator[Line]:
    """The labels of a line, each with what stands before the next."""
    found = list(_labels(span, text, poured))
    ends = [*(start for _, _, start, _ in found[1:]), span[1]]
    for (role, key, start, value), end in zip(found, ends, strict=False):
        values = [(value, end)] if text[value:end].strip(" .•") else []
        if role == "name" and not key:
            values = [(value, value + len(text[value:end].rstrip(" –—-")))]
        yield Line(role, key, start, values, number, bool(values))


def _columns(block: Block, span: Span, number: int, text: str) -> list[Line]:
    """The label in the first column of a table of two or more."""
    row = next((row for row in block.rows if span[0] in (start for start, _ in row)), ())
    filled = [cell for cell in row if cell[0] < cell[1]]
    key = text[slice(*filled[0])].strip(" :") if filled else ""
    if len(filled) < 2 or not (ALONE.fullmatch(key) or loose_role(key)):
        return []
    return [Line(role_of(key), key, filled[0][0], filled[1:], number)]


def _goes_on(line: Line, span: Span, block: Block, number: int, text: str) -> bool:
    """True for a line that belongs to the value of the label before it: names below it, or the rest of a list."""
    shown = text[slice(*span)].strip()
    if len(shown) > LONG or SENTENCE_WORD.search(shown) or len(line.values) > MANY:
        return False
    if block.rows:
        return False
    if line.inline:
        return number == line.block and UNFINISHED.search(text[slice(*line.values[-1])].rstrip()) is not None
    return number - line.block <= (3 if line.values else 1) and not (line.values and block.kind is BlockKind.HEADING)


def _poured(blocks: Context, text: str) -> bool:
    """True where at least three lines begin with a label that no colon ends: a sheet was poured into lines."""
    lines = (span for block, _ in blocks for span in block.lines or _as_lines(block))
    return sum(BARE.match(text, *span) is not None for span in lines) > 2


def _as_lines(block: Block) -> Iterator[Span]:
    """The rows of a table as the lines that they were."""
    for row in block.rows:
        if filled := [cell for cell in row if cell[0] < cell[1]]:
            yield filled[0][0], filled[-1][1]


def _labels(span: Span, text: str, bare: bool) -> Iterator[tuple[str, str, int, int]]:
    """(role, label, where it begins, where its value begins) of each label in a line."""
    opening = OPENING.match(text, *span)
    start = opening.end() if opening else span[0]
    if ALONE.fullmatch(text, start, span[1]):
        key = text[start : span[1]].rstrip(" :")
        yield role_of(key), key, start, span[1]
        return
    if STAKE_ALONE.fullmatch(text, start, span[1]):
        yield "stake", text[start : span[1]].rstrip(" :"), start, span[1]
        return
    if bare and (match := BARE.match(text, start, span[1])):
        yield role_of(match["key"]), match["key"], match.start(), match.end()
        return
    if text.find(":", start, span[1]) < 0:
        return
    told = False
    for match in INLINE.finditer(text, start, span[1]):
        before = text[start : match.start()].rstrip()
        if not before or before[-1] in ".;,•|/)" or match["key"][0].isupper():
            if not told and before[-1:] in DASHES and WORD.match(before) and len(before) < LONG:
                yield "name", "", start, start
            told = True
            yield role_of(match["key"]), match["key"], match.start(), match.end()
    if not told and (match := LOOSE.match(text, start, span[1])) and (role := loose_role(match["key"])):
        yield role, match["key"], match.start(), match.end()


# ── Facts ──


def _sheet(run: list[Line], blocks: Context, setting: Setting) -> Iterator[Passage]:
    roles = {line.role for line in run}
    of_project = roles & PROJECT_ROLES or any("projekt" in line.key.lower() for line in run)
    few = len(roles - {"other", "leader"}) < 2 and not (roles & PARTIES and _headed(run[0], blocks, setting))
    if few or not roles & SAYING or not of_project:
        return
    facts = list(_facts(run, blocks, setting))
    if facts:
        spans = [
            (line.start, max(end for _, end in line.values)) for line in run if line.role not in ("other", "leader")
        ]
        yield Passage(run[0].block, facts, spans)


def _headed(line: Line, blocks: Context, setting: Setting) -> bool:
    """True where the line right above is the title of a project and the text speaks of projects elsewhere too."""
    text = setting.document.text
    spans = [span for block, _ in blocks[max(0, line.block - 1) : line.block + 1] for span in block.lines]
    above = [start for start, _ in spans if start < line.start]
    titles = {title.start for title in titles_of([(block, "") for block, _ in blocks], text)}
    return bool(above) and above[-1] in titles and PROJECTS.search(text) is not None


def _facts(run: list[Line], blocks: Context, setting: Setting) -> Iterator[Candidate]:
    project, flags = _project(run, blocks, setting)
    period = next((found for line in run if line.role == "period" for found in _period(line, setting)), None)
    page = blocks[run[0].block][0].page
    whole = 0 if project and "topic" not in flags else 1

    def fact(kind: str, subject: str | None, object_: str | None, span: Span, lower: int, **more: object) -> Candidate:
        level = LEVELS[min(2, lower + whole)] if project else "check"
        return Candidate(
            kind, subject, object_, *span, level=level, rule="sheet.project", page=page,
            flags=flags, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    givers: list[tuple[Named, Span]] = []
    programmes = [named for line in run if line.role == "program" for named in _bodies(line, setting)]
    for line in run:
        for named in _bodies(line, setting):
            if project and named.entity.name == project:
                continue
            lower = sum(flag in named.flags for flag in ("weak", "cell", "metonymy"))
            if line.role in ("owner", "partner", "leader"):
                yield fact("project", named.entity.name, project, (line.start, named.span[1]), lower)
            elif line.role == "eu" and len(programmes) == 1:
                programmes[0].amount = named.amount  # the programme is what the Union gives through
            elif line.role in ("giver", "eu", "stake"):
                givers.append((named, (line.start, named.span[1])))
    givers += [(named, named.span) for named in programmes if named.amount or not givers]
    sums = [(line, value) for line in run if line.role == "sum" for value in [_sum(line, setting)] if value]
    if len(sums) == 1 and len(givers) == 1 and givers[0][0].amount is None:
        givers[0][0].amount = sums[0][1]
    for named, span in givers:
        lower = sum(flag in named.flags for flag in ("weak", "cell", "metonymy"))
        yield fact(
            "funding", named.entity.name, project, span, lower,
            amount=named.amount, approx=named.approx, period=period,
        )  # fmt: skip
    for line in run:
        total = _sum(line, setting) if line.role == "budget" else None
        if total or (line.role == "budget" and any(FOREIGN.search(setting.text(span)) for span in line.values)):
            yield fact("budget", project, None, (line.start, line.values[0][1]), 0, amount=total, period=period)


def _bodies(line: Line, setting: Setting) -> Iterator[Named]:
    if line.role == "eu":
        union = Entity("EU", "union", True)
        value = next((found for span in line.values for found in [_amount(span, setting)] if found), None)
        yield Named(union, (line.start, line.values[-1][1]), (), value)
        return
    if line.role == "stake":
        yield from _stakeholder(line, setting)
        return
    if line.role not in ("owner", "partner", "leader", "giver", "program"):
        return
    for span in line.values:
        for named in named_in(span, setting):
            known = not {"weak", "cell"} & set(named.flags)
            if line.role in ("leader", "program") and not known:
                continue
            yield named


def _stakeholder(line: Line, setting: Setting) -> Iterator[Named]:
    """Who gives by the label itself, with the sum of its value."""
    match = STAKE.fullmatch(line.key)
    span = next((match.span(group) for group in STAKE.groupindex if match[group]), None) if match else None
    if span is None:
        return
    for named in list(named_in((line.start + span[0], line.start + span[1]), setting))[:1]:
        if "cell" not in named.flags or named.entity.name.isupper():
            named.amount = _sum(line, setting)
            yield named


def _project(run: list[Line], blocks: Context, setting: Setting) -> tuple[str | None, tuple[str, ...]]:
    """The name of the project: the sheet's own, else that of the heading over it, else of the one project named."""
    for line in run:
        if line.role == "name":
            name = " ".join(setting.document.text[slice(*line.values[0])].split()).strip(' .”"“')
            return name, ()
    start = run[0].start
    above = [title for title in titles_of([(b, "") for b, _ in blocks], setting.document.text) if title.start < start]
    near = [title for title in above if title.place >= run[0].block - FAR]
    projects = {entity.name for entity in setting.around.counts if entity.kind == "project"}
    for title in reversed(near):
        if not GENERIC.fullmatch(title.text) and not ALONE.fullmatch(title.text):
            return name_of(title.text)[0], ("topic",)
    return (projects.pop(), ("topic",)) if len(projects) == 1 else (None, ())


def _period(line: Line, setting: Setting) -> list[tuple[str | None, str | None]]:
    text = " ".join(setting.document.text[slice(*span)] for span in line.values)
    dates = [token.value for token in tokens(text) if token.kind == "date"]
    if len(dates) == 2:
        return [(dates[0], dates[1])]
    found = periods(text)
    if len(found) == 2 and all(start == end for start, end in found):
        return [(found[0][0], found[1][1])]
    return found[:1]


def _sum(line: Line, setting: Setting) -> Decimal | None:
    return next((found for span in line.values for found in [_amount(span, setting)] if found), None)


def _amount(span: Span, setting: Setting) -> Decimal | None:
    """The kronor of a value; a bare figure below a thousand may be in any unit, so it is no sum."""
    text = setting.text(span)
    found = amount(text, 1)
    unit = re.search(r"(?i)kr|sek|miljon|miljard", text)
    return found if found is not None and (unit or found >= 10_000) else None
