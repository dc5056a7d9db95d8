"""Who stands outside a table: the giver, owner or owned body that its rows leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regiongraf.intake.cells import Context, Setting
from regiongraf.intake.document import Block, BlockKind
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Token

COLUMN_HEADS = frozenset(["belopp", "andel", "summa", "kr", "tkr"])
INNER_PLACE = frozenset(["i", "inom", ",", "till", "för"])
HELD_BY = re.compile(r"innehas av|ägs av|äger|held by|genom|moderbolag", re.IGNORECASE)

GIVING = frozenset(["stödjer", "stöder", "stöttar", "ger", "beviljar", "fördelar", "utbetalar", "lämnar", "delar"])
GIVERS = ("region", "municipality", "council", "agency", "foundation", "union", "association", "state")


def caption_of(before: Context, setting: Setting) -> str:
    """The text right before a table: headings, captions and a line of introduction."""
    parts: list[str] = []
    for block, _ in reversed(before):
        if block.rows:
            break
        text = setting.document.text[block.start : block.end]
        parts.append(" ".join(text.split())[-300:])
        if block.kind is BlockKind.HEADING and len(parts) > 1:
            break
    return " \n ".join(reversed(parts))


def outside_body(
    before: Context, after: Context, setting: Setting, wanted: Sequence[str]
) -> tuple[Entity, tuple[str, ...]] | None:
    """The body that a table does not name in its rows: in the lines before it, those after it, or the issuer."""
    for block, named in after[:1]:
        text = setting.document.text[block.start : block.end]
        if HELD_BY.search(text) and block.kind is not BlockKind.HEADING:
            bodies = [t for t in named if t.kind == "org" and isinstance(t.value, Entity) and t.value.kind != "place"]
            through = next((t for i, t in enumerate(named) if i and t in bodies and named[i - 1].low == "genom"), None)
            if bodies:
                return (through or bodies[0]).value, ()
    subject = {entity for entity in setting.around.called.values() if entity.kind in wanted}
    if len(subject) == 1 and not (before and before[-1][0].kind is BlockKind.HEADING):
        return subject.pop(), ("topic",)  # a contract or statutes on “Bolaget” say of whom they speak
    issuer = setting.around.issuer(wanted)
    passed = False
    total = setting.around.counts[issuer] if issuer else 0
    for block, named in reversed(before):
        for index, token in _deciders_first(named):
            if (
                token.kind != "org"
                or not isinstance(token.value, Entity)
                or (wanted and token.value.kind not in wanted)
                or _heads_columns(token.value)
            ):
                continue
            if issuer and token.value != issuer and index and named[index - 1].low in INNER_PLACE and total > 5:
                passed = True
                continue
            if token.value.kind == "council" and (whose := _whose(before, token)):
                return whose, ()
            return token.value, ("topic",) if _one_of_several(block, named, wanted) else ()
    headed = (entity for entity in reversed(setting.around.topics) if not _heads_columns(entity))
    topic = next((entity for entity in headed if not wanted or entity.kind in wanted), None)
    if topic and not (issuer and total > 5):
        return topic, ("topic",)
    # Where the caption names a body as the place only, who gave is left open rather than filled in.
    row = issuer is not None and total == 1 and issuer.kind in ("company", "association")
    beside = row and any(t.value == issuer for _, named in after[:1] for t in named)
    if issuer is None or passed or beside or _heads_columns(issuer):
        return None
    return issuer, ("issuer",)


def _heads_columns(entity: Entity) -> bool:
    """True for “Kommun Belopp”: the heads of columns, run together."""
    return entity.name.lower().split()[-1] in COLUMN_HEADS


def _one_of_several(block: Block, named: Sequence[Token], wanted: Sequence[str]) -> bool:
    """True where running text names other bodies that the table could be about as well."""
    bodies = {t.value for t in named if t.kind == "org" and isinstance(t.value, Entity) and t.value.kind in wanted}
    return block.kind is BlockKind.PROSE and len(bodies) > 1


def _deciders_first(named: Sequence[Token]) -> list[tuple[int, Token]]:
    """The tokens with their places, those first that decide: “Kommunstyrelsen beslutade att fördela …”."""

    def decides(index: int) -> bool:
        return any(other.low.startswith(("beslut", "bevilj", "fördel")) for other in named[index + 1 : index + 3])

    def gets(index: int) -> bool:
        return any(other.low.endswith("ljas") for other in named[index + 1 : index + 3])

    return sorted(enumerate(named), key=lambda pair: (not decides(pair[0]) or gets(pair[0]), pair[0]))


def _whose(before: Context, council: Token) -> Entity | None:
    """The region or municipality that was named above a board or right behind it: the board is a part of it."""
    for _, named in before:
        for index, token in enumerate(named):
            if token is council:
                behind = [other for other in named[index + 1 : index + 3] if other.low not in (",", "i")]
                return _governing(behind[0]) if behind else None
            if whose := _governing(token):
                return whose
    return None


def _governing(token: Token) -> Entity | None:
    """The region or municipality that a token names."""
    whose = token.value if token.kind == "org" else None
    return whose if isinstance(whose, Entity) and whose.kind in ("region", "municipality") else None


def section_giver(section: Context) -> tuple[Entity, tuple[str, ...]] | None:
    """Who is said to give in the running text over a table of grants: “Region X stödjer …. Se exempel nedan.”."""
    told = False
    for block, named in reversed(section):
        if block.rows or (told and block.kind is BlockKind.HEADING):
            return None
        told = told or block.kind is BlockKind.PROSE
        for index, token in enumerate(named):
            gives = any(other.low in GIVING for other in named[index + 1 : index + 3])
            if token.kind == "org" and isinstance(token.value, Entity) and token.value.kind in GIVERS and gives:
                return token.value, ("topic",)
    return None
