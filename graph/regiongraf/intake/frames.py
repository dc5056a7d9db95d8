"""Low-trust frames: who stands where around a relation word that no rule has read, as data (`frames.toml`).

A frame knows a relation word and the places where its two ends stand: before it, after it, after a preposition, or in
the text before. It reads sentences that nobody foresaw, so what it gives is always at level `check`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from regiongraf.errors import Place
from regiongraf.intake.binding import BODIES, Item, items
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.kinds import as_member, kind_between
from regiongraf.intake.lexer import Token
from regiongraf.intake.modality import status
from regiongraf.intake.periods import when
from regiongraf.intake.rules import Emission, Rule
from regiongraf.intake.sentence import Sentence
from regiongraf.intake.topic import topic
from regiongraf.intake.words import FINITE, listed

REACH = 14
"""How many tokens from its relation word a body may stand."""
GAP = 5
"""How many tokens may stand between two bodies of one list."""
NEAR = 3
"""How many tokens may stand between a preposition and its body: “av den ideella föreningen X”."""
JOINS = listed(", och samt and & • respektive ;")
ENDS = listed("som vilket vilken vilka medan men which while but where där för")
AUXILIARIES = listed("är har hade var blev blir ska skall kommer kan is are was were has have")
PREPOSITIONS = listed(
    """
    about at av between by enligt for from från för genom hos i in inom med mellan mot of om per på through till to
    under utanför via vid with
    """
)
NOBODY = frozenset(["place", "person", "education"])
MONEY = ("funding", "budget")


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: its words, where subject and object stand (alternatives in order), and a made-up example."""

    rule: Rule
    words: tuple[str, ...]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    needs: tuple[str, ...] = ()
    """Words or kinds of token of which the sentence must hold one."""

    def speaks(self, token: Token) -> bool:
        """True for one of the frame's words."""
        return token.kind in ("word", "cap") and _listed(token.low, self.words)

    def fits(self, tokens: Sequence[Token], at: int) -> bool:
        """True where the sentence holds what the frame needs beside its word at `at`."""
        others = (token for index, token in enumerate(tokens) if index != at)
        return not self.needs or any(t.kind in self.needs or _listed(t.low, self.needs) for t in others)


@cache
def shipped() -> tuple[Frame, ...]:
    """The frames of this release, in the order in which they are tried."""
    raw = tomllib.loads((files("regiongraf.intake") / "frames.toml").read_text(encoding="utf-8"))
    return tuple(
        Frame(
            Rule(
                f"frame.{each['id']}", "check", (), (Emission(each["kind"], "s", "o"),), each["example"]["text"],
                tuple(each["example"]["facts"]), Place("frames.toml", field=each["id"]),
            ),
            tuple(each["words"]), tuple(each["subject"]), tuple(each["object"]), tuple(each.get("needs", ())),
        )
        for each in raw["frame"]
    )  # fmt: skip


def framed(sentence: Sentence, said: Iterable[Candidate]) -> Iterator[Candidate]:
    """What the frames make of a sentence, for the kinds of fact that the rules found nothing of in it."""
    said = tuple(said)
    told = {candidate.kind for candidate in said}
    pairs = {frozenset([candidate.subject, candidate.object]) for candidate in said}
    done: set[tuple[str, int]] = set()
    for frame in shipped():
        kind = frame.rule.emissions[0].kind
        if kind in told:
            continue
        for at, token in enumerate(sentence.tokens):
            if (kind, at) in done or not frame.speaks(token) or not frame.fits(sentence.tokens, at):
                continue
            if any(one.start <= sentence.view.at(token.start) < one.end for one in said):
                continue  # a rule has read these words as something else
            for candidate in _read(sentence, frame, at):
                done.add((kind, at))
                if (pair := frozenset([candidate.subject, candidate.object])) not in pairs:
                    pairs.add(pair)
                    yield candidate


def _read(sentence: Sentence, frame: Frame, at: int) -> Iterator[Candidate]:
    subjects, objects = (_found(sentence, frame, places, at) for places in (frame.subject, frame.object))
    if not subjects or not objects or {id(i.token) for i in subjects} & {id(i.token) for i in objects}:
        return
    for subject in subjects:
        for object_ in objects:
            if candidate := _candidate(sentence, frame, at, subject, object_):
                yield candidate


def _found(sentence: Sentence, frame: Frame, places: Iterable[str], at: int) -> list[Item]:
    """The bodies at the first of `places` where there are any."""
    tokens = sentence.tokens
    for place in places:
        where, _, prepositions = place.partition(":")
        if where == "topic":
            entity = None if _relative(tokens, at) else topic(sentence, _about(frame, places), at)
            found = [Item(Token("org", entity.name, 0, 0, entity), flags=["topic"])] if entity else []
        elif where == "before":
            found = _before(tokens, at, frozenset(prepositions.split(",")) - {""})
        elif where == "next":
            found = _listed_from(tokens, _first(tokens, at + 1, at + 2 + NEAR, PREPOSITIONS))
        elif prepositions:
            found = _listed_from(tokens, _after(tokens, at, frozenset(prepositions.split(","))))
        else:
            found = _listed_from(tokens, _free(tokens, at))
        if known := [item for item in found if sentence.entity(item.token)]:
            return known
    return []


def _relative(tokens: Sequence[Token], at: int) -> int | None:
    """Where the body stands that “X, som ägs av …” is said of: right before the clause; None outside such a clause."""
    for index in range(at - 1, max(0, at - 3), -1):
        if tokens[index].low in ("som", "vilket", "vilken", "which", "that"):
            return index - 2 if tokens[index - 1].low == "," and index > 1 else index - 1
    return None


