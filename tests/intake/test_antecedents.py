"""Whom “bolaget”, “fonden”, “energibolaget” stand for: the sentence's own words tell, and the names themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraf.intake import Candidate
from regiongraf.intake.antecedents import bare, bearer, bears
from regiongraf.intake.gazetteer import Entity

Read = Callable[[str], list[Candidate]]


def pairs(found: list[Candidate]) -> set[tuple[str, str | None, str | None]]:
    return {(c.kind, c.subject, c.object) for c in found}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (  # whoever it is done together with is somebody else
            (
                "Bergtull Energi AB säljer el. Tillsammans med Almvik Nät AB driver bolaget en mack. "
                "Bolaget är medlem i Energiföretagen Sverige."
            ),
            ("membership", "Bergtull Energi AB", "Energiföretagen Sverige"),
        ),
        (  # who owns it is not it
            "Bergtull Energi AB säljer el. Almvik Kraft AB äger hela bolaget.",
            ("ownership", "Almvik Kraft AB", "Bergtull Energi AB"),
        ),
        (
            "Bergtull Energi AB säljer el. Almvik Kraft AB äger 50 procent av aktierna i bolaget.",
            ("ownership", "Almvik Kraft AB", "Bergtull Energi AB"),
        ),
        (  # the noun stands in the name
            "Norrdalsfonden bildades 1990. Almvik Kraft AB får 200 000 kronor av fonden.",
            ("funding", "Norrdalsfonden", "Almvik Kraft AB"),
        ),
        (
            "Almvik Flygplats AB och Bergtull Kombiterminal AB är grannar. Terminalen ägs av Lillviks kommun.",
            ("ownership", "Lillviks kommun", "Bergtull Kombiterminal AB"),
        ),
        (
            "Almvik Vatten AB och Bergtull Energi AB är grannar. Energibolaget ägs av Lillviks kommun.",
            ("ownership", "Lillviks kommun", "Bergtull Energi AB"),
        ),
    ],
)
def test_words_and_names_tell_whom_a_noun_stands_for(rules_of: Read, text: str, fact: tuple[str, str, str]) -> None:
    found = pairs(rules_of(text))
    assert fact in found
    assert len([one for one in found if one[0] == fact[0]]) == 1


def test_a_company_that_a_clause_behind_a_comma_tells_of(rules_of: Read) -> None:
    found = pairs(rules_of("Almvik Kraft AB äger 40 procent av Bergtull Vind AB, bolaget som driver vindparken."))
    assert found == {("ownership", "Almvik Kraft AB", "Bergtull Vind AB")}


def test_a_body_that_nothing_explains_is_what_its_text_is_about_and_never_sure(rules_of: Read) -> None:
    (found,) = rules_of("Grön Hydro tillverkar stål. Bolaget ägs av Almvik Kraft AB.")
    assert (found.subject, found.object) == ("Almvik Kraft AB", "Grön Hydro")
    assert found.level != "sure"


def test_a_noun_that_several_names_bear_stands_for_nobody() -> None:
    bodies = [Entity("Almvik Energi AB", "company"), Entity("Bergtull Energi AB", "company")]
    assert bearer("energibolaget", bodies) is None
    assert bearer("energibolaget", bodies[:1]) == bodies[0]
    assert bearer("energin", bodies[:1]) is None


@pytest.mark.parametrize(
    ("noun", "name", "yes"),
    [
        ("fonden", "Norrdalsfonden", True),
        ("nämnden", "Samverkansnämnden för vård", True),
        ("museet", "Almvik läns museum", True),
        ("kunskapscentret", "Almviks kunskapscentrum", True),
        ("teatern", "Almviks Teater", True),
        ("högskolan", "Högskolan i Almvik", True),
        ("stiftelsen", "Almviksstiftelsen", True),
        ("association", "Coast Association of Towns", True),
        ("fonden", "Almvik Fondkraft AB", False),
        ("banken", "Almvik Banköl AB", False),
    ],
)
def test_a_name_bears_a_noun_that_ends_one_of_its_words(noun: str, name: str, yes: bool) -> None:
    assert bears(name, noun) is yes


def test_a_noun_without_its_article() -> None:
    assert [bare(noun) for noun in ("föreningen", "stiftelsen", "teatern", "högskolan", "museet")] == [
        "förening", "stiftelse", "teater", "högskola", "muse",
    ]  # fmt: skip
