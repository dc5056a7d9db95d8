"""Names in running text: what the gazetteer knows, and the grammar of names for what nobody has listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from regiongraf.intake.beginnings import Vocabulary
from regiongraf.intake.chapters import local
from regiongraf.intake.councils import board_at, may_be_board
from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.grammar import OF_COMPANIES, Run, public_mark, run_at
from regiongraf.intake.lexer import Token, tokens
from regiongraf.intake.naming import kind_of, tail_kind
from regiongraf.intake.nobodies import ENDERS, NOBODY
from regiongraf.intake.projects import project_at
from regiongraf.intake.words import (
    DEFINITE,
    FIRST_NAMES,
    FUNCTION,
    HEADS,
    LEGAL,
    PROJECT_HEADS,
    REFERENCES,
    TITLES,
    listed,
)

SWEDISH = (" och ", " som ", " av ", " för ", " till ", " är ", " i ", " att ", " det ", " på ")
ENGLISH = (" and ", " of ", " the ", " for ", " to ", " is ", " by ", " with ")
DESCRIBING = re.compile(
    r"[\w-](?:bolaget|företaget|organisationen|koncernen|-programmet|inkubatorn|tidskriften|föregångaren)$"
)
"""What says what a body is: “VA-bolaget Norrvatten”, “Avfallsbolaget Norrab”."""
MEANS = re.compile(r"(?P<giver>\w+)-(?:medel|medlen|pengar|pengarna)$")
BOARD = re.compile(r"\w(?:nämnd|nämnden|styrelse|styrelsen|förvaltning|förvaltningen|utskott|beredning)$")
COMPASS = listed("norr söder syd nord väst öst sydost sydväst nordost nordväst mitt")
SAYING = frozenset(["kommunalförbundet", "räddningstjänstförbundet", "nätverket"])
"""What a text says in small letters that a body is: “kommunalförbundet Kretslopp Nord” is called Kretslopp Nord."""
FORMAL = ("region", "municipality")
LONG_NAME = 10
"""In letters: a name of an agency that is as long is no part of another."""
RUN_TOGETHER = ("municipality", "agency")
DEVERBAL = re.compile(r"(?:[^aeiouyåäö]ing|else|het|tion|ägare)(?:en)?$")


def find(text: str, found: Sequence[Token], known: Gazetteer, common: Vocabulary) -> list[Token]:
    """`found` with its names drawn together; the words of `common` are no names on their own."""
    result: list[Token] = []
    index = 0
    if not _swedish(text):
        common = replace(common, swedish=False)
    while index < len(found):
        token = found[index]
        made: Token | None = None
        used = 1
        if token.kind in ("cap", "word"):
            made, used = _name(text, found, index, known, common)
        result.append(made or token)
        index += used if made else 1
    return result


def _swedish(text: str) -> bool:
    """True where at least as many of the small words are Swedish as English."""
    return sum(map(text.count, SWEDISH)) >= sum(map(text.count, ENGLISH))


def _name(
    text: str, found: Sequence[Token], index: int, known: Gazetteer, common: Vocabulary
) -> tuple[Token | None, int]:
    token = found[index]
    if token.kind == "cap" and _definite(found, index) and (reference := _reference(token, found, index)):
        return reference, 1
    match = known.longest(found, index)
    if match and match[1] == 1 and token.low == "sida" and _numbered(found, index):
        match = None
    heads = token.low in PROJECT_HEADS or (token.low.endswith("projektet") and len(token.low) > 9)
    if match is None and token.kind == "word" and not heads and token.low not in HEADS:
        length, genitive = board_at(found, index) if may_be_board(token.low) else (0, False)
        if length:
            return _council(text, found, index, length, genitive), length
        return _reference(token, found, index), 1  # as most words are: nothing that a name begins with
    starts = (
        index == 0
        or token.fresh
        or found[index - 1].kind == "stop"
        or found[index - 1].text in ("•", ":", "”", '"', "§")
    )
    if heads and (project := project_at(text, found, index)):
        at = index + 1 + (index + 2 < len(found) and found[index + 1].low == ":")
        told = known.longest(found, at) if at < len(found) else None
        if told and told[0].kind == "project" and at + told[1] > index + project[1]:
            return _token("prj", text, found, index, at + told[1] - index, told[0], told[2]), at + told[1] - index
        return project
    if token.kind == "word" and token.low in HEADS and not match and index + 1 < len(found):
        inner = known.longest(found, index + 1)
        if (
            inner
            and inner[0].kind not in ("place", "region", "municipality", "set", "state")
            and inner[0].name[:1].isupper()
        ):
            return _token("org", text, found, index, inner[1] + 1, inner[0], inner[2]), inner[1] + 1
    if (
        match is None
        and "-" in token.text
        and (means := MEANS.match(token.text))
        and (giver := known.longest(tokens(means["giver"]), 0))
    ):
        return _token("org", text, found, index, 1, giver[0], False), 1
    if index == 0 and token.text.isupper() and _dateline(token, found, known):
        return None, 1
    if _describes(found, index, starts) and match is None:
        return Token("word", token.text, token.start, token.end), 1
    if match and match[2] and match[0].kind in FORMAL and (board := _board(text, found, index, match[1])):
        return board
    run = run_at(found, index, starts, common, match is not None)
    if run is not None and run.length > 2:
        run = _parted(found, index, run, starts, known)
    if run is not None and token.kind == "cap" and token.low in HEADS and index + 1 < len(found):
        inner = known.longest(found, index + 1)
        if inner and inner[0].kind == "unknown" and inner[1] + 1 > run.length:
            run = Run(inner[1] + 1, HEADS[token.low], inner[2])
    if run is not None and starts and match is None and _opens_before(found, index, run, known):
        return None, 1
    if match and (run is None or run.length <= match[1] or not _larger(found, index, match, run)):
        entity, length, genitive = match
        after = found[index + length].text if index + length < len(found) else ""
        if entity.listed and after in LEGAL and not genitive:
            entity, length = replace(entity, name=f"{entity.name} {after}", kind="company"), length + 1
        elif after in LEGAL and entity.name.endswith(f" {after}") and not genitive:
            length += 1
        if entity.listed and not genitive:
            length, entity = local(text, found, index, length, entity, known)
        if not (entity.kind == "place" and starts and token.low in common and length == 1):
            kind = {"place": "geo", "set": "set", "project": "prj"}.get(entity.kind, "org")
            length += public_mark(found, index + length)
            return _token(kind, text, found, index, length, entity, genitive), length
    if run is not None:
        if run.kind is None and match and match[0].kind not in ("place", "municipality", "set"):
            run = Run(run.length, match[0].kind, run.genitive)
        return _named(text, found, index, run), run.length
    reference = _reference(token, found, index)
    return (reference, 1) if reference else (None, 1)


def _parted(found: Sequence[Token], index: int, run: Run, starts: bool, known: Gazetteer) -> Run | None:
    """`run` up to a municipality or agency that a list or heading has run together with it: “SKOGEN Hjo kommun”."""
    end = index + run.length
    if found[index].low in HEADS or found[end - 1].text in LEGAL:
        return run
    for at in range(index + 1, end):
        before = found[at - 1]
        board = before.low == "i" and at > index + 1 and tail_kind(found[at - 2].text) == "council"
        whole = known.longest(found, at) if board else None
        if whole and whole[0].kind in FORMAL:
            return Run(at - 1 - index, "council")  # “Tekniska nämnden i Norrviks kommun”
        if found[at].kind != "cap" or before.kind != "cap" or before.text.endswith("-"):
            continue
        inner = known.longest(found, at)
        if inner is None or inner[0].kind not in RUN_TOGETHER or at + inner[1] > end:
            continue
        short = inner[1] < 2 and (inner[0].kind != "agency" or len(found[at].text) < LONG_NAME)
        if not short and (not inner[2] or at + inner[1] == end):
            lone = at == index + 1 and (starts or found[index].low in NOBODY or found[index].low in FUNCTION)
            return None if lone else Run(at - index, kind_of(found, index, at))
    return run


def _numbered(found: Sequence[Token], index: int) -> bool:
    """True for the page of “Sida 4 (10)”, “Sida: 4”, which is not the agency."""
    following = found[index + 1] if index + 1 < len(found) else None
    opens = index == 0 or found[index - 1].kind == "stop" or found[index].fresh or found[index - 1].low in ENDERS
    if following is None or following.kind == "stop":
        return opens
    return following.kind != "word" and (opens or following.kind != "punct")


def _dateline(token: Token, found: Sequence[Token], known: Gazetteer) -> bool:
    """True for the town that a newspaper opens with, “FURUVIK. Kommunen …”, “FURUVIK Kommunen …”."""
    following = found[1] if len(found) > 1 else None
    if following is None or token.text.capitalize() not in known.towns:
        return False
    return following.kind == "stop" or (following.kind == "cap" and not following.text.isupper())


def _describes(found: Sequence[Token], index: int, starts: bool) -> bool:
    """True for the first word of “VA-bolaget Norrvatten”, which is no part of the name."""
    token, following = found[index], found[index + 1 : index + 2]
    if token.kind != "cap" or not (starts or "-" in token.text) or not following or following[0].kind != "cap":
        return False
    said = DESCRIBING.search(token.low) is not None and following[0].low not in COMPASS
    return said and following[0].text not in LEGAL and not following[0].fresh


def _board(text: str, found: Sequence[Token], index: int, length: int) -> tuple[Token, int] | None:
    """The board of “Norrviks kommuns kulturnämnd”, “Region Norrskogs natur- och kulturförvaltning”: its own name."""
    at = index + length
    words = found[at : at + 4]
    if len(words) > 2 and words[0].text.endswith("-") and words[1].low == "och":
        at += 2
    elif words and words[0].low in ("regionala", "kommunala", "tekniska", "sociala"):
        at += 1
    if at >= len(found) or found[at].kind not in ("word", "cap"):
        return None
    form = at if found[at].low.endswith("aktiebolag") else None
    form = form or next(
        (at + step for step in (1, 2, 3) if at + step < len(found) and found[at + step].text in LEGAL), None
    )
    if form is not None and all(
        token.kind in ("word", "cap") and token.low not in FUNCTION for token in found[at:form]
    ):
        name = " ".join(text[found[index].start : found[form].end].split())
        return _token("org", text, found, index, form + 1 - index, Entity(name, "company"), False), form + 1 - index
    if not BOARD.search(found[at].low):
        return None
    name = " ".join(text[found[index].start : found[at].end].split())
    entity = Entity(name, "council")
    return _token("org", text, found, index, at + 1 - index, entity, False), at + 1 - index


def _opens_before(found: Sequence[Token], index: int, run: Run, known: Gazetteer) -> bool:
    """True for the noun of “Ärendebeskrivning Norrvika kommun äger …”: a heading that runs into its sentence."""
    first = found[index]
    if run.length < 2 or first.low in HEADS or not DEVERBAL.search(first.text):
        return False
    inner = known.longest(found, index + 1)
    return inner is not None and inner[1] > 1 and inner[0].kind in ("municipality", "region")


def _larger(found: Sequence[Token], index: int, match: tuple[Entity, int, bool], run: Run) -> bool:
    """True where the grammar's name is longer than the known one and is one name, not two in a row."""
    following = found[index + match[1]]
    if match[2] and following.low in ("län", "läns"):
        return True
    if match[2] and match[0].kind == "agency":
        return False  # “Kulturrådets styrelse”
    if match[2] and run.kind is None and not (match[0].kind == "place" and following.kind == "cap"):
        return False
    if following.text in FIRST_NAMES:
        return False
    if match[0].kind in FORMAL and not match[2] and run.kind == match[0].kind:
        last = found[index + run.length - 1]
        return tail_kind(last.text) is not None or last.low in OF_COMPANIES | COMPASS  # no “Region Norrskog Sökande”
    if (
        following.low == "i"
        and match[0].listed
        and " " in match[0].name
        and found[index + run.length - 1].text not in LEGAL
    ):
        return False  # “Energikontor Sydost i Växjö”
    if following.low in ("för", "mot") and match[0].listed and run.kind != "company":
        return False  # “bidrag från Kulturrådet för kulturarv”
    return run.kind is not None or match[0].kind != "municipality"


