"""Holdings and questions that make no sense, as a user meets them: one clear refusal, or an answer that is defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Desk

FACTS, REGISTRY = "facts/exempel/facts.toml", "facts/registry/organisations.toml"
SPAN = (
    'evidence = [{ start = 44, end = 96, span = "24dc2aef77d336d6", '
    'before = "dd5c701b1b0fa428", after = "2bd3b0ffd25345c8" }]'
)


def company(desk: Desk, id_: str) -> None:
    desk.append(
        REGISTRY,
        f'\n[[organisation]]\nid = "{id_}"\nname = "{id_.title()} AB"\nform = "LimitedCompany"\n'
        'form_basis = "FormByName"\n',
    )


def holding(desk: Desk, owner: str, owned: str, share: int) -> None:
    desk.append(
        FACTS,
        f'\n[[ownership]]\nid = "{owner}-{owned}"\nowner = "{owner}"\nowned = "{owned}"\nshare = {share}\n'
        f'basis = "Capital"\ndirectness = "Direct"\n{SPAN}\n',
    )


def test_a_company_that_owns_all_of_itself_is_not_built(desk: Desk) -> None:
    company(desk, "ekan")
    holding(desk, "ekan", "ekan", 100)
    desk.run("build").refused("ownership/ekan-ekan", "Ownership-self")


def test_companies_that_own_all_of_each_other_leave_nothing_to_anyone_else(desk: Desk) -> None:
    """The system of their equations is singular, and the answer is defined."""
    for id_ in ("ekan", "granen"):
        company(desk, id_)
    holding(desk, "ekan", "granen", 100)
    holding(desk, "granen", "ekan", 100)
    built = desk.run("build")
    assert built.code == 0, built.err
    nothing = desk.run("why", "Exempelkommunen", "owns", "Ekan AB", "--lang", "sv")
    assert nothing.out.startswith("Ingen källa anger att Exempelkommunen äger något i Ekan AB")
    all_of_it = desk.run("why", "Ekan AB", "owns", "Granen AB", "--lang", "sv").out.replace("\u00a0", " ")
    assert all_of_it.startswith("Ekan AB äger 100 % i Granen AB")
    assert "Ekan AB" not in desk.run("ask", "ultimate-owners").out
    assert "Granen AB" in desk.run("ask", "cross-holdings").out


def test_shares_of_more_than_the_whole_are_refused_with_the_statements_to_compare(desk: Desk) -> None:
    company(desk, "ekan")
    holding(desk, "ekan", "exempelbolaget", 60)
    assert desk.run("build").code == 0
    for claim in ("owns", "controls"):
        said = desk.run("why", "Ekan AB", claim, "Exempelbolaget AB")
        said.refused(
            "Exempelbolaget AB", "120", " ownership/ekan-exempelbolaget", "ownership/exempelkommunen-exempelbolaget"
        )
        assert "https://" not in said.err
    assert desk.run("why", "Ekan AB", "influences", "Exempelbolaget AB").code == 0
    # The mathematics takes its own answer away, and no other.
    assert desk.run("ask", "who-owns", "Exempelbolaget AB").code == 0


def test_no_holdings_at_all(desk: Desk) -> None:
    desk.write(FACTS, "")
    assert desk.run("build").code == 0
    said = desk.run("why", "Exempelkommunen", "owns", "Exempelbolaget AB", "--lang", "sv")
    assert said.out.startswith("Ingen källa anger att Exempelkommunen äger något")
    for question in ("ultimate-owners", "largest-owners", "cross-holdings"):
        assert desk.run("ask", question).code == 0


def test_questions_that_cannot_be_asked(desk: Desk) -> None:
    desk.run("why", "Exempelkommunn", "owns", "Exempelbolaget AB").refused("Exempelkommunen")
    desk.run("why", "Exempelkommunen", "owns", "Exempelbolaget AB", "--as-of", "igår").refused("igår", "2024-12-31")
    asked = ("why", "Exempelkommunen", "owns", "Exempelbolaget AB", "--as-of", "1900-01-01", "--lang", "sv")
    unknown = desk.run(*asked)
    assert (unknown.code, unknown.out.strip()) == (0, "Okänt den dagen: anges först 2025-01-01.")
