"""Every golden answer on owners, control and influence is explained by `why`: same figures, same verdict, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import regiongraf
from regiongraf.dataset import Dataset
from regiongraf.questions.library import library
from regiongraf.store import Iri

GOLDEN = Path(__file__).parents[1] / "questions" / "golden"
BETWEEN = "intresse genom kommunalförbund"
VERDICTS = {
    "säkert": "ja, enligt vad som är angivet",
    "möjligt": "möjligt: det som är angivet avgör inte",
    "uteslutet": "nej, enligt vad som är angivet",
}
ASSUMED = "Om en aktie har en röst (antagande): "

Row = dict[str, str]


@pytest.fixture(scope="module")
def data() -> Dataset:
    return regiongraf.open("demo")


def answers(question: str) -> Iterator[tuple[str, Row]]:
    """Each row of a golden with what was asked about, by the names of its columns."""
    asked, columns = "", list[str]()
    for line in (GOLDEN / f"{question}.md").read_text(encoding="utf-8").replace("\u00a0", " ").splitlines():
        if header := re.fullmatch(rf"`{question}(?: \"([^\"]+)\")?.*`", line):
            asked, columns = header[1] or "", []
        elif line.startswith("| "):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not columns:
                columns = cells
            elif set(cells) != {"---"}:
                yield asked, dict(zip(columns, cells, strict=True))


@cache
def told(data: Dataset, holder: str, claim: str, body: str) -> str:
    said = "\n".join(data.why(holder, claim, body)).replace("\u00a0", " ")
    assert "Var det står:" in said, (holder, claim, body)
    return said


def stated(data: Dataset, holder: str, body: str, row: Row) -> None:
    said = told(data, holder, "owns", body)
    indirect = row.get("Direkthet") == "indirekt"
    share = "indirekt, och inte hur mycket" if indirect else row["Andel"]
    assert share in said or share == "andel ej angiven", said


def effective(data: Dataset, holder: str, body: str, row: Row) -> None:
    words = "har ett intresse av" if row["Slag"] == BETWEEN else "äger"
    assert f"{words} {row['Andel i alla led']}" in told(data, holder, "owns", body)


def controlled(data: Dataset, holder: str, body: str, row: Row) -> None:
    said = told(data, holder, "controls", body)
    strict, assumed = VERDICTS[row["Inom lagens gränser"]], VERDICTS[row["Om varje andel har en röst"]]
    assert re.search(rf"^(Strikt: )?{strict}", said, re.MULTILINE), said
    assert strict == assumed or f"{ASSUMED}{assumed}" in said, said


def in_group(data: Dataset, holder: str, body: str, row: Row) -> None:
    said = told(data, holder, "controls", body)
    if row["Ställning"] == "dotterföretag":
        verdict = VERDICTS[row["Utfall"]]
        within = row["Läsning av röster"] == "inom lagens gränser"
        pattern = rf"^(Strikt: )?{verdict}" if within else rf"^({re.escape(ASSUMED)})?{verdict}"
        assert re.search(pattern, said, re.MULTILINE), said
    else:  # associated from a fifth of the votes, where one share has one vote
        assert row["Ställning"] == "intresseföretag"
        found = re.search(r"äger ([\d,]+) %", told(data, holder, "owns", body))
        assert found
        assert 20 <= float(found[1].replace(",", ".")) <= 50


def through(data: Dataset, holder: str, body: str, row: Row) -> None:
    said = told(data, holder, "owns", body)
    assert "har ett intresse av" in said
    assert row["Kommunalförbund"] in said


def member(data: Dataset, holder: str, body: str, row: Row) -> None:
    if row["Roll"] != "medlem" or holder == body:
        return  # whoever drives a collaboration, or is a party, is told by the question alone
    said = told(data, holder, "influences", body)
    assert "är medlem i" in said or "hör till" in said or "äger" in said, said


Check = Callable[[Dataset, str, str, Row], None]
ASKED = ""
"""The column of what was asked about."""
EXPLAINED: dict[str, tuple[str, str, Check, int]] = {
    "who-owns": ("Ägare", ASKED, stated, 10),
    "what-owns": (ASKED, "Ägd organisation", stated, 7),
    "jointly-owned": ("Ägare", "Ägd organisation", stated, 8),
    "cross-holdings": ("Ägare", "Ägd organisation", stated, 0),
    "ownership-chains": ("Ägare", "Ägd organisation", stated, 4),
    "effective-owners": ("Innehavare", ASKED, effective, 10),
    "effective-holdings": (ASKED, "Organisation", effective, 7),
    "ultimate-owners": ("Innehavare", "Organisation", effective, 25),
    "control-of": ("Innehavare", ASKED, controlled, 10),
    "controls": (ASKED, "Organisation", controlled, 7),
    "group-of": (ASKED, "Organisation", in_group, 14),
    "interest-through": ("Medlem", "Ägd organisation", through, 9),
    "memberships-of": (ASKED, "Organisation", member, 10),
}
"""Where the holder and the body stand, what `why` must say of them, and how many rows there are at least."""
OTHERWISE = {
    "largest-owners": "counts, see below",
    "owners": "counts, see below",
    "owners-not-named": "says of nobody that they own",
    "public-access": "of many holders together, see `why_of` below",
    "statistics-class": "of many holders together, see `why_of` below",
    "control-rights": "the report states no such right",
    "rights-of": "the report states no such right",
    "units": "a unit is a part of its body, and owned by nobody",
    "members-of": "the same statements as memberships-of, from the other end",
    "founders": "who formed a body neither owns nor controls it by that",
}


def test_every_question_on_owners_control_and_influence_is_explained() -> None:
    about = {
        name for name, question in library().items() if {"ownership", "control", "membership"} & set(question.tags)
    }
    assert about - {"group-sizes"} == {*EXPLAINED, *OTHERWISE}


@pytest.mark.parametrize("question", sorted(EXPLAINED))
def test_every_row_is_explained(question: str, data: Dataset) -> None:
    holder, body, check, least = EXPLAINED[question]
    rows = list(answers(question))
    assert len(rows) >= least
    for asked, row in rows:
        ends = (row[holder] if holder else asked, row[body] if body else asked)
        assert all(ends), (question, row)
        check(data, *ends, row)


@pytest.mark.parametrize("question", ["control-rights", "rights-of"])
def test_the_report_states_no_right_to_decide(question: str) -> None:
    assert list(answers(question)) == []


def test_the_count_of_each_owner_is_what_is_explained(data: Dataset) -> None:
    owned = Counter(row["Innehavare"] for _, row in answers("ultimate-owners") if row["Slag"] != BETWEEN)
    counts = {row["Innehavare"]: int(row["Organisationer"]) for _, row in answers("largest-owners")}
    for holder, count in counts.items():
        bodies = [row["body"] for row in data.ask("effective-holdings", holder).rows if row["how"] != BETWEEN]
        assert count == len(bodies)
        assert count >= owned[holder]
        for body in bodies:
            assert f"{holder} äger" in told(data, holder, "owns", body)
    for _, row in answers("owners"):
        bodies = [each["owned"] for each in data.ask("what-owns", row["Ägare"]).rows if not each["group"]]
        direct = [
            body for body in bodies if "indirekt" not in told(data, row["Ägare"], "owns", body).partition("\n")[0]
        ]
        assert int(row["Ägda organisationer"]) == len(direct)


def test_public_access_is_explained_with_the_same_verdict(data: Dataset) -> None:
    rows = list(answers("public-access"))
    assert len(rows) >= 8
    for _, row in rows:
        said = "\n".join(data.why_of(row["Organisation"], "public-access"))
        strict, assumed = VERDICTS[row["Inom lagens gränser"]], VERDICTS[row["Om varje andel har en röst"]]
        assert re.search(rf"^(Strikt: )?{strict}", said, re.MULTILINE), said
        assert strict == assumed or f"{ASSUMED}{assumed}" in said, said
        assert "inte ett rättsligt besked" in said


def test_the_class_of_the_statistics_is_explained_with_the_same_classes(data: Dataset) -> None:
    rows = list(answers("statistics-class"))
    assert len(rows) >= 6
    for _, row in rows:
        first, *rest = data.why_of(row["Organisation"], "statistics-class")
        possible = [
            name for name in ("Statligt", "Kommunalt", "Regionalt", "Inte offentligt") if row[name] != "uteslutet"
        ]
        assert first.count(" eller ") + 1 == len(possible), (first, row)
        assert ("säkert" in row.values()) == (len(possible) == 1)
        assert "Var det står:" in rest


def test_nobody_is_said_to_own_an_association(data: Dataset) -> None:
    (said,) = data.why_of("Bron", "statistics-class")
    assert "medlemmar" in said


@pytest.mark.parametrize("question", ["public-access", "statistics-class"])
def test_what_many_holders_are_together_rests_on_what_is_explained_of_each(question: str, data: Dataset) -> None:
    rows = [row for row in data.ask(question).answer.rows if row["statement"] is not None]
    assert len({row["body"] for row in rows}) >= 6
    for row in rows:
        statement, body = row["statement"], row["body"]
        assert isinstance(statement, Iri)
        assert isinstance(body, Iri)
        ends = "rg:owner|org:member ?holder ; rg:ownedEntity|org:organization ?of"
        found = data.query(f"SELECT ?holder ?of WHERE {{ {statement.n3} {ends} }}").rows
        # Who formed a foundation may have kept a right that no source states: the question says so, and claims nothing.
        assert found or "/founding/" in statement.value
        for holder, of in found:
            said = told(data, str(holder), "influences", str(of))
            assert f"{statement.value.rpartition('/id/')[2]}:" in said, (row, said)
