"""Which figure belongs to which name: “X 51 %”, “Y (24,5 %)”, “hälften vardera”, “40 respektive 60 procent”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from regiongraf.intake.candidate import Share
from regiongraf.intake.lexer import Quantity, Token

BODIES = frozenset(["org", "weak", "ref", "set", "geo", "prj"])
EACH = frozenset(["vardera", "var", "each"])
OF = frozenset(["av", "i", "by", "till", "of", "in"])
HUNDRED = Decimal(100)
WHOLE = Share(exact=HUNDRED)


@dataclass(slots=True)
class Item:
    """A name of a list with the figures that are said of it alone."""

    token: Token
    share: Share | None = None
    approx: bool = False
    basis: str | None = None
    amount: Decimal | None = None
    rest: bool = False
    via: Token | None = None
    """Whom it holds through: “X genom Y”."""
    flags: list[str] = field(default_factory=list)


def share_of(value: object) -> tuple[Share, bool, str | None]:
    """A share, if it is approximate, and of what it is, from the value of a pct token."""
    if isinstance(value, tuple):
        low, high = value
        return Share(min=low.value, max=high.value), False, None
    assert isinstance(value, Quantity)
    share = Share(**{value.bound: value.value})
    return share, value.approx, value.basis


def items(tokens: Sequence[Token]) -> list[Item]:
    """The names of `tokens` in order, each with its own share or amount.

    A figure goes to the name before it that has none yet, a leading figure to the name after it; `vardera` gives it to
    all that have none; `respektive` deals the figures out in order.
    """
    found: list[Item] = []
    pending: Token | None = None
    each = False
    leading_at: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind in BODIES and found and _through(tokens, index):
            found[-1].via = token
        elif token.kind in BODIES:
            item = Item(token)
            if pending is not None:
                _give(item, pending)
                if not each:
                    leading_at.append(len(found))
                    pending = None
            found.append(item)
        elif token.kind in ("pct", "money"):
            leading = (
                not found
                or (_has(found[-1], token) and _body_follows(tokens, index + 1))
                or _introduces(tokens, index, found)
            )
            if leading:
                pending, each = token, _says_each(tokens, index + 1) and index > 0
            elif (
                _says_each(tokens, index + 1)
                or any(t.low in EACH for t in tokens[max(0, index - 3) : index])
                or _before(tokens, index, ("hälften",))
            ):
                for item in found:
                    if not _has(item, token):
                        _give(item, token)
            elif token.kind == "money" and _together(tokens, index, found):
                for item in found[_since_figure(found) :]:
                    item.flags.append("ambiguous-amount")
            elif not _has(found[-1], token):
                _give(found[-1], token)
                if found[-1].share == WHOLE and all(item.share is None for item in found[:-1]):
                    # “A, B och C till 100 procent”: all of several companies is all of each.
                    for item in found[:-1]:
                        item.share = WHOLE
                elif len(found) > 1 and not any(_has(item, token) for item in found[:-1]):
                    found[-1].flags.append("ambiguous-share")
    _all_of_each(tokens, found)
    _shared_lead(found, leading_at)
    _respective(tokens, found)
    _equal(tokens, found)
    _rest(found)
    return found


def _since_figure(found: Sequence[Item]) -> int:
    """Where the names begin that have no figure of their own yet."""
    return next((n + 1 for n in range(len(found) - 1, -1, -1) if found[n].amount is not None), 0)


def _together(tokens: Sequence[Token], index: int, found: Sequence[Item]) -> bool:
    """True for the sum in brackets behind “men också av A, B och C (8 mnkr)”: it is theirs together."""
    if tokens[index - 1].low != "(" or len(found) - _since_figure(found) < 2 or not _since_figure(found):
        return False
    last = next((n for n in range(index - 1, -1, -1) if tokens[n] is found[-1].token), 0)
    return tokens[last - 1].low in ("och", "samt", "and") if last else False


def _shared_lead(found: list[Item], leading_at: Sequence[int]) -> None:
    """“9 procent av A, B och C”: a figure before several names is theirs together, so it is no one's own.

    All of several companies is all of each.
    """
    for number, start in enumerate(leading_at):
        end = leading_at[number + 1] if number + 1 < len(leading_at) else len(found)
        together = found[start:end]
        if len(together) > 1 and all(item.share is None and item.amount is None for item in together[1:]):
            shared = together[0].share
            for item in together:
                item.share = shared if shared == WHOLE else None
                item.amount = None
                if shared != WHOLE:
                    item.flags.append("ambiguous-share")


def _all_of_each(tokens: Sequence[Token], found: list[Item]) -> None:
    """“samtliga aktier i X, Y och Z”: all of each, where no other share is said."""
    first = tokens[0] if tokens else None
    if first is None or first.kind != "pct" or not isinstance(first.value, Quantity) or first.value.value != HUNDRED:
        return
    if found and all(item.share is None for item in found[1:]):
        for item in found[1:]:
            item.share = found[0].share


def _through(tokens: Sequence[Token], index: int) -> bool:
    """True for the body behind “genom” or “via”, with “sitt helägda bolag” or the like between at most."""
    for token in reversed(tokens[max(0, index - 4) : index]):
        if token.low in ("genom", "via", "through"):
            return True
        if token.kind in BODIES or token.low in (",", "och", "samt"):
            return False
    return False


def _has(item: Item, figure: Token) -> bool:
    return item.share is not None if figure.kind == "pct" else item.amount is not None


def _give(item: Item, figure: Token) -> None:
    if figure.kind == "money":
        if figure.value.currency in (None, "SEK"):
            item.amount = figure.value.value
        else:
            item.flags.append(f"currency-{figure.value.currency}")
        item.approx = item.approx or figure.value.approx
        return
    item.share, item.approx, item.basis = share_of(figure.value)
    if item.basis == "rest":
        item.share, item.basis, item.rest = None, None, True


def _introduces(tokens: Sequence[Token], index: int, found: list[Item]) -> bool:
    """True where a figure stands before its name: after a separator, with a body right behind it."""
    if index == 0 or tokens[index - 1].low not in (",", "och", "samt", "and", ";", "•", "med", "till"):
        return False
    if tokens[index - 1].low == "med":
        return False
    following = tokens[index + 1 : index + 7]
    if following and following[0].low in EACH:
        following = following[1:]
    if following and following[0].kind in BODIES:
        return True
    if not following or following[0].low not in OF:
        return False
    for token in following[1:]:
        if token.kind in BODIES:
            return True
        if token.kind not in ("word", "cap"):
            return False
    return False


def _body_follows(tokens: Sequence[Token], index: int) -> bool:
    return any(token.kind in BODIES for token in tokens[index : index + 3])


def _says_each(tokens: Sequence[Token], index: int) -> bool:
    return any(token.low in EACH for token in tokens[index : index + 1])


def _before(tokens: Sequence[Token], index: int, words: tuple[str, ...]) -> bool:
    return index + 1 < len(tokens) and tokens[index].low in words and tokens[index + 1].low in EACH


def _respective(tokens: Sequence[Token], found: list[Item]) -> None:
    """“X och Y med 40 respektive 60 procent”."""
    figures = respective(tokens)
    if len(found) < 2 or len(figures) != len(found):
        return
    for item, figure in zip(found, figures, strict=True):
        item.share = item.amount = None
        item.flags = [flag for flag in item.flags if flag != "ambiguous-share"]
        _give(item, figure)


def respective(tokens: Sequence[Token]) -> list[Token]:
    """The figures around “respektive”, in order, those without a unit in that of the last; else none."""
    index = next((i for i, token in enumerate(tokens) if token.low in ("respektive", "resp.", "resp")), None)
    if index is None or not 0 < index < len(tokens) - 1 or tokens[index + 1].kind not in ("pct", "money"):
        return []
    last = tokens[index + 1]
    left: list[Token] = []
    at = index - 1
    while at >= 0 and (tokens[at].kind in ("num", "pct", "money") or tokens[at].low == ","):
        if tokens[at].low != ",":
            left.append(tokens[at])
        at -= 1
    shown = []
    for figure in (*reversed(left), last):
        if figure.kind == "num":
            value = figure.value.value
            if last.kind == "money" and isinstance(last.value, Quantity):
                value *= _scale(last)
            figure = Token(last.kind, figure.text, figure.start, figure.end, replace(last.value, value=value))
        shown.append(figure)
    return shown


def _scale(token: Token) -> Decimal:
    """How much one unit as printed is: 10⁶ for “5 mnkr”."""
    for power in (9, 6, 3):
        unit = Decimal(10) ** power
        if token.value.value >= unit and any(
            word in token.low
            for word in {9: ("mdkr", "miljard"), 6: ("mkr", "mnkr", "miljon", "msek"), 3: ("tkr", "kkr", "tusen")}[
                power
            ]
        ):
            return unit
    return Decimal(1)


def _equal(tokens: Sequence[Token], found: list[Item]) -> None:
    """“till lika delar”: the whole dealt out evenly, where every owner is named."""
    low = [token.low for token in tokens]
    said = any(
        low[i] == "lika" and any(word.startswith(("del", "andel", "stor")) for word in low[i + 1 : i + 3])
        for i in range(len(low))
    )
    if said:
        share_equally(found)


def share_equally(found: list[Item]) -> None:
    """Give each of `found` that has no share its even part of the whole."""
    if len(found) == 1 and found[0].share is None:
        found[0].flags.append("ambiguous-share")  # with whom it shares stands elsewhere
    if len(found) > 1 and all(item.share is None for item in found):
        for item in found:
            item.share = Share(exact=(HUNDRED / len(found)).quantize(Decimal("0.01"), ROUND_HALF_UP))
            item.flags.append("equal-parts")


def _rest(found: list[Item]) -> None:
    """“resten”: what the others leave of 100 per cent, if each of theirs is exact."""
    left = [item for item in found if item.rest]
    others = [item.share.exact if item.share else None for item in found if not item.rest]
    if len(left) == 1 and others and all(value is not None for value in others):
        value = HUNDRED - sum((v for v in others if v is not None), Decimal(0))
        if 0 < value < HUNDRED:
            left[0].share = Share(exact=value)
            left[0].flags.append("rest-of-whole")


def shares(tokens: Sequence[Token]) -> list[tuple[Share, bool, str | None]]:
    """The shares that a captured figure holds, in order: one, or one per name around “respektive”."""
    found: list[tuple[Share, bool, str | None]] = []
    for token in tokens:
        if token.kind == "pct":
            found.append(share_of(token.value))
        elif token.kind == "num" and any(t.low == "respektive" for t in tokens):
            found.append((Share(exact=token.value.value), False, None))
    return found