def _named(text: str, found: Sequence[Token], index: int, run: Run) -> Token:
    """The token of a name that the grammar found."""
    first = found[index]
    person = first.text in FIRST_NAMES or (index > 0 and found[index - 1].low in TITLES)
    owned = run.length == 3 and found[index + 1].text.endswith("s") and first.fresh  # “Astrid Ekmans Furuvik”
    if run.kind is None and person and run.length <= 3 and not owned:
        return _token("word", text, found, index, run.length, None, run.genitive)
    last = found[index + run.length - 1]
    end = last.end - (_genitive_length(last.text) if run.genitive else 0)
    name = " ".join(text[first.start : end].split())
    for tail in (" (publ)", "(publ)", "-medel", "-pengar"):
        name = name.removesuffix(tail)
    if first.kind == "word" and run.length > 1:
        own = name.split(" ", 1)[1]  # the name says itself what it is, or the word before it is no part of it
        said = first.low == "samordningsförbundet" and tail_kind(last.text) == "union"
        name = own if said or (first.low in SAYING and own[0].isupper()) else name
    if name[:1].islower() and name.startswith("region "):
        name = name[0].upper() + name[1:]
    if last.low in ("län", "läns") and run.kind is None:
        return _token("geo", text, found, index, run.length, Entity(name, "place"), run.genitive)
    kind = "org" if run.kind else "weak"
    return _token(kind, text, found, index, run.length, Entity(name, run.kind or "unknown"), run.genitive)


