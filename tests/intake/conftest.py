"""What the tests of intake share: texts read in one go, and the corpora of made-up passages."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regiongraf.intake import Candidate, text
from regiongraf.intake.notation import fact
from regiongraf.intake.pipeline import read_document
from regiongraf.intake.relations import NOTHING
from regiongraf.intake.scoring import Score, score

CORPUS = Path(__file__).parent / "corpus"
JUDGED = ("ownership", "membership", "founder", "partnership", "funding", "budget", "project")


@pytest.fixture(scope="session")
def facts_of() -> Callable[[str], list[Candidate]]:
    """The candidates of a text, aliases apart."""

    def read(words: str) -> list[Candidate]:
        document = text.document("text", words.strip() + "\n")
        return [candidate for candidate in read_document(document, ()).candidates if candidate.kind != "alias"]

    return read


@pytest.fixture(scope="session")
def rules_of() -> Callable[[str], list[Candidate]]:
    """What the rules alone find in a text, aliases apart."""

    def read(words: str) -> list[Candidate]:
        document = text.document("text", words.strip() + "\n")
        found = read_document(document, (), model=NOTHING).candidates
        return [candidate for candidate in found if candidate.kind != "alias"]

    return read


@pytest.fixture(scope="session")
def corpus_score(facts_of: Callable[[str], list[Candidate]]) -> Callable[[str], Score]:
    """The score over every passage of a corpus folder; facts meet gold of the same passage only."""

    def scored(name: str) -> Score:
        gold: list[dict[str, Any]] = []
        predicted: list[dict[str, Any]] = []
        for file in sorted((CORPUS / name).glob("*.toml")):
            for passage in tomllib.loads(file.read_text(encoding="utf-8"))["passage"]:
                gold += [fact(line) | {"document": passage["id"]} for line in passage["facts"]]
                found = [candidate.as_json() for candidate in facts_of(passage["text"])]
                predicted += [one | {"document": passage["id"]} for one in found if one["kind"] in JUDGED]
        return score(gold, predicted)

    return scored


def passages(name: str) -> list[dict[str, Any]]:
    """Every passage of a corpus folder."""
    return [
        p
        for file in sorted((CORPUS / name).glob("*.toml"))
        for p in tomllib.loads(file.read_text(encoding="utf-8"))["passage"]
    ]
