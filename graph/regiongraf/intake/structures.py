"""Facts out of tables and charts: what each column holds, in what unit and year, and who stands outside the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from regiongraf.intake.binding import share_of
from regiongraf.intake.candidate import LEVELS, Candidate, Share
from regiongraf.intake.document import Block, BlockKind, Document, Span, view
from regiongraf.intake.entities import find
from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.grammar import Vocabulary
from regiongraf.intake.grouping import group
from regiongraf.intake.kinds import NEVER_OWNED, NO_OWNED
from regiongraf.intake.layout import AMOUNT_LINE, LABELLED
from regiongraf.intake.lexer import SCALES, Quantity, Token, tokens
from regiongraf.intake.references import Surroundings

SHARE_HEAD = re.compile(
    r"ägarandel|kapitalandel|ägar-?\s*andel|andel|ägd|^%$|procent|röst|ownership|share|andelar\b|innehav|kapital",
    re.IGNORECASE,
)
VOTES_HEAD = re.compile(r"röst|vote", re.IGNORECASE)
NO_SHARE = re.compile(
    r"antal|värde|bokfört|tkr|mnkr|kr\b|andelskapital|eget|soliditet|omsättning|resultat|aktiekapital\b|nominellt",
    re.IGNORECASE,
)
AMOUNT_HEAD = re.compile(
    r"belopp|bidrag|stöd|beviljat|anslag|utbetal|\bkr\b|kronor|tkr|mnkr|mkr|msek|sek|summa|amount|grant|medel|tilldelat|finansiering",
    re.IGNORECASE,
)
NO_AMOUNT = re.compile(
    r"omsättning|resultat|bokfört|sökt|ansökt|värde|antal|turnover|eget kapital|intäkter|kostnader|föregående|aktier",
    re.IGNORECASE,
)
NAME_HEAD = re.compile(
    r"bolag|företag|namn|mottagare|organisation|förening|sökande|projekt|ägare|medlem|recipient|company|owner|member|kommun|part|aktör|finansiär",
    re.IGNORECASE,
)
OWNER_HEAD = re.compile(r"^(?:ägare|aktieägare|delägare|owner|shareholder|medlem|namn på ägare)", re.IGNORECASE)
MEMBER_HEAD = re.compile(r"^(?:medlem|member)", re.IGNORECASE)
GIVER_HEAD = re.compile(r"^(?:finansiär|bidragsgivare|givare|medfinansiär|funder)", re.IGNORECASE)
GRANTS = re.compile(
    r"bidrag|stöd|anslag|bevilja|mottagare|stipendi|tilldel|grant|utbetal|föreningsmedel|projektmedel|medfinans|driftmedel|partistöd",
    re.IGNORECASE,
)
NOT_GRANTS = re.compile(
    r"intäkt|kostnad|resultaträkning|balansräkning|budget|omsättning|befolkning|invånare|investering", re.IGNORECASE
)
OWNERS_SAID = re.compile(r"\b(?:ägarstruktur|ägarförhållanden|ägarfördelning|våra ägare|ägare)\s*:?\s*$", re.IGNORECASE)
OWNERSHIP = re.compile(
    r"ägar|ägd|dotterbolag|dotterföretag|koncern|andelar i|"
    r"intressebolag|intresseföretag|bolagsinnehav|aktieinnehav|ownership|subsidiar|"
    r"shareholder|aktier och andelar|aktieägare",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"^(?:summa|totalt?|total|sammanlagt|s:a|delsumma|all[at]?|varav|övrig[at]?\b.*|sum|genomsnitt|hela riket)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
UNIT = re.compile(
    r"\b(tkr|mnkr|mkr|kkr|msek|tsek|ksek|mdkr|miljoner kronor|tusental kronor|tusentals kronor|miljoner|tusen)\b|"
    r"\bi\s+(?:tusental)\b",
    re.IGNORECASE,
)
UNIT_VALUES = {"tusental kronor": 1000, "tusentals kronor": 1000, "miljoner kronor": 10**6}
FOOTNOTE = re.compile(r"(?:\s*\*+|\s*\d\)|[¹²³⁴⁵])+$")
NOT_NAME = re.compile(r"^[^\w]*$|^\d[\d\s.,%-]*$")
INNER_PLACE = frozenset(["i", "inom", ",", "till", "för"])
HELD_BY = re.compile(r"innehas av|ägs av|äger|held by|genom|moderbolag", re.IGNORECASE)

GIVING = frozenset(["stödjer", "stöder", "stöttar", "ger", "beviljar", "fördelar", "utbetalar", "lämnar", "delar"])
GIVERS = ("region", "municipality", "council", "agency", "foundation", "union", "association", "state")
CLOSE = 3
"""In blocks: what stands so near before a table is its caption and introduction."""
SECTION = 8

Context = Sequence[tuple[Block, list[Token]]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a table needs to know of the document around it."""

    document: Document
    around: Surroundings
    known: Gazetteer
    common: Vocabulary
    repeated: frozenset[str] = frozenset()
    """Texts of page headers and footers, digits masked."""

    def text(self, span: Span) -> str:
        """The text of a cell, spaces collapsed."""
        return " ".join(self.document.text[slice(*span)].split())

    def tokens(self, span: Span) -> list[Token]:
        """The tokens of a cell, names drawn together."""
        shown = view(self.document.text, [span]).text
        return group(shown, find(shown, tokens(shown), self.known, self.common), self.known)


