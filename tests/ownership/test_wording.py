from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

import pytest

from regiongraf.model import Basis, Form
from regiongraf.ownership import (
    INTEREST,
    Bounds,
    Controls,
    Effects,
    Ground,
    Holding,
    Network,
    OwnerList,
    Right,
    Sector,
    Tie,
    Verdict,
    influence,
    public_access,
    sector_class,
    why,
    wording,
)
from regiongraf.ownership.forms import FORM_RULES

NBSP = "\u00a0"
FORMS = {
    "rvn": Form.REGION,
    "din-tur": Form.MUNICIPAL_ASSOCIATION,
    "norrtag": Form.LIMITED_COMPANY,
    "n": Form.NON_PROFIT_ASSOCIATION,
}
NETWORK = Network.of(
    [
        Holding("m", owner="rvn", owned="din-tur", tie=Tie.MEMBER),
        Holding("h", owner="din-tur", owned="norrtag", share=Bounds.percent(25)),
        Holding("own", owner="rvn", owned="norrtag", share=Bounds.percent(10), basis=Basis.CAPITAL),
        Holding("in-n", owner="rvn", owned="n", tie=Tie.MEMBER),
    ],
    forms=FORMS,
)


@pytest.mark.parametrize(
    ("share", "swedish", "english"),
    [
        (Bounds.percent("24.5"), f"24,5{NBSP}%", f"24.5{NBSP}%".replace(NBSP, "")),
        (
            Bounds(Fraction(0), Fraction(1), True, True),
            f"mer än 0{NBSP}% och mindre än 100{NBSP}%",
            "more than 0% and less than 100%",
        ),
        (Bounds(Fraction(0), Fraction(1), True), f"mer än 0{NBSP}%", "more than 0%"),
        (Bounds(Fraction(0), Fraction(1, 4)), f"högst 25{NBSP}%", "at most 25%"),
        (Bounds.percent(10, 60), f"minst 10{NBSP}% och högst 60{NBSP}%", "at least 10% and at most 60%"),
        (Bounds.exactly(Fraction(1, 3)), f"≈ 33,3333{NBSP}%", "≈ 33.3333%"),
    ],
    ids=str,
)
def test_shares(share: Bounds, swedish: str, english: str):
    assert wording.share_text(share, "sv") == swedish
    assert wording.share_text(share, "en") == english


def test_rounding_never_makes_a_bound_tighter():
    share = Bounds(Fraction(1, 3), Fraction(2, 3))
    assert wording.share_text(share, "en") == "at least ≈ 33.3333% and at most ≈ 66.6667%"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (wording.VERDICTS, Verdict),
        (wording.GROUNDS, Ground),
        (wording.BASES, Basis),
        (wording.SECTORS, Sector),
        (wording.TIES, [*Tie, *Right]),
        (FORM_RULES, Form),
    ],
)
def test_every_code_has_words(words: dict[StrEnum, object], codes: list[StrEnum]):
    assert set(words) == set(codes)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_through_an_association_is_an_interest_and_never_owning(language: str):
    answer = Effects(NETWORK, INTEREST).share("rvn", "norrtag")
    first, *rest = wording.effective_text(answer, str, language)  # type: ignore[arg-type]
    assert ("har ett intresse av" if language == "sv" else "has an interest of") in first
    assert FORM_RULES[Form.MUNICIPAL_ASSOCIATION].reason_sv in rest or language == "en"
    owned = wording.effective_text(Effects(NETWORK).share("rvn", "norrtag"), str, "sv")
    assert owned[0] == f"rvn äger 10{NBSP}% i norrtag."


def test_before_the_source_is_unknown_and_not_no():
    network = Network.of([Holding("h", as_of=date(2025, 11, 27), owner="r", owned="a", share=Bounds.percent(51))])
    answer = Effects(network.at(date(2000, 1, 1))).share("r", "a")
    assert wording.effective_text(answer, str, "sv") == ["Okänt den dagen: anges först 2025-11-27."]


def test_an_explanation_names_its_statements():
    network = Network.of(
        [
            Holding("p", owner="r", owned="a", share=Bounds.percent(60)),
            Holding("q", owner="b", owned="a", share=Bounds.percent(40)),
            Holding("s", owner="a", owned="b", share=Bounds.percent(50)),
        ],
        forms=dict.fromkeys(["a", "b"], Form.LIMITED_COMPANY),
        lists=[OwnerList("l", about="a", closed=True)],
    )
    told = wording.explanation_text(why(Effects(network), "r", "b"), str, "sv")
    assert told == [
        f"r äger 37,5{NBSP}% i b.",
        f"Innehavare som ingen namnger: 62,5{NBSP}%.",
        "Andel: källan säger inte av vad.",
        "Korsägande: a och b.",
        f"1. 37,5{NBSP}%",
        f"   r → a: 60{NBSP}% [p]",
        "   korsägande mellan a och b: gånger 5/8",
    ]


def test_access_never_sounds_like_a_decision():
    for language in ("sv", "en"):
        for body in ("norrtag", "n"):
            told = wording.access_text(public_access(NETWORK, body), str, language)  # type: ignore[arg-type]
            assert told[-1] == wording.NO_ADVICE[language]  # type: ignore[index]
    assert "OSL (2009:400) 2 kap. 3 §" in wording.access_text(public_access(NETWORK, "norrtag"), str, "sv")[0]


def test_control_is_told_in_both_readings():
    network = Network.of(
        [Holding("h", owner="r", owned="a", share=Bounds.percent(51), basis=Basis.CAPITAL)],
        forms={"a": Form.LIMITED_COMPANY},
    )
    head, strict, assumed = wording.control_text(Controls(network).of("r", "a"), str, "sv")
    assert head == "Bestämmer r i a?"
    assert strict.startswith("Strikt: möjligt")
    assert assumed.startswith("Om en aktie har en röst (antagande): ja")
    assert wording.control_text(Controls(network).of("r", "a"), str, "en")[0] == "Does r control a?"


def test_influence_says_why_it_is_no_ownership():
    chain = influence(NETWORK, "rvn", "n")
    assert chain
    assert wording.influence_text(chain, str, "en") == [
        f"rvn is a member of n [in-n]. {FORM_RULES[Form.NON_PROFIT_ASSOCIATION].reason_en}"
    ]
    assert "inte offentligt ägt" in wording.sector_text(sector_class(NETWORK, "norrtag"), "sv")
