"""Lists of parties behind a colon, below a label, numbered, and the sides of a contract; on made-up text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraf.intake import Candidate

Read = Callable[[str], list[Candidate]]


def facts(found: list[Candidate], kind: str) -> set[tuple[str | None, str | None]]:
    return {(c.subject, c.object) for c in found if c.kind == kind}


def test_a_name_broken_over_two_lines_is_one_party(facts_of: Read) -> None:
    found = facts_of(
        "Samarbetsavtal för Skogens Europakontor –\nNorr - Syd\nFörslag till beslut\n"
        "Styrelsen godkänner avtalet.\nBakgrund\n"
        "Följande organisationer har beslutat att etablera samarbete kring ett kontor i Bryssel: Region\n"
        "Norrskog, Lillviks kommun, Bergtulls Tekniska\nhögskola samt Länsstyrelsen i Skogs län.\n"
        "Verksamheten omfattar bevakning och påverkan för hela länet under många år framåt.\n"
    )
    parties = {"Region Norrskog", "Lillviks kommun", "Bergtulls Tekniska högskola", "Länsstyrelsen i Skogs län"}
    assert facts(found, "partnership") == {(party, "Skogens Europakontor") for party in parties}
    assert {c.level for c in found} == {"likely"}


def test_numbered_parties_of_a_project(facts_of: Read) -> None:
    found = facts_of(
        "SAMARBETSAVTAL 1. Parter 1. Region Norrskog 2. Lillviks kommun 3. Norrfrakt AB 2. Inriktning "
        "Parterna har tillsammans bedrivit samarbete i projektet Grön Gruva."
    )
    assert facts(found, "project") == {
        ("Region Norrskog", "Grön Gruva"),
        ("Lillviks kommun", "Grön Gruva"),
        ("Norrfrakt AB", "Grön Gruva"),
    }


@pytest.mark.parametrize("joint", ["\n", "\n• "])
def test_names_below_a_label_work_together_in_what_the_page_is_called(facts_of: Read, joint: str) -> None:
    names = ["Lillviks kommun", "Tallås kommun", "Bergtulls kommun"]
    found = facts_of(
        f"Räddsam Norrskog\n\nHär hjälps vi åt vid stora olyckor.\n\nDeltagande kommuner:{joint}{joint.join(names)}\n"
    )
    assert facts(found, "partnership") == {(name, "Räddsam Norrskog") for name in names}


def test_parties_of_an_agreement_without_a_name_are_told_pair_by_pair(facts_of: Read) -> None:
    found = facts_of(
        "Överenskommelse om gemensam växel\n\nParter: Region Norrskog, Lillviks kommun och Tallås kommun.\n\n"
        "Överenskommelsen gäller från den 1 januari 2022.\n"
    )
    assert facts(found, "partnership") == {
        ("Region Norrskog", "Lillviks kommun"),
        ("Region Norrskog", "Tallås kommun"),
        ("Lillviks kommun", "Tallås kommun"),
    }


def test_the_sides_of_a_contract(facts_of: Read) -> None:
    found = facts_of(
        "Detta samarbetsavtal har träffats mellan:\n(1) Norrfrakt AB, org. nr. 556000-0001, å ena sidan, samt\n"
        "(2) Lillviks kommun, org. nr. 212000-0001, och Regionstyrelsen vid Region Norrskog, org. nr. 232100-0002, "
        "å andra sidan.\n"
    )
    assert facts(found, "partnership") == {
        ("Norrfrakt AB", "Lillviks kommun"),
        ("Norrfrakt AB", "Regionstyrelsen vid Region Norrskog"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Följande kommuner har svarat på enkäten om samarbete mellan åren: Lillviks kommun.",
        "Parter: köpare och säljare.",
        "Ärende 1. Parter 1. Köparen 2. Säljaren",
    ],
)
def test_what_names_no_two_bodies_is_no_list_of_parties(facts_of: Read, text: str) -> None:
    assert not [c for c in facts_of(text) if c.rule == "list.parties"]
