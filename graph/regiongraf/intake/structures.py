"""Facts out of tables and charts: what each column holds, in what unit and year, and who stands outside the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from regiongraf.intake.binding import share_of
from regiongraf.intake.candidate import Candidate, Share
from regiongraf.intake.cells import Context, Setting, entity_of, extent, level
from regiongraf.intake.columns import MEMBER_HEAD, OWNER_HEAD, OWNERSHIP, Table, rows_of, understood
from regiongraf.intake.document import Block, BlockKind, Span
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.granted import Near, grants
from regiongraf.intake.kinds import NEVER_OWNED, NO_OWNED
from regiongraf.intake.layout import AMOUNT_LINE, LABELLED
from regiongraf.intake.lexer import Quantity, tokens
from regiongraf.intake.outside import caption_of, outside_body

GRANTS = re.compile(
    r"bidrag|stöd|anslag|bevilja|mottagare|stipendi|tilldel|grant|utbetal|föreningsmedel|projektmedel|medfinans|driftmedel|partistöd",
    re.IGNORECASE,
)
NOT_GRANTS = re.compile(
    r"intäkt|kostnad|resultaträkning|balansräkning|budget|omsättning|befolkning|invånare|investering", re.IGNORECASE
)
OWNERS_SAID = re.compile(
    r"\b(?:ägarstruktur|ägarförhållanden|ägarfördelning|ägare|ägs(?: till lika delar| gemensamt)? av)\s*:?\s*$",
    re.IGNORECASE,
)
OWNERS_LISTED = re.compile(
    r"största (?:aktie)?ägar|ägarlista|aktieägare|\bägare (?:i|till|av)\b|"
    r"largest (?:share)?(?:owners|holders)|owners of\b",
    re.IGNORECASE,
)
REMAINDER = re.compile(r"^(?:övriga|andra|others?|other (?:share)?(?:owners|holders)|remaining)\b", re.IGNORECASE)
OWNED_HEAD = re.compile(r"bolag|företag|company|subsidiar", re.IGNORECASE)
CLOSE = 3
"""In blocks: what stands so near before a table is its caption and introduction."""
SECTION = 14


def table_facts(block: Block, before: Context, after: Context, setting: Setting) -> Iterator[Candidate]:
    """The facts of a table or chart, given the blocks around it."""
    block, before = _with_row_above(block, before, setting)
    section, before = before, before[-CLOSE:]
    caption = caption_of(before, setting)
    table = understood(block, caption, setting)
    if table is None:
        return
    if table.shares and not (GRANTS.search(caption) and not OWNERSHIP.search(caption + " " + " ".join(table.header))):
        yield from _ownership(block, table, before, after, caption, setting)
    elif table.amounts and (
        _about_grants(block, table, caption, after, setting) or _told_above(table, caption, section, setting)
    ):
        yield from grants(block, table, caption, Near(before, _following(after, setting), section), setting)


def _with_row_above(block: Block, before: Context, setting: Setting) -> tuple[Block, Context]:
    """The table with the line right above it as its first row, where that is “name figure” as all its rows are.

    The longest name of a table may come so near to its figure that the two look like one piece of text.
    """
    above = before[-1][0] if before else None
    if above is None or above.rows or len(above.lines) != 1 or any(len(row) != 2 for row in block.rows):
        return block, before
    start, end = above.lines[0]
    row = LABELLED.fullmatch(setting.document.text[start:end])
    figures = [setting.text(cells[1]) for cells in block.rows]
    if row is None or not all(AMOUNT_LINE.match(figure) for figure in figures):
        return block, before
    cells = ((start, start + row.end("label")), (start + row.start("figure"), start + row.end("figure")))
    return replace(block, rows=(cells, *block.rows)), before[:-1]


def _ownership(
    block: Block, table: Table, before: Context, after: Context, caption: str, setting: Setting
) -> Iterator[Candidate]:
    head = table.header[table.names]
    rows = [(cells, named, total) for cells, named, total in rows_of(block, table, setting) if named]
    owners = _lists_owners(head, [entity for _, (entity, _), _ in rows], caption)
    told = owners or bool(OWNED_HEAD.search(head)) or OWNERSHIP.search(caption) is not None
    outside = outside_body(
        before,
        after,
        setting,
        ("company", "union", "association")
        if owners
        else ("company", "municipality", "region", "union", "state", "foundation"),
    )
    for cells, (entity, flags), total in rows:
        other = outside
        if table.second is not None and table.second < len(cells):
            other = entity_of(cells[table.second], setting)
        if total or other is None or other[0] == entity or REMAINDER.match(entity.name):
            continue
        owner, owned = ((entity, flags), other) if owners else (other, (entity, flags))
        share, approx = _share(cells, table, setting)
        if owned[0].kind in NEVER_OWNED:
            continue
        kind = "membership" if MEMBER_HEAD.match(head) else NO_OWNED.get(owned[0].kind, "ownership")
        all_flags = {*owner[1], *owned[1]}
        yield Candidate(
            kind, owner[0].name, owned[0].name, *extent(cells),
            level=level(all_flags, figured=told and share is not None), rule="table.ownership",
            share=share if kind == "ownership" else None, approx=approx, page=block.page,
            flags=tuple(sorted(all_flags)),
        )  # fmt: skip


def _lists_owners(head: str, bodies: Sequence[Entity], caption: str) -> bool:
    """True where the rows are the owners of one body, False where they are what one body owns."""
    if OWNER_HEAD.match(head) or (not head and OWNERS_SAID.search(caption)):
        return True
    if OWNED_HEAD.search(head):
        return False
    public = sum(entity.kind in ("region", "municipality", "state") for entity in bodies)
    rest = any(REMAINDER.match(entity.name) for entity in bodies)
    return public * 2 > len(bodies) or rest or OWNERS_LISTED.search(caption) is not None


def _share(cells: Sequence[Span], table: Table, setting: Setting) -> tuple[Share | None, bool]:
    if table.shares[0] >= len(cells):
        return None, False
    text = setting.text(cells[table.shares[0]])
    for token in tokens(text):
        if token.kind == "pct":
            share, approx, _ = share_of(token.value)
            return share, approx
        if token.kind == "num" and isinstance(token.value, Quantity) and 0 < token.value.value <= 100:
            return Share(**{token.value.bound: token.value.value}), token.value.approx
    return None, False


def _about_grants(block: Block, table: Table, caption: str, after: Context, setting: Setting) -> bool:
    words = " ".join((caption, *table.header, *(_following(after, setting) if block.kind is BlockKind.CHART else ())))
    return bool(GRANTS.search(words)) and not (NOT_GRANTS.search(caption) and not GRANTS.search(caption))


def _told_above(table: Table, caption: str, section: Context, setting: Setting) -> bool:
    """True for a group of a list (“2. Idrottsföreningar:”) whose lead, over the first group, tells of grants."""
    if table.first or len(table.header) != 2 or NOT_GRANTS.search(caption):
        return False
    for block, _ in reversed(section):
        text = setting.text((block.start, block.end))
        if not block.rows and (GRANTS.search(text) or NOT_GRANTS.search(text)):
            return GRANTS.search(text) is not None
    return False


def _following(after: Context, setting: Setting) -> list[str]:
    """The texts after a chart, up to the next table."""
    texts = []
    for block, _ in after:
        if block.rows:
            break
        texts.append(" ".join(setting.document.text[block.start : block.end].split()))
    return texts
