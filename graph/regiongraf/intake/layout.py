"""Lines of text into typed blocks, where no geometry helps: headings, boxes, lists, tables, charts, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regiongraf.intake.document import Block, BlockKind, Span
from regiongraf.intake.flattened import flattened
from regiongraf.intake.lexer import NUMBER, S

BULLET = re.compile(r"\s*(?:[•●▪■◦‣·*–—]|-(?=\s)|o(?=\s{2,})|\d{1,2}[.)](?=\s)|[a-hA-H]\)(?=\s))\s*")
CELL_GAP = re.compile(r"\t+| {2,}(?=\S)|\s*\|\s*")
RULE_LINE = re.compile(r"[\s|+:=_-]*")
UNFINISHED = re.compile(
    r"(?:[,;:(&/-]|\b(?:och|eller|samt|av|i|på|för|med|till|från|mellan|genom|om|den|det|de|som|ett|en|är|the|of|and|by|"
    r"Region|region|län|länets|norra|södra|AB,))$"
)
UNIT_WORD = r"(?:kr\.?|kronor|tkr|mnkr|mkr|msek|sek|%|procent|miljoner(?: kronor)?|:-)"
LABELLED = re.compile(
    rf"(?P<label>[^\W\d_].*?[^\s:–-])(?:{S}*[:–-]{S}*|{S}+)(?P<figure>(?:{NUMBER}{S}?{UNIT_WORD}|\d{{1,3}}(?:{S}\d{{3}})+|\d{{4,}}))$",
    re.IGNORECASE,
)
PROJECT_LINE = re.compile(r"(?:total )?(?:projekt)?(?:budget(?:en)?|period|tid)|total projektbudget", re.IGNORECASE)
"""Labels of a fact sheet: what stands behind them is no row of a table."""
UNIT_SAID = re.compile(r"\b(?:kr|kronor|tkr|mnkr|mkr|msek|procent|miljoner)\b|%", re.IGNORECASE)
PLAIN_LABELLED = re.compile(
    rf"(?P<label>[^\W\d_].*?[^\s:–-])(?:{S}*[:–-]{S}*|{S}+)(?P<figure>{NUMBER}(?:{S}?{UNIT_WORD})?)$", re.IGNORECASE
)
AMOUNT_LINE = re.compile(rf"\d{{1,3}}(?:{S}\d{{3}})+(?:{S}?{UNIT_WORD})?$")
OPEN_LABEL = re.compile(r"\b(?:och|samt|av|i|på|för|med|till|från|om|år|den|sedan|under)$")
"""A label that goes on into its figure: “… i bidrag för 2024” is no row of a table."""
GETS_BEHIND = re.compile(r"\s+(?:tilldelas|beviljas|beviljades|tilldelades|erhåller)$")
"""A verb between a name and its figure."""
YEAR_LINE = re.compile(r"(?:19|20)\d\d$")
FIGURE_LINE = re.compile(
    rf"(?:ca\.? |cirka |drygt )?{NUMBER}(?:{S}?{UNIT_WORD})?(?:{S}[^\W\d_].{{0,40}})?$", re.IGNORECASE
)
LONG_FIGURE = re.compile(rf"{NUMBER}(?:{S}?{UNIT_WORD})?{S}[^\W\d_][^.;:]{{0,70}}$", re.IGNORECASE)
SENTENCE_WORD = re.compile(
    r"\b(?:är|var|har|äger|ägs|får|fick|beviljar|beviljas|ska|kommer|uppgår|uppgick|ingår|blir|består|of|is|are|has)\b"
)
SECTION = re.compile(r"(?:§\s*\d+|\d+(?:\.\d+)*\s*§|\d+(?:\.\d+)+\s+\D|(?:Not|Note|Kapitel|Kap\.)\s+\d+)")
SMALL_BOX = 48


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the canonical text, without the white space around it."""

    start: int
    end: int
    text: str
    column: int
    """How far it is indented."""

    @property
    def span(self) -> Span:
        """Where it lies."""
        return self.start, self.end


def lines_of(text: str, start: int, end: int) -> list[Line | None]:
    """The lines of `text[start:end]`; None for an empty one."""
    found: list[Line | None] = []
    position = start
    for raw in text[start:end].splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            column = len(raw) - len(raw.lstrip())
            found.append(Line(position + column, position + column + len(stripped), stripped, column))
        else:
            found.append(None)
        position += len(raw)
    return found


