"""Draws the weights of `relations.json` from practice texts.

    python -m regiongraf.intake.learning FILE.toml … [--also FILE.toml …]

The files hold passages with their facts (docs/intake.md, “The learned reader”). Needs NumPy and SciPy
(`pip install regiongraf[fast]`). The same texts give the same weights, to the last printed digit.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from regiongraf.errors import MissingPart
from regiongraf.intake import text
from regiongraf.intake.candidate import LEVELS, Candidate
from regiongraf.intake.pairs import pairs
from regiongraf.intake.pipeline import read_document
from regiongraf.intake.practice import Passage, passages
from regiongraf.intake.relations import KINDS, NOTHING
from regiongraf.intake.scoring import SYMMETRIC
from regiongraf.intake.sentence import Sentence

os.environ.setdefault("OMP_NUM_THREADS", "1")  # many small steps: threads only wait for each other
try:
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
    from scipy.special import expit, logit
except ImportError as missing:  # pragma: no cover - tested in a Python without them
    raise MissingPart(
        "learning needs NumPy and SciPy",
        hint="pip install 'regiongraf[fast]'",
        sv="inlärningen behöver NumPy och SciPy",
        hint_sv="installera dem: pip install 'regiongraf[fast]'",
    ) from missing

PENALTY = 10.0
"""Of the squared weights, against the loss: the less, the closer the weights follow the practice texts."""
SMALL = 0.05
"""Weights nearer zero are left out."""
ROUNDS = 2
"""A fact may be said once and its two bodies named often: from the second round on, its likeliest place counts."""
FOLDS = 5
SUPPORT = 20
"""Fewer findings than this say nothing of a level."""
FOUND = {"likely": 0.72, "check": 0.63}
"""How much of what no rule gave must be right, by level. Sure is only what a rule says too."""
KEPT = {"sure": 0.9, "likely": 0.7}
"""How much of the least likely that a rule claims at a level must be right for it to stay there."""


@dataclass(slots=True)
class Example:
    """A pair of one sentence of a practice text."""

    passage: str
    ends: tuple[str, str]
    traits: tuple[str, ...]
    stated: frozenset[str]
    """The kinds of relation that the passage states of the two."""
    open: frozenset[str]
    """Kinds that may be claimed of them or not: neither counts."""
    ruled: dict[str, str]
    """By kind, the level at which a rule found it."""


def examples(texts: Iterable[Passage]) -> Iterator[Example]:
    """Every pair of every sentence of `texts`."""
    for passage in texts:
        seen: list[Example] = []
        read_document(text.document("text", passage.text), (), watch=partial(_watch, seen, passage), model=NOTHING)
        yield from seen


def _watch(seen: list[Example], passage: Passage, sentence: Sentence, said: Sequence[Candidate]) -> None:
    stated = passage.stated()
    ruled = {(c.kind, c.subject, c.object): c.level for c in said}
    for pair in pairs(sentence):
        subject, object_ = pair.subject.name, pair.object.name
        ends = passage.name(subject), passage.name(object_)
        levels = {
            kind: level
            for kind in KINDS
            for key in ((kind, subject, object_), *([(kind, object_, subject)] if kind in SYMMETRIC else []))
            if (level := ruled.get(key))
        }
        traits = tuple(trait for traits in pair.traits for trait in traits)
        may_be = frozenset(kind for kind in KINDS if passage.open(kind, *ends))
        seen.append(Example(passage.id, ends, traits, frozenset(stated.get(ends, ())), may_be, levels))


class Fitted:
    """A linear model for each kind over the traits of `examples`."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.number = {trait: place for place, trait in enumerate(_known(examples))}
        table = self.table(examples)
        self.weights = [self._kind(kind, examples, table) for kind in KINDS]
        """By kind, the weights of the traits and last what a pair weighs without any."""

    def table(self, examples: Sequence[Example]) -> Any:
        """A sparse matrix, (examples) × (traits and a constant), of zeros and ones."""
        rows = [[self.number[t] for t in sorted(set(each.traits)) if t in self.number] for each in examples]
        ends = np.cumsum([0, *(len(row) + 1 for row in rows)])
        places = np.array([place for row in rows for place in (*row, len(self.number))])
        return csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), len(self.number) + 1))

    def probabilities(self, examples: Sequence[Example]) -> Any:
        """(examples) × (kinds)."""
        return expit(self.table(examples) @ np.array(self.weights).T)

    def _kind(self, kind: str, examples: Sequence[Example], table: Any) -> Any:
        stated = np.array([kind in each.stated for each in examples])
        used = stated | np.array([kind not in each.open for each in examples])
        weights = None
        for _ in range(ROUNDS):
            weights = _logistic(table[used], stated[used], weights)
            scores = table @ weights
            best: dict[tuple[str, tuple[str, str]], int] = {}
            for place in map(int, np.flatnonzero(stated)):
                key = examples[place].passage, examples[place].ends
                if key not in best or scores[best[key]] < scores[place]:
                    best[key] = place
            likeliest = np.zeros(len(examples), bool)
            likeliest[list(best.values())] = True
            used = (stated & (likeliest | (scores > 0))) | (used & ~stated)
        return weights


