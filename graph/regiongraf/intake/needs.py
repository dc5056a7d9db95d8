"""What a sentence must hold for a pattern to match at all, so that most patterns need not be tried.

A pattern needs one character of each of several sets: of every part that no match goes without. `Index` finds the
patterns whose needs a sentence meets from the characters that it holds, however many patterns there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from regiongraf.intake.patterns import ATOM, TYPES, Alphabet

KINDS = {name: frozenset(chars.strip("[]")) for name, chars in TYPES.items() if chars.strip("[]").isalpha()}
"""The characters of a type of token, for the types that are no more than a few."""
WIDE = frozenset("xC")
"""What nearly every sentence holds: to need it tells nothing."""
Needs = tuple[frozenset[str], ...]


@dataclass(slots=True)
class _Group:
    """Alternatives, each the needs of its parts; a part that says nothing or may be left out has none."""

    negative: bool = False
    alternatives: list[list[Needs]] = field(default_factory=lambda: [[]])

    def needs(self) -> Needs:
        """The sets of characters of which every way through needs one of each."""
        if self.negative:
            return ()
        ways = [[need for part in parts for need in part] for parts in self.alternatives]
        if len(ways) == 1:
            return tuple(ways[0])
        if not all(ways):
            return ()
        return (frozenset().union(*(min(way, key=_rarity) for way in ways)),)


def _rarity(need: frozenset[str]) -> tuple[int, list[str]]:
    """Words before types of token, and few characters before many."""
    return sum(1 if char >= "\ue000" else 100 for char in need), sorted(need)


def needed(pattern: str, macros: Mapping[str, str], alphabet: Alphabet) -> Needs:
    """The sets of characters of which a sentence must hold one each for `pattern` to match; the rarest first."""
    stack = [_Group()]
    for kind, value in _atoms(pattern):
        parts = stack[-1].alternatives[-1]
        if kind == "open":
            stack.append(_Group(negative=value == "(?!"))
        elif kind == "close" and len(stack) > 1:
            closed = stack.pop()
            stack[-1].alternatives[-1].append(closed.needs())
        elif kind == "bar":
            stack[-1].alternatives.append([])
        elif (kind == "quant" and parts and value[0] in "?*") or (kind == "quant" and value.startswith("{0")):
            parts[-1] = ()
        elif kind == "atom":
            parts.append(_atom(value, macros, alphabet))
    return tuple(sorted(set(stack[0].needs()), key=_rarity))


def _atoms(pattern: str) -> Iterator[tuple[str, str]]:
    for match in ATOM.finditer(pattern):
        if match["open"] or match["lpar"] or match["neg"]:
            yield "open", match[0].strip()
        elif match["close"] or match["rpar"]:
            yield "close", match[0]
        elif match["bar"]:
            yield "bar", match[0]
        elif match["quant"]:
            yield "quant", match["quant"]
        else:
            yield "atom", match["quoted"] or match["atom"]


def _atom(atom: str, macros: Mapping[str, str], alphabet: Alphabet) -> Needs:
    if atom in macros:
        return needed(macros[atom], macros, alphabet)
    if atom in TYPES:
        return (KINDS[atom],) if atom in KINDS and WIDE.isdisjoint(KINDS[atom]) else ()
    literal = atom[1:-1] if atom.startswith("'") else atom
    return (frozenset(alphabet.literal(literal.lower()).replace("\\", "").strip("[]")),)


class Index:
    """Patterns by the characters that they need: one bit for each pattern."""

    def __init__(self, needs: Sequence[Needs]) -> None:
        self._all = (1 << len(needs)) - 1
        depth = max(map(len, needs), default=0)
        self._open = [sum(1 << number for number, need in enumerate(needs) if len(need) <= at) for at in range(depth)]
        self._met: dict[str, list[int]] = {}
        for number, need in enumerate(needs):
            for at, chars in enumerate(need):
                for char in chars:
                    self._met.setdefault(char, [0] * depth)[at] |= 1 << number

    def possible(self, text: str) -> Iterator[int]:
        """The numbers of the patterns that may match somewhere in `text`, in order."""
        met = list(self._open)
        for char in set(text):
            for at, bits in enumerate(self._met.get(char, ())):
                met[at] |= bits
        left = self._all
        for bits in met:
            left &= bits
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest
