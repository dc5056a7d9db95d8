"""Forms of words of section 2 and 3 of the reading: one made-up sentence each, with just the facts it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraf.intake import Candidate
from regiongraf.intake.notation import fact
from regiongraf.intake.scoring import listed, score

Read = Callable[[str], list[Candidate]]

FORMS: dict[str, tuple[str, list[str]]] = {
    "each share to its own owner, words between": (
        "Bergtull Miljö AB ägs till 51 procent av Bergtulls kommun och till 49 procent av finska Tallkraft Oy.",
        ["ownership | Bergtulls kommun | Bergtull Miljö AB | 51", "ownership | Tallkraft Oy | Bergtull Miljö AB | 49"],
    ),
    "all of several companies is all of each": (
        "Bergtull Energi AB äger samtliga aktier i Bergtull Elnät AB och Skogsvärme i Bergtull AB samt 25 % i Länk AB.",
        [
            "ownership | Bergtull Energi AB | Bergtull Elnät AB | 100",
            "ownership | Bergtull Energi AB | Skogsvärme i Bergtull AB | 100",
            "ownership | Bergtull Energi AB | Länk AB | 25",
        ],
    ),
    "thirds, respectively": (
        "Skogens Park AB ägs av Region Norrskog och Bergtulls kommun med en tredjedel respektive två tredjedelar.",
        [
            "ownership | Region Norrskog | Skogens Park AB | 33.33",
            "ownership | Bergtulls kommun | Skogens Park AB | 66.67",
        ],
    ),
    "equal parts": (
        "Skogsbuss AB ägs till lika delar av Region Norrskog och Region Tallås.",
        ["ownership | Region Norrskog | Skogsbuss AB | 50", "ownership | Region Tallås | Skogsbuss AB | 50"],
    ),
    "the rest, told of later": (
        "Region Norrskog äger 60 procent av Skogsflyg AB. Resterande 40 procent ägs av Tallkraft AB.",
        ["ownership | Region Norrskog | Skogsflyg AB | 60", "ownership | Tallkraft AB | Skogsflyg AB | 40"],
    ),
    "shares in a sentence of their own": (
        "Skogsvatten AB ägs av Bergtull Vatten AB och Lillvik Vatten AB. Bolagen äger hälften vardera.",
        ["ownership | Bergtull Vatten AB | Skogsvatten AB | 50", "ownership | Lillvik Vatten AB | Skogsvatten AB | 50"],
    ),
    "a footnote mark glued to a figure": (
        "Region Norrskog äger 53,12) % av Skogsbuss AB.",
        ["ownership | Region Norrskog | Skogsbuss AB | 53.1"],
    ),
    "a lower limit": (
        "Staten ska äga minst 51 procent av Malmtåg AB. Region Norrskog äger drygt 20 procent av Skogsbuss AB.",
        [
            "ownership | Staten | Malmtåg AB | min 51 | status=planned",
            "ownership | Region Norrskog | Skogsbuss AB | 20 | approx",
        ],
    ),
    "a chain": (
        "Bergtull Elnät AB ägs till 100 % av Bergtull Energi AB (BEAB), som i sin tur ägs av Bergtulls kommun.",
        [
            "ownership | Bergtull Energi AB | Bergtull Elnät AB | 100",
            "ownership | Bergtulls kommun | Bergtull Energi AB",
        ],
    ),
    "a name that the sentence defines": (
        "Skogens återvinnare är ett kommunalförbund. Medlemmar i förbundet är Bergtulls och Lillviks kommuner.",
        [
            "membership | Bergtulls kommun | Skogens återvinnare",
            "membership | Lillviks kommun | Skogens återvinnare",
        ],
    ),
    "small letters before the legal form": (
        "SRA återvinning AB ägs av fem kommuner: Botkyrka (31,5 %), Haninge (15,75 %) och Salem (52,75 %).",
        [
            "ownership | Botkyrka kommun | SRA återvinning AB | 31.5",
            "ownership | Haninge kommun | SRA återvinning AB | 15.75",
            "ownership | Salems kommun | SRA återvinning AB | 52.75",
        ],
    ),
    "sums in words": (
        "Region Norrskog ger en halv miljon kronor till Lillviks teater och fyra miljoner kronor till Skogsbuss AB.",
        ["funding | Region Norrskog | Lillviks teater | 500000", "funding | Region Norrskog | Skogsbuss AB | 4000000"],
    ),
    "a unit in the header of a table": (
        (
            "Bidrag från Region Norrskog 2024\n\n"
            "Mottagare        Belopp, tkr\nLillviks teater  450\nDans i Skog      1 200"
        ),
        [
            "funding | Region Norrskog | Lillviks teater | 450000 | 2024",
            "funding | Region Norrskog | Dans i Skog | 1200000 | 2024",
        ],
    ),
    "places are no owners": (
        "Skogståg AB ägs av trafikhuvudmännen i Dalarna, Gävleborg och Västmanland.",
        [],
    ),
    "a group of companies is not owned": (
        "Bergtullsbostäder AB ingår i Bergtullskoncernen, som ägs av Bergtulls kommun.",
        [],
    ),
    "a name is not told twice": (
        "Skogrenab Skogrenab är ett kommunalt bolag som ägs av Bergtulls kommun.",
        ["ownership | Bergtulls kommun | Skogrenab"],
    ),
    "the page's own name": (
        (
            "Samordning Södra Skogen\n\nMedlemsparter\n\n"
            "Förbundet ägs av medlemsparterna Försäkringskassan och Region Norrskog."
        ),
        [
            "membership | Försäkringskassan | Samordning Södra Skogen",
            "membership | Region Norrskog | Samordning Södra Skogen",
        ],
    ),
    "a list under its head": (
        "Bergtulls kommun\n\nHelägda bolag\nBergtull Stadshus AB\nBergtullshem AB\n",
        [
            "ownership | Bergtulls kommun | Bergtull Stadshus AB | 100",
            "ownership | Bergtulls kommun | Bergtullshem AB | 100",
        ],
    ),
    "neither": (
        "Bergtulls kommun är inte heller medlem i Hamnförbundet Kusten.",
        ["membership | Bergtulls kommun | Hamnförbundet Kusten | status=denied"],
    ),
    "english": (
        "Skogskraft AB is wholly owned by Bergtulls kommun. Skogskraft AB holds 60% of the shares in Vind Nord AB.",
        ["ownership | Bergtulls kommun | Skogskraft AB | 100", "ownership | Skogskraft AB | Vind Nord AB | 60"],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_words_says_just_its_facts(rules_of: Read, form: str) -> None:
    words, facts = FORMS[form]
    found = [candidate for candidate in rules_of(words) if candidate.kind != "organisation"]
    wanted = [fact(line) for line in facts]
    shown = [candidate.line() for candidate in found]
    assert len(found) == len(wanted), shown
    if wanted:
        result = score(wanted, found)
        assert not result.missed, [listed(one) for one in result.missed] + shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Bergtull Energi AB, som är ett dotterbolag till Bergtull Stadshus AB, äger 40 procent i Skogens Elnät AB.",
            {("Bergtull Stadshus AB", "Bergtull Energi AB"), ("Bergtull Energi AB", "Skogens Elnät AB")},
        ),
        (
            "Bergtull Energi AB äger 50 procent av Skogens Värme AB; resterande aktier ägs av Kraftbolaget Norr AB.",
            {("Bergtull Energi AB", "Skogens Värme AB"), ("Kraftbolaget Norr AB", "Skogens Värme AB")},
        ),
        ("Bergtull Buss AB ägs av länstrafikbolagen i Jämtlands och Dalarnas län.", set()),
        (
            "Dala Airport is a limited company owned by Falun municipality (60%) and Region Dalarna (40%).",
            {("Falu kommun", "Dala Airport"), ("Region Dalarna", "Dala Airport")},
        ),
    ],
)
def test_who_owns_is_whom_the_verb_is_said_of(
    text: str, wanted: set[tuple[str, str]], facts_of: Callable[[str], list[Candidate]]
) -> None:
    assert {(c.subject, c.object) for c in facts_of(text) if c.kind == "ownership"} == wanted


def test_what_is_meant_to_be_owned_is_planned(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of(
        "Bergtulls Teater AB är tänkt att ägas till hälften av Falu kommun och till hälften av Region Dalarna."
    )
    assert [(c.status, c.level) for c in found] == [("planned", "check")] * 2


def test_bolaget_is_the_company_whose_owners_were_told_and_none_of_its_owners(
    facts_of: Callable[[str], list[Candidate]],
) -> None:
    found = facts_of(
        "Norrvägen AB ägs av Falu kommun och Falu Rådhus AB. "
        "Bolaget får en miljon kronor i driftbidrag av Region Dalarna."
    )
    assert {c.object for c in found if c.kind == "funding"} == {"Norrvägen AB"}


def test_a_row_of_project_body_and_place_gives_the_body(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of(
        "Region Dalarna\n\nFöljande projekt beviljas medel:\n"
        "• Grön Väg, Falu kommun, 800 000 kronor\n• Blå Väg, Rättviks kommun, 300 000 kronor"
    )
    assert {c.object for c in found if c.kind == "funding"} == {"Falu kommun", "Rättviks kommun"}


def test_an_equal_part_said_later_is_dealt_to_the_owners(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of(
        "Trafikbolaget Mitt AB ägs av Region Dalarna, Region Gävleborg och Region Uppsala. "
        "Ägarandelen är lika stor för samtliga."
    )
    assert {str(c.share.exact) for c in found if c.share} == {"33.33"}


def test_a_former_owner_is_not_what_the_text_goes_on_about(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of(
        "Kommunen köpte aktier som tidigare ägdes av Kraftbolaget AB. "
        "Älvs kommun äger nu 98 procent, Viks kommun 2 procent."
    )
    assert not [c for c in found if c.object == "Kraftbolaget AB"]


def test_the_giver_of_a_list_is_who_decides_on_it(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of(
        "Föreningen Alfa finns i Falun. Kommunstyrelsen beslutade att fördela bidrag enligt följande:\n"
        "• Falu teaterförening 20 000 kr\n• Säters hembygdsförening 15 000 kr"
    )
    assert {c.subject for c in found if c.kind == "funding"} == {"Kommunstyrelsen"}


def test_statutes_that_state_a_name_are_about_its_body(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of(
        "Förbundets namn är Skogsvatten Norr och dess säte är Lillvik. 2 Uppgifter Förbundet renar vatten. "
        "3 Medlemskommuner Medlemskommuner är Arvika, Mora och Rättvik. 4 Nya medlemmar Om detta beslutas senare."
    )
    assert {(c.subject, c.object) for c in found if c.kind == "membership"} == {
        (f"{place} kommun", "Skogsvatten Norr") for place in ("Arvika", "Mora", "Rättviks")
    }
