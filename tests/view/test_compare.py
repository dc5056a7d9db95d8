"""A comparison as a reader meets it: marked in the picture, the legend, the table and the panel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from regiongraf.view import page as pages
from regiongraf.view.model import Compared, Difference, Scene, Told, Words

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"window.__pwn='img'\">"


def words(sv: str, en: str | None = None) -> Words:
    return Words(sv, en or sv)


@pytest.fixture(scope="module")
def differing(county: Scene) -> Scene:
    """The county, compared: a share was 50, a membership is new, a founding is gone, the museum has a new name."""
    share = Difference(words("andel", "share"), words("50\u00a0%", "50%"), words("51\u00a0%", "51%"))
    name = Difference(words("namn", "name"), words("Museet"), words("Stiftelsen Museet"))
    edges = []
    for edge in county.edges:
        if edge.lower == 51:
            edges.append(replace(edge, change="changed", differences=(share,)))
        elif edge.kind == "memberOf" and edge.expands:
            edges.append(replace(edge, change="added"))
        elif edge.kind == "founded":
            edges.append(replace(edge, change="removed"))
        else:
            edges.append(edge)
    nodes = tuple(
        replace(node, change="changed", differences=(name,)) if node.label.sv == "Stiftelsen Museet" else node
        for node in county.nodes
    )
    others = (Told("removed", words("Almi Test AB: ägare", "Almi Test AB: owners")),)
    return replace(county, nodes=nodes, edges=tuple(edges), compared=Compared("HEAD~1", others))


def changes(watched: Any) -> dict[str, int]:
    """How many statements of each change are drawn."""
    return dict(
        watched.page.evaluate(
            """() => { const found = {};
              for (const link of regiongraf.shown().links) for (const edge of link.edges) {
                const change = edge.change ?? "same"; found[change] = (found[change] ?? 0) + 1; }
              return found; }"""
        )
    )


def test_what_differs_is_listed_with_its_values(open_page: Any, differing: Scene) -> None:
    watched = open_page(differing)
    panel = " ".join(watched.page.inner_text("#panel").split())
    for said in (
        "Jämfört med HEAD~1.", "Tillagda (1)", "Borttagna (2)", "Ändrade (2)", "Staten äger Almi Test AB",
        "ändrad; andel: 50 % → 51 %", "ändrad; namn: Museet → Stiftelsen Museet", "Almi Test AB: ägare",
    ):  # fmt: skip
        assert said in panel, said
    watched.page.click("#language")
    assert "changed; share: 50% → 51%" in " ".join(watched.page.inner_text("#panel").split())


def test_a_change_opens_its_statement_and_its_evidence(open_page: Any, differing: Scene) -> None:
    watched = open_page(differing)
    watched.page.click("text=Staten äger Almi Test AB")
    panel = " ".join(watched.page.inner_text("#panel").split())
    assert "Δ ändrad" in panel
    assert "Före Efter andel 50 % 51 %" in panel
    assert "tecken 10–42" in panel
    second = open_page(differing, watched.page.evaluate("location.hash"))
    assert second.state() == watched.state()


def test_the_picture_says_what_changed(open_page: Any, differing: Scene) -> None:
    watched = open_page(differing)
    svg = watched.page.evaluate("() => regiongraf.toSvg()")
    assert "Δ 50\u00a0% → 51\u00a0%" in svg
    assert svg.count(">+</text>") == 1
    assert svg.count(">−</text>") == 1
    assert svg.count(">Δ</text>") == 1, "the sign of the node"


def test_the_legend_filters_by_change(open_page: Any, differing: Scene) -> None:
    watched = open_page(differing)
    whole = changes(watched)
    assert (whole["added"], whole["removed"], whole["changed"]) == (1, 1, 1)
    watched.page.click("#change-same")
    assert changes(watched) == {"added": 1, "removed": 1, "changed": 1}
    watched.page.click("#change-removed")
    assert changes(watched) == {"added": 1, "changed": 1}
    assert "j=removed.same" in watched.page.evaluate("location.hash")
    again = open_page(differing, watched.page.evaluate("location.hash"))
    assert changes(again) == {"added": 1, "changed": 1}


def test_table_and_csv_hold_a_column_for_it(open_page: Any, differing: Scene) -> None:
    watched = open_page(differing, "#v=table")
    text = watched.page.inner_text("#table")
    assert "Jämförelse" in text
    assert "Δ ändrad; andel: 50\u00a0% → 51\u00a0%" in text
    assert "− borttagen" in text
    head, *rows = watched.page.evaluate("() => regiongraf.toCsv()").strip().splitlines()
    assert head.endswith(";Jämförelse")
    assert sum('"ändrad; andel: 50\u00a0% → 51\u00a0%"' in row for row in rows) == 1


def test_a_removed_statement_is_no_owner_of_today(open_page: Any, differing: Scene) -> None:
    gone = replace(
        differing, edges=tuple(replace(e, change="removed") if e.lower == 51 else e for e in differing.edges)
    )
    almi = next(node for node in gone.nodes if node.label.sv == "Almi Test AB")
    watched = open_page(gone, f"#v=tree&n={almi.id}&f=up")
    chain = watched.page.inner_text("#panel .chain >> nth=0")
    assert "Region Norr" in chain
    assert "Staten" not in chain


def test_a_page_that_compares_nothing_says_nothing_of_it(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    assert not watched.page.is_visible("#comparison")
    assert "Jämförelse" not in watched.page.evaluate("() => regiongraf.toCsv()")
    same = open_page(replace(county, compared=Compared("old")))
    assert "Inga uppgifter skiljer." in same.page.inner_text("#panel")


def test_hostile_differences_are_inert(open_page: Any, differing: Scene) -> None:
    hostile = Difference(words(HOSTILE), words("=cmd|'/c calc'!A1"), words(HOSTILE))
    scene = replace(
        differing,
        compared=Compared(HOSTILE, (Told("changed", words(HOSTILE), (hostile,)),)),
        edges=tuple(replace(e, differences=(hostile,)) if e.change == "changed" else e for e in differing.edges),
        nodes=tuple(replace(n, differences=(hostile,)) if n.change else n for n in differing.nodes),
    )
    watched = open_page(scene)
    for view in ("tree", "table", "money", "net"):
        watched.page.click(f"button[data-view={view}]")
    watched.page.click("text=Staten äger Almi Test AB")
    assert watched.page.evaluate("() => window.__pwn ?? null") is None
    assert watched.page.evaluate("() => document.querySelectorAll('#app :is(img, iframe, object)').length") == 0
    assert HOSTILE in watched.page.inner_text("#compared-with")


def test_two_comparisons_are_the_same_bytes(differing: Scene) -> None:
    assert pages.html(differing) == pages.html(differing)
