"""Who gives, where a list or table of grants does not say so itself: the body that a sentence above tells to give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiongraf.intake.cells import Context, Setting
from regiongraf.intake.document import Block, BlockKind
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Token
from regiongraf.intake.listing import body_of

GIVES = re.compile(
    r"(?:bevilja|fördela|finansiera|medfinansiera|stödja|stödjer|stöder|stödde|stötta|tilldela|anslå|anslår|anslog|"
    r"delar|delade|utdela|utbetala|betala|satsa|ge|ger|gav|gett|lämna|prioritera|bidra|sponsra|skänk|donera|klubba|"
    r"beslut|beslöt|utse|utsåg|award|grant|fund|support)"
    r"(?:r|de|t|d|s|ar|ade|at|ats|ed|en|ing|ing(?:en|ar)|ets|et)?$"
)
PASSIVE = re.compile(r"(?:as|ats|ades|des)$")
RECEIVED = re.compile(
    r"^(?:får|fått|fick|erhåll|erhöll|mottar|mottog|tilldelas|tilldelats|beviljas|beviljats|finansier|stöd)"
)
OF_A_GIVER = re.compile(
    r"^(?:utlysning|ansökningsomgång|styrelse|stöd|bidrag|anslag|medel|program|satsning|fördelning|utdelning|stipendi|"
    r"nämnd|beslut|utskott|projektmedel|föreningsbidrag|föreningsstöd|verksamhetsstöd|verksamhetsbidrag|kultur)"
)
BOARD = re.compile(
    r"^[A-ZÅÄÖ].*(?:nämnden|styrelsen|utskottet|delegationen|kommittén|beredningen|rådet|stiftelsen|fonden)s?$"
)
GIVING_REFERENCES = ("vi", "we", "regionen", "kommunen", "staden", "stiftelsen", "landstinget")
GIVER_KINDS = frozenset(
    [
        "region",
        "municipality",
        "council",
        "agency",
        "foundation",
        "union",
        "association",
        "state",
        "university",
        "company",
    ]
)
REACH = 12
"""In tokens: how far a body may stand before the verb of its sentence."""
SECTION = 14
"""In blocks: how far up the sentence may stand that tells who gives."""

LONG = 60
"""In characters: what is shorter heads a group of rows and tells nothing."""

Giver = tuple[Entity, tuple[str, ...]]


def giver_near(before: Context, lead: Sequence[Token], setting: Setting) -> Giver | None:
    """Who is told to give in the lead of a list, else in the text above it, the nearest first; None where nobody is.

    The flags are empty for a body that a sentence says to give, “topic” for one that only a heading names.
    """
    if lead and (found := _said(lead, setting)):
        return found
    near = list(_of_section(before))
    for _, named in reversed(near):
        for sentence in reversed(list(_sentences(named))):
            if found := _said(sentence, setting):
                return found
    for block, named in reversed(near):
        if block.kind is not BlockKind.HEADING:
            continue
        for token in named:
            if (
                token.kind == "org"
                and isinstance(token.value, Entity)
                and token.value.kind in GIVER_KINDS - {"company"}
            ):
                return token.value, ("topic",)
    decider = setting.around.decider
    return (decider, ("topic",)) if decider else None


def _of_section(before: Context) -> Iterator[tuple[Block, list[Token]]]:
    """The blocks above that belong to the same section, in order, tables left out."""
    start = max(0, len(before) - SECTION)
    told = False
    for number in range(len(before) - 1, start - 1, -1):
        block = before[number][0]
        if told and block.kind is BlockKind.HEADING:
            start = number
            break
        told = told or (block.kind is BlockKind.PROSE and block.end - block.start > LONG)
    return ((block, named) for block, named in before[start:] if not block.rows)


def _sentences(named: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in named:
        if token.kind == "stop":
            yield run
            run = []
        else:
            run.append(token)
    yield run


def _said(tokens: Sequence[Token], setting: Setting) -> Giver | None:
    """The body that a sentence says to give: “X beviljar”, “stöd från Y”, “Z:s ansökningsomgång”, “vi delar ut”."""
    for index, token in enumerate(tokens):
        low = token.low
        if token.kind in ("word", "cap") and GIVES.match(low) and not PASSIVE.search(low):
            for beside in (*reversed(tokens[max(0, index - REACH) : index]), *tokens[index + 1 : index + 2]):
                if found := _giver(beside, setting):
                    return found
        if low in ("av", "från", "by", "from") and index + 1 < len(tokens):
            received = any(
                RECEIVED.match(other.low) or OF_A_GIVER.match(other.low) for other in tokens[max(0, index - 8) : index]
            )
            if received and (found := _giver(tokens[index + 1], setting)):
                return found
        owns = any(OF_A_GIVER.match(other.low) for other in tokens[index + 1 : index + 3])
        if owns and token.text.endswith("s") and (found := _giver(token, setting)):
            return found
    return None


def _giver(token: Token, setting: Setting) -> Giver | None:
    if token.kind in ("cap", "weak") and BOARD.match(token.text):
        name = token.text.removesuffix("s") if token.text.endswith(("ens", "ets", "éns")) else token.text
        return Entity(name, "council"), ()
    if token.kind not in ("org", "weak", "ref") or (token.kind == "ref" and token.value not in GIVING_REFERENCES):
        return None
    found = body_of(token, setting)
    if found is None or found[0].kind not in (*GIVER_KINDS, "unknown"):
        return None
    if token.kind == "weak" and " " not in token.text and not token.text.isupper():
        return None  # a capitalised word that nothing explains gives nothing
    return found
