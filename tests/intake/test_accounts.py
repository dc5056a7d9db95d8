"""Tables of income under a unit; on made-up text."""

from __future__ import annotations

from collections.abc import Callable

from regiongraf.intake import Candidate

Read = Callable[[str], list[Candidate]]
TEXT = """
Skogsscenen

Skogsscenen är en teater i Lillvik.

Budget 2024, {unit}

Intäkter
Region Norrskog 22,4
Statens kulturråd 11
Lillviks kommun, Tallås kommun 6,5
Biljettintäkter 4,1
Summa 44

Kostnader
Region Norrskog 30
Övrigt 14
Summa 44
"""


def test_income_of_bodies_is_a_flow_and_costs_are_not(facts_of: Read) -> None:
    found = facts_of(TEXT.format(unit="mnkr"))
    assert {(c.kind, c.subject, c.object, c.amount and int(c.amount)) for c in found} == {
        ("funding", "Region Norrskog", "Skogsscenen", 22_400_000),
        ("funding", "Statens kulturråd", "Skogsscenen", 11_000_000),
        ("funding", "Lillviks kommun", "Skogsscenen", None),
        ("funding", "Tallås kommun", "Skogsscenen", None),
        ("budget", "Skogsscenen", None, 44_000_000),
    }
    assert {c.period for c in found} == {("2024", "2024")}


def test_without_a_unit_the_figures_are_no_money(facts_of: Read) -> None:
    assert not [c for c in facts_of(TEXT.format(unit="preliminär")) if c.rule == "list.income"]


def test_companies_under_a_mixed_head_have_the_shares_behind_them(facts_of: Read) -> None:
    found = facts_of("Tallås kommun\n\nHel- och delägda bolag\nTallåshem AB (100 %)\nNorrskogs Avfall AB (12,5 %)\n")
    assert {(c.subject, c.object, str(c.share.exact)) for c in found if c.share} == {
        ("Tallås kommun", "Tallåshem AB", "100"),
        ("Tallås kommun", "Norrskogs Avfall AB", "12.5"),
    }
