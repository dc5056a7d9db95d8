"""What a flow of money has from the sentences around: its period, and a sum that only the next sentence tells.

“Bokslutet för 2011 … Staten lämnade under året bidrag”: what is meant is 2011. A day on which somebody decided, a press
release's date and a year of founding are no periods.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from regiongraf.intake.binding import respective
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.document import Block, BlockKind
from regiongraf.intake.lexer import Token
from regiongraf.intake.periods import UNDATED, Period, said
from regiongraf.intake.sentence import BODY_KINDS

MONEY = ("funding", "budget")
REPORT = re.compile(
    r"(?i)\b(?:årsredovisning(?:en)?|verksamhetsberättelse(?:n)?|förvaltningsberättelse|årsberättelse|bokslut(?:et)?|"
    r"årsbokslut|delårsrapport|delårsbokslut|årsrapport|(?:detalj|region|mål och )?budget(?:en)?|verksamhetsplan|"
    r"internbudget|annual report|verksamhetsåret|bidrag|statsbidrag|verksamhetsbidrag|driftbidrag|kulturbidrag|"
    r"föreningsbidrag|partistöd|projektmedel|projektstöd)\b(?P<between>[^.\d]{0,60}?)(?P<first>(?:19|20)\d\d)"
    r"(?:\s?[-–/]\s?(?P<last>(?:20)?\d\d))?(?!-?\d)|"
    r"^(?P<before>(?:19|20)\d\d) års (?:redovisning|bidrag|budget|anslag)"
)
"""A title that tells of what year the sums below are."""
SPEAKS = re.compile(
    r"^(?:bidrag|stöd|anslag|budget|bevilj|tilldel|fördel|kronor|bokslut|intäkt|finansier|medel|pengar|avsatt|avsätt|"
    r"årsredovisning|ekonomi|grant|fund|support)"
)
THIS_YEAR = (("under", "året"), ("i", "år"), ("detta", "år"), ("samma", "år"), ("innevarande", "år"), ("för", "året"))
FOR = frozenset(
    [
        "för",
        "under",
        "år",
        "åren",
        "perioden",
        "avser",
        "gäller",
        "for",
        "during",
        "period",
        "i",
        "in",
        "uppgick",
        "var",
    ]
)
ABOUT_MONEY = re.compile(
    r"^(?:stödet|bidraget|anslaget|beloppet|stöden|bidragen|anslagen|medlen|pengarna|finansieringen|summan|"
    r"medfinansieringen|tillskottet|driftbidraget|verksamhetsbidraget|grant|grants|funding|support)$"
)
RUNS = re.compile(r"^(?:pågår|pågick|löper|löpte|genomförs|genomfördes|drivs|bedrivs|runs|ran)$")
RUNNER = re.compile(r"^(?:projekt|förstudie|satsning|program|project|insats)")
TOGETHER = frozenset(["tillsammans", "sammanlagt", "sammantaget", "totalt", "sammanlagda"])
REACH = 6
"""In sentences: how far back the year of a sum may stand."""
TOP = 3
"""In blocks: where the title of a document stands."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of running text, and where it lies in the document."""

    start: int
    end: int
    tokens: Sequence[Token]


def report_year(blocks: Sequence[tuple[Block, Sequence[Token]]], text: str) -> Period | None:
    """The year that the title of a report, budget or list of grants names; None where it names none, or several."""
    found: list[Period] = []
    for block, _ in blocks[:TOP]:
        shown = " ".join(text[block.start : block.end].split())
        if block.rows or len(shown) > 110 or (block.kind is not BlockKind.HEADING and shown[-1:] in ".!?"):
            continue
        for match in REPORT.finditer(shown):
            first = match["first"] or match["before"]
            last = match["last"] or first
            found.append((first, last if len(last) == 4 else first[:2] + last))
    return found[0] if len(set(found)) == 1 else None


