"""Fact sheets of projects, in the layouts that pages print them in; on made-up text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regiongraf.intake import Candidate, candidates, read

Read = Callable[[str], list[Candidate]]
LINES = """
Grön Gruva Norr

Projektägare: Lillviks högskola
Partner: Region Norrskog, Bergtulls kommun och Norrfrakt AB
Finansiär: Tillväxtverket
Total budget: 4,2 miljoner kronor
Projekttid: 2022–2024
"""
PAGE = """<html><body><h1>Grön Gruva Norr</h1><p>Fakta om projektet</p><table>
<tr><th>Projektägare</th><td>Lillviks högskola</td></tr>
<tr><th>Partner</th><td>Region Norrskog, Bergtulls kommun och Norrfrakt AB</td></tr>
<tr><th>Finansiär</th><td>Tillväxtverket</td></tr>
<tr><th>Total budget</th><td>4,2 miljoner kronor</td></tr>
<tr><th>Projekttid</th><td>2022–2024</td></tr></table></body></html>"""
PARTIES = {"Lillviks högskola", "Region Norrskog", "Bergtulls kommun", "Norrfrakt AB"}


def said(found: list[Candidate]) -> set[tuple[str, str | None, str | None, str]]:
    return {
        (c.kind, c.subject, c.object, f"{c.amount:.0f}" if c.amount else "")
        for c in found
        if c.kind in ("project", "funding", "budget", "partnership")
    }


def expected(project: str | None = "Grön Gruva Norr") -> set[tuple[str, str | None, str | None, str]]:
    return {
        *(("project", party, project, "") for party in PARTIES),
        ("funding", "Tillväxtverket", project, ""),
        ("budget", project, None, "4200000"),
    }


def test_labels_on_lines_of_their_own(facts_of: Read) -> None:
    found = facts_of(LINES)
    assert said(found) == expected()
    assert {c.period for c in found if c.kind == "budget"} == {("2022", "2024")}
    assert {c.level for c in found} == {"likely"}  # the project is called so by the heading alone


def test_a_project_that_the_sheet_names_is_sure(facts_of: Read) -> None:
    found = facts_of(LINES.replace("Projektägare", "Projektnamn: Grön Gruva Norr\nProjektägare"))
    assert said(found) == expected()
    assert {c.level for c in found} == {"sure"}


def test_labels_that_run_on(facts_of: Read) -> None:
    heading, *lines = (line for line in LINES.splitlines() if line)
    assert said(facts_of(f"{heading}\n\n{'. '.join(lines)}.")) == expected()


def test_labels_over_their_values(facts_of: Read) -> None:
    text = LINES.replace(": ", "\n")
    text = text.replace("Region Norrskog, Bergtulls kommun och ", "Region Norrskog\nBergtulls kommun\n")
    assert said(facts_of(text)) == expected()


def test_columns_poured_into_lines_without_colons(facts_of: Read) -> None:
    assert said(facts_of(LINES.replace(": ", " "))) == expected()


def test_a_table_of_two_columns(tmp_path: Path) -> None:
    path = tmp_path / "sida.html"
    path.write_text(PAGE, encoding="utf-8")
    assert said(candidates(read(path))) == expected()


def test_a_project_that_nothing_names_stays_open(facts_of: Read) -> None:
    found = facts_of(LINES.replace("Grön Gruva Norr", "Fakta om projektet"))
    assert said(found) == expected(None)
    assert {c.level for c in found} == {"check"}


def test_sums_behind_their_givers_and_the_money_of_the_union(facts_of: Read) -> None:
    found = facts_of(
        "Projektnamn: Digitala Byar\nProjektägare: Tallås kommun\nEU-finansiering: 6 500 000 kr\n"
        "Medfinansiering: Region Norrskog 1 200 000 kr, Lillviks kommun 800 000 kr\nSökt belopp: 9 000 000 kr\n"
    )
    assert {(c.subject, c.amount) for c in found if c.kind == "funding"} == {
        ("EU", 6_500_000),
        ("Region Norrskog", 1_200_000),
        ("Lillviks kommun", 800_000),
    }


def test_what_stands_behind_the_sheet_is_read_as_ever(facts_of: Read) -> None:
    found = facts_of(f"{LINES}Norrfrakt AB ägs av Lillviks kommun.\n")
    assert ("Lillviks kommun", "Norrfrakt AB") in {(c.subject, c.object) for c in found if c.kind == "ownership"}


def test_labels_of_other_sheets_say_nothing_of_projects(facts_of: Read) -> None:
    for text in (
        "Kontakt: Anna Ek\nTelefon: 0660-12 34 56\nPartner: Bo Ek",
        "Bolagsfakta\n\nBudget: 12 mnkr\nOmråde: energi\nLän: Norrskogs län",
    ):
        assert not [c for c in facts_of(text) if c.rule == "sheet.project"]


def test_a_budget_in_another_currency_has_no_kronor(facts_of: Read) -> None:
    found = facts_of(
        "Skogslänken\n\nFakta\n\nPROJEKTÄGARE Arvika kommun\nTOTALBUDGET 4 452 772 €\nPROJEKTTID 2015–2018\n"
        "PROJEKTLEDARE Anna Ek\n"
    )
    assert [(c.subject, c.amount) for c in found if c.kind == "budget"] == [("Skogslänken", None)]


def test_labels_in_words_of_their_own(facts_of: Read) -> None:
    found = facts_of("""
