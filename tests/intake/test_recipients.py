"""Lists of who gets money, with and without sums, units and groups; on made-up text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraf.intake import Candidate

Read = Callable[[str], list[Candidate]]
Flow = tuple[str | None, str | None, int | None]


def flows(found: list[Candidate]) -> set[Flow]:
    return {(c.subject, c.object, int(c.amount) if c.amount else None) for c in found if c.kind == "funding"}


def test_bullets_get_what_the_lead_gives_to_each(facts_of: Read) -> None:
    found = facts_of(
        "Region Norrskog satsar på forskning\n\nRegion Norrskog beviljar 500 000 kronor vardera till följande:\n\n"
        "• Skogslabbet vid Lillviks högskola\n• Centrum för träkemi (CTK) vid Bergtulls universitet\n• BioHub\n"
    )
    assert flows(found) == {
        ("Region Norrskog", "Skogslabbet", 500_000),
        ("Region Norrskog", "Centrum för träkemi", 500_000),
        ("Region Norrskog", "BioHub", 500_000),
    }


def test_each_may_be_said_before_the_sum(facts_of: Read) -> None:
    found = facts_of(
        "Energimyndigheten stödjer forskning\n\nVarje miljö får 12 miljoner kronor.\n\nMiljöer som beviljats medel:\n\n"
        "• Kustlabbet, Umeå universitet\n• Lillviks högskola\n"
    )
    assert flows(found) == {
        ("Energimyndigheten", "Umeå universitet", 12_000_000),
        ("Energimyndigheten", "Lillviks högskola", 12_000_000),
    }


def test_groups_of_rows_without_a_unit_belong_to_the_board_of_the_lead(facts_of: Read) -> None:
    found = facts_of(
        "Så fördelas föreningsstödet\n\n"
        "Fritidsnämnden beslutade den 14 mars om verksamhetsbidrag till föreningarna.\n\n"
        "1. Idrottsföreningar:\n"
        "Lillviks IF 45 000\nBergtulls skidklubb 32 500\nIFK Tallås 8 000\n"
        "2. Samlingslokaler:\n"
        "Tallås bygdegårdsförening 20 000\nLillviks Folkets hus (stora salen) 18 000\n"
    )
    assert flows(found) == {
        ("Fritidsnämnden", "Lillviks IF", 45_000),
        ("Fritidsnämnden", "Bergtulls skidklubb", 32_500),
        ("Fritidsnämnden", "IFK Tallås", 8_000),
        ("Fritidsnämnden", "Tallås bygdegårdsförening", 20_000),
        ("Fritidsnämnden", "Lillviks Folkets hus", 18_000),
    }


def test_a_body_between_project_and_place_gets_the_money(facts_of: Read) -> None:
    found = facts_of(
        "Länsstyrelsen i Skogs län har beslutat om stöd.\n\nProjekt som beviljats stöd:\n"
        "Levande hamn, Tallås kommun, 350 000 kronor\n"
        "Digital bygd, Lillviks hembygdsförening, Lillvik, 120 000 kronor\n"
    )
    assert flows(found) == {
        ("Länsstyrelsen i Skogs län", "Tallås kommun", 350_000),
        ("Länsstyrelsen i Skogs län", "Lillviks hembygdsförening", 120_000),
    }


def test_a_place_behind_the_name_belongs_to_nobody(facts_of: Read) -> None:
    found = facts_of(
        "Stugor som får bidrag 2023\n\nByggdelegationen beslutade att bevilja bidrag till två föreningar.\n\n"
        "• Tallås och Granviks byalag, Tallås, Skogs län, 159 410 kronor\n"
        "• Gamla föreningen för Lillvik, Lillvik, 700 000 kronor\n"
    )
    assert flows(found) == {
        ("Byggdelegationen", "Tallås och Granviks byalag", 159_410),
        ("Byggdelegationen", "Gamla föreningen för Lillvik", 700_000),
    }


def test_recipients_without_sums_are_offered_with_less_trust(facts_of: Read) -> None:
    found = facts_of(
        "Nu har Energimyndigheten beslutat att finansiera tre initiativ.\n\nFöljande initiativ får finansiering:\n\n"
        "Nya Strömmen, Dalarna\nInitiativet ska göra ånga grön och har många parter som arbetar tillsammans.\n\n"
        "Bergtull Energi AB\n"
    )
    assert flows(found) == {
        ("Energimyndigheten", "Nya Strömmen", None),
        ("Energimyndigheten", "Bergtull Energi AB", None),
    }
    assert {c.object: c.level for c in found} == {"Nya Strömmen": "check", "Bergtull Energi AB": "likely"}


def test_clauses_of_a_decision_stand_on_lines_of_their_own(facts_of: Read) -> None:
    found = facts_of(
        "Kommunstyrelsen beslutar\natt bevilja Lillviks Filmförening 75 000 kronor i bidrag för 2024,\n"
        "att bevilja Tallås Konstförening 30 000 kronor, samt\n"
        "att avslå ansökan från Bergtulls Dansförening om 20 000 kronor.\n"
    )
    assert {c.status for c in found if c.object == "Bergtulls Dansförening"} == {"denied"}
    assert flows([c for c in found if c.status is None]) == {
        ("Kommunstyrelsen", "Lillviks Filmförening", 75_000),
        ("Kommunstyrelsen", "Tallås Konstförening", 30_000),
    }


def test_a_giver_that_nobody_tells_stays_open(facts_of: Read) -> None:
    found = facts_of(
        "Följande föreningar får stöd:\n- Lillviks IF, 10 000 kr till bollar\n- Tallås IK, 9 000 kr till mål\n"
    )
    assert flows(found) == {(None, "Lillviks IF", 10_000), (None, "Tallås IK", 9_000)}
    assert {c.level for c in found} == {"likely"}


@pytest.mark.parametrize(
    "text",
    [
        "Följande föreningar kan söka bidrag:\n- Lillviks IF\n- Tallås IK\n",
        "Följande personer svarar på frågor om bidrag:\nAnna Ek, handläggare\nBo Lind, chef\n",
        "Villkor för stöd:\n- Lillviks IF ska redovisa\n- Tallås IK ska redovisa\n",
        "Region Norrskog stödjer lag. Följande lag spelar i serien:\n- Lillviks IF\n- Tallås IK\n",
    ],
)
def test_other_lists_are_no_grants(facts_of: Read, text: str) -> None:
    assert not [c for c in facts_of(text) if c.rule == "list.recipients"]


def test_a_sentence_without_a_colon_goes_on_in_its_bullets(facts_of: Read) -> None:
    found = facts_of(
        "Miljoner till inkubatorer\n\nFlera inkubatorer finns med i den nya satsningen. "
        "Bland de 29 miljöer som Innovationsrådet stödjer finns bland andra\n\n"
        "• Skogsnäva Innovation, Umeå (11 800 000 kr)\n• Fjällgrod, Mora, Rättvik, Ånge (7 200 000 kr)\n"
    )
    assert flows(found) == {
        ("Innovationsrådet", "Skogsnäva Innovation", 11_800_000),
        ("Innovationsrådet", "Fjällgrod", 7_200_000),
    }


def test_sums_below_a_line_that_does_not_say_it_itself(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of("""
Nya pengar till museer

Region Norrskog fördelar i år bidrag till länets museer.

Några av dem:

• Lillviks museum, Lillvik (1 800 000 kr)
• Bergtulls konsthall – 250 000 kronor
""")
    assert {(c.subject, c.object, str(c.amount), c.level) for c in found if c.kind == "funding"} == {
        ("Region Norrskog", "Lillviks museum", "1800000", "likely"),
        ("Region Norrskog", "Bergtulls konsthall", "250000", "likely"),
    }


def test_costs_are_no_grants(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of("""
Region Norrskog fördelar bidrag. Så ser museets kostnader ut.

Några av dem:

• Inköpta tjänster 1 800 000 kr
• Löner 2 250 000 kronor
""")
    assert not [c for c in found if c.rule == "list.recipients"]
