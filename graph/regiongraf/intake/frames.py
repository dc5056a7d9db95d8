"""Low-trust frames: who stands where around a relation word that no rule has read, as data (`frames.toml`).

A frame knows a relation word and the places where its two ends stand (`standing.py`). It reads sentences that nobody
foresaw, so both ends must stand in the sentence itself, and what it gives is always at level `check`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from regiongraf.errors import Place
from regiongraf.intake.binding import Item
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.kinds import as_member, kind_between
from regiongraf.intake.lexer import Token
from regiongraf.intake.modality import status
from regiongraf.intake.periods import when
from regiongraf.intake.rules import Emission, Rule
from regiongraf.intake.sentence import Sentence
from regiongraf.intake.standing import standing

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
    for at, token in enumerate(sentence.tokens):
        for frame in _spoken(token.low) if token.kind in ("word", "cap") else ():
            kind = frame.rule.emissions[0].kind
            if kind in told or (kind, at) in done or not frame.fits(sentence.tokens, at):
                continue
            if any(one.start <= sentence.view.at(token.start) < one.end for one in said):
                continue  # a rule has read these words as something else
            for candidate in _read(sentence, frame, at):
                done.add((kind, at))
                if (pair := frozenset([candidate.subject, candidate.object])) not in pairs:
                    pairs.add(pair)
                    yield candidate


@lru_cache(maxsize=65_536)
def _spoken(word: str) -> tuple[Frame, ...]:
    """The frames that a word speaks of."""
    return tuple(frame for frame in shipped() if _listed(word, frame.words))


def _read(sentence: Sentence, frame: Frame, at: int) -> Iterator[Candidate]:
    subjects, objects = (_found(sentence, places, at) for places in (frame.subject, frame.object))
    if {id(item.token) for item in subjects} & {id(item.token) for item in objects}:
        return
    for subject in subjects:
        for object_ in objects:
            if candidate := _candidate(sentence, frame, at, subject, object_):
                yield candidate


def _found(sentence: Sentence, places: Iterable[str], at: int) -> list[Item]:
    """The bodies at the first of `places` where there are any that the text makes known."""
    for place in places:
        found = [item for item in standing(sentence.tokens, place, at) if sentence.entity(item.token)]
        if found:
            return found
    return []


def _candidate(sentence: Sentence, frame: Frame, at: int, subject: Item, object_: Item) -> Candidate | None:
    giver, receiver = sentence.entity(subject.token), sentence.entity(object_.token)
    if giver is None or receiver is None:
        return None
    emission = frame.rule.emissions[0]
    kind = kind_between(frame.rule, emission, giver, receiver)
    if kind is None or (kind == "ownership" and receiver[0].kind != "company"):
        return None  # a frame takes nothing for a company that its name or the text does not call one
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


@lru_cache(maxsize=65_536)
def _listed(word: str, words: tuple[str, ...]) -> bool:
    return any(word == each or (each.endswith("*") and word.startswith(each[:-1])) for each in words)
