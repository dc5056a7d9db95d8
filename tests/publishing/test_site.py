"""The site as files: every address answers, every link leads somewhere, and publishing again changes nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.apps.cli import main
from regiongraf.build import build
from regiongraf.errors import PageError
from regiongraf.figures import Language
from regiongraf.ontology import named_terms
from regiongraf.publishing import publish as publishing
from regiongraf.publishing.export import stated
from regiongraf.publishing.publish import publish
from regiongraf.publishing.quads import prefixes
from regiongraf.publishing.site.model import Model, outward
from regiongraf.publishing.site.pages import Pages
from regiongraf.publishing.site.rendering import About, Renderer, in_script
from regiongraf.publishing.target import MARKER, Target, published
from regiongraf.publishing.things import Things
from regiongraf.store.publication import current_build
from regiongraf.workspace import Workspace

from .conftest import FACTS, write_workspace

BASE = "https://data.example.se/"


class Page(HTMLParser):
    """The ids, links, languages and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.headings: list[int] = []
        self.language = ""
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found[key] or "" for key in ("href", "src") if key in found]
        if tag == "html":
            self.language = found.get("lang") or ""
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    own = (path for path in site.rglob("*.html") if "network" not in path.parts)
    return {path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8")) for path in own}


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Page]) -> None:
    checked = 0
    for name, page in pages.items():
        for link in page.links:
            if link.startswith(("http:", "https:", "mailto:")):
                continue
            path, _, fragment = link.partition("#")
            target = (site / name).parent / unquote(path) if path else site / name
            assert target.is_file(), f"{name} → {link}"
            relative = target.resolve().relative_to(site.resolve()).as_posix()
            if fragment and relative in pages:
                assert fragment in pages[relative].ids, f"{name} → {link}"
            checked += 1
    assert checked > 500