def _known(examples: Iterable[Example]) -> list[str]:
    """The traits that stand in two passages at least, in order."""
    where: dict[str, str] = {}
    known: set[str] = set()
    for each in examples:
        for trait in each.traits:
            if where.setdefault(trait, each.passage) != each.passage:
                known.add(trait)
    return sorted(known)


def _logistic(table: Any, stated: Any, start: Any) -> Any:
    """The weights of least loss, by L-BFGS; the constant, last, is not penalised."""
    sign = np.where(stated, 1.0, -1.0)
    free = np.ones(table.shape[1])
    free[-1] = 0.0

    def loss(weights: Any) -> tuple[float, Any]:
        margin = sign * (table @ weights)
        slope = -sign * expit(-margin)
        penalised = PENALTY * free * weights
        return float(np.logaddexp(0, -margin).sum() + weights @ penalised / 2), table.T @ slope + penalised

    first = np.zeros(table.shape[1]) if start is None else start
    return minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 200, "ftol": 1e-7}).x


@dataclass(slots=True)
class Finding:
    """What models that had not seen a passage make of one possible fact of it."""

    kind: str
    probability: float
    right: bool
    ruled: str | None
    """The level at which a rule found it."""


def unseen(examples: Sequence[Example], also: Sequence[Example] = ()) -> Iterator[Finding]:
    """Every possible fact of the practice texts, weighed by a model of the other passages and of `also`."""
    for fold in range(FOLDS):
        away = [each for each in examples if crc32(each.passage.encode()) % FOLDS == fold]
        if not away:
            continue
        fitted = Fitted([*(each for each in examples if crc32(each.passage.encode()) % FOLDS != fold), *also])
        best: dict[tuple[str, ...], Finding] = {}
        for each, row in zip(away, fitted.probabilities(away), strict=True):
            for kind, probability in zip(KINDS, row, strict=True):
                if kind in each.open and kind not in each.stated:
                    continue
                ends = sorted(each.ends) if kind in SYMMETRIC else each.ends
                here = Finding(kind, float(probability), kind in each.stated, each.ruled.get(kind))
                known = best.setdefault((each.passage, kind, *ends), here)
                known.probability = max(known.probability, here.probability)
                known.ruled = known.ruled or here.ruled
        yield from best.values()


def calibrate(fitted: Fitted, findings: Sequence[Finding]) -> None:
    """Stretch and shift the weights of each kind, and the findings, until a probability says how many are right.

    Platt scaling on what models said of passages that they had not seen.
    """
    for place, kind in enumerate(KINDS):
        mine = [each for each in findings if each.kind == kind]
        if sum(each.right for each in mine) < SUPPORT:
            continue
        odds = logit(np.clip([each.probability for each in mine], 1e-9, 1 - 1e-9))
        table = csr_matrix(np.column_stack([odds, np.ones(len(mine))]))
        stretch, shift = _logistic(table, np.array([each.right for each in mine]), None)
        fitted.weights[place] = fitted.weights[place] * stretch
        fitted.weights[place][-1] += shift
        for each, probability in zip(mine, expit(odds * stretch + shift), strict=True):
            each.probability = float(probability)


