"""Builds that are stopped, killed, crowded or out of room, as real processes: the last good build always answers."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from regiongraf.store.publication import current_build, open_current, text_of_build

if TYPE_CHECKING:
    from tests.conftest import Desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX systems")
FACTS = "facts/exempel/facts.toml"
SHARE = "SELECT ?share WHERE { ?o <https://w3id.org/regiongraf/def#shareExact> ?share }"


def _share(desk: Desk) -> str:
    """The share that the current build gives; the build is whole, or this raises."""
    folder = desk.path("dataset")
    text_of_build(current_build(folder))
    ((share,),) = open_current(folder).select(SHARE).rows
    return str(share)


def _until(desk: Desk, process: subprocess.Popen[str], pattern: str) -> None:
    """Wait until something like `pattern` stands in the dataset folder, or the process has ended."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline and not list(desk.path("dataset").glob(pattern)):
        time.sleep(0.002)


def test_one_of_two_builds_at_once_is_told_to_wait(desk: Desk) -> None:
    """The first holds the lock for as long as it takes the second to come and go."""
    desk.replace(FACTS, "share = 60", "share = 61")
    hold = "import fcntl, sys; f = open(sys.argv[1], 'a+b'); fcntl.flock(f, 2); print(1, flush=True); sys.stdin.read()"
    lock = str(desk.path("dataset/.lock"))
    with subprocess.Popen([sys.executable, "-c", hold, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        first.stdout.readline()
        with desk.start("build") as second:
            _, told = second.communicate(timeout=120)
        first.communicate(b"")
    assert second.returncode == 1
    assert "another build is running" in told
    assert "→" in told
    assert _share(desk) == "60"


def test_many_builds_at_once_leave_one_whole_build(desk: Desk) -> None:
    desk.replace(FACTS, "share = 60", "share = 61")
    builds = [desk.start("build") for _ in range(4)]
    told = [build.communicate(timeout=300)[1] for build in builds]
    codes = [build.returncode for build in builds]
    assert 0 in codes
    assert set(codes) <= {0, 1}
    assert all("Traceback" not in text for text in told)
    assert all("another build" in text for code, text in zip(codes, told, strict=True) if code)
    assert _share(desk) == "61"
    assert list(desk.path("dataset").glob(".build-*")) == []


@pytest.mark.parametrize("pattern", [".lock", ".build-*", ".build-*/store"])
def test_an_interrupt_is_told_and_leaves_no_trace(desk: Desk, pattern: str) -> None:
    desk.replace(FACTS, "share = 60", "share = 61")
    desk.path("dataset/.lock").unlink()
    with desk.start("build") as build:
        _until(desk, build, pattern)
        build.send_signal(signal.SIGINT)
        _, told = build.communicate(timeout=60)
    assert build.returncode in {130, 0}, told
    assert "Traceback" not in told
    if build.returncode == 130:
        assert "last good build" in told
        assert _share(desk) in {"60", "61"}
    assert list(desk.path("dataset").glob(".build-*")) == []
    assert desk.run("build").code == 0
    assert _share(desk) == "61"


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_one(desk: Desk) -> None:
    started = time.monotonic()
    with desk.start("build") as build:
        build.communicate(timeout=120)
    takes = time.monotonic() - started
    moments = random.Random(20250601)  # noqa: S311 - any moments will do, the same in each run
    killed = 0
    for round_ in range(10):
        share = 10 + round_
        before = _share(desk)
        text = desk.read(FACTS)
        desk.write(FACTS, text.replace(f"share = {before}", f"share = {share}"))
        with desk.start("build") as build:
            if round_ % 2:
                _until(desk, build, ".build-*")
                time.sleep(moments.uniform(0, 0.15))
            else:
                time.sleep(moments.uniform(takes * 0.4, takes))
            with contextlib.suppress(ProcessLookupError):
                build.kill()
            build.communicate(timeout=60)
        killed += build.returncode == -signal.SIGKILL
        assert _share(desk) in {before, str(share)}
        if _share(desk) == before:
            desk.write(FACTS, text)
    assert killed, "no round killed a build"
    assert desk.run("build").code == 0, "a killed build holds no lock"
    assert list(desk.path("dataset").glob(".build-*")) == []


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from regiongraf.apps.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("limit", [0, 4096, 40_000, 300_000])
def test_a_disk_without_room_is_told_and_the_last_build_stays(desk: Desk, limit: int) -> None:
    """Files may grow to `limit` bytes and no further, which the system refuses as it refuses a full disk."""
    desk.replace(FACTS, "share = 60", "share = 61")
    before = desk.current
    built = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), "-w", str(desk.root), "build"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert built.returncode == 1, built.stderr
    assert "Traceback" not in built.stderr
    assert str(desk.path("dataset")) in built.stderr
    assert "→" in built.stderr
    assert desk.current == before
    assert _share(desk) == "60"
    assert desk.run("build").code == 0
    assert _share(desk) == "61"
    assert list(desk.path("dataset").glob(".build-*")) == []


def test_an_export_to_a_disk_without_room_leaves_the_file_before(desk: Desk) -> None:
    target = desk.path("region.ttl")
    target.write_text("before", encoding="utf-8")
    exported = subprocess.run(
        [sys.executable, "-c", LIMITED, "1000", "-w", str(desk.root), "export", "-o", str(target)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert exported.returncode == 1, exported.stderr
    assert "Traceback" not in exported.stderr
    assert "region.ttl" in exported.stderr
    assert "→" in exported.stderr
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in desk.root.glob(".region*")] == []


def test_a_reader_that_goes_away_is_no_error(desk: Desk) -> None:
    with desk.start("export", "--format", "nquads") as export:
        assert export.stdout is not None
        export.stdout.read(10)
        export.stdout.close()
        assert export.stderr is not None
        told = export.stderr.read()
        assert export.wait(timeout=60) in {0, 1}
    assert "Traceback" not in told
