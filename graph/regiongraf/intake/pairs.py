"""Pairs of bodies that a sentence may relate, and the traits of each: what stands before, between and behind them.

A trait is a short string such as `SO between OWNED` (the subject stands first, a word of the class OWNED stands
between); `relations.py` weighs them. Traits that many pairs share are one tuple, so that they are weighed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regiongraf.intake.cues import cues
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Token
from regiongraf.intake.sentence import BODY_KINDS, Known, Sentence
from regiongraf.intake.words import FINITE, listed

Traits = tuple[str, ...]

PREPOSITIONS = listed(
    """
    av från genom hos i inom med mellan mot om på till under via vid åt för enligt
    by from with to of in at through between
    """
)
JOINS = listed(", och samt and & • ; respektive liksom / jämte – -")
PLAIN = listed("en ett den det de the a an som att är var har")
INSIDE_LISTS = listed("procent vardera kr de den det även både the kommun region av ( )")
FIGURES = frozenset(["pct", "money", "num", "year", "period", "date"])
NOBODY = frozenset(["person", "education", "set"])
UNNAMED = frozenset(["unnamed", "no-name", "coref:guess"])
UNNAMED_PROJECT = Entity("projektet", "project")
"""What takes part in it may be told; money is given to projects with a name or to nobody named."""
NO_RELATION = frozenset(["COMPANY", "GROUP", "SUM", "UNREAL", "PERSON"])
"""Classes of words of which none alone says that two bodies stand in a relation."""
ACTING = frozenset(["COOPERATES", "AGREEMENT", "OWNED", "OWNER", "BOARD", "NETWORK", "PROJECT"])
"""Classes of words that make bodies of the towns in “mellan Bergtull och Lillvik”: they act between each other."""
STEM = 6
"""How many letters of a word are a trait: enough to tell words apart, few enough to leave inflection out."""
NEAR = 4
MANY = 6
"""Bodies of one list are paired with each other only where they are no more than this."""
LONGEST_ACRONYM = 8
LEAD = 12
"""How many tokens of a heading or a line with a colon are told of what stands below it."""
FARTHEST = 3
"""How many sentences back a topic may stand."""
MOST_TOPICS = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named at token `index`; `run` are the tokens of the bodies that its list names."""

    index: int
    entity: Entity
    flags: tuple[str, ...]
    run: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies that may stand in a relation. A body of the text around the sentence has no mention."""

    subject: Entity
    object: Entity
    left: Mention | None
    """Where the subject stands."""
    right: Mention | None
    """Where the object stands."""
    traits: tuple[Traits, ...]


def pairs(sentence: Sentence) -> Iterator[Pair]:
    """Every ordered pair of bodies that the sentence may say something of."""
    scene = Scene(sentence)
    if scene.speaks:
        yield from _within(scene)
        yield from _with_topics(scene)


class Scene:
    """A sentence laid out once for all its pairs."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens = sentence.tokens
        self.words = [_words(token) for token in self.tokens]
        self.mentions = [
            Mention(index, found[0], found[1], run)
            for run in _runs(self.tokens)
            for index in run
            if (found := _meant(sentence, self.tokens[index])) and _named(*found)
        ]
        named = {mention.entity.name for mention in self.mentions if self.tokens[mention.index].kind != "ref"}
        # “Vi” who are named in the same sentence are somebody else.
        self.mentions = [m for m in self.mentions if "coref:vi" not in m.flags or m.entity.name not in named]
        self.lead = sentence.around.lead
        everything = {word for words in self.words for word in words}
        self.common: Traits = (
            *sorted(f"w {word}" for word in everything),
            *(f"lead {word}" for word in self.lead),
        )
        self.spoken = sorted(word for word in everything if word.isupper())
        met = {mention.entity.name for mention in self.mentions}
        if not ACTING.intersection(self.spoken):
            self.mentions = [m for m in self.mentions if not self._is_a_way(m)]
        self.led = [word for word in self.lead if word.isupper()]
        told = any(word not in NO_RELATION for word in (*self.spoken, *self.led))
        self.speaks = told or not everything.isdisjoint(("#pct", "#money"))
        self.topics = _topics(sentence, met)
        self._ends: dict[tuple[int, str], Traits] = {}

    def _is_a_way(self, mention: Mention) -> bool:
        """True for the towns of “banan mellan Bergtull och Lillvik”, which are places there."""
        places = all(self.tokens[index].kind == "geo" for index in mention.run)
        return places and len(mention.run) == 2 and self.preposition(mention.run[0]) in ("mellan", "between")

    def between(self, start: int, end: int) -> list[str]:
        """What stands in `tokens[start:end]`, word by word."""
        return [word for words in self.words[max(start, 0) : max(end, 0)] for word in words]

    def end(self, mention: Mention, role: str) -> Traits:
        """The traits of a mention in a role: S or O, TS or TO where the other end is a topic."""
        key = mention.index, role
        if key not in self._ends:
            self._ends[key] = tuple(f"{role} {trait}" for trait in self._of(mention))
        return self._ends[key]

    def _of(self, mention: Mention) -> Iterator[str]:
        run, tokens = mention.run, self.tokens
        first, last = run[0], run[-1]
        yield f"is {mention.entity.kind}"
        yield f"as {tokens[mention.index].kind}"
        yield f"prep {self.preposition(mention.index)}"
        yield f"head {self.preposition(first)}"
        yield f"of {min(len(run), 4)}"
        yield "opens" if mention is self.mentions[0] else "later"
        yield "closes" if mention is self.mentions[-1] else "earlier"
        if tokens[mention.index].genitive:
            yield "genitive"
        yield f"next {self._beside(last + 1, 1)}"
        yield f"after {self._beside(first - 1, -1)}"
        yield from sorted({f"before {word}" for word in self.between(first - NEAR, first)})
        yield from sorted({f"behind {word}" for word in self.between(last + 1, last + 1 + NEAR)})

    def _beside(self, at: int, step: int) -> str:
        if 0 <= at < len(self.tokens) and self.tokens[at].low == ")":
            at += step
        if not 0 <= at < len(self.tokens):
            return "edge"
        token = self.tokens[at]
        return token.low[:STEM] if token.kind == "word" or token.kind == "punct" else f"#{token.kind}"

    def preposition(self, index: int) -> str:
        """What a body hangs on: the nearest preposition, verb or join before it."""
        for token in reversed(self.tokens[max(0, index - NEAR) : index]):
            if token.kind in BODY_KINDS:
                return "body"
            if token.low in PREPOSITIONS:
                return token.low
            if token.low in FINITE:
                return next(iter(cues(token.low)), token.low[:STEM])
            if token.low in JOINS:
                return "join"
            if token.low in ("(", ":"):
                return token.low
        return "start" if index <= NEAR else "-"


