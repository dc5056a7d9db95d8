"""Why one owns, controls or influences another: on the report, through the Python face and the command."""

from __future__ import annotations

import re
from datetime import date

import pytest

import regiongraf
from regiongraf.dataset import Dataset
from regiongraf.errors import UnknownName


@pytest.fixture(scope="module")
def data() -> Dataset:
    return regiongraf.open("demo")


def told(data: Dataset, owner: str, claim: str, body: str, **more: object) -> str:
    return "\n".join(data.why(owner, claim, body, **more)).replace("\u00a0", " ")


def test_a_stated_share_is_told_with_its_evidence(data: Dataset) -> None:
    said = told(data, "staten", "owns", "Almi Mitt AB", language="en")
    assert said.startswith("The Swedish State owns 51% of Almi Mitt AB.")
    assert "[1] ownership/almi-mitt-staten: rvn-ange-2025 " in said
    assert "https://" not in said


def test_an_interest_through_a_municipal_association_is_no_ownership(data: Dataset) -> None:
    said = told(data, "Region Västernorrland", "owns", "Norrtåg AB")
    assert "äger Norrtåg AB indirekt, och inte hur mycket" in said
    assert "Inte ägande, men ett intresse" in said
    assert "har ett intresse av mer än 0 % och mindre än 100 % i Norrtåg AB" in said
    assert {"ownership/norrtag-din-tur", "membership/din-tur-region-vasternorrland"} <= cited(said)


def test_one_named_owner_of_thirteen_has_more_than_nothing_and_less_than_all(data: Dataset) -> None:
    said = told(data, "RVN", "owns", "Nya Ostkustbanan AB", language="en")
    assert "more than 0% and less than 100%" in said
    assert "7.7" not in said


def test_control_is_answered_strictly_and_under_a_named_assumption(data: Dataset) -> None:
    said = told(data, "staten", "controls", "Almi Mitt AB")
    assert "Strikt: möjligt" in said
    assert "9,4269 %" in said
    assert "91,2344 %" in said
    assert "Om en aktie har en röst (antagande): ja" in said


def test_what_is_said_of_each_of_a_group_is_told_of_the_group_too(data: Dataset) -> None:
    said = told(data, "De fyra norra regionerna", "owns", "Norrtåg AB", language="en")
    assert said.startswith("A source states of each of")
    assert "Region Norrbotten, Region Västerbotten" in said
    assert "ownership/norrtag-de-fyra-norra-regionerna" in cited(said)


def test_a_group_decides_and_influences_by_what_its_members_hold(data: Dataset) -> None:
    group = "Länets sju kommuner"
    said = told(data, group, "controls", "Bizmaker AB", language="en")
    # Each of the seven is stated to own some of it: together it may be enough, and is never none of the votes.
    assert "possible" in said
    assert "votes: more than 0% and less than 100%" in said
    assert "no source says that they act as one" in said
    assert "ownership/bizmaker-lanets-sju-kommuner" in cited(said)
    said = told(data, group, "influences", "Din Tur")
    members = [line.partition(" är medlem i")[0] for line in said.splitlines() if " är medlem i" in line]
    assert members[0] == "Härnösands kommun"
    assert members[-2:] == ["Ånge kommun", "Örnsköldsviks kommun"]
    assert len(members) == 7
    said = told(data, group, "owns", "Norrtåg AB")
    assert said.startswith("Ingen källa anger att Länets sju kommuner äger något i Norrtåg AB.")
    assert "har ett intresse av tillsammans mer än 0 % och mindre än 100 %" in said


def test_membership_is_influence_and_not_ownership(data: Dataset) -> None:
    said = told(data, "Region Västernorrland", "influences", "Bron Innovation AB", language="en")
    assert "Region Västernorrland is a member of Bron [1]" in said
    assert "Membership gives influence, not ownership" in said
    assert "No source states that" in told(data, "Region Västernorrland", "owns", "Bron Innovation AB", language="en")


def test_without_any_tie_nothing_is_claimed(data: Dataset) -> None:
    assert told(data, "Trafikverket", "influences", "Bizmaker AB").startswith("Ingen källa anger några band")


def test_before_the_source_the_answer_is_unknown_and_never_no(data: Dataset) -> None:
    said = told(data, "Region Västernorrland", "owns", "Nya Ostkustbanan AB", as_of=date(2020, 1, 1), language="en")
    assert "2025-11-27" in said
    controlled = told(data, "staten", "controls", "Almi Mitt AB", as_of=date(2020, 1, 1), language="en")
    assert controlled.startswith("Who owned Almi Mitt AB then is not known: it is first stated on 2025-11-27.")


@pytest.mark.parametrize("claim", ["owns", "controls", "influences"])
def test_every_number_in_brackets_is_explained(data: Dataset, claim: str) -> None:
    said = told(data, "Region Västernorrland", claim, "Almi Mitt AB")
    body, _, evidence = said.partition("Var det står:")
    assert set(re.findall(r"\[(\d+)\]", body)) <= set(re.findall(r"^\[(\d+)\]", evidence, re.MULTILINE))


def test_names_are_found_as_everywhere_and_missed_with_suggestions(data: Dataset) -> None:
    with pytest.raises(UnknownName) as missed:
        data.why("Region Västernorland", "owns", "Almi Mitt AB")
    assert "Region Västernorrland" in missed.value.suggestions


def test_a_body_that_holds_nothing_is_told_as_such(data: Dataset) -> None:
    said = told(data, "Trafikverket", "owns", "Almi Mitt AB")
    assert said.startswith("Ingen källa anger att Trafikverket äger något i Almi Mitt AB")


def cited(said: str) -> set[str]:
    return set(re.findall(r"^\[\d+\] (\S+):", said, re.MULTILINE))
