"""What is shipped is what git tracks: nothing missing, and no junk that lies about in a checkout."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from regiongraf.publishing.site.engine import DIGESTS, HINT, find_engine

# Files that tools and desktops leave in the folders that are shipped; all are git-ignored.
JUNK = [
    "graph/regiongraf/__pycache__/model.cpython-311.pyc",
    "graph/facts/.DS_Store",
    "graph/facts/registry/.organisations.toml.swp",
    "ontology/.ipynb_checkpoints/regiongraf-checkpoint.ttl",
    "queries/.DS_Store",
]


ENGINE = "REGIONGRAF_ENGINE"


@dataclass(frozen=True)
class Built:
    """What came out of one build of the tracked files."""

    tracked: frozenset[str]
    settings: dict[str, object]
    wheel: frozenset[str]
    archive: frozenset[str]


def _git_files(repository: Path) -> frozenset[str]:
    if shutil.which("git") is None or not (repository / ".git").exists():
        pytest.skip("not a git checkout, so there is nothing to compare the wheel with")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repository, check=True, capture_output=True, text=True)
    # A file that a developer has deleted but not yet committed is still listed.
    return frozenset(name for name in listed.stdout.split("\0") if name and (repository / name).is_file())


@pytest.fixture(scope="module")
def built(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    tracked = _git_files(repository)
    if "pyproject.toml" not in tracked:
        pytest.skip("git tracks nothing here yet")
    checkout, out = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("dist")
    for name in sorted(tracked):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(repository / name, checkout / name)
    for name in JUNK:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_bytes(b"junk")
    # Source archive first, and the wheel from that: so the archive is known to be enough to build from.
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(checkout)],
        check=True,
        capture_output=True,
        cwd=out,
        # The engine of the SPARQL page is not in git; the tests below build with it.
        env={**os.environ, "PYTHONWARNINGS": "ignore", ENGINE: ""},
    )
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        in_wheel = frozenset(wheel.namelist())
    with tarfile.open(next(out.glob("*.tar.gz"))) as archive:
        in_archive = frozenset(str(PurePosixPath(*PurePosixPath(m.name).parts[1:])) for m in archive if m.isfile())
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    return Built(tracked, settings["tool"]["hatch"]["build"]["targets"], in_wheel, in_archive)


def test_the_wheel_holds_what_git_tracks_and_nothing_else(built: Built) -> None:
    wheel = built.settings["wheel"]
    assert sorted(wheel["sources"]) == sorted(wheel["only-include"]), "each shipped folder is told where it goes"
    expected = {
        f"{target}{name.removeprefix(folder)}"
        for folder, target in wheel["sources"].items()
        for name in built.tracked
        if name.startswith(f"{folder}/")
    }
    shipped = {name for name in built.wheel if ".dist-info/" not in name}
    assert expected - shipped == set(), "tracked, but missing from the wheel"
    assert shipped - expected == set(), "in the wheel, but not tracked"


def test_the_wheel_carries_its_licence_types_and_command(built: Built) -> None:
    assert "regiongraf/py.typed" in built.wheel
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in built.wheel)
    assert any(name.endswith(".dist-info/entry_points.txt") for name in built.wheel)


def test_the_source_archive_holds_what_git_tracks_and_nothing_else(built: Built) -> None:
    parts = tuple(built.settings["sdist"]["include"])
    expected = {name for name in built.tracked if name in parts or name.startswith(tuple(f"{part}/" for part in parts))}
    always = {"PKG-INFO", "pyproject.toml", "hatch_build.py", ".gitignore"}
    assert expected - built.archive == set(), "tracked, but missing from the source archive"
    assert built.archive - expected - always == set(), "in the source archive, but not tracked"


def build_wheel(repository: Path, out: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Build a wheel of the working tree, where the one under test is installed from."""
    return subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(repository)],
        check=False,
        capture_output=True,
        text=True,
        cwd=out,
        env={**os.environ, "PYTHONWARNINGS": "ignore"} | environment,
    )


def test_the_wheel_brings_the_engine_with_its_licence(repository: Path, tmp_path: Path) -> None:
    if find_engine(tmp_path, os.environ) is None:
        if os.environ.get("CI"):
            pytest.fail("the engine of the SPARQL page was not found")
        pytest.skip(f"the engine is not installed: {HINT}")
    named = os.environ.get(ENGINE) or str(repository / "node_modules" / "oxigraph")
    assert build_wheel(repository, tmp_path, {ENGINE: named}).returncode == 0
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        shelf = {name.rpartition("/")[2]: wheel.read(name) for name in wheel.namelist() if "/_shelves/engine/" in name}
    assert shelf.keys() == {*DIGESTS, "LICENSE-oxigraph.txt"}
    assert b"Copyright (c) 2018 Oxigraph developers" in shelf["LICENSE-oxigraph.txt"]
    assert {name: hashlib.sha256(shelf[name]).hexdigest() for name in DIGESTS} == DIGESTS


def test_another_engine_than_the_pinned_one_stops_the_build(repository: Path, tmp_path: Path) -> None:
    for name in DIGESTS:
        (tmp_path / name).write_text("something else")
    built = build_wheel(repository, tmp_path, {ENGINE: str(tmp_path)})
    assert built.returncode != 0
    assert "is not that of oxigraph" in built.stdout + built.stderr


@pytest.mark.parametrize(
    ("script", "told", "code"),
    [
        ("#!/bin/sh\necho no network >&2\nexit 1\n", "npm could not fetch it", 0),
        ("#!/bin/sh\necho 'not the package' > oxigraph-0.0.0.tgz\n", "another integrity than the pinned one", 1),
    ],
)
def test_npm_that_fails_leaves_the_engine_out_and_a_changed_package_stops_the_build(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str, code: int
) -> None:
    if os.name == "nt":
        pytest.skip("the stand-in for npm is a shell script")
    npm = tmp_path / "npm"
    npm.write_text(script)
    npm.chmod(0o755)
    monkeypatch.delenv(ENGINE, raising=False)
    built = build_wheel(repository, tmp_path, {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"})
    assert built.returncode == code, built.stdout + built.stderr
    assert told in built.stdout + built.stderr
    if code == 0:
        with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
            assert not any("/_shelves/engine/" in name for name in wheel.namelist())
