"""Places are a function of the scene: no overlap, no jump, in time."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiongraf.view.layout import box_of, components, layout
from regiongraf.view.model import Scene
from regiongraf.view.untangle import crosses, distance_to


def county_of(drawn: Any, count: int, seed: int = 3) -> Scene:
    """A seeded scene in which few own much, as in life."""
    chance = random.Random(seed)  # noqa: S311 a seeded picture, not a secret
    nodes = [drawn.node(f"org{k}", f"Organisation nummer {k}") for k in range(count)]
    edges = [
        drawn.edge("owns", nodes[int(count * chance.random() ** 3)], nodes[k])
        for k in range(count)
        if nodes[k] is not nodes[0]
    ]
    return drawn.scene_of(nodes, [edge for edge in edges if edge.source != edge.target])  # type: ignore[no-any-return]


def overlaps(scene: Scene, places: dict[str, tuple[float, float]]) -> int:
    boxes = {node.id: box_of(node.name) for node in scene.nodes}
    found = 0
    for one in places:
        for other in places:
            if one < other:
                (ax, ay), (bx, by), a, b = places[one], places[other], boxes[one], boxes[other]
                beside = abs(ax - bx) < a.half + b.half - 1
                found += beside and ay - a.up < by + b.down - 1 and by - b.up < ay + a.down - 1
    return found


def test_the_same_scene_has_the_same_places(county: Scene) -> None:
    assert layout(county) == layout(county)
    assert set(layout(county)) == {node.id for node in county.nodes}


def test_names_do_not_lie_on_each_other(drawn: Any) -> None:
    scene = county_of(drawn, 80)
    assert overlaps(scene, layout(scene)) <= 2


def test_known_nodes_keep_their_places_when_facts_are_added(drawn: Any) -> None:
    before = county_of(drawn, 40)
    places = layout(before)
    new = drawn.node("new", "Nykomling AB")
    after = drawn.scene_of([*before.nodes, new], [*before.edges, drawn.edge("owns", before.nodes[0], new)])
    again = layout(after, places)
    shift = {(round(again[id_][0] - places[id_][0], 0), round(again[id_][1] - places[id_][1], 0)) for id_ in places}
    assert len(shift) <= 2
    assert new.id in again


@pytest.mark.slow
def test_a_thousand_nodes_are_placed_in_time(drawn: Any) -> None:
    scene = county_of(drawn, 1000)
    start = time.process_time()
    layout(scene)
    assert time.process_time() - start < 20


def test_nothing_and_one_are_placed(drawn: Any) -> None:
    assert layout(drawn.scene_of([], [])) == {}
    one = drawn.node("one", "En")
    assert layout(drawn.scene_of([one], [])) == {one.id: (0.0, 0.0)}


def test_components_come_the_largest_first() -> None:
    assert components({"a": set(), "b": {"c"}, "c": {"b"}}) == [["b", "c"], ["a"]]


POINTS = st.tuples(st.integers(-50, 50), st.integers(-50, 50))


@settings(max_examples=200)
@given(POINTS, POINTS, POINTS, POINTS)
def test_crossing_is_mutual_and_blind_to_direction(a: Any, b: Any, c: Any, d: Any) -> None:
    assert crosses(a, b, c, d) == crosses(c, d, a, b) == crosses(b, a, d, c)


@given(POINTS, POINTS, POINTS)
def test_a_segment_is_no_further_than_its_ends(p: Any, a: Any, b: Any) -> None:
    ends = [((p[0] - e[0]) ** 2 + (p[1] - e[1]) ** 2) ** 0.5 for e in (a, b)]
    assert 0 <= distance_to(p, a, b) <= min(ends) + 1e-9
