"""Answers as text: figures the Swedish way, cells that nothing runs, periods as short as they can be said."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.dataset import Dataset
from regiongraf.figures import Language
from regiongraf.questions.periods import period, share_range
from regiongraf.questions.tables import footer, plain_rows, to_csv, to_json, to_markdown
from regiongraf.store.embedded import EmbeddedStore

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


def test_figures_are_written_the_swedish_way_in_swedish_and_the_english_way_in_english(report: Dataset) -> None:
    assert [row[1] for row in plain_rows(report.ask("who-owns", "Almi Mitt AB").answer)] == [
        "51\u00a0%",
        "24,5\u00a0%",
        "24,5\u00a0%",
    ]
    paid = [row[1] for row in plain_rows(report.ask("largest-grants").answer)]
    assert "1\u00a0293\u00a0035\u00a0kr" in paid
    english = report.ask("largest-grants", language="en").answer
    assert "SEK\u00a01,293,035" in [row[1] for row in plain_rows(english)]
    assert "total paid, business grant: SEK\u00a010,839,517" in footer(english).lower().replace("sek", "SEK")


def test_csv_is_read_back_and_no_cell_is_a_formula(town: Dataset) -> None:
    answer = town.ask("what-owns", "Granby kommun").answer
    read = list(csv.reader(io.StringIO(to_csv(answer), newline="")))
    assert read[0][0] == "Ägd organisation"
    assert [len(row) for row in read] == [len(read[0])] * (len(answer.rows) + 1)
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=HYPERLINK" in to_csv(answer)


def test_markdown_keeps_one_row_per_row_and_lets_no_markup_through(town: Dataset) -> None:
    answer = town.ask("what-owns", "Granby kommun").answer
    lines = to_markdown(answer).splitlines()
    assert len(lines) == len(answer.rows) + 2
    assert "<b>" not in to_markdown(answer)
    assert "Pipe \\| & Co" in to_markdown(answer)


def test_json_holds_exact_values_iris_and_every_source(report: Dataset) -> None:
    content = json.loads(to_json(report.ask("who-owns", "Almi Mitt AB").answer))
    (total,) = content["totals"]
    assert (total["of"], Decimal(total["value"]), total["exact"], total["contested"]) == ([], 100, True, False)
    first = content["rows"][0]
    assert first["owner"]["iri"].endswith("/id/organisation/staten")
    assert first["share"]["text"] == "51\u00a0%"
    span = first["statement"]["evidence"][0]
    assert span["source"].endswith("/id/source/rvn-ange-2025")
    assert span["start"] < span["end"]


def test_an_answer_without_rows_says_so(report: Dataset) -> None:
    answer = report.ask("cross-holdings").answer
    assert footer(answer) == "Källorna säger inget om det."
    assert to_csv(answer).count("\r\n") == 1


@pytest.mark.parametrize(
    ("name", "chosen", "told"),
    [
        ("measures", {"year": 1999}, "The year: 1999"),
        ("measures", {"year": 1999, "status": "föreslagen"}, "The year: 1999; The status: proposed"),
        ("collaborations-of-regions", {"region": "Region Dalarna", "at_least": 9}, "The least number of regions: 9"),
        ("largest-grants", {"at_least": 10**15}, "The least amount in kronor"),
    ],
)
def test_an_answer_that_a_choice_left_empty_says_so(
    report: Dataset, name: str, chosen: dict[str, str | int], told: str
) -> None:
    found = report.ask(name, language="en", **chosen)
    assert len(found) == 0
    for text in (footer(found.answer), repr(found), to_markdown(found.answer)):
        assert told in text
        assert "The sources say nothing" not in text
    assert json.loads(to_json(found.answer))["emptied_by"]
    # The same choice of what has no answer at all: then it is the sources that say nothing.
    nothing = Dataset(EmbeddedStore.in_memory([]), report.minter)
    usual = {key: value for key, value in chosen.items() if isinstance(value, int)}
    assert footer(nothing.ask(name, language="en", **usual).answer) == "The sources say nothing about it."


def test_a_body_that_the_sources_say_nothing_of_is_no_choice_among_answers(report: Dataset) -> None:
    assert footer(report.ask("totals", "Norrtåg AB").answer) == "Källorna säger inget om det."


def test_sums_that_a_choice_left_empty_say_so(report: Dataset) -> None:
    found = report.totals("year", stage="planerad", recipient="Norrtåg AB")
    assert repr(found) == "Inget passar urvalet (Skede: planerad; Mottagare: Norrtåg AB); utan det har frågan svar.\n"
    assert footer(Dataset(EmbeddedStore.in_memory([]), report.minter).totals().answer) == "Källorna säger inget om det."


def test_the_page_is_told_where_the_document_has_pages(town: Dataset) -> None:
    assert plain_rows(town.ask("who-owns", "Ek AB").answer)[0][-1] == "annals s. 3 10–15"
    assert "annals: Granby årsbok (2025-06-30)" in footer(town.ask("who-owns", "Ek AB").answer)


@pytest.mark.parametrize(
    ("text", "swedish", "english"),
    [
        ("2023-01-01/2023-12-31", "2023", "2023"),
        ("2023-01-01/2027-12-31", "2023–2027", "2023–2027"),
        ("2024-02-01/2024-02-29", "2024-02", "2024-02"),
        ("2023-02-01/2024-02-29", "2023-02–2024-02", "2023-02–2024-02"),
        ("2023-02-01/2024-02-28", "2023-02-01–2024-02-28", "2023-02-01–2024-02-28"),
        ("2025-11-27/2025-11-27", "2025-11-27", "2025-11-27"),
        ("2021-01-01/..", "från 2021", "from 2021"),
        ("../2020-12-31", "till och med 2020", "until 2020"),
        ("../..", "tid ej angiven", "period not stated"),
        ("igår", "igår", "igår"),
        ("igår/idag", "igår/idag", "igår/idag"),
    ],
)
def test_a_period_is_as_short_as_it_can_be_said(text: str, swedish: str, english: str) -> None:
    assert (period(text, "sv"), period(text, "en")) == (swedish, english)


@given(DAYS, DAYS)
def test_two_periods_never_look_the_same_unless_they_are(first: date, last: date) -> None:
    shown = period(f"{first}/{last}", "sv")
    assert shown.split("–")[0] == str(first)[: len(shown.split("–")[0])]
    if len(shown) > 9:
        assert str(last).startswith(shown.split("–")[-1])


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("(50.0, 100.0]", "sv", "mer än 50\u00a0%"),
        ("[50, 100]", "en", "at least 50%"),
        ("[0, 33.4)", "sv", "mindre än 33,4\u00a0%"),
        ("(0, 100)", "sv", "mer än 0\u00a0% och mindre än 100\u00a0%"),
        ("[20, 30]", "en", "at least 20% and at most 30%"),
        ("[0, 100]", "sv", "0\u00a0%–100\u00a0%"),
        ("hälften", "sv", "hälften"),
    ],
)
def test_a_range_of_shares_keeps_its_open_ends(text: str, language: Language, shown: str) -> None:
    assert share_range(text, language) == shown
