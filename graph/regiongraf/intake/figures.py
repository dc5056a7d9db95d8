"""Figure boxes: “58 kundmöten”, “270 000 kr i verksamhetsstöd”, a figure with the words that say what it counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from regiongraf.intake.candidate import Candidate
from regiongraf.intake.document import Block, BlockKind, Document, View
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.layout import UNFINISHED
from regiongraf.intake.lexer import NUMBER, Quantity, Span, Token, tokens
from regiongraf.intake.references import Surroundings

GIVEN = re.compile(r"stöd|bidrag|bredband|anslag|kr\b(?! beviljade)", re.IGNORECASE)
GRANT = re.compile(r"stöd|bidrag|anslag", re.IGNORECASE)
LONE_FIGURE = re.compile(rf"{NUMBER}")
COUNTS = re.compile(r"(?:[a-zåäö]|[A-ZÅÄÖ]{2,4}-|(?:Mkr|Mdkr)\b)[^.;:]*$")
COUNTED = ("word", "cap", "weak")
NO_TOPIC = ("place", "project", "municipality", "unknown")
LABEL_GRANT = "label.grant"
FAR = 16
"""In blocks: a heading further up says nothing of a figure."""

Before = Sequence[tuple[Block, Sequence[Token]]]


def furniture(document: Document) -> frozenset[str]:
    """The texts of headings that come back, digits apart: page headers and footers, which head nothing."""
    counts = Counter(_masked(document, block) for block in document.blocks if block.kind is BlockKind.HEADING)
    return frozenset(text for text, count in counts.items() if count > 1)


def _masked(document: Document, block: Block) -> str:
    return re.sub(r"\d+", "0", " ".join(document.text[block.start : block.end].split()))


def label_facts(
    block: Block,
    shown: View,
    named: Sequence[Token],
    before: Before,
    following: Block | None,
    document: Document,
    around: Surroundings,
    repeated: frozenset[str],
) -> Iterator[Candidate]:
    """The fact of a figure box, given the blocks before it (nearest last) and the one behind.

    A count is said of the body in the heading over it, else of the issuer. Money that is said to be a grant is a flow
    from the issuer, where that is a region or municipality; other money that is given is left to the prose.
    """
    if not named or not isinstance(named[0].value, Quantity):
        return
    words = _words(shown, following, document)
    start, end = shown.span(named[0].start, named[-1].end)
    if len(named) == 1:
        if words == shown.text or following is None:
            return
        named, end = tokens(words), following.end
    quantity = named[0].value
    if GIVEN.search(words):
        giver = around.issuer(("region", "municipality"))
        if giver and named[0].kind == "money" and GRANT.search(words) and quantity.currency in (None, "SEK"):
            yield Candidate(
                "funding", giver.name, None, start, end, "check", LABEL_GRANT,
                amount=quantity.value, approx=quantity.approx, page=block.page, flags=("issuer",),
            )  # fmt: skip
        return
    if named[0].kind not in ("num", "money") or named[1].kind not in COUNTED:
        return
    heading = _heading(before, document, repeated)
    topic = next((entity for entity in _bodies(heading) if entity.kind not in NO_TOPIC), None)
    subject = topic or around.issuer(("region", "municipality", "company", "union"))
    if subject is None:
        return
    yield Candidate(
        "indicator", subject.name, None, start, end, "likely" if topic else "check", "label.figure",
        value=quantity.value, approx=quantity.approx, period=_period(heading), page=block.page,
    )  # fmt: skip


def _words(shown: View, following: Block | None, document: Document) -> str:
    """The words of the box; where they break off (“i projekt- och”) or are to come, those of the next block too."""
    if following is None or following.rows or following.kind is BlockKind.LABEL:
        return shown.text
    next_text = " ".join(document.text[following.start : following.end].split())
    alone = LONE_FIGURE.fullmatch(shown.text) and len(next_text) < 80 and COUNTS.match(next_text)
    return f"{shown.text} {next_text}" if alone or UNFINISHED.search(shown.text) else shown.text


def _heading(before: Before, document: Document, repeated: frozenset[str]) -> Sequence[Token]:
    """The tokens of the nearest heading that is no page header or scrap of text."""
    near = before[-FAR:]
    for number in range(len(near) - 1, -1, -1):
        block, named = near[number]
        text = document.text[block.start : block.end].rstrip()
        if number and near[number - 1][0].kind is BlockKind.LABEL and len(near[number - 1][1]) == 1:
            continue  # the words of a figure that stands in a piece of its own
        heads = block.kind is BlockKind.HEADING or (block.kind is BlockKind.BOX and len(block.lines) < 4)
        if heads and text[:1].isupper() and text[-1:] != "." and _masked(document, block) not in repeated:
            return named
    return ()


def _bodies(named: Sequence[Token]) -> Iterator[Entity]:
    for token in named:
        if token.kind == "org" and isinstance(token.value, Entity):
            yield token.value


def _period(named: Sequence[Token]) -> tuple[str | None, str | None] | None:
    """The period that a heading gives, where it gives one."""
    for token in named:
        if token.kind == "period" and isinstance(token.value, Span):
            return token.value.start, token.value.end
        if token.kind == "year":
            return token.value, token.value
    return None


def unexplained(found: Sequence[Candidate]) -> list[Candidate]:
    """`found` without the grants of figure boxes whose sum another flow explains."""
    told = {c.amount for c in found if c.kind == "funding" and c.rule != LABEL_GRANT}
    return [c for c in found if c.rule != LABEL_GRANT or c.amount not in told]
