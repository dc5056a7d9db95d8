"""Many processes: the same files as one, and whatever happens to one of them, the site that was there stays whole.

What forks runs in a process of its own: the one that runs the tests has threads.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regiongraf.errors import PageError
from regiongraf.publishing.processes import cores, spread
from regiongraf.publishing.target import published
from regiongraf.workspace import Workspace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere everything runs in one process")

PUBLISH = r"""
import os, signal, sys, time
from regiongraf.apps.cli import main
from regiongraf.publishing import target
from regiongraf.publishing.site import pages, writer

# A test run in the background ignores the signal, and what it starts would, too.
signal.signal(signal.SIGINT, signal.default_int_handler)
mode, workspace, folder = sys.argv[1:4]
own, files, place = os.getpid(), pages.Pages.files, target.Target._place
writer.FEW, writer.AT_ONCE = 0, 3
writer.cores = lambda: 3

def slow(self, term):
    if mode == "slow":
        os.write(1, b"at work\n")
        time.sleep(60)
    return files(self, term)

def full(self, path):
    if mode == "full" and os.getpid() != own:
        raise OSError(28, "No space left on device")
    if mode == "killed" and os.getpid() != own:
        os.kill(os.getpid(), 9)
    return place(self, path)

pages.Pages.files, target.Target._place = slow, full
command = ["-w", workspace, "publish", "-o", folder]
done = main(command)
sys.exit(done or main(command) if mode == "many" else done)
"""
SPREAD = r"""
import os, sys, time
from regiongraf.publishing.processes import spread

def work(number):
    # At once, or the lines of different processes mix.
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(0.2)
    return number * number

sys.argv[1] == "all" and print(sorted(spread(work, range(7), 3)))
if sys.argv[1] == "stop":
    results = spread(work, range(500), 3)
    next(results)
    results.close()
sys.argv[1] == "killed" and list(spread(work, range(500), 3))
"""


def run(mode: str, workspace: Workspace, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PUBLISH, mode, str(workspace.root), str(folder)]
    own = {name: text for name, text in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "REGIONGRAF_ENGINE"}}
    environment = {**own, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=120)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(processes: set[int]) -> bool:
    for _ in range(100):
        if not any(alive(process) for process in processes):
            return True
        time.sleep(0.1)
    return False


def test_three_processes_write_what_one_writes(made_up: Workspace, site: Path, tmp_path: Path) -> None:
    twice = run("many", made_up, tmp_path / "many")
    assert twice.returncode == 0
    assert contents(tmp_path / "many") == contents(site)
    assert " 0 written" in twice.stdout, "what did not change is known in every process"


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("full", "No space left on device; the one that was there is untouched"),
        ("killed", "ended before it was done"),
    ],
)
def test_what_happens_to_one_is_one_message_and_nothing_is_lost(
    made_up: Workspace, site: Path, tmp_path: Path, mode: str, told: str
) -> None:
    shutil.copytree(site, tmp_path / "site")
    failed = run(mode, made_up, tmp_path / "site")
    assert failed.returncode == 1
    assert told in failed.stderr
    assert "Traceback" not in failed.stderr
    assert contents(tmp_path / "site") == contents(site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_processes_that_want_one_address_are_refused(tmp_path: Path) -> None:
    with published(tmp_path / "site") as target:
        parts = [target.part(), target.part()]
        parts[0].put("a.html", "x")
        with pytest.raises(PageError, match="same address"):
            parts[1].put("a.html", "x")
    with published(tmp_path / "site") as target:
        # What did not change is linked, and copied where there are no links: the record of both tells.
        for part in (target.part(), target.part()):
            part.files.add("a.html")
            with contextlib.nullcontext() if not target.files else pytest.raises(PageError, match="same address"):
                target.add(part)


def test_interrupt_ends_all_and_leaves_the_old_site(made_up: Workspace, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    command = [sys.executable, "-c", PUBLISH, "slow", str(made_up.root), str(tmp_path / "site")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "at work\n"
        own = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        # As a terminal does: everyone in the group hears it.
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode != 0
    assert "Process" not in said
    assert own
    assert gone({int(process) for process in own})
    assert contents(tmp_path / "site") == contents(site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_every_piece_is_done_once() -> None:
    done = subprocess.run([sys.executable, "-c", SPREAD, "all"], capture_output=True, encoding="utf-8", check=True)
    *processes, result = done.stdout.splitlines()
    assert result == "[0, 1, 4, 9, 16, 25, 36]"
    assert len(set(processes)) == 3


def test_who_stops_listening_stops_the_others() -> None:
    done = subprocess.run([sys.executable, "-c", SPREAD, "stop"], capture_output=True, encoding="utf-8", check=True)
    assert gone({int(process) for process in done.stdout.split()})


def test_others_end_when_the_first_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", SPREAD, "killed"], stdout=subprocess.PIPE, encoding="utf-8") as first:
        assert first.stdout is not None
        others = {int(first.stdout.readline()) for _ in range(3)}
        first.kill()
    assert gone(others)


def test_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    monkeypatch.setattr("regiongraf.publishing.processes.THREADS", tmp_path)
    assert cores() == min(len(os.sched_getaffinity(0)), 2)
    (tmp_path / "2").mkdir()
    assert cores() == 1
    assert list(spread(lambda number: -number, [1, 2], cores())) == [-1, -2]
