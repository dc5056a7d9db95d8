"""The two corpora: one that rules may be made with, and a test set frozen before the first rule was written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from regiongraf.intake.scoring import Score

CORPUS = Path(__file__).parent / "corpus"
FROZEN = "e15bf7871a73802a96ad4094741d10c137468182afb9a0350d41b38b1735a477"


def test_the_test_set_is_what_it_was_before_the_first_rule() -> None:
    content = b"".join(file.read_bytes() for file in sorted((CORPUS / "test-set").glob("*.toml")))
    assert hashlib.sha256(content).hexdigest() == FROZEN


@pytest.mark.parametrize(("name", "passages"), [("test-set", 60), ("development", 120)])
def test_the_corpora_are_as_large_as_they_claim(name: str, passages: int) -> None:
    texts = [file.read_text(encoding="utf-8") for file in (CORPUS / name).glob("*.toml")]
    ids = [found for text in texts for found in re.findall(r'^id = "(\w+)"', text, re.MULTILINE)]
    assert len(ids) == len(set(ids)) >= passages


def table_row(repository: Path, name: str) -> list[str]:
    """The cells behind `name` in the table of scores."""
    page = (repository / "docs" / "intake.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {name} +\| (\d.+)\|$", page, re.MULTILINE)
    assert row, "docs/intake.md has no row for it"
    return [cell.strip() for cell in row[1].split("|")]


def test_the_scores_of_development_are_those_of_the_documentation(
    corpus_score: Callable[[str], Score], repository: Path
) -> None:
    result = corpus_score("development")
    total = result.total
    levels = [f"{result.levels[level].precision}" for level in ("sure", "likely", "check")]
    measured = [str(total.gold), f"{total.precision}", f"{total.recall}", f"{total.f1}", *levels]
    assert table_row(repository, "development") == measured


def test_the_test_set_is_read_as_well_as_when_it_was_scored(
    corpus_score: Callable[[str], Score], repository: Path
) -> None:
    total = corpus_score("test-set").total
    said = table_row(repository, "test-set")
    assert str(total.gold) == said[0]
    assert total.f1 >= Decimal(said[3]) - Decimal("0.01")


def test_development_stays_as_good_as_it_is(corpus_score: Callable[[str], Score]) -> None:
    result = corpus_score("development")
    assert result.total.f1 >= Decimal("0.93")
    assert result.levels["sure"].precision >= Decimal("0.95")