CUT = 4
"""So many short pieces that begin within a sentence, or are a figure alone, are no accident."""


def is_poured(pieces: Sequence[tuple[str, bool]]) -> bool:
    """True for pieces of a page, each with whether it is running text, that were plain text before.

    Text that was only poured into another format is cut where its lines or paragraphs were: short pieces begin within
    a sentence, and the figures of a chart stand one below the other.
    """
    running = [piece.strip() for piece, runs in pieces if runs and piece.strip()]
    cut = sum(len(piece) <= 2 * SMALL_BOX and piece[0].islower() for piece in running)
    figures = sum(AMOUNT_LINE.match(piece) is not None for piece in running)
    return max(cut, figures) >= CUT


def blocks(text: str, start: int, end: int, page: int | None) -> list[Block]:
    """The blocks of `text[start:end]`, in the order of the text."""
    paragraphs = _boxes_rejoined(list(_paragraphs(lines_of(text, start, end))))
    found: list[Block] = []
    index = 0
    while index < len(paragraphs):
        chart, used = _chart(paragraphs, index, page)
        if chart:
            found.append(chart)
            index += used
            continue
        if _introduces_list(paragraphs, index):
            paragraphs[index + 1] = paragraphs[index] + paragraphs[index + 1]
        else:
            found += _blocks(paragraphs[index], page)
        index += 1
    return found


def _paragraphs(lines: Sequence[Line | None]) -> Iterator[list[Line]]:
    """Runs of lines without an empty one; a single leading space after unindented lines starts a new one too."""
    run: list[Line] = []
    for line in lines:
        if line is None or (run and line.column == 1 and run[-1].column == 0 and not UNFINISHED.search(run[-1].text)):
            if run:
                yield run
            run = []
        if line is not None:
            run.append(line)
    if run:
        yield run


CONTINUES = re.compile(
    r"(?:Förbundet|Bolaget|Föreningen|Stiftelsen|Regionen|Kommunen|Finansiell|Samarbete|Samverkan|Nätverk|Avtalssamverkan|"
    r"Projektsamverkan|Ägs|Ägare|Samägs|Ägt|Medlemmar|Bildat|Bildad)\b(?! [A-ZÅÄÖ])"
)
OPEN_NAME = re.compile(r"\b(?:\w+förbundet|[Ff]öreningen|[Ss]tiftelsen|[Pp]artnerskapet|Nätverket)$")
NAMED_BOX = re.compile(r"[A-ZÅÄÖ].*\b(?:AB|HB|förbund\w*|stiftelse\w*),$")


def _boxes_rejoined(paragraphs: list[list[Line]]) -> list[list[Line]]:
    """Where many short paragraphs follow each other (the boxes of a chart), put each box together again.

    A box goes on where its text is unfinished, or where the next lines cannot begin a name; it ends before a line such
    as “Norrtåg AB,”.
    """
    small = [
        max(len(line.text) for line in part) <= SMALL_BOX and len(part) <= 6 and not _figures(part)
        for part in paragraphs
    ]
    result: list[list[Line]] = []
    for index, part in enumerate(paragraphs):
        region = small[index] and all(small[max(0, index - 2) : index + 3]) and len(paragraphs) > 5
        if not region:
            result.append(part)
            continue
        for line_number, line in enumerate(part):
            before = result[-1] if result and index and small[index - 1] else None
            if line_number == 0:
                goes_on = before is not None and _goes_on(before, line)
            else:
                goes_on = not (NAMED_BOX.match(line.text) and not _unfinished(result[-1]))
            if goes_on:
                result[-1] = [*result[-1], line]
            else:
                result.append([line])
    return result


def _figures(part: list[Line]) -> bool:
    return any(FIGURE_LINE.match(line.text) or LABELLED.match(line.text) for line in part)


def _unfinished(box: list[Line]) -> bool:
    last = box[-1].text
    return bool(UNFINISHED.search(last) or OPEN_NAME.search(last))


def _goes_on(box: list[Line], line: Line) -> bool:
    if box[-1].text.endswith((".", ":")):
        return False
    described = any(other.text[0].islower() for other in box)
    return _unfinished(box) or line.text[0].islower() or (not described and CONTINUES.match(line.text) is not None)


