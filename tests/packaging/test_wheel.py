"""What is shipped is what git tracks: nothing missing, and no junk that lies about in a checkout."""

from __future__ import annotations

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

# Files that tools and desktops leave in the folders that are shipped; all are git-ignored.
JUNK = [
    "graph/regiongraf/__pycache__/model.cpython-311.pyc",
    "graph/facts/.DS_Store",
    "graph/facts/registry/.organisations.toml.swp",
    "ontology/.ipynb_checkpoints/regiongraf-checkpoint.ttl",
    "queries/.DS_Store",
]


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
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
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
    always = {"PKG-INFO", "pyproject.toml", ".gitignore"}
    assert expected - built.archive == set(), "tracked, but missing from the source archive"
    assert built.archive - expected - always == set(), "in the source archive, but not tracked"
