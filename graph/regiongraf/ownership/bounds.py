"""A share that is known exactly, within bounds, or not at all: an interval whose ends may be open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Bounds:
    """From `low` to `high`, parts of one; an open end is approached and never reached."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if not (ZERO <= self.low <= ONE if self.low is self.high else ZERO <= self.low <= self.high <= ONE):
            raise ValueError(f"a share lies between 0 and 1 with low ≤ high; got {self.low} to {self.high}")
        if self.low == self.high and (self.low_open or self.high_open):
            raise ValueError("an interval of one point has no open end")

    @classmethod
    def exactly(cls, share: Fraction | int) -> Bounds:
        """One known share."""
        exact = share if type(share) is Fraction else Fraction(share)
        return cls(exact, exact)

    @classmethod
    def percent(cls, low: Decimal | int | str, high: Decimal | int | str | None = None) -> Bounds:
        """An exact share or a closed range, in per cent."""
        first = Fraction(low) / 100
        return cls(first, first if high is None else Fraction(high) / 100)

    @property
    def is_exact(self) -> bool:
        """Whether one share alone is possible."""
        return self.low is self.high or self.low == self.high

    @property
    def is_zero(self) -> bool:
        """Whether nothing is held, for certain."""
        return self.high == 0

    def __contains__(self, share: Fraction) -> bool:
        above = share > self.low or (share == self.low and not self.low_open)
        below = share < self.high or (share == self.high and not self.high_open)
        return above and below

    def meet(self, other: Bounds) -> Bounds | None:
        """What both allow; None when they contradict each other."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        low_open = any(each.low_open for each in (self, other) if each.low == low)
        high_open = any(each.high_open for each in (self, other) if each.high == high)
        if low > high or (low == high and (low_open or high_open)):
            return None
        return Bounds(low, high, low_open, high_open)

    def hull(self, other: Bounds) -> Bounds:
        """The least interval that holds both."""
        low, high = min(self.low, other.low), max(self.high, other.high)
        low_open = all(each.low_open for each in (self, other) if each.low == low)
        high_open = all(each.high_open for each in (self, other) if each.high == high)
        return Bounds(low, high, low_open, high_open)

    def above(self, threshold: Fraction) -> bool | None:
        """Whether the share is more than `threshold`: True, False, or None when it may be either."""
        if self.low > threshold or (self.low == threshold and self.low_open):
            return True
        return False if self.high <= threshold else None

    def at_least(self, threshold: Fraction) -> bool | None:
        """Whether the share is `threshold` or more: True, False, or None when it may be either."""
        if self.low >= threshold:
            return True
        return False if self.high < threshold or (self.high == threshold and self.high_open) else None

    def __str__(self) -> str:
        if self.is_exact:
            return str(self.low)
        return f"{'(' if self.low_open else '['}{self.low}, {self.high}{')' if self.high_open else ']'}"


NOTHING = Bounds(ZERO, ZERO)
WHOLE = Bounds(ONE, ONE)
NOT_STATED = Bounds(ZERO, ONE, low_open=True)
"""A share that exists and is not stated: more than nothing. That others own too follows from the row it stands in."""
ANYTHING = Bounds(ZERO, ONE)
