"""Pictures without a browser, and the commands that make them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.errors import PageError
from regiongraf.view.drawing import money_svg, tree_svg
from regiongraf.view.model import KINDS, Node, Scene
from regiongraf.view.opening import opening_of
from regiongraf.view.payload import Opening
from regiongraf.view.tree import CARD, chain, tree

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that are held here are those that a user reads without asking for a language."""
    monkeypatch.setenv("REGIONGRAF_LANG", "sv")


def by_name(scene: Scene, name: str) -> Node:
    return next(node for node in scene.nodes if node.label.sv == name)


def titles(svg: str) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 our own picture
    return [element.text or "" for element in root.iter(f"{SVG}title")]


def test_owners_stand_left_of_what_they_own(county: Scene) -> None:
    train = by_name(county, "Tågbolaget AB")
    edges = chain(county.edges, train.id, "up")
    placed = tree(sorted({end for edge in edges for end in (edge.source, edge.target)}), edges)
    for edge in edges:
        assert placed.cards[edge.source][0] + CARD[0] < placed.cards[edge.target][0]


def test_cards_never_overlap(county: Scene) -> None:
    region = by_name(county, "Region Norr")
    edges = chain(county.edges, region.id, "both")
    cards = list(tree(sorted({end for e in edges for end in (e.source, e.target)}), edges).cards.values())
    for index, (x, y) in enumerate(cards):
        assert all(x != a or abs(y - b) >= CARD[1] for a, b in cards[index + 1 :])


def test_a_tree_says_what_it_shows_and_where_it_is_from(county: Scene) -> None:
    svg = tree_svg(county, by_name(county, "Almi Test AB"), "up")
    assert titles(svg)[0] == "Vem äger Almi Test AB?"
    assert "Staten äger Almi Test AB: 51 %" in titles(svg)
    assert "Källa: Rapporten, 2025-01-01 · CC0 1.0" in svg
    assert svg == tree_svg(county, by_name(county, "Almi Test AB"), "up")


def test_who_owns_nothing_stands_alone(county: Scene) -> None:
    svg = tree_svg(county, by_name(county, "Stiftelsen Museet"), "down")
    assert svg.count("<g>") == 1


def test_a_ring_of_owners_is_drawn(drawn: object) -> None:
    a, b, c = (drawn.node(slug, slug.upper()) for slug in "abc")  # type: ignore[attr-defined]
    edges = [drawn.edge("owns", one, other) for one, other in ((a, b), (b, c), (c, a), (a, a))]  # type: ignore[attr-defined]
    scene = drawn.scene_of([a, b, c], edges)  # type: ignore[attr-defined]
    assert len(titles(tree_svg(scene, a, "both"))) == 1 + 3 + 4


@given(st.integers(1, 12), st.data())
def test_any_graph_is_laid_out(drawn: object, count: int, data: st.DataObject) -> None:
    nodes = [drawn.node(f"n{k}", f"N{k}") for k in range(count)]  # type: ignore[attr-defined]
    pairs = data.draw(st.sets(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=24))
    edges = [drawn.edge("owns", nodes[a], nodes[b]) for a, b in sorted(pairs)]  # type: ignore[attr-defined]
    placed = tree([node.id for node in nodes], edges)
    assert len(set(placed.cards.values())) == count


def test_money_is_one_stage_and_one_period(county: Scene) -> None:
    assert "granted, 2024" in titles(money_svg(county, None))[0]
    with pytest.raises(PageError, match="no amount"):
        money_svg(county, None, stage="Paid")


def test_openings_that_cannot_be_are_refused(county: Scene) -> None:
    iri = by_name(county, "Tågbolaget AB").iri
    assert opening_of(county, iri, question="owners") == Opening("tree", by_name(county, "Tågbolaget AB").id, "up")
    assert opening_of(county, as_of="2024-05-01").date == "2024"
    assert opening_of(county, kinds=("owns",)).off == KINDS[1:]
    for wrong in (
        {"question": "owners"},
        {"iri": "https://example.org/none"},
        {"as_of": "1890"},
        {"as_of": "soon"},
        {"question": "why"},
    ):
        with pytest.raises(PageError) as refused:
            opening_of(county, **wrong)  # type: ignore[arg-type]
        assert refused.value.hint


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built workspace of the shipped report."""
    from regiongraf.apps.cli import main

    folder = tmp_path_factory.mktemp("view") / "ws"
    assert main(["demo", str(folder)]) == 0
    return folder


def test_the_commands_write_what_they_say(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from regiongraf.apps.cli import main

    page, picture = tmp_path / "page.html", tmp_path / "picture.svg"
    at = ["-w", str(workspace)]
    assert main([*at, "view", "norrtag", "--question", "owners", "-o", str(page)]) == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert page.stat().st_size < 700_000
    first = page.read_bytes()
    assert main([*at, "view", "norrtag", "--question", "owners", "-o", str(page)]) == 0
    assert page.read_bytes() == first
    assert main([*at, "draw", "--of", "Norrtåg", "--out", str(picture)]) == 0
    assert titles(picture.read_text(encoding="utf-8"))[0] == "Vem äger Norrtåg AB?"
    assert main([*at, "draw", "--money", "--stage", "Granted", "--period", "2023–2025", "-o", str(picture)]) == 0
    capsys.readouterr()
    monkeypatch.setenv("REGIONGRAF_LANG", "en")
    refused = [
        (["view", "Finns Inte", "-o", str(page)], "nothing is called"),
        (["view", "-o", str(tmp_path / "no" / "page.html")], "cannot be written"),
        (["view", "--as-of", "1890", "-o", str(page)], "nothing is dated 1890"),
        (["draw", "--money", "-o", str(picture)], "never put together"),
        (["draw", "-o", str(picture)], "--of NAME"),
    ]
    for arguments, said in refused:
        assert main([*at, *arguments]) != 0
        assert said in capsys.readouterr().err
