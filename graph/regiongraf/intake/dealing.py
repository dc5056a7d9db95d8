"""Figures that a rule captured apart, given to the names that they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from regiongraf.intake.binding import Item, respective, share_equally, shares
from regiongraf.intake.candidate import Share
from regiongraf.intake.lexer import Quantity, Token
from regiongraf.intake.rules import Emission
from regiongraf.intake.sentence import Sentence

MISSING = (-1, -1)


def span_of(match: re.Match[str], name: str) -> tuple[int, int]:
    """Where a capture lies; MISSING where this pattern has none of that name, or it took no part."""
    return match.span(name) if name in match.re.groupindex else MISSING


def shared_out(
    sentence: Sentence,
    emission: Emission,
    match: re.Match[str],
    subjects: list[Item | None],
    objects: list[Item | None],
) -> None:
    """Give the figures that were captured apart to the names they belong to."""
    named = [item for item in subjects if item]
    others = [item for item in objects if item]
    for key in ("share", "amount"):
        name = getattr(emission, key)
        if not name or span_of(match, name) == MISSING:
            continue
        tokens = sentence.tokens[slice(*match.span(name))]
        each = emission.each or any(token.low in ("vardera", "var", "each") for token in tokens)
        if any(token.low == "lika" for token in tokens):
            share_equally(named)
            continue
        if any(token.low == "/" for token in tokens):
            _deal_parted(tokens, named)
            continue
        if key == "share":
            _deal_shares(tokens, named if len(named) > 1 else others if len(others) > 1 else named, each)
        else:
            _deal_amounts(tokens, named, others, each)
    if emission.whole and len(named) <= 1:
        for item in others or named:
            if item.share is None:
                item.share = Share(exact=Decimal(100))


def _deal_parted(tokens: Sequence[Token], named: list[Item]) -> None:
    """“60/40”: a part each, in order, where they make up the whole."""
    parts = [token.value.value for token in tokens if token.kind == "num" and isinstance(token.value, Quantity)]
    if len(parts) == len(named) and sum(parts) == 100:
        for item, part in zip(named, parts, strict=True):
            item.share = Share(exact=part)


def _deal_shares(tokens: Sequence[Token], named: list[Item], each: bool) -> None:
    found = shares(tokens)
    if len(found) == len(named) or (len(found) == 1 and (each or len(named) == 1)):
        for index, item in enumerate(named):
            share, approx, basis = found[min(index, len(found) - 1)]
            if item.share is None and basis != "rest":
                item.share, item.approx, item.basis = share, approx, basis
    elif len(found) == 1 and named[0].share is None and len(named) > 1 and _later_figures(named):
        named[0].share, named[0].approx, named[0].basis = found[0]
    elif len(found) == 1 and len(lacking := [item for item in named if item.share is None]) == 1:
        lacking[0].share, lacking[0].approx, lacking[0].basis = found[0]
    else:
        for item in named:
            item.flags.append("ambiguous-share")


def _later_figures(named: Sequence[Item]) -> bool:
    """True where the names behind the first have figures said of them: the figure before is the first one's."""
    return all(item.share is not None or "ambiguous-share" in item.flags for item in named[1:])


def _deal_amounts(tokens: Sequence[Token], named: list[Item], others: list[Item], each: bool) -> None:
    money = [token for token in tokens if token.kind == "money"]
    if not money:
        return
    receiving = others if len(others) > 1 else named
    dealt = respective(tokens)
    if len(dealt) == len(receiving) and len(dealt) > 1:
        for item, figure in zip(receiving, dealt, strict=True):
            if figure.value.currency in (None, "SEK"):
                item.amount, item.approx = figure.value.value, figure.value.approx
        return
    if len(receiving) > 1 and sum(item.amount is None for item in receiving) == 1:
        each = True  # all others have a sum of their own
    if len(receiving) > 1 and not each:
        for item in receiving:
            item.flags.append("ambiguous-amount")
        return
    for item in receiving or named:
        if item.amount is None:
            value = money[0].value
            if value.currency in (None, "SEK"):
                item.amount, item.approx = value.value, item.approx or value.approx
            else:
                item.flags.append(f"currency-{value.currency}")


def says_amount(emission: Emission, match: re.Match[str]) -> bool:
    """True where the match holds the sum that its rule speaks of."""
    return emission.amount is not None and span_of(match, emission.amount) != MISSING


def explained(flags: set[str]) -> bool:
    """True where it is known why a sum is left out: it is of several together, or of another currency."""
    return any(flag.startswith(("ambiguous", "currency")) for flag in flags)


def amount_of(
    sentence: Sentence, emission: Emission, match: re.Match[str], figures: Sequence[Item], flags: set[str]
) -> Decimal | None:
    """The sum of a flow: that of either end, else the one captured apart."""
    own = next((item.amount for item in figures if item.amount is not None), None)
    if own is None and emission.amount and says_amount(emission, match):
        return _lone_amount(sentence.tokens[slice(*match.span(emission.amount))], flags)
    return own


def _lone_amount(tokens: Sequence[Token], flags: set[str]) -> Decimal | None:
    """The amount of a flow that names neither end."""
    money = [token.value for token in tokens if token.kind == "money" and token.value.currency in (None, "SEK")]
    return money[0].value if len(money) == 1 and "ambiguous-amount" not in flags else None
