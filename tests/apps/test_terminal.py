"""Tables in a terminal: as wide as it is, no word broken, and where there is no room for that a block for each row."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

pty = pytest.importorskip("pty")


def shown(desk: Any, columns: int, *typed: str) -> str:
    """What a command prints in a terminal of so many columns, without what colours it."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "dumb", "REGIONGRAF_LANG": "sv", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "regiongraf", "-w", str(desk.root), *typed]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env=environment) as run:
        os.close(theirs)
        told = b""
        while part := _read(ours):
            told += part
        run.wait(timeout=60)
        os.close(ours)
        assert run.returncode == 0, run.stderr and run.stderr.read()
    return told.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # on Linux the end of a terminal is an error
        return b""


WORDS = ("Exempelkommunens", "kollektivtrafiknämnd", "fullständighet", "och", "Västernorrland")
QUERY = f"""SELECT ("{WORDS[0]} {WORDS[1]}" AS ?organisation) ("{WORDS[2]} {WORDS[3]} mer" AS ?subject)
  ("{WORDS[4]}" AS ?place) WHERE {{ }}"""


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_no_word_is_broken_and_no_line_runs_over(desk: Any, columns: int) -> None:
    desk.write("wide.rq", QUERY)
    told = shown(desk, columns, "query", str(desk.path("wide.rq")))
    assert all(word in told.split() for word in (*WORDS, "organisation", "subject", "place")), told
    assert max(len(line) for line in told.splitlines()) <= columns
    # A table where its words have room, a block for each row where they have not.
    assert ("─" * 20 in told) == (columns > 40)
    assert (["place", WORDS[4]] in [line.split() for line in told.splitlines()]) == (columns == 40)
