"""Every golden answer on owners and control is explained by `why`: same figures, same verdict, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import regiongraf
from regiongraf.dataset import Dataset

GOLDEN = Path(__file__).parents[1] / "questions" / "golden"
BETWEEN = "intresse genom kommunalförbund"
VERDICTS = {
    "säkert": "ja, enligt vad som är angivet",
    "möjligt": "möjligt: det som är angivet avgör inte",
    "uteslutet": "nej, enligt vad som är angivet",
}


@pytest.fixture(scope="module")
def data() -> Dataset:
    return regiongraf.open("demo")


def answers(question: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a golden with the body that it is about, by the names of its columns."""
    body, columns = "", list[str]()
    for line in (GOLDEN / f"{question}.md").read_text(encoding="utf-8").replace("\u00a0", " ").splitlines():
        if asked := re.fullmatch(rf"`{question} \"(.+)\"`", line):
            body, columns = asked[1], []
        elif line.startswith("| ") and body:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not columns:
                columns = cells
            elif set(cells) != {"---"}:
                yield body, dict(zip(columns, cells, strict=True))


def told(data: Dataset, owner: str, claim: str, body: str) -> str:
    said = "\n".join(data.why(owner, claim, body)).replace("\u00a0", " ")
    assert "Var det står:" in said, (owner, claim, body)
    return said


def test_every_stated_owner_is_explained(data: Dataset) -> None:
    rows = list(answers("who-owns"))
    assert len(rows) >= 10
    for body, row in rows:
        said = told(data, row["Ägare"], "owns", body)
        share = "indirekt, och inte hur mycket" if row["Direkthet"] == "indirekt" else row["Andel"]
        assert share in said or share == "andel ej angiven", (body, row, said)


def test_every_effective_owner_is_explained_with_the_same_share(data: Dataset) -> None:
    rows = list(answers("effective-owners"))
    assert len(rows) >= 10
    for body, row in rows:
        said = told(data, row["Innehavare"], "owns", body)
        words = "har ett intresse av" if row["Slag"] == BETWEEN else "äger"
        assert f"{words} {row['Andel i alla led']}" in said, (body, row, said)


def test_every_finding_on_control_is_explained_with_the_same_verdict(data: Dataset) -> None:
    rows = list(answers("control-of"))
    assert len(rows) >= 10
    for body, row in rows:
        said = told(data, row["Innehavare"], "controls", body)
        strict, assumed = VERDICTS[row["Inom lagens gränser"]], VERDICTS[row["Om varje andel har en röst"]]
        assert re.search(rf"^(Strikt: )?{strict}", said, re.MULTILINE), (body, row, said)
        assert strict == assumed or f"Om en aktie har en röst (antagande): {assumed}" in said, (body, row, said)
