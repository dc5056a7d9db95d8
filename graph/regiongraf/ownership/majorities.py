"""What makes a majority: of an extreme of votes, and of a board, with rights that two sources state counted once."""

from __future__ import annotations

from fractions import Fraction

from regiongraf.ownership.bounds import HALF, NOT_STATED, ONE, ZERO, Bounds
from regiongraf.ownership.network import ControlRight, Right
from regiongraf.ownership.reaching import Reach
from regiongraf.ownership.rows import UNNAMED, combine


def more_than_half(end: tuple[Fraction, bool], *, most: bool) -> bool:
    """Whether an extreme is more than one half; one half that is approached from above is more."""
    value, is_open = end
    return value > HALF or (value == HALF and is_open and not most)


def board_majority(rights: list[ControlRight], bloc: Reach, *, any_form: bool) -> bool:
    """Whether the bloc may appoint more than half of a board: surely, or at most.

    Of a board that nobody is stated to appoint anyone to, a bloc that holds everyone who is not named may appoint all:
    in a foundation. `any_form` is for the others, where the holders of shares or the members appoint it.
    """
    board = by_holder(rights, Right.APPOINT_BOARD)
    theirs = [share for holder, share in board.items() if bloc.worth(holder) == 1]
    others = [share for holder, share in board.items() if bloc.worth(holder) != 1]
    if not bloc.most:
        least = sum((share.low for share in theirs), ZERO)
        return least > HALF or (least == HALF and any(share.low_open for share in theirs))
    if UNNAMED in bloc.roots and (board or not any_form):
        return ONE - sum((share.low for share in others), ZERO) > HALF
    return min(sum((share.high for share in theirs), ZERO), ONE - sum((share.low for share in others), ZERO)) > HALF


def by_holder(rights: list[ControlRight], kind: Right) -> dict[str, Bounds]:
    """What each holder is stated to have of one kind of right: two sources of one right say it once, not twice."""
    stated: dict[str, list[Bounds]] = {}
    for right in rights:
        if right.right is kind:
            stated.setdefault(right.holder, []).append(right.share or NOT_STATED)
    return {holder: combine(shares)[0] for holder, shares in stated.items()}
