"""Shares that cannot all be true, seen by a maintainer: the build stands, the advice names what to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiongraf.store.publication import open_current

if TYPE_CHECKING:
    from tests.conftest import Desk

FACTS, REGISTRY = "facts/exempel/facts.toml", "facts/registry/organisations.toml"
SPAN = (
    'evidence = [{ start = 44, end = 96, span = "24dc2aef77d336d6", '
    'before = "dd5c701b1b0fa428", after = "2bd3b0ffd25345c8" }]'
)
INTERESTS = (
    "PREFIX rg: <https://w3id.org/regiongraf/def#> "
    "SELECT ?low WHERE { ?s a rg:EffectiveInterest ; rg:lowestShare ?low }"
)


def second_owner(desk: Desk, share: int) -> None:
    """Another owner by capital, beside one whose basis is not stated: shapes sum each basis apart."""
    desk.append(
        REGISTRY, '\n[[organisation]]\nid = "staten"\nname = "Staten"\nform = "State"\nform_basis = "FormByName"\n'
    )
    desk.append(
        FACTS,
        f'\n[[ownership]]\nid = "staten-exempelbolaget"\nowner = "staten"\nowned = "exempelbolaget"\nshare = {share}\n'
        f'basis = "Capital"\ndirectness = "Direct"\n{SPAN}\n',
    )


def lows(desk: Desk) -> list[str]:
    store = open_current(desk.path("dataset"))
    return sorted(str(row["low"]) for row in store.select(INTERESTS).dicts())


def test_possible_shares_are_written(desk: Desk) -> None:
    second_owner(desk, 40)
    assert desk.run("build").code == 0
    assert lows(desk) == ["40", "60"]
    assert "impossible" not in desk.run("check").out


def test_impossible_shares_are_told_and_nothing_is_worked_out_of_them(desk: Desk) -> None:
    second_owner(desk, 60)
    built = desk.run("build")
    assert built.code == 0, built.err
    assert lows(desk) == []
    checked = desk.run("check")
    assert checked.code == 0, checked.err
    told = " ".join((checked.out + checked.err).split())
    assert "impossible-shares" in told
    assert "ownership/staten-exempelbolaget" in told
    assert "ownership/exempelkommunen-exempelbolaget" in told
