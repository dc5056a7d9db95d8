"""Tables of grants, row by row: who gives how much to whom, in what year, and if the rows add up to a printed total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from regiongraf.intake.candidate import Candidate
from regiongraf.intake.cells import ABSURD, Context, Setting, amount, entity_of, extent, level, periods
from regiongraf.intake.columns import MEMBER_HEAD, Table, rows_of
from regiongraf.intake.document import Block, BlockKind, Span
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.givers import giver_near
from regiongraf.intake.outside import outside_body, section_giver
from regiongraf.intake.recipients import PROJECTS, item_at
from regiongraf.intake.sentence import Known

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
GIVERS = ("region", "municipality", "council", "agency", "foundation", "union", "association", "state", "company")
GOVERNS = frozenset(["region", "municipality"])
LONG = 3
"""In words: a longer cell of no known name may hold more than a name."""


@dataclass(frozen=True, slots=True)
class Near:
    """The text around a table: what introduces it, the texts behind it, and the section before it."""

    before: Context
    behind: Sequence[str]
    section: Context


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all rows of a table of grants."""

    giving: bool
    """True where the rows are those who give."""
    outside: Known | None
    """Who gives to all rows or, where they give, gets from all."""
    period: tuple[str | None, str | None] | None
    """What a row is for that says no year of its own."""
    projects: bool
    """True where the caption speaks of projects."""
    givers: Sequence[int]
    """Columns that name who gives, beside the one that names who gets."""
    times: Sequence[int]
    """Columns that say when."""


def grants(block: Block, table: Table, caption: str, near: Near, setting: Setting) -> Iterator[Candidate]:
    """The grants of a table or chart. A printed total is checked against its rows."""
    terms = _terms(block, table, caption, near, setting)
    found: list[tuple[Candidate, int]] = []
    totals: dict[int, Decimal] = {}
    year: str | None = None
    for cells, named, total in rows_of(block, table, setting, years=True):
        if named is None:
            year = setting.text(cells[table.names])
            continue
        who = _who(named, cells[table.names], terms, setting)
        if terms.giving and OWN_INCOME.match(who[0].name):
            continue
        for column, heading, factor in table.amounts:
            value = amount(setting.text(cells[column]) if column < len(cells) else "", factor)
            if not value or value >= ABSURD:
                continue
            if total:
                totals[column] = value
            elif candidate := _grant(block, cells, who, value, heading or year, terms, setting):
                found.append((candidate, column))
    for candidate, column in found:
        yield _checked(candidate, [c for c, other in found if other == column], totals.get(column))


def _terms(block: Block, table: Table, caption: str, near: Near, setting: Setting) -> Terms:
    head = table.header[table.names]
    others = [(number, other) for number, other in enumerate(table.header) if number != table.names]
    paying = bool(MEMBER_HEAD.match(head))
    given = bool(paying or (RECEIVED.search(caption) and not MOTTAGARE.match(head)))
    giving = bool(GIVER_HEAD.match(head) or GIVER_LAST.search(head)) or given
    said = periods(caption) or [period for text in near.behind for period in periods(text)]
    return Terms(
        giving,
        _getter(paying, given, near, setting) if giving else _giver(block, near, setting),
        said[0] if len(said) == 1 else setting.around.year if not said else None,
        PROJECTS.search(caption) is not None,
        [number for number, other in others if GIVES_ROW.match(other)],
        [number for number, other in others if PERIOD_HEAD.match(other)],
    )


def _getter(paying: bool, given: bool, near: Near, setting: Setting) -> Known | None:
    """Who gets what the rows of a table give."""
    kinds = ("union", "association") if paying else RECEIVERS if given else ("project",)
    found = outside_body(near.before, (), setting, kinds)
    if given and found is None:
        return outside_body(near.before, (), setting, ("municipality", "region"))
    return found


def _giver(block: Block, near: Near, setting: Setting) -> Known | None:
    """Who gives what the rows of a table get."""
    outside = outside_body(near.before, (), setting, GIVERS)
    # A chart stands apart from the text around it.
    told = None if block.kind is BlockKind.CHART else giver_near(near.section, (), setting)
    # A sentence says that a board gives; what else stands nearby may be anybody. A region is named in many roles.
    if told and not told[1] and told[0].kind not in GOVERNS and not (outside and outside[0].kind in GOVERNS):
        return told
    return section_giver(near.section) if outside is None else outside


def _who(named: Known, cell: Span, terms: Terms, setting: Setting) -> Known:
    """The body of a row; a cell of no known name may hold more than a name."""
    if "cell" not in named[1]:
        return named
    if terms.giving:
        last = _last_body(cell, setting)
        return (last, ()) if last else named
    item = item_at(cell, setting, projects=terms.projects)
    return (item.entity, item.flags) if item else named


def _grant(
    block: Block,
    cells: tuple[Span, ...],
    named: Known,
    value: Decimal,
    year: str | None,
    terms: Terms,
    setting: Setting,
) -> Candidate | None:
    own = [p for i in terms.times[:1] if i < len(cells) for p in periods(setting.text(cells[i]))]
    beside = next((entity_of(cells[i], setting) for i in terms.givers[:1] if i < len(cells)), None)
    there = beside if beside and not terms.giving else terms.outside
    if there is not None and there[0].name == named[0].name:
        return None
    flags = {*named[1], *(there[1] if there else ("giver-not-stated",))}
    if "cell" in flags and named[0].name.count(" ") >= LONG:
        flags.add("long-cell")
    other = there[0].name if there else None
    giver, receiver = (named[0].name, other) if terms.giving else (other, named[0].name)
    start, end = extent(cells)
    return Candidate(
        "funding", giver, receiver, start, end, level(flags, figured=True), f"{block.kind.value}.grants", amount=value,
        period=(year, year) if year else own[0] if len(own) == 1 else terms.period, page=block.page,
        flags=tuple(sorted(flags)),
    )  # fmt: skip


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
