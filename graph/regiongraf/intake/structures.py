"""Facts out of tables and charts: what each column holds, in what unit and year, and who stands outside the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from regiongraf.intake.binding import share_of
from regiongraf.intake.candidate import Candidate, Share
from regiongraf.intake.cells import ABSURD, TOTAL, YEAR, Context, Setting, amount, entity_of, extent, level, periods
from regiongraf.intake.columns import OWNER_HEAD, OWNERSHIP, Table, understood
from regiongraf.intake.document import Block, BlockKind, Span
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.givers import giver_near
from regiongraf.intake.kinds import NEVER_OWNED, NO_OWNED
from regiongraf.intake.layout import AMOUNT_LINE, LABELLED
from regiongraf.intake.lexer import Quantity, tokens
from regiongraf.intake.outside import caption_of, outside_body, section_giver
from regiongraf.intake.recipients import PROJECTS, item_at

MEMBER_HEAD = re.compile(r"^(?:medlem|member)", re.IGNORECASE)
MOTTAGARE = re.compile(r"^(?:mottagare|bidragsmottagare|stödmottagare|sökande|recipient)", re.IGNORECASE)
GIVER_HEAD = re.compile(r"^(?:finansiär|bidragsgivare|givare|medfinansiär|funder)", re.IGNORECASE)
GIVES_ROW = re.compile(
    r"^(?:finansiär|bidragsgivare|givare|medfinansiär|funder|fond|finansieringskälla|program)\b", re.IGNORECASE
)
"""The heading of a column that names who gives, beside the one that names who gets."""
GIVER_LAST = re.compile(r"\b(?:finansiär|bidragsgivare|givare|medfinansiär|funder)$", re.IGNORECASE)
PERIOD_HEAD = re.compile(r"^(?:period|projekttid|projektperiod|år|avser|tid|years?)\b", re.IGNORECASE)
RECEIVED = re.compile(
    r"medlemsbidrag|medlemsavgift|(?:erhåll\w+|mottagna) (?:\w+ )?\w*(?:bidrag|stöd|anslag|medel)|"
    r"(?:bidrag\w*|driftbidraget|avgift\w*|anslag) från (?:medlem|ägar|huvudm|kommunerna|de |ägare)|"
    r"medlemmarnas (?:bidrag|avgift)|medlemskommunernas (?:bidrag|avgift)|"
    r"finansieras (?:i huvudsak )?(?:genom|av|med)\b|"
    r"så finansieras|våra finansiärer",
    re.IGNORECASE,
)
"""What is said over a table whose rows are those who gave."""
OWN_INCOME = re.compile(r"(?i)hyr|försälj|biljett|entré|ränt|övrig|egna|intäkt|konferens|kurs|uthyrning|deltagar")
"""What a body earns itself is nobody's gift."""
RECEIVERS = ("project", "union", "foundation", "association", "company", "university")
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
LONG = 3
"""In words: a longer cell of no known name may hold more than a name."""
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
        yield from _grants(block, table, before, after, caption, setting, section)


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
    rows = [(cells, named, total) for cells, named, total in _rows(block, table, setting) if named]
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


