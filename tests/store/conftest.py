"""A real Virtuoso, the second engine that the stores are held against, on loopback and stopped by its own process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

SETTINGS = """\
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


@pytest.fixture(scope="session")
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
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=sql, http=http), encoding="utf-8")
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
        except OSError:
            time.sleep(0.2)
    log = folder / "virtuoso.log"
    pytest.fail(f"Virtuoso did not start: {log.read_text(errors='replace')[-500:] if log.exists() else 'no log'}")


@pytest.fixture
def as_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name and password that a new Virtuoso comes with, in the environment, where the store looks for them."""
    monkeypatch.setenv("REGIONGRAF_ENDPOINT_USER", "dba")
    monkeypatch.setenv("REGIONGRAF_ENDPOINT_PASSWORD", "dba")
