"""Stores that are kept beside a build: made once, made anew when they were cut, gone with their build, never needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regiongraf.store import caching
from regiongraf.store.caching import cached_store, forget
from regiongraf.triples import Quad
from regiongraf.triples.terms import iri, text

if TYPE_CHECKING:
    from tests.conftest import Desk

BASE = "https://example.org/"
QUADS: list[Quad] = [(iri(f"{BASE}a"), iri(f"{BASE}name"), text("Ånge"), iri(f"{BASE}graph"))]


class Maker:
    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> list[Quad]:
        self.made += 1
        return QUADS


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return tmp_path / "dataset" / "build-0123"


def test_a_store_is_made_once(build: Path) -> None:
    make = Maker()
    for _ in range(3):
        assert len(cached_store(build, "one", make)) == 1
    assert make.made == 1
    assert len(cached_store(build, "other", make)) == 1
    assert make.made == 2


def test_without_a_build_it_lives_in_memory(tmp_path: Path) -> None:
    assert len(cached_store(None, "one", Maker())) == 1
    assert list(tmp_path.iterdir()) == []


def _cut(folder: Path) -> None:
    relied_on = (path for path in (folder / "store").iterdir() if path.name not in {"LOG", "LOCK"})
    largest = max(relied_on, key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-1])


def _empty(folder: Path) -> None:
    shutil.rmtree(folder / "store")


def _scribble(folder: Path) -> None:
    (folder / "files.json").write_text("no json", encoding="utf-8")


@pytest.mark.parametrize("harm", [_cut, _empty, _scribble])
def test_a_store_that_was_harmed_is_made_anew(build: Path, harm: Callable[[Path], None]) -> None:
    make = Maker()
    cached_store(build, "one", make)
    harm(build.parent / "cache" / build.name / "one")
    assert len(cached_store(build, "one", make)) == 1
    assert make.made == 2
    cached_store(build, "one", make)
    assert make.made == 2


def test_where_nothing_can_be_written_it_lives_in_memory(build: Path) -> None:
    build.parent.mkdir(parents=True)
    (build.parent / "cache").write_text("in the way", encoding="utf-8")
    assert len(cached_store(build, "one", Maker())) == 1


def test_the_oldest_stores_of_a_build_go(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "KEEP", 2)
    for name in ("one", "two", "three"):
        cached_store(build, name, Maker())
    assert {path.name for path in (build.parent / "cache" / build.name).iterdir()} == {"two", "three"}
    forget(build)
    assert not (build.parent / "cache" / build.name).exists()


def test_the_days_of_a_build_are_kept_and_go_with_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("ask", "effective-owners", "Exempelbolaget AB", "--as-of", "2030-01-01")
    first = desk.run(*asked)
    assert first.code == 0, first.err
    kept = desk.path(f"dataset/cache/{desk.current}")
    assert [path.name for path in kept.iterdir()] == ["as-of-2030-01-01"]
    with monkeypatch.context() as patch:
        patch.setattr("regiongraf.days.on_day", None)
        assert desk.run(*asked).out == first.out
    for share in (61, 62):
        desk.replace("facts/exempel/facts.toml", f"share = {share - 1}", f"share = {share}")
        assert desk.run("build").code == 0
    assert not kept.exists()
    assert f"{62}%" in desk.run(*asked).out
