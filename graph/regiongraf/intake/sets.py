"""Bodies that are named together or not at all: sets that list their members, and parties that only a noun tells of.

“sju regioner, norr + dalarna, Gävleborg och Örebro” is a set with its members, counted; “i samverkan med kommuner och
utbildningsaktörer” names no one, but says what kind of party there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.lexer import NUMBER_WORDS, Token, tokens
from regiongraf.intake.words import listed

NAMED = ("org", "weak", "ref", "set", "geo", "prj")
SEPARATORS = frozenset([",", "och", "samt", "&", "+"])
COUNTED_SET = re.compile(r"^(?P<count>\w+) (?P<noun>kommuner|regioner|landsting)(?:na)?$")
ALL_OF = re.compile(r"^(?:alla|samtliga) \w+$", re.IGNORECASE)
PLACED = re.compile(r" (?:i|längs) .+$")
OWN_COUNTY = re.compile(r"^länets(?: \w+)? kommuner$", re.IGNORECASE)
NORTHERN = "de fyra norra regionerna"

ACTOR = re.compile(
    r"(?:aktörer|kommuner|företag|myndigheter|föreningar|organisationer|studieförbund|civilsamhälle(?:t)?|näringsliv(?:et)?|"
    r"lärosäten|universitet|högskolor|skolor|regioner|bolag|akademi(?:n)?|verksamheter|intressenter|entreprenörer)$"
)
OF_WHAT_KIND = listed(
    """
        statliga lokala regionala offentliga privata ideella kommunala externa andra berörda olika svenska
        nationella internationella
        """
)
COOPERATING = ("samarbet", "samverk", "tillsammans")
NEAR = 7
"""In tokens: how far before “med” the word that says what it is about may stand."""


def grouped(found: Sequence[Token], known: Gazetteer) -> list[Token]:
    """`found` with listed members in the place of their set, sets completed, and parties that a noun tells of."""
    made = _with_members(list(found), known)
    _share_place(made)
    return _parties(made)


def one_set(named: Iterable[Token]) -> Entity | None:
    """The set that “kommunerna” means in a document whose sets of municipalities are all those of its county."""
    spoken = {
        token.value
        for token in named
        if token.kind == "set" and isinstance(token.value, Entity) and OWN_COUNTY.match(token.value.name)
    }
    return max(spoken, key=lambda entity: (entity.known, len(entity.name), entity.name)) if spoken else None


def resolved(named: Sequence[Token], same: Entity | None) -> list[Token]:
    """`named` with a bare “kommunerna” read as `same`."""
    if same is None:
        return list(named)
    return [
        Token("set", token.text, token.start, token.end, same)
        if token.kind == "set" and token.low in ("kommunerna", "länets kommuner")
        else token
        for token in named
    ]


# ── Members that follow their set ──


def _with_members(found: list[Token], known: Gazetteer) -> list[Token]:
    index = 0
    while index < len(found):
        token = found[index]
        said = COUNTED_SET.match(token.low) if token.kind == "set" else None
        if said and index + 1 < len(found) and found[index + 1].low in (",", ":", "("):
            members, end = _members(found, index + 2, said["noun"], known)
            if members and sum(_size(member) for member in members) == NUMBER_WORDS.get(said["count"]):
                closed = end < len(found) and found[end].low == ")"
                found[index : end + closed] = list(_separated(members))
                index += 2 * len(members) - 1
                continue
        index += 1
    return found


def _members(found: Sequence[Token], at: int, noun: str, known: Gazetteer) -> tuple[list[Token], int]:
    """The members listed from `at`, and where the list ends."""
    members: list[Token] = []
    end = at
    while at < len(found) and (member := _member(found[at], noun, known)):
        members.append(member)
        at += 1
        end = at
        while at < len(found) and found[at].low in SEPARATORS:
            at += 1
        if at == end:
            break
    return members, end


def _member(token: Token, noun: str, known: Gazetteer) -> Token | None:
    """A body of the set's kind: named, or by the name of its area in any case; “norr” is the four northern regions."""
    if token.kind in ("org", "set"):
        return token
    bodies = known.towns if noun == "kommuner" else known.areas
    entity = bodies.get(token.text) or bodies.get(token.text[:1].upper() + token.text[1:])
    if entity is None and noun != "kommuner" and token.low in ("norr", "norra"):
        northern = known.longest(tokens(NORTHERN), 0)
        entity = northern[0] if northern else Entity(NORTHERN, "set")
    if entity is None:
        return None
    kind = "set" if entity.kind == "set" else "org"
    return Token(kind, token.text, token.start, token.end, entity)


def _size(member: Token) -> int:
    """How many a member counts: a set as many as its name says."""
    if member.kind != "set" or not isinstance(member.value, Entity):
        return 1
    return next((NUMBER_WORDS[word] for word in member.value.name.lower().split() if word in NUMBER_WORDS), 0)


