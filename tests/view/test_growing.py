"""Folding what hangs on one node, and growing a picture a few neighbours at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from regiongraf.view.model import Node, Scene, Words
from regiongraf.view.page import html
from regiongraf.view.reducing import reduced
from regiongraf.view.wording import amount_words

pytestmark = pytest.mark.browser


def by_name(scene: Scene, name: str) -> Node:
    return next(node for node in scene.nodes if node.label.sv == name)


def shown(watched: Any) -> set[str]:
    """The nodes that are drawn."""
    return set(watched.page.evaluate("() => regiongraf.frame().map(item => item.id)"))


def badges(watched: Any) -> dict[str, str]:
    """What stands on the badges, by node."""
    found = watched.page.evaluate(
        "() => regiongraf.frame().filter(item => item.badge).map(({id, badge}) => [id, badge])"
    )
    return dict(found)


def click_badge(watched: Any, id_: str) -> None:
    at = watched.page.evaluate("id => regiongraf.pixelOfBadge(id)", id_)
    watched.page.mouse.click(at["x"], at["y"])


@pytest.fixture(scope="module")
def star(drawn: Any) -> Scene:
    """A region that owns 160 companies, the ninth of them most; two of them own one more each, one is owned by two."""
    region, other = drawn.node("region", "Region Nav", "Region"), drawn.node("stad", "Staden", "Municipality")
    companies = [drawn.node(f"c{k}", f"Bolag {k}") for k in range(160)]
    below = [drawn.node(f"d{k}", f"Dotter {k}") for k in range(2)]
    edges = [drawn.edge("owns", region, c, **(drawn.share("90") if k == 9 else {})) for k, c in enumerate(companies)]
    edges += [drawn.edge("owns", companies[k], below[k]) for k in range(2)]
    edges.append(drawn.edge("owns", other, companies[5]))
    return drawn.scene_of([region, other, *companies, *below], edges)  # type: ignore[no-any-return]


def test_a_hub_folds_what_hangs_on_it_alone(open_page: Any, star: Scene) -> None:
    region = by_name(star, "Region Nav")
    watched = open_page(star, f"#n={region.id}")
    before = shown(watched)
    watched.page.keyboard.press("f")
    left = {
        by_name(star, name).id
        for name in ("Region Nav", "Staden", "Bolag 0", "Bolag 1", "Bolag 5", "Dotter 0", "Dotter 1")
    }
    assert shown(watched) == left
    assert badges(watched) == {region.id: "+ 157"}
    assert "157 är hopfällda" in watched.page.inner_text("#tally")
    assert len(watched.page.evaluate("() => regiongraf.rows()")) == 6, "the table holds what is drawn"
    again = open_page(star, watched.page.evaluate("location.hash"))
    assert shown(again) == left
    watched.page.evaluate("() => regiongraf.toSvg()")
    click_badge(watched, region.id)
    assert shown(watched) == before, "an export does not move what is clicked"


def test_an_owner_tree_folds_whole_and_by_the_button(open_page: Any, star: Scene) -> None:
    watched = open_page(star, "#v=tree")
    watched.page.click("#fold")
    assert shown(watched) == {by_name(star, "Region Nav").id, by_name(star, "Staden").id}
    assert set(badges(watched).values()) == {"+ 162", "+ 1"}
    assert watched.page.get_attribute("#fold", "aria-pressed") == "true"
    watched.page.click("#fold")
    assert len(shown(watched)) == 164


def test_owners_fold_behind_the_one_that_they_own(open_page: Any, county: Scene) -> None:
    train, association = by_name(county, "Tågbolaget AB"), by_name(county, "Trafikförbundet")
    watched = open_page(county, f"#v=tree&n={train.id}&f=up")
    assert len(shown(watched)) == 4
    watched.page.evaluate("id => { location.hash += `&w=${id}`; }", association.id)
    watched.page.locator("#fold[aria-pressed=true]").wait_for()
    assert shown(watched) == {train.id, association.id}
    assert badges(watched) == {association.id: "+ 2"}
    click_badge(watched, association.id)
    assert len(shown(watched)) == 4


def test_neighbours_come_25_at_a_time_by_share_and_counted_first(open_page: Any, star: Scene) -> None:
    region = by_name(star, "Region Nav")
    watched = open_page(star, f"#n={region.id}&f=near")
    first = shown(watched)
    assert len(first) == 26
    assert by_name(star, "Bolag 9").id in first, "who is owned most comes first"
    panel = " ".join(watched.page.inner_text("#panel").split())
    assert "+ 135 grannar visas inte: äger 135." in panel
    watched.page.click("text=Visa 25 till av 135")
    assert len(shown(watched)) == 51
    assert first < shown(watched)
    watched.page.keyboard.press("m")
    assert len(shown(watched)) == 76
    assert badges(watched)[region.id] == "+ 85"
    again = open_page(star, watched.page.evaluate("location.hash"))
    assert shown(again) == shown(watched)


def test_a_picture_grows_from_any_of_its_nodes(open_page: Any, star: Scene) -> None:
    region, company, other = (by_name(star, name) for name in ("Region Nav", "Bolag 5", "Staden"))
    watched = open_page(star, f"#n={other.id}&f=near", reduced_motion="reduce")
    assert shown(watched) == {other.id, company.id}
    click_badge(watched, company.id)
    assert shown(watched) == {other.id, company.id, region.id}
    assert watched.state()["grown"] == f"{other.id}~0.{company.id}~1"
    click_badge(watched, region.id)
    assert len(shown(watched)) == 28
    watched.click_node(company.id)
    assert len(shown(watched)) == 28, "choosing a node does not begin anew"


@pytest.fixture(scope="module")
def large(drawn: Any) -> Scene:
    """Three hubs; what they own is more than a page of 60 carries."""
    hubs = [drawn.node(f"hub{k}", f"Nav {k}", "Region") for k in range(3)]
    nodes, edges = list(hubs), []
    for k in range(300):
        nodes.append(drawn.node(f"body{k}", f"Bolag {k}"))
        edges.append(
            drawn.edge("owns", hubs[k % 3 if k < 270 else 0], nodes[-1], **(drawn.share("75") if k == 150 else {}))
        )
    edges += [drawn.edge("memberOf", hubs[k], hubs[k + 1]) for k in range(2)]
    return drawn.scene_of(nodes, edges)  # type: ignore[no-any-return]


def test_what_is_put_together_opens_where_it_stands(open_page: Any, large: Scene) -> None:
    small = reduced(large, limit=90, drawn=3)
    heap = max((node for node in small.nodes if node.gathers), key=lambda node: node.stated_count or 0)
    watched = open_page(html(small))
    assert len(shown(watched)) == 6, "three hubs and what hangs on each"
    watched.click_node(heap.id)
    panel = " ".join(watched.page.inner_text("#panel").split())
    assert "120 × limitedcompany" in panel
    assert "Står för 120. Sidan har 34 av dem var för sig, 0 visas." in panel
    watched.page.click("#more")
    assert len(shown(watched)) == 31
    assert by_name(large, "Bolag 150").id in shown(watched), "who is owned most comes first"
    watched.page.keyboard.press("m")
    assert len(shown(watched)) == 40
    again = open_page(html(small), watched.page.evaluate("location.hash"))
    assert shown(again) == shown(watched)
    watched.page.click("#put-back")
    assert len(shown(watched)) == 6


def test_searching_for_who_is_put_together_shows_them(open_page: Any, large: Scene) -> None:
    small = reduced(large, limit=90, drawn=3)
    watched = open_page(html(small))
    watched.page.fill("#search", "Bolag 150")
    watched.page.keyboard.press("Enter")
    assert {by_name(large, "Bolag 150").id, by_name(large, "Nav 0").id} <= shown(watched)


def test_sums_stand_on_a_link_only_within_one_stage(drawn: Any) -> None:
    hub = drawn.node("hub", "Nav", "Region")
    bodies = [drawn.node(f"b{k}", f"Förening {k}", "NonProfitAssociation") for k in range(40)]

    def grant(k: int, amount: int | None, stage: str) -> Any:
        value = Decimal(amount) if amount else None
        text = amount_words(value, None)
        return drawn.edge("funds", hub, bodies[k], amount=value, amount_text=text, stage=stage)

    edges = [grant(k, 10 if k < 20 else (None if k == 39 else 7), "Granted" if k < 20 else "Paid") for k in range(40)]
    small = reduced(drawn.scene_of([hub, *bodies], edges), limit=12, drawn=1)
    links = {edge.stage: edge for edge in small.edges if edge.statement.startswith("urn:many")}
    assert links["Granted"].amount == 200
    assert links["Granted"].amount_text == Words("200\u00a0kr", "SEK\u00a0200")
    assert links["Paid"].amount is None, "one of them is not stated"


def test_growing_takes_nonsense_from_the_address_for_nothing(open_page: Any, county: Scene) -> None:
    watched = open_page(county, "#f=near&g=<b>~1.n-none~2.~.n~-1&w=<i>.none")
    assert watched.state()["grown"] == ""
    assert watched.state()["shut"] == []
