"""The bodies that a piece of a list names, each with its own sum: “Region X 1 200 000 kr, Y kommun och Z AB”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from regiongraf.intake.candidate import Candidate
from regiongraf.intake.cells import Setting
from regiongraf.intake.document import Span, view
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Quantity, Token
from regiongraf.intake.words import FINITE

SEPARATORS = frozenset([",", ";", "•", "·", "|", "och", "samt", "and", "&", "/", "respektive", "•"])
BODY_KINDS = ("org", "set", "ref", "weak", "geo", "prj")
LONGEST = 8
"""In words: what is longer and holds no known body is no name."""
PERSON_ROLE = re.compile(
    r"(?i)ordförande|handläggare|projektledare|verksamhetsledare|chef|direktör|tel(?:efon)?\b|e-post|@"
)


@dataclass(slots=True)
class Passage:
    """What was read at one place as a whole: facts, and the spans of text that they explain."""

    block: int
    """The number of the block where it begins."""
    facts: list[Candidate]
    spans: list[Span]


class Taken:
    """The passages of a document that were read as a whole: no rule reads their sentences again."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.facts: dict[int, list[Candidate]] = {}
        spans: list[Span] = []
        for passage in passages:
            self.facts.setdefault(passage.block, []).extend(passage.facts)
            spans += passage.spans
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def covers(self, at: int) -> bool:
        """True for a canonical offset within one of the passages."""
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.spans[index][1]


@dataclass(slots=True)
class Named:
    """A body of a list. `span` is canonical; `amount` is in kronor, None where none is said or it is foreign money."""

    entity: Entity
    span: Span
    flags: tuple[str, ...] = ()
    amount: Decimal | None = None
    approx: bool = False
    more: list[Entity] = field(default_factory=list)
    """Other bodies of the same piece of the list."""


def named_in(span: Span, setting: Setting) -> Iterator[Named]:
    """The bodies that the list at `span` names, in order, without people and without what is no name."""
    shown = view(setting.document.text, [span])
    pending: Quantity | None = None
    for piece in _pieces(setting.tokens(span)):
        money = next((token.value for token in piece if token.kind == "money"), None)
        rest = [token for token in piece if token.kind != "money"]
        found = _named(rest, shown.text, setting)
        if found is None:
            pending = money if isinstance(money, Quantity) and not rest else None
            continue
        entity, flags, token = found
        bodies = [t.value for t in rest if t.kind == "org" and isinstance(t.value, Entity) and t.value != entity]
        named = Named(entity, shown.span(token[0], token[1]), flags, more=bodies)
        quantity = money if isinstance(money, Quantity) else pending
        if quantity is not None and quantity.currency in (None, "SEK"):
            named.amount, named.approx = quantity.value, quantity.approx
        pending = None
        yield named


def _pieces(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The pieces between separators, brackets left out."""
    piece: list[Token] = []
    depth = 0
    for token in tokens:
        if token.low == "(":
            depth += 1
        elif token.low == ")":
            depth = max(0, depth - 1)
        elif depth and token.kind != "money":
            continue
        elif token.low in SEPARATORS or token.kind == "stop":
            if piece:
                yield piece
            piece = []
        else:
            piece.append(token)
    if piece:
        yield piece


def _named(piece: Sequence[Token], text: str, setting: Setting) -> tuple[Entity, tuple[str, ...], Span] | None:
    """The body of one piece: a known one first, else a name that stands alone."""
    whole = sum(token.end - token.start for token in piece)
    for kinds in (("org", "set"), ("ref", "geo"), ("weak", "prj")):
        for token in piece:
            part = kinds != ("org", "set") and (token.end - token.start) * 5 < whole * 3
            if token.kind in kinds and not (part and _name_like(piece)) and (found := body_of(token, setting)):
                return *found, (token.start, token.end)
    words = [token for token in piece if token.low not in ("bl.a.", "bland", "annat", "även", ":", "–", "-")]
    if not words or len(words) > LONGEST or any(token.low in FINITE for token in words):
        return None
    start, end = words[0].start, words[-1].end
    name = " ".join(text[start:end].split()).strip(" .:–-")
    if not name[:1].isupper() or len(name) < 3 or PERSON_ROLE.search(name):
        return None
    return Entity(name, "unknown"), ("cell",), (start, end)


def _name_like(piece: Sequence[Token]) -> bool:
    """True for “Regionrådet for Dalarna”: a few words, the first and last with a capital, that are one name."""
    plain = len(piece) < 6 and all(token.kind in ("cap", "word", *BODY_KINDS) for token in piece)
    return plain and piece[0].text[:1].isupper() and not any(token.low in FINITE for token in piece)


def body_of(token: Token, setting: Setting) -> tuple[Entity, tuple[str, ...]] | None:
    """What a token of a list stands for, and how that is known."""
    if token.kind == "ref":
        found = setting.around.resolve(token, ())
        return (found[0], (found[1],)) if found else None
    if not isinstance(token.value, Entity):
        return None
    if token.kind == "geo":
        for places in (setting.known.towns, setting.known.areas):
            if token.value.name in places:
                return places[token.value.name], ("metonymy",)
        return None
    return token.value, ("weak",) if token.kind == "weak" else ()
