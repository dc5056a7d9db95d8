from __future__ import annotations

from datetime import date

import networkx

from regiongraf.model import Basis, Form
from regiongraf.ownership import Bounds, Effects, Holding, Network, Tie
from regiongraf.ownership.graphs import from_networkx, to_networkx


def test_there_and_back():
    network = Network.of(
        [
            Holding("one", as_of=date(2025, 1, 1), owner="r", owned="a", share=Bounds.percent(51), basis=Basis.CAPITAL),
            Holding("two", owner="r", owned="a", indirect=True),
            Holding("three", owner="a", owned="k", tie=Tie.MEMBER),
        ],
        forms={"r": Form.REGION, "a": Form.LIMITED_COMPANY, "k": Form.MUNICIPAL_ASSOCIATION, "g": None},
    )
    assert from_networkx(to_networkx(network)) == network


def test_a_plain_graph_is_enough():
    graph = networkx.DiGraph()
    graph.add_edge("r", "a", share=Bounds.percent(40))
    assert Effects(from_networkx(graph)).share("r", "a").share == Bounds.percent(40)
