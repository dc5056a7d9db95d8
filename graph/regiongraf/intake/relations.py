"""The learned reader: how likely it is that two bodies stand in a relation, from what stands around them.

Rules read what somebody foresaw. This reader weighs the traits of every pair of bodies (`pairs.py`) by a linear model
for each kind of relation, whose weights (`relations.json`) `learning.py` draws from practice texts. It finds ends that
no rule names, and it says how far a rule's own finding is to be trusted: `weighed` puts both together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from math import exp
from operator import add
from typing import Any

from regiongraf.errors import Place
from regiongraf.intake.binding import EACH, Item, items
from regiongraf.intake.candidate import LEVELS, Candidate
from regiongraf.intake.gifts import sum_between
from regiongraf.intake.kinds import as_member, kind_between
from regiongraf.intake.modality import status
from regiongraf.intake.pairs import UNNAMED_PROJECT, Mention, Pair, Traits, pairs
from regiongraf.intake.periods import when
from regiongraf.intake.rules import Emission, Rule
from regiongraf.intake.sentence import BODY_KINDS, Known, Sentence

KINDS = ("ownership", "membership", "founder", "partnership", "funding", "project")
LEARNED = "learned."
LEAST = -6.0
"""Odds, as a logarithm, below which a pair is passed over."""
TOGETHER = frozenset(["tillsammans", "sammanlagt", "sammantaget", "totalt", "together", "altogether", "total"])
PARTING = frozenset([",", ";", ":", "och", "samt", "and", "medan", "som", "där", "which", "while"])
"""What parts a body from a figure that stands before it."""
REASONS = 4
"""How many traits are told of a finding."""
WEIGHTS = Place("relations.json")
RULES = {kind: Rule(f"{LEARNED}{kind}", "check", (), (Emission(kind, "s", "o"),), "", (), WEIGHTS) for kind in KINDS}
UNION = frozenset(["EU", "Europeiska unionen", "European Union", "the European Union"])
"""It gives, and is nobody’s member, partner or property."""
Weights = Mapping[str, Sequence[tuple[int, float]]]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of traits by kind (numbers into KINDS), what a pair without traits weighs, and where levels begin."""

    weights: Weights
    bias: tuple[float, ...]
    found: Mapping[str, float]
    """The least probability of a pair that no rule gave, by level, the surest first."""
    kept: Mapping[str, float]
    """The least probability with which a rule's finding keeps a level that it claims."""


NOTHING = Model({}, (-30.0,) * len(KINDS), {LEVELS[-1]: 1.01}, {})
"""A model that finds nothing and leaves every level as it is: rules alone."""


@cache
def shipped() -> Model:
    """The model of this release, drawn from `tests/intake/corpus/practice`."""
    raw: dict[str, Any] = json.loads((files("regiongraf.intake") / "relations.json").read_text(encoding="utf-8"))
    weights = {trait: tuple((int(kind), each) for kind, each in found) for trait, found in raw["weights"].items()}
    return Model(weights, tuple(raw["bias"]), raw["found"], raw["kept"])


@dataclass(slots=True)
class Scale:
    """Weighs pairs; what many pairs of one sentence share is weighed once."""

    model: Model
    _known: dict[int, tuple[Traits, list[float]]] = field(default_factory=dict)

    def odds(self, pair: Pair) -> list[float]:
        """By kind, the logarithm of the odds that the two stand in it."""
        *shared, own = pair.traits
        total = list(self.model.bias)
        for traits in shared:
            known = self._known.get(id(traits))
            if known is None:
                # The traits are kept beside their sums, so that no other tuple can take their place in memory.
                known = self._known[id(traits)] = traits, self._sums(traits)
            total = list(map(add, total, known[1]))
        return list(map(add, total, self._sums(own)))

    def _sums(self, traits: Traits) -> list[float]:
        sums = [0.0] * len(KINDS)
        weights = self.model.weights.get
        for trait in traits:
            for kind, each in weights(trait, ()):
                sums[kind] += each
        return sums


Key = tuple[str, str, str]
"""A kind and the names of subject and object, of partners in the order of letters."""


@dataclass(slots=True)
class Weighing:
    """What a model makes of a sentence."""

    likely: dict[Key, tuple[float, Pair]] = field(default_factory=dict)
    """How likely what the sentence may state is, and the pair that says so most; without what nothing speaks for."""
    met: set[tuple[str, str]] = field(default_factory=set)
    """The names of every two bodies that were weighed."""

    def probability(self, key: Key) -> float | None:
        """How likely a relation is; None where its two bodies were not weighed."""
        if key in self.likely:
            return self.likely[key][0]
        return 0.0 if key[1:] in self.met else None


