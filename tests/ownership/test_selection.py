from __future__ import annotations

from fractions import Fraction

import pytest

from regiongraf.ownership import Bounds, Effects, Holding, Network, selection


def holds(owner: str, owned: str, percent: str) -> Holding:
    return Holding(f"{owner}-{owned}", owner=owner, owned=owned, share=Bounds.percent(percent))


SMALL = Network.of([holds("r", "a", "50"), holds("a", "b", "1.5"), holds("s", "b", "0.5")])


def test_what_is_small_is_left_out_and_counted():
    found = selection.select(Effects(SMALL))
    assert [(each.owner, each.body) for each in found.kept] == [("a", "b"), ("r", "a")]
    assert (found.left_out, found.cap) == (2, 30)


def test_named_owners_are_kept_whole():
    found = selection.select(Effects(SMALL), ["s"])
    assert [(each.owner, each.body) for each in found.kept] == [("a", "b"), ("r", "a"), ("s", "b")]


def test_the_cap_keeps_the_largest(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(selection, "PAIRS_FOR_EACH_HOLDING", 1)
    chain = Network.of([holds(f"c{i}", f"c{i + 1}", "90") for i in range(6)])
    found = selection.select(Effects(chain))
    assert (len(found.kept), found.left_out) == (6, 15)
    assert {each.share.low for each in found.kept} == {Fraction(9, 10)}
