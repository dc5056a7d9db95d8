"""How candidates are said: every kind, level and status in both languages, figures the Swedish way."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from regiongraf.figures import Language
from regiongraf.intake import rules, wording
from regiongraf.intake.candidate import LEVELS, Candidate, Share
from regiongraf.intake.modality import ORDER


def candidate(**more: object) -> Candidate:
    ends = {"subject": "Region Norrskog", "object": "Skogsbuss AB", "start": 0, "end": 9, "level": "check", "rule": "r"}
    return Candidate(**{"kind": "ownership", **ends, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "swedish", "english"),
    [
        ({"share": Share(Decimal("24.5"))}, "24,5\u00a0%", "24.5%"),
        ({"share": Share(min=Decimal(40), max=Decimal(60))}, "minst 40\u00a0% högst 60\u00a0%",
         "at least 40% at most 60%"),
        ({"share": Share(Decimal(51)), "basis": "votes"}, "51\u00a0% av rösterna", "51% of the votes"),
        ({"amount": Decimal(1293035)}, "1\u00a0293\u00a0035\u00a0kr", "SEK\u00a01,293,035"),
        ({"amount": Decimal(1200000), "approx": True}, "cirka 1\u00a0200\u00a0000\u00a0kr", "about SEK\u00a01,200,000"),
        ({"period": ("2023", "2025")}, "2023–2025", "2023–2025"),
        ({"period": ("2023", "2023")}, "2023", "2023"),
        ({"status": "proposed", "via": "Almi AB"}, "föreslaget · genom Almi AB", "proposed · via Almi AB"),
    ],
)  # fmt: skip
def test_what_a_candidate_says_is_said_in_both_languages(more: dict[str, object], swedish: str, english: str) -> None:
    assert " · ".join(wording.particulars(candidate(**more), "sv")) == swedish
    assert " · ".join(wording.particulars(candidate(**more), "en")) == english


def test_an_end_that_the_text_leaves_out_is_a_question_mark() -> None:
    assert wording.ends(candidate(object=None)) == ("Region Norrskog", "?")


@pytest.mark.parametrize("language", get_args(Language))
def test_every_kind_level_and_status_has_words(language: Language) -> None:
    assert tuple(wording.LEVELS) == LEVELS
    assert set(wording.STATUSES) == set(ORDER)
    kinds = {emitted.kind for rule in rules.shipped().rules for emitted in rule.emissions} - {"giver"}
    assert kinds <= set(wording.KINDS)
    tables = (wording.KINDS, wording.LEVELS, wording.STATUSES)
    assert all(words.said(language) for table in tables for words in table.values())
