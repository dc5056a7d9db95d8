"""How good a reading is: precision, recall and F1 against gold facts, per kind and per level."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import product
from pathlib import Path
from typing import Any

from regiongraf.errors import DocumentError, Place
from regiongraf.figures import Language
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.equivalents import equivalents
from regiongraf.intake.wording import KINDS, LEVELS
from regiongraf.names import fold
from regiongraf.words import Words

Fact = Mapping[str, Any]
SYMMETRIC = frozenset(["partnership"])
KEYS = ("share", "amount", "value", "period", "status")
TOLERANCE = Decimal("0.05")
"""In points of a share: thirds are printed as 33, 33.3 or 33.33."""
FORMS = frozenset(["ab", "aktiebolag", "aktiebolaget", "publ", "hb", "kb", "the"])
ECONOMIC = re.compile(r" (?:ekonomisk forening|ek for)$")
COUNTS = (Words("facit", "gold"), Words("lästa", "read"), Words("rätt", "right"))
ENDS = Words("ändar F1", "ends F1")
ALL = Words("allt", "all")
NOT_JUDGED = Words("inte bedömda, saknas i facit", "not judged, no gold")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind or level. `right` agree in everything, `found` in kind and both ends."""

    gold: int = 0
    predicted: int = 0
    right: int = 0
    found: int = 0

    @property
    def precision(self) -> Decimal:
        """Strictly right ones of the predicted; 0 where nothing was predicted."""
        return _ratio(self.right, self.predicted)

    @property
    def recall(self) -> Decimal:
        """Strictly right ones of the gold; 0 where there is none."""
        return _ratio(self.right, self.gold)

    @property
    def f1(self) -> Decimal:
        """The harmonic mean of the strict precision and recall."""
        return _ratio(2 * self.right, self.predicted + self.gold)

    @property
    def endpoint_f1(self) -> Decimal:
        """F1 where only kind, subject and object have to agree."""
        return _ratio(2 * self.found, self.predicted + self.gold)


@dataclass(frozen=True, slots=True)
class Score:
    """A comparison: the whole, each kind that the gold has, each level, and what went wrong."""

    total: Tally
    kinds: dict[str, Tally] = field(default_factory=dict)
    levels: dict[str, Tally] = field(default_factory=dict)
    """`gold` is 0 here: a level is the reading's own, so only its precision means something."""
    missed: tuple[Fact, ...] = ()
    wrong: tuple[Fact, ...] = ()
    not_judged: tuple[str, ...] = ()
    """Kinds that were predicted and that the gold knows nothing of."""


def _ratio(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole).quantize(Decimal("0.001")) if whole else Decimal(0)


def score(gold: Sequence[Fact], predicted: Sequence[Fact | Candidate]) -> Score:
    """Compare `predicted` with `gold`; each gold fact is matched once at most.

    Names are compared folded, without legal forms; what means one body everywhere is one name (`equivalents.py`), and a
    gold fact may list several names of one body. A key that a gold fact leaves out is not judged. A gold fact whose
    `optional` is “fact” is judged only where it was predicted. Facts that name a `document` meet those of the same
    document only.
    """
    kinds = sorted({fact["kind"] for fact in gold})
    facts = [fact.as_json() if isinstance(fact, Candidate) else fact for fact in predicted]
    judged = [fact for fact in facts if fact["kind"] in kinds]
    strict = _matched(gold, judged, _agree)
    loose = _matched(gold, judged, _meet)
    levels = {
        level: _tally(level, "level", (), judged, strict, loose)
        for level in LEVELS
        if any(f.get("level") == level for f in judged)
    }
    right = set(strict.values())
    wanted = [fact for number, fact in enumerate(gold) if not _may_be_left(fact) or number in loose]
    tallies = {kind: _tally(kind, "kind", wanted, judged, strict, loose) for kind in kinds}
    return Score(
        Tally(len(wanted), len(judged), len(strict), len(loose)),
        tallies,
        levels,
        tuple(fact for number, fact in enumerate(gold) if number not in strict and not _may_be_left(fact)),
        tuple(fact for number, fact in enumerate(judged) if number not in right),
        tuple(sorted({fact["kind"] for fact in facts} - set(kinds))),
    )


def _may_be_left(fact: Fact) -> bool:
    return bool(fact.get("optional") == "fact")


def _tally(
    name: str, key: str, gold: Sequence[Fact], judged: Sequence[Fact], strict: dict[int, int], loose: dict[int, int]
) -> Tally:
    mine = {number for number, fact in enumerate(judged) if fact.get(key) == name}
    return Tally(
        sum(fact.get(key) == name for fact in gold),
        len(mine),
        sum(number in mine for number in strict.values()),
        sum(number in mine for number in loose.values()),
    )


def _matched(gold: Sequence[Fact], judged: Sequence[Fact], agree: Any) -> dict[int, int]:
    """The number of the predicted fact that each gold fact was matched with."""
    by_ends: dict[tuple[Any, ...], list[int]] = {}
    for number, fact in enumerate(judged):
        for key in _keys(fact):
            by_ends.setdefault(key, []).append(number)
    found: dict[int, int] = {}
    used: set[int] = set()
    for number, fact in sorted(enumerate(gold), key=lambda one: _may_be_left(one[1])):
        options = sorted({option for key in _keys(fact) for option in by_ends.get(key, [])})
        choice = next((option for option in options if option not in used and agree(fact, judged[option])), None)
        if choice is not None:
            found[number] = choice
            used.add(choice)
    return found


