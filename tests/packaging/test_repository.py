"""Promises about the repository as a whole: no machine in it, commands that exist, locks and lists in step."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Written in parts, so that this file does not find itself.
MACHINE_PATHS = re.compile(
    r"(?<![\w.<>{}*~-])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "o" + "pt"]) + r")/[\w.]"
)
REGISTRY_HOSTS = re.compile(
    "|".join(["pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.(?:org|com)", "deb" + r"\.debian"])
)
PIN = re.compile(r"^([a-zA-Z0-9._-]+)==([^\s;]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, object]:
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


def _requirements(project: dict[str, object], *, wanted: str) -> list[Requirement]:
    """The requirements of "run", "build", "dev" (what tests and tools need) or "all"."""
    extras, groups = project["project"]["optional-dependencies"], project["dependency-groups"]
    run, build = project["project"]["dependencies"], groups["build"]
    tools = (entry for entry in groups["dev"] if isinstance(entry, str))
    dev = [*run, *extras["fast"], *extras["owl"], *extras["picture"], *build, *tools]
    lines = {"run": run, "build": build, "dev": dev, "all": [*dev, *extras["notebook"]]}[wanted]
    return [Requirement(line) for line in lines]


def _pins(file: Path) -> dict[str, set[str]]:
    """Package -> the versions that a lock names (more than one where Pythons differ)."""
    pins: dict[str, set[str]] = {}
    for name, version in PIN.findall(file.read_text(encoding="utf-8")):
        pins.setdefault(canonicalize_name(name), set()).add(version)
    return pins


def test_no_tracked_file_names_a_machine_or_a_registry(repository: Path) -> None:
    if shutil.which("git") is None or not (repository / ".git").exists():
        pytest.skip("not a git checkout, so it is not known which files belong to it")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repository, check=True, capture_output=True, text=True)
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        if not (repository / name).is_file():
            continue
        text = (repository / name).read_bytes().decode("utf-8", errors="ignore")
        for number, line in enumerate(text.splitlines(), start=1):
            if MACHINE_PATHS.search(line) or REGISTRY_HOSTS.search(line):
                found.append(f"{name}:{number}: {line.strip()[:120]}")
    assert found == []


@pytest.mark.parametrize("line", ["see /wo" + "rk/main", "('/ro" + "ot/.cache')", "https://pypi" + ".org/simple"])
def test_the_search_for_machines_finds_them(line: str) -> None:
    assert MACHINE_PATHS.search(line) or REGISTRY_HOSTS.search(line)


@pytest.mark.parametrize("line", ["graph/facts/<work>/source.toml", "https://example.se/work/1", "path/to/work/x"])
def test_the_search_for_machines_leaves_other_paths_alone(line: str) -> None:
    assert not MACHINE_PATHS.search(line)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/dependencies.md", "docs/architecture.md"])
def test_every_make_command_that_is_documented_exists(repository: Path, page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (repository / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (repository / page).read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets
    if page == "README.md":
        assert {"demo", "test"} <= named


def test_make_help_lists_every_target_that_a_user_would_call(repository: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not on this machine")
    shown = subprocess.run(["make", "help"], cwd=repository, check=True, capture_output=True, text=True).stdout
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^  make ([a-z]+) ", shown, re.MULTILINE) == re.findall(
        r"^([a-z]+):.*## ", makefile, re.MULTILINE
    )


def test_every_dependency_has_its_row_in_the_documentation(repository: Path, project: dict[str, object]) -> None:
    page = (repository / "docs" / "dependencies.md").read_text(encoding="utf-8")
    documented = {canonicalize_name(name) for name in re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)}
    required = {canonicalize_name(requirement.name) for requirement in _requirements(project, wanted="all")}
    assert required - documented == set(), "without a row in docs/dependencies.md"
    assert documented - required == set(), "in docs/dependencies.md, but no dependency"


@pytest.mark.parametrize("lock", ["run", "build", "dev"])
def test_each_lock_is_in_step_with_the_project(repository: Path, project: dict[str, object], lock: str) -> None:
    pins = _pins(repository / "lock" / f"{lock}.txt")
    for requirement in _requirements(project, wanted=lock):
        versions = pins.get(canonicalize_name(requirement.name))
        assert versions, f"{requirement.name} is not in lock/{lock}.txt: run `make lock`"
        assert all(map(requirement.specifier.contains, versions)), f"{requirement}: lock/{lock}.txt has {versions}"


@pytest.mark.parametrize("lock", ["run", "build"])
def test_the_tests_run_on_the_versions_that_users_get(repository: Path, lock: str) -> None:
    dev = _pins(repository / "lock" / "dev.txt")
    pins = _pins(repository / "lock" / f"{lock}.txt")
    assert {name: dev.get(name) for name in pins} == pins


@pytest.mark.parametrize("lock", ["run", "build", "dev"])
def test_every_pin_has_a_hash(repository: Path, lock: str) -> None:
    text = (repository / "lock" / f"{lock}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-zA-Z])", text, flags=re.MULTILINE)[1:]
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
