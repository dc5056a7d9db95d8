"""The network page against a bare canvas page that draws the same shapes, and against pyvis as it comes, in one run.

    make bench ARGS='-k view'

Prints seconds to the first picture, frames per second while the whole picture is dragged, and megabytes of heap.
Compare columns of one run with each other, never with those of another machine.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from regiongraf.view.layout import layout
from regiongraf.view.model import Cited, Edge, Node, Scene, Source, Words, opaque
from regiongraf.view.page import html
from regiongraf.view.reducing import reduced

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECONDS = 3.0
FORMS = ("LimitedCompany", "Region", "Municipality", "NonProfitAssociation")
COUNT = """() => { let frames = 0, on = true;
  const next = () => { if (on) { frames += 1; requestAnimationFrame(next); } };
  requestAnimationFrame(next); window.framesSoFar = () => { on = false; return frames; }; }"""
BARE = """<!doctype html><meta charset="utf-8"><title>bare</title>
<style>html,body,canvas{margin:0;width:100%;height:100%}</style>
<canvas id="c"></canvas><script>
const { nodes, edges, scale } = DATA, canvas = document.getElementById("c"), ctx = canvas.getContext("2d");
canvas.width = innerWidth; canvas.height = innerHeight; let dx = innerWidth / 2, dy = innerHeight / 2, held = null;
const colours = ["#b44a00", "#0a63c9", "#a62f8f", "#1b7a3a"], icon = new Path2D("M4 8h16v11H4zM9 8V5h6v3M4 13h16");
function paint() {
  ctx.setTransform(1, 0, 0, 1, 0, 0); ctx.clearRect(0, 0, canvas.width, canvas.height); ctx.setTransform(scale, 0, 0, scale, dx, dy);
  ctx.lineWidth = 1.5; ctx.strokeStyle = "#16202c"; ctx.beginPath();
  for (const [a, b] of edges) { ctx.moveTo(nodes[a][0], nodes[a][1]); ctx.lineTo(nodes[b][0], nodes[b][1]); }
  ctx.stroke();
  nodes.forEach(([x, y, k, name], index) => { ctx.fillStyle = colours[k]; ctx.beginPath(); ctx.arc(x, y, 16, 0, 7); ctx.fill();
    if (16 * scale > 5) { ctx.save(); ctx.translate(x - 9, y - 9); ctx.scale(.75, .75); ctx.strokeStyle = "#fff"; ctx.stroke(icon); ctx.restore(); }
    if (nodes.length <= 1500 || index < 60) { ctx.fillStyle = "#16202c"; ctx.font = `${10 / scale}px sans-serif`; ctx.textAlign = "center"; ctx.fillText(name, x, y + 30); } });
}
let asked = false; const later = () => { if (!asked) { asked = true; requestAnimationFrame(() => { asked = false; paint(); }); } };
canvas.onpointerdown = event => held = [event.clientX - dx, event.clientY - dy]; canvas.onpointerup = () => held = null;
canvas.onpointermove = event => { if (held) { dx = event.clientX - held[0]; dy = event.clientY - held[1]; later(); } };
paint(); document.documentElement.dataset.ready = "1";
</script>"""  # noqa: E501 a page, kept dense


def made_up(count: int, *, seed: int = 20251127) -> Scene:
    """Few own much, as in life; one and a half relations for each organisation."""
    chance = random.Random(seed)  # noqa: S311 a seeded picture
    nodes = [
        Node(
            opaque(f"n{k}"), f"https://example.org/{k}", Words(*[f"Organisation {k}"] * 2), chance.choice(FORMS),
            Words("form", "form"),
        )
        for k in range(count)
    ]  # fmt: skip
    evidence = (Cited("s", "report.txt", 1, 9),)
    edges = []
    for k in range(int(1.5 * count)):
        source, target = nodes[int(count * chance.random() ** 2.5)], nodes[k % count]
        if source is not target:
            kind = chance.choice(("owns", "memberOf"))
            edges.append(
                Edge(opaque(f"e{k}"), f"https://example.org/e{k}", kind, source.id, target.id, evidence=evidence)
            )
    ordered = tuple(sorted(nodes, key=lambda node: node.id))
    return Scene(
        Words("t", "t"), "sv", ordered, tuple(edges), (Source("s", "https://example.org/s", Words("S", "S"), "2025"),)
    )


def bare(scene: Scene) -> str:
    """The same shapes, drawn by forty lines and nothing else."""
    places, index = layout(scene), {node.id: k for k, node in enumerate(scene.nodes)}
    wide = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    nodes = [
        [*places[node.id], FORMS.index(node.form) if node.form in FORMS else 0, node.label.sv] for node in scene.nodes
    ]
    edges = [[index[edge.source], index[edge.target]] for edge in scene.edges]
    return BARE.replace("DATA", json.dumps({"nodes": nodes, "edges": edges, "scale": round(min(1.0, 1100 / wide), 4)}))


def stock(scene: Scene) -> str:
    """The same relations through pyvis as it comes."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="860px")
    network.add_nodes([node.id for node in scene.nodes], label=[node.label.sv for node in scene.nodes])
    network.add_edges([(edge.source, edge.target) for edge in scene.edges])
    return str(network.generate_html())


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--enable-precise-memory-info"]
        )
        yield started
        started.close()


