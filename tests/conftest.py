"""What every test may ask for: the sources, a browser, and how hard hypothesis tries."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from regiongraf.store import Store
    from regiongraf.triples import Quad

REPOSITORY = Path(__file__).resolve().parents[1]
IN_CI = bool(os.environ.get("CI"))

# No deadline: the machines that run the tests are shared, and times are measured in tests/benchmarks.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if IN_CI else "developer")


@pytest.fixture(scope="session", autouse=True)
def _english() -> Iterator[None]:
    """Commands of the tests answer in English unless a test asks otherwise; users are answered in Swedish."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REGIONGRAF_LANG", "en")
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_sources() -> Path:
    """The folder of source documents beside the checkout; they are other people's work and not part of it."""
    folder = REPOSITORY.parent / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip("the source documents are not on this machine (../shared/sources)")
    return folder


@pytest.fixture(scope="session")
def report(shared_sources: Path) -> Path:
    """The report that the shipped facts were read from."""
    file = shared_sources / "rvn-ange-2025.txt"
    if not file.is_file():
        pytest.skip("the report is not on this machine (../shared/sources/rvn-ange-2025.txt)")
    return file


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program of a real Chromium or Chrome; a user without one skips, CI fails."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    named = os.environ.get("REGIONGRAF_BROWSER")
    found = next(filter(None, map(shutil.which, [named] if named else names)), None)
    if found is None:
        reason = "no Chromium or Chrome was found; `make browser` says how to get one"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return Path(found)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """The Chromium, started once for all tests of a process: Playwright allows no two at a time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield started
        started.close()


@dataclass(frozen=True)
class Answered:
    """What a command printed, and the exit code that it ended with."""

    code: int
    out: str
    err: str

    def refused(self, *parts: str) -> None:
        """Assert one clear refusal: an exit code, a next step, no traceback, and these parts in the message."""
        assert self.code != 0, self.out
        assert "Traceback" not in self.err
        assert "→" in self.err, self.err
        for part in parts:
            assert part in self.err, self.err


class Desk:
    """A workspace under test: its files, and the commands that run in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, name: str) -> Path:
        return self.root / name

    def read(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_bytes(content.encode() if isinstance(content, str) else content)

    def append(self, name: str, content: str) -> None:
        self.write(name, self.read(name) + content)

    def replace(self, name: str, old: str, new: str) -> None:
        before = self.read(name)
        assert old in before
        self.write(name, before.replace(old, new))

    @property
    def current(self) -> str:
        """The name of the current build."""
        return self.read("dataset/CURRENT").strip()

    def run(self, *arguments: str, stdin: bytes = b"") -> Answered:
        """Run a command in this process, as the console script does."""
        from regiongraf.apps.cli import main

        out, err = io.StringIO(), io.StringIO()
        typed = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), mock.patch.object(sys, "stdin", typed):
            code = main(["-w", str(self.root), *arguments])
        return Answered(code, out.getvalue(), err.getvalue())

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start a command in a process of its own."""
        # A test run in the background ignores interrupts, and what it starts would, too.
        heeding = None if sys.platform == "win32" else partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        return subprocess.Popen(
            [sys.executable, "-m", "regiongraf", "-w", str(self.root), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(REPOSITORY / "graph"), **environment},
            preexec_fn=heeding,
        )


@pytest.fixture(scope="session")
def _example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that `regiongraf init` makes, built; copied for each test that wants one."""
    root = tmp_path_factory.mktemp("example") / "workspace"
    Desk(root).run("init", str(root))
    built = Desk(root).run("build")
    assert built.code == 0, built.err
    return root


@pytest.fixture
def desk(_example: Path, tmp_path: Path) -> Desk:
    """A built workspace of one's own: Exempelkommunen owns 60 per cent of Exempelbolaget AB."""
    root = tmp_path / "workspace"
    shutil.copytree(_example, root)
    return Desk(root)


@pytest.fixture(scope="session")
def desk_of() -> Callable[[Path], Desk]:
    """A desk at a folder that a test keeps for several."""
    return Desk


@pytest.fixture
def new_desk(tmp_path: Path) -> Callable[[str], Desk]:
    """A factory of desks in folders that do not exist yet."""
    return lambda name: Desk(tmp_path / name)


VIRTUOSO_SETTINGS = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 7000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 10000
"""


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Virtuoso's query endpoint; a user without one skips, CI fails."""
    program = shutil.which("virtuoso-t")
    if program is None:
        reason = "Virtuoso is not installed (on Debian: sudo apt-get install virtuoso-opensource-7-bin)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = _free_ports(2)
    (folder / "virtuoso.ini").write_text(VIRTUOSO_SETTINGS.format(sql=sql, http=http), encoding="utf-8")
    with subprocess.Popen(
        [program, "-f", "-c", "virtuoso.ini"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _until_it_answers(server, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D", folder)
            yield f"http://127.0.0.1:{http}/sparql"
        finally:
            server.terminate()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                server.kill()


def _until_it_answers(server: subprocess.Popen[bytes], url: str, folder: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own server on loopback
                return
        except urllib.error.HTTPError:  # it answers
            return
        except OSError:
            time.sleep(0.2)
    logs = [log.read_text(errors="replace")[-500:] for log in folder.glob("*.log")]
    pytest.fail(f"the server at {url} did not start: {' '.join(logs)}")


@pytest.fixture(scope="module")
def administrator() -> Iterator[None]:
    """The name and password that a new Virtuoso comes with, in the environment, where the store looks for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGIONGRAF_ENDPOINT_USER", "dba")
        patch.setenv("REGIONGRAF_ENDPOINT_PASSWORD", "dba")
        yield


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The query endpoint of an Oxigraph server that can be written to, empty at first, stopped by its own process."""
    program = Path(sys.executable).parent / "oxigraph"
    found = str(program) if program.exists() else shutil.which("oxigraph")
    if found is None:
        pytest.skip("the oxigraph server is not installed (make test installs it)")
    (port,) = _free_ports(1)
    folder = tmp_path_factory.mktemp("oxigraph")
    with subprocess.Popen(
        [found, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}", "--union-default-graph"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _until_it_answers(server, f"http://127.0.0.1:{port}/", folder)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="module", params=["rdflib", "oxigraph", "virtuoso"])
def another_engine(request: pytest.FixtureRequest) -> Callable[[list[Quad]], Store]:
    """A store of another engine than the embedded one, that is given what it holds."""
    from regiongraf.store.loading import load
    from regiongraf.store.rdf import RdflibStore
    from regiongraf.store.remote import RemoteStore

    if request.param == "rdflib":
        return RdflibStore.of_quads
    if request.param == "virtuoso":
        request.getfixturevalue("administrator")
    address: str = request.getfixturevalue(request.param)

    def holding(quads: list[Quad]) -> Store:
        load(quads, address)
        return RemoteStore(address)

    return holding
