"""Who gives where a sentence leaves it out, over the paragraphs of a page."""

from __future__ import annotations

from collections.abc import Callable

from regiongraf.intake import Candidate

DEALT = """16 miljoner till bygdens minnen

Kulturmarksverket fördelar nu 16 miljoner kronor till lokala museer.

Föreningen Skogens hus får 250 000 kronor till en ny utställning.
"""


def test_who_hands_out_a_sum_gives_what_those_named_further_on_get(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = {(fact.subject, fact.object, fact.level) for fact in facts_of(DEALT) if fact.kind == "funding"}
    assert ("Kulturmarksverket", "Föreningen Skogens hus", "check") in found


def test_a_new_heading_with_a_body_ends_that(rules_of: Callable[[str], list[Candidate]]) -> None:
    text = DEALT.replace("\n\nFöreningen", "\n\nSkogsbygdens Teater AB\n\nFöreningen")
    givers = {fact.subject for fact in rules_of(text) if fact.object == "Föreningen Skogens hus"}
    assert givers == {None}


def test_the_same_body_gets_from_who_gave_it_before(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of(
        "Skogens Teater AB har fått bidrag från Kulturmarksverket.\n\n"
        "Skogens Teater AB får 150 000 kronor för en ny scen.\n"
    )
    assert [(fact.subject, fact.amount) for fact in found if fact.amount] == [("Kulturmarksverket", 150000)]


def test_we_are_not_one_of_those_who_pay_for_us(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of("Umeå kommun hjälper till. I nuläget finansieras vi av Umeå kommun och Region Norrskog.\n")
    assert not [fact for fact in found if fact.object == "Umeå kommun"]
