"""Tables whose columns ran together: what each row says of each column."""

import pytest

from regiongraf.intake import text
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.flattened import flattened
from regiongraf.intake.pipeline import read_document


def cells(shown: str) -> list[list[str]]:
    offset, lines = 0, []
    for line in shown.split("\n"):
        lines.append((offset, line))
        offset += len(line) + 1
    return [[shown[a:b] for a, b in row] for row in flattened(lines)]


def flows(shown: str) -> list[tuple[str | None, str | None, int | None, str | None, str | None]]:
    found: tuple[Candidate, ...] = read_document(text.document("t", shown), ()).candidates
    return [
        (c.subject, c.object, c.amount and int(c.amount), c.period and c.period[0], c.status)
        for c in found
        if c.kind == "funding"
    ]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("Skogsmuseet 18 200 18 700", ["Skogsmuseet", "18 200", "18 700"]),
        ("Skogsmuseet 940 960", ["Skogsmuseet", "940", "960"]),
        ("Skogsmuseet 900 000 750 000", ["Skogsmuseet", "900 000", "750 000"]),
        ("Skogsmuseet 60 000 0", ["Skogsmuseet", "60 000", "0"]),
        ("Skogsmuseet 1 200 950", ["Skogsmuseet", "1 200", "950"]),
        ("Skogsmuseet 7,5 12,25", ["Skogsmuseet", "7,5", "12,25"]),
        ("Skogsmuseet – 120 000", ["Skogsmuseet", "–", "120 000"]),
        ("Skogsmuseet (Norrskog) 600 000 kr 150 000 kr", ["Skogsmuseet (Norrskog)", "600 000 kr", "150 000 kr"]),
    ],
)
def test_groups_of_digits_make_as_many_figures_as_the_heading_has_columns(row: str, wanted: list[str]) -> None:
    rows = cells(f"Mottagare Beslut 2023 (tkr) Beslut 2024 (tkr)\n{row}\nTotalt 20 390 20 960")
    assert rows[0] == ["Mottagare", "Beslut 2023 (tkr)", "Beslut 2024 (tkr)"]
    assert rows[1] == wanted


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("Organisation Sökt belopp Beviljat belopp", ["Organisation", "Sökt belopp", "Beviljat belopp"]),
        ("Kommun 2022 2023", ["Kommun", "2022", "2023"]),
        ("Verksamhet Utfall 2020 Budget 2020", ["Verksamhet", "Utfall 2020", "Budget 2020"]),
    ],
)
def test_headings_are_cut_at_capitals_and_years(head: str, wanted: list[str]) -> None:
    assert cells(f"{head}\nSkogsmuseet 900 000 750 000\nLillviks teater 20 000 15 000")[0] == wanted


@pytest.mark.parametrize(
    "shown",
    [
        "Region Norrskog beviljar Belopp\nSkogsmuseet 20 000\nLillviks teater 30 000",
        "Skogens bolag\nSkogsmuseet AB 51 %\nLillviks teater AB 49 %",
        "Mottagare Belopp\nSkogsmuseet får 20 000 kronor av regionen.\nLillviks teater får inget.",
        "Mottagare Belopp 2023 Belopp 2024\nSkogsmuseet 20 000\nLillviks teater 30 000",
    ],
)
def test_what_is_no_such_table_is_left_alone(shown: str) -> None:
    assert cells(shown) == []


def test_each_year_is_a_fact_of_its_own() -> None:
    shown = """Bilaga 1. Verksamhetsbidrag, Region Norrskog

Mottagare Beslut 2023 (tkr) Beslut 2024 (tkr)
Skogsmuseet AB 18 200 18 700
Lillviks teater 940 960
Totalt 19 140 19 660
"""
    assert flows(shown) == [
        ("Region Norrskog", "Skogsmuseet AB", 18_200_000, "2023", None),
        ("Region Norrskog", "Skogsmuseet AB", 18_700_000, "2024", None),
        ("Region Norrskog", "Lillviks teater", 940_000, "2023", None),
        ("Region Norrskog", "Lillviks teater", 960_000, "2024", None),
    ]


def test_what_was_granted_counts_and_not_what_was_asked_for() -> None:
    shown = """Bidrag till föreningar 2022, Lillviks kommun

Organisation Sökt belopp Beviljat belopp
Skogsmuseet AB 900 000 750 000
Lillviks teater 150 000 75 000
Föreningen Ljus i Bergtull 60 000 0
"""
    assert flows(shown) == [
        ("Lillviks kommun", "Skogsmuseet AB", 750_000, "2022", None),
        ("Lillviks kommun", "Lillviks teater", 75_000, "2022", None),
    ]


def test_a_sum_that_no_body_gets_is_not_claimed() -> None:
    shown = """Beviljade bidrag i miljoner kronor, Region Norrskog

Skogsmuseet AB 400 000
Lillviks teater 250 000
"""
    assert all(amount is None or amount < 10**11 for _, _, amount, _, _ in flows(shown))
