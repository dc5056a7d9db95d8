"""Many readings of one statement into one: the most certain and fullest stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from regiongraf.intake.candidate import LEVELS, Candidate
from regiongraf.intake.lexer import NUMBER_WORDS

COUNTED = re.compile(r"^(?:de )?(\w+) (?:\w+ska )?(?:kommuner|regioner|landsting)(?:na)?$")
"""A set of bodies and how many they are."""


def distinct(found: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for each statement, the most certain and fullest reading; in the order of the text."""
    best: dict[tuple[object, ...], Candidate] = {}
    for candidate in found:
        # Held directly and held through another are two statements: a person sees both.
        ends = candidate.subject, candidate.object
        if candidate.kind == "partnership":  # works both ways
            ends = min(ends, key=str), max(ends, key=str)
        key = (candidate.kind, *ends, candidate.via, candidate.status is None, *_figures(candidate))
        other = best.get(key)
        if other is None or _rank(candidate) < _rank(other):
            best[key] = candidate if other is None else replace(candidate, start=candidate.start, end=candidate.end)
    figured = {(c.kind, c.subject, c.object, c.via, c.status) for c in best.values() if c.share or c.amount is not None}
    whole: dict[Decimal | None, list[Candidate]] = {}
    for candidate in best.values():
        if candidate.kind == "funding" and candidate.subject and candidate.object:
            whole.setdefault(candidate.amount, []).append(candidate)
    named = Counter((c.kind, c.object) for c in best.values() if "set-unnamed" not in c.flags and not c.status)
    kept = [
        c
        for c in best.values()
        if not _poorer(c, figured)
        and not _half(c, whole.get(c.amount, ()))
        and not ("set-unnamed" in c.flags and _spelled_out(c, named[c.kind, c.object]))
        and not _counted_out(c, best.values())
    ]
    return sorted(
        kept, key=lambda c: (c.start, c.end, c.kind, c.subject or "", c.object or "", str(c.share), str(c.amount))
    )


def _spelled_out(candidate: Candidate, named: int) -> bool:
    """True for a set such as “de fem kommunerna” whose members are named one by one elsewhere."""
    words = (candidate.subject or "").lower().split()
    said = next((int(NUMBER_WORDS.get(word, word)) for word in words if word.isdigit() or word in NUMBER_WORDS), 0)
    plain = len(words) == 1 or words[0] in ("de", "dessa", "våra", "the")
    return named >= 2 and ((plain and not said) or said == named)


def _counted_out(candidate: Candidate, others: Iterable[Candidate]) -> bool:
    """True for “ägs av tre skånska kommuner” where as many municipalities are named as its owners elsewhere."""
    said = COUNTED.match((candidate.subject or "").lower())
    count = said and (int(said[1]) if said[1].isdigit() else NUMBER_WORDS.get(said[1]))
    if not said or not count:
        return False
    ends = {
        other.subject
        for other in others
        if (other.kind, other.object, other.status) == (candidate.kind, candidate.object, candidate.status)
        and other.subject
        and not COUNTED.match(other.subject.lower())
    }
    return len(ends) == count


def _figures(candidate: Candidate) -> tuple[object, ...]:
    return (
        candidate.share,
        candidate.amount,
        candidate.value,
        candidate.period if candidate.amount is not None else None,
    )


def _rank(candidate: Candidate) -> tuple[int, int]:
    return LEVELS.index(candidate.level), candidate.start


def _half(candidate: Candidate, others: Iterable[Candidate]) -> bool:
    """True for a flow with one end left out where the same words give the same sum with both ends."""
    if candidate.kind != "funding" or (candidate.subject and candidate.object):
        return False
    return any(other.start < candidate.end and candidate.start < other.end for other in others)


def _poorer(candidate: Candidate, figured: Container[tuple[object, ...]]) -> bool:
    """True where another reading of the same two says the same and a figure too."""
    if candidate.share or candidate.amount is not None or candidate.value is not None:
        return False
    return (candidate.kind, candidate.subject, candidate.object, candidate.via, candidate.status) in figured
