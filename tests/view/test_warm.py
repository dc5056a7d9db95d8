"""A page written over an earlier one keeps the places of what it showed; other files give none."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.view import page as pages
from regiongraf.view.model import Scene
from regiongraf.view.packing import pack, safe_json, unpack
from regiongraf.view.warm import places_in, warm


def data(nodes: object) -> str:
    return f'<script type="text/plain" id="data">{pack({"nodes": nodes})}</script>'


def test_pictures_do_not_jump_when_something_is_added(county: Scene, tmp_path: Path) -> None:
    file, added = tmp_path / "page.html", county.nodes[0].id
    edges = tuple(edge for edge in county.edges if added not in (edge.source, edge.target))
    flows = tuple(flow for flow in county.flows if added not in (flow.funder, flow.recipient))
    pages.write(replace(county, nodes=county.nodes[1:], edges=edges, flows=flows), file)
    before = places_in(file)
    pages.write(county, file, previous=warm(county, file))
    after = places_in(file)
    assert set(after) - set(before) == {added}
    # The whole may move, to stand in the middle; nothing moves within it, but for rounding to a tenth.
    for axis in (0, 1):
        moves = [after[id_][axis] - place[axis] for id_, place in before.items()]
        assert max(moves) - min(moves) < 0.25


def test_writing_a_page_twice_gives_the_same_bytes(county: Scene, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    pages.write(county, file)
    first = file.read_bytes()
    pages.write(county, file, previous=warm(county, file))
    assert file.read_bytes() == first


def test_another_picture_is_not_taken_as_a_start(county: Scene, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    pages.write(replace(county, nodes=county.nodes[:2], edges=(), flows=()), file)
    assert len(places_in(file)) == 2
    assert warm(county, file) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!doctype html><p>another page</p>",
        '<script type="text/plain" id="data">`</script>',
        '<script type="text/plain" id="data">`   ~</script>',
        '<script type="text/plain" id="data">[[[[</script>',
        f'<script type="text/plain" id="data">{"[" * 100_000}</script>',
        data("none"),
        data([1, None, {"id": 7, "x": 1, "y": 1}, {"id": "n-<b>", "x": 1, "y": 1}]),
        data([{"id": "n-0123456789", "x": "1", "y": 1}, {"id": "n-0123456789", "x": True, "y": 1}]),
        data([{"id": "n-0123456789", "x": float("nan"), "y": 1}, {"id": "n-0123456789", "x": 1e300, "y": 1}]),
        data([{"id": "n-0123456789", "x": 10**400, "y": 1}]),
    ],
)
def test_what_is_no_page_gives_no_places(tmp_path: Path, text: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(text, encoding="utf-8")
    assert places_in(file) == {}


def test_no_file_a_folder_and_bytes_give_no_places(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert [places_in(tmp_path / name) for name in ("none", ".", "bytes")] == [{}, {}, {}]


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_unpacking_gives_what_was_packed(value: object) -> None:
    assert unpack(pack(value)) == safe_json(value).replace("`", "\\u0060")


@given(st.text())
def test_unpacking_anything_ends_in_text_or_a_refusal(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(unpack(text), str)