@dataclass(slots=True)
class Table:
    """A table as understood: where its names and figures are, and what they mean."""

    names: int
    shares: list[int]
    amounts: list[tuple[int, str | None, int]]
    """(column, year, factor of the unit)."""
    first: int
    """The first row below the header."""
    header: list[str]
    second: int | None = None
    """A second column of names, where a row names both owner and owned."""


def table_facts(block: Block, before: Context, after: Context, setting: Setting) -> Iterator[Candidate]:
    """The facts of a table or chart, given the blocks around it."""
    block, before = _with_row_above(block, before, setting)
    section, before = before, before[-CLOSE:]
    caption = _caption(before, setting)
    table = _understood(block, caption, setting)
    if table is None:
        return
    if table.shares and not (GRANTS.search(caption) and not OWNERSHIP.search(caption + " " + " ".join(table.header))):
        yield from _ownership(block, table, before, after, caption, setting)
    elif table.amounts and _about_grants(block, table, caption, after, setting):
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


def _caption(before: Context, setting: Setting) -> str:
    """The text right before a table: headings, captions and a line of introduction."""
    parts: list[str] = []
    for block, _ in reversed(before):
        if block.rows:
            break
        text = setting.document.text[block.start : block.end]
        parts.append(" ".join(text.split())[-300:])
        if block.kind is BlockKind.HEADING and len(parts) > 1:
            break
    return " \n ".join(reversed(parts))


def _understood(block: Block, caption: str, setting: Setting) -> Table | None:
    """The roles of the columns, from the header where there is one and from what the cells hold."""
    texts = [[setting.text(cell) for cell in row] for row in block.rows]
    width = max(map(len, texts))
    first = _header_rows(texts, width)
    header = [" ".join(filter(None, (row[i] if i < len(row) else "" for row in texts[:first]))) for i in range(width)]
    body = texts[first:]
    if not body:
        return None
    names = _name_column(header, body, width)
    if names is None:
        return None
    shares, amounts = [], []
    factor = _factor(caption)
    for i in range(width):
        if i == names:
            continue
        cells = [row[i] for row in body if i < len(row) and row[i]]
        if not cells or not any(re.search(r"\d", cell) for cell in cells):
            continue
        if _is_share(header[i], cells, caption):
            shares.append(i)
        elif _is_amount(header[i], cells):
            year = YEAR.search(header[i])
            amounts.append((i, year[1] if year else None, _factor(header[i]) if UNIT.search(header[i]) else factor))
    second = next((i for i in range(width) if i != names and OWNER_HEAD.match(header[i]) and i not in shares), None)
    return Table(names, _current(shares, header), amounts, first, header, second)


def _header_rows(texts: list[list[str]], width: int) -> int:
    """How many rows at the top are header: no figure but years and units."""
    count = 0
    for row in texts[:3]:
        figures = [cell for cell in row[1:] if re.search(r"\d", cell) and not YEAR.search(cell)]
        words = [cell for cell in row if re.search(r"[^\W\d_]", cell)]
        years = [cell for cell in row[1:] if YEAR.search(cell)]
        headlike = any(SHARE_HEAD.search(c) or AMOUNT_HEAD.search(c) or NAME_HEAD.search(c) for c in words)
        if (
            figures
            or not (years or headlike)
            or (width < 3 and not headlike and not (years and row[0] == ""))
            or (len(row) > 1 and not any(row[1:]))
        ):
            break
        count += 1
    return count


