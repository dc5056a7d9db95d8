"""Questions about a day: of a made-up county with a past, of the report before its date, and on every store."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regiongraf.apps.terminal import print_answer
from regiongraf.build import compose
from regiongraf.dataset import Dataset
from regiongraf.errors import StoreError
from regiongraf.facts import load
from regiongraf.questions.library import library
from regiongraf.store import Term
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.loading import load as send
from regiongraf.store.rdf import RdflibStore
from regiongraf.store.remote import RemoteStore
from regiongraf.triples import Quad
from regiongraf.vocabulary import Minter

HERE = Path(__file__).parent
GOLDEN = HERE / "days"
MINTER = Minter("https://example.org/")
REPORTED = date(2025, 11, 27)
# Each question of the county, and the days it is asked about.
ASKED: dict[tuple[str, ...], tuple[int, ...]] = {
    ("who-owns", "Hamnen AB"): (2014, 2016, 2026),
    ("who-owns", "Varvet AB"): (2005, 2015, 2020),
    ("who-owns", "Fyren AB"): (2014, 2016, 2020, 2023, 2026),
    ("what-owns", "Näs kommun"): (2014, 2016),
    ("effective-owners", "Kranen AB"): (2010, 2015, 2020, 2026),
    ("effective-owners", "Fyren AB"): (2016,),
    ("control-of", "Varvet AB"): (2015, 2020),
    ("founders", "Museet"): (2010, 2015),
    ("money-to", "Vikens kommun"): (2022, 2024, 2026),
    ("totals",): (2024, 2026),
    ("activities-of", "Vikens kommun"): (2024,),
    ("dataset-statistics",): (2016,),
}


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return compose(load(HERE / "county"), MINTER).quads()


@pytest.fixture(scope="module")
def county(quads: list[Quad]) -> Dataset:
    return Dataset(EmbeddedStore.in_memory(quads), MINTER)


def rows(dataset: Dataset, question: str, *arguments: str, year: int) -> list[dict[str, Any]]:
    return dataset.ask(question, *arguments, as_of=date(year, 6, 30)).rows


def told(capsys: pytest.CaptureFixture[str], dataset: Dataset, asked: tuple[str, ...], day: date) -> str:
    print_answer(dataset.ask(*asked, as_of=day).answer)
    lines = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())
    return f"{' '.join([asked[0], *(f'“{each}”' for each in asked[1:])])} --as-of {day}\n\n{lines}\n"


def is_golden(name: str, answers: list[str], request: pytest.FixtureRequest) -> None:
    found = "\n\n".join(answers)
    if request.config.getoption("--update-goldens", default=False):
        (GOLDEN / name).write_text(found, encoding="utf-8")
    assert found == (GOLDEN / name).read_text(encoding="utf-8")


def test_the_county_on_its_days(
    county: Dataset, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    asked = [(question, date(year, 6, 30)) for question, years in ASKED.items() for year in years]
    is_golden("county.txt", [told(capsys, county, *each) for each in asked], request)


def test_the_report_before_its_date(
    report: Dataset, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    asked = [
        ("who-owns", "Almi Mitt AB"),
        ("effective-owners", "Almi Mitt AB"),
        ("control-of", "Almi Mitt AB"),
        ("money-to", "Ånge kommun"),
        ("projects",),
        ("totals",),
    ]
    is_golden("report.txt", [told(capsys, report, each, date(2024, 6, 30)) for each in asked], request)


@pytest.mark.parametrize("name", sorted(library()))
def test_on_the_day_of_its_source_every_answer_of_the_report_is_the_one_without_a_day(
    name: str, report: Dataset
) -> None:
    needed = [str(p.example) for p in library()[name].parameters.values() if p.is_needed]
    on_day, always = (report.ask(name, *needed, as_of=day).answer for day in (REPORTED, None))
    assert on_day.rows == always.rows
    assert on_day.provenance == always.provenance
    assert on_day.on
    assert (on_day.on.later, on_day.on.elsewhere) == ((), 0)


@pytest.mark.parametrize("name", sorted(library()))
def test_before_everything_no_question_answers_no(name: str, report: Dataset) -> None:
    needed = [str(p.example) for p in library()[name].parameters.values() if p.is_needed]
    always = report.ask(name, *needed).answer
    before = report.ask(name, *needed, as_of=date(1900, 1, 1)).answer
    statements = [column for column, spec in before.question.columns.items() if spec.type == "statement"]
    rests_on = {row[column] for row in always.rows for column in statements} & set(always.provenance)
    gone = rests_on - set(before.provenance)
    assert before.on
    assert gone == {each for each, _ in before.on.later} | set(before.on.not_begun) | set(before.on.ended)
    if not statements:
        assert before.on.elsewhere > 100


def test_a_statement_with_a_period_answers_for_it_whenever_it_was_made(county: Dataset) -> None:
    assert [row["owner"] for row in rows(county, "who-owns", "Varvet AB", year=2015)] == ["Region Viken"]
    assert [row["owner"] for row in rows(county, "who-owns", "Varvet AB", year=2020)] == ["Vikens kommun"]
    assert rows(county, "who-owns", "Varvet AB", year=2005) == []


def test_what_is_worked_out_is_of_that_day(county: Dataset) -> None:
    def owners(year: int) -> set[str]:
        return {row["owner"] for row in rows(county, "effective-owners", "Kranen AB", year=year)}

    assert owners(2015) == {"Varvet AB", "Region Viken"}
    assert owners(2020) == {"Varvet AB", "Vikens kommun"}
    assert owners(2026) == {"Varvet AB", "Vikens kommun", "Staten"}
    assert rows(county, "effective-owners", "Kranen AB", year=2010) == []


def test_what_was_refined_later_counts_until_then(county: Dataset) -> None:
    (before,) = rows(county, "who-owns", "Hamnen AB", year=2016)
    (after,) = rows(county, "who-owns", "Hamnen AB", year=2026)
    assert (before["share"], after["share"]) == ("andel ej angiven", 60)


def test_what_is_preferred_later_does_not_hide_what_was_stated_before(county: Dataset) -> None:
    (then,) = rows(county, "effective-owners", "Fyren AB", year=2016)
    assert then["share"] == 40
    (now,) = rows(county, "effective-owners", "Fyren AB", year=2026)
    assert str(now["share"]) == "24.5"


def test_what_two_sources_say_of_one_holding_is_never_added(county: Dataset) -> None:
    (total,) = county.ask("who-owns", "Fyren AB", as_of=date(2026, 6, 30)).answer.totals
    assert (total.amount, total.repeated) == (None, True)
    (single,) = county.ask("who-owns", "Fyren AB", as_of=date(2016, 6, 30)).answer.totals
    assert (single.amount, single.repeated) == (40, False)


def test_what_had_ended_before_it_was_stated_is_unknown_while_it_may_have_held(county: Dataset) -> None:
    def unknown(year: int) -> set[str]:
        on = county.ask("who-owns", "Fyren AB", as_of=date(year, 6, 30)).answer.on
        assert on
        return {statement.value.rpartition("/")[2] for statement, _ in on.later}

    assert unknown(2020) == {"fyren-ny", "fyren-forr"}
    assert unknown(2023) == {"fyren-ny"}


def test_all_that_is_known_of_a_body_on_a_day(county: Dataset) -> None:
    then = county.about("Vikens kommun", as_of=date(2014, 6, 30))
    unknown = {result.answer.question.name for result in then if result.is_unknown}
    assert "what-owns" in unknown
    assert "Okänt 2014-06-30" in repr(then[0]) or "Okänt 2014-06-30" in repr(then[1])


def test_the_dataset_of_a_day_is_a_dataset(county: Dataset) -> None:
    then = county.at(date(2015, 6, 30))
    assert [row["owner"] for row in then.ask("who-owns", "Varvet AB").rows] == ["Region Viken"]
    assert ("Region Viken", "Varvet AB") in {
        (then.to_networkx().nodes[one]["name"], then.to_networkx().nodes[other]["name"])
        for one, other in then.to_networkx().edges()
    }


def test_why_on_a_day_rests_on_what_was_stated_then(county: Dataset) -> None:
    (said, *_) = county.why("Region Viken", "owns", "Fyren AB", as_of=date(2016, 6, 30), language="en")
    assert "40" in said
    (unknown, *_) = county.why("Region Viken", "owns", "Fyren AB", as_of=date(2014, 6, 30), language="en")
    assert "2015-06-30" in unknown


@pytest.fixture(scope="module", params=["rdflib", "oxigraph", "virtuoso"])
def elsewhere(request: pytest.FixtureRequest, quads: list[Quad]) -> Dataset:
    if request.param == "rdflib":
        return Dataset(RdflibStore.of_quads(quads), Minter())
    if request.param == "virtuoso":
        request.getfixturevalue("administrator")
    address = request.getfixturevalue(request.param)
    send(quads, address)
    return Dataset(RemoteStore(address), Minter(), largest=100_000)


def plain(row: dict[str, Term | None]) -> str:
    """A row as text; figures are the same however they are written."""
    number = {name: getattr(term, "number", None) for name, term in row.items()}
    return str({name: term if number[name] is None else f"{number[name]:f}" for name, term in row.items()})


def test_every_store_has_the_same_days(county: Dataset, elsewhere: Dataset) -> None:
    for asked, years in ASKED.items():
        day = date(years[0], 6, 30)
        ours, theirs = (each.ask(*asked, as_of=day).answer for each in (county, elsewhere))
        assert Counter(map(plain, theirs.rows)) == Counter(map(plain, ours.rows)), asked
        assert theirs.on == ours.on, asked


def test_a_dataset_elsewhere_that_is_too_large_is_refused(quads: list[Quad], report: Dataset) -> None:
    small = Dataset(RdflibStore.of_quads(quads), Minter(), largest=10)
    with pytest.raises(StoreError, match="would have to be fetched"):
        small.ask("who-owns", "Varvet AB", as_of=date(2015, 6, 30))