LIST_HEAD = re.compile(
    r"(?:Våra (?:medlemmar|ägare|partners?|samarbetspartners?|finansiärer|bolag|dotterbolag)|"
    r"Förbundsmedlemmar|Medlemmar|Medlemskommuner|Medlemskap|Ägare|Delägare|Aktieägare|Stiftare|"
    r"(?:Hel-? ?(?:och|/) ?del|Hel|Del|Sam|Majoritets)ägda (?:dotter|kommunala |aktie)?bolag|"
    r"(?:Kommunala|Kommunens|Regionens) bolag|"
    r"Dotterbolag|Partners?|Samarbetspartners?|"
    r"Projektpartners?|Finansiärer|Medfinansiärer|Members|Owners|Shareholders)\s*:?$"
)
KEYED = re.compile(r"[A-ZÅÄÖ][\w åäöÅÄÖ/-]{2,32}:\s+\S")


def _names_only(lines: list[Line]) -> bool:
    """True for two or more short lines that each begin with a capital and are no sentence."""
    return len(lines) > 1 and all(
        len(line.text) < 60
        and BULLET.sub("", line.text, count=1)[:1].isupper()
        and line.text[-1] not in ".:;"
        and not SENTENCE_WORD.search(line.text)
        for line in lines
    )


def _introduces_list(paragraphs: list[list[Line]], index: int) -> bool:
    """True where a paragraph ends in a colon before a list, or a head such as “Medlemmar” stands over names."""
    if (
        index + 1 < len(paragraphs)
        and len(paragraphs[index]) == 1
        and LIST_HEAD.match(paragraphs[index][0].text)
        and _names_only(paragraphs[index + 1])
    ):
        return True
    if index + 1 >= len(paragraphs) or not paragraphs[index][-1].text.endswith(":"):
        return False
    return BULLET.match(paragraphs[index + 1][0].text) is not None


def _blocks(lines: list[Line], page: int | None) -> Iterator[Block]:
    """The blocks of one paragraph."""
    index = 0
    while index < len(lines):
        if len(lines) - index > 2 and LIST_HEAD.match(lines[index].text) and _names_only(lines[index + 1 :]):
            yield Block(BlockKind.PROSE, tuple(line.span for line in lines[index:]), page=page, listed=True)
            return
        table, used = _columns(lines[index:], page)
        if not table:
            table, used = _flattened(lines[index:], page)
        if not table:
            unit = index > 0 and UNIT_SAID.search(lines[index - 1].text) is not None
            table, used = _labelled(lines[index:], page, PLAIN_LABELLED if unit else LABELLED)
        if table:
            yield table
            index += used
            continue
        stop = next((i for i in range(index + 1, len(lines)) if _starts_table(lines[i:], lines[i - 1])), len(lines))
        yield from _running(lines[index:stop], page)
        index = stop


def _starts_table(lines: list[Line], before: Line) -> bool:
    pattern = PLAIN_LABELLED if UNIT_SAID.search(before.text) else LABELLED
    return _columns(lines, None)[1] > 0 or _flattened(lines, None)[1] > 0 or _labelled(lines, None, pattern)[1] > 0


def _running(lines: list[Line], page: int | None) -> Iterator[Block]:
    """Headings, boxes, lists and prose out of lines that are no table."""
    start = 0
    while start < len(lines) - 1 and _is_heading(lines, start):
        yield Block(BlockKind.HEADING, (lines[start].span,), page=page)
        start += 1
    rest = lines[start:]
    section = next((i for i in range(1, len(rest) - 1) if _begins_section(rest, i) and _is_heading(rest, i)), None)
    if section is not None:
        yield from _running(rest[:section], page)
        yield from _running(rest[section:], page)
        return
    for part in _items(rest):
        yield from _boxes(part, page, alone=len(lines) == 1)


def _begins_section(lines: list[Line], index: int) -> bool:
    """True for “§ 4 Organisation”, and for a word or two such as “Ärendet” between whole sentences."""
    text = lines[index].text
    between = lines[index - 1].text[-1] in ".!?" and lines[index + 1].text[:1].isupper()
    return bool(SECTION.match(text)) or (between and len(text.split()) <= 3 and not re.search(r"[\d.,:;!?]", text))


def _items(lines: list[Line]) -> Iterator[list[Line]]:
    """A list whose introduction ends in a colon stays whole; other bullets stand for themselves."""
    part: list[Line] = []
    introduced = False
    for line in lines:
        if BULLET.match(line.text) and part and not introduced:
            introduced = part[-1].text.endswith(":") and BULLET.match(part[-1].text) is None
            if not introduced:
                yield part
                part = []
        part.append(line)
    if part:
        yield part


