"""`regiongraf load` against real servers: an Oxigraph and a Virtuoso, both on loopback."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regiongraf.store.remote import RemoteStore


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that can be written to, empty at first, stopped by its own process."""
    program = Path(sys.executable).parent / "oxigraph"
    found = str(program) if program.exists() else shutil.which("oxigraph")
    if found is None:
        pytest.skip("the oxigraph server is not installed (make test installs it)")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    folder = tmp_path_factory.mktemp("oxigraph")
    with subprocess.Popen(
        [found, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}", "--union-default-graph"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline and server.poll() is None:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()
            server.wait(timeout=20)


def test_a_build_is_loaded_and_answers_there(desk: Any, oxigraph: str) -> None:
    told = desk.run("load", "--endpoint", oxigraph)
    assert told.code == 0, told.err
    assert "graph/registry: " in told.out
    here = desk.run("ask", "who-owns", "Exempelbolaget AB", "--format", "json")
    there = desk.run("ask", "who-owns", "Exempelbolaget AB", "--format", "json", "--endpoint", oxigraph)
    assert there.out == here.out


def test_loading_again_changes_nothing(desk: Any, oxigraph: str) -> None:
    first, second = (desk.run("load", "--endpoint", oxigraph) for _ in range(2))
    assert (first.code, second.code) == (0, 0)
    assert first.out == second.out
    assert len(RemoteStore(oxigraph).graphs()) == first.out.count("\n")


def test_a_store_without_its_address_is_asked_for(desk: Any) -> None:
    told = desk.run("load", "--endpoint", "http://127.0.0.1:9/elsewhere")
    told.refused("--graph-store")


def test_a_store_that_is_down_is_one_message(desk: Any) -> None:
    told = desk.run("load", "--endpoint", "http://127.0.0.1:9/query")
    told.refused("cannot be reached")
