"""What a sentence must hold for a pattern to match at all, so that most patterns need not be tried.

Only words and figures count: of the parts that no match goes without, the one with the fewest characters is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from regiongraf.intake.patterns import ATOM, TYPES, Alphabet

FIGURES = {"PCT": "P", "MONEY": "M"}
Need = frozenset[str] | None


@dataclass(slots=True)
class _Group:
    """Alternatives, each the needs of its parts; None for a part that says nothing or may be left out."""

    negative: bool = False
    alternatives: list[list[Need]] = field(default_factory=lambda: [[]])

    def need(self) -> Need:
        """The characters of which each way through needs one; None where some way needs none."""
        if self.negative:
            return None
        found: set[str] = set()
        for parts in self.alternatives:
            told = [part for part in parts if part]
            if not told:
                return None
            found |= min(told, key=lambda part: (len(part), sorted(part)))
        return frozenset(found)


def needed(pattern: str, macros: Mapping[str, str], alphabet: Alphabet) -> Need:
    """The characters of which a sentence must hold one for `pattern` to match; None where that cannot be told."""
    stack = [_Group()]
    for kind, value in _atoms(pattern):
        parts = stack[-1].alternatives[-1]
        if kind == "open":
            stack.append(_Group(negative=value == "(?!"))
        elif kind == "close" and len(stack) > 1:
            closed = stack.pop()
            stack[-1].alternatives[-1].append(closed.need())
        elif kind == "bar":
            stack[-1].alternatives.append([])
        elif (kind == "quant" and parts and value[0] in "?*") or (kind == "quant" and value.startswith("{0")):
            parts[-1] = None
        elif kind == "atom":
            parts.append(_atom(value, macros, alphabet))
    return stack[0].need()


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


def _atom(atom: str, macros: Mapping[str, str], alphabet: Alphabet) -> Need:
    if atom in macros:
        return needed(macros[atom], macros, alphabet)
    if atom in FIGURES:
        return frozenset(FIGURES[atom])
    if atom in TYPES:
        return None
    literal = atom[1:-1] if atom.startswith("'") else atom
    return frozenset(alphabet.literal(literal.lower()).replace("\\", "").strip("[]"))