def _separated(members: Sequence[Token]) -> Iterator[Token]:
    for number, member in enumerate(members):
        if number:
            yield Token("punct", ",", member.start, member.start)
        yield member


def _share_place(found: list[Token]) -> None:
    """“alla kommuner och de fyra regionerna i norra Sverige”: the place is that of both."""
    for index, token in enumerate(found[:-2]):
        after = found[index + 2]
        if token.kind != "set" or not ALL_OF.match(token.text) or found[index + 1].low not in ("och", "samt"):
            continue
        place = PLACED.search(after.text) if after.kind == "set" else None
        if place:
            entity = Entity(token.text + place[0], "set", flags=("set-unnamed",))
            found[index] = Token("set", token.text, token.start, token.end, entity)


# ── Parties that only a noun tells of ──


def _parties(found: list[Token]) -> list[Token]:
    index = 0
    while index < len(found):
        if found[index].low == "med" and _cooperates(found, index):
            _unnamed_list(found, index + 1)
        elif found[index].low == "till" and _handed_out(found, index) and (end := _receivers(found, index + 1)):
            _unnamed(found, index + 1, end)
        elif found[index].low in ("alla", "samtliga") and (end := _standing_behind(found, index)):
            _unnamed(found, index, end)
        elif (
            index + 2 < len(found)
            and found[index + 1].low == "i"
            and _actor(found, index)
            and _placed(found[index + 2])
        ):
            _unnamed(found, index, index + 3)
        elif found[index].low == "aktörer" and [t.low for t in found[index + 1 : index + 3]] == ["som", "medlemmar"]:
            begin = index - 1 if index and _is_genitive(found[index - 1]) else index
            _unnamed(found, begin, index + 1)
            index = begin
        index += 1
    return found


def _handed_out(found: Sequence[Token], index: int) -> bool:
    """True behind “dela ut”, “fördelar … vidare”: what follows “till” receives money."""
    low = [token.low for token in found[max(0, index - 2) : index]]
    return low[-1:] == ["vidare"] or (low[-1:] == ["ut"] and low[0].startswith("del")) or low[-1:] == ["fördelas"]


def _receivers(found: Sequence[Token], at: int) -> int | None:
    """The end of “externa aktörer i länet”, “företag och projekt” from `at`; None where no such noun stands there."""
    while at < len(found) and found[at].low in OF_WHAT_KIND:
        at += 1
    if at >= len(found) or not _actor(found, at):
        return None
    low = [token.low for token in found[at + 1 : at + 3]]
    if low and low[0] in ("och", "i") and low[1:] in (["projekt"], ["länet"], ["regionen"]):
        return at + 3
    return at + 1


def _actor(found: Sequence[Token], index: int) -> bool:
    return found[index].kind == "word" and ACTOR.search(found[index].low) is not None


def _placed(place: Token) -> bool:
    """True for the municipality of “företag i Bergtulls kommun”: it is where they are, and no party."""
    return place.kind == "geo" or (
        place.kind == "org" and getattr(place.value, "kind", None) in ("municipality", "region")
    )


def _standing_behind(found: Sequence[Token], index: int) -> int | None:
    """The end of “alla regionala scenkonstverksamheter från X till Y” where “står bakom” follows."""
    at = index + 1
    while at < len(found) and at - index < 3 and not _actor(found, at) and found[at].kind == "word":
        at += 1
    if at >= len(found) or not _actor(found, at):
        return None
    at += 1
    if [token.low for token in found[at : at + 3 : 2]] == ["från", "till"]:
        at += 4
    return at if [token.low for token in found[at : at + 2]] == ["står", "bakom"] else None


def _cooperates(found: Sequence[Token], index: int) -> bool:
    for token in reversed(found[max(0, index - NEAR) : index]):
        if token.kind == "stop" or token.low == ":":
            return False
        if token.low.startswith(COOPERATING):
            return True
    return False


def _is_genitive(token: Token) -> bool:
    return token.kind == "word" and token.low.endswith("s") and len(token.low) > 4


def _unnamed_list(found: list[Token], at: int) -> None:
    """Make the nouns of the list that begins at `at` parties."""
    while at < len(found):
        begin = at
        while at < len(found) and found[at].low in OF_WHAT_KIND:
            at += 1
        if at < len(found) and _actor(found, at) and not (at + 1 < len(found) and found[at + 1].low == "som"):
            _unnamed(found, begin, at + 1)
            at = begin + 1
        elif at < len(found) and found[at].kind in NAMED:
            at += 1
        else:
            return
        separated = at
        while at < len(found) and found[at].low in SEPARATORS:
            at += 1
        if at == separated:
            return


def _unnamed(found: list[Token], begin: int, end: int) -> None:
    """Draw `found[begin:end]` together into a party of no name."""
    name = " ".join(token.text for token in found[begin:end])
    entity = Entity(name, "set", flags=("unnamed",))
    found[begin:end] = [Token("set", name, found[begin].start, found[end - 1].end, entity)]
