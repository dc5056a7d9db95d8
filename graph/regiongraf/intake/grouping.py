"""Names that share a head, sets of bodies, and words that only say what a name is.

“Lysekils, Munkedals och Uddevalla kommuner” are three municipalities; “länets sju kommuner” is one set; in
“moderbolaget AB Lindhagsbyggen” the first word says what the second is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.lexer import NUMBER_WORDS, Token
from regiongraf.intake.lexer import tokens as words
from regiongraf.intake.sets import grouped
from regiongraf.intake.words import (
    APPOSITIONS,
    LEGAL,
    PLURALS,
    REFERENCES,
    RELATED,
    SET_HEAD,
    SET_STARTS,
    VAGUE_SETS,
    listed,
)

SEPARATORS = listed(
    """
        , och samt and & / • respektive eller ; – -
        """
)
ADJECTIVES = listed(
    """
        norra södra östra västra nordligaste sydligaste största mindre större ingående deltagande skånska
        svenska medverkande samverkande västsvenska övriga andra olika samtliga fyra sju nordiska europeiska
        aktuella berörda angränsande närliggande enskilda northern southern other participating
        """
)
ALL_OF_COUNTRY = listed(
    """
        sverige norrland länet regionen landet norra södra mellersta västra östra mellansverige sydsverige
        sweden
        """
)


APPOSITION_TAIL = re.compile(r"\w(?:bolaget|företaget|föreningen|organisationen|koncernen|centret|institutet)$")


def group(text: str, found: Sequence[Token], known: Gazetteer) -> list[Token]:
    """`found` with shared heads given to each name, sets drawn together, and appositions left out."""
    tokens = _suffix_heads(_called(_one_name(text, _in_english(_counted_once(found), known))), known)
    tokens = _prefix_heads(tokens, known)
    tokens = grouped(_sets(text, tokens), known)
    return _appositions(_taught(tokens))


def _counted_once(found: Sequence[Token]) -> list[Token]:
    """“de tre (3) kommunerna”: a figure in brackets that says again what the word before it said."""
    result: list[Token] = []
    index = 0
    while index < len(found):
        result.append(found[index])
        index += 1
        if result[-1].low not in NUMBER_WORDS:
            continue
        again = [token.text for token in found[index : index + 3]]
        if len(again) == 3 and again[0] == "(" and again[2] == ")" and found[index + 1].kind == "num":
            index += 3
    return result


def _in_english(tokens: list[Token], known: Gazetteer) -> list[Token]:
    """“Falun municipality”, “Dalarna county”: the body that governs the place."""
    governed = {"municipality": known.towns, "county": known.areas, "region": known.areas}
    result: list[Token] = []
    for token in tokens:
        if token.low not in governed or (token.low == "region" and not token.text.istitle()):
            result.append(token)
            continue
        before, bodies = result[-1] if result else None, governed[token.low]
        if before and before.kind == "geo" and isinstance(before.value, Entity) and before.value.name in bodies:
            result[-1] = Token("org", before.text, before.start, token.end, bodies[before.value.name])
        else:
            result.append(token)
    return result


def _called(tokens: list[Token]) -> list[Token]:
    """“Projektet, som heter H2 Kust, …”, “Bolaget, som heter …”: it stands there by its name."""
    for index, token in enumerate(tokens):
        if (
            token.low not in ("heter", "kallas")
            or index < 2
            or index + 1 >= len(tokens)
            or tokens[index + 1].kind not in ("weak", "org", "cap")
        ):
            continue
        head = next((i for i in range(index - 1, max(-1, index - 4), -1) if tokens[i].kind == "ref"), None)
        kinds = REFERENCES[tokens[head].value] if head is not None else ()
        if head is None or kinds not in (("project",), ("company",), ("foundation",)):
            continue
        named = tokens[index + 1]
        name = named.value.name if isinstance(named.value, Entity) else named.text
        kind = "prj" if kinds == ("project",) else "org"
        called = Token(kind, named.text, named.start, named.end, Entity(name, kinds[0]))
        return [*tokens[:head], called, *tokens[index + 2 :]]
    return tokens


def _one_name(text: str, tokens: list[Token]) -> list[Token]:
    """“…, Gunnebo Slott och Trädgårdar AB, …”: within a list, before its last item, “och” stands inside a name."""
    index = 1
    while index < len(tokens) - 3:
        left, joint, right, after = tokens[index : index + 4]
        if (
            joint.low == "och"
            and left.kind == "weak"
            and right.kind in ("org", "weak")
            and tokens[index - 1].low in (",", ":")
            and after.low == ","
            and right.text.split()[-1] in LEGAL
            and not left.genitive
        ):
            name = " ".join(text[left.start : right.end].split())
            tokens[index : index + 3] = [Token("org", name, left.start, right.end, Entity(name, "company"))]
        index += 1
    return tokens


def municipality(name: str, known: Gazetteer) -> Entity:
    """The municipality that a bare name means: the official one, or the name with “kommun” behind it."""
    for form in (name, name.removesuffix("s")):
        if form in known.towns:
            return known.towns[form]
    if name[-1].lower() in "aeiouyåäösxz":
        return Entity(f"{name} kommun", "municipality")
    return Entity(f"{name}s kommun", "municipality")


def _given_head(token: Token, head: tuple[str, str, str], known: Gazetteer) -> Token:
    """The name `token` with the head that it shares with others."""
    kind, before, after = head
    name = token.value.name if isinstance(token.value, Entity) else token.text.removesuffix("-")
    if token.genitive:
        name = token.text
    if kind == "school":
        stem = name if name[-1].lower() in "aeiouyåäösxz" else f"{name}s"
        entity = known.opening(words(f"{stem} {after}")) or Entity(f"{stem} {after}", kind)
    elif kind == "municipality" and after == "kommun":
        entity = municipality(name, known)
    elif after == "stad" and name not in known.towns and name.removesuffix("s") not in known.towns:
        entity = Entity(name, kind)
    elif kind == "region" and name.removesuffix("s") in known.areas and name not in known.areas:
        entity = known.areas[name.removesuffix("s")]
    elif kind == "region" and name in known.areas:
        entity = known.areas[name]
    else:
        entity = Entity(" ".join(filter(None, (before, name, after))), kind)
    return Token("org", token.text, token.start, token.end, entity)


def _bare(token: Token) -> bool:
    """True for a name that nothing but a shared head explains."""
    if token.kind == "geo":
        return True
    return token.kind in ("weak", "cap") and len(token.text.split()) <= 3


def _one_head(tokens: list[Token], known: Gazetteer) -> list[Token]:
    """“ägs av Furuviks, Lillviks och Bergtulls kommun”: towns before the last one’s “kommun” share it."""
    for index, token in enumerate(tokens):
        if token.kind != "org" or index < 2 or not token.low.endswith((" kommun", " kommuns")):
            continue
        at = index - 1
        while at > 0 and tokens[at].low in (("och", "samt") if at == index - 1 else (",",)):
            town = tokens[at - 1]
            bare = town.value.name if isinstance(town.value, Entity) else town.text
            entity = known.towns.get(bare) or known.towns.get(bare.removesuffix("s"))
            if town.kind not in ("geo", "weak") or entity is None or (at > 1 and tokens[at - 2].low in ("i", "inom")):
                break
            tokens[at - 1] = Token("org", town.text, town.start, town.end, entity)
            at -= 2
    return tokens


def _suffix_heads(tokens: list[Token], known: Gazetteer) -> list[Token]:
    """“X, Y och Z kommuner”, “Länsstyrelserna i X och Y län” (the latter as a prefix head)."""
    tokens = _one_head(tokens, known)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        head = PLURALS.get(token.low)
        if head is None or not head[2] or token.kind == "org" or index == 0 or not _bare(tokens[index - 1]):
            index += 1
            continue
        names: list[int] = []
        at = index - 1
        while at >= 0:
            if _bare(tokens[at]):
                names.append(at)
                at -= 1
                joined = False
                while at >= 0 and tokens[at].low in SEPARATORS:
                    at, joined = at - 1, True
                if not joined:
                    break
            else:
                break
        if len(names) < 2:
            index += 1
            continue
        for name in names:
            tokens[name] = _given_head(tokens[name], head, known)
        del tokens[index]
    return tokens


def _towns(tokens: Sequence[Token], at: int, head: tuple[str, str, str], known: Gazetteer) -> bool:
    """True for the two towns and more of “kommunerna i Furuvik och Bergtull”, no counties: each is meant."""
    if head[0] != "municipality":
        return False
    names: list[Token] = []
    while at < len(tokens) and tokens[at].kind == "geo":
        names.append(tokens[at])
        at += 1
        while at < len(tokens) and tokens[at].low in SEPARATORS and at + 1 < len(tokens):
            at += 1
    return len(names) > 1 and all(token.text in known.towns for token in names)


def _prefix_heads(tokens: list[Token], known: Gazetteer) -> list[Token]:
    """“kommunerna X, Y och Z”, “fem kommuner: X, Y …”, “Länsstyrelserna i X och Y län”."""
    index = 0
    while index < len(tokens):
        head = PLURALS.get(tokens[index].low)
        if head is None or tokens[index].kind == "org":
            index += 1
            continue
        at = index + 1
        while (
            at < len(tokens)
            and tokens[at].low in (":", "–", "(", "i", *((";",) if head[0] == "school" else ()))
            and not (tokens[at].low == "i" and head[1] != "Länsstyrelsen" and not _towns(tokens, at + 1, head, known))
        ):
            at += 1
        colon = next((i for i in range(at, min(at + 5, len(tokens))) if tokens[i].low == ":"), None)
        if colon is not None and tokens[at].low in ("i", "som") and index and _determines(tokens[index - 1]):
            at = colon + 1
        first = at
        names: list[int] = []
        while at < len(tokens) and (_bare(tokens[at]) or (head[0] == "school" and tokens[at].kind == "org")):
            names.append(at)
            at += 1
            if at < len(tokens) and tokens[at].kind == "pct":
                at += 1
            separated = False
            while at < len(tokens) and tokens[at].low in SEPARATORS and tokens[at].kind != "stop":
                at, separated = at + 1, True
            if not separated:
                break
        if len(names) < 2:
            index += 1
            continue
        for name in names:
            if _bare(tokens[name]):
                tokens[name] = _given_head(tokens[name], head, known)
        begin = index
        while begin > 0 and _determines(tokens[begin - 1]):
            begin -= 1
        if head[0] == "municipality" and tokens[index].low.startswith(("medlem", "ägar", "delägar")):
            index = first  # the word says what the names are; rules read it
            continue
        opened = any(token.low == "(" for token in tokens[index + 1 : first])
        del tokens[begin:first]
        if opened:
            close = next((i for i in range(begin, min(len(tokens), begin + 40)) if tokens[i].low == ")"), None)
            if close is not None:
                del tokens[close]
        index = begin + 1
    return tokens


def _taught(tokens: list[Token]) -> list[Token]:
    """“yrkeshögskoleutbildningen Scentekniker”, “kursen Ljus”: what is taught, by its name."""
    result: list[Token] = []
    for token in tokens:
        before = result[-1] if result else None
        if (
            before is not None
            and before.kind in ("word", "ref")
            and before.low.endswith(("utbildningen", "kursen"))
            and token.kind == "weak"
            and isinstance(token.value, Entity)
        ):
            entity = Entity(token.value.name, "education", flags=token.value.flags)
            result[-1] = Token("org", token.text, before.start, token.end, entity)
        else:
            result.append(token)
    return result


OF_A_PART = re.compile(r"^[a-zåäö]{4,}(?:ska|iska|ländska)$")
"""Adjectives of a part of the country: “halländska kommuner”."""


NOBODIES = frozenset(["andra", "några", "vissa", "olika", "other"])
"""Words that make of “kommuner” nobody whom a text could name: “Norrvik och andra kommuner”."""


def _determines(token: Token) -> bool:
    if token.kind == "num" or (token.kind == "word" and OF_A_PART.match(token.text)):
        return True
    return token.kind in ("word", "cap") and (
        token.low in SET_STARTS
        or token.low in ADJECTIVES
        or token.low in NUMBER_WORDS
        or token.low in ("den", "det", "länets")
    )


def _sets(text: str, tokens: list[Token]) -> list[Token]:
    """“länets sju kommuner”, “de fyra norra regionerna”, “kommunerna i X län” as one token each."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind not in ("word", "cap") or not SET_HEAD.match(token.low) or VAGUE_SETS.match(token.low):
            result.append(token)
            index += 1
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        named_next = (
            following is not None
            and (following.low == ":" or following.kind == "org")
            and token.low.startswith(("medlem", "ägar", "delägar"))
        )
        # “3 Medlemskommuner” is a numbered heading that was run into the text below it.
        numbered = token.text[:1].isupper() and index > 0 and tokens[index - 1].kind == "num"
        if named_next or numbered:
            result.append(token)
            index += 1
            continue
        begin = len(result)
        while begin > 0 and _determines(result[begin - 1]):
            begin -= 1
        counted = begin < len(result) and (result[begin].kind == "num" or result[begin].low in NUMBER_WORDS)
        if begin > 0 and (
            (result[begin - 1].genitive and result[begin - 1].kind in ("geo", "ref", "weak"))
            or (result[begin - 1].kind == "weak" and begin > 1 and result[begin - 2].low in ("alla", "samtliga"))
            or (result[begin - 1].text.endswith("s") and result[begin - 1].kind in ("weak", "geo") and counted)
        ):
            begin -= 1
            while begin > 0 and result[begin - 1].low in ("alla", "samtliga", "de"):
                begin -= 1
        if token.kind == "cap" and begin < len(result) and result[begin].kind == "num":
            result.append(token)  # the number of a heading: “3 Medlemskommuner”
            index += 1
            continue
        end = _place_after(tokens, index + 1)
        determined = begin < len(result)
        nobody = any(other.low in NOBODIES for other in result[begin:])
        if determined and (nobody or result[begin].low in ("ett", "en", "a", "an")):
            result.append(token)
            index += 1
            continue
        if not determined and not (token.low.endswith("na") or end > index + 1):
            result.append(token)
            index += 1
            continue
        if end == index + 1 and end + 1 < len(tokens) and tokens[end].low in ("och", "samt"):
            joined = tokens[end + 1]
            if joined.kind == "word" and SET_HEAD.match(joined.low) and not VAGUE_SETS.match(joined.low):
                end += 2
        start = result[begin].start if determined else token.start
        name = " ".join(text[start : tokens[end - 1].end].split())
        del result[begin:]
        result.append(Token("set", name, start, tokens[end - 1].end, Entity(name, "set", flags=("set-unnamed",))))
        index = end
    return result