def weigh(sentence: Sentence, model: Model) -> Weighing:
    """Every relation that the sentence may state."""
    scale = Scale(model)
    made = Weighing()
    for pair in pairs(sentence):
        ends = (pair.subject.name, pair.object.name)
        made.met.add(ends)
        unnamed = UNNAMED_PROJECT in (pair.subject, pair.object)
        for kind, odds in zip(KINDS, scale.odds(pair), strict=True):
            if odds < LEAST or (unnamed and kind != "project"):
                continue
            probability = 1 / (1 + exp(-odds))
            left, right = sorted(ends) if kind == "partnership" else ends
            key = (kind, left, right)
            if key not in made.likely or made.likely[key][0] < probability:
                made.likely[key] = probability, pair
    return made


def reasons(made: Weighing, key: Key, model: Model) -> list[tuple[str, float]]:
    """The traits that speak most for a relation, each with its weight in logarithmic odds, the heaviest first."""
    kind = KINDS.index(key[0])
    traits = {trait for group in made.likely[key][1].traits for trait in group}
    weights = ((trait, dict(model.weights.get(trait, ())).get(kind, 0.0)) for trait in traits)
    return sorted((one for one in weights if one[1] > 0), key=lambda one: (-one[1], one[0]))[:REASONS]


def weighed(sentence: Sentence, said: Sequence[Candidate], model: Model) -> list[Candidate]:
    """What rules found in a sentence, each at the level it deserves, and what they left out."""
    if model is NOTHING:
        return list(said)
    made = weigh(sentence, model)
    kept = [_levelled(candidate, made, model) for candidate in said]
    told = {(candidate.kind, end) for candidate in said for end in _ends(candidate)}
    # Between two bodies of which a rule has told what they are to others, it has told all: A owns B, and B owns C.
    further = (c for c in _further(sentence, made, model) if not all((c.kind, end) in told for end in _ends(c)))
    return [*kept, *further]


def without_rivals(found: Sequence[Candidate]) -> list[Candidate]:
    """`found` without guesses at owners of a company whose owners a rule has read."""
    told = {c.object for c in found if c.kind == "ownership" and not _learned(c)}
    return [c for c in found if not (_learned(c) and c.kind == "ownership" and c.level == "check" and c.object in told)]


def _learned(candidate: Candidate) -> bool:
    return candidate.rule.startswith(LEARNED)


def key_of(candidate: Candidate) -> Key:
    """Under which a candidate with two ends is weighed."""
    left, right = _ends(candidate)
    return candidate.kind, left or "", right or ""


def _ends(candidate: Candidate) -> tuple[str | None, str | None]:
    ends = candidate.subject, candidate.object
    if candidate.kind == "partnership":
        return ends if (ends[0] or "") < (ends[1] or "") else (ends[1], ends[0])
    return ends


def _levelled(candidate: Candidate, made: Weighing, model: Model) -> Candidate:
    """A rule's finding at the highest level, up to its own, for which the two are likely enough."""
    subject, object_ = _ends(candidate)
    if candidate.kind not in KINDS or subject is None or object_ is None or candidate.level == LEVELS[-1]:
        return candidate
    probability = made.probability((candidate.kind, subject, object_))
    if probability is None:
        return candidate
    fitting = (level for level in LEVELS[LEVELS.index(candidate.level) :] if probability >= model.kept.get(level, 0.0))
    return replace(candidate, level=next(fitting, LEVELS[-1]))


def _further(sentence: Sentence, made: Weighing, model: Model) -> Iterator[Candidate]:
    """Candidates for what no rule gave, the likeliest first; what a likelier one speaks against is left out."""
    least = model.found[LEVELS[-1]]
    enough = (entry for entry in made.likely.items() if entry[1][0] >= least)
    taken = Taken()
    for (kind, *_), (probability, pair) in sorted(enough, key=lambda entry: (-entry[1][0], entry[0])):
        if not taken.allows(kind, pair):
            continue
        level = next(level for level in model.found if probability >= model.found[level])
        if candidate := _candidate(sentence, kind, pair, level):
            taken.add(kind, pair)
            yield candidate


