"""Boards that give, and whose they are."""

import pytest

from regiongraf.intake import text
from regiongraf.intake.pipeline import read_document


def givers(shown: str) -> set[str | None]:
    return {c.subject for c in read_document(text.document("t", shown), ()).candidates if c.kind == "funding"}


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        ("Kulturnämnden i Lillviks kommun beslutar att bevilja Skogsmuseet AB 20 000 kr.", "Lillviks kommun"),
        (
            "Socialnämnden, Region Norrskog\n\nSocialnämnden beslutar att bevilja Skogsmuseet AB 20 000 kr.",
            "Region Norrskog",
        ),
        ("Kulturnämnden beslutar att bevilja Skogsmuseet AB 20 000 kr.", "Kulturnämnden"),
        ("Socialstyrelsen beslutar att bevilja Skogsmuseet AB 20 000 kr.", "Socialstyrelsen"),
    ],
)
def test_a_board_gives_the_money_of_its_body(shown: str, wanted: str) -> None:
    assert givers(shown) == {wanted}


def test_a_board_stays_where_it_may_be_anybodys() -> None:
    shown = """Region Norrskog och Lillviks kommun i samverkan

Kulturnämnden beslutar att bevilja Skogsmuseet AB 20 000 kr.
"""
    assert "Kulturnämnden" in givers(shown)
