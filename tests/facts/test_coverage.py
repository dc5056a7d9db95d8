"""docs/coverage.md against the records of the report, and against its lines where the report is at hand."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from regiongraf.facts import load
from regiongraf.resources import shelf

WORK = "rvn-ange-2025"
ROW = re.compile(
    r"\| (?P<first>\d+)(?:–(?P<last>\d+))? \| (?P<start>\d+)–(?P<end>\d+) \| (?P<about>[^|]+) \| (?P<records>[^|]+) \|"
)
KEY = re.compile(r"`([a-z-]+/[a-z0-9-]+)`")


@pytest.fixture(scope="module")
def rows(repository: Path) -> list[re.Match[str]]:
    lines = (repository / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    tabled = [line for line in lines if line.startswith("| ") and not line.startswith("| Lines")]
    found = [match for line in tabled if (match := ROW.fullmatch(line))]
    assert len(found) == len(tabled) > 80
    return found


@pytest.fixture(scope="module")
def spans() -> dict[str, list[tuple[int, int]]]:
    """Where the evidence of each record of the report lies."""
    work = next(work for work in load(shelf("facts")).works if work.id == WORK)
    return {item.record.key: [(span.start, span.end) for span in item.record.evidence] for item in work.records}


def test_every_record_named_in_a_row_exists(rows: list[re.Match[str]], spans: dict[str, list[tuple[int, int]]]) -> None:
    named = {key for row in rows for key in KEY.findall(row["records"])}
    assert sorted(named - spans.keys()) == []


def test_every_record_is_named_in_some_row(rows: list[re.Match[str]], spans: dict[str, list[tuple[int, int]]]) -> None:
    named = {key for row in rows for key in KEY.findall(row["records"])}
    assert sorted(spans.keys() - named) == []


def test_a_record_is_named_only_where_its_evidence_lies(
    rows: list[re.Match[str]], spans: dict[str, list[tuple[int, int]]]
) -> None:
    astray = [
        (row["first"], key)
        for row in rows
        for key in KEY.findall(row["records"])
        if not any(int(row["start"]) <= start < int(row["end"]) for start, _ in spans.get(key, []))
    ]
    assert astray == []


def test_a_row_names_records_or_says_why_there_are_none(rows: list[re.Match[str]]) -> None:
    silent = [
        row["first"] for row in rows if not KEY.search(row["records"]) and not re.match(r"None\. \w", row["records"])
    ]
    assert silent == []


def test_the_rows_follow_each_other_without_overlap(rows: list[re.Match[str]]) -> None:
    ranges = [(int(row["first"]), int(row["last"] or row["first"])) for row in rows]
    assert all(first <= last for first, last in ranges)
    assert all(last < following for (_, last), (following, _) in pairwise(ranges))


def test_the_rows_cover_every_line_that_has_words(rows: list[re.Match[str]], report: Path) -> None:
    covered = {line for row in rows for line in range(int(row["first"]), int(row["last"] or row["first"]) + 1)}
    lines = report.read_bytes().decode("utf-8").split("\n")
    assert [number for number, line in enumerate(lines, 1) if line.strip() and number not in covered] == []


def test_the_offsets_are_those_of_the_lines(rows: list[re.Match[str]], report: Path) -> None:
    lines = report.read_bytes().decode("utf-8").split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    wrong = [
        row["first"]
        for row in rows
        if (int(row["start"]), int(row["end"]))
        != (starts[int(row["first"]) - 1], starts[int(row["last"] or row["first"])] - 1)
    ]
    assert wrong == []
