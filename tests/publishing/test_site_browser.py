"""The site in a real Chromium, from file://: nothing is fetched, nothing runs that should not, everybody can use it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = (
    "index.html", "index.en.html", "id/organisation/bolaget/index.html", "id/organisation/kommunen/index.en.html",
    "id/ownership/staten-bolaget/index.html", "id/source/bok/index.html", "id/activity/projektet/index.html",
    "organisations/index.html", "gaps/index.html", "downloads/index.html", "questions/index.html",
    "questions/who-owns.html", "def/index.html", "404.html",
)  # fmt: skip


class Visit:
    """A page, what it fetched from elsewhere, and what it complained of."""

    def __init__(self, browser: Browser, file: Path, **settings: Any) -> None:
        self.context = browser.new_context(**settings)
        self.page: Page = self.context.new_page()
        self.fetched: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else self.fetched.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(file.as_uri())

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_page_fetches_nothing_and_complains_of_nothing(browser: Browser, site: Path, name: str) -> None:
    with Visit(browser, site / name) as visit:
        assert visit.page.evaluate("window.hacked") is None
        assert (visit.fetched, visit.complaints) == ([], [])
        assert visit.page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute", "styled"


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_a_small_screen(browser: Browser, site: Path, name: str) -> None:
    with Visit(browser, site / name, viewport={"width": 320, "height": 640}, color_scheme="dark") as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_search_finds_by_name_and_alias_with_the_keyboard(browser: Browser, site: Path) -> None:
    with Visit(browser, site / "index.html") as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip"
        visit.page.focus("#q")
        visit.page.keyboard.type("ange bolag")
        assert visit.page.locator("#hits a").all_inner_texts() == ["=Bolaget AB"]
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/id/organisation/bolaget/index.html")
        assert visit.page.locator("h1").inner_text() == "=Bolaget AB"


def test_hostile_name_is_found_as_text(browser: Browser, site: Path) -> None:
    with Visit(browser, site / "index.html") as visit:
        visit.page.fill("#q", "kommunen")
        assert "<script>" in visit.page.locator("#hits").inner_text()
        assert visit.page.evaluate("window.hacked") is None
        visit.page.fill("#q", "qqq")
        assert visit.page.locator("#status").inner_text() == "Inget namn passar."


def test_everything_is_reached_without_javascript(browser: Browser, site: Path) -> None:
    with Visit(browser, site / "index.html", java_script_enabled=False) as visit:
        assert not visit.page.locator(".search").is_visible()
        visit.page.click("nav >> text=Organisationer")
        visit.page.click("text=Dotterbolaget AB")
        assert visit.page.locator("#owners + .wide tbody tr").count() == 2
        visit.page.click("nav >> text=In English")
        assert visit.page.locator("html").get_attribute("lang") == "en"


def test_inline_script_is_stopped_by_the_policy(browser: Browser, site: Path, tmp_path: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    (tmp_path / "x.html").write_text(
        text.replace("</main>", "<script>window.hacked = 1</script></main>"), encoding="utf-8"
    )
    with Visit(browser, tmp_path / "x.html") as visit:
        assert visit.page.evaluate("window.hacked") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, site: Path, name: str, scheme: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    with Visit(browser, site / name, color_scheme=scheme) as visit:
        visit.page.evaluate(script)
        found = visit.page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            ".then((r) => r.violations.map((v) => [v.id, v.impact, v.nodes[0].html.slice(0, 160)]))"
        )
        assert found == []
