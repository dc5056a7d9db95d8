"""What is too large to draw is put together and said; what is asked about stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from regiongraf.view.model import Scene, Words
from regiongraf.view.page import html
from regiongraf.view.reducing import PLACES, reduced


@pytest.fixture(scope="session")
def large(drawn: Any) -> Scene:
    """Ten hubs that own two hundred bodies each."""
    nodes = [drawn.node(f"hub{k}", f"Nav {k}", "Region") for k in range(10)]
    edges = []
    for k in range(2000):
        nodes.append(drawn.node(f"body{k}", f"Bolag {k}"))
        edges.append(drawn.edge("owns", nodes[k % 10], nodes[-1]))
    return drawn.scene_of(nodes, edges)  # type: ignore[no-any-return]


def test_a_scene_within_the_limit_is_itself(county: Scene) -> None:
    assert reduced(county) is county


def test_a_large_scene_keeps_hubs_and_counts_the_rest(large: Scene) -> None:
    small = reduced(large, limit=100)
    assert len(small.nodes) <= 100
    names = [node.label.sv for node in small.nodes]
    assert all(f"Nav {k}" in names for k in range(10))
    assert small.note
    assert "1\u00a0920 finns bara i antalen" in small.note.sv
    counted = sum(node.stated_count or 0 for node in small.nodes)
    assert counted == 1977, "all but those that are drawn one by one"
    carried = [member for node in small.nodes for member in node.members]
    assert len(carried) == len(set(carried)) == 57
    ends = {node.id for node in small.nodes}
    assert all(edge.source in ends and edge.target in ends for edge in small.edges)
    assert small == reduced(large, limit=100)


def test_what_is_asked_about_is_always_drawn(large: Scene) -> None:
    last = max(large.nodes, key=lambda node: node.id)
    assert last.id in {node.id for node in reduced(large, last.id, limit=100).nodes}


def test_what_is_put_together_is_told_apart_by_place(drawn: Any) -> None:
    hub, towns = drawn.node("hub", "Nav", "Region"), [Words(f"Ort {k}", f"Town {k}") for k in range(8)]
    bodies = [replace(drawn.node(f"body{k}", f"Bolag {k}"), place=towns[min(k % 40, 8) % 8]) for k in range(400)]
    bodies += [drawn.node(f"elsewhere{k}", f"Annat {k}") for k in range(30)]
    scene = reduced(drawn.scene_of([hub, *bodies], [drawn.edge("owns", hub, body) for body in bodies]), limit=60)
    told = {node.label.sv: node.stated_count for node in scene.nodes if node.gathers}
    assert sum(told.values()) == 430 - (20 - 1), "19 are drawn beside the hub"
    assert max(told, key=lambda name: told[name]).endswith(" i Ort 0")
    assert len(told) == PLACES + 1
    assert sum(" i Ort " not in name for name in told) == 1, "rare places and no place stay together"


@pytest.mark.browser
def test_the_page_says_how_much_is_hidden(large: Scene, open_page: Any) -> None:
    watched = open_page(html(reduced(large, limit=100)))
    assert "1\u00a0920" in watched.page.inner_text("#panel")
    assert watched.page.evaluate("() => regiongraf.frame().length") <= 100
