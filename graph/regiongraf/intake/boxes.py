"""Boxes of an organisation chart: each names a body, and may say its form, another name, and how many it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from regiongraf.intake.candidate import Candidate
from regiongraf.intake.document import Block, BlockKind, View
from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.grouping import municipality
from regiongraf.intake.lexer import Quantity, Token
from regiongraf.intake.references import Alias
from regiongraf.intake.words import BREAKERS, FINITE

CHART = 3
"""So many boxes in a row make a chart; fewer may be anything that is framed."""
FORM = re.compile(r"\b(ideell|ekonomisk)a? (förening)(?:en)?\b", re.IGNORECASE)
COUNTED = frozenset(["medlemmar", "ägare", "delägare", "länder", "medlemsländer", "medlemskommuner", "anställda"])
UNFRAMED = 5
SENTENCE = frozenset(
    ["är", "har", "arbetar", "finns", "ska", "kan", "får", "samordnar", "bidrar", "erbjuder", "samarbetar"]
)
CAPTIONS = ("Bilaga", "Bild", "Diagram", "Figur", "Källa", "Tabell")
INNER = frozenset(["som", "mellan"])
NO_BODY = ("place", "project", "set", "region", "municipality", "state")


def named_first(block: Block, shown: View, named: list[Token], known: Gazetteer) -> list[Token]:
    """The tokens of a box, its name as one of them: what stands before the first comma or a word that tells of it.

    “aktuell kommun” in a box is the municipality that the box's name holds.
    """
    if block.kind is not BlockKind.BOX:
        return named
    named = list(_bare(named))
    if named and named[0].kind == "prj" and isinstance(named[0].value, Entity):
        first = named[0]  # what has a box of its own among bodies is one of them
        named[0] = Token("org", first.text, first.start, first.end, Entity(first.value.name, "unknown"))
    if not named or named[0].kind not in ("weak", "cap", "geo", "org"):
        return named
    named = _this_municipality(named, known)
    end = next((i for i, token in enumerate(named) if i and _ends_name(token)), None)
    if end is None or end > 8 or (named[0].kind == "org" and end == 1):
        return named
    head = named[:end]
    if any(token.kind in ("ref", "set", "prj") for token in head) or sum(token.kind == "org" for token in head) > 1:
        return named
    text = shown.text[head[0].start : head[-1].end]
    if not text[:1].isupper() or any(token.low in FINITE or token.low in INNER for token in head):
        return named
    kind = next((token.value.kind for token in head if token.kind == "org"), "unknown")
    return [Token("org", text, head[0].start, head[-1].end, Entity(text, kind)), *named[end:]]


def _ends_name(token: Token) -> bool:
    return (
        token.low == ","
        or token.kind in ("pct", "num", "money", "stop")
        or (token.kind in ("word", "cap", "weak") and token.low in BREAKERS)
    )


def _this_municipality(named: list[Token], known: Gazetteer) -> list[Token]:
    """“aktuell kommun”, “berörd kommun”: the one municipality whose name is the last word of the box's name."""
    place = named[0].text.split()[-1]
    if place not in known.towns:
        return named
    result: list[Token] = []
    for token in named:
        if result and token.low == "kommun" and result[-1].low in ("aktuell", "berörd", "respektive"):
            start = result.pop().start
            body = municipality(place, known)
            result.append(Token("org", token.text, start, token.end, body))
        else:
            result.append(token)
    return result


def second_name(block: Block, shown: View, named: Sequence[Token]) -> Iterator[Alias]:
    """A second name in a line of its own between the comma behind the name and a line with a capital: “…, Din Tur”."""
    named = _bare(named)
    if block.kind is not BlockKind.BOX or len(named) < 4 or named[0].kind != "org" or named[1].low != ",":
        return
    first, name, after = named[0].value, named[2], named[3]
    starts = {line[0] for line in block.lines}
    start, end = shown.span(name.start, name.end)
    alone = start in starts and end in {line[1] for line in block.lines}
    follows = after.text[:1].isupper() and shown.span(after.start, after.end)[0] in starts
    if len(block.lines) == 1:
        alone, follows = True, after.kind == "ref" and after.text[:1].isupper()
    other = name.value
    if not (alone and follows and isinstance(first, Entity) and isinstance(other, Entity)) or first == other:
        return
    if name.kind == "weak" or (name.kind == "org" and other.key is None and other.kind in ("company", "association")):
        yield Alias(name.text, first, name.start, name.end)


