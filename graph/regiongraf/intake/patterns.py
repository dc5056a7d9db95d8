"""The rule language: patterns over typed tokens, compiled to regular expressions with one character per token.

A pattern is a line of atoms parted by spaces:

    word        that word, in any case          word*       any word that begins so
    ORG, PCT …  a token of that type            LIST …      a macro from `rules/macros.toml`
    _           any token of the sentence       ~           any token that is no body, share or sum
    ( a b | c ) either                          {o: … }     what is found there is called o
    ? * + {2,5} behind an atom or bracket       '('         that sign itself
    (?! … )     not followed by

A pattern never reaches over the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from regiongraf.errors import Place, RegiongrafError
from regiongraf.intake.lexer import Token

TYPES: dict[str, str] = {
    "NAMED": "[OW]", "STRONG": "[OS]", "ORG": "[OWRS]", "BODY": "[OWRSGJ]", "OWNER": "[owrg]", "REF": "R",
    "REFS": "r", "GEO": "G",
    "PRJ": "J", "PCT": "P", "MONEY": "M", "NUM": "N", "YEAR": "Y", "PERIOD": "D", "DATE": "T", "SET": "S", "WEAK": "W",
    "OTHER": "[xC]", "CAP": "C",
    "_": r"[^.]", "~": r"[^.OWRSJPMG]", "ANY": r"[^.OWRSJ]", "WORD": "[xC\ue000-\uf8ff]",
    "START": "^", "END": r"(?=[.]|$)",
}  # fmt: skip
KIND_CHARS = {
    "org": "O", "weak": "W", "ref": "R", "set": "S", "geo": "G", "prj": "J", "pct": "P", "money": "M",
    "num": "N", "year": "Y",
    "period": "D", "date": "T", "stop": ".",
}  # fmt: skip
BODY_CHARS = frozenset("OWRSJowr")
ATOM = re.compile(
    r"(?P<open>\{(?P<name>[a-z]\w*):)|(?P<close>\}(?=[\s)|?*+}]|$))|(?P<neg>\(\?!)|(?P<lpar>\()|(?P<rpar>\))|(?P<bar>\|)"
    r"|(?P<quant>[?*+](?=[\s)}|]|$)|\{\d+,\d*\})|(?P<quoted>'[^']+')|(?P<atom>[^\s(){}|?*+]+\*?)"
)


class RuleError(RegiongrafError):
    """A rule cannot be read or compiled, or its own example does not give what it says."""


@dataclass(slots=True)
class Alphabet:
    """Words as characters: exact words and prefixes each have one of the private use area."""

    exact: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)
    _longest: tuple[int, ...] = ()

    @classmethod
    def of(cls, literals: Iterable[str]) -> Alphabet:
        """The alphabet of all literals of the rules; `word*` is a prefix."""
        made = cls()
        for number, literal in enumerate(sorted(set(literals))):
            char = chr(0xE000 + number)
            if literal.endswith("*") and len(literal) > 1:
                made.prefixes[literal[:-1]] = char
            else:
                made.exact[literal] = char
        made._longest = tuple(sorted({len(prefix) for prefix in made.prefixes}, reverse=True))
        return made

    def char(self, token: Token) -> str:
        """The character that stands for `token` in a sentence."""
        kind = token.kind
        if kind in KIND_CHARS:
            char = KIND_CHARS[kind]
            return char.lower() if token.genitive and char in "OWRG" else char
        low = token.low
        found = self._known.get(low)
        if found is None:
            found = self._known[low] = self._word(low)
        return "C" if found == "x" and kind == "cap" else found

    def _word(self, low: str) -> str:
        if low in self.exact:
            return self.exact[low]
        for length in self._longest:
            if low[:length] in self.prefixes and len(low) >= length:
                return self.prefixes[low[:length]]
        return "x"

    def knows(self, low: str) -> bool:
        """True where rules turn on the word `low`."""
        return self._word(low) != "x"

    def literal(self, literal: str) -> str:
        """The expression for one literal of a rule."""
        if not (literal.endswith("*") and len(literal) > 1):
            return re.escape(self.exact[literal])
        prefix = literal[:-1]
        chars = [char for word, char in self.exact.items() if word.startswith(prefix)]
        chars += [char for other, char in self.prefixes.items() if other.startswith(prefix)]
        return "[" + "".join(sorted(chars)) + "]"


def literals(pattern: str, macros: dict[str, str]) -> set[str]:
    """The words that `pattern` names, in its macros too."""
    found: set[str] = set()
    for match in ATOM.finditer(pattern):
        atom = match["atom"] or (match["quoted"] or "")[1:-1]
        if match["atom"] and atom in macros:
            found |= literals(macros[atom], macros)
        elif atom and not (match["atom"] and atom in TYPES):
            found.add(atom.lower())
    return found


def compile_pattern(pattern: str, macros: dict[str, str], alphabet: Alphabet, place: Place) -> re.Pattern[str]:
    """`pattern` as a regular expression over the characters of a sentence.

    Raises RuleError when it does not parse.
    """
    try:
        return re.compile(_source(pattern, macros, alphabet, place))
    except re.error as error:
        raise RuleError(
            f"the pattern {pattern!r} does not parse: {error}",
            place=place,
            hint="docs/intake.md, “The rule language”",
            sv=f"mönstret {pattern!r} går inte att tolka: {error}",
            hint_sv="docs/intake.md, ”The rule language”",
        ) from error


def _source(pattern: str, macros: dict[str, str], alphabet: Alphabet, place: Place) -> str:
    parts: list[str] = []
    position = 0
    for match in ATOM.finditer(pattern):
        if pattern[position : match.start()].strip():
            raise RuleError(
                f"cannot read {pattern[position : match.start()]!r} in {pattern!r}",
                place=place,
                hint="docs/intake.md, “The rule language”",
                sv=f"kan inte läsa {pattern[position : match.start()]!r} i {pattern!r}",
                hint_sv="docs/intake.md, ”The rule language”",
            )
        position = match.end()
        if match["open"]:
            parts.append(f"(?P<{match['name']}>")
        elif match["close"] or match["rpar"]:
            parts.append(")")
        elif match["neg"]:
            parts.append("(?!")
        elif match["lpar"]:
            parts.append("(?:")
        elif match["bar"]:
            parts.append("|")
        elif match["quant"]:
            parts.append(match["quant"])
        elif match["quoted"]:
            parts.append(alphabet.literal(match["quoted"][1:-1].lower()))
        elif match["atom"] in macros:
            parts.append(f"(?:{_source(macros[match['atom']], macros, alphabet, place)})")
        elif match["atom"] in TYPES:
            parts.append(TYPES[match["atom"]])
        elif match["atom"].isupper() and len(match["atom"]) > 1 and match["atom"].isalpha():
            raise RuleError(
                f"there is no type or macro called {match['atom']}",
                place=place,
                hint=f"the types are {', '.join(TYPES)}",
                sv=f"det finns ingen typ och inget makro som heter {match['atom']}",
                hint_sv=f"typerna är {', '.join(TYPES)}",
            )
        else:
            parts.append(alphabet.literal(match["atom"].lower()))
    return "".join(parts)


def sentence_text(tokens: Sequence[Token], alphabet: Alphabet) -> str:
    """A sentence as one character per token."""
    return "".join(map(alphabet.char, tokens))
