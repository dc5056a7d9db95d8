"""Tables whose columns ran together: a heading of several columns over rows of “name figure figure”.

Text that was copied out of a page keeps one space between cells, so “18 200 18 700” may be one figure or two. The
heading tells how many there are; a grouping of digits that no print would have (“200 18”, “000 750”) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from regiongraf.intake.document import Span

UNIT = r"(?:tkr|mnkr|mkr|kkr|msek|tsek|sek|kronor|kr|%|:-|procent)"
FIGURED = re.compile(
    r"(?i)belopp|bidrag|stöd|anslag|medel\b|summa|totalt?\b|antal|andel|budget|utfall|bokslut|prognos|beviljat?|sökt|"
    r"beslut|utbetal|kontant|eget arbete|egen insats|arbetstid|kostnad|värde|finansiering\b|tilldel|insats\b|"
    r"(?:19|20)\d\d|%|\bkr\b|kronor|tkr|mnkr|mkr|msek|\bsek\b|amount|grant|share|total\b|number"
)
"""The headings of columns of figures."""
NAMED = re.compile(
    r"(?i)(?:kommun|organisation|mottagare|bidragsmottagare|stödmottagare|sökande|förening|aktör|verksamhet|projekt|"
    r"projektägare|bolag|företag|namn|finansiär|medfinansiär|bidragsgivare|givare|medlem|part|ägare|region|enhet|"
    r"belopp i tkr|belopp i kr|belopp \(|i tkr|tkr|\(tkr\)|mnkr|kkr|bidragsgivare|"
    r"institution|museum|teater|medelsförvaltare|dnr|diarienummer|lärosäte|recipient|organi[sz]ation|company|funder)"
)
"""What the heading of a column of names begins with."""
YEAR = re.compile(r"(?:19|20)\d\d$")
SENTENCE = re.compile(r"\b(?:är|var|har|får|fick|beviljar|beviljas|ska|uppgår|uppgick|och|som|till|från|enligt)\b")
TAIL = re.compile(rf"(?P<tail>(?:\s+(?:\(?-?\d[\d.,]*(?:\s?{UNIT})?\)?|[–—-](?!\S)|{UNIT}(?!\S)))+)\s*$", re.IGNORECASE)
PART = re.compile(rf"(?P<figure>\d[\d.,]*)(?:\s?(?P<unit>{UNIT}))?(?!\S)|(?P<none>[–—-])(?!\S)", re.IGNORECASE)
NUMBERED = re.compile(r"\d[\d-]*\s+(?=[A-ZÅÄÖ])")
LONGEST = 110
"""In characters: a longer line heads no columns."""
COLUMNS = 5

Row = tuple[Span, ...]


def flattened(lines: Sequence[tuple[int, str]]) -> list[Row]:
    """The rows of such a table at the start of `lines` (offset and text of each), its heading first; else none.

    A row holds the name, then one cell a column, as spans of the canonical text.
    """
    if len(lines) < 3:
        return []
    for heads in _headings(lines[0][1]):
        rows: list[Row] = []
        for start, text in lines[1:]:
            row = _row(text, len(heads) - 1)
            if row is None:
                break
            rows.append(tuple((start + a, start + b) for a, b in row))
        if len(rows) > 1:
            return [tuple((lines[0][0] + a, lines[0][0] + b) for a, b in heads), *rows]
    return []


def _headings(text: str) -> Iterator[Row]:
    """How a line may be cut into headings: that of the names, and one for each column of figures."""
    if len(text) > LONGEST or text[-1] in ".:;!?," or SENTENCE.search(text) or not NAMED.match(text):
        return
    for alone in (False, True):
        pieces = _pieces(text, years_alone=alone)
        if not alone and len(pieces) > 1 and all(YEAR.match(text[a:b][-4:]) for a, b in pieces):
            continue  # the names have no year: “Belopp i tkr | 2021 | 2020”
        figured = len(pieces)
        while figured > 1 and FIGURED.search(text[slice(*pieces[figured - 1])]):
            figured -= 1
        if figured < len(pieces) and len(pieces) - figured <= COLUMNS:
            yield ((pieces[0][0], pieces[figured - 1][1]), *pieces[figured:])


def _pieces(text: str, *, years_alone: bool) -> list[Span]:
    """Cut before capitals and years; what stands in brackets, or in small letters, goes on."""
    pieces: list[Span] = []
    dated = False
    for match in re.finditer(r"\([^)]*\)|\S+", text):
        word = match[0]
        year = YEAR.match(word) is not None
        begins = (word[0].isupper() or word == "%") if not year else (dated or years_alone)
        if pieces and not begins:
            pieces[-1] = (pieces[-1][0], match.end())
        else:
            pieces.append(match.span())
            dated = False
        dated = dated or year
    return pieces


def _row(text: str, columns: int) -> Row | None:
    """The name and the cells of a row, as spans of `text`; None where it has not so many figures."""
    tail = TAIL.search(text)
    if tail is None or not text[: tail.start()].strip():
        return None
    parts = list(PART.finditer(text, tail.start("tail")))
    dealt = _dealt([(part["figure"], bool(part["unit"] or part["none"]), part["none"]) for part in parts], columns)
    if dealt is None:
        return None
    opening = NUMBERED.match(text)
    begin = opening.end() if opening and opening.end() < tail.start() else 0
    if not re.search(r"[^\W\d_]", text[begin : tail.start()]):
        return None
    cells = [(parts[a].start(), parts[b - 1].end()) for a, b in dealt]
    return ((begin, tail.start()), *cells)


def _dealt(parts: Sequence[tuple[str | None, bool, str | None]], columns: int) -> list[Span] | None:
    """How the groups of digits make up `columns` figures: the way in which those are nearest to each other.

    Each part is its digits, whether a figure must end behind it, and the dash of an empty cell.
    """
    count = len(parts)
    if not columns <= count <= 4 * columns:
        return None
    best: tuple[float, list[Span]] | None = None
    for cuts in combinations(range(1, count), columns - 1):
        edges = (0, *cuts, count)
        spans = list(pairwise(edges))
        if all(_figure(parts[a:b]) for a, b in spans):
            sizes = [size for a, b in spans if (size := _size(parts[a:b]))]
            spread = max(sizes, default=1.0) / min(sizes, default=1.0)
            if best is None or spread < best[0]:
                best = spread, spans
    return best[1] if best else None


def _size(parts: Sequence[tuple[str | None, bool, str | None]]) -> float:
    """About how large a figure is."""
    shown = "".join(digits or "" for digits, _, _ in parts).replace(",", ".")
    return float(shown) if re.fullmatch(r"\d+(?:\.\d+)?", shown) else 0.0


def _figure(parts: Sequence[tuple[str | None, bool, str | None]]) -> bool:
    """True for parts that one printed figure is made of: “18 200”, “7,5”, “52 %”, “–”."""
    if any(ends for _, ends, _ in parts[:-1]):
        return False
    if parts[0][2] is not None:
        return len(parts) == 1
    first, *groups = [digits or "" for digits, _, _ in parts]
    if not groups:
        return not re.fullmatch(r"0\d+", first)
    if not re.fullmatch(r"[1-9]\d{0,2}", first):
        return False
    return all(re.fullmatch(r"\d{3}", group) for group in groups[:-1]) and bool(
        re.fullmatch(r"\d{3}(?:,\d{1,2})?", groups[-1])
    )
