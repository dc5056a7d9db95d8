"""The SPARQL page in a real Chromium, from file://: it answers, can be stopped, and fetches nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from regiongraf.errors import MissingPart
from regiongraf.publishing.publish import publish
from regiongraf.publishing.site import engine as engines
from regiongraf.publishing.site.engine import VARIABLE, classic, find_engine, policy_hash
from regiongraf.workspace import Workspace


@pytest.fixture(scope="module")
def with_engine(made_up: Workspace, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_engine(repository, {}) is None and find_engine(repository, dict(_environment())) is None:
        pytest.skip(f"the engine is not installed: {engines.HINT}")
    folder = tmp_path_factory.mktemp("published") / "site"
    report = publish(made_up, folder, dict(_environment()))
    assert report.has_engine
    return folder


def _environment() -> Iterator[tuple[str, str]]:
    if VARIABLE in os.environ:
        yield VARIABLE, os.environ[VARIABLE]


@pytest.fixture(scope="module")
def page(browser: Browser, with_engine: Path) -> Iterator[Page]:
    context = browser.new_context(accept_downloads=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def ready(page: Page, with_engine: Path) -> Page:
    page.goto("about:blank")
    page.goto((with_engine / "sparql" / "index.html").as_uri())
    page.locator("#status").filter(has_text="Klar").wait_for(timeout=60_000)
    return page


def ask(page: Page, query: str) -> str:
    page.fill("#query", query)
    page.click("#run")
    page.wait_for_selector("#run:not([disabled])", timeout=60_000)
    return page.inner_text("#status")


@pytest.mark.browser
def test_query_is_answered_offline(ready: Page) -> None:
    fetched: list[str] = []
    ready.on("request", lambda request: fetched.append(request.url))
    told = ask(ready, 'SELECT ?n { ?o rg:owner ?s . ?s skos:prefLabel ?n FILTER(LANG(?n) = "sv") } ORDER BY ?n')
    assert told.startswith("5 rader")
    assert "Staten" in ready.inner_text("#result")
    assert [url for url in fetched if not url.startswith("blob:")] == []


@pytest.mark.browser
def test_every_example_runs(ready: Page) -> None:
    count = ready.locator("#example option").count()
    assert count > 20
    for index in range(1, count):
        ready.select_option("#example", index=index)
        assert "gick inte" not in ask(ready, ready.input_value("#query")), index


@pytest.mark.browser
def test_running_query_is_stopped_and_the_next_one_answered(ready: Page) -> None:
    ready.fill("#query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    ready.click("#run")
    ready.click("#stop")
    ready.locator("#status").filter(has_text="Avbruten").wait_for(timeout=60_000)
    assert ask(ready, "ASK { ?s a rg:Ownership }").startswith("1 rader")
    assert ready.inner_text("#result") == "true"


@pytest.mark.browser
def test_link_holds_the_query_and_runs_it(ready: Page, with_engine: Path) -> None:
    ask(ready, "SELECT * { ?s rg:owner ?o } LIMIT 2")
    link = ready.url
    assert "#q=SELECT" in link
    ready.goto("about:blank")
    ready.goto(link)
    ready.wait_for_selector("#result table", timeout=60_000)
    assert ready.input_value("#query") == "SELECT * { ?s rg:owner ?o } LIMIT 2"


@pytest.mark.browser
def test_answers_are_saved_and_run_nothing(ready: Page) -> None:
    ask(ready, 'SELECT ?n { VALUES ?n { "=1+1" "a,\\"b\\"" } }')
    with ready.expect_download() as saved:
        ready.click("#saves button >> text=CSV")
    assert Path(saved.value.path()).read_bytes() == b'n\r\n\'=1+1\r\n"a,""b"""\r\n'
    ask(ready, "CONSTRUCT { ?s rg:owner ?o } WHERE { ?s rg:owner ?o }")
    with ready.expect_download() as saved:
        ready.click("#saves button >> text=Turtle")
    assert "owner" in Path(saved.value.path()).read_text(encoding="utf-8")


@pytest.mark.browser
def test_hostile_text_is_shown_as_text(ready: Page) -> None:
    ask(ready, 'SELECT ?n ?u { VALUES (?n ?u) { ("<img src=x onerror=alert(1)>" <javascript:alert(1)>) } }')
    assert "<img" in ready.inner_text("#result")
    assert ready.locator("#result img, #result a").count() == 0
    assert "gick inte" in ask(ready, "SELEKT <script>")


def test_page_is_small_enough(with_engine: Path) -> None:
    assert (with_engine / "sparql" / "index.html").stat().st_size < 3_000_000
    assert "MIT" in (with_engine / "sparql" / "LICENSE-oxigraph.txt").read_text(encoding="utf-8")


def test_page_is_left_out_and_said_so_without_an_engine(
    made_up: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_places", lambda _: [])
    report = publish(made_up, tmp_path / "site", {})
    assert not report.has_engine
    assert any("left out" in line and "npm install" in line for line in report.lines("en"))
    assert not (tmp_path / "site" / "sparql").exists()


def test_another_engine_is_refused(tmp_path: Path) -> None:
    for name in ("web.js", "web_bg.wasm"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(MissingPart, match="differs"):
        find_engine(tmp_path, {VARIABLE: str(tmp_path)})
    with pytest.raises(MissingPart, match="no engine"):
        find_engine(tmp_path, {VARIABLE: str(tmp_path / "nowhere")})


def test_module_becomes_a_classic_script() -> None:
    lines = (
        "export class A {}",
        "export function b() {}",
        "u = import.meta.url;",
        "export { x, y as default };",
        "export default z;",
    )
    script = "\n".join(lines).encode()
    text = classic(script).decode()
    assert not re.search(r"^export|import\.meta", text, re.MULTILINE)
    assert "class A {}" in text


def test_policy_names_the_script() -> None:
    # echo -n a | openssl dgst -sha256 -binary | base64
    assert policy_hash("a") == "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"
