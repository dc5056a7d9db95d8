"""Names in small letters that a document uses twice: “Stiftelsen skogens framtid”, “Skog med historia”.

What stands behind “Stiftelsen” once may be anything; the same words behind it twice are what the body is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Token
from regiongraf.intake.nobodies import NOBODY
from regiongraf.intake.words import FINITE, FUNCTION, HEADS, PLURALS, REFERENCES, listed

NAMED_BY = listed("stiftelsen föreningen kommunalförbundet samordningsförbundet nätverket sällskapet samfälligheten")
BETWEEN = listed("med för mot utan på i och")
LONGEST = 5
"""In words behind the first."""


def taught(blocks: Iterable[Sequence[Token]]) -> Iterator[Entity]:
    """The names that the tokens of a document's blocks use twice and more, in order of their words."""
    seen: Counter[tuple[str, ...]] = Counter()
    inner: set[tuple[str, ...]] = set()
    for tokens in blocks:
        for index, token in enumerate(tokens):
            if token.kind != "cap" or len(token.text) < 3:
                continue
            if name := _behind(tokens, index):
                seen[name] += 1
                if index and tokens[index - 1].kind == "word":
                    inner.add(name)
    for name, count in sorted(seen.items()):
        if count > 1 and (name[0].lower() in NAMED_BY or name in inner):
            yield Entity(" ".join(name), HEADS.get(name[0].lower(), "unknown"))


def _behind(tokens: Sequence[Token], index: int) -> tuple[str, ...]:
    """The words of a name from `index` on: a head and nouns, or a capital, a preposition and a noun; else nothing."""
    first = tokens[index]
    run = [first.text]
    for token in tokens[index + 1 : index + 1 + LONGEST]:
        if token.kind not in ("word", "cap") or token.low in FINITE or token.fresh:
            break
        if token.low in FUNCTION and token.low not in BETWEEN:
            break
        run.append(token.text)
    while len(run) > 1 and run[-1].lower() in FUNCTION:
        run.pop()
    if first.low in NAMED_BY:
        named = len(run) > 2 and run[1].islower() and run[1] not in BETWEEN and _nouns(run[1:])
        return tuple(run) if named else ()
    if first.low in NOBODY or first.low in REFERENCES or first.low in PLURALS or first.low in HEADS:
        return ()
    named = len(run) > 2 and run[1] in BETWEEN - {"i", "på", "och"} and run[2].islower() and _nouns(run[2:3])
    return tuple(run[:3]) if named else ()


def _nouns(words: Sequence[str]) -> bool:
    """True where no word is a verb, as far as its form tells."""
    return all(word in BETWEEN or not word.endswith(("ar", "er", "ade", "ades", "as")) for word in words)