def measured(browser: Any, file: Path, ready: str, patience: float = 30.0) -> tuple[float, float, float] | None:
    """Seconds to the first picture, frames per second while dragged, heap in megabytes; None when it never comes."""
    page = browser.new_page(viewport={"width": 1360, "height": 860})
    page.route("https://**", lambda route: route.abort())
    start = perf_counter()
    try:
        page.goto(file.as_uri(), timeout=patience * 1000)
        page.wait_for_selector(ready, state="attached", timeout=patience * 1000)
        first = perf_counter() - start
        page.wait_for_timeout(500)
        page.evaluate(COUNT)
        begun, step = perf_counter(), 0
        page.mouse.move(300, 820)
        page.mouse.down()
        while perf_counter() - begun < SECONDS:
            step += 1
            page.mouse.move(300 + (step * 7) % 400, 820 - (step * 3) % 160)
        page.mouse.up()
        frames = page.evaluate("() => window.framesSoFar()") / (perf_counter() - begun)
        return first, frames, page.evaluate("() => performance.memory.usedJSHeapSize / 1e6")
    except Exception as error:  # noqa: BLE001 whatever happens to stock pyvis is its result
        return None if "imeout" in str(error) else pytest.fail(str(error))
    finally:
        page.close()


def shown(result: tuple[float, float, float] | None) -> str:
    """One cell of the table."""
    return f"{result[0]:5.1f} s {result[1]:3.0f} fps {result[2]:3.0f} MB" if result else f"{'no picture':>21}"


def test_speed_of_the_network_page(browser: Any, tmp_path: Path) -> None:
    ratios = {}
    print(
        f"\n{'nodes':>7} {'layout':>8} {'file':>8}   "
        f"{'regiongraf':>21}   {'bare canvas':>21}   {'pyvis as it comes':>21}"
    )
    for count in (100, 1000, 5000, 50_000):
        whole = made_up(count)
        scene = reduced(whole).drawn()
        start = perf_counter()
        layout(scene)
        placing = perf_counter() - start
        ours, plain, theirs = (tmp_path / f"{name}-{count}.html" for name in ("ours", "bare", "stock"))
        ours.write_text(html(whole), encoding="utf-8")
        plain.write_text(bare(scene), encoding="utf-8")
        page, floor = measured(browser, ours, "html[data-ready]"), measured(browser, plain, "html[data-ready]")
        other = None
        if count <= 1000:
            theirs.write_text(stock(whole), encoding="utf-8")
            other = measured(browser, theirs, ".vis-network canvas", patience=20)
        size = ours.stat().st_size / 1e6
        third = shown(other) if count <= 1000 else f"{'not tried':>21}"
        print(f"{count:7} {placing:6.1f} s {size:5.2f} MB   {shown(page)}   {shown(floor)}   {third}")
        assert page
        assert floor
        ratios[count] = page[1] / floor[1]
    assert ratios[1000] >= 0.7
    assert ratios[5000] >= 0.55