def spoken_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """What a heading, or a line that ends in a colon, says of the text below it."""
    return tuple(sorted({word for token in tokens[:LEAD] for word in _words(token)}))


def _words(token: Token) -> tuple[str, ...]:
    """What a token is to the traits: its stem and the classes it speaks for, or the kind of figure."""
    if token.kind in BODY_KINDS:
        return ("#body",)
    if token.kind in FIGURES:
        return (f"#{token.kind}",)
    if token.kind in ("word", "cap"):
        return () if token.low in PLAIN else (token.low[:STEM], *cues(token.low))
    return (token.low,) if token.low in (":", "(", ")", "•") else ()


def _runs(tokens: Sequence[Token]) -> list[tuple[int, ...]]:
    """The bodies of the sentence by list: “A, B (20 %) och C” is one."""
    runs: list[list[int]] = []
    for index, token in enumerate(tokens):
        if token.kind not in BODY_KINDS:
            continue
        if runs and _joined(tokens[runs[-1][-1] + 1 : index]):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [tuple(run) for run in runs]


def _joined(between: Sequence[Token]) -> bool:
    if not between or len(between) > 9 or not any(token.low in JOINS for token in between):
        return False
    others = [t for t in between if t.low not in JOINS and t.low not in INSIDE_LISTS and t.kind not in FIGURES]
    return len(others) <= 2 and not any(token.low in FINITE for token in others)


