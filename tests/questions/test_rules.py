"""The rules that answers keep, on a made-up county that breaks each of them if they do not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from regiongraf.dataset import Dataset
from regiongraf.questions.tables import footer, plain_rows


def column(rows: list[dict[str, Any]], name: str) -> list[Any]:
    return [row[name] for row in rows]


def test_a_share_within_bounds_is_told_as_bounds(town: Dataset) -> None:
    shown = [row[1] for row in plain_rows(town.ask("who-owns", "Ek AB").answer)]
    assert shown == ["mer än 50\u00a0%", "minst 20\u00a0% och högst 30\u00a0%"]
    english = [row[1] for row in plain_rows(town.ask("who-owns", "Ek AB", language="en").answer)]
    assert english == ["more than 50%", "at least 20% and at most 30%"]


def test_what_has_ended_or_been_refined_is_no_answer(town: Dataset) -> None:
    assert set(column(town.ask("who-owns", "Öster AB").rows, "owner")) == {"Granby kommun"}
    assert column(town.ask("body-against-appendix").rows, "object") == ["Öster AB"]


def test_validity_that_the_source_states_holds_before_its_own_date(town: Dataset) -> None:
    def known(day: str) -> set[tuple[str, str]]:
        rows = town.ask("known-as-of", "Öster AB", day).rows
        return {(row["subject"], row["known"]) for row in rows if row["kind"] == "ägande"}

    assert known("2015-06-01") == {("Region Exempel", "gällde enligt källan"), ("Granby kommun", "hade inte börjat")}
    assert known("2023-06-01") == {("Region Exempel", "hade upphört"), ("Granby kommun", "gällde enligt källan")}


def test_a_group_owns_through_its_members_but_never_over_a_statement_of_their_own(town: Dataset) -> None:
    assert column(town.ask("what-owns", "Furuby kommun").rows, "group") == ["Kommunerna"]
    own = [row for row in town.ask("what-owns", "Granby kommun").rows if row["owned"] == "Åsp & Söner AB"]
    assert column(own, "directness") == ["indirekt"]
    assert column(own, "group") == [None]


def test_holdings_on_a_loop(town: Dataset) -> None:
    assert {(row["owner"], row["owned"]) for row in town.ask("cross-holdings").rows} == {
        ("Ring Ett AB", "Ring Två AB"),
        ("Ring Två AB", "Ring Ett AB"),
    }
    assert "Ring Två AB" in column(town.ask("ownership-chains", "Granby kommun").rows, "owned")


def test_owners_that_a_source_counts_but_does_not_name(town: Dataset) -> None:
    (row,) = town.ask("owners-not-named").rows
    assert (row["owned"], row["owners"], row["named"], row["not_named"]) == ("Ring Ett AB", 5, 2, 3)


def test_members_of_an_association_that_owns_have_an_interest_and_no_ownership(town: Dataset) -> None:
    assert set(column(town.ask("interest-through").rows, "member")) == {"Granby kommun", "Furuby kommun", "Kommunerna"}
    assert "Ek AB" not in column(town.ask("what-owns", "Furuby kommun").rows, "owned")


def test_a_contradiction_is_seen_in_the_row_and_takes_the_sum_away(town: Dataset) -> None:
    answer = town.ask("who-owns", "Älm AB").answer
    assert [row[-1] for row in plain_rows(answer) if row[0] == "Staten"] == [
        "annals 60–65 [MOTSÄGS]",
        "annals 50–55 [MOTSÄGS]",
    ]
    assert answer.total is None
    assert "motsäger varandra" in footer(answer)


def test_one_holding_in_two_rows_is_summed_once(town: Dataset) -> None:
    answer = town.ask("who-owns", "Öster AB").answer
    assert [row[5] for row in plain_rows(answer)] == ["sluten lista", "fullständighet ej angiven"]
    assert answer.total == 100


def test_a_part_is_not_added_to_its_whole_nor_stages_to_each_other_nor_rows_to_a_printed_total(town: Dataset) -> None:
    rows = town.ask("totals", "Region Exempel").rows
    sums = {(row["stage"], row["period"][:4]): (row["amount"], row["flows"], row["unstated"]) for row in rows}
    assert sums == {
        ("beviljad", "2024"): (Decimal(1000), 1, 0),
        ("utbetald", "2024"): (Decimal(550), 1, 0),
        ("utbetald", "2023"): (Decimal(60), 2, 1),
    }


def test_an_approximate_figure_makes_its_sum_approximate(town: Dataset) -> None:
    rows = town.ask("totals", "Region Exempel").rows
    assert {row["amount"]: row["precision"] for row in rows}[Decimal(550)] == "ungefärlig"


def test_contradicting_amounts_count_once_when_equal_and_not_at_all_when_not(town: Dataset) -> None:
    rows = town.ask("totals", "Staten").rows
    sums = {row["period"][:4]: (row["amount"], row["conflicts"]) for row in rows if row["instrument"] == "företagsstöd"}
    assert sums == {"2022": (Decimal(90), 1), "2021": ("belopp ej angivet", 2)}
    (ek,) = [row for row in town.ask("grants-per-recipient").rows if (row["recipient"], row["grants"]) == ("Ek AB", 3)]
    # 90 kronor went to one of two, and which of them is not known.
    assert (ek["amount"], ek["unstated"], ek["conflicts"]) == ("belopp ej angivet", 3, 3)


def test_loans_are_no_grants_and_wholes_are_not_listed_beside_their_parts(town: Dataset) -> None:
    rows = town.ask("largest-grants").rows
    assert 500 not in column(rows, "amount")
    assert 1000 not in column(rows, "amount")
    assert 600 not in column(rows, "amount")


def test_a_printed_total_is_held_against_its_rows(town: Dataset) -> None:
    (row,) = town.ask("rows-against-totals").rows
    assert (row["printed"], row["total"], row["difference"]) == (70, 60, 10)


def test_money_to_a_group_is_shown_as_the_groups(town: Dataset) -> None:
    assert column(town.ask("money-to", "Furuby kommun").rows, "receiver") == ["Kommunerna"]


def test_a_purpose_is_told_in_the_language_of_the_answer(town: Dataset) -> None:
    assert column(town.ask("money-to", "Älm AB").rows, "for") == ["Tak"]
    assert column(town.ask("money-to", "Älm AB", language="en").rows, "for") == ["A roof"]


def test_a_place_holds_what_lies_within_it_and_a_year_only_what_is_stated_for_it(town: Dataset) -> None:
    assert column(town.ask("projects", "Granby (område)").rows, "project") == ["Projekt utan tid"]
    assert column(town.ask("projects", year=2025).rows, "project") == ["Skolprojektet"]
    assert not town.ask("projects", year=2023).rows
    assert column(town.ask("measures", 2019).rows, "measure") == ["Bron vid Backen"]


def test_a_municipality_is_in_what_lies_within_its_area(town: Dataset) -> None:
    rows = town.ask("about-municipality", "Granby kommun").rows
    assert ("Bron vid Backen", "plats", "Backen") in {(row["subject"], row["how"], row["through"]) for row in rows}


def test_words_sort_the_swedish_way(town: Dataset) -> None:
    names = column(town.ask("organisations", "aktiebolag").rows, "organisation")
    assert [name for name in names if name[0] in "EÅÄÖ"] == ["Ek AB", "Åsp & Söner AB", "Älm AB", "Öster AB"]
