"""Names, notes and identifiers that want to be more than text stay text, wherever they are shown."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pytest

from regiongraf.view import page as pages
from regiongraf.view.layout import layout
from regiongraf.view.model import Cited, Scene, Source, Words
from regiongraf.view.packing import pack
from regiongraf.view.picture import network_svg

HOSTILE = (
    "<img src=x onerror=\"window.__pwn='img'\">",
    "</script><script>window.__pwn='script'</script>",
    '"><svg onload="window.__pwn=\'svg\'">',
    "href=javascript:window.__pwn='href'",
    "javascript:window.__pwn='js'",
    "\u202etxet desrever",
    "line\u2028separator\u2029here",
    "{{7*7}}{% raw %}${7*7}",
    "=cmd|'/c calc'!A1",
    "5560000000",
    "--><!--]]>&amp;\u0000\u0007",
    "`back`tick\\u0060 \U0001f600",
    "x" * 10_000,
)


def parse(svg: str) -> ET.Element:
    """The picture as XML; it is our own, so that entities are no danger."""
    return ET.fromstring(svg)  # noqa: S314


@pytest.fixture(scope="session")
def hostile(drawn: Any) -> Scene:
    nodes = [
        replace(
            drawn.node(f"{index}", "", short=text if index % 2 else None, aliases=(text,), number=text, homepage=text),
            label=Words(text, text),
            note=Words(text, text),
            iri=f"https://example.org/{text}",
        )
        for index, text in enumerate(HOSTILE)
    ]
    edges = [
        replace(
            drawn.edge(
                "owns" if index % 2 else "funds",
                nodes[0],
                target,
                note=Words(text, text),
                purpose=Words(text, text),
                stage="Granted",
            ),
            statement=text,
        )
        for index, (target, text) in enumerate(zip(nodes[1:], HOSTILE[1:], strict=True), 1)
    ]
    flows = tuple(
        drawn.flow(f"{k}", nodes[0], target, 1000 + k, purpose=Words(target.label.sv, target.label.en))
        for k, target in enumerate(nodes[1:])
    )
    scene = drawn.scene_of(nodes, edges, flows, title=Words(HOSTILE[1], HOSTILE[0]))
    sources = (Source("s-report", HOSTILE[1], Words(HOSTILE[1], HOSTILE[0]), "2025-01-01"),)
    return replace(
        scene,
        sources=sources,
        note=Words(HOSTILE[0], HOSTILE[0]),
        edges=tuple(replace(e, evidence=(Cited("s-report", HOSTILE[1], 1, 2),)) for e in scene.edges),
    )


@pytest.mark.browser
def test_hostile_texts_are_inert_wherever_they_are_touched(open_page: Any, hostile: Scene) -> None:
    scene = hostile
    watched = open_page(scene)
    page = watched.page
    pwned = "() => window.__pwn ?? null"
    for item in scene.nodes:
        page.evaluate("id => { location.hash = `n=${id}`; }", item.id)
        page.locator("#panel-title").wait_for()
        shown = page.evaluate("() => document.getElementById('panel-title').textContent")
        assert shown == item.label.sv, item.label.sv[:40]
        at = page.evaluate("id => regiongraf.pixelOf(id)", item.id)
        page.mouse.move(at["x"], at["y"])
        page.fill("#search", item.label.sv[:60])
        page.keyboard.press("Escape")
    for view in ("tree", "table", "money", "net"):
        page.click(f"button[data-view={view}]")
    assert page.evaluate(pwned) is None
    assert (
        page.evaluate(
            "() => document.querySelectorAll('#app :is(img, iframe, object, script, [onerror], [onload])').length"
        )
        == 0
    )
    assert page.evaluate(
        "() => [...document.querySelectorAll('#app a[href]')].every(a => a.getAttribute('href') === '#table')"
    )
    parse(page.evaluate("() => regiongraf.toSvg()"))
    csv = page.evaluate("() => regiongraf.toCsv()")
    assert not any(cell.startswith(("=", "+", "@")) for line in csv.splitlines() for cell in line.split(";"))
    page.click("#language")
    assert page.title() == f"{HOSTILE[0]} – regiongraf"


@pytest.mark.browser
def test_hostile_texts_are_inert_without_javascript_and_in_a_notebook(open_page: Any, hostile: Scene) -> None:
    watched = open_page(hostile, ready=False, java_script_enabled=False)
    assert watched.page.locator("noscript img, noscript script").count() == 0
    frame = pages.iframe(hostile)
    framed = open_page(f"<!doctype html><html lang=sv><title>n</title><body>{frame}</body></html>", ready=False)
    framed.page.frame_locator("iframe").locator("html[data-ready]").wait_for(state="attached", timeout=30_000)
    assert framed.page.evaluate("() => window.__pwn ?? null") is None


def test_the_still_picture_is_well_formed_xml_that_runs_nothing(hostile: Scene) -> None:
    scene = hostile
    root = parse(network_svg(scene, layout(scene)))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {
        "svg",
        "title",
        "desc",
        "metadata",
        "rect",
        "text",
        "defs",
        "path",
        "g",
        "circle",
        "polygon",
        "polyline",
        "use",
    }
    assert not [key for element in root.iter() for key in element.attrib if key.lower().startswith("on")]
    assert all(element.get("href", "#").startswith("#") for element in root.iter())


def test_packed_data_cannot_end_its_element() -> None:
    packed = pack({"names": HOSTILE})
    assert not set("<>&\u2028\u2029\n") & set(packed)


def test_ids_on_the_page_are_opaque(hostile: Scene) -> None:
    scene = hostile
    assert all(item.id.startswith("n-") and item.id[2:].isalnum() for item in scene.nodes)
