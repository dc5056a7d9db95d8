"""How far what rules find is trusted: what a sentence leaves open is for a person to say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraf.intake import Candidate

Read = Callable[[str], list[Candidate]]


def said(found: list[Candidate]) -> set[tuple[str, str | None, str | None, str]]:
    return {(c.kind, c.subject, c.object, c.level) for c in found}


@pytest.mark.parametrize("owners", ["sex kommuner", "länets tretton kommuner", "medlemskommunerna"])
def test_a_set_of_nobody_named_is_for_a_person_to_resolve(rules_of: Read, owners: str) -> None:
    found = rules_of(f"Skogsvatten AB ägs av {owners}.")
    assert {c.level for c in found if c.kind == "ownership"} <= {"check"}


def test_a_gift_from_whom_nobody_says_is_to_be_checked(rules_of: Read) -> None:
    found = rules_of("Lillviks museum får 300 000 kronor för en ny utställning.")
    assert [(c.subject, c.object, c.level) for c in found] == [(None, "Lillviks museum", "check")]


def test_working_together_is_said_once_whoever_comes_first(rules_of: Read) -> None:
    found = rules_of(
        "Samarbetsavtal mellan Lillviks kommun och Bergtulls högskola\n\n"
        "Bergtulls högskola samarbetar med Lillviks kommun om lokaler."
    )
    assert len([c for c in found if c.kind == "partnership"]) == 1


def test_who_is_in_an_association_is_its_member(rules_of: Read) -> None:
    found = rules_of(
        "Föreningen Skogsparken driver en park. I föreningen ingår Lillviks kommun och Bergtull Energi AB."
    )
    assert {(c.kind, c.subject) for c in found} == {
        ("membership", "Lillviks kommun"),
        ("membership", "Bergtull Energi AB"),
    }


def test_equal_parts_of_one_named_owner_leave_the_others_open(rules_of: Read) -> None:
    (found,) = rules_of("Skogsvatten AB ägs till lika delar av Lillviks kommun.")
    assert found.share is None
    assert found.level != "sure"


@pytest.mark.parametrize(
    "text",
    [
        "Lillviks kommun äger marken i Tallparken.",
        "Lillviks kommun äger även de fastigheter som Bergtull Energi AB hyr.",
        "Lillviks kommun äger fibernätet i Skogsbyn.",
    ],
)
def test_who_owns_a_thing_owns_no_body(rules_of: Read, text: str) -> None:
    assert not [c for c in rules_of(text) if c.kind == "ownership"]


def test_the_heads_of_columns_give_to_nobody(rules_of: Read) -> None:
    found = rules_of("Statsbidrag 2021\n\nKommun Belopp\nLillvik 312 400 kr\nBergtull 1 048 900 kr\nTallås 227 750 kr")
    assert found
    assert all(c.subject is None and c.level != "sure" for c in found)


def test_a_long_cell_may_hold_more_than_a_name(rules_of: Read) -> None:
    table = (
        "Bidrag från Region Norrskog 2023\n\nMottagare                             Belopp, kr\n"
        "Teater Tallen                         95 000\nTallens vänner omläggning av tak      40 000\n"
    )
    assert [c.level for c in rules_of(table)] == ["sure", "likely"]


def test_owners_listed_below_a_company_own_it(rules_of: Read) -> None:
    text = (
        "Skogsråd Norr AB, härefter kallat bolaget, ägs av\n"
        "Bergtulls Råd AB 51 %\nRegion Norrskog 24,5 %\nLillviks kommun 24,5 %"
    )
    owned = {(c.subject, c.object) for c in rules_of(text) if c.kind == "ownership"}
    assert ("Bergtulls Råd AB", "Skogsråd Norr AB") in owned
    assert len(owned) == 3


def test_an_association_named_further_down_is_not_what_the_text_turns_back_to(rules_of: Read) -> None:
    text = (
        "Medlemmar i föreningen är Lillviks kommun och Region Norrskog.\n\n"
        "Finansiering\nStöd ges av Föreningen Tallvännerna."
    )
    members = [c for c in rules_of(text) if c.kind == "membership"]
    assert all(c.level != "sure" for c in members)


def test_a_budget_is_of_the_project_and_not_of_who_leads_it(rules_of: Read) -> None:
    assert not rules_of("Bergtulls universitet leder arbetet. Den totala budgeten är 2 miljoner kronor.")


def test_what_somebody_hopes_for_is_not_so(rules_of: Read) -> None:
    (found,) = rules_of("Skogsrådet hoppas nu på ett samarbete med Lillviks kommun.")
    assert found.status == "planned"
    assert found.level == "check"


@pytest.mark.parametrize(
    "text",
    [
        "Skogsvatten AB betalar hyra till Bergtulls kommun med 2 miljoner kronor.",
        "Bergtull Energi AB lämnar utdelning på 3 miljoner kronor till Bergtulls kommun.",
    ],
)
def test_rent_and_dividends_are_no_gifts(rules_of: Read, text: str) -> None:
    assert not [c for c in rules_of(text) if c.kind == "funding"]


def test_what_a_company_looks_after_is_not_owned(rules_of: Read) -> None:
    assert not [
        c for c in rules_of("Skogskraft AB äger en damm som Tallvik Energi AB sköter.") if c.kind == "ownership"
    ]


def test_a_clause_ends_at_its_comma_and_the_sentence_goes_on(rules_of: Read) -> None:
    found = rules_of(
        "Bergtull Hem AB, som ägs av Stiftelsen Tallhem, och Lillviks högskola har tecknat ett samarbetsavtal."
    )
    assert {(c.subject, c.object) for c in found if c.kind == "ownership"} == {
        ("Stiftelsen Tallhem", "Bergtull Hem AB")
    }


def test_who_owns_a_thing_with_somebody_owns_nobody(rules_of: Read) -> None:
    found = rules_of("Lillviks högskola äger testbädden tillsammans med Träcentrum Öst AB.")
    assert not [c for c in found if c.kind == "ownership"]


def test_the_company_is_the_one_whose_owners_were_told(rules_of: Read) -> None:
    text = "Tallverken AB och Lillviks kommun äger Bergtull Park AB. Bolaget bildades 2009 av Region Norrskog."
    assert ("Region Norrskog", "Bergtull Park AB") in {
        (c.subject, c.object) for c in rules_of(text) if c.kind == "founder"
    }


def test_a_name_in_a_row_ends_before_its_number(rules_of: Read) -> None:
    table = (
        "Aktier i dotterbolag\n\nModerbolaget Bergtull Förvaltnings AB\n\n"
        "Företag                                   Kapitalandel\n"
        "Tallbostäder AB 556111-2020 Bergtull      100 %\nTallenergi AB 556122-3031 Bergtull        60 %\n"
    )
    assert {c.object for c in rules_of(table) if c.kind == "ownership"} == {"Tallbostäder AB", "Tallenergi AB"}


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Projektet Solväg drivs av Lillviks högskola och har en budget på 2 miljoner kronor.", "Solväg"),
        ("Projektet Solväg leds av Skogsrådet under 2023 och hade en budget om 3 mnkr.", "Solväg"),
    ],
)
def test_the_second_verb_is_said_of_what_the_sentence_is_about(rules_of: Read, text: str, whose: str) -> None:
    assert {c.subject for c in rules_of(text) if c.kind == "budget"} == {whose}


def test_who_sold_shares_does_not_hold_them(rules_of: Read) -> None:
    found = rules_of("Tallkraft AB har sålt 40 procent av aktierna i Bergtull Kraft AB till Lillviks kommun.")
    assert ("Tallkraft AB", "Bergtull Kraft AB") not in {(c.subject, c.object) for c in found if c.status is None}


def test_a_company_after_a_sentence_on_its_owners_alone_is_still_that_one(rules_of: Read) -> None:
    text = (
        "Bergtull Park AB ägs av Lillviks kommun (60 procent). "
        "Övriga aktieägare är Sparbanken Tall (25 procent) och Tallverken AB (15 procent). "
        "Bolaget äger samtliga aktier i Parkhotellet AB."
    )
    assert ("Bergtull Park AB", "Parkhotellet AB") in {(c.subject, c.object) for c in rules_of(text)}


def test_the_region_of_the_title_is_meant_where_no_other_was_spoken_of(rules_of: Read) -> None:
    text = (
        "Region Norrskog – årsredovisning 2023\n\n"
        "Tallbuss AB ägs till 55 procent av Region Tallås. Övriga delar har Lillviks kommun.\n\n"
        "Bolag\n\nBergtull Teater AB ägs till 40 procent av regionen."
    )
    assert ("Region Norrskog", "Bergtull Teater AB") in {(c.subject, c.object) for c in rules_of(text)}


def test_members_pay_their_union(rules_of: Read) -> None:
    table = (
        "Kommunalförbundet Skogsavfall\n\nFörbundet har två medlemmar, som betalar driftbidrag.\n\n"
        "Medlem               Bidrag tkr\nLillviks kommun      4 560\nBergtulls kommun     2 940\n"
    )
    given = {(c.subject, c.object) for c in rules_of(table) if c.kind == "funding"}
    assert ("Lillviks kommun", "Kommunalförbundet Skogsavfall") in given


def test_a_board_with_its_region_behind_it_is_a_part_of_it(rules_of: Read) -> None:
    table = (
        "Verksamhetsbidrag 2024, kulturnämnden, Region Norrskog\n\n"
        "Mottagare             Belopp (tkr)\nTeater Tallen         18 200\nDans i Skog           22 400\n"
    )
    assert {c.subject for c in rules_of(table) if c.kind == "funding"} == {"Region Norrskog"}


def test_a_company_wholly_owned_by_the_region_is_so_to_the_last_share(rules_of: Read) -> None:
    (found,) = (
        c
        for c in rules_of("Region Norrskog höll stämma. Bergtull Orkester AB är helägt av regionen.")
        if c.kind == "ownership"
    )
    assert found.subject == "Region Norrskog"
    assert found.share is not None
    assert found.share.exact == 100


def test_who_works_together_in_a_project_takes_part_in_it(rules_of: Read) -> None:
    found = rules_of("Tallkraft AB, Bergtull Energi AB och Lillviks kommun samverkar i projektet Solväg.")
    assert {(c.kind, c.subject, c.object) for c in found} == {
        ("project", "Tallkraft AB", "Solväg"),
        ("project", "Bergtull Energi AB", "Solväg"),
        ("project", "Lillviks kommun", "Solväg"),
    }


def test_the_heads_of_a_foundation_made_it(rules_of: Read) -> None:
    found = rules_of("Huvudmän för Stiftelsen Tallmuseet är Region Norrskog och Lillviks kommun.")
    assert {c.kind for c in found} == {"founder"}
