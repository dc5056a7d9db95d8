from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Desk
from tests.review.conftest import Reviewer

from regiongraf.facts import load
from regiongraf.review.session import Session

TWO = (
    "Granvik Vatten AB ägs av Bergtulls kommun (70 %) och Lillviks kommun (30 %).\n\n"
    "Granviks Vattenbolag AB ägs av Bergtulls kommun (70 %) och Lillviks kommun (30 %).\n\n"
    "Bergtull Energi AB ägs av Granvik Vatten AB (20 %). Bergtull Nät AB ägs av Granviks Vattenbolag AB (25 %).\n"
)


@pytest.fixture
def session(review: Reviewer) -> Session:
    """All facts of a text that calls one body by two names, each name entered as a body of its own."""
    found = review(TWO)
    for item in found.items:
        if item.verdict.state == "open":
            decision = found.proposal(item.draft)
            for names in decision.names.values():
                for choice in names:
                    if found.register.certain(choice["name"]) is None:
                        choice |= {"new": choice.pop("name"), "form": "LimitedCompany"}
            found.accept(item.key, decision)
    return found


def test_a_body_under_two_names_is_suggested_with_its_reasons(session: Session) -> None:
    (pair,) = session.pairs
    assert (pair.left, pair.right) == ("granvik-vatten-ab", "granviks-vattenbolag-ab")
    assert pair.said.en == "2 relations in common"
    assert pair.said.sv == "2 gemensamma relationer"


def test_the_same_keep_both_addresses_and_every_statement(session: Session, folder: Path) -> None:
    session.accept_all([])
    session.judge("granvik-vatten-ab", "granviks-vattenbolag-ab", "Same", "granviks-vattenbolag-ab")
    assert session.pairs == []
    desk = Desk(folder)
    built = desk.run("build")
    assert built.code == 0, built.err
    for name in ("Granvik Vatten AB", "Granviks Vattenbolag AB"):
        told = desk.run("ask", "what-owns", name).out
        assert "Bergtull Energi AB" in told
        assert "Bergtull Nät AB" in told
    owners = desk.run("ask", "who-owns", "Granvik Vatten AB").out
    assert "skog 0–75; skog 78–159" in owners, "both statements stay, each with its place"
    assert "total 100%" in owners
    query = "SELECT ?old ?new WHERE { GRAPH ?g { ?old <http://www.w3.org/2002/07/owl#sameAs> ?new } }"
    desk.write("same.rq", query)
    said = desk.run("query", str(desk.path("same.rq"))).out
    assert "id/organisation/granvik-vatten-ab" in said
    assert "id/organisation/granviks-vattenbolag-ab" in said
    assert desk.run("export", "--format", "turtle", "-o", str(folder / "all.ttl")).code == 0
    assert "owl:sameAs" in desk.read("all.ttl")
    assert desk.run("check").code == 0


def test_a_judgement_is_taken_back(session: Session) -> None:
    before = {p: p.read_bytes() for p in session.shelf.facts.rglob("*.toml")}
    session.judge("granvik-vatten-ab", "granviks-vattenbolag-ab", "Same", "granvik-vatten-ab")
    assert session.shelf.corpus.merged == {"granviks-vattenbolag-ab": "granvik-vatten-ab"}
    session.undo()
    assert {p: p.read_bytes() for p in session.shelf.facts.rglob("*.toml")} == before
    assert len(session.pairs) == 1


@pytest.mark.parametrize("verdict", ["Different", "Unsure"])
def test_what_is_judged_is_not_asked_again_and_may_be_judged_anew(session: Session, verdict: str) -> None:
    session.judge("granvik-vatten-ab", "granviks-vattenbolag-ab", verdict, None)
    assert session.pairs == []
    assert session.shelf.corpus.merged == {}
    session.judge("granviks-vattenbolag-ab", "granvik-vatten-ab", "Same", "granvik-vatten-ab")
    (one,) = load(session.shelf.facts).judgements
    assert one.record.verdict == "Same"


@pytest.mark.parametrize(
    ("left", "right", "more", "said"),
    [
        ("a", "a", 'verdict = "Different"', "on two entries"),
        ("a", "b", 'verdict = "Same"', "says which of the two is preferred"),
        ("a", "b", 'verdict = "Same"\npreferred = "c"', "one of the two"),
        ("a", "d", 'verdict = "Unsure"', "no organisation or group is called 'd'"),
        ("a", "g", 'verdict = "Same"\npreferred = "a"', "an organisation and a group"),
    ],
)
def test_a_judgement_that_cannot_be_is_told_with_its_line(
    folder: Path, left: str, right: str, more: str, said: str
) -> None:
    organisation = '[[organisation]]\nid = "{0}"\nname = "{0}"\nform = "LimitedCompany"\nform_basis = "FormByName"\n\n'
    registry = "".join(organisation.format(id_) for id_ in "abc") + '[[group]]\nid = "g"\nname = "g"\n\n'
    judgement = f'[[judgement]]\nid = "j"\nleft = "{left}"\nright = "{right}"\nreason = "x"\nreason_en = "x"\n{more}\n'
    desk = Desk(folder)
    desk.write("facts/registry/all.toml", registry + judgement)
    told = desk.run("check")
    told.refused(said)
    assert "all.toml:" in told.err


def test_two_judgements_on_the_same_two_and_rings_are_told(folder: Path) -> None:
    organisation = '[[organisation]]\nid = "{0}"\nname = "{0}"\nform = "LimitedCompany"\nform_basis = "FormByName"\n\n'
    same = (
        '[[judgement]]\nid = "{0}"\nleft = "{1}"\nright = "{2}"\nverdict = "Same"\npreferred = "{1}"\n'
        'reason = "x"\nreason_en = "x"\n\n'
    )
    desk = Desk(folder)
    entries = "".join(organisation.format(id_) for id_ in "abc")
    desk.write("facts/registry/all.toml", entries + same.format("i", "a", "b") + same.format("j", "b", "a"))
    desk.run("check").refused("on the same two")
    ring = same.format("i", "a", "b") + same.format("j", "b", "c") + same.format("k", "c", "a")
    desk.write("facts/registry/all.toml", entries + ring)
    desk.run("check").refused("step by step")
