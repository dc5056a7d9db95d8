"""What changed between two datasets, told through the command and held against the quads."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.apps.cli import main
from regiongraf.apps.starting import start
from regiongraf.build import build
from regiongraf.diff import changes, patch, side
from regiongraf.errors import PageError
from regiongraf.publishing.digest import rdfc_digest, rdfc_digest_of_build
from regiongraf.publishing.export import source_of
from regiongraf.store.parsing import parse, read_quads
from regiongraf.store.publication import current_build
from regiongraf.triples.terms import text
from regiongraf.workspace import Workspace


@pytest.fixture(autouse=True)
def _swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that are held here are those that a user reads without asking for a language."""
    monkeypatch.setenv("REGIONGRAF_LANG", "sv")


def workspace(folder: Path, *edits: tuple[str, str]) -> Workspace:
    """The example of `regiongraf init`, its facts edited, built."""
    list(start(folder, "sv"))
    facts = folder / "facts" / "exempel" / "facts.toml"
    for pattern, replacement in edits:
        changed = re.sub(pattern, replacement, facts.read_text(encoding="utf-8"), count=1)
        assert changed != facts.read_text(encoding="utf-8")
        facts.write_text(changed, encoding="utf-8")
    made = Workspace.load(folder)
    build(made)
    return made


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace(tmp_path_factory.mktemp("old"))


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    without_list = r"(?s)\n\[\[list\]\].*"
    return workspace(tmp_path_factory.mktemp("new"), (r"share = 60", "share = 50.5"), (without_list, "\n"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main([str(argument) for argument in arguments]) == 0
    return capsys.readouterr().out


def test_words(old: Workspace, new: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "diff", old.root, new.root)
    assert "Exempelbolaget AB: Exempelkommunen 60\u00a0% → 50,5\u00a0%" in shown
    assert "borttagen: Exempelbolaget AB: ägare" in shown
    assert "0 tillagda, 1 borttagen, 1 ändrad" in shown
    assert "Exempelbolaget AB: Example Municipality 60% → 50.5%" in run(
        capsys, "diff", old.root, new.root, "--lang", "en"
    )


def test_table_and_json(old: Workspace, new: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    table = run(capsys, "diff", old.root, new.root, "--format", "table")
    assert re.search(r"ändrad +Exempelbolaget AB: Exempelkommunen +andel +60", table)
    told = json.loads(run(capsys, "diff", old.root, new.root, "--format", "json"))
    assert [change["change"] for change in told["changes"]] == ["removed", "changed"]
    assert told["old"]["digest"] == side(str(old.root), None).digest != told["new"]["digest"]


def test_same_facts_do_not_differ(old: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Inga uppgifter skiljer." in run(capsys, "diff", old.root, current_build(old.dataset_folder))


def test_patch_makes_new_of_old(old: Workspace, new: Workspace) -> None:
    before, after = (side(str(part.root), None) for part in (old, new))
    quads = {f"{' '.join(quad)} ." for quad in before.quads}
    for line in patch(before, after):
        sign, _, quad = line.rstrip("\n").partition(" ")
        if sign == "D":
            quads.remove(quad)
        elif sign == "A":
            assert quad not in quads
            quads.add(quad)
    assert quads == {f"{' '.join(quad)} ." for quad in after.quads}


@pytest.mark.parametrize("format_", ["turtle", "nquads", "trig", "jsonld", "rdfxml", "ntriples"])
def test_exports_of_any_format_are_compared(
    old: Workspace, new: Workspace, format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    endings = {
        "turtle": "ttl",
        "nquads": "nq",
        "trig": "trig",
        "jsonld": "jsonld",
        "rdfxml": "rdf",
        "ntriples": "nt.gz",
    }
    files = [tmp_path / f"{name}.{endings[format_]}" for name in ("old", "new")]
    for part, file in zip((old, new), files, strict=True):
        run(capsys, "-w", part.root, "export", "-o", file)
    shown = run(capsys, "diff", *files)
    assert "Exempelbolaget AB: Exempelkommunen 60\u00a0% → 50,5\u00a0%" in shown
    assert "0 tillagda, 1 borttagen, 1 ändrad" in shown
    assert "0 tillagda, 1 borttagen, 1 ändrad" in run(capsys, "diff", files[0], new.root), "an export against a build"


def test_git_revisions_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = workspace(tmp_path / "deeper" / "ws")
    facts = made.root / "facts" / "exempel" / "facts.toml"

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.se", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(tmp_path), *who, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    facts.write_text(facts.read_text(encoding="utf-8").replace("share = 60", "share = 70"), encoding="utf-8")
    git("commit", "-qam", "second")
    assert "60\u00a0% → 70\u00a0%" in run(capsys, "-w", made.root, "diff", "HEAD~1", "HEAD")
    assert "70\u00a0% → 60\u00a0%" in run(capsys, "-w", made.root, "diff", "HEAD", made.root), (
        "the build is the first's"
    )


@pytest.mark.parametrize("named", ["no-such-thing", "--format", "missing.ttl"])
def test_unknown_side_is_one_message(
    old: Workspace, named: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    assert main(["-w", str(old.root), "diff", "--", named, str(old.root)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("Fel:")
    assert "Traceback" not in told


def test_refuses_what_cannot_be_compared(tmp_path: Path) -> None:
    (tmp_path / "b.ttl").write_text("[] <https://a.se/p> 1 .")
    (tmp_path / "x.rdf").write_text('<!DOCTYPE x [<!ENTITY a "b">]><x/>')
    (tmp_path / "c.nt").write_text("<a")
    (tmp_path / "d.csv").write_text("")
    for name, reason in (("b.ttl", "blank"), ("x.rdf", "entities"), ("c.nt", "well formed"), ("d.csv", "format")):
        with pytest.raises(PageError, match=reason):
            read_quads(tmp_path / name)


literals = st.text(max_size=8).filter(lambda t: not any("\ud800" <= c <= "\udfff" for c in t))
quads = st.tuples(
    st.sampled_from(["<https://a.se/x>", "<https://a.se/é>"]),
    st.just("<https://a.se/p>"),
    st.one_of(literals.map(text), literals.map(lambda t: text(t, "sv"))),
    st.sampled_from(["<https://a.se/g>", ""]),
)


@given(st.sets(quads, max_size=6))
def test_digest_is_that_of_rdfc(found: set[tuple[str, str, str, str]]) -> None:
    dataset = ox.Dataset(ox.parse(input="".join(f"{' '.join(q)} .\n" for q in found), format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    canonical = sorted(f"{q} .\n" for q in dataset)
    assert rdfc_digest(found) == f"sha256:{hashlib.sha256(''.join(canonical).encode()).hexdigest()}"


def test_digest_of_a_build_is_that_of_its_quads(old: Workspace) -> None:
    data = (current_build(old.dataset_folder) / "dataset.nq").read_bytes()
    quads = parse(data, ox.RdfFormat.N_QUADS, Path("x"))
    assert rdfc_digest_of_build(source_of(data, old.minter)) == rdfc_digest(quads)


def test_changes_are_in_a_fixed_order(old: Workspace, new: Workspace) -> None:
    before, after = (side(str(part.root), None) for part in (old, new))
    assert [change.iri for change in changes(before, after)] == sorted(change.iri for change in changes(before, after))
    assert {change.kind for change in changes(after, before)} == {"added", "changed"}
