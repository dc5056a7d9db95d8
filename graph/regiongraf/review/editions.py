"""Evidence found again in another edition or format of a document, by the hashes that it carries."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from regiongraf.documents import CONTEXT_TOKENS, TOKEN, anchor
from regiongraf.model import Evidence

SHORT = 4
"""A span of fewer tokens is found by its context or between its neighbours only: “95 000” stands in many places."""
SLACK = 1.35
"""By how much a span may grow or shrink in characters when line ends and spaces are set otherwise."""


@dataclass(frozen=True, slots=True)
class Found:
    """A span found again: its new place, and whether what stands around it is unchanged."""

    start: int
    end: int
    sides: int
    """How many of its two contexts are unchanged."""


class Text:
    """A document's text made ready to find spans in. Build it once; `find` many spans at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        tokens = [(match.start(), match.end(), match.group()) for match in TOKEN.finditer(text)]
        self._starts = [start for start, _, _ in tokens]
        self._ends = [end for _, end, _ in tokens]
        self._tokens = [token for _, _, token in tokens]

    def find(self, wanted: Iterable[Evidence]) -> dict[Evidence, Found]:
        """The spans that stand in this text, each where its context fits best; ties go to the nearest place."""
        spans = sorted(dict.fromkeys(wanted), key=lambda evidence: (evidence.start, evidence.end))
        places = self._windows(spans)
        found: dict[Evidence, Found] = {}
        doubtful = []
        for evidence in spans:
            options = [self._judged(evidence, *place) for place in places.get(evidence.span, ())]
            best = min(options, key=lambda o: (-o.sides, abs(o.start - evidence.start)), default=None)
            if best is not None and (best.sides or self._is_long(best)):
                found[evidence] = best
            elif options:
                doubtful.append((evidence, options))
        return found | dict(_between(doubtful, found))

    def _windows(self, spans: Sequence[Evidence]) -> dict[str, list[tuple[int, int]]]:
        """For each span hash every window of tokens that has it, as (first token, token after the last)."""
        lengths: dict[str, int] = {}
        for evidence in spans:
            lengths[evidence.span] = max(lengths.get(evidence.span, 0), evidence.end - evidence.start)
        if not lengths:
            return {}
        allowed = sorted(lengths.values())
        longest = int(allowed[-1] * SLACK) + 8
        fits = [False] * (longest + 1)
        for length in set(allowed):
            for size in range(max(1, int(length / SLACK) - 8), min(longest, int(length * SLACK) + 8) + 1):
                fits[size] = True
        found: dict[str, list[tuple[int, int]]] = {}
        starts, ends, tokens = self._starts, self._ends, self._tokens
        encoded = [token.encode() for token in tokens]
        for first, begin in enumerate(starts):
            stop = bisect_left(starts, begin + longest, first)
            digest = hashlib.sha256(encoded[first])
            for last in range(first, stop):
                if last > first:
                    digest.update(b" " + encoded[last])
                size = ends[last] - begin
                if size <= longest and fits[size]:
                    said = digest.copy().hexdigest()[:16]
                    if said in lengths:
                        found.setdefault(said, []).append((first, last + 1))
        return found

    def _judged(self, evidence: Evidence, first: int, stop: int) -> Found:
        sides = (_hash(self._tokens[max(0, first - CONTEXT_TOKENS) : first]) == evidence.before) + (
            _hash(self._tokens[stop : stop + CONTEXT_TOKENS]) == evidence.after
        )
        return Found(self._starts[first], self._ends[stop - 1], sides)

    def _is_long(self, found: Found) -> bool:
        return len(TOKEN.findall(self.text, found.start, found.end)) >= SHORT


def _between(
    doubtful: Iterable[tuple[Evidence, list[Found]]], known: Mapping[Evidence, Found]
) -> Iterator[tuple[Evidence, Found]]:
    """Short spans whose context is gone, where one place alone lies between the same neighbours as before."""
    sure = [(evidence, place) for evidence, place in known.items() if place.sides]
    for evidence, options in doubtful:
        near = [(other, place) for other, place in sure if abs(other.start - evidence.start) <= NEIGHBOURS]
        before = [place.end for other, place in near if other.end <= evidence.start]
        after = [place.start for other, place in near if other.start >= evidence.end]
        if not before or not after:
            continue
        inside = [option for option in options if max(before) <= option.start and option.end <= min(after)]
        if len(inside) == 1:
            yield evidence, inside[0]


NEIGHBOURS = 2000
"""How many characters away a span may lie to be a neighbour."""


def _hash(tokens: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(tokens).encode()).hexdigest()[:16]


def anchored(text: str, found: Found, document: str, page: int | None) -> Evidence:
    """The evidence for a place that was found, in a document of the work."""
    evidence = anchor(text, found.start, found.end, document=document)
    return evidence.model_copy(update={"page": page}) if page else evidence