def thresholds(findings: Sequence[Finding]) -> tuple[dict[str, float], dict[str, float]]:
    """From which probability on each level may be claimed: of what no rule gave, and of what rules claim."""
    new = [each for each in findings if each.ruled is None]
    found = {level: _least(new, target) for level, target in FOUND.items()}
    kept = {
        level: _weakest([each for each in findings if each.ruled == level], target) for level, target in KEPT.items()
    }
    return found, kept


def _least(findings: Iterable[Finding], target: float) -> float:
    """The least probability above which at least `target` of `findings` are right; above 1 where there is none."""
    least, right = 1.01, 0
    ordered = sorted(findings, key=lambda each: -each.probability)
    for count, each in enumerate(ordered, 1):
        right += each.right
        if count >= SUPPORT and right >= target * count:
            least = each.probability
    return round(least, 3)


def _weakest(findings: Iterable[Finding], target: float) -> float:
    """The least probability of which and of the SUPPORT findings from it on `target` are right; else above 1."""
    ordered = sorted(findings, key=lambda each: each.probability)
    for place in range(len(ordered) - SUPPORT + 1):
        if sum(each.right for each in ordered[place : place + SUPPORT]) >= target * SUPPORT:
            return round(ordered[place].probability, 3)
    return 1.01


def written(fitted: Fitted, found: Mapping[str, float], kept: Mapping[str, float]) -> str:
    """The text of `relations.json`: one trait on a line, its weights by the number of the kind."""
    lines = []
    for trait, place in fitted.number.items():
        weights = [(kind, round(float(each[place]), 2)) for kind, each in enumerate(fitted.weights)]
        if large := [[kind, weight] for kind, weight in weights if abs(weight) >= SMALL]:
            lines.append(f"{json.dumps(trait, ensure_ascii=False)}: {json.dumps(large)}")
    bias = [round(float(each[-1]), 2) for each in fitted.weights]
    head = "".join(
        f"{json.dumps(key)}: {json.dumps(value)},\n"
        for key, value in {"kinds": KINDS, "bias": bias, "found": dict(found), "kept": dict(kept)}.items()
    )
    return "{\n" + head + '"weights": {\n' + ",\n".join(lines) + "\n}\n}\n"


def main(arguments: Sequence[str]) -> None:
    """Learn from the files given and write `relations.json` beside this module; print what unseen text is worth.

    Files behind `--also` are learned from, and say nothing of how good the reader is on text that nobody has seen.
    """
    at = arguments.index("--also") if "--also" in arguments else len(arguments)
    measured, also = arguments[:at], arguments[at + 1 :]
    seen, more = (list(examples(passages(map(Path, files)))) for files in (measured, also))
    findings = list(unseen(seen, more))
    fitted = Fitted([*seen, *more])
    calibrate(fitted, findings)
    found, kept = thresholds(findings)
    for line in told(findings, found):
        print(line)  # noqa: T201 - what the command answers
    Path(__file__).with_name("relations.json").write_text(written(fitted, found, kept), encoding="utf-8")


def told(findings: Sequence[Finding], found: Mapping[str, float]) -> Iterator[str]:
    """Lines on what rules, the model and both found of the facts that the pairs can give."""
    stated = sum(each.right for each in findings)
    least = found[LEVELS[-1]]
    for name, chosen in {
        "rules": [each for each in findings if each.ruled],
        "model": [each for each in findings if each.probability >= least],
        "both": [each for each in findings if each.ruled or each.probability >= least],
    }.items():
        right = sum(each.right for each in chosen)
        scores = f"precision {right / max(len(chosen), 1):.3f}, recall {right / max(stated, 1):.3f}"
        yield f"{name}: {len(chosen)} of {stated} found, {right} right, {scores}"


if __name__ == "__main__":  # pragma: no cover
    main(sys.argv[1:])
