"""What short pages say over several sentences: what a page is about, and words that only look like names."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from regiongraf.intake import Candidate
from regiongraf.intake.notation import fact
from regiongraf.intake.scoring import listed, score

Read = Callable[[str], list[Candidate]]

PAGES: dict[str, tuple[str, list[str]]] = {
    "the title is a name, and a verb with a capital is none": (
        (
            "Skogsrike avfall\n\nHämtar hos alla\n\nVårt uppdrag är att ta hand om avfallet i de tre medlemskommunerna"
            " Falun, Säter och Hedemora.\n\nKontakta Skogsrike avfall"
        ),
        [f"membership | {town} kommun | Skogsrike avfall" for town in ("Falu", "Säters", "Hedemora")],
    ),
    "a number said twice": (
        (
            "Södra Skogens Vattenförbund är ett kommunalförbund.\n\nMedlemmar i förbundet är de två (2) kommunerna"
            " Hedemora och Avesta."
        ),
        [f"membership | {town} kommun | Södra Skogens Vattenförbund" for town in ("Hedemora", "Avesta")],
    ),
    "a subsidiary does not lend its name to its parent": (
        (
            "Kullavatten ägs av tre kommuner. Ägarkommunerna är Höganäs, Ängelholm och Laholm. Genom dotterbolaget"
            " Kullavatten Service AB säljs tjänster."
        ),
        [
            *(f"ownership | {town} kommun | Kullavatten" for town in ("Höganäs", "Ängelholms", "Laholms")),
            "ownership | Kullavatten | Kullavatten Service AB",
        ],
    ),
    "a figure that ends a name": (
        "Bolaget, som heter Väst–Öst 1.30, ägs av Region Norrskog.",
        ["ownership | Region Norrskog | Väst–Öst 1.30"],
    ),
    "an authority of a place among owners": (
        "Norrbuss AB ägs av kollektivtrafikmyndigheten i Norrskog och Region Tallås.",
        [
            "ownership | kollektivtrafikmyndigheten i Norrskog | Norrbuss AB",
            "ownership | Region Tallås | Norrbuss AB",
        ],
    ),
    "a heading that runs into its sentence": (
        "Ärendebeskrivning Strömstads kommun äger AB Bergtullsnät.",
        ["ownership | Strömstads kommun | AB Bergtullsnät"],
    ),
    "an English agency for a field, and an adjective of a country": (
        "Green Hill is a project funded by the Swedish Agency for Rural Growth and Learning. It has Swedish roots.",
        ["funding | Swedish Agency for Rural Growth and Learning | Green Hill"],
    ),
    "partners of the body of the sentence before, not of a participle": (
        (
            "Northlight Park AB was founded by Region Norrskog. Key partners include Region Tallås and Vinnova. Working"
            " across borders, we help."
        ),
        [
            "founder | Region Norrskog | Northlight Park AB",
            "partnership | Region Tallås | Northlight Park AB",
            "partnership | Vinnova | Northlight Park AB",
        ],
    ),
    "set and region together own, and other municipalities are nobody": (
        (
            "Norrtåget AB ägs av Norrbottens 14 kommuner tillsammans med Region Norrskog. Bergtulls kommun och andra"
            " kommuner som också är delägare i Tågdelen AB är nöjda."
        ),
        [
            "ownership | Norrbottens 14 kommuner | Norrtåget AB",
            "ownership | Region Norrskog | Norrtåget AB",
            "ownership | Bergtulls kommun | Tågdelen AB",
        ],
    ),
    "a predicate noun is no name, and the full name in brackets tells what the body is": (
        "VATTAB (Västra Vatten AB) är ett VA-bolag som ser till ägarkommunerna Orust och Tjörn.",
        ["ownership | Orust kommun | Västra Vatten AB", "ownership | Tjörns kommun | Västra Vatten AB"],
    ),
    "an agency in small letters gives, the project that it is for does not": (
        "Barnteatern i Skog har fått 210 000 kronor från kulturrådet för projektet Nattens ljus.",
        ["funding | Kulturrådet | Barnteatern i Skog | 210000"],
    ),
    "a share of votes is no share of the company": (
        "Bergtull Elnät AB ägs av Bergtulls kommun till 99,36% av rösterna.",
        ["ownership | Bergtulls kommun | Bergtull Elnät AB"],
    ),
    "who runs a body is not what the second verb is said of": (
        "Skogsklustret Papperdal AB drivs av Stiftelsen Inova och finansieras av Region Norrskog och Vinnova.",
        [
            "funding | Region Norrskog | Skogsklustret Papperdal AB",
            "funding | Vinnova | Skogsklustret Papperdal AB",
        ],
    ),
    "no union that is named later is what the sentence before is about": (
        (
            "Kommunerna Ale, Lerum och Tjörn är sammanslutna till ett kommunalförbund.\nKommunalförbundet är"
            " tillsammans med Kommunförbundet Skog och Kommunförbundet Kust medlem i Samorganisationen Väst."
        ),
        [
            "membership | Kommunförbundet Skog | Samorganisationen Väst",
            "membership | Kommunförbundet Kust | Samorganisationen Väst",
        ],
    ),
    "water that comes is no plan": (
        "Skogsvatten AB ser till att det kommer friskt vatten till ägarkommunerna Ale och Lerum.",
        ["ownership | Ale kommun | Skogsvatten AB", "ownership | Lerums kommun | Skogsvatten AB"],
    ),
    "the first of a list of towns is one of them": (
        "Skogens Brandkår bildades av Örebro, Kumla och Hallsberg 1999.",
        [f"founder | {town} kommun | Skogens Brandkår" for town in ("Örebro", "Kumla", "Hallsbergs")],
    ),
    "a year inside the words for a sum": (
        "Skogens länsmuseum beviljades 2023 ett verksamhetsstöd på 23,1 mnkr av Region Norrskog.",
        ["funding | Region Norrskog | Skogens länsmuseum | 23100000 | 2023"],
    ),
    "other municipalities counted are nobody either, and who is named last founds with the others": (
        (
            "Ekerö kommun är, jämte 24 andra kommuner, ägare av Skogsvatten AB.\n\nStiftare var Bergtulls kommun,"
            " dåvarande Skogs läns landsting och Skogens hembygdsförbund."
        ),
        [
            "ownership | Ekerö kommun | Skogsvatten AB",
            *(
                f"founder | {name} | Skogsvatten AB"
                for name in ("Bergtulls kommun", "Skogs läns landsting", "Skogens hembygdsförbund")
            ),
        ],
    ),
    "an opening word before a date is nobody": (
        "Until 31 December 2008 the ownership was shared. Since 2009 Skogståg AB is owned by Region Tallås.",
        ["ownership | Region Tallås | Skogståg AB"],
    ),
    "a name does not begin in the capitals of the line above it": (
        "SAMMANTRÄDESPROTOKOLL\nKultur- och fritidsnämnden beslutar att bevilja Lillviks teater 20 000 kronor.",
        ["funding | Kultur- och fritidsnämnden | Lillviks teater | 20000"],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_its_facts_and_no_others(name: str, facts_of: Read) -> None:
    text, facts = PAGES[name]
    found = [c for c in facts_of(text) if c.kind not in ("alias", "indicator", "organisation")]
    result = score([fact(line) for line in facts], found)
    assert [listed(f) for f in result.missed] == []
    assert [listed(f) for f in result.wrong] == []


def test_a_region_that_is_named_only_later_is_a_guess(facts_of: Read) -> None:
    (one,) = facts_of("Skogståg AB får 2 miljoner kronor i bidrag av regionen.\n\nVi besökte Region Tallås.")
    assert (one.subject, one.level) == ("Region Tallås", "likely")


def test_a_table_whose_company_is_one_of_several_in_the_text_above_is_not_sure(
    facts_of: Callable[[str], list[Candidate]],
) -> None:
    table = "\n\nÄgare\tAndel\nGranviks kommun\t60 %\nLillviks kommun\t40 %\n"
    one = facts_of("Så här ägs Skogsvatten AB." + table)
    several = facts_of("Skogsvatten AB bildade 2021 bolaget Tallvatten AB. Så här ägs det." + table)
    assert {c.level for c in one if c.rule == "table.ownership"} == {"sure"}
    assert {c.level for c in several if c.rule == "table.ownership"} == {"likely"}


def test_a_list_of_the_largest_owners_has_the_owners_in_its_rows(facts_of: Read) -> None:
    text = (
        "The largest owners of Skogsvatten AB\n\nName\tCapital\tVotes\nNorrfonden\t16.81%\t16.81%\n"
        "Tallvik Invest AB\t5.94%\t5.94%\nOthers\t77.25%\t77.25%\nTotal\t100.00%\t100.00%\n"
    )
    found = {(c.subject, c.object, c.share and c.share.exact) for c in facts_of(text) if c.kind == "ownership"}
    assert found == {
        ("Norrfonden", "Skogsvatten AB", Decimal("16.81")),
        ("Tallvik Invest AB", "Skogsvatten AB", Decimal("5.94")),
    }