def _name_column(header: list[str], body: list[list[str]], width: int) -> int | None:
    """The column of names: one whose header says so, else the first column of words."""
    preferred: list[int] = [
        i
        for i in range(width)
        if re.match(
            r"(?i)mottagare|sökande|organisation|förening|bidragsmottagare|recipient|projektägare|stödmottagare|aktör",
            header[i],
        )
    ]
    order: list[int] = [*preferred, *range(width)]
    for i in order:
        cells = [row[i] for row in body if i < len(row) and row[i]]
        wordy = [cell for cell in cells if not NOT_NAME.match(cell) and cell[0].isupper()]
        if cells and len(wordy) * 2 > len(cells) and not re.match(r"(?i)säte|ort|land|org", header[i]):
            return i
    return None


def _is_share(head: str, cells: list[str], caption: str) -> bool:
    percent = sum("%" in cell or "procent" in cell for cell in cells)
    if percent * 2 > len(cells) and re.search(r"(?i)innehav|andel", head):
        return True
    if NO_SHARE.search(head) and "%" not in head and not re.search(r"(?i)andel\b|ägar", head):
        return False
    values = [_number(cell) for cell in cells]
    small = all(v is None or 0 <= v <= 100 for v in values)
    if percent * 2 > len(cells):
        return bool(SHARE_HEAD.search(head) or not head or OWNERSHIP.search(caption))
    return bool(small and SHARE_HEAD.search(head) and not re.search(r"(?i)antal", head))


def _is_amount(head: str, cells: list[str]) -> bool:
    if NO_AMOUNT.search(head):
        return False
    values = [_number(cell) for cell in cells if not YEAR.fullmatch(cell)]
    figures = [v for v in values if v is not None]
    return bool(figures) and (bool(AMOUNT_HEAD.search(head)) or bool(YEAR.search(head)) or not head)


def _current(shares: list[int], header: list[str]) -> list[int]:
    """Of several columns of shares: this year's rather than last year's, capital rather than votes."""
    if len(shares) < 2:
        return shares
    years = {i: found[1] for i in shares if (found := YEAR.search(header[i]))}
    if len(set(years.values())) > 1:
        latest = max(years.values())
        shares = [i for i in shares if years.get(i, latest) == latest]
    capital = [i for i in shares if not VOTES_HEAD.search(header[i])]
    return (capital or shares)[:1]


def _factor(text: str) -> int:
    said = list(UNIT.finditer(text))
    if not said:
        return 1
    unit = (said[-1][1] or "tusen").lower()  # the last one stands nearest to the table
    return UNIT_VALUES.get(unit, SCALES.get(unit, 1))


def _number(cell: str) -> Decimal | None:
    """The one figure of a cell, in its own unit."""
    for token in tokens(FOOTNOTE.sub("", cell) if not cell.rstrip().endswith("%") else cell):
        if token.kind in ("num", "money", "pct") and isinstance(token.value, Quantity):
            return token.value.value
        if token.kind == "year":
            return Decimal(token.value)
    return None


# ── Names ──


def _entity(span: Span, setting: Setting) -> tuple[Entity, tuple[str, ...]] | None:
    """The body that a cell names: a known or well-formed name, else the cell's own text."""
    text = FOOTNOTE.sub("", setting.text(span)).strip(" .:–-")
    if not text or NOT_NAME.match(text) or TOTAL.match(text) or not text[0].isalnum() or len(text) > 120:
        return None
    found = setting.tokens((span[0], span[1]))
    named = [token for token in found if token.kind in ("org", "set")]
    covered = sum(token.end - token.start for token in named)
    if len(named) == 1 and isinstance(named[0].value, Entity) and covered * 10 >= len(text) * 8:
        return named[0].value, ()
    if part := _between_commas(named, text, setting, span):
        return part, ()
    geo = [token for token in found if token.kind == "geo"]
    if len(found) == 1 and geo and isinstance(geo[0].value, Entity) and geo[0].value.name in setting.known.towns:
        return setting.known.towns[geo[0].value.name], ("metonymy",)
    match = re.match(r"(.+?)(?:,| \()", text)
    short = match[1] if match and re.search(r"\b(?:AB|HB|KB)$", match[1]) else text
    return Entity(" ".join(short.replace("(publ)", "").split()), "unknown"), ("cell",)


