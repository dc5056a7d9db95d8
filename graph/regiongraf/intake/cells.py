"""Cells of tables and rows of lists: what body one names, what sum it gives, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from regiongraf.intake.beginnings import Vocabulary
from regiongraf.intake.candidate import LEVELS
from regiongraf.intake.document import Block, Document, Span, view
from regiongraf.intake.entities import find
from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.grouping import group
from regiongraf.intake.lexer import SCALES, Quantity, Token, tokens
from regiongraf.intake.references import Surroundings

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
ABSURD = Decimal(10) ** 11
"""In kronor: a row of a table that seems to say so much holds figures that ran together."""
FOUNDED = re.compile(r"(?:bilda|grunda|starta|stifta|inrätta|etablera|invig)\w*|sedan$")
NOT_NAME = re.compile(r"^[^\w]*$|^\d[\d\s.,%-]*$")

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


def factor(text: str) -> int:
    """What a figure is multiplied by under the unit that stands last in `text`; 1 where it says none."""
    said = list(UNIT.finditer(text))
    if not said:
        return 1
    unit = (said[-1][1] or "tusen").lower()  # the last one stands nearest to the table
    return UNIT_VALUES.get(unit, SCALES.get(unit, 1))


def number(cell: str) -> Decimal | None:
    """The one figure of a cell, in its own unit."""
    for token in tokens(FOOTNOTE.sub("", cell) if not cell.rstrip().endswith("%") else cell):
        if token.kind in ("num", "money", "pct") and isinstance(token.value, Quantity):
            return token.value.value
        if token.kind == "year":
            return Decimal(token.value)
    return None


def entity_of(span: Span, setting: Setting) -> tuple[Entity, tuple[str, ...]] | None:
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
    if led := _led(named, setting, span):
        return led, ()
    geo = [token for token in found if token.kind == "geo"]
    if len(found) == 1 and geo and isinstance(geo[0].value, Entity) and geo[0].value.name in setting.known.towns:
        return setting.known.towns[geo[0].value.name], ("metonymy",)
    text = NUMBERED.split(text)[0]
    match = re.match(r"(.+?)(?:,| \()", text)
    short = match[1] if match and re.search(r"\b(?:AB|HB|KB)$", match[1]) else text
    return Entity(" ".join(short.replace("(publ)", "").split()), "unknown"), ("cell",)


NUMBERED = re.compile(r"\s(?=\d{6}-\d{4}\b)")
"""Where a number of registration begins behind a name."""
LEAD = re.compile(r"(?i)(?:ap\.\s?\d+\s*)?(?:disponeras av|(?:del|bidrag|stöd|anslag|medel) till|till|av)?\s*")
PURPOSE = re.compile(r"\s*(?:[(–—:-]|(?:till|för|avseende|gällande)\s+(?=[a-zåäö\d”\"]))")


def _led(named: Sequence[Token], setting: Setting, span: Span) -> Entity | None:
    """The body of “Disponeras av X”, “X till sommarläger”: one behind a lead or before a purpose."""
    shown = view(setting.document.text, [span]).text
    if not named or not isinstance(named[0].value, Entity) or named[0].kind != "org":
        return None
    before, behind = shown[: named[0].start], shown[named[0].end :].strip(" .")
    if not LEAD.fullmatch(before) or (behind and not PURPOSE.match(behind)) or not (before.strip() or behind):
        return None
    return named[0].value


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


def amount(text: str, factor: int) -> Decimal | None:
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


def periods(text: str) -> list[tuple[str | None, str | None]]:
    """The different periods and years of `text` as (start, end), in order; years of founding are none."""
    found = []
    before = ""
    for token in tokens(" ".join(text.split())):
        if token.kind == "period":
            found.append((token.value.start, token.value.end))
        elif token.kind == "year" and not FOUNDED.match(before):
            found.append((token.value, token.value))
        before = token.low
    return list(dict.fromkeys(found))


def extent(cells: Sequence[Span]) -> Span:
    """From the first filled cell to the last."""
    filled = [cell for cell in cells if cell[0] < cell[1]]
    return min(start for start, _ in filled), max(end for _, end in filled)


def level(flags: set[str], *, figured: bool) -> str:
    """The level of a fact of a row: lower for each thing that the row itself does not say."""
    lowered = sum(flag in flags for flag in ("topic", "issuer", "metonymy", "giver-not-stated", "long-cell")) + (
        not figured
    )
    return LEVELS[min(2, lowered)]