def _keys(fact: Fact) -> list[tuple[Any, ...]]:
    where = (fact.get("document"), fact["kind"])
    keys = []
    for left, right in product(_names(fact.get("subject")), _names(fact.get("object"))):
        ends = sorted((left, right)) if fact["kind"] in SYMMETRIC else (left, right)
        keys.append((*where, *ends))
        if fact.get("optional") == "object":
            keys.append((*where, left, ""))
    return keys


def _names(said: object) -> list[str]:
    """The names that count as one end of a fact: a gold fact may list several for the same body."""
    return [compared(name) for name in said] if isinstance(said, list) and said else [compared(said)]


def compared(name: object) -> str:
    """A name as it is compared: folded, without legal forms; what means one body everywhere is one name."""
    if not name:
        return ""
    return _one(_plain(_one(fold(str(name)))))


def _one(folded: str) -> str:
    return _plain(equivalents()[folded]) if folded in equivalents() else folded


def _plain(folded: str) -> str:
    """Without legal forms; municipalities without genitive s and “stad”."""
    joined = " ".join(word for word in folded.split() if word not in FORMS) or folded
    joined = ECONOMIC.sub("", joined).removeprefix("foreningen ").removeprefix("kommunalforbundet ")
    return re.sub(r"(\w?)s? (?:kommun|stad)$", r"\1 kommun", joined)


def _meet(gold: Fact, other: Fact) -> bool:
    return True


def _agree(gold: Fact, other: Fact) -> bool:
    """True where every key that the gold states or denies is the same."""
    return all(_same(key, gold[key], other.get(key)) for key in KEYS if key in gold)


def _same(key: str, one: Any, other: Any) -> bool:
    if key == "status":
        return (one or None) == (other or None) or {one, other} <= {None, "stated", "current", "plain"}
    if one is None or other is None:
        return one is None and other is None
    if key == "share":
        return set(one) == set(other) and all(
            abs(_decimal(one[bound]) - _decimal(other[bound])) <= TOLERANCE for bound in one
        )
    if key == "period":
        return all(_same_date(one.get(end), other.get(end)) for end in ("start", "end"))
    return _decimal(one) == _decimal(other)


def _same_date(one: object, other: object) -> bool:
    if one is None or other is None:
        return one is other
    shorter = min(len(str(one)), len(str(other)))
    return str(one)[:shorter] == str(other)[:shorter]


def _decimal(value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return Decimal("NaN")


def load(path: Path) -> list[dict[str, Any]]:
    """The facts of a JSON Lines file, figures as Decimal.

    Raises DocumentError with the line that is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(
            f"the facts cannot be read: {error}",
            place=Place(path),
            hint="give a JSON Lines file in UTF-8",
            sv=f"faktafilen går inte att läsa: {error}",
            hint_sv="ange en JSON Lines-fil i UTF-8",
        ) from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fact = json.loads(line, parse_float=Decimal)
        except ValueError as error:
            raise DocumentError(
                f"not JSON: {error}",
                place=Place(path, number),
                hint="each line is one JSON object",
                sv=f"inte JSON: {error}",
                hint_sv="varje rad är ett JSON-objekt",
            ) from error
        if not isinstance(fact, dict) or not isinstance(fact.get("kind"), str):
            raise DocumentError(
                "a fact is an object with a `kind`",
                place=Place(path, number),
                hint="docs/intake.md lists the fields",
                sv="ett faktum är ett objekt med `kind`",
                hint_sv="docs/intake.md räknar upp fälten",
            )
        found.append(fact)
    return found


def report(result: Score, language: Language = "en") -> Iterable[str]:
    """The score as lines of a table."""
    heads = "".join(f"{words.said(language):>7}" for words in COUNTS)
    yield f"{'':14}{heads}{'P':>7}{'R':>7}{'F1':>7}{ENDS.said(language):>10}"
    whole = [(KINDS[name].said(language) if name in KINDS else name, tally) for name, tally in result.kinds.items()]
    for name, tally in [*whole, (ALL.said(language), result.total)]:
        counts = f"{name:14}{tally.gold:>7}{tally.predicted:>7}{tally.right:>7}"
        rates = (_said(rate, language) for rate in (tally.precision, tally.recall, tally.f1))
        yield f"{counts}{''.join(f'{rate:>7}' for rate in rates)}{_said(tally.endpoint_f1, language):>10}"
    for level, tally in result.levels.items():
        counts = f"{LEVELS[level].said(language):14}{'':>7}{tally.predicted:>7}{tally.right:>7}"
        yield f"{counts}{_said(tally.precision, language):>7}"
    if result.not_judged:
        yield f"{NOT_JUDGED.said(language)}: {', '.join(result.not_judged)}"


def _said(rate: Decimal, language: Language) -> str:
    return str(rate).replace(".", ",") if language == "sv" else str(rate)


def listed(fact: Fact) -> str:
    """A fact on one line, for lists of what was missed or wrong."""
    extra = [f"{key}={_shown(fact[key])}" for key in (*KEYS, "level") if fact.get(key) not in (None, "")]
    ends = [end[0] if isinstance(end := fact.get(key), list) and end else end for key in ("subject", "object")]
    return f"{fact['kind']}: {ends[0]} → {ends[1]} {' '.join(extra)}".rstrip()


def _shown(value: Any) -> str:
    return " ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, Mapping) else str(value)


def counted(facts: Iterable[Fact]) -> dict[str, int]:
    """How many facts there are of each kind, by name."""
    return dict(sorted(Counter(fact["kind"] for fact in facts).items()))