def _between_commas(named: Sequence[Token], text: str, setting: Setting, span: Span) -> Entity | None:
    """The body of a cell “project, body, place”: the one that is all of a part behind the first."""
    shown = view(setting.document.text, [span]).text
    wholes = [
        token.value
        for token in named
        if token.kind == "org"
        and isinstance(token.value, Entity)
        and shown[: token.start].rstrip().endswith(",")
        and shown[token.end :].lstrip()[:1] in ("", ",")
    ]
    return wholes[0] if len(wholes) == 1 and "," in text else None


def _outside(
    before: Context, after: Context, setting: Setting, wanted: Sequence[str]
) -> tuple[Entity, tuple[str, ...]] | None:
    """The body that a table does not name in its rows: in the lines before it, those after it, or the issuer."""
    for block, named in after[:1]:
        text = setting.document.text[block.start : block.end]
        if HELD_BY.search(text) and block.kind is not BlockKind.HEADING:
            bodies = [t for t in named if t.kind == "org" and isinstance(t.value, Entity) and t.value.kind != "place"]
            through = next((t for i, t in enumerate(named) if i and t in bodies and named[i - 1].low == "genom"), None)
            if bodies:
                return (through or bodies[0]).value, ()
    issuer = setting.around.issuer(wanted)
    passed = False
    total = setting.around.counts[issuer] if issuer else 0
    for _, named in reversed(before):
        for index, token in _deciders_first(named):
            if (
                token.kind != "org"
                or not isinstance(token.value, Entity)
                or (wanted and token.value.kind not in wanted)
            ):
                continue
            if issuer and token.value != issuer and index and named[index - 1].low in INNER_PLACE and total > 5:
                passed = True
                continue
            if token.value.kind == "council" and (whose := _whose(before, token)):
                return whose, ()
            return token.value, ()
    topic = next((entity for entity in reversed(setting.around.topics) if not wanted or entity.kind in wanted), None)
    if topic and not (issuer and total > 5):
        return topic, ("topic",)
    # Where the caption names a body as the place only, who gave is left open rather than filled in.
    row = issuer is not None and total == 1 and issuer.kind in ("company", "association")
    beside = row and any(t.value == issuer for _, named in after[:1] for t in named)
    return (issuer, ("issuer",)) if issuer and not passed and not beside else None


def _deciders_first(named: Sequence[Token]) -> list[tuple[int, Token]]:
    """The tokens with their places, those first that decide: “Kommunstyrelsen beslutade att fördela …”."""

    def decides(index: int) -> bool:
        return any(other.low.startswith(("beslut", "bevilj", "fördel")) for other in named[index + 1 : index + 3])

    def gets(index: int) -> bool:
        return any(other.low.endswith("ljas") for other in named[index + 1 : index + 3])

    return sorted(enumerate(named), key=lambda pair: (not decides(pair[0]) or gets(pair[0]), pair[0]))


def _whose(before: Context, council: Token) -> Entity | None:
    """The region or municipality that was named above a board: the board is a part of it."""
    for _, named in before:
        for token in named:
            if token is council:
                return None
            if (
                token.kind == "org"
                and isinstance(token.value, Entity)
                and token.value.kind in ("region", "municipality")
            ):
                return token.value
    return None


def _section_giver(section: Context) -> tuple[Entity, tuple[str, ...]] | None:
    """Who is said to give in the running text over a table of grants: “Region X stödjer …. Se exempel nedan.”."""
    told = False
    for block, named in reversed(section):
        if block.rows or (told and block.kind is BlockKind.HEADING):
            return None
        told = told or block.kind is BlockKind.PROSE
        for index, token in enumerate(named):
            gives = any(other.low in GIVING for other in named[index + 1 : index + 3])
            if token.kind == "org" and isinstance(token.value, Entity) and token.value.kind in GIVERS and gives:
                return token.value, ("topic",)
    return None


# ── What the rows say ──


