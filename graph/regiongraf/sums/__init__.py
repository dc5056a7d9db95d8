"""Sums of money asked of a dataset: by what, of which money, and what each sum is made of, with its evidence.

The rules of summing are those of `regiongraf.funding`. A table of sums, and the flows behind them, are answers like
those of the ready-made questions, so that every format shows them.
"""

from regiongraf.sums.answers import Sums
from regiongraf.sums.wanted import BY, ROLLED, Wanted, statements, wanted

__all__ = ["BY", "ROLLED", "Sums", "Wanted", "statements", "wanted"]