def _within(scene: Scene) -> Iterator[Pair]:
    """Pairs of which both ends stand in the sentence."""
    lists: dict[tuple[int, int], tuple[Traits, Traits]] = {}
    told: dict[tuple[str, int, int], Traits] = {}
    for left in scene.mentions:
        for right in scene.mentions:
            if left.entity.name == right.entity.name:
                continue
            same = left.run == right.run
            if same and len(left.run) > MANY:
                continue
            key = (left.index, right.index) if same else (left.run[0], right.run[0])
            if key not in lists:
                lists[key] = _around(scene, left, right)
            kinds = f"{left.entity.kind} > {right.entity.kind}"
            shared, spoken = lists[key]
            if (kinds, *key) not in told:
                told[kinds, *key] = (
                    f"kinds {kinds}", *(f"{trait} {kinds}" for trait in spoken),
                    *(f"kinds {kinds} lead {word}" for word in scene.led),
                )  # fmt: skip
            ends = scene.end(left, "S"), scene.end(right, "O")
            traits = (scene.common, *ends, shared, told[kinds, *key])
            yield Pair(left.entity, right.entity, left, right, traits)


def _around(scene: Scene, left: Mention, right: Mention) -> tuple[Traits, Traits]:
    """The traits of two lists in their order, and those that are told apart by the kinds of the two bodies."""
    same = left.run == right.run
    order = "SO" if left.index < right.index else "OS"
    one, other = sorted((left, right), key=lambda mention: mention.index)
    first, last = one.run, other.run
    start, end = (one.index, other.index) if same else (first[-1], last[0])
    inner = scene.between(start + 1, end)
    spoken = [word for word in inner if word.isupper()]
    before = [word for word in scene.between(0, first[0]) if word.isupper()]
    behind = [word for word in scene.between(last[-1] + 1, len(scene.tokens)) if word.isupper()]
    path = [word for word in inner if word.isupper() or word in PREPOSITIONS or word == "#body"][:6]
    hangs = [f"S {scene.preposition(left.run[0])}", f"O {scene.preposition(right.run[0])}"]
    traits = {
        f"order {order}{' same' if same else ''}",
        f"{order} far {min((end - start) // 3, 6)}",
        f"{order} over {min(inner.count('#body'), 3)}",
        f"{order} path {' '.join(path)}",
        f"{order} {' '.join(hangs)}",
        *(f"between {word}" for word in inner),
        *(f"{order} between {word}" for word in inner),
        *(f"{order} {word} {hang}" for word in spoken for hang in hangs),
        *(f"{order} before {word}" for word in scene.between(0, first[0])),
        *(f"{order} behind {word}" for word in scene.between(last[-1] + 1, len(scene.tokens))),
    }
    if len(inner) < 4:
        traits.add(f"{order} only {' '.join(inner)}")
    if spoken:
        traits |= {f"{order} first {spoken[0]}", f"{order} last {spoken[-1]}"}
    if before:
        traits.add(f"{order} led by {before[-1]}")
    if behind:
        traits.add(f"{order} followed by {behind[0]}")
    told = {*(f"{order} between {w}" for w in spoken), *(f"{order} before {w}" for w in before)}
    return tuple(sorted(traits)), tuple(sorted(told))


def _meant(sentence: Sentence, token: Token) -> Known | None:
    """What a body's token stands for; “projektet” of a text that gives it no name stands for itself."""
    found = sentence.entity(token)
    unnamed = found is None and token.kind == "ref" and token.value in ("projektet", "prosjektet")
    return (UNNAMED_PROJECT, ("no-name",)) if unnamed else found


