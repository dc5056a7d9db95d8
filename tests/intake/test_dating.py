"""The period of a sum that its own sentence leaves out."""

import pytest

from regiongraf.intake import text
from regiongraf.intake.lexer import tokens
from regiongraf.intake.periods import said
from regiongraf.intake.pipeline import read_document


def periods(shown: str) -> list[tuple[str | None, str | None] | None]:
    return [c.period for c in read_document(text.document("t", shown), ()).candidates if c.kind == "funding"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Stödet lämnas under 2024", [("2024", "2024")]),
        ("Projektet pågår från februari till oktober 2023", [("2023", "2023")]),
        ("Projektet pågår från september 2022 till augusti 2025", [("2022", "2025")]),
        ("Det fördelas under 2012 och 2013", [("2012", "2013")]),
        ("Anslaget gäller 2021–2024", [("2021", "2024")]),
        ("Det är oförändrat jämfört med 2013", []),
        ("Sedan 2009 finns bolaget", []),
        ("Beslutet fattades i oktober 2023", []),
        ("Museet byggdes 1984 och 2019", [("1984", "1984"), ("2019", "2019")]),
    ],
)
def test_periods_of_a_sentence(sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert said(tokens(sentence)) == wanted


def test_the_year_of_the_report_is_that_of_its_sums() -> None:
    shown = """Årsredovisning 2023

Skogsmuseet AB fick 400 000 kronor från Region Norrskog. Region Norrskog stödjer Lillviks teater.
"""
    assert periods(shown) == [("2023", "2023"), None]


def test_the_date_of_a_press_release_is_no_period() -> None:
    assert periods("Pressmeddelande 2023-11-17\n\nRegion Norrskog ger Skogsmuseet AB 400 000 kronor.") == [None]


def test_this_year_is_the_one_told_before() -> None:
    shown = (
        "Bokslutet för 2011 visar en vinst på 66 000 kronor. "
        "Region Norrskog lämnade under året stöd till Skogsmuseet AB."
    )
    assert periods(shown) == [("2011", "2011")]


def test_a_year_of_founding_is_not_carried_on() -> None:
    shown = (
        "Skogsmuseet AB bildades under 1998 för att ge stöd åt bygden och dess medel. Bolaget fick sitt hus 2004. "
        "Region Norrskog ger Skogsmuseet AB 400 000 kronor."
    )
    assert periods(shown) == [None]


def test_the_next_sentence_says_how_long_the_grant_is_for() -> None:
    shown = "Vinnova ger Skogsmuseet AB 400 000 kronor. Bidraget gäller 2023–2027 och ska användas till trä."
    assert periods(shown) == [("2023", "2027")]
