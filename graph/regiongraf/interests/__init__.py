"""What follows from stated holdings by calculation, for the derived graph: interests, control, and three definitions.

`find(store)` works it out at the sources' own dates, `triples(findings, minter)` writes it down. What is written, what
is left out and why: docs/ownership.md.
"""

from regiongraf.interests.working import Findings, Found, find
from regiongraf.interests.writing import triples

__all__ = ["Findings", "Found", "find", "triples"]