def _named(entity: Entity, flags: tuple[str, ...]) -> bool:
    """True for a body that the text names: neither “kommuner och myndigheter” nor a heading in capitals."""
    if entity.kind == "project":
        return True  # “projektet” of a page that gives it no name is one too
    if entity.kind in NOBODY or UNNAMED & set(flags) or entity.name[:1].islower():
        return False
    return entity.known or not (entity.name.isupper() and len(entity.name) > LONGEST_ACRONYM)


def _topics(sentence: Sentence, named: set[str]) -> list[tuple[Entity, str]]:
    """Bodies of the text around, each with where it stands: what the sentence may be about."""
    around = sentence.around
    found: dict[str, tuple[Entity, str]] = {}

    def add(entity: Entity | None, where: str) -> None:
        if entity is None or entity.kind == "place" or entity in around.former or entity.name in named:
            return
        if _named(entity, entity.flags):
            found.setdefault(entity.name, (entity, where))

    for back, entities in enumerate(reversed(around.sentences[-FARTHEST:])):
        for rank, entity in enumerate(entities[:2]):
            add(entity, f"sentence {back} {rank}")
    for back, entity in enumerate(reversed(around.topics[-2:])):
        add(entity, f"heading {back}")
    add(around.most, "most")
    add(around.giver, "giver")
    whole = [f" {name} " for name in (*found, *named)]
    # “Bergtull” of the heading “Nya stigar i Bergtull” is no topic beside it.
    return [one for name, one in found.items() if sum(f" {name} " in each for each in whole) == 1][:MOST_TOPICS]


def _with_topics(scene: Scene) -> Iterator[Pair]:
    """Pairs of a body in the sentence and one of the text around it."""
    shared: dict[tuple[int, str], Traits] = {}
    told: dict[str, Traits] = {}
    """By the kinds of the two and the role of the topic, which the first word of `kinds` tells."""
    for mention in scene.mentions:
        for role in ("S", "O"):  # of the topic
            here = "TO" if role == "S" else "TS"
            key = mention.run[0], role
            if key not in shared:
                shared[key] = _alone(scene, mention, here)
            for topic, where in scene.topics:
                subject, object_ = (topic, mention.entity) if role == "S" else (mention.entity, topic)
                kinds = f"{here} {subject.kind} > {object_.kind}"
                several = f"{kinds} of {min(len(mention.run), 4)}"
                if kinds not in told:
                    told[kinds] = (
                        kinds,
                        f"{here} topic is {topic.kind}",
                        *(f"{kinds} {word}" for word in scene.spoken),
                    )
                own = (several, f"{here} topic {where}", *(f"{kinds} {where} {word}" for word in scene.led))
                left, right = (None, mention) if role == "S" else (mention, None)
                yield Pair(subject, object_, left, right, (scene.end(mention, here), shared[key], told[kinds], own))


def _alone(scene: Scene, mention: Mention, here: str) -> Traits:
    """The traits of one list and its sentence where the other end stands outside."""
    run = mention.run
    before, behind = scene.between(0, run[0]), scene.between(run[-1] + 1, len(scene.tokens))
    led, followed = ([word for word in words if word.isupper()] for words in (before, behind))
    traits = {
        *(f"{here} {trait}" for trait in scene.common),
        *(f"{here} before {word}" for word in before),
        *(f"{here} behind {word}" for word in behind),
        *(f"{here} refers {token.value}" for token in scene.tokens if token.kind == "ref"),
        *(f"{here} {word} {scene.preposition(run[0])}" for word in led[-1:]),
        *(f"{here} led by {word}" for word in led[-1:]),
        *(f"{here} followed by {word}" for word in followed[:1]),
    }
    return tuple(sorted(traits))
