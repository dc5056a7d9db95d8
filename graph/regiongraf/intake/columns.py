"""The columns of a table: which holds names, which shares or sums, and in what unit and year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regiongraf.intake.cells import NOT_NAME, TOTAL, UNIT, YEAR, Setting, entity_of, factor, number
from regiongraf.intake.document import Block, Span
from regiongraf.intake.gazetteer import Entity

SHARE_HEAD = re.compile(
    r"ägarandel|kapitalandel|ägar-?\s*andel|andel|ägd|^%$|procent|röst|ownership|share|andelar\b|innehav|kapital|"
    r"capital|votes",
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
    r"omsättning|resultat|bokfört|(?<!be)sökt|ansökt|värde|antal|turnover|eget kapital|intäkter|kostnader|föregående|"
    r"aktier",
    re.IGNORECASE,
)
NAME_HEAD = re.compile(
    r"bolag|företag|namn|mottagare|organisation|förening|sökande|projekt|ägare|medlem|recipient|company|owner|member|kommun|part|aktör|"
    r"finansiär|name\b",
    re.IGNORECASE,
)
MEMBER_HEAD = re.compile(r"^(?:medlem|member)", re.IGNORECASE)
OWNER_HEAD = re.compile(r"^(?:ägare|aktieägare|delägare|owner|shareholder|medlem|namn på ägare)", re.IGNORECASE)
OWNERSHIP = re.compile(
    r"ägar|ägd|dotterbolag|dotterföretag|koncern|andelar i|"
    r"intressebolag|intresseföretag|bolagsinnehav|aktieinnehav|ownership|subsidiar|"
    r"shareholder|aktier och andelar|aktieägare",
    re.IGNORECASE,
)


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


def understood(block: Block, caption: str, setting: Setting) -> Table | None:
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
    common = factor(f"{caption} {header[names]}")
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
            amounts.append((i, year[1] if year else None, factor(header[i]) if UNIT.search(header[i]) else common))
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
        if (
            cells
            and len(wordy) * 2 > len(cells)
            and not re.match(r"(?i)säte|ort\b|orter|land\b|org\b|org\.|organisationsnu|orgnr|dnr|diarien", header[i])
        ):
            return i
    return None


def _is_share(head: str, cells: list[str], caption: str) -> bool:
    percent = sum("%" in cell or "procent" in cell for cell in cells)
    if percent * 2 > len(cells) and re.search(r"(?i)innehav|andel", head):
        return True
    if NO_SHARE.search(head) and "%" not in head and not re.search(r"(?i)andel\b|ägar", head):
        return False
    values = [number(cell) for cell in cells]
    small = all(v is None or 0 <= v <= 100 for v in values)
    if percent * 2 > len(cells):
        return bool(SHARE_HEAD.search(head) or not head or OWNERSHIP.search(caption))
    return bool(small and SHARE_HEAD.search(head) and not re.search(r"(?i)antal", head))


def _is_amount(head: str, cells: list[str]) -> bool:
    if NO_AMOUNT.search(head):
        return False
    values = [number(cell) for cell in cells if not YEAR.fullmatch(cell)]
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


def rows_of(
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
