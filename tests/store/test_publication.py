"""Builds on disk: whole or not there, never half; damage is told and mended by the next build."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from regiongraf.errors import StoreError
from regiongraf.store.publication import CURRENT, current_build, facts_of_build, open_current, publish, text_of_build


def _quads(*names: str) -> bytes:
    lines = (
        f"<https://example.se/{name}> <https://example.se/p> <https://example.se/o> <https://example.se/g> .\n"
        for name in names
    )
    return "".join(sorted(lines)).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "dataset"
    publish(folder, _quads("a", "b"), {"records": 2})
    return folder


def _count(folder: Path) -> int:
    return len(open_current(folder))


def test_what_was_published_is_current(folder: Path) -> None:
    build = current_build(folder)
    assert _count(folder) == 2
    assert text_of_build(build).encode() == _quads("a", "b")
    assert facts_of_build(build)["records"] == 2
    assert facts_of_build(build)["digest"].startswith(f"sha256:{build.name.removeprefix('build-')}")


def test_the_same_dataset_is_not_written_twice(folder: Path) -> None:
    before = current_build(folder).stat().st_ino
    build, _ = publish(folder, _quads("a", "b"), {"records": 2})
    assert build.stat().st_ino == before


def test_the_build_before_stays_for_its_readers_and_older_ones_go(folder: Path) -> None:
    reader = open_current(folder)
    for names in ("c", "de", "fgh", "ijkl"):
        publish(folder, _quads(*names), {})
    assert len(list(folder.glob("build-*"))) == 2
    assert _count(folder) == 4
    assert len(reader.select("SELECT ?s WHERE { ?s ?p ?o }").rows) == 2, "a reader keeps what it opened"


def test_going_back_to_an_earlier_build_is_possible(folder: Path) -> None:
    publish(folder, _quads("c"), {})
    publish(folder, _quads("a", "b"), {})
    assert _count(folder) == 2


def test_what_a_killed_build_left_is_swept_by_the_next(folder: Path) -> None:
    leftover = folder / ".build-killed" / "store"
    leftover.mkdir(parents=True)
    publish(folder, _quads("c"), {})
    assert not leftover.exists()


def test_nothing_built_yet_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing is built") as refusal:
        current_build(tmp_path)
    assert "regiongraf build" in str(refusal.value.hint)


@pytest.mark.parametrize("content", [b"", b"build-0000", b"../..", b"\xff\xfe", b"build-\x00"])
def test_a_damaged_pointer_is_told_and_mended(folder: Path, content: bytes) -> None:
    (folder / CURRENT).write_bytes(content)
    with pytest.raises(StoreError) as refusal:
        current_build(folder)
    assert str(folder) in str(refusal.value)
    assert refusal.value.hint
    publish(folder, _quads("a", "b"), {})
    assert _count(folder) == 2


def _relied_on(build: Path) -> list[str]:
    return sorted(facts_of_build(build)["files"])


def test_a_cut_file_is_never_taken_for_a_smaller_dataset(folder: Path) -> None:
    build = current_build(folder)
    files = [*_relied_on(build), "build.json"]
    assert "dataset.nq" in files
    assert any(name.startswith("store/MANIFEST") for name in files)
    for name in files:
        content = (build / name).read_bytes()
        for cut in (content[: len(content) // 2], b"", None):
            if not content:  # an empty journal holds nothing to lose
                continue
            (build / name).unlink() if cut is None else (build / name).write_bytes(cut)
            with pytest.raises(StoreError) as refusal:
                open_current(folder)
            assert refusal.value.place is not None
            assert refusal.value.hint
            (build / name).write_bytes(content)
    assert _count(folder) == 2


def test_a_damaged_build_is_made_anew_though_its_records_did_not_change(folder: Path) -> None:
    build = current_build(folder)
    manifest = next((build / "store").glob("MANIFEST-*"))
    manifest.write_bytes(manifest.read_bytes()[:10])
    publish(folder, _quads("a", "b"), {"records": 2})
    assert _count(folder) == 2


def test_changed_quads_are_noticed_by_their_digest(folder: Path) -> None:
    build = current_build(folder)
    file = build / "dataset.nq"
    file.write_bytes(file.read_bytes().replace(b"/a>", b"/x>"))
    with pytest.raises(StoreError, match="digest"):
        text_of_build(build)


def test_counts_and_digest_are_json_with_sorted_keys(folder: Path) -> None:
    text = (current_build(folder) / "build.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True) + "\n"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "dataset").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(StoreError) as refusal:
        publish(tmp_path / "dataset", _quads("a"), {})
    assert str(tmp_path / "dataset") in str(refusal.value)


HOLD = """
import sys, fcntl
with open(sys.argv[1], "a+b") as handle:
    fcntl.flock(handle, fcntl.LOCK_EX)
    print("locked", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="flock is how POSIX systems lock")
def test_a_lock_that_another_process_holds_is_told_and_readers_go_on(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder / ".lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"locked\n"
        with pytest.raises(StoreError, match="another build") as refusal:
            publish(folder, _quads("c"), {})
        assert refusal.value.hint
        assert _count(folder) == 2
        holder.communicate(b"")
    publish(folder, _quads("c"), {})
    assert _count(folder) == 1


CRASH = """
import os, sys
from pathlib import Path
from regiongraf.store.publication import publish
at, real = int(sys.argv[2]), os.fsync
def fsync(handle):
    global at
    at -= 1
    if at < 0:
        os._exit(9)
    real(handle)
os.fsync = fsync
publish(Path(sys.argv[1]), sys.stdin.buffer.read(), {})
"""


def test_a_crash_at_any_step_that_reaches_the_disk_leaves_a_whole_build(folder: Path) -> None:
    """The process ends, without any cleaning up, at the first, second, third … synchronisation of a file."""
    new = _quads("c", "d", "e")
    for step in range(100):
        ended = subprocess.run([sys.executable, "-c", CRASH, str(folder), str(step)], input=new, check=False)
        assert _count(folder) in {2, 3}
        if ended.returncode == 0:
            break
        assert ended.returncode == 9
    synchronised = 0 if step == 99 else step
    # The files of the build and its folders, the pointer, and the dataset's folder before and after it.
    assert synchronised > len(_relied_on(current_build(folder)))
    assert _count(folder) == 3
