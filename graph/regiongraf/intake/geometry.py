"""Where things stand on a page, made into lines, boxes, columns and tables. Knows no PDF library.

Coordinates are in points, y upwards. All comparisons carry a tolerance in ems, so that nothing hangs on the last digit.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from regiongraf.intake.document import BlockKind
from regiongraf.intake.lexer import NUMBER, S

WORD_GAP = 0.16
SEGMENT_GAP = 0.9
"""In ems: a wider gap on one baseline parts columns or cells."""
FIGURE_CELL = re.compile(
    rf"[–-]?{NUMBER}(?:{S}?(?:%|kr|kronor|tkr|mnkr|mkr|mdkr|procent))?\)?|[–-]|\d+,\d+\d\){S}?%", re.IGNORECASE
)
AMOUNT = re.compile(rf"\d{S}\d{{3}}|\d{{4}}")
YEAR_CELL = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its left and right edge, baseline and height."""

    char: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Rectangle:
    """The bounds of a drawn path."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """True where the point lies inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    @property
    def area(self) -> float:
        """In square points."""
        return (self.right - self.left) * (self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one baseline that no wide gap parts."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def top(self) -> float:
        """The upper edge, near enough."""
        return self.base + self.size * 0.75

    @property
    def bottom(self) -> float:
        """The lower edge, near enough."""
        return self.base - self.size * 0.25


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a page in reading order: lines of text, or rows of a table."""

    left: float
    right: float
    bottom: float
    top: float
    lines: tuple[tuple[Segment, ...], ...]
    kind: BlockKind | None = None
    """TABLE or CHART for rows, BOX for what a frame holds, None for running text."""

    @property
    def size(self) -> float:
        """The height of its letters."""
        return max((segment.size for line in self.lines for segment in line), default=10.0)


@dataclass(slots=True)
class Sheet:
    """A page: its glyphs and frames, and, once laid out, its items in reading order."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    frames: list[Rectangle]
    lines: list[Segment] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def lay_out(sheet: Sheet) -> Sheet:
    """Fill in the lines and items of a page; its glyphs are let go, as only the items are needed from then on."""
    frames = sorted(
        {f for f in sheet.frames if f.right - f.left > 20 and f.top - f.bottom > 8},
        key=lambda f: (f.area, f.left, f.bottom),
    )
    frames = frames[:800]
    owners = _owners(sheet.glyphs, frames)
    grouped: dict[int | None, list[Glyph]] = {}
    for glyph, owner in zip(sheet.glyphs, owners, strict=True):
        grouped.setdefault(owner, []).append(glyph)
    segments = {owner: _segments(glyphs) for owner, glyphs in grouped.items()}
    cells, rest = _grid(frames, segments)
    items = [*cells]
    for owner in sorted(rest, key=lambda o: -1 if o is None else o):
        found = rest[owner]
        framed = owner is not None and frames[owner].area < 0.5 * sheet.width * sheet.height
        parts = [part for column in _columns(found) for part in _ordered(_tabled(column, sheet.frames))]
        if framed and parts and not any(part.kind for part in parts):
            items.append(_merged(parts, BlockKind.BOX))
        else:
            items += parts
    sheet.lines = [segment for found in segments.values() for segment in found]
    sheet.items = _order(items)
    sheet.glyphs = []
    sheet.frames = []
    return sheet


BAND = 24.0
"""Height in points of the bands that frames are looked up by."""


def _owners(glyphs: Sequence[Glyph], frames: Sequence[Rectangle]) -> list[int | None]:
    """For each glyph the smallest frame around it; a frame that holds one letter at most is a bar, not a frame."""
    bands: dict[int, list[int]] = {}
    for index, frame in enumerate(frames):
        for band in range(int(frame.bottom // BAND), int(frame.top // BAND) + 1):
            bands.setdefault(band, []).append(index)
    found: list[int | None] = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base + glyph.size * 0.25
        found.append(next((i for i in bands.get(int(y // BAND), ()) if frames[i].holds(x, y)), None))
    counts = Counter(owner for owner in found if owner is not None)
    return [owner if owner is not None and counts[owner] >= 2 else None for owner in found]


def _segments(glyphs: Iterable[Glyph]) -> list[Segment]:
    """Glyphs into words and segments, by baseline and gap."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (-round(g.base, 1), g.left, g.char)):
        if rows and abs(rows[-1][0].base - glyph.base) <= 0.25 * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    found: list[Segment] = []
    for row in rows:
        row.sort(key=lambda g: (g.left, g.right, g.char))
        run: list[Glyph] = []
        parts: list[str] = []
        for glyph in row:
            if run:
                gap = glyph.left - run[-1].right
                em = min(glyph.size, run[-1].size)
                if gap > SEGMENT_GAP * em:
                    found.append(_segment(run, parts))
                    run, parts = [], []
                elif gap > WORD_GAP * em:
                    parts.append(" ")
                elif glyph.char == run[-1].char and abs(glyph.left - run[-1].left) < 0.1 * em:
                    continue  # bold made by printing twice
            run.append(glyph)
            parts.append(glyph.char)
        if run:
            found.append(_segment(run, parts))
    return found


def _segment(run: Sequence[Glyph], parts: Sequence[str]) -> Segment:
    return Segment("".join(parts), run[0].left, run[-1].right, run[0].base, max(g.size for g in run))


# ── Columns of prose ──


def _columns(segments: list[Segment]) -> list[list[Segment]]:
    """Segments parted where columns of prose stand side by side; lines across both part the bands above and below."""
    edge = _column_edge(segments)
    if edge is None:
        return [segments]
    across = sorted((s for s in segments if s.left < edge < s.right), key=lambda s: -s.base)
    groups: list[list[Segment]] = []
    rest = [s for s in segments if not s.left < edge < s.right]
    for line in (*across, None):
        band = [s for s in rest if line is None or s.base > line.base]
        rest = [s for s in rest if line is not None and s.base <= line.base]
        for side in ([s for s in band if s.right <= edge], [s for s in band if s.left >= edge]):
            groups += _columns(side) if side else []
        if line is not None:
            groups.append([line])
    return groups


def _column_edge(segments: Sequence[Segment]) -> float | None:
    """Where a second column of prose begins: many lines start there, few run over it, and both sides are words."""
    if len(segments) < 12:
        return None
    starts = Counter(round(s.left / 3) for s in segments if len(s.text) > 15)
    first = min(starts, default=0)
    for place, _ in sorted(starts.items(), key=lambda item: (-item[1], item[0])):
        edge = min(s.left for s in segments if round(s.left / 3) == place) - 1.0
        left = [s for s in segments if s.right <= edge]
        right = [s for s in segments if s.left >= edge]
        if place == first or min(len(left), len(right)) < max(5, len(segments) // 4):
            continue
        few = len(segments) - len(left) - len(right) <= len(segments) // 12
        if few and all(sum(len(s.text) for s in side) >= 18 * len(side) for side in (left, right)):
            return edge
    return None


# ── Tables ──


def _grid(
    frames: Sequence[Rectangle], segments: dict[int | None, list[Segment]]
) -> tuple[list[Item], dict[int | None, list[Segment]]]:
    """Frames side by side in rows are the cells of a ruled table."""
    rows: dict[tuple[int, int], list[int]] = {}
    for owner in segments:
        if owner is not None:
            frame = frames[owner]
            rows.setdefault((round(frame.bottom / 3), round(frame.top / 3)), []).append(owner)
    lined = sorted((key for key, owners in rows.items() if len(owners) > 1), reverse=True)
    tables: list[list[tuple[int, int]]] = []
    for key in lined:
        before = tables[-1][-1] if tables else None
        if before and abs(before[0] - key[1]) <= 1 and _same_columns(rows[before], rows[key], frames):
            tables[-1].append(key)
        else:
            tables.append([key])
    rest = dict(segments)
    found: list[Item] = []
    for table in tables:
        if len(table) < 2:
            continue
        lines = []
        for key in table:
            owners = sorted(rows[key], key=lambda o: frames[o].left)
            lines.append(tuple(_cell(segments[owner]) for owner in owners))
            for owner in owners:
                rest.pop(owner, None)
        found.append(_item(lines, BlockKind.TABLE))
    return found, rest


def _same_columns(one: Sequence[int], other: Sequence[int], frames: Sequence[Rectangle]) -> bool:
    lefts = {round(frames[o].left / 4) for o in one}
    return len(lefts & {round(frames[o].left / 4) for o in other}) >= 2


def _cell(segments: Sequence[Segment]) -> Segment:
    """All words of a cell as one segment."""
    ordered = sorted(segments, key=lambda s: (-s.base, s.left))
    return Segment(
        " ".join(s.text for s in ordered),
        min(s.left for s in ordered),
        max(s.right for s in ordered),
        ordered[0].base,
        ordered[0].size,
    )


def _tabled(segments: Sequence[Segment], frames: Sequence[Rectangle]) -> list[Item]:
    """Segments into items: rows whose right parts are figures become tables or charts, the rest single lines."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-round(s.base, 1), s.left)):
        if rows and abs(rows[-1][0].base - segment.base) <= 0.3 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    found: list[Item] = []
    index = 0
    while index < len(rows):
        end = index
        while end < len(rows) and (_is_row(rows[end]) or (end > index and _between_rows(rows, end))):
            end += 1
        # A row alone at the edge of a page belongs to a table that goes on over the page break.
        edge = (
            end in (1, len(rows)) and end == index + 1 and _is_row(rows[index]) and AMOUNT.search(rows[index][-1].text)
        )
        if edge or sum(_is_row(row) for row in rows[index:end]) >= 2:
            start = index
            if (
                found
                and len(rows[index - 1]) > 1
                and len(found[-1].lines[0]) == 1
                and _heads(rows[index - 1], rows[index])
            ):
                start = index - 1
                del found[len(found) - len(rows[index - 1]) :]
            elif (
                found
                and len(rows[index - 1]) == 1
                and YEAR_CELL.fullmatch(rows[index - 1][0].text)
                and found[-1].kind is None
            ):
                start = index - 1
                del found[-1]
            table = rows[start:end]
            found.append(_item([tuple(row) for row in table], _table_kind(table, frames)))
            index = end
            continue
        found += [_item([(segment,)], None) for segment in rows[index]]
        index += 1
    return found


def _is_row(row: Sequence[Segment]) -> bool:
    """True for a label followed by figures only (or short words and figures)."""
    if len(row) < 2 or len(row[0].text) > 70 or not re.search(r"[^\W\d_]", row[0].text):
        return False
    figures = [bool(FIGURE_CELL.fullmatch(cell.text.strip())) for cell in row[1:]]
    return any(figures) and all(figure or len(cell.text) < 40 for figure, cell in zip(figures, row[1:], strict=True))


def _between_rows(rows: Sequence[Sequence[Segment]], index: int) -> bool:
    """True for a line of one year between rows, with more rows behind it."""
    return (
        len(rows[index]) == 1
        and bool(YEAR_CELL.fullmatch(rows[index][0].text))
        and index + 1 < len(rows)
        and _is_row(rows[index + 1])
    )


def _heads(row: Sequence[Segment], first: Sequence[Segment]) -> bool:
    """True where each part of `row` stands over a column of `first`."""
    close = first[0].size * 3.2
    return abs(row[0].base - first[0].base) < close and all(
        any(part.left < cell.right + 4 and cell.left < part.right + 4 for cell in first) for part in row
    )


def _table_kind(table: Sequence[Sequence[Segment]], frames: Sequence[Rectangle]) -> BlockKind:
    """A chart where a bar is drawn between name and figure in most rows."""
    bars = 0
    for row in table:
        if len(row) != 2:
            continue
        name, figure = row
        middle = name.base + name.size * 0.25
        bars += any(
            f.bottom <= middle <= f.top
            and f.left >= name.left
            and f.right <= figure.right + 2
            and f.right - f.left > 3
            and f.top - f.bottom < 4 * name.size
            for f in frames
        )
    return BlockKind.CHART if bars * 2 > len(table) else BlockKind.TABLE


# ── Reading order ──


def _item(lines: Sequence[tuple[Segment, ...]], kind: BlockKind | None) -> Item:
    segments = [segment for line in lines for segment in line]
    return Item(
        min(s.left for s in segments),
        max(s.right for s in segments),
        min(s.bottom for s in segments),
        max(s.top for s in segments),
        tuple(lines),
        kind,
    )


def _merged(items: Sequence[Item], kind: BlockKind | None) -> Item:
    return _item([line for item in items for line in item.lines], kind)


def _ordered(items: list[Item]) -> list[Item]:
    """Lines into paragraphs, columns one after the other."""
    found: list[Item] = []
    for leaf in _leaves(items):
        if any(item.kind for item in leaf):
            found += leaf
            continue
        for run in _by_size(leaf):
            found.append(_merged(run, None))
    return found


def _by_size(lines: Sequence[Item]) -> list[list[Item]]:
    """Runs of lines whose letters are of one size: a heading is set apart from its text."""
    runs: list[list[Item]] = []
    for line in lines:
        if runs and abs(runs[-1][-1].size - line.size) <= 0.12 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _order(items: list[Item]) -> list[Item]:
    return [item for leaf in _leaves(items) for item in leaf]


def _leaves(items: list[Item]) -> list[list[Item]]:
    """A recursive cut: down the widest gutter, else across the widest gap; what cannot be cut is one leaf."""
    done: list[list[Item]] = []
    stack = [sorted(items, key=lambda i: (-i.top, i.left, i.right))]
    while stack:
        group = stack.pop()
        if not group:
            continue
        parts = [group] if len(group) == 1 else _cut(group)
        if len(parts) == 1:
            leaf = sorted(group, key=lambda i: (-round(i.top, 0), i.left))
            done += [leaf] if all(item.kind is None for item in leaf) else [[item] for item in leaf]
        else:
            stack += reversed(parts)
    return done


def _cut(group: list[Item]) -> list[list[Item]]:
    em = sorted(item.size for item in group)[len(group) // 2]
    gutter = _gap(sorted((item.left, item.right) for item in group))
    across = _gap(sorted((-item.top, -item.bottom) for item in group))
    if gutter and gutter[0] > 0.8 * em:
        left = [item for item in group if item.right <= gutter[1]]
        right = [item for item in group if item.right > gutter[1]]
        return [left, right]
    if (
        across
        and across[0] > max(0.45 * em, 1.0)
        and (across[0] > 0.45 * em and _parts_paragraphs(group, across[0], em))
    ):
        upper = [item for item in group if -item.bottom <= across[1]]
        lower = [item for item in group if -item.bottom > across[1]]
        return [upper, lower]
    return [group]


def _parts_paragraphs(group: Sequence[Item], gap: float, em: float) -> bool:
    """True where a gap is wider than the usual leading of the group."""
    if gap > 0.62 * em or any(item.kind for item in group):
        return True
    bases = sorted({round(item.lines[0][0].base, 1) for item in group}, reverse=True)
    steps = sorted(a - b for a, b in itertools.pairwise(bases))
    usual = steps[len(steps) // 2] if steps else em
    if len(steps) >= 2:
        usual = min(usual, steps[0] * 1.3)
        return gap > usual - em + 0.35 * em
    return gap > 0.6 * em


def _gap(extents: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The widest gap between intervals sorted by start: its width, and where it begins."""
    best: tuple[float, float] | None = None
    reach = extents[0][1]
    for start, end in extents[1:]:
        if start > reach and (best is None or start - reach > best[0] + 0.01):
            best = (start - reach, reach)
        reach = max(reach, end)
    return best