def _is_heading(lines: list[Line], index: int) -> bool:
    """True for a short first line that the next one does not continue."""
    line, following = lines[index].text, lines[index + 1].text
    if len(line) > 90 or not (line[0].isupper() or line[0] in "§\"”'" or line[0].isdigit()) or UNFINISHED.search(line):
        return False
    if re.fullmatch(NUMBER, line) and not YEAR_LINE.match(line):
        return False  # a figure over the words that say what it counts
    if line[-1] in ".!;" and not SECTION.match(line):
        return False
    if not (following[0].isupper() or following[0].isdigit() or following[0] in '•-–§"”'):
        return False
    if line.isupper() or SECTION.match(line) or line[-1] == "?":
        return True
    widest = max(len(other.text) for other in lines)
    return len(line) < 0.6 * widest and widest > SMALL_BOX


def _boxes(lines: list[Line], page: int | None, *, alone: bool) -> Iterator[Block]:
    """Prose, or boxes where every line is short; a new box starts at a line such as “Norrtåg AB,”."""
    text = [line.text for line in lines]
    if len(lines) > 2 and LIST_HEAD.match(text[0]) and _names_only(lines[1:]):
        yield Block(BlockKind.PROSE, tuple(line.span for line in lines), page=page, listed=True)
        return
    if len(lines) > 1 and sum(bool(KEYED.match(t)) for t in text) >= max(2, (len(text) + 1) // 2):
        starts = sorted({0, *(i for i, t in enumerate(text) if KEYED.match(t))})
        for first, last in zip(starts, [*starts[1:], len(text)], strict=True):
            yield Block(BlockKind.PROSE, tuple(line.span for line in lines[first:last]), page=page)
        return
    if len(lines) == 1:
        yield Block(_single(text[0], alone), (lines[0].span,), page=page)
        return
    if max(map(len, text)) > SMALL_BOX or any(t[-1] in ".!?" for t in text[:-1]) or not text[0][0].isupper():
        figure = len(lines) <= 3 and FIGURE_LINE.match(text[0]) and len(text[0]) < 24
        yield Block(BlockKind.LABEL if figure else BlockKind.PROSE, tuple(line.span for line in lines), page=page)
        return
    start = 0
    for index in range(1, len(lines)):
        if re.search(r"^[A-ZÅÄÖ].*\b(?:AB|förbund\w*|stiftelse\w*),$", text[index]) and not UNFINISHED.search(
            text[index - 1]
        ):
            yield Block(BlockKind.BOX, tuple(line.span for line in lines[start:index]), page=page)
            start = index
    yield Block(BlockKind.BOX, tuple(line.span for line in lines[start:]), page=page)


def _single(text: str, alone: bool) -> BlockKind:
    """The kind of a block of one line."""
    if FIGURE_LINE.match(text) and len(text) < 60:
        return BlockKind.LABEL
    if LONG_FIGURE.match(text) and not SENTENCE_WORD.search(text):
        return BlockKind.LABEL
    if re.match(r"(?:Tabell|Figur|Diagram|Källa|Bild|Table|Figure)\b", text):
        return BlockKind.CAPTION
    if (
        alone
        and len(text) < 100
        and text[-1] not in ".;,"
        and not SENTENCE_WORD.search(text)
        and not BULLET.match(text)
    ):
        return BlockKind.HEADING
    return BlockKind.PROSE


# ── Tables ──


def cells(line: Line) -> list[Span]:
    """The cells of a line: cut at tabs, bars, and gaps of two spaces or more."""
    found: list[Span] = []
    position = 0
    text = line.text.strip("|")
    offset = line.start + (len(line.text) - len(line.text.lstrip("|")))
    for gap in CELL_GAP.finditer(text):
        found.append((offset + position, offset + gap.start()))
        position = gap.end()
    found.append((offset + position, offset + len(text)))
    return [span for span in found if span[0] < span[1]] if "|" not in line.text else found


def _columns(lines: list[Line], page: int | None) -> tuple[Block | None, int]:
    """A table of columns at the start of `lines`, and how many of them it takes."""
    rows: list[tuple[Line, list[Span]]] = []
    used = 0
    for line in lines:
        if rows and RULE_LINE.fullmatch(line.text):
            used += 1
            continue
        row = cells(line)
        if len(row) < 2 and not (rows and YEAR_LINE.match(line.text)):
            break
        rows.append((line, row))
        used += 1
    if len(rows) < 2:
        return None, 0
    return Block(BlockKind.TABLE, tuple(line.span for line, _ in rows), tuple(_aligned(rows)), page), used


def _flattened(lines: list[Line], page: int | None) -> tuple[Block | None, int]:
    """A table whose cells nothing but single spaces parts, at the start of `lines`, and how many of them it takes."""
    rows = flattened([(line.start, line.text) for line in lines])
    spans = tuple(line.span for line in lines[: len(rows)])
    return (Block(BlockKind.TABLE, spans, tuple(rows), page), len(rows)) if rows else (None, 0)


def _aligned(rows: list[tuple[Line, list[Span]]]) -> Iterator[tuple[Span, ...]]:
    """Every row with one cell per column; a short row's cells go to the columns they overlap most, or stand nearest."""
    width = max(len(row) for _, row in rows)
    full = [(line, row) for line, row in rows if len(row) == width]

    def column(line: Line, cell: Span) -> tuple[int, int]:
        return line.column + cell[0] - line.start, line.column + cell[1] - line.start

    extents = [
        (min(column(line, row[i])[0] for line, row in full), max(column(line, row[i])[1] for line, row in full))
        for i in range(width)
    ]
    for line, row in rows:
        if len(row) == width:
            yield tuple(row)
            continue
        placed: list[Span] = [(line.start, line.start)] * width
        for cell in row:
            left, right = column(line, cell)
            best = max(range(width), key=lambda i: (min(right, extents[i][1]) - max(left, extents[i][0]), -i))
            placed[best] = cell
        yield tuple(placed)


def _labelled(lines: list[Line], page: int | None, pattern: re.Pattern[str]) -> tuple[Block | None, int]:
    """Lines of “label figure” or “label: figure” at the start of `lines`, with lines of a year between them."""
    rows: list[tuple[Span, ...]] = []
    spans: list[Span] = []
    figures = used = 0
    for line in lines:
        match = pattern.match(BULLET.sub("", line.text, count=1) if BULLET.match(line.text) else line.text)
        if match and PROJECT_LINE.fullmatch(match["label"]):
            break
        label = match["label"] if match else ""
        whole = not SENTENCE_WORD.search(label) and not OPEN_LABEL.search(label)
        if match and whole and len(label) < 90:
            shift = line.end - len(match.string)
            named = match.start("label") + len(GETS_BEHIND.sub("", label))
            rows.append(
                (
                    (shift + match.start("label"), shift + named),
                    (shift + match.start("figure"), shift + match.end("figure")),
                )
            )
            figures += 1
        elif YEAR_LINE.match(line.text):
            rows.append((line.span, (line.end, line.end)))
        else:
            break
        spans.append(line.span)
        used += 1
    if figures < 2:
        return None, 0
    return Block(BlockKind.TABLE, tuple(spans), tuple(rows), page), used


# ── Charts whose names and amounts were pulled apart ──


def _chart(paragraphs: list[list[Line]], index: int, page: int | None) -> tuple[Block | None, int]:
    """A chart read as names, one of them glued to its amount, and then as many amounts less one.

    The glued line ends the names and begins the amounts, so the amounts run from the last name up.
    """
    names: list[Line] = []
    at = index
    while at < len(paragraphs) and len(paragraphs[at]) == 1 and len(paragraphs[at][0].text) < 70:
        line = paragraphs[at][0]
        at += 1
        glued = LABELLED.match(line.text)
        if glued:
            break
        if not line.text[0].isupper() or line.text[-1] in ".:;":
            return None, 0
        names.append(line)
    else:
        return None, 0
    if len(names) < 2:
        return None, 0
    figures: list[Line] = []
    while at < len(paragraphs) and len(paragraphs[at]) == 1 and AMOUNT_LINE.match(paragraphs[at][0].text):
        figures.append(paragraphs[at][0])
        at += 1
    names = names[-len(figures) :] if len(figures) >= 2 else []
    if not names or len(names) != len(figures):
        return None, 0
    shift = line.start
    rows = [(name.span, figure.span) for name, figure in zip(names, reversed(figures), strict=True)]
    rows.append(((shift, shift + glued.end("label")), (shift + glued.start("figure"), line.end)))
    spans = tuple(span for row in rows for span in row)
    skipped = at - index - len(names) - len(figures) - 1
    return (Block(BlockKind.CHART, spans, tuple(rows), page), at - index) if skipped == 0 else (None, 0)
