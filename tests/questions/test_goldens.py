"""One golden answer per question, on the report's graph. `pytest tests/questions --update-goldens` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiongraf.dataset import Dataset
from regiongraf.questions.library import Question, library
from regiongraf.questions.tables import footer, to_markdown

GOLDEN = Path(__file__).parent / "golden"
# Beside the example of its header, each question is asked what else the report can show of it.
MORE: dict[str, list[tuple[str, ...]]] = {
    "about-municipality": [("Sundsvalls kommun",)],
    "affiliations": [("aktiebolag",)],
    "collaborations-of-regions": [("Region Dalarna", "Region Jämtland Härjedalen")],
    "connection": [("Region Västernorrland", "Din Tur"), ("Mittuniversitetet", "Region Västernorrland")],
    "control-of": [("Norrtåg AB",), ("Bizmaker AB",)],
    "controls": [("Region Västernorrland",)],
    "effective-holdings": [("Staten",), ("Ånge kommun",)],
    "effective-owners": [("Almi Mitt AB",), ("Nya Ostkustbanan AB",), ("Bizmaker AB",)],
    "group-of": [("Region Västernorrland",)],
    "evidence-of": [("funding/rvn-avsatt-2025",)],
    "founders": [("Stiftelsen Länsmuseet Västernorrland",)],
    "largest-grants": [("1000000",)],
    "known-as-of": [("Almi Mitt AB", "2024-12-31")],
    "measures": [("2024",), ("2024", "läge ej angivet")],
    "members-of": [("Länets sju kommuner",), ("Europaforum Norra Sverige",)],
    "memberships-of": [("Ånge kommun",)],
    "money-from": [("Almi Mitt AB",), ("Trafikverket",)],
    "money-to": [("Ånge kommun",), ("Folk flute academy",)],
    "names": [("Conference of Peripheral Maritime Regions",)],
    "ownership-chains": [("Region Västernorrland",)],
    "public-access": [("Almi Mitt AB",)],
    "parties-of": [("Arrangörslyftet Västernorrland",)],
    "projects": [("Mittbanan", "2025"), ("Ånge kommun (område)",)],
    "totals": [("Region Västernorrland",)],
    "what-owns": [("Ånge kommun",), ("Bron",)],
    "who-owns": [
        (name,)
        for name in (
            "Norrtåg AB",
            "Bizmaker AB",
            "Bron Innovation AB",
            "Nya Ostkustbanan AB",
            "Scenkonst Västernorrland AB",
        )
    ],
}


def examples(question: Question) -> tuple[str, ...]:
    return tuple(str(parameter.example) for parameter in question.parameters.values() if parameter.is_needed)


def told(report: Dataset, question: Question, arguments: tuple[str, ...]) -> str:
    answer = report.ask(question.name, *arguments).answer
    asked = " ".join([question.name, *(f'"{argument}"' for argument in arguments)])
    table = to_markdown(answer) if answer.rows else ""
    return f"`{asked}`\n\n{table}\n{footer(answer)}\n"


@pytest.mark.parametrize("name", sorted(library()))
def test_answer_is_the_golden_one(name: str, report: Dataset, request: pytest.FixtureRequest) -> None:
    question = library()[name]
    asked = [examples(question), *MORE.get(name, [])]
    answer = "\n".join([f"# {question.summary_sv}\n", *(told(report, question, arguments) for arguments in asked)])
    golden = GOLDEN / f"{name}.md"
    if request.config.getoption("--update-goldens", default=False):
        golden.write_text(answer, encoding="utf-8")
    assert answer == golden.read_text(encoding="utf-8"), "`pytest tests/questions --update-goldens` writes it anew"


def test_every_golden_answer_has_its_question() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(library())


@pytest.mark.parametrize("name", sorted(library()))
def test_english_answer_has_the_same_rows(name: str, report: Dataset) -> None:
    question = library()[name]
    swedish = report.ask(name, *examples(question)).answer
    english = report.ask(name, *examples(question), language="en").answer
    texts = {column for column, spec in question.columns.items() if spec.type == "text" or column == "for"}

    def plain(rows: tuple[dict[str, object], ...]) -> list[str]:
        return sorted(repr({column: term for column, term in row.items() if column not in texts}) for row in rows)

    assert plain(swedish.rows) == plain(english.rows)  # type: ignore[arg-type]
    assert answered(english) == answered(swedish)


def answered(answer: object) -> int:
    return len(answer.rows)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(library()))
def test_every_row_has_a_source_or_is_a_sum(name: str, report: Dataset) -> None:
    question = library()[name]
    columns = [column for column, spec in question.columns.items() if spec.type == "statement"]
    without = {
        "identity",
        "affiliations-by-form",
        "dataset-statistics",
        "evidence-of",
        "grants-per-recipient",
        "organisations",
    }
    without |= {
        "largest-owners",
        "organisations-without-number",
        "owners",
        "places",
        "sources",
        "totals",
        "what-bodies-do",
    }
    assert bool(columns) != (name in without)
    for row in report.ask(name, *examples(question)).answer.rows:
        assert not columns or any(row[column] for column in columns)


@pytest.mark.parametrize("name", sorted(library()))
def test_nothing_that_a_reader_sees_is_an_iri_of_the_dataset(name: str, report: Dataset) -> None:
    text = to_markdown(report.ask(name, *examples(library()[name])).answer)
    assert "w3id.org" not in text
    assert "http://www.w3.org" not in text
