"""The traps of Swedish reports, each on made-up text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from regiongraf.intake import Candidate
from regiongraf.intake.candidate import Share

Read = Callable[[str], list[Candidate]]


def plain(found: list[Candidate]) -> list[tuple[str, str | None, str | None]]:
    return [(c.kind, c.subject, c.object) for c in found if c.status is None]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Nämnden föreslår att Lillviks kommun blir delägare i Tallbanan AB.", "proposed"),
        ("Lillviks kommun föreslås bli delägare i Tallbanan AB.", "proposed"),
        ("Lillviks kommun är inte delägare i Tallbanan AB.", "denied"),
        ("Lillviks kommun är inte formella ägare i Tallbanan AB.", "denied"),
        ("Lillviks kommun ägde till 2019 Tallbanan AB.", "former"),
        ("Tidigare ägdes Tallbanan AB av Lillviks kommun.", "former"),
        ("Lillviks kommun är inte längre delägare i Tallbanan AB.", "former"),
        ("Lillviks kommun ska äga Tallbanan AB.", "planned"),
        ("Lillviks kommun har ansökt om medlemskap i Kommunalförbundet Skogsvatten.", "requested"),
        ("Lillviks skidklubb söker 50 000 kronor från Lillviks kommun.", "requested"),
    ],
)
def test_what_is_not_so_is_never_a_plain_fact(facts_of: Read, text: str, status: str) -> None:
    found = facts_of(text)
    assert [c.status for c in found] == [status]
    assert {c.level for c in found} == {"check"}


def test_votes_and_capital_of_one_holding_are_one_fact(facts_of: Read) -> None:
    (one,) = facts_of("Björkfonden AB äger 5 procent av kapitalet och 25 procent av rösterna i Konstlådan AB.")
    assert one.share == Share(exact=Decimal(5))
    assert one.basis == "capital"


def test_a_share_of_votes_says_so(facts_of: Read) -> None:
    (one,) = facts_of("Staten äger minst 51 procent av rösterna i Malmtåg AB.")
    assert one.share == Share(min=Decimal(51))
    assert one.basis == "votes"


@pytest.mark.parametrize(
    "text",
    [
        "Andelen elbilar i Lillviks kommun är 12 procent.",
        "Region Norrskog köpte tjänster av Skogsbuss AB för 14 mnkr.",
        "Skogsbuss AB omsatte 53 miljoner kronor i fjol.",
        "Medborgarna i Lillviks kommun äger sina egna liv.",
        "Lillviks kommun har tecknat ett avtal på 40 miljoner kronor med NCB Bygg AB om en ny skola.",
        "Var tredje bostad ägs av ett kommunalt bolag.",
        "Ordförande Anna Lind (S) hälsade alla medlemmar välkomna.",
    ],
)
def test_figures_and_words_that_only_look_like_facts(facts_of: Read, text: str) -> None:
    assert facts_of(text) == []


def test_a_purchase_price_is_no_grant_and_no_share(facts_of: Read) -> None:
    found = facts_of("Skogsflyget AB ägs av Region Norrskog. Regionen köpte sin andel 2011 för 14 miljoner kronor.")
    assert plain(found) == [("ownership", "Region Norrskog", "Skogsflyget AB")]
    assert found[0].share is None


def test_last_years_column_is_not_this_years_share(facts_of: Read) -> None:
    found = facts_of(
        "Andelar i koncernföretag, Skogens Rådhus AB\n\n"
        "Bolag              Ägarandel % 2024   Ägarandel % 2023\n"
        "Skogsbuss AB       51                 40\n"
        "Skogsvatten AB     100                100\n"
    )
    assert [(c.object, c.share.exact if c.share else None) for c in found] == [
        ("Skogsbuss AB", 51),
        ("Skogsvatten AB", 100),
    ]


def test_one_figure_after_several_owners_goes_to_the_last_and_is_marked(facts_of: Read) -> None:
    found = facts_of("Skogsbuss AB ägs av Region Norrskog och Lillviks kommun (40 procent).")
    assert {c.subject: c.share and c.share.exact for c in found} == {
        "Region Norrskog": None,
        "Lillviks kommun": Decimal(40),
    }


def test_each_and_respectively(facts_of: Read) -> None:
    found = facts_of("Region Norrskog och Region Tallås äger 40 respektive 60 procent av Skogsbuss AB.")
    assert {c.subject: c.share and c.share.exact for c in found} == {"Region Norrskog": 40, "Region Tallås": 60}
    found = facts_of("Skogsbuss AB ägs av Region Norrskog och Region Tallås med hälften vardera.")
    assert {c.subject: c.share and c.share.exact for c in found} == {"Region Norrskog": 50, "Region Tallås": 50}


def test_only_companies_are_owned(facts_of: Read) -> None:
    assert plain(facts_of("Skogens Räddningstjänstförbund ägs av Lillviks kommun och Tallviks kommun.")) == [
        ("membership", "Lillviks kommun", "Skogens Räddningstjänstförbund"),
        ("membership", "Tallviks kommun", "Skogens Räddningstjänstförbund"),
    ]


def test_shared_heads_and_place_names(facts_of: Read) -> None:
    found = facts_of("Medlemmar i Kommunalförbundet Skogsvatten är Lysekils, Munkedals och Uddevalla kommuner.")
    assert [c.subject for c in found] == ["Lysekils kommun", "Munkedals kommun", "Uddevalla kommun"]
    found = facts_of("Skogsbuss AB ägs av regionerna Västernorrland och Dalarna.")
    assert [c.subject for c in found] == ["Region Dalarna", "Region Västernorrland"]


def test_names_with_small_letters_inside(facts_of: Read) -> None:
    found = facts_of("Lillviks kommun äger Skogs- och samemuséet i Tallvik AB.")
    assert plain(found) == [("ownership", "Lillviks kommun", "Skogs- och samemuséet i Tallvik AB")]


def test_an_alias_is_read_and_used() -> None:
    from regiongraf.intake import text
    from regiongraf.intake.pipeline import read_document

    words = "Region Norrskog (i texten även RNS) är stor. RNS äger Skogsbuss AB.\n"
    found = read_document(text.document("text", words), ()).candidates
    assert [(c.kind, c.subject, c.object) for c in found] == [
        ("alias", "Region Norrskog", "RNS"),
        ("ownership", "Region Norrskog", "Skogsbuss AB"),
    ]


def test_a_place_is_no_owner_of_what_lies_in_it(facts_of: Read) -> None:
    assert facts_of("I hela regionen finns bolag. Arbetet i kommunen går vidare i Region Norrskog.") == []


def test_the_total_row_is_checked_and_is_no_recipient(facts_of: Read) -> None:
    table = (
        "Bidrag från Region Norrskog 2023\n\nMottagare       Belopp, kr\n"
        "Teater Tallen   95 000\nDans i Skog     40 000\nSumma           {}\n"
    )
    found = facts_of(table.format("135 000"))
    assert [(c.object, c.level) for c in found] == [("Teater Tallen", "sure"), ("Dans i Skog", "sure")]
    assert all("sum-ok" in c.flags for c in found)
    assert {c.level for c in facts_of(table.format("150 000"))} == {"check"}


def test_a_sentence_that_speaks_of_ownership_and_gave_no_fact_is_offered_to_the_reviewer() -> None:
    from regiongraf.intake import text
    from regiongraf.intake.pipeline import read_document

    words = "Vädret var fint. Ägandet kring Skogsbuss AB är en lång historia.\n"
    reading = read_document(text.document("text", words), ())
    assert not reading.candidates
    assert [words[p.start : p.end] for p in reading.prompts] == ["Ägandet kring Skogsbuss AB är en lång historia"]