def _about(frame: Frame, places: Iterable[str]) -> Emission:
    """The emission that asks for what the text is about, at the end that these places are for."""
    kind = frame.rule.emissions[0].kind
    return Emission(kind, "TOPIC", "o") if places is frame.subject else Emission(kind, "s", "TOPIC")


def _is_body(token: Token) -> bool:
    return token.kind in BODIES and not (isinstance(token.value, Entity) and token.value.kind in NOBODY)


def _first(tokens: Sequence[Token], start: int, end: int, barred: Container[str]) -> int | None:
    """The first body from `start` on, before the clause ends and before a preposition of `barred`."""
    for index in range(start, min(end, len(tokens))):
        token = tokens[index]
        if _is_body(token):
            return index
        if token.low in barred or token.low in ENDS or (token.low in FINITE and token.low not in AUXILIARIES):
            return None
    return None


def _free(tokens: Sequence[Token], at: int) -> int | None:
    """The first body behind the relation word that hangs on no preposition."""
    for index in range(at + 1, min(at + 1 + REACH, len(tokens))):
        token = tokens[index]
        if _is_body(token) and _governed(tokens, index) is None:
            return index
        if token.low in ENDS or (token.low in FINITE and token.low not in AUXILIARIES):
            return None
    return None


def _after(tokens: Sequence[Token], at: int, prepositions: Container[str]) -> int | None:
    """The body of the first of `prepositions` behind the relation word."""
    for index in range(at + 1, min(at + 1 + REACH, len(tokens))):
        if tokens[index].low in prepositions:
            found = _first(tokens, index + 1, index + 2 + NEAR, PREPOSITIONS)
            if found is not None:
                return found
        elif tokens[index].low in ENDS:
            return None
    return None


def _listed_from(tokens: Sequence[Token], start: int | None) -> list[Item]:
    """The list of bodies that begins at `start`, each with its own figure."""
    if start is None:
        return []
    end = start + 1
    index, last = end, start
    joined = False
    while index < len(tokens) and index - last <= GAP + 1:
        token = tokens[index]
        if _is_body(token):
            if not joined:
                break
            last, end, joined = index, index + 1, False
        elif token.low in ENDS or token.low in FINITE:
            break
        elif token.kind in ("pct", "money") or token.low in (")", "vardera"):
            end = index + 1
        joined = joined or token.low in JOINS
        index += 1
    return [item for item in items(tokens[start:end]) if _is_body(item.token)]


def _before(tokens: Sequence[Token], at: int, prepositions: frozenset[str]) -> list[Item]:
    """The list of bodies that ends before the relation word: on one of `prepositions`, or, without any, on none."""
    if (head := _relative(tokens, at)) is not None:
        return [Item(tokens[head])] if _is_body(tokens[head]) else []
    last = None
    for index in range(at - 1, max(-1, at - 1 - REACH), -1):
        token = tokens[index]
        if token.low in FINITE and token.low not in AUXILIARIES:
            return []
        if _is_body(token):
            governed = _governed(tokens, index)
            if governed in prepositions if prepositions else governed is None:
                last = index
                break
    if last is None:
        return []
    first = last
    for index in range(last - 1, max(-1, last - 60), -1):
        token = tokens[index]
        if _is_body(token) and first - index <= GAP + 1 and any(t.low in JOINS for t in tokens[index:first]):
            first = index
        elif token.low in FINITE or token.low in ENDS or first - index > GAP + 1:
            break
    return [item for item in items(tokens[first : last + 1]) if _is_body(item.token)]


def _governed(tokens: Sequence[Token], index: int) -> str | None:
    """The preposition that the body at `index` hangs on, with its list and attributes between."""
    for back in range(index - 1, max(-1, index - 2 - NEAR), -1):
        low = tokens[back].low
        if low in PREPOSITIONS:
            return low
        if low in FINITE or tokens[back].kind in BODIES or low in JOINS:
            return None
    return None


def _candidate(sentence: Sentence, frame: Frame, at: int, subject: Item, object_: Item) -> Candidate | None:
    giver, receiver = sentence.entity(subject.token), sentence.entity(object_.token)
    if giver is None or receiver is None:
        return None
    emission = frame.rule.emissions[0]
    kind = kind_between(frame.rule, emission, giver, receiver)
    if kind is None:
        return None
    giver = as_member(sentence, kind, giver, receiver)
    flags = {*subject.flags, *object_.flags, *(giver[1] if giver else ()), *receiver[1]}
    share = (subject.share or object_.share) if kind == "ownership" else None
    amount = None
    if kind in MONEY:
        amount = object_.amount if object_.amount is not None else subject.amount
        sums = [t.value.value for t in sentence.tokens if t.kind == "money" and t.value.currency in (None, "SEK")]
        amount = sums[0] if amount is None and len(sums) == 1 else amount
    tokens = sentence.tokens
    start, end = sentence.view.span(tokens[0].start, tokens[-1].end)
    return Candidate(
        kind, giver[0].name if giver else None, receiver[0].name, start, end, "check", frame.rule.id, share=share,
        amount=amount, period=when(sentence, at, at + 1) if kind in MONEY else None,
        status=status(tokens, max(0, at - 1), at + 1), approx=subject.approx or object_.approx,
        basis=(subject.basis or object_.basis) if share else None, page=sentence.page, flags=tuple(sorted(flags)),
    )  # fmt: skip


def _listed(word: str, words: Iterable[str]) -> bool:
    return any(word == each or (each.endswith("*") and word.startswith(each[:-1])) for each in words)