def _place_after(tokens: Sequence[Token], index: int) -> int:
    """The end of “i X län”, “i norra Sverige”, “längs stråket” from `index`; `index` itself where there is none."""
    if index + 1 < len(tokens) and tokens[index].low == "längs" and tokens[index + 1].kind in ("word", "geo", "weak"):
        return index + 2
    if index >= len(tokens) or tokens[index].low not in ("i", "in"):
        return index
    at = index + 1
    while at < len(tokens) and (
        tokens[at].low in ALL_OF_COUNTRY
        or (tokens[at].kind == "weak" and at == index + 1)
        or tokens[at].low in ("län", "county")
        or tokens[at].kind == "geo"
        or (tokens[at].kind in ("weak", "org") and tokens[at].text.endswith(" län"))
    ):
        at += 1
    more = tokens[at : at + 3]
    joined = at > index + 1 and len(more) > 1 and more[0].low == "och" and more[1].kind in ("weak", "geo", "cap")
    if joined and (len(more) == 2 or more[2].kind == "stop"):
        return at + 2
    return at if at > index + 1 else index


def _appositions(tokens: list[Token]) -> list[Token]:
    """Leave out “bolaget”, “moderbolaget” … where the name itself follows."""
    result: list[Token] = []
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if following is None or following.kind not in ("org", "weak") or token.kind not in ("word", "ref"):
            result.append(token)
            continue
        if (
            not token.genitive
            and (token.low in APPOSITIONS or (token.kind == "word" and APPOSITION_TAIL.search(token.low)))
            and token.low not in RELATED
        ):
            if following.kind == "weak" and isinstance(following.value, Entity):
                kind = (
                    "company" if any(word in token.low for word in ("bolag", "företag", "koncern")) else "association"
                )
                if following.text not in LEGAL:
                    following.kind = "org"
                    following.value = Entity(following.value.name, kind, flags=following.value.flags)
            continue
        if token.kind == "ref" and token.low in RELATED:
            result.append(Token("word", token.text, token.start, token.end))
            continue
        result.append(token)
    return result