def _council(text: str, found: Sequence[Token], index: int, length: int, genitive: bool) -> Token:
    """The token of a board in small letters, under the name that a sentence would begin with."""
    name = text[found[index].start : found[index + length - 1].end - genitive]
    name = " ".join(name.split())
    return _token("org", text, found, index, length, Entity(name[0].upper() + name[1:], "council"), genitive)


def _token(
    kind: str, text: str, found: Sequence[Token], index: int, length: int, entity: Entity | None, genitive: bool
) -> Token:
    start, end = found[index].start, found[index + length - 1].end
    made = Token(kind, text[start:end], start, end, entity)
    made.genitive = genitive
    return made


def _genitive_length(text: str) -> int:
    return 2 if text.endswith((":s", "’s", "'s")) else 1


def _definite(found: Sequence[Token], index: int) -> tuple[str, bool] | None:
    """“the company”, “the foundation’s”: what the English noun stands as, and whether it owns what follows."""
    if not index or found[index - 1].low not in ("the", "this"):
        return None
    low = found[index].low
    bare = low.removesuffix("'s").removesuffix("’s")
    following = found[index + 1] if index + 1 < len(found) else None
    if bare not in DEFINITE or (following is not None and (following.kind == "cap" or following.low in ("of", "for"))):
        return None
    return DEFINITE[bare], bare != low


def _reference(token: Token, found: Sequence[Token], index: int) -> Token | None:
    """“bolaget”, “kommunens”, “vi”: a token that stands for a body named elsewhere."""
    low, genitive = token.low, False
    if low.endswith(("projektet", "projektets")):
        low = low[low.rindex("projektet") :]  # “forskningsprojektet”, “EU-projektets”
    if english := _definite(found, index):
        low, genitive = english
    elif low not in REFERENCES:
        bare, genitive = low.removesuffix("s"), True
        low, unchanged = bare, bare == low
        if unchanged or low not in REFERENCES or low in ("vi", "os"):
            if token.low not in ("our", "vår", "vårt"):
                return None
            low, genitive = "vi", True
    made = Token("ref", token.text, token.start, token.end, low)
    made.genitive = genitive
    return made
