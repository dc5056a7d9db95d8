"""Names that mean one body wherever they stand."""

from __future__ import annotations

import pytest

from regiongraf.intake.equivalents import equivalents
from regiongraf.intake.scoring import compared


@pytest.mark.parametrize(
    "names",
    [
        ("Lund", "Lunds kommun", "kommunen Lund", "City of Lund", "Lund Municipality", "LUNDS KOMMUN"),
        ("Göteborg", "Göteborgs stad", "Göteborgs kommun", "the City of Göteborg"),
        ("Sveriges Kommuner och Regioner", "SKR", "Sveriges Kommuner och Landsting"),
        ("Staten", "svenska staten", "the state"),
        ("EU", "Europeiska unionen"),
    ],
)
def test_one_body_has_one_name(names: tuple[str, ...]) -> None:
    assert len({compared(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lund", "Lunds universitet"),
        ("Skåne", "Region Skåne"),
        ("Stockholm", "Region Stockholm"),
        ("Lunds kommun", "Lomma kommun"),
        ("danska staten", "svenska staten"),
    ],
)
def test_two_bodies_stay_two(one: str, other: str) -> None:
    assert compared(one) != compared(other)


def test_what_is_compared_is_compared_as_itself() -> None:
    for name in equivalents():
        assert compared(compared(name)) == compared(name), name
