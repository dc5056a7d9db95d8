"""The page as a reader meets it: in a real browser, by mouse, keyboard and address."""

from __future__ import annotations

import re
from typing import Any

import pytest

import regiongraf
from regiongraf.view import page as pages
from regiongraf.view.model import Node, Scene
from regiongraf.view.payload import Opening

pytestmark = pytest.mark.browser


def by_name(scene: Scene, name: str) -> Node:
    return next(node for node in scene.nodes if node.label.sv == name)


def test_the_page_opens_and_asks_for_nothing(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    assert watched.page.title() == "Provbild – regiongraf"
    assert watched.page.evaluate("document.compatMode") == "CSS1Compat"
    assert [url for url in watched.requests if not url.startswith("file:")] == []


def test_clicking_a_node_shows_who_owns_it_and_where_that_stands(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    watched.click_node(by_name(county, "Almi Test AB").id)
    panel = watched.page.inner_text("#panel")
    assert "Almi Test AB" in panel
    assert "1 av 3 ägare är inte namngivna" in panel
    watched.page.click("#panel summary >> nth=0")
    assert "tecken 10–42" in watched.page.inner_text("#panel")
    assert "Rapporten, 2025-01-01, report.txt" in watched.page.inner_text("#panel")


def test_three_presses_answer_who_owns_norrtag_and_where_it_says_so(open_page: Any) -> None:
    """On the shipped report: a question, the place it is stated, the link of exactly that."""
    watched = open_page(regiongraf.open("demo").view().html())
    watched.page.click("text=Vem äger Norrtåg AB?")
    chain = " ".join(watched.page.inner_text("#panel .chain >> nth=0").split())
    assert "Kommunalförbundet Kollektivtrafikmyndigheten Västernorrland andel ej angiven" in chain
    watched.page.click("#panel .statement summary >> nth=0")
    assert "rvn-ange-2025.txt, tecken 16\u00a0477–16\u00a0553" in watched.page.inner_text("#panel .statement >> nth=0")
    watched.page.click("#share")
    link = watched.page.evaluate("location.href")
    assert link.endswith(watched.page.evaluate("() => regiongraf.address()"))
    other = open_page(regiongraf.open("demo").view().html(), link[link.index("#") :])
    assert other.state() == watched.state()
    assert " ".join(other.page.inner_text("#panel .chain >> nth=0").split()) == chain


def test_three_keys_answer_who_owns(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("tagbol")
    watched.page.keyboard.press("Enter")
    watched.page.keyboard.press("u")
    assert watched.state()["view"] == "tree"
    panel = watched.page.inner_text("#panel")
    assert "Trafikförbundet andel ej angiven" in " ".join(panel.split())
    assert "Region Norr medlem" in " ".join(panel.split())


def test_the_address_opens_exactly_the_same_state(open_page: Any, county: Scene) -> None:
    first = open_page(county)
    first.click_node(by_name(county, "Tågbolaget AB").id)
    first.page.keyboard.press("u")
    first.page.click("#kind-memberOf")
    first.page.click("#language")
    second = open_page(county, first.page.evaluate("location.hash"))
    assert second.state() == first.state()
    assert second.page.inner_text("#panel") == first.page.inner_text("#panel")


def test_nonsense_in_the_address_is_passed_over(open_page: Any, county: Scene) -> None:
    watched = open_page(county, "#v=<img>&n=1&k=x.<b>&h=99999&t=abcd&c=red&o=../..&e=%00&m=%22")
    state = watched.state()
    assert (state["view"], state["node"], state["hops"], state["date"], state["theme"]) == (
        "net",
        None,
        3,
        None,
        "auto",
    )


def test_the_table_holds_exactly_what_is_drawn(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    for press in ("#kind-funds", "#only-doubt", "#only-doubt", "#with-replaced", "#form-State"):
        watched.page.click(press)
        drawn = watched.page.evaluate("() => regiongraf.shown().links.flatMap(link => link.edges.map(edge => edge.id))")
        watched.page.click("button[data-view=table]")
        rows = watched.page.eval_on_selector_all("#table tbody tr", "rows => rows.map(row => row.dataset.edge)")
        assert sorted(rows) == sorted(drawn)
        watched.page.click("button[data-view=net]")


def test_replaced_statements_are_hidden_until_asked_for(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    count = "() => regiongraf.rows().length"
    before = watched.page.evaluate(count)
    watched.page.click("#with-replaced")
    assert watched.page.evaluate(count) == before + 1


def test_a_group_opens_into_its_members(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    group = by_name(county, "Länets kommuner")
    watched.click_node(group.id)
    watched.page.click("text=Visa medlemmarna var för sig")
    drawn = watched.page.evaluate("() => [...regiongraf.shown().nodes]")
    assert group.id not in drawn
    assert {by_name(county, "Stads kommun").id, by_name(county, "By kommun").id} <= set(drawn)


def test_the_year_slider_filters_by_validity(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    kinds = "() => regiongraf.shown().links.filter(link => link.kind === 'funds').length"
    assert watched.page.evaluate(kinds) == 2
    watched.page.focus("#year")
    watched.page.keyboard.press("ArrowRight")
    assert watched.page.inner_text("#year-shown") == "2024"
    turnover = watched.page.inner_text("#turnover")
    assert "Mot 2023: 1 tillkommer, 0 upphör." in turnover
    assert "Region Norr finansierar Stiftelsen Museet" in turnover
    assert ">+ 160 tkr</text>" in watched.page.evaluate("() => regiongraf.toSvg()"), "the picture marks what appears"
    assert watched.page.evaluate(kinds) == 1


def test_what_vanishes_is_told_and_opens(open_page: Any, county: Scene) -> None:
    watched = open_page(county, "#t=2025")
    assert "Mot 2024: 0 tillkommer, 1 upphör." in watched.page.inner_text("#turnover")
    watched.page.click("#turnover button")
    assert "160 tkr" in watched.page.inner_text("#panel")


def test_each_way_of_reading_is_a_filter(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    kept = "() => regiongraf.shown().links.flatMap(link => link.edges.map(edge => edge.derivation)).sort()"
    before = watched.page.evaluate(kept)
    assert before.count("ReviewedReading") == 1
    watched.page.click("#reading-ReviewedReading")
    assert watched.page.evaluate(kept) == [derivation for derivation in before if derivation == "Stated"]
    watched.page.click("#reading-conflict")
    assert len(watched.page.evaluate(kept)) == len(before) - 2
    again = open_page(county, watched.page.evaluate("location.hash"))
    assert again.state() == watched.state()


def test_names_never_collide_around_a_hub(open_page: Any, drawn: Any) -> None:
    hub = drawn.node("hub", "Navet i mitten", "Region")
    around = [drawn.node(f"n{k}", f"En organisation med långt namn {k}") for k in range(60)]
    edges = [drawn.edge("owns", hub, each, **drawn.share("51")) for each in around]
    watched = open_page(drawn.scene_of([hub, *around], edges))
    for zoom in (1, 1.6, 1.6):
        watched.page.evaluate("factor => regiongraf.zoom(factor)", zoom)
        watched.page.wait_for_timeout(300)
        boxes = watched.page.evaluate("() => regiongraf.labels()")
        assert len(boxes) > 20
        assert all(boxes)
        clashes = [
            (a, b)
            for k, a in enumerate(boxes)
            for b in boxes[:k]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]
        assert clashes == []


def test_a_browser_without_trusted_types_shows_the_same(open_page: Any, county: Scene) -> None:
    """A browser that does not know them passes over what the policy says of them; the page never calls them."""
    text = pages.html(county)
    without = open_page(re.sub(r'; require-trusted-types-for [^"]*"', '"', text))
    assert "trusted-types" not in without.page.content().split("</head>")[0]
    assert without.page.evaluate("() => regiongraf.rows()") == open_page(county).page.evaluate(
        "() => regiongraf.rows()"
    )
    assert "trustedTypes" not in text.split("<script>")[-1]


@pytest.mark.parametrize(("width", "height"), [(320, 640), (340, 215)])
def test_at_320_pixels_and_at_400_per_cent_everything_is_there(
    open_page: Any, county: Scene, width: int, height: int
) -> None:
    """1 360 by 860 at 400 % is 340 by 215."""
    watched = open_page(county, viewport={"width": width, "height": height})
    node = by_name(county, "Almi Test AB")
    watched.page.evaluate("id => { location.hash = `n=${id}`; }", node.id)
    for view in ("net", "tree", "table", "money"):
        watched.page.click(f"button[data-view={view}]")
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    watched.page.click("button[data-view=net]")
    watched.page.click("#filter")
    watched.page.click("#kind-owns")
    watched.page.click("#filter")
    panel = watched.page.locator("#panel")
    panel.scroll_into_view_if_needed()
    assert panel.is_visible()
    assert panel.bounding_box()["height"] > 60


def test_searching_finds_aliases_short_names_and_other_spellings(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    ask = "typed => regiongraf.search(typed)"
    for typed in ("landsting", "RN", "region nörr", "NORR reg"):
        assert watched.page.evaluate(ask, typed) == ["Region Norr"], typed
    watched.page.fill("#search", "finns inte")
    assert "Inget heter så här" in watched.page.inner_text("#found")


def test_arrows_walk_and_the_live_region_speaks(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    watched.page.focus("#canvas-keys")
    watched.page.keyboard.press("ArrowRight")
    first = watched.state()["node"]
    assert first
    assert "linjer" in watched.page.inner_text("#live")
    for key in ("ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        watched.page.keyboard.press(key)
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate("document.activeElement.id") == "panel-title"
    watched.page.keyboard.press("Escape")
    assert watched.state()["node"] is None


def test_an_edge_opens_its_statement(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    stated = next(edge for edge in county.edges if edge.lower == 51)
    at = watched.page.evaluate("id => regiongraf.pixelOfEdge(id)", stated.id)
    watched.page.mouse.click(at["x"], at["y"])
    assert watched.state()["edge"] == stated.id
    panel = watched.page.inner_text("#panel")
    assert "51 %" in panel
    assert "reviewedreading" in panel
    assert stated.statement in panel


def test_both_languages(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    watched.page.click("#language")
    assert watched.page.evaluate("document.documentElement.lang") == "en"
    text = watched.page.inner_text("body")
    assert "Ownership tree" in text
    assert "Ägarträd" not in text
    assert watched.page.title() == "Trial picture – regiongraf"


def test_exports_are_what_is_shown(open_page: Any, county: Scene) -> None:
    watched = open_page(county)
    csv = watched.page.evaluate("() => regiongraf.toCsv()")
    assert csv.startswith("\ufeffFrån;Relation;Till;Andel;Belopp")
    assert len(csv.strip().splitlines()) == 1 + watched.page.evaluate("() => regiongraf.rows().length")
    svg = watched.page.evaluate("() => regiongraf.toSvg()")
    assert svg.count("<title>") == 1 + len(watched.page.evaluate("() => regiongraf.frame()"))
    assert "Källa: Rapporten, 2025-01-01 · CC0 1.0" in svg
    with watched.page.expect_download() as download:
        watched.page.click("details.menu summary")
        watched.page.click("[data-take=png]")
    assert download.value.suggested_filename == "regiongraf.png"


def test_dark_theme_follows_the_system_and_the_button(open_page: Any, county: Scene) -> None:
    watched = open_page(county, color_scheme="dark")
    theme = "document.documentElement.dataset.theme"
    assert watched.page.evaluate(theme) == "dark"
    watched.page.click("#theme")
    assert watched.page.evaluate(theme) == "light"


def test_money_adds_up_within_one_stage_and_period(open_page: Any, county: Scene) -> None:
    watched = open_page(county, "#v=money")
    text = watched.page.inner_text("#money").replace("\u00a0", " ")
    assert "granted · 2024 · 200 tkr" in text
    assert "40 tkr" in text
    watched.page.click("#money .end:has-text('Stiftelsen')")
    assert watched.state()["node"] == by_name(county, "Stiftelsen Museet").id


def test_an_amount_opens_into_its_flows_and_their_evidence(open_page: Any, county: Scene) -> None:
    watched = open_page(county, "#v=money")
    watched.page.focus(".sankey .unnamed")
    assert "40\u00a0tkr" in watched.page.get_attribute(".sankey .unnamed", "aria-label")
    watched.page.keyboard.press("Enter")
    assert watched.page.locator("#money tr.hit").count() == 1
    assert "200 tkr" in watched.page.inner_text("#money tr.hit").replace("\u00a0", " ")
    assert "Rapporten, 2025-01-01, report.txt, tecken 50–60" in watched.page.inner_text("#money tr.hit")
    watched.page.click(".sankey .flow:not(.unnamed)", position={"x": 10, "y": 20})
    assert "160 tkr" in watched.page.inner_text("#money tr.hit").replace("\u00a0", " ")


def test_money_in_a_circle_leads_to_the_network(open_page: Any, drawn: Any) -> None:
    a, b = drawn.node("a", "Alfa"), drawn.node("b", "Beta")
    flows = (drawn.flow("1", a, b, 10), drawn.flow("2", b, a, 10))
    watched = open_page(drawn.scene_of([a, b], [drawn.edge("funds", a, b)], flows), "#v=money")
    text = watched.page.inner_text("#money")
    assert "Pengarna går runt i en cirkel; se nätverket." in text
    assert watched.page.locator("#money tbody tr").count() == 2
    assert watched.page.locator("#money .flow").count() == 0


def test_stages_and_periods_are_chosen_one_at_a_time(open_page: Any, drawn: Any) -> None:
    a, b = drawn.node("a", "Alfa"), drawn.node("b", "Beta")
    flows = (
        drawn.flow("1", a, b, 10),
        drawn.flow("2", a, b, 20, stage="Paid"),
        drawn.flow("3", a, b, 30, period="2025"),
    )
    watched = open_page(drawn.scene_of([a, b], [drawn.edge("funds", a, b)], flows), "#v=money")
    seen = set()
    for key in watched.page.eval_on_selector_all("#money-choice option", "all => all.map(one => one.value)"):
        watched.page.select_option("#money-choice", key)
        assert watched.page.locator("#money tbody tr").count() == 1
        seen.add(watched.page.text_content("#money .endsum >> nth=0"))
    assert len(seen) == 3


def test_without_javascript_a_picture_and_a_table_show(open_page: Any, county: Scene) -> None:
    watched = open_page(county, ready=False, java_script_enabled=False)
    assert watched.page.is_visible("noscript svg")
    assert "Tågbolaget AB" in watched.page.inner_text("noscript table")


def test_printing_puts_the_picture_on_paper(open_page: Any, county: Scene) -> None:
    watched = open_page(county, color_scheme="dark")
    pdf = watched.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    assert watched.page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("width", [320, 390, 768])
def test_narrow_screens_do_not_scroll_sideways(open_page: Any, county: Scene, width: int) -> None:
    watched = open_page(county, viewport={"width": width, "height": 720})
    for view in ("net", "tree", "table", "money"):
        watched.page.click(f"button[data-view={view}]")
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_tree_stands_upright_on_a_phone(open_page: Any, county: Scene) -> None:
    owner, owned = by_name(county, "Trafikförbundet").id, by_name(county, "Tågbolaget AB").id
    for size, along in (({"width": 390, "height": 844}, "y"), ({"width": 1360, "height": 860}, "x")):
        watched = open_page(county, "#v=tree", viewport=size)
        places = {item["id"]: item for item in watched.page.evaluate("() => regiongraf.frame()")}
        assert places[owner][along] < places[owned][along]


def test_a_page_opens_with_the_question_that_was_asked(open_page: Any, county: Scene) -> None:
    train = by_name(county, "Tågbolaget AB")
    watched = open_page(county, opening=Opening(view="tree", node=train.id, focus="up"))
    assert "Vem äger? – Tågbolaget AB" in watched.page.inner_text("#crumb")
    watched.page.click("#crumb button")
    assert watched.state()["focus"] is None


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_graph_and_one_node(open_page: Any, county: Scene, count: int) -> None:
    small = Scene(county.title, "sv", county.nodes[:count], (), county.sources)
    watched = open_page(small)
    for view in ("tree", "table", "money", "net"):
        watched.page.click(f"button[data-view={view}]")
    assert watched.page.is_visible("#empty")


def test_a_notebook_frame_is_sandboxed_and_works(open_page: Any, county: Scene) -> None:
    frame = pages.iframe(county)
    assert 'sandbox="allow-scripts allow-downloads"' in frame
    watched = open_page(f"<!doctype html><html lang=sv><title>n</title><body>{frame}</body></html>", ready=False)
    inside = watched.page.frame_locator("iframe")
    inside.locator("html[data-ready]").wait_for(state="attached", timeout=30_000)
    inside.locator("button[data-view=table]").click()
    assert inside.locator("#table tbody tr").count() > 3


def test_injected_markup_is_refused_by_the_policy(browser: Any, county: Scene, tmp_path: Any) -> None:
    file = tmp_path / "page.html"
    file.write_text(pages.html(county), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    refused = (
        "() => { try { document.body.innerHTML = '<b>x</b>'; return 'allowed'; } catch (error) { return error.name; } }"
    )
    assert page.evaluate(refused) == "TypeError"
    assert page.evaluate("() => fetch('https://example.org/').then(() => 'sent', () => 'refused')") == "refused"
    page.close()


def test_nothing_in_the_text_of_the_page_points_outside(county: Scene) -> None:
    text = pages.html(county)
    assert not re.findall(r"<(?:script|link|img|iframe|object|embed)[^>]+(?:src|href)=", text)
    assert "unsafe" not in text.split("</head>")[0]


def test_two_pages_are_the_same_bytes(county: Scene) -> None:
    assert pages.html(county) == pages.html(county)