def test_every_page_has_one_heading_a_language_and_no_id_twice(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.headings.count(1) == 1, name
        assert page.headings[0] == 1, name
        assert page.language == ("en" if ".en." in name else "sv"), name
        assert len(page.ids) == len(set(page.ids)), name


def test_everything_that_is_no_part_of_something_else_has_its_address(site: Path, things: Things) -> None:
    own = [term for term in things if term.startswith(f"<{BASE}id/")]
    parts = ("/id/evidence/", "/identifier/", "/indicators>")
    found = [term for term in own if not any(part in term for part in parts)]
    assert len(found) > 40
    for term in found:
        folder = site / term[1:-1].removeprefix(BASE)
        assert {file.name for file in folder.iterdir() if file.is_file()} == {
            "index.html", "index.en.html", "index.ttl", "index.jsonld",
        }  # fmt: skip


def test_page_tells_what_was_worked_out_and_how_sure_it_is(pages: dict[str, Page]) -> None:
    text = pages["id/organisation/dotterbolaget/index.en.html"].text
    worked = text.partition("Worked out from the statements")[2]
    for told in ("No source says this.", "Shares in every chain", "The State", "no legal answer", "possible"):
        assert told in worked, told
    state = pages["id/organisation/staten/index.en.html"].text
    assert "Shares in others, every chain" in state
    assert "Where it may decide" in state
    # 51 % of a company with 24.5 % of another.
    finding = pages["id/interest/staten-in-dotterbolaget/index.html"]
    assert "Uträknad andel: Staten → Dotterbolaget AB" in finding.text
    assert "id/ownership/staten-bolaget/index.html" in " ".join(finding.links)
    assert "id/interest/staten-in-dotterbolaget" in " ".join(pages["id/ownership/staten-bolaget/index.html"].links)


def test_data_beside_a_page_holds_what_was_worked_out(site: Path) -> None:
    quads = ox.parse(path=str(site / "id/organisation/dotterbolaget/index.ttl"), format=ox.RdfFormat.TURTLE)
    assert ox.NamedNode(f"{BASE}id/interest/staten-in-dotterbolaget") in {quad.subject for quad in quads}


def test_document_tells_which_passage_says_what(pages: dict[str, Page]) -> None:
    page = pages["id/source/bok/document/bok/index.html"]
    assert "tecken 10–20" in page.text
    assert "Ägande: Staten → =Bolaget AB" in page.text
    assert "10-20" in page.ids
    assert any("document/bok/index.html#10-20" in link for link in pages["id/ownership/gammalt/index.html"].links)


def test_data_beside_a_page_says_the_same_twice(site: Path) -> None:
    folder = site / "id" / "organisation" / "bolaget"
    turtle = {str(q.triple) for q in ox.parse(path=str(folder / "index.ttl"), format=ox.RdfFormat.TURTLE)}
    jsonld = {str(q.triple) for q in ox.parse(path=str(folder / "index.jsonld"), format=ox.RdfFormat.JSON_LD)}
    assert turtle == jsonld
    assert any("ownership/staten-bolaget" in triple for triple in turtle)


def test_page_tells_owners_money_gaps_and_sources(pages: dict[str, Page]) -> None:
    text = pages["id/organisation/bolaget/index.html"].text
    for told in (
        "51\u00a0%",
        "mer än 0\u00a0% och mindre än 49\u00a0%",
        "1\u00a0250\u00a0000,50\u00a0kr",
        "11 av 13 ägare är inte namngivna",
        "inaktuell",
    ):
        assert told in text, told
    english = pages["id/organisation/bolaget/index.en.html"].text
    assert "11 of 13 owners are not named" in english
    assert "SEK\u00a01,250,000.50" in english
    assert "11 av 13" in pages["index.html"].text


def test_page_of_an_entry_that_gave_way_leads_to_the_other(tmp_path: Path) -> None:
    workspace = write_workspace(tmp_path / "ws")
    (workspace.root / "facts" / "registry" / "judgements.toml").write_text(
        '[[organisation]]\nid = "bolaget-ab"\nname = "Bolaget i Länet AB"\nform = "LimitedCompany"\n'
        'form_basis = "FormByName"\n\n[[judgement]]\nid = "bolagen"\nleft = "bolaget"\nright = "bolaget-ab"\n'
        'verdict = "Same"\npreferred = "bolaget"\nreason = "ett bolag"\nreason_en = "one company"\n',
        encoding="utf-8",
    )
    build(workspace)
    things = Things(stated((current_build(workspace.dataset_folder) / "dataset.nq").read_bytes(), workspace.minter))
    model = Model(things, Things((*triple, "") for triple in named_terms()), BASE)
    renderer = Renderer(About(("P", "P"), ("A", "A"), None, "2025-03-01"))
    pages = Pages(model, renderer, prefixes(workspace.minter))
    files = dict(pages.files(f"<{BASE}id/organisation/bolaget-ab>"))
    assert {path.rpartition("/")[2] for path in files} == {"index.html", "index.en.html", "index.ttl", "index.jsonld"}
    other = Page(files["id/organisation/bolaget-ab/index.html"])
    assert "Samma som =Bolaget AB" in other.text
    assert "../../../id/organisation/bolaget/index.html" in other.links
    assert "The same as =Bolaget AB" in Page(files["id/organisation/bolaget-ab/index.en.html"]).text
    assert "owl:sameAs" in files["id/organisation/bolaget-ab/index.ttl"]
    preferred = Page(dict(pages.files(f"<{BASE}id/organisation/bolaget>"))["id/organisation/bolaget/index.html"])
    assert "Andra adresser för detta" in preferred.text
    assert "Bolaget i Länet AB" in preferred.text, "its name is another name"
    assert "../../../id/organisation/bolaget-ab/index.html" in preferred.links


def test_names_run_nothing(site: Path, pages: dict[str, Page]) -> None:
    page = pages["id/organisation/kommunen/index.html"]
    assert page.tags.count("script") == 1, "the data block"
    assert "img" not in page.tags
    text = (site / "id" / "organisation" / "kommunen" / "index.html").read_text(encoding="utf-8")
    assert "<script>window" not in text


def test_script_data_ends_no_element() -> None:
    text = in_script({"a": "</script><!--\u2028"})
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><!--\u2028"}


def test_ontology_page_has_every_term_with_its_definition(site: Path, pages: dict[str, Page]) -> None:
    page = pages["def/index.html"]
    assert {"Ownership", "owner", "Preferred"} <= set(page.ids)
    counts = [len(list(ox.parse(path=str(site / "def" / f"ontology{end}"), format=format_))) for end, format_ in (
        (".ttl", ox.RdfFormat.TURTLE), (".rdf", ox.RdfFormat.RDF_XML), (".jsonld", ox.RdfFormat.JSON_LD),
    )]  # fmt: skip
    assert len(set(counts)) == 1
    assert counts[0] > 1000


def test_ontology_comes_with_its_codes_and_tells_which_question_asks_for_them(site: Path) -> None:
    named = {quad.subject for quad in ox.parse(path=str(site / "def" / "ontology.ttl"), format=ox.RdfFormat.TURTLE)}
    assert ox.NamedNode("https://w3id.org/regiongraf/def#Certain") in named
    text = (site / "def" / "index.en.html").read_text(encoding="utf-8")
    terms = dict(re.findall(r'<article class="term" id="([^"]+)"(.*?)</article>', text, flags=re.DOTALL))
    assert "questions/control-of.en.html" in terms["Certain"], "a code, by the property whose value it is"
    assert "questions/what-bodies-do.en.html" in terms["Museum"], "a class that a question names"
    assert "Asked for by" in terms["BoardAppointment"], "a code that no record of this dataset has"
    assert "regiongraf evidence" in terms["spanHash"], "what no question asks for says what reads it"
    assert all("<details>" in told for told in terms.values())


@given(st.decimals(0, 100, places=6), st.decimals(0, 100, places=6))
def test_shown_ends_hold_everything_between_them(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    shown_low, shown_high = outward(low, high)
    assert low - Decimal("0.01") < shown_low <= low
    assert high <= shown_high < high + Decimal("0.01")


def test_two_hash_seeds_give_the_same_bytes(made_up: Workspace, tmp_path: Path) -> None:
    def run(seed: str) -> dict[str, bytes]:
        folder = tmp_path / seed
        command = [sys.executable, "-m", "regiongraf", "-w", str(made_up.root), "publish", "-o", str(folder)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    first, second = run("1"), run("2")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    workspace = write_workspace(tmp_path / "ws")
    build(workspace)
    return workspace


def test_only_changed_pages_are_written(small: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = publish(small, folder, {})
    again = publish(small, folder, {})
    assert (again.written, again.kept) == (0, first.files)
    told = "\n".join(again.lines("sv"))
    assert "0 skrivna" in told
    assert "sidor" in told
    untouched = (folder / "id" / "place" / "lanet" / "index.html").stat().st_mtime_ns
    write_workspace(small.root, FACTS.replace("share = 24.5", "share = 25"))
    build(small)
    changed = publish(small, folder, {})
    assert 0 < changed.written < first.files / 2
    assert (folder / "id" / "place" / "lanet" / "index.html").stat().st_mtime_ns == untouched


def test_pages_of_what_is_gone_go(small: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(small, folder, {})
    gone = folder / "id" / "funding" / "bidraget"
    assert gone.is_dir()
    write_workspace(small.root, FACTS.partition("[[funding]]")[0])
    build(small)
    assert publish(small, folder, {}).removed == 4
    assert not gone.exists()


def test_files_of_others_are_kept_unless_clean(small: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(small, folder, {})
    (folder / "robots.txt").write_text("mine")
    publish(small, folder, {})
    assert (folder / "robots.txt").read_text() == "mine"
    publish(small, folder, {}, clean=True)
    assert not (folder / "robots.txt").exists()
    assert (folder / "index.html").is_file()


@pytest.mark.parametrize("clean", [False, True])
def test_folder_of_others_is_refused(small: Workspace, tmp_path: Path, clean: bool) -> None:
    folder = tmp_path / "homepage"
    folder.mkdir()
    (folder / "index.html").write_text("mine")
    with pytest.raises(PageError, match="did not write"):
        publish(small, folder, {}, clean=clean)
    assert [path.name for path in folder.iterdir()] == ["index.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["homepage", "ws"]


def test_interrupted_publication_leaves_the_old_site(
    small: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    publish(small, folder, {})
    before = (folder / "index.html").read_bytes()

    def stopped(_: object, target: Target, *__: object) -> None:
        target.put("index.html", "half")
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "site", stopped)
    with pytest.raises(KeyboardInterrupt):
        publish(small, folder, {})
    assert (folder / "index.html").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "ws"]


def test_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    with published(tmp_path / "site") as target:
        target.put("a.txt", "one")
    # As if the process had been killed after the old folder went aside and before the new one came.
    (tmp_path / "site").rename(tmp_path / ".site.old")
    (tmp_path / ".site.new-x").mkdir()
    with published(tmp_path / "site") as target:
        target.put("a.txt", "one")
    assert (target.written, target.kept) == (0, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def put(folder: Path, *paths: str) -> None:
    with published(folder) as target:
        for path in paths:
            target.put(path, "x")


def test_two_things_at_one_address_and_paths_that_lead_out_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="same address"):
        put(tmp_path / "a", "x.html", "x.html")
    for path in ("../x", "/etc/x", "a/../../x"):
        with pytest.raises(PageError, match="leads out"):
            put(tmp_path / "a", path)
    assert list(tmp_path.iterdir()) == []


def test_unwritable_and_damaged_targets_are_one_message(
    small: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert main(["-w", str(small.root), "publish", "-o", str(tmp_path / "file" / "site")]) == 1
    assert "cannot be written" in capsys.readouterr().err
    publish(small, tmp_path / "site", {})
    (tmp_path / "site" / MARKER).write_text("{")
    assert main(["-w", str(small.root), "publish", "-o", str(tmp_path / "site")]) == 1
    assert "damaged" in capsys.readouterr().err


def test_full_disk_is_one_message_and_nothing_is_lost(
    small: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "site"
    publish(small, folder, {})
    before = sorted(path.name for path in folder.rglob("*"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Target, "_place", full)
    assert main(["-w", str(small.root), "publish", "-o", str(folder)]) == 1
    assert "No space left on device; the one that was there is untouched" in capsys.readouterr().err
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_damaged_build_is_not_published(small: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = current_build(small.dataset_folder) / "dataset.nq"
    file.write_bytes(file.read_bytes().replace(b"Dotterbolaget", b"dotterbolaget"))
    for command in (["publish", "-o", str(tmp_path / "site")], ["export", "-o", str(tmp_path / "x.ttl")]):
        assert main(["-w", str(small.root), *command]) == 1
        assert "cut or changed" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ws"]


def test_publish_needs_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = write_workspace(tmp_path / "ws")
    assert main(["-w", str(workspace.root), "publish", "-o", str(tmp_path / "site")]) == 1
    assert "nothing is built" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_page_in_a_frame_is_what_the_whole_template_gives(
    made_up: Workspace, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = Things((*triple, "") for triple in named_terms())
    # One of them is called as the site is.
    about = About(("Projektet", "The Project"), ("A", "A"), None, "2025-03-01")
    model, renderer = Model(things, terms, made_up.minter.base), Renderer(about)
    pages = Pages(model, renderer, prefixes(made_up.minter))
    fast, seen = renderer.render_thing, set()

    def both(template: str, language: Language, folder: str, context: dict[str, Any]) -> str:
        text = fast(template, language, folder, context)
        assert text == renderer.render(template, language, folder, context), folder
        seen.add((template, folder.count("/")))
        return text

    monkeypatch.setattr(renderer, "render_thing", both)
    for term in model.pages():
        list(pages.files(term))
    assert {template for template, _ in seen} == {"thing.html", "statement.html", "finding.html", "document.html"}
    assert {depth for _, depth in seen} == {2, 3, 4}