Skolmat utan svinn

Ägare till projektet: Lillviks högskola
I projektet medverkande: Region Norrskog, Norrfrakt AB
Tid: 2022-03-01 – 2024-02-29
Ur Regionalfonden söks: 399 000 kr
Budget i sin helhet: 1,2 miljoner kronor
""")
    assert said(found) == {
        *(("project", party, "Skolmat utan svinn", "") for party in PARTIES - {"Bergtulls kommun"}),
        ("funding", "Regionalfonden", "Skolmat utan svinn", "399000"),
        ("budget", "Skolmat utan svinn", None, "1200000"),
    }
    assert {c.period for c in found if c.kind == "budget"} == {("2022-03-01", "2024-02-29")}


def test_a_label_that_says_who_gives(facts_of: Read) -> None:
    found = facts_of("""
Stigar i skogen

Koordinerande part Norrfrakt AB
Vinnovas bidrag 800 000 kronor
Löptid maj 2021–juni 2023
Status Avslutat
""")
    assert said(found) == {
        ("project", "Norrfrakt AB", "Stigar i skogen", ""),
        ("funding", "Vinnova", "Stigar i skogen", "800000"),
    }


def test_a_sheet_for_each_project_of_a_page(facts_of: Read) -> None:
    found = facts_of("""
Tre projekt fick ja

Lin och hampa

Leadpartner: Lillviks högskola
Budget: 900 000 kr

Skog i stan

Leadpartner: Norrfrakt AB
Budget: 500 000 kr
""")
    assert said(found) == {
        ("project", "Lillviks högskola", "Lin och hampa", ""),
        ("budget", "Lin och hampa", None, "900000"),
        ("project", "Norrfrakt AB", "Skog i stan", ""),
        ("budget", "Skog i stan", None, "500000"),
    }


def test_a_value_that_is_a_name_no_list_has_stays_whole(facts_of: Read) -> None:
    found = facts_of("""
Skolmat utan svinn

Projektägare: Rådet för Norrskog
Total budget: 4,2 miljoner kronor
""")
    assert ("project", "Rådet för Norrskog", "Skolmat utan svinn", "") in said(found)


def test_a_project_and_its_parties_on_one_line(facts_of: Read) -> None:
    found = facts_of("""
Vi deltar i projekt

Lin och hampa – Leds av: Lillviks högskola. Partner i projektet: Region Norrskog. Associerade: Bergtulls kommun.

Skog i stan – Partner i projektet: Norrfrakt AB.
""")
    assert said(found) == {
        *(("project", party, "Lin och hampa", "") for party in PARTIES - {"Norrfrakt AB"}),
        ("project", "Norrfrakt AB", "Skog i stan", ""),
    }


def test_a_record_of_a_database_is_of_its_acronym(facts_of: Read) -> None:
    text = (
        "Research database – project record\n\nTitle: Parks for small towns\nAcronym: SMALLPARK\nStatus: ongoing\n\n"
        "Coordinating organisation: Skogsvik University\nParticipating organisations: Norrfrakt AB, Tallvatten AB\n"
        "Funding organisation: Formas\n"
    )
    found = {(c.kind, c.subject, c.object) for c in facts_of(text)}
    assert found == {
        ("project", "Skogsvik University", "SMALLPARK"),
        ("project", "Norrfrakt AB", "SMALLPARK"),
        ("project", "Tallvatten AB", "SMALLPARK"),
        ("funding", "Formas", "SMALLPARK"),
    }


def test_a_label_that_says_who_gives_has_its_sum_below(facts_of: Read) -> None:
    text = (
        "Cirkulära möbler i Norrskog\n\nKoordinator\nNorrfrakt AB\nBidrag från Vinnova\n722 000 kronor\n"
        "Projektets löptid\ndecember 2018 – mars 2020\n"
    )
    (gift,) = (c for c in facts_of(text) if c.kind == "funding")
    assert (gift.subject, gift.object, gift.amount) == ("Vinnova", "Cirkulära möbler i Norrskog", 722_000)
    assert "Vinnova" not in {c.subject for c in facts_of(text) if c.kind == "project"}
