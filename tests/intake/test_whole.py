"""All of it, said between, behind or a sentence after the two."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from regiongraf.intake.candidate import Candidate

Read = Callable[[str], list[Candidate]]
ALL = Decimal(100)


def shares(found: list[Candidate]) -> dict[tuple[str | None, str | None], Decimal | None]:
    return {(c.subject, c.object): c.share.exact if c.share else None for c in found if c.kind == "ownership"}


@pytest.mark.parametrize(
    ("text", "owner", "owned"),
    [
        ("Bergtull Energi AB ägs i sin helhet av Bergtulls kommun.", "Bergtulls kommun", "Bergtull Energi AB"),
        ("Bergtull Energi AB ägs i sin tur helt av Bergtulls kommun.", "Bergtulls kommun", "Bergtull Energi AB"),
        (
            "Bergtull Energi AB, vars aktier i sin helhet ägs av Bergtulls kommun, säljer el.",
            "Bergtulls kommun",
            "Bergtull Energi AB",
        ),
        ("Norrgruppen AB is now the sole owner of Skogsbuss AB.", "Norrgruppen AB", "Skogsbuss AB"),
        ("Bergtulls kommun äger Skogsbuss AB i sin helhet.", "Bergtulls kommun", "Skogsbuss AB"),
    ],
)
def test_the_words_stand_around_the_two(facts_of: Read, text: str, owner: str, owned: str) -> None:
    assert shares(facts_of(text)).get((owner, owned)) == ALL


def test_what_is_said_of_a_list_is_said_of_each(facts_of: Read) -> None:
    found = shares(facts_of("Norrgruppen AB has two subsidiaries: Skogsbuss AB and Skogsfiber AB, both wholly owned."))
    assert found == {("Norrgruppen AB", "Skogsbuss AB"): ALL, ("Norrgruppen AB", "Skogsfiber AB"): ALL}


def test_a_sentence_of_its_own_says_it_of_those_before(facts_of: Read) -> None:
    text = "Norrgruppen AB har två dotterbolag: Skogsbuss AB och Skogsfiber AB. Båda är helägda."
    assert set(shares(facts_of(text)).values()) == {ALL}


def test_what_is_said_of_one_company_is_said_of_no_other(facts_of: Read) -> None:
    text = "Skogsbuss AB, vars aktier i sin helhet ägs av Bergtulls kommun, äger Skogsfiber AB."
    found = shares(facts_of(text))
    assert found[("Bergtulls kommun", "Skogsbuss AB")] == ALL
    assert found.get(("Skogsbuss AB", "Skogsfiber AB")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Bergtulls kommun och Tallmo kommun äger tillsammans Skogsbuss AB i sin helhet.",
        "Till de hel- och delägda bolagen hör Skogsbuss AB, som ägs av Bergtulls kommun.",
        "Bergtulls kommun äger Skogsbuss AB, som har en helt ny bussdepå.",
    ],
)
def test_a_part_is_not_taken_for_the_whole(facts_of: Read, text: str) -> None:
    assert ALL not in shares(facts_of(text)).values()


def test_a_share_belongs_to_the_name_before_it_where_a_clause_says_it(facts_of: Read) -> None:
    text = "Bergtulls kommun äger 60 procent av Skogsbuss AB och Tallmo kommun 40 procent."
    found = shares(facts_of(text))
    assert found[("Bergtulls kommun", "Skogsbuss AB")] == 60
    assert found.get(("Tallmo kommun", "Skogsbuss AB"), Decimal(40)) == 40
