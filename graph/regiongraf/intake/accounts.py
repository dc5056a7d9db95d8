"""Income as a page prints it: “INTÄKTER / Region X 22,4 / … / TOTALT 44” under a unit; a body's row is a flow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from regiongraf.intake.candidate import LEVELS, Candidate
from regiongraf.intake.cells import UNIT, Context, Setting, factor, number, periods
from regiongraf.intake.document import Span
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.listing import Named, Passage, Taken, named_in

INCOME = re.compile(r"(?i)(?:intäkter|inkomster|finansiering|finansiärer|offentliga bidrag|income|revenue)\b.{0,30}")
COSTS = re.compile(r"(?i)(?:kostnader|utgifter|costs|expenses|resultat)\b.{0,30}")
ROW = re.compile(
    r"(?P<label>[^\W\d_].*?)[\s:–-]+(?P<figure>\d{1,3}(?:[ \u00a0]\d{3})*(?:,\d+)?)(?:\s*(?:kr|tkr|mnkr|mkr|msek))?"
)
TOTAL = re.compile(r"(?i)(?:summa|totalt?|s:a)\b")
BUDGET = re.compile(r"(?i)budget")
RECEIVERS = ("company", "foundation", "association", "union", "university", "unknown")
NEAR = 4
"""In blocks: how far up the unit, the year and the word “budget” may stand."""


def incomes(blocks: Context, setting: Setting, taken: Taken) -> Iterator[Passage]:
    """The tables of income of a document whose unit is said; what is `taken` already is left out."""
    text = setting.document.text
    lines = [
        (number, span, " ".join(text[slice(*span)].split()))
        for number, (block, _) in enumerate(blocks)
        for span in block.lines or [(row[0][0], row[-1][1]) for row in block.rows]
        if not taken.covers(span[0])
    ]
    for index, (at, _, shown) in enumerate(lines):
        if not INCOME.fullmatch(shown) or ROW.fullmatch(shown):
            continue
        rows = []
        for _, span, below in lines[index + 1 :]:
            match = ROW.fullmatch(below)
            if match is None:
                break
            rows.append((span, match))
        if len(rows) > 1:
            yield from _flows(rows, at, shown, blocks, setting)


def _flows(
    rows: list[tuple[Span, re.Match[str]]], at: int, head: str, blocks: Context, setting: Setting
) -> Iterator[Passage]:
    above = " ".join(setting.text((b.start, b.end))[-120:] for b, _ in blocks[max(0, at - NEAR) : at]) + f" {head}"
    unit = factor(above)
    if UNIT.search(above) is None and not re.search(r"(?i)\bkr(?:onor)?\b", above):
        return
    found = [
        (span, match, [] if TOTAL.match(match["label"]) else list(_givers(span, match, setting)))
        for span, match in rows
    ]
    givers = {named.entity for _, _, row in found for named in row}
    body = _body(givers, setting, blocks, at)
    if body is None or not givers:
        return
    said = periods(above)
    period = said[0] if len(said) == 1 else None
    page = blocks[at][0].page
    facts = []
    for span, match, row in found:
        value = (number(match["figure"]) or Decimal(0)) * unit
        for named in row:
            # One figure behind several bodies is theirs together, so it is no one's own.
            own = value if len(row) == 1 else None
            level = LEVELS[1 + ("metonymy" in named.flags)]
            facts.append(_fact("funding", named.entity.name, body.name, span, level, own, period, page))
        if TOTAL.match(match["label"]) and BUDGET.search(above):
            facts.append(_fact("budget", body.name, None, span, "likely", value, period, page))
    yield Passage(at, facts, [(rows[0][0][0], rows[-1][0][1])])


def _fact(
    kind: str,
    subject: str,
    object_: str | None,
    span: Span,
    level: str,
    amount: Decimal | None,
    period: tuple[str | None, str | None] | None,
    page: int | None,
) -> Candidate:
    return Candidate(
        kind, subject, object_, *span, level=level, rule="list.income", amount=amount, period=period, page=page
    )


def _givers(span: Span, match: re.Match[str], setting: Setting) -> Iterator[Named]:
    """The bodies of a row: known ones only, as a row may be any sort of income."""
    for named in named_in((span[0], span[0] + match.end("label")), setting):
        if not {"cell", "weak"} & set(named.flags) and named.entity.kind not in ("set", "project", "place"):
            yield named


def _body(givers: set[Entity], setting: Setting, blocks: Context, at: int) -> Entity | None:
    """Whose income it is: the body that the text above names most, and that gives nothing itself."""
    above = (token for _, tokens in blocks[:at] for token in tokens)
    named = {token.value for token in above if token.kind in ("org", "weak") and isinstance(token.value, Entity)}
    but = givers | {entity for entity in setting.around.counts if entity not in named}
    return setting.around.issuer(RECEIVERS[:-1], but) or setting.around.issuer(RECEIVERS, but)
