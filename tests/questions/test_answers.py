"""What the report says, asked through the public face: the answers that anyone would check first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from regiongraf.dataset import Dataset
from regiongraf.errors import QueryError, UnknownName
from regiongraf.questions.tables import footer


def pairs(rows: list[dict[str, Any]], *columns: str) -> set[tuple[Any, ...]]:
    return {tuple(row[column] for column in columns) for row in rows}


def test_collaborations_are_told_of_a_set_of_regions_and_without_one_of_all(town: Dataset) -> None:
    def told(*regions: str, **more: int) -> set[tuple[str, str, int]]:
        rows = town.ask("collaborations-of-regions", *regions, **more).rows
        return {(row["collaboration"], row["region"], int(row["regions"])) for row in rows}

    everything = told()
    names = {name for name, _, _ in everything}
    assert names == {"Tva regioner", "Tre regioner"}
    assert told("Region Grannlän") == {row for row in everything if row[1] == "Region Grannlän"}
    assert told("Region Grannlän", "REX") == {row for row in everything if row[1] != "Region Avlägsen"}
    assert {row[0] for row in told("Region Avlägsen")} == {"Tre regioner"}
    assert {row[0] for row in told(at_least=3)} == {"Tre regioner"}
    assert {row[0] for row in told("Region Avlägsen", at_least=1)} == {"Tre regioner", "En region"}
    assert town.ask("collaborations-of-regions", region=()).rows == town.ask("collaborations-of-regions").rows


def test_what_is_no_region_is_no_member_of_the_set(town: Dataset) -> None:
    with pytest.raises(UnknownName, match="Granby kommun"):
        town.ask("collaborations-of-regions", "REX", "Granby kommun")


def test_several_values_are_refused_where_one_is_asked_for(town: Dataset) -> None:
    with pytest.raises(QueryError, match="organisation takes one value; 2 were given"):
        town.ask("who-owns", organisation=["Ek AB", "Älm AB"])
    with pytest.raises(QueryError, match="needs to know: organisation"):
        town.ask("who-owns", organisation=[])
    with pytest.raises(QueryError, match="region is given twice"):
        town.ask("collaborations-of-regions", "REX", region=["Region Avlägsen"])


def test_almi_mitt_has_three_owners_and_their_shares_sum_to_a_hundred(report: Dataset) -> None:
    result = report.ask("who-owns", "Almi Mitt AB")
    assert pairs(result.rows, "owner", "share") == {
        ("Staten", Decimal(51)),
        ("Region Västernorrland", Decimal("24.5")),
        ("Region Jämtland Härjedalen", Decimal("24.5")),
    }
    assert {row["basis"] for row in result.rows} == {"grund ej angiven"}
    assert result.answer.total == 100
    assert "summa 100\u00a0%" in footer(result.answer)


def test_the_appendix_lists_26_bodies_of_which_six_companies_and_six_coordination_associations(report: Dataset) -> None:
    by_form = {row["form"]: row["bodies"] for row in report.ask("affiliations-by-form").rows}
    assert sum(by_form.values()) == 26
    assert by_form["aktiebolag"] == 6
    assert by_form["samordningsförbund"] == 6
    assert len(report.ask("affiliations", "aktiebolag")) == 6


def test_norrtag_is_owned_by_din_tur_and_the_four_regions_and_by_the_region_only_indirectly(report: Dataset) -> None:
    rows = report.ask("who-owns", "Norrtåg").rows
    assert pairs(rows, "owner", "directness", "share") == {
        ("Kommunalförbundet Kollektivtrafikmyndigheten Västernorrland", "direkt", "andel ej angiven"),
        ("De fyra norra regionerna", "direkthet ej angiven", "andel ej angiven"),
        ("Region Västernorrland", "indirekt", "andel ej angiven"),
    }
    held = pairs(report.ask("what-owns", "Region Västernorrland").rows, "owned", "directness", "group")
    assert ("Norrtåg AB", "indirekt", None) in held
    assert len([row for row in held if row[0] == "Norrtåg AB"]) == 1


def test_the_wording_of_the_body_is_kept_as_refined_and_is_no_answer_elsewhere(report: Dataset) -> None:
    refined = report.ask("body-against-appendix").rows
    assert ("Region Västernorrland", "Norrtåg AB", "preciserad") in pairs(refined, "subject", "object", "rank")


def test_the_region_is_a_member_of_the_association_bron_and_does_not_own_bron_innovation(report: Dataset) -> None:
    assert pairs(report.ask("who-owns", "Bron Innovation AB").rows, "owner") == {("Bron",)}
    assert ("Bron", "medlem") in pairs(report.ask("memberships-of", "RVN").rows, "organisation", "role")
    assert "Bron Innovation AB" not in {row["owned"] for row in report.ask("what-owns", "RVN").rows}


def test_twelve_of_the_thirteen_owners_of_nya_ostkustbanan_are_not_named(report: Dataset) -> None:
    rows = report.ask("owners-not-named").rows
    assert pairs(rows, "owned", "owners", "named", "not_named") == {("Nya Ostkustbanan AB", 13, 1, 12)}
    (owner,) = report.ask("who-owns", "Nya Ostkustbanan AB").rows
    assert (owner["owner"], owner["share"], owner["owners"]) == ("Region Västernorrland", "andel ej angiven", 13)


def test_culture_support_by_year_and_its_printed_total(report: Dataset) -> None:
    by_year = {
        row["period"]: row["amount"]
        for row in report.ask("totals", "Region Västernorrland").rows
        if row["period"].startswith("202") and isinstance(row["amount"], Decimal) and row["amount"] < 1_000_000
    }
    assert by_year == {
        "2023-01-01/2023-12-31": 55_000,
        "2024-01-01/2024-12-31": 55_000,
        "2025-01-01/2025-12-31": 160_000,
    }
    (printed,) = report.ask("rows-against-totals").rows
    assert (printed["printed"], printed["rows"], printed["total"], printed["difference"]) == (270_000, 7, 270_000, 0)


def test_nine_grants_to_seven_companies(report: Dataset) -> None:
    paid = [row for row in report.ask("largest-grants").rows if row["stage"] == "utbetald"]
    assert len(paid) == 9
    assert len({row["recipient"] for row in paid}) == 7
    assert sum(row["amount"] for row in paid) == 10_839_517
    assert "summa utbetald, företagsstöd: 10\u00a0839\u00a0517\u00a0kr" in footer(report.ask("largest-grants").answer)
    per_recipient = {
        row["recipient"]: row["amount"] for row in report.ask("grants-per-recipient").rows if row["stage"] == "utbetald"
    }
    assert len(per_recipient) == 7
    assert per_recipient["Torp's Vattenskärning AB"] == 1_734_840 + 1_293_035


def test_the_contradiction_about_the_fifteen_million_is_seen_and_never_summed(report: Dataset) -> None:
    grants = report.ask("largest-grants").answer
    assert "motsäger varandra" in footer(grants)
    assert len(report.ask("open-conflicts")) == 2
    # In one place it is granted, in the other nothing is said of that: neither row has it for certain.
    contested = [row for row in report.ask("totals").rows if row["conflicts"]]
    assert {(row["stage"], row["amount"]) for row in contested} == {
        ("beviljad", "belopp ej angivet"),
        ("skede ej angivet", "belopp ej angivet"),
    }


def test_the_foundation_has_founders_and_no_owner(report: Dataset) -> None:
    rows = report.ask("founders", "Stiftelsen Länsmuseet Västernorrland").rows
    assert pairs(rows, "founder") == {("Region Västernorrland",), ("Härnösands kommun",)}
    assert not report.ask("who-owns", "Stiftelsen Länsmuseet Västernorrland").rows


def test_mittstraket_has_one_budget_and_three_sources_whose_split_is_not_stated(report: Dataset) -> None:
    rows = [row for row in report.ask("project", "Projekt Mittstråket 2.0").rows if row["stage"]]
    (whole,) = [row for row in rows if row["amount"] == 285_000_000]
    assert whole["period"] == "2023-01-01/2027-12-31"
    parts = [row for row in rows if row is not whole]
    assert {row["amount"] for row in parts} == {"belopp ej angivet"}
    assert pairs(parts, "who", "source") == {
        ("Trafikverket", "nationellt anslag"),
        ("finansiär ej angiven", "EU-medel"),
        ("finansiär ej angiven", "regionala utvecklingsmedel"),
    }


def test_almis_loans_are_loans_by_almi_and_no_grants_by_the_region(report: Dataset) -> None:
    (loans,) = report.ask("money-from", "Almi Mitt AB").rows
    assert (loans["amount"], loans["instrument"], loans["stage"]) == (6_200_000, "lån", "beviljad")
    assert 6_200_000 not in {row["amount"] for row in report.ask("money-from", "RVN").rows}
    assert "lån" not in {row["instrument"] for row in report.ask("largest-grants").rows}
    figures = pairs(report.ask("indicators").rows, "indicator", "value")
    assert {("beviljade lån", 14), ("kundmöten", 58), ("registrerade kunder", 40)} <= figures


def test_the_target_for_external_income_is_a_lower_bound(report: Dataset) -> None:
    (target,) = report.ask("external-financing-target").rows
    assert (target["ratio"], target["precision"], target["of"]) == (25, "minst", 519_000_000)


def test_what_is_known_before_the_date_of_the_source_is_unknown_and_not_no(report: Dataset) -> None:
    before = report.ask("known-as-of", "Almi Mitt AB", "2025-11-26").rows
    after = report.ask("known-as-of", "Almi Mitt AB", "2025-11-27").rows
    owning = {row["known"] for row in before if row["kind"] == "ägande"}
    assert owning == {"okänt: angavs först senare"}
    assert {row["known"] for row in after if row["kind"] == "ägande"} == {"gällde när det angavs"}


def test_all_that_is_known_of_a_body_begins_with_what_it_is_and_tells_rights_on_both_sides(town: Dataset) -> None:
    def parts(body: str) -> list[str]:
        return [result.answer.question.name for result in town.about(body)]

    assert parts("Granby kommun")[:3] == ["identity", "what-owns", "rights-of"]
    assert parts("Granbystiftelsen") == ["identity", "control-rights"]
    assert {"who-owns", "money-to", "open-conflicts"} <= set(parts("Ek AB"))
    assert {"members-of", "money-to"} <= set(parts("Kommunerna"))
    assert {"collaborations", "money-from"} <= set(parts("Region Exempel"))
    (who,) = [row["value"] for row in town.about("Granby kommun")[0].rows if row["what"] == "form"]
    assert who == "kommun"


def test_what_is_contradicted_of_one_body_is_told_with_all_that_is_known_of_it(report: Dataset) -> None:
    known = {result.answer.question.name: result.rows for result in report.about("Ånge kommun")}
    (conflict,) = known["open-conflicts"]
    assert (conflict["object"], conflict["kind"]) == ("Ånge kommun", "finansieringsflöde")
    assert "open-conflicts" not in {result.answer.question.name for result in report.about("Almi Mitt AB")}
