"""What follows from all chains: combined shares within bounds, and who controls, in words no stronger than that."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from regiongraf.figures import number
from regiongraf.holdings import network
from regiongraf.ownership import Bounds, Control, Controls, Effective, Effects, OwnershipError, Verdict
from regiongraf.store import Store
from regiongraf.view.model import Holding, Words, opaque

UNNAMED = Words("ägare som ingen källa namnger", "owners whom no source names")
NOT_KNOWN = Words(
    "Källorna räcker inte för att säga vem som kontrollerar.", "The sources do not suffice to say who controls."
)
LIMIT = 1500
"""With more owned bodies than this, each answer is for `regiongraf ask` to work out, not for the page to carry."""


@dataclass(frozen=True, slots=True)
class Combined:
    """What is combined of one body, as owned and as owner."""

    owners: tuple[Holding, ...] = ()
    holdings: tuple[Holding, ...] = ()
    control: tuple[Words, ...] = ()


def combined(store: Store, names: dict[str, Words]) -> dict[str, Combined]:
    """What follows for each body, by IRI; `names` are what bodies are called.

    Empty when the shares that are stated cannot all be true: `regiongraf check` says which.
    """
    known = network(store)
    effects = Effects(known)
    owned = [body for body in effects.rows if (form := known.form(body)) is not None and form.can_be_owned]
    if len(owned) > LIMIT:
        return {}
    try:
        owners = {body: effects.owners(body) for body in owned}
        unnamed = {body: effects.unnamed(body) for body in owned}
    except OwnershipError:
        return {}
    controls = Controls(known)
    found = {
        body: Combined(
            owners=_telling(owners[body], unnamed[body]),
            control=_control(controls, body, [each.owners[0] for each in owners[body]], names),
        )
        for body in owned
    }
    held: dict[str, list[Holding]] = {}
    for body in owned:
        for each in owners[body]:
            if each.direct != each.share or not each.share.is_exact:
                held.setdefault(each.owners[0], []).append(_held(each, body))
    return {
        body: Combined(known_.owners, tuple(held.get(body, ())), known_.control)
        for body in sorted({*found, *held})
        for known_ in [found.get(body, Combined())]
    }


def _telling(owners: list[Effective], unnamed: Bounds) -> tuple[Holding, ...]:
    """The owners, unless that repeats what is stated: every share exact, direct, and nobody unnamed."""
    if unnamed.is_zero and all(each.share.is_exact and each.direct == each.share for each in owners):
        return ()
    return (*(_held(each, each.owners[0]) for each in owners), *_rest(unnamed))


def _held(each: Effective, party: str) -> Holding:
    return Holding(opaque(party), bounds_words(each.share))


def _rest(unnamed: Bounds) -> tuple[Holding, ...]:
    return () if unnamed.is_zero else (Holding(None, bounds_words(unnamed), UNNAMED),)


def _control(controls: Controls, body: str, owners: list[str], names: dict[str, Words]) -> tuple[Words, ...]:
    """Who surely controls a body, by what is stated, or if one share has one vote; else that it cannot be said."""
    answers = [controls.of(owner, body) for owner in owners]
    said = [words for answer in answers if (words := _said(answer, names))]
    if said:
        return tuple(said)
    nobody = all(answer.if_one_share_one_vote.verdict is Verdict.NO for answer in answers)
    return () if nobody or not answers else (NOT_KNOWN,)


def _said(answer: Control, names: dict[str, Words]) -> Words | None:
    who = names.get(answer.owners[0], Words(answer.owners[0], answer.owners[0]))
    if answer.strict.verdict is Verdict.CERTAIN:
        return Words(f"{who.sv} kontrollerar.", f"{who.en} controls.")
    if answer.if_one_share_one_vote.verdict is Verdict.CERTAIN:
        return Words(
            f"{who.sv} kontrollerar om en andel ger en röst; rösterna är inte angivna.",
            f"{who.en} controls if one share has one vote; the votes are not stated.",
        )
    return None


def bounds_words(share: Bounds) -> Words:
    """A share within bounds: “24,5 %”, “mer än 0 och mindre än 100 %”; bounds are rounded outwards, never inwards."""
    if share.is_exact:
        low, high = _percent(share.low, ROUND_FLOOR), _percent(share.high, ROUND_CEILING)
        about = ("", "") if low == high else ("cirka ", "about ")
        return Words(f"{about[0]}{number(low, 'sv')}\u00a0%", f"{about[1]}{number(low, 'en')}%")
    low, high = _percent(share.low, ROUND_FLOOR), _percent(share.high, ROUND_CEILING)
    from_sv, from_en = ("mer än", "more than") if share.low_open else ("minst", "at least")
    to_sv, to_en = ("mindre än", "less than") if share.high_open else ("högst", "at most")
    return Words(
        f"{from_sv} {number(low, 'sv')} och {to_sv} {number(high, 'sv')}\u00a0%",
        f"{from_en} {number(low, 'en')} and {to_en} {number(high, 'en')}%",
    )


def _percent(part: Fraction, rounding: str) -> Decimal:
    """A part of one in per cent with at most two decimals, rounded one way."""
    hundredths = part * 10_000
    whole = hundredths.numerator // hundredths.denominator
    if rounding == ROUND_CEILING and hundredths != whole:
        whole += 1
    return Decimal(whole) / 100