def dated(said_here: Sequence[Candidate], told: Sequence[Told], at: int, year: Period | None) -> list[Candidate]:
    """The flows of a block that leave their period out, with the one that the text around them gives.

    `told` are the sentences of the section so far, those of the block from number `at` on; `year` is the report's own.
    """
    return [_dated(candidate, told, at, year) for candidate in _summed(said_here, told, at)]


def _summed(said_here: Sequence[Candidate], told: Sequence[Told], at: int) -> list[Candidate]:
    """With the sums of the next sentence: “Stödet är 5 miljoner”, “Bidragen var 24,7 respektive 5,9 miljoner”."""
    result = list(said_here)
    for place in range(at, len(told) - 1):
        here = [
            n for n, c in enumerate(result) if c.kind == "funding" and told[place].start <= c.start < told[place].end
        ]
        if not here or any(result[n].amount is not None or result[n].status for n in here):
            continue
        for number, token in zip(here, _sums(told[place + 1].tokens, len(here)), strict=False):
            if token.value.currency in (None, "SEK"):
                result[number] = replace(
                    result[number],
                    amount=token.value.value,
                    approx=token.value.approx,
                    flags=tuple(sorted({*result[number].flags, "sum-said-later"})),
                )
    return result


def _sums(tokens: Sequence[Token], count: int) -> Sequence[Token]:
    """The sums of a sentence that tells what `count` grants come to, in order; none where it tells something else."""
    opening = [token.low for token in tokens[:6]]
    money = [token for token in tokens if token.kind == "money"]
    bodies = sum(token.kind in BODY_KINDS for token in tokens)
    if not money or not any(ABOUT_MONEY.match(word) for word in opening) or bodies > 1 or TOGETHER & set(opening):
        return ()
    if count > 1:
        figures = respective(tokens)
        return figures if len(figures) == count and bodies == 0 else ()
    return money if len(money) == 1 else ()


def _dated(candidate: Candidate, told: Sequence[Told], at: int, year: Period | None) -> Candidate:
    if candidate.kind not in MONEY or candidate.period is not None or candidate.status == "former":
        return candidate
    place = next((n for n in range(at, len(told)) if told[n].start <= candidate.start < told[n].end), None)
    if place is None:
        return candidate
    low = [token.low for token in told[place].tokens]
    this_year = any(pair in THIS_YEAR for pair in pairwise(low))
    if candidate.amount is None and not this_year:
        found = _behind(told, place, runs=False)
    else:
        found = (None if this_year else _behind(told, place)) or _before(told, place) or year
    return replace(candidate, period=found) if found else candidate


def _behind(told: Sequence[Told], place: int, *, runs: bool = True) -> Period | None:
    """The period that the next sentence gives the grant: “Stödet gäller 2023–2027.”, “Projektet pågår …”."""
    if place + 1 >= len(told):
        return None
    tokens = told[place + 1].tokens
    opening = [token.low for token in tokens[:4]]
    grant = any(ABOUT_MONEY.match(word) for word in opening) or (
        opening[:1] == ["för"] and tokens[1:2] and tokens[1].kind in ("year", "period")
    )
    runs = runs and any(RUNNER.match(word) for word in opening[:3]) and any(RUNS.match(t.low) for t in tokens[:6])
    if runs and any(token.kind == "money" for token in tokens):
        return None
    found = said(tokens) if grant or runs else []
    return found[0] if len(found) == 1 else None


def _before(told: Sequence[Told], place: int) -> Period | None:
    """The one period of the nearest sentence before that tells of money in a year."""
    for number in range(place - 1, max(-1, place - 1 - REACH), -1):
        tokens = told[number].tokens
        if not any(SPEAKS.match(token.low) or token.kind == "money" for token in tokens):
            continue
        if any(token.low in UNDATED for token in tokens if token.low.endswith("es")):
            continue  # when somebody was founded
        meant = [
            index
            for index, token in enumerate(tokens)
            if token.kind in ("year", "period") and index and tokens[index - 1].low in FOR
        ]
        found = said(tokens)
        if meant and len(found) == 1:
            return found[0]
        if found:
            return None
    return None