@dataclass(slots=True)
class Taken:
    """What has been taken for stated in one sentence, and what that leaves no room for."""

    pairs: set[frozenset[str]] = field(default_factory=set)
    roles: dict[tuple[str, int], str] = field(default_factory=dict)
    """By kind and body in the sentence: subject or object."""
    others: dict[tuple[str, int], str] = field(default_factory=dict)
    """By kind and body in the sentence: the body outside that it stands in the relation to; empty for one inside."""

    def allows(self, kind: str, pair: Pair) -> bool:
        """False for a second relation of the same two, a body at both ends, and a second topic of one body."""
        if frozenset([pair.subject.name, pair.object.name]) in self.pairs:
            return False
        topic = _topic(pair)
        for role, mention in _roles(pair):
            if self.roles.get((kind, mention.index), role) != role:
                return False
            if topic and self.others.get((kind, mention.index), topic) != topic:
                return False
        return True

    def add(self, kind: str, pair: Pair) -> None:
        """Take the pair for stated."""
        self.pairs.add(frozenset([pair.subject.name, pair.object.name]))
        for role, mention in _roles(pair):
            self.roles[kind, mention.index] = role
            self.others[kind, mention.index] = _topic(pair)


def _roles(pair: Pair) -> list[tuple[str, Mention]]:
    return [(role, mention) for role, mention in (("S", pair.left), ("O", pair.right)) if mention]


def _topic(pair: Pair) -> str:
    return pair.subject.name if pair.left is None else pair.object.name if pair.right is None else ""


def _known(mention: Mention | None, pair: Pair) -> Known:
    if mention is not None:
        return mention.entity, mention.flags
    return (pair.subject if pair.left is None else pair.object), ("topic",)


def _candidate(sentence: Sentence, kind: str, pair: Pair, level: str) -> Candidate | None:
    rule = RULES[kind]
    giver, receiver = _known(pair.left, pair), _known(pair.right, pair)
    if receiver[0].name in UNION or (kind == "partnership" and giver[0].name in UNION):
        return None
    fits = kind_between(rule, rule.emissions[0], giver, receiver)
    if fits != kind:
        return None
    named = as_member(sentence, kind, giver, receiver) or giver
    at = sorted(mention.index for mention in (pair.left, pair.right) if mention)
    first, last = at[0], at[-1] + 1
    own = [item for mention in (pair.left, pair.right) if mention and (item := _item(sentence, mention))]
    share = next((item.share for item in own if item.share), None) if kind == "ownership" else None
    amount = _amount(sentence, pair, own) if kind == "funding" else None
    tokens = sentence.tokens
    start, end = sentence.view.span(tokens[first].start, tokens[last - 1].end)
    said = status(tokens, first, last)
    said = None if kind == "founder" and said == "former" else said
    flags = {*giver[1], *receiver[1], *(flag for item in own for flag in item.flags)}
    return Candidate(
        kind, named[0].name, receiver[0].name, start, end, LEVELS[-1] if said else level, rule.id, share=share,
        amount=amount, period=when(sentence, first, last) if kind == "funding" else None, status=said,
        approx=any(item.approx for item in own), basis=next((i.basis for i in own if i.basis), None) if share else None,
        page=sentence.page, flags=tuple(sorted(flags)),
    )  # fmt: skip


def _item(sentence: Sentence, mention: Mention) -> Item | None:
    """The body with the figures that are its own, from what stands between the bodies of other lists.

    A figure before it is its own only where nothing parts the two: “60 procent av X”, not “60 procent och X”.
    """
    tokens = sentence.tokens
    bodies = [index for index, token in enumerate(tokens) if token.kind in BODY_KINDS]
    start = max((index + 1 for index in bodies if index < mention.run[0]), default=0)
    parts = (index + 1 for index in range(start, mention.run[0]) if tokens[index].low in PARTING)
    start = max(parts, default=start)
    end = next((index for index in bodies if index > mention.run[-1]), len(tokens))
    return next((item for item in items(tokens[start:end]) if item.token is tokens[mention.index]), None)


def _amount(sentence: Sentence, pair: Pair, own: Sequence[Item]) -> Decimal | None:
    """The sum of a gift: the one that stands with the two, else the only one of the sentence for one receiver."""
    tokens = sentence.tokens
    sums = [t.value.value for t in tokens if t.kind == "money" and t.value.currency in (None, "SEK")]
    together = any(token.low in TOGETHER for token in tokens) and not any(token.low in EACH for token in tokens)
    alone = pair.right is None or len(pair.right.run) == 1
    if together and not (alone and (pair.left is None or len(pair.left.run) == 1)):
        return None  # what several give or get together is no one's own
    if len(sums) > 1:
        told = sum_between(tokens, pair.left.index if pair.left else None, pair.right.index if pair.right else None)
        if told is not None:
            return told.value
    mine = next((item.amount for item in reversed(own) if item.amount is not None), None)
    return mine if mine is not None else sums[0] if len(sums) == 1 and alone else None