def _ownership(
    block: Block, table: Table, before: Context, after: Context, caption: str, setting: Setting
) -> Iterator[Candidate]:
    head = table.header[table.names]
    rows = [(cells, named, total) for cells, named, total in _rows(block, table, setting) if named]
    kinds = [entity.kind for _, (entity, _), _ in rows]
    owners = bool(OWNER_HEAD.match(head)) or (
        not re.search(r"(?i)bolag|företag|company|subsidiar", head)
        and sum(k in ("region", "municipality", "state") for k in kinds) * 2 > len(kinds)
    )
    owners = owners or (not head and OWNERS_SAID.search(caption) is not None)
    outside = _outside(
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
            other = _entity(cells[table.second], setting)
        if total or other is None or other[0] == entity:
            continue
        owner, owned = ((entity, flags), other) if owners else (other, (entity, flags))
        share, approx = _share(cells, table, setting)
        if owned[0].kind in NEVER_OWNED:
            continue
        kind = "membership" if MEMBER_HEAD.match(head) else NO_OWNED.get(owned[0].kind, "ownership")
        all_flags = {*owner[1], *owned[1]}
        yield Candidate(
            kind, owner[0].name, owned[0].name, *_extent(cells),
            level=_level(all_flags, figured=share is not None), rule="table.ownership",
            share=share if kind == "ownership" else None, approx=approx, page=block.page,
            flags=tuple(sorted(all_flags)),
        )  # fmt: skip


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
    giving = bool(GIVER_HEAD.match(table.header[table.names]))
    outside = _outside(
        before,
        (),
        setting,
        ("project",)
        if giving
        else ("region", "municipality", "council", "agency", "foundation", "union", "association", "state", "company"),
    )
    if outside is None and not giving:
        outside = _section_giver(section)
    near = _periods(caption) or [p for text in _following(after, setting) for p in _periods(text)]
    found: list[tuple[Candidate, int]] = []
    totals: dict[int, Decimal] = {}
    year: str | None = None
    for cells, named, total in _rows(block, table, setting, years=True):
        if named is None:
            year = setting.text(cells[table.names])
            continue
        for column, heading, factor in table.amounts:
            text = setting.text(cells[column]) if column < len(cells) else ""
            value = _amount(text, factor)
            if value is None:
                continue
            if total:
                totals[column] = value
                continue
            said = heading or year
            period = (said, said) if said else near[0] if len(near) == 1 else None
            flags = {*named[1], *(outside[1] if outside else ("giver-not-stated",))}
            other = outside[0].name if outside else None
            candidate = Candidate(
                kind="funding",
                subject=named[0].name if giving else other,
                object=other if giving else named[0].name,
                start=_extent(cells)[0],
                end=_extent(cells)[1],
                level=_level(flags, figured=True),
                rule=f"{block.kind.value}.grants",
                amount=value,
                period=period,
                page=block.page,
                flags=tuple(sorted(flags)),
            )
            found.append((candidate, column))
    for candidate, column in found:
        yield _checked(candidate, [c for c, other in found if other == column], totals.get(column))


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
        named = _entity(cells[table.names], setting) if text else None
        if named:
            yield cells, named, False


def _amount(text: str, factor: int) -> Decimal | None:
    """The kronor of a cell; a unit in the cell goes over the header's."""
    for token in tokens(FOOTNOTE.sub("", text)):
        if token.kind == "money":
            money: Quantity = token.value
            return money.value if money.currency in (None, "SEK") else None
        if token.kind == "num":
            counted: Quantity = token.value
            return counted.value * factor
        if token.kind == "year":
            return Decimal(token.value) * factor
    return None


def _periods(text: str) -> list[tuple[str | None, str | None]]:
    found = []
    for token in tokens(" ".join(text.split())):
        if token.kind == "period":
            found.append((token.value.start, token.value.end))
        elif token.kind == "year":
            found.append((token.value, token.value))
    return list(dict.fromkeys(found))


def _extent(cells: Sequence[Span]) -> Span:
    filled = [cell for cell in cells if cell[0] < cell[1]]
    return min(start for start, _ in filled), max(end for _, end in filled)


def _level(flags: set[str], *, figured: bool) -> str:
    lowered = sum(flag in flags for flag in ("topic", "issuer", "metonymy", "giver-not-stated")) + (not figured)
    return LEVELS[min(2, lowered)]