def unframed(blocks: Sequence[tuple[Block, Sequence[Token]]]) -> Iterator[int]:
    """The numbers of the blocks that are boxes of a chart, though nothing in the file frames them.

    Five or more short pieces in a row that are no sentences and carry no figures of shares or money; most of them begin
    with a body, and a third of them tell something of it.
    """
    run: list[int] = []
    for number in range(len(blocks) + 1):
        if number < len(blocks) and _like_a_box(*blocks[number]):
            run.append(number)
            continue
        while run and not _begins(blocks[run[0]]):
            del run[0]
        named = [_bare(blocks[i][1]) for i in run]
        bodies = sum(tokens[0].kind == "org" for tokens in named)
        telling = sum(any(_ends_name(token) for token in tokens[1:]) for tokens in named)
        if len(run) >= UNFRAMED and bodies * 2 > len(run) and telling * 3 > len(run):
            yield from run
        run = []


def _bare(named: Sequence[Token]) -> Sequence[Token]:
    return named[1:] if named and named[0].low == "•" else named


def _begins(piece: tuple[Block, Sequence[Token]]) -> bool:
    """True for a piece that may begin a chart: it is framed, or begins with a body."""
    block, named = piece
    return block.kind is BlockKind.BOX or _bare(named)[0].kind == "org"


def _like_a_box(block: Block, named: Sequence[Token]) -> bool:
    tokens = _bare(named)
    if block.rows or block.listed or not 1 <= len(tokens) <= 40 or not tokens[0].text[:1].isupper():
        return False
    if tokens[0].text.startswith(CAPTIONS):
        return False
    if block.kind is BlockKind.BOX:
        return True
    return not _sentence(tokens) and not any(token.kind == "money" for token in tokens)


def _sentence(tokens: Sequence[Token]) -> bool:
    """True for a full sentence; “X AB, med 13 ägare varav Y är en.” tells of a box's body."""
    if tokens[-1].low != "." and tokens[-1].kind != "stop":
        return False
    if any(token.low == "," for token in tokens[1:8]):
        return False
    return tokens[0].kind != "org" or any(token.low in SENTENCE for token in tokens)


def in_chart(blocks: Sequence[Block], number: int) -> bool:
    """True where block `number` is one of at least three boxes in a row."""
    first = last = number
    while first > 0 and number - first < CHART and blocks[first - 1].kind is BlockKind.BOX:
        first -= 1
    while last + 1 < len(blocks) and last - number < CHART and blocks[last + 1].kind is BlockKind.BOX:
        last += 1
    return last - first + 1 >= CHART


def box_facts(block: Block, shown: View, named: Sequence[Token]) -> Iterator[Candidate]:
    """What a box of a chart says by itself: that its body is one, another name of it, how many it counts."""
    first = named[0] if named else None
    if first is None or first.kind not in ("org", "weak") or not isinstance(first.value, Entity):
        return
    body = first.value
    if body.kind in NO_BODY:
        return
    form = FORM.search(shown.text)
    told = form is not None and not _of_another(named, form.start())
    start, end = shown.span(first.start, form.end() if form and told else first.end)
    yield Candidate(
        "organisation", body.name, f"{form[1]} {form[2]}".lower() if form and told else None, start, end,
        "sure" if body.known or told else "likely", "box.organisation", page=block.page,
    )  # fmt: skip
    for before, token in pairwise(named):
        stated = FORM.match(f"{before.low} föreningen")
        if stated and token.kind in ("org", "weak") and isinstance(token.value, Entity):
            start, end = shown.span(before.start, token.end)
            yield Candidate(
                "organisation", token.value.name, f"{stated[1]} {stated[2][:8]}", start, end,
                "sure", "box.form", page=block.page,
            )  # fmt: skip
    yield from _also_called(block, shown, named, body)
    yield from _counts(block, shown, named, body)


def _of_another(named: Sequence[Token], at: int) -> bool:
    """True where the form at `at` is said of a body behind it: “ägs av den ideella föreningen X”."""
    before = next((token for token in reversed(named) if token.end <= at), None)
    return before is not None and before.low in ("den", "av", "till", "med")


def _also_called(block: Block, shown: View, named: Sequence[Token], body: Entity) -> Iterator[Candidate]:
    """A second name behind the comma, which the gazetteer knows for the same body."""
    if len(named) < 3 or named[1].low != "," or named[2].value != body or named[2].text == named[0].text:
        return
    start, end = shown.span(named[2].start, named[2].end)
    yield Candidate("alias", body.name, named[2].text, start, end, "sure", "box.alias", page=block.page)


def _counts(block: Block, shown: View, named: Sequence[Token], body: Entity) -> Iterator[Candidate]:
    for token, counted in pairwise(named):
        if token.kind == "num" and counted.low in COUNTED and isinstance(token.value, Quantity):
            start, end = shown.span(token.start, counted.end)
            yield Candidate(
                "indicator", body.name, None, start, end, "likely", "box.count",
                value=token.value.value, approx=token.value.approx, page=block.page,
            )  # fmt: skip
