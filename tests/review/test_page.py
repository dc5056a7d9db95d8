"""The review in a real Chromium, with the keyboard alone: from a fresh PDF to answers, and on to its next edition."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import Desk
from tests.review.conftest import FIRST, SECOND, pdf

from regiongraf.apps.reviewing.server import Server
from regiongraf.facts import load
from regiongraf.review.opening import open_review
from regiongraf.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Opener = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: Any, folder: Path) -> Iterator[Opener]:
    """Serve a review of a file of the workspace and open it; every page has to stay free of errors."""
    servers: list[tuple[Server, threading.Thread]] = []
    contexts, errors = [], []

    def opened(name: str, *, language: str = "sv", context: Any = None, **more: Any) -> Page:
        session = open_review(Workspace.load(folder), folder / name, **more)
        server = Server(session, language)  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve_until_ended)
        thread.start()
        servers.append((server, thread))
        found = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **(context or {})})
        contexts.append(found)
        page: Page = found.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
        page.on("dialog", lambda dialog: (errors.append(dialog.message), dialog.dismiss()))
        page.goto(server.address)
        page.wait_for_selector("html[data-ready]", state="attached", timeout=30_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    for server, thread in servers:
        server.stop()
        thread.join(10)
        server.__exit__()
    # A refusal is answered with 409, and the browser logs that; the rest of the log has to be empty.
    assert [error for error in errors if "409" not in error] == []


def settled(page: Page) -> None:
    """Wait until no decision is on its way."""
    page.wait_for_function("() => review.state().waiting === 0")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    settled(page)


def show(page: Page, which: str) -> None:
    page.press(f"[data-filter={which}]", "Enter")
    settled(page)


def describe(page: Page, day: str = "2024-12-31") -> None:
    page.wait_for_selector("dialog[open]")
    page.fill("#d-issued", day)
    page.keyboard.press("Enter")
    page.wait_for_function("() => review.state().described")
    page.wait_for_selector("dialog[open]", state="detached")


def card(page: Page) -> str:
    return page.inner_text("#card").replace("\u00a0", " ")


def heading(page: Page) -> str:
    return page.inner_text("#card h2").replace("\u00a0", " ")


def until(page: Page, words: str) -> None:
    """Go on with `n` until the fact at hand says this."""
    for _ in range(60):
        if words in heading(page):
            return
        press(page, "n")
    pytest.fail(f"no fact says {words!r}: {page.inner_text('#list')}")


def all_left(page: Page) -> None:
    """Accept whatever is left, with at most two keys for each."""
    for _ in range(60):
        if page.evaluate("review.state().left") == 0 or page.locator("#card .acts").count() == 0:
            return
        if page.get_by_role("button", name="Godta a").count() == 0:
            press(page, "n")
            continue
        press(page, "a")
        if "Tryck a igen" in page.inner_text("#flash"):
            press(page, "a")


def test_what_could_not_be_read_is_said_above_the_document(open_page: Opener, folder: Path) -> None:
    (folder / "a.txt").write_bytes("Skogsbuss AB ägs av Region Norrskog (60 %).\n".encode("cp1252"))
    page = open_page("a.txt")
    assert page.inner_text("#remarks") == "texten är inte UTF-8 och lästes som Windows-1252"
    (folder / "b.txt").write_text("Tallens Bostäder AB ägs av Lillviks kommun.\n", encoding="utf-8")
    assert not open_page("b.txt").is_visible("#remarks")


@pytest.mark.slow
def test_from_a_fresh_pdf_to_a_dataset_and_its_next_edition(open_page: Opener, folder: Path) -> None:
    (folder / "skog.pdf").write_bytes(pdf(FIRST))
    desk = Desk(folder)
    git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.se"]
    subprocess.run([*git, "init", "-q"], check=True)
    assert desk.run("intake", str(folder / "skog.pdf")).code == 0
    page = open_page("skog.pdf")
    describe(page)

    # A contradiction comes first, and one key settles it: what the old plan says does not hold.
    assert page.locator("#card .note.warn").count() == 1
    assert "55 %" in card(page)
    choice = next(i for i, said in enumerate(page.locator("#card .pair button").all_inner_texts(), 1) if "60" in said)
    press(page, str(choice))
    shares = {str(r.share): r.rank.value for r in records(folder, "ownership")}
    assert shares == {"60": "Preferred", "55": "Deprecated"}

    # Four keys for a corrected share.
    until(page, "Lillviks kommun äger 40 %")
    press(page, "s", "3", "9", "Enter")
    assert "39" in {str(r.share) for r in records(folder, "ownership")}

    # One key for a rejection, one for taking it back.
    until(page, "Tallens Bostäder AB")
    press(page, "r")
    assert (folder / "facts/skog/review/decisions.toml").read_text(encoding="utf-8").count("[[rejected]]") == 1
    press(page, "u")
    assert "[[rejected]]" not in (folder / "facts/skog/review/decisions.toml").read_text(encoding="utf-8")
    until(page, "Tallens Bostäder AB")
    press(page, "r")

    # A sentence that gave no fact: its words are selected, and become one.
    show(page, "prompts")
    assert heading(page) == "Ingen uppgift lästes här"
    press(page, "m", "f")
    page.wait_for_selector("#f-kind")
    page.select_option("#f-kind", "funding")
    page.fill("#f-funder-0", "Region Norrskog")
    page.fill("#f-recipient-0", "Teater Tallen")
    page.fill("#f-amount", "95 000")
    page.fill("#f-valid", "2023")
    page.press("#f-valid", "Enter")
    settled(page)
    (grant,) = records(folder, "funding")
    assert (grant.recipient, grant.amount, grant.figure_as_stated) == ("teater-tallen", 95000, "95 000")

    show(page, "open")
    all_left(page)
    assert page.evaluate("review.state().left") <= 5, page.inner_text("#list")
    built = desk.run("build")
    assert built.code == 0, built.err
    told = desk.run("ask", "who-owns", "Skogsbuss AB").out
    assert [share in told for share in ("60%", "39%", "55%")] == [True, True, False]
    assert "p. 1" in told, told
    assert desk.run("check", "--document", str(folder / "skog.pdf")).code == 0
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "First edition"], check=True)
    before = {r.key: r for r in every(folder)}

    # ── the second edition ──
    (folder / "skog-2.pdf").write_bytes(pdf(SECOND))
    page = open_page("skog-2.pdf", edition_of="skog")
    describe(page, "2025-12-31")
    after = {r.key: r for r in every(folder)}
    assert set(before) <= set(after), "nothing is dropped"
    for key, record in before.items():
        for field in ("share", "amount", "rank", "owner", "owned"):
            assert getattr(record, field, None) == getattr(after[key], field, None), "nothing is overwritten"
    opened = {one["record"]: one["what"] for one in page.evaluate("fetch('api/state').then(a => a.json())")["open"]}
    assert opened["ownership/skogsbuss-ab-region-norrskog"] == "changed"
    assert set(opened.values()) == {"changed", "lost"}
    assert not any("bergtull-energi" in key for key in opened), opened
    assert desk.run("check").code == 1
    assert "skogsbuss-ab-region-norrskog" in desk.run("check").out
    moved = after["ownership/bergtull-energi-ab-region-norrskog"].evidence[0]
    assert (moved.document, moved.page) == ("skog-2", 3)

    for _ in range(len(opened)):
        press(page, "a" if "Ta det nya" in page.inner_text("#card") else "k")
    checked = desk.run("check", "--document", str(folder / "skog-2.pdf"))
    assert checked.code == 0, checked.out
    diff = desk.run("diff", "HEAD", str(folder))
    assert desk.run("build").code == 0
    diff = desk.run("diff", "HEAD", str(folder))
    assert "60% → 65%" in diff.out, diff.out + diff.err


@pytest.mark.parametrize(
    ("language", "context"),
    [
        ("sv", {"color_scheme": "light"}),
        ("en", {"color_scheme": "dark"}),
        ("sv", {"viewport": {"width": 720, "height": 450}, "device_scale_factor": 2}),
        ("en", {"viewport": {"width": 390, "height": 844}}),
    ],
)
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(
    open_page: Opener, folder: Path, language: str, context: dict[str, Any]
) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    (folder / "skog.pdf").write_bytes(pdf(FIRST))
    page = open_page("skog.pdf", language=language, context=context)
    # The policy of the page forbids the script of the test, too.
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
    ask = f"axe.run(document, {rules}).then((r) => r.violations.map((v) => [v.id, v.nodes[0].html.slice(0, 160)]))"
    assert page.evaluate(ask) == [], "when the document is described"
    describe(page)
    assert page.evaluate(ask) == [], "a contradiction"
    press(page, "e")
    assert page.evaluate(ask) == [], "the form"
    press(page, "Escape")
    press(page, "t")
    page.wait_for_selector(".text mark.now")
    assert page.evaluate(ask) == [], "the text"
    press(page, "?")
    assert page.evaluate(ask) == [], "the help"
    press(page, "Escape")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate("document.documentElement.lang") == language


HOSTILE = (
    "<img src=x onerror=alert(1)>\n\n<script>window.hacked = 1</script>Skogsbuss AB ägs av Region Norrskog (60 %).\n\n"
    'Bolaget "><svg/onload=alert(2)> AB ägs av Lillviks kommun (40 %). {{constructor.constructor("alert(3)")()}}\n'
)


def test_hostile_text_is_shown_as_text(open_page: Opener, folder: Path) -> None:
    (folder / "ond.txt").write_text(HOSTILE, encoding="utf-8")
    page = open_page("ond.txt")
    describe(page)
    assert "<script>window.hacked = 1</script>" in page.inner_text("#sheet")
    for _ in range(4):
        press(page, "n")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('#sheet img, #sheet script, svg').length") == 0


def test_moving_on_asks_for_nothing_and_a_closed_page_loses_nothing(open_page: Opener, folder: Path) -> None:
    (folder / "skog.txt").write_text("\n\n".join(FIRST[0]) + "\n", encoding="utf-8")
    page = open_page("skog.txt")
    describe(page)
    page.wait_for_timeout(300)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    first = heading(page)
    press(page, "n", "n", "p")
    assert heading(page) != first
    assert asked == []
    page.keyboard.press("a")
    settled(page)
    press(page, "s")
    page.close()
    assert len(records(folder, "ownership")) == 1


def test_a_second_tab_is_brought_up_to_date(open_page: Opener, folder: Path) -> None:
    (folder / "skog.txt").write_text("\n\n".join(FIRST[0]) + "\n", encoding="utf-8")
    page = open_page("skog.txt")
    describe(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("html[data-ready]", state="attached")
    press(page, "a")
    press(other, "r")
    other.wait_for_function("() => document.querySelector('#alarm').textContent !== ''")
    assert "annat håll" in other.inner_text("#alarm")
    assert "1 av 5 avgjorda" in other.inner_text("#counted")
    assert len(records(folder, "ownership")) == 1


def records(folder: Path, kind: str) -> list[Any]:
    return [record for record in every(folder) if kind == record.KIND]


def every(folder: Path) -> list[Any]:
    return [located.record for _, located in load(Workspace.load(folder).facts).records()]


def test_a_sum_that_does_not_add_up_is_settled_with_one_key(open_page: Opener, folder: Path) -> None:
    words = "Skogsbuss AB ägs av Region Norrskog (60 %) och Lillviks kommun (45 %).\n"
    (folder / "skog.txt").write_text("Bolag 2024\n\n" + words, encoding="utf-8")
    page = open_page("skog.txt")
    describe(page)
    assert "tillsammans 105 %" in card(page)
    assert "Godta alla 2 som de står" in card(page)
    press(page, "g")
    page.wait_for_function("() => review.state().left === 0")
    assert 'conflict = "sum"' in (folder / "facts/skog/review/decisions.toml").read_text(encoding="utf-8")
    assert (folder / "facts/skog/facts.toml").read_text(encoding="utf-8").count("[[ownership]]") == 2
