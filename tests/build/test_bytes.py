"""The same facts give the same bytes: under any hash seed, time zone and locale, in every format."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regiongraf.build import compose
from regiongraf.facts import load
from regiongraf.resources import shelf
from regiongraf.vocabulary import Minter

if TYPE_CHECKING:
    from tests.conftest import Desk

DIGESTS = """
import hashlib, sys
from pathlib import Path
from regiongraf.build import compose
from regiongraf.facts import load
from regiongraf.publishing import FORMATS, export
from regiongraf.vocabulary import Minter
minter = Minter("https://data.example.se/")
nquads = compose(load(Path(sys.argv[1])), minter).nquads()
print("dataset", hashlib.sha256(nquads).hexdigest())
for name in FORMATS:
    print(name, hashlib.sha256(export(nquads.decode(), minter, name).encode()).hexdigest())
"""
SETTINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {
        "PYTHONHASHSEED": "4294967295",
        "TZ": "America/St_Johns",
        "LC_ALL": "sv_SE.UTF-8",
        "LANG": "sv_SE",
        "PYTHONUTF8": "0",
    },
]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden facts of the exports, which hold every kind of value."""
    return Path(__file__).parents[1] / "publishing" / "golden" / "facts"


def test_hash_seed_time_zone_and_locale_change_no_byte(facts: Path) -> None:
    found = set()
    for settings in SETTINGS:
        ran = subprocess.run(
            [sys.executable, "-c", DIGESTS, str(facts)],
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
            env={**os.environ, **settings},
        )
        assert len(ran.stdout.splitlines()) == 7
        found.add(ran.stdout)
    assert len(found) == 1


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_command_prints_the_same_digest_everywhere(desk: Desk, settings: dict[str, str]) -> None:
    with desk.start("build", **settings) as build:
        out, err = build.communicate(timeout=120)
    assert build.returncode == 0, err
    digest = hashlib.sha256((desk.path("dataset") / desk.current / "dataset.nq").read_bytes()).hexdigest()
    assert f"sha256:{digest}" in out


def test_the_order_of_records_and_files_makes_no_difference(desk: Desk) -> None:
    before = desk.current
    text = desk.read("facts/exempel/facts.toml")
    first, second = text.index("[[ownership]]"), text.index("[[list]]")
    desk.write("facts/exempel/facts.toml", f"# moved\n{text[first:second]}")
    desk.write("facts/exempel/a-second-file.toml", text[second:])
    assert desk.run("build").code == 0
    assert desk.current == before


def test_a_change_of_one_figure_changes_the_digest(desk: Desk) -> None:
    before = desk.current
    desk.replace("facts/exempel/facts.toml", "share = 60", "share = 60.5")
    assert desk.run("build").code == 0
    assert desk.current != before


def test_no_triple_of_a_dataset_stands_in_two_graphs() -> None:
    """The engine counts such a triple twice when it is asked for everything; so rules and sources never repeat one."""
    composition = compose(load(shelf("facts")), Minter())
    seen: dict[tuple[str, str, str], str] = {}
    twice = [(*quad, seen[quad[:3]]) for quad in composition.quads() if seen.setdefault(quad[:3], quad[3]) != quad[3]]
    assert twice == []
