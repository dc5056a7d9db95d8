"""Members that a page names group by group, under headings of their own."""

from __future__ import annotations

from collections.abc import Callable

from regiongraf.intake import Candidate

PAGE = """Våra medlemmar

De flesta som nyttjar ån är med i Skogsåns vattenvårdsförbund. Medlemmar är följande:

Regioner

Region Norrskog och Region Tallås.

Företag

Företag som nyttjar ån för dricksvatten: Bergtull Vatten AB och Skogsverken AB.

Kontakt

Region Kustmark svarar på frågor om ån.
"""


def members(facts: list[Candidate]) -> set[str | None]:
    return {fact.subject for fact in facts if fact.object == "Skogsåns vattenvårdsförbund"}


def test_members_are_read_group_by_group(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of(PAGE)
    assert members(found) == {"Region Norrskog", "Region Tallås", "Bergtull Vatten AB", "Skogsverken AB"}
    assert {fact.level for fact in found if fact.rule == "members.called"} == {"check"}


def test_a_sentence_ends_the_call(facts_of: Callable[[str], list[Candidate]]) -> None:
    text = PAGE.replace("Region Norrskog och Region Tallås.", "Region Norrskog bjuder in till möte.")
    assert not members(facts_of(text)) & {"Region Norrskog", "Bergtull Vatten AB"}


def test_without_a_body_nobody_is_a_member(facts_of: Callable[[str], list[Candidate]]) -> None:
    assert not [
        fact
        for fact in facts_of("Medlemmar är följande:\n\nRegion Norrskog och Region Tallås.\n")
        if fact.rule == "members.called"
    ]
