"""The page for everyone: axe finds nothing, everything is reached by keyboard, nothing hangs on colour or motion."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from regiongraf.view.model import Change, Compared, Difference, Scene, Told, Words

pytestmark = pytest.mark.browser

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STATES = ["#v=net", "#v=tree", "#v=table", "#v=money"]


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, as a Python package carries it."""
    package = pytest.importorskip("axe_playwright_python", reason="axe is not installed; `make test` installs it")
    return (files(package) / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any, axe: str) -> list[str]:
    """What axe finds; injected past the policy of the page, which allows no script element."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": axe})
    ask = f"axe.run(document, {{ runOnly: {STANDARDS} }}).then(found => JSON.stringify(found.violations))"
    answer = session.send("Runtime.evaluate", {"expression": ask, "awaitPromise": True})
    found = json.loads(answer["result"]["value"])
    return [f"{one['id']}: {one['help']} {[each['html'][:120] for each in one['nodes'][:3]]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fragment", STATES)
def test_axe_finds_nothing(open_page: Any, county: Scene, axe: str, fragment: str, scheme: str) -> None:
    watched = open_page(county, fragment, color_scheme=scheme)
    assert violations(watched.page, axe) == []
    node = next(node for node in county.nodes if node.label.sv == "Almi Test AB")
    watched.page.evaluate("id => { location.hash = `${location.hash}&n=${id}&l=en`; }", node.id)
    watched.page.click("#panel summary >> nth=0")
    assert violations(watched.page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_comparison(open_page: Any, county: Scene, axe: str, scheme: str) -> None:
    share = Difference(Words("andel", "share"), Words("50 %", "50%"), Words("51 %", "51%"))
    kinds: dict[str, Change] = {"owns": "changed", "memberOf": "added", "founded": "removed"}
    edges = tuple(replace(edge, change=kinds.get(edge.kind), differences=(share,)) for edge in county.edges)
    others = (Told("removed", Words("en lista", "a list")),)
    watched = open_page(replace(county, edges=edges, compared=Compared("old", others)), color_scheme=scheme)
    assert violations(watched.page, axe) == []
    watched.page.click("text=Staten äger Almi Test AB")
    assert violations(watched.page, axe) == []
    watched.page.click("button[data-view=table]")
    assert violations(watched.page, axe) == []


def test_axe_finds_nothing_in_what_is_folded_grown_dated_or_opened(open_page: Any, county: Scene, axe: str) -> None:
    watched = open_page(county, "#t=2024")
    assert violations(watched.page, axe) == []
    watched.page.keyboard.press("Shift+F")
    node = next(node for node in county.nodes if node.label.sv == "Region Norr")
    watched.page.evaluate("id => { location.hash = `n=${id}&f=near&w=${id}`; }", node.id)
    watched.page.locator("#fold-one").wait_for()
    assert violations(watched.page, axe) == []
    watched.page.click("button[data-view=money]")
    watched.page.focus(".sankey .flow")
    watched.page.keyboard.press("Enter")
    assert violations(watched.page, axe) == []


def test_axe_finds_nothing_in_menus_search_and_on_a_phone(open_page: Any, county: Scene, axe: str) -> None:
    watched = open_page(county, viewport={"width": 390, "height": 844})
    assert violations(watched.page, axe) == []
    watched.page.click("#filter")
    assert violations(watched.page, axe) == []
    watched.page.click("#filter")
    watched.page.click("details.menu summary")
    watched.page.fill("#search", "region")
    assert violations(watched.page, axe) == []


def test_everything_is_reached_by_tab(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    wanted = "button:not([data-take]), input, select, summary, [tabindex='0']"
    visible = "els => els.filter(el => el.checkVisibility() && !el.closest('[hidden]')).length"
    count = watched.page.eval_on_selector_all(wanted, visible)
    reached = set()
    for _ in range(count + 12):
        watched.page.keyboard.press("Tab")
        reached.add(watched.page.evaluate("() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    missed = watched.page.eval_on_selector_all(
        wanted,
        """(els, reached) => els.filter(el => el.checkVisibility())
             .filter(el => !reached.includes([...document.querySelectorAll('*')].indexOf(el)))
             .map(el => el.outerHTML.slice(0, 90))""",
        list(reached),
    )
    assert missed == []


def test_buttons_are_large_enough(open_page: Any, county: Scene) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, links within sentences apart."""
    watched = open_page(county)
    watched.click_node(next(node.id for node in county.nodes if node.label.sv == "Almi Test AB"))
    small = watched.page.eval_on_selector_all(
        "#app button, #app summary, #app select",
        """els => els.filter(el => el.checkVisibility())
             .map(el => [el.outerHTML.slice(0, 80), el.getBoundingClientRect()])
             .filter(([, box]) => box.width && (box.height < 23.5 || box.width < 23.5)).map(([html]) => html)""",
    )
    assert small == []


def test_motion_is_reduced_when_asked(open_page: Any, county: Scene) -> None:
    watched = open_page(county, reduced_motion="reduce")
    before = watched.page.evaluate("() => regiongraf.frame().length")
    watched.page.click("#zoom-in")
    watched.page.click("#zoom-fit")
    assert watched.page.evaluate("() => regiongraf.frame().length") == before


def test_forced_colours_are_used(open_page: Any, county: Scene) -> None:
    watched = open_page(county, forced_colors="active")
    svg = watched.page.evaluate("() => regiongraf.toSvg()")
    assert "#0a63c9" not in svg
    assert "rgb(" in svg
