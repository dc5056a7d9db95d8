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


def test_the_rows_of_contributions_are_those_who_gave() -> None:
    shown = """5.2 Medlemsbidrag

Räddningstjänsten Skogen är ett kommunalförbund.

Medlemsbidrag 2022 (tkr)
Kommun Andel Belopp
Lillviks kommun 52 % 41 600
Bergtulls kommun 48 % 38 400
Summa 100 % 80 000
"""
    assert flows(shown) == [
        ("Lillviks kommun", "Räddningstjänsten Skogen", 41_600_000, "2022", None),
        ("Bergtulls kommun", "Räddningstjänsten Skogen", 38_400_000, "2022", None),
    ]


def test_grants_that_were_received_run_towards_whom_the_note_is_of() -> None:
    shown = """Stiftelsen Skogsmuseet

Not 3 Erhållna bidrag

Belopp i tkr 2021 2020
Region Norrskog 14 350 14 000
Lillviks kommun 9 200 9 050
Hyror 980 960
"""
    assert sorted(flows(shown), key=lambda flow: -(flow[2] or 0)) == [
        ("Region Norrskog", "Stiftelsen Skogsmuseet", 14_350_000, "2021", None),
        ("Region Norrskog", "Stiftelsen Skogsmuseet", 14_000_000, "2020", None),
        ("Lillviks kommun", "Stiftelsen Skogsmuseet", 9_200_000, "2021", None),
        ("Lillviks kommun", "Stiftelsen Skogsmuseet", 9_050_000, "2020", None),
    ]


def test_a_column_may_say_who_gives_and_another_when() -> None:
    shown = (
        "Beviljat stöd till föreningar\n\n"
        "Mottagare\tFinansiär\tPeriod\tBelopp\n"
        "Skogsmuseet AB\tRegion Norrskog\t2018–2020\t4 200 000 kr\n"
        "Lillviks teater\tVinnova\t2019–2022\t1 750 000 kr\n"
    )
    assert flows(shown) == [
        ("Region Norrskog", "Skogsmuseet AB", 4_200_000, "2018", None),
        ("Vinnova", "Lillviks teater", 1_750_000, "2019", None),
    ]


def test_a_verb_behind_a_name_is_no_part_of_it() -> None:
    shown = """Region Norrskog fördelar bidragen enligt följande:

• Skogsmuseet AB tilldelas 18 387 000 kronor
• Stiftelsen Musik i Norrskog tilldelas 17 569 000 kronor
"""
    assert [receiver for _, receiver, _, _, _ in flows(shown)] == ["Skogsmuseet AB", "Stiftelsen Musik i Norrskog"]
