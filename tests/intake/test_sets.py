"""Sets that list their members, sets that share a place, and parties that only a noun tells of; on made-up text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraf.intake import Candidate

Read = Callable[[str], list[Candidate]]


def parties(found: list[Candidate], body: str) -> set[str | None]:
    return {c.subject for c in found if c.kind == "partnership" and c.object == body}


def test_members_take_the_place_of_their_set_where_the_count_agrees(facts_of: Read) -> None:
    text = "Skogsalliansen är ett nätverk mellan tre regioner, dalarna, Gävleborg och Örebro."
    assert parties(facts_of(text), "Skogsalliansen") == {"Region Dalarna", "Region Gävleborg", "Region Örebro län"}


def test_norr_counts_four(facts_of: Read) -> None:
    text = "Skogsalliansen är ett nätverk mellan sju regioner, norr + dalarna, Gävleborg och Örebro."
    assert "de fyra norra regionerna" in parties(facts_of(text), "Skogsalliansen")


def test_a_count_that_disagrees_leaves_the_set_as_it_is(facts_of: Read) -> None:
    text = "Skogsalliansen är ett nätverk mellan fem regioner, dalarna, Gävleborg och Örebro."
    assert "fem regioner" in parties(facts_of(text), "Skogsalliansen")


def test_all_share_the_place_of_the_set_beside(facts_of: Read) -> None:
    text = "Skogsalliansen är ett nätverk mellan alla kommuner och de fyra regionerna i norra Sverige."
    assert "alla kommuner i norra Sverige" in parties(facts_of(text), "Skogsalliansen")


def test_the_municipalities_are_those_of_the_county(facts_of: Read) -> None:
    text = (
        "Region Norrmark samarbetar med länets fem kommuner. Region Norrmark finns.\n\n"
        "Region Norrmark arbetar tillsammans med kommunerna."
    )
    assert {c.object for c in facts_of(text) if c.kind == "partnership"} == {"länets fem kommuner"}


def test_parties_without_a_name_are_offered_with_less_trust(facts_of: Read) -> None:
    found = facts_of("Region Norrmark samverkar med kommuner, statliga myndigheter och Företagarna Skog.")
    levels = {c.object: c.level for c in found}
    assert set(levels) == {"kommuner", "statliga myndigheter", "Företagarna Skog"}
    assert levels["Företagarna Skog"] == "sure"
    assert levels["kommuner"] == levels["statliga myndigheter"] == "check"


@pytest.mark.parametrize("text", ["Region Norrmark möter kommuner och företag.", "Samverkan: kommuner, företag."])
def test_nouns_without_cooperation_are_no_parties(facts_of: Read, text: str) -> None:
    assert facts_of(text) == []


def test_companies_in_a_municipality_are_not_the_municipality(facts_of: Read) -> None:
    found = facts_of("Samtidigt har företag i Ekhults kommun fått 15 miljoner kronor i företagsstöd.")
    assert [c.object for c in found] == ["företag i Ekhults kommun"]


def test_a_name_in_other_letters_and_a_branch_are_the_same_body(facts_of: Read) -> None:
    text = (
        "Region Norrmark samarbetar med SkogsLyft och Coompanion.\n\n"
        "Skogslyft AB ägs av Region Norrmark. Coompanion Skåne är en ekonomisk förening."
    )
    found = {c.object for c in facts_of(text) if c.kind == "partnership"}
    assert found == {"Skogslyft AB", "Coompanion Skåne"}


def test_a_noun_says_who_receives_what_is_handed_out(facts_of: Read) -> None:
    text = "Av medlen fördelar Region Norrmark 4 miljoner kronor vidare till externa aktörer i länet."
    assert [(c.object, c.amount) for c in facts_of(text)] == [("externa aktörer i länet", 4000000)]


def test_a_purpose_in_a_name_may_have_a_capital(facts_of: Read) -> None:
    found = facts_of("Myndigheten för Yrkeshögskolan finansierar kursen Ljusteknik.")
    assert [c.subject for c in found] == ["Myndigheten för yrkeshögskolan"]