def _grants(
    block: Block, table: Table, before: Context, after: Context, caption: str, setting: Setting, section: Context
) -> Iterator[Candidate]:
    head = table.header[table.names]
    paying = bool(MEMBER_HEAD.match(head))
    said_given = bool(paying or (RECEIVED.search(caption) and not MOTTAGARE.match(head)))
    giving = bool(GIVER_HEAD.match(head) or GIVER_LAST.search(head)) or said_given
    givers = [i for i, other in enumerate(table.header) if i != table.names and GIVES_ROW.match(other)]
    times = [i for i, other in enumerate(table.header) if i != table.names and PERIOD_HEAD.match(other)]
    outside = outside_body(
        before,
        (),
        setting,
        ("union", "association")
        if paying
        else RECEIVERS
        if said_given
        else ("project",)
        if giving
        else ("region", "municipality", "council", "agency", "foundation", "union", "association", "state", "company"),
    )
    if said_given and outside is None:
        outside = outside_body(before, (), setting, ("municipality", "region"))
    chart = block.kind is BlockKind.CHART  # stands apart from the text around it
    told = None if giving or chart else giver_near(section, (), setting)
    governs = {"region", "municipality"}
    # A sentence says that a board gives; what else stands nearby may be anybody. A region is named in many roles.
    if told and not told[1] and told[0].kind not in governs and not (outside and outside[0].kind in governs):
        outside = told
    elif outside is None and not giving:
        outside = section_giver(section)
    projects = PROJECTS.search(caption) is not None
    near = periods(caption) or [p for text in _following(after, setting) for p in periods(text)]
    found: list[tuple[Candidate, int]] = []
    totals: dict[int, Decimal] = {}
    year: str | None = None
    for cells, named, total in _rows(block, table, setting, years=True):
        if named is None:
            year = setting.text(cells[table.names])
            continue
        for column, heading, factor in table.amounts:
            text = setting.text(cells[column]) if column < len(cells) else ""
            value = amount(text, factor)
            if not value or value >= ABSURD:
                continue
            if giving and "cell" in named[1] and (last := _last_body(cells[table.names], setting)):
                named = last, ()
            if giving and OWN_INCOME.match(named[0].name):
                continue
            if not giving and "cell" in named[1] and (item := item_at(cells[table.names], setting, projects=projects)):
                named = item.entity, item.flags
            if total:
                totals[column] = value
                continue
            said = heading or year
            own = [p for i in times[:1] if i < len(cells) for p in periods(setting.text(cells[i]))]
            around = near[0] if len(near) == 1 else setting.around.year if not near else None
            period = (said, said) if said else own[0] if len(own) == 1 else around
            beside = next((entity_of(cells[i], setting) for i in givers[:1] if i < len(cells)), None)
            there = beside if beside and not giving else outside
            if there is not None and there[0].name == named[0].name:
                continue
            flags = {*named[1], *(there[1] if there else ("giver-not-stated",))}
            if "cell" in flags and named[0].name.count(" ") >= LONG:
                flags.add("long-cell")
            other = there[0].name if there else None
            candidate = Candidate(
                kind="funding",
                subject=named[0].name if giving else other,
                object=other if giving else named[0].name,
                start=extent(cells)[0],
                end=extent(cells)[1],
                level=level(flags, figured=True),
                rule=f"{block.kind.value}.grants",
                amount=value,
                period=period,
                page=block.page,
                flags=tuple(sorted(flags)),
            )
            found.append((candidate, column))
    for candidate, column in found:
        yield _checked(candidate, [c for c, other in found if other == column], totals.get(column))


def _last_body(cell: Span, setting: Setting) -> Entity | None:
    """The body at the end of a cell “project giver”, or at the beginning of “giver, purpose”."""
    found = setting.tokens(cell)
    bodies = [token for token in found if token.kind == "org" and isinstance(token.value, Entity)]
    ends = [body for body in bodies if body is found[-1]]
    leads = [body for body in bodies if body is found[0] and found[1].low == "," and len(bodies) == 1]
    return next((body.value for body in (*ends, *leads) if isinstance(body.value, Entity)), None)


def _checked(candidate: Candidate, column: list[Candidate], total: Decimal | None) -> Candidate:
    """With a printed total: say whether the rows add up to it, and trust them less where they do not."""
    if total is None:
        return candidate
    right = sum((c.amount or Decimal(0) for c in column), Decimal(0)) == total
    flags = tuple(sorted({*candidate.flags, "sum-ok" if right else "sum-mismatch"}))
    return replace(candidate, flags=flags, level=candidate.level if right else "check")


def _rows(
    block: Block, table: Table, setting: Setting, *, years: bool = False
) -> Iterator[tuple[tuple[Span, ...], tuple[Entity, tuple[str, ...]] | None, bool]]:
    """The rows that name a body; with `years`, a row that is only a year too (its entity is None)."""
    for cells in block.rows[table.first :]:
        text = setting.text(cells[table.names]) if table.names < len(cells) else ""
        if years and YEAR.fullmatch(text):
            yield cells, None, False
            continue
        if TOTAL.match(text):
            yield cells, (Entity(text, "unknown"), ()), True
            continue
        named = entity_of(cells[table.names], setting) if text else None
        if named:
            yield cells, named, False
