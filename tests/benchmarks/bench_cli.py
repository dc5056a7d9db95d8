"""How long `regiongraf --help` takes beside `python -c "import click"`, its least cost (`make bench`).

Nothing here fails by the clock; what makes help slow, a heavy import, is tested in tests/apps/test_help.py.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

ROUNDS = 15


def _seconds(command: list[str]) -> float:
    started = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - started


def test_help_beside_its_least_cost() -> None:
    least = [sys.executable, "-c", "import click"]
    asked = [sys.executable, "-m", "regiongraf", "--help"]
    # In turns, so that what else the machine does falls on both.
    pairs = [(_seconds(least), _seconds(asked)) for _ in range(ROUNDS)]
    base, shown = (median(times) for times in zip(*pairs, strict=True))
    print(f"\nimport click {base * 1000:.0f} ms · regiongraf --help {shown * 1000:.0f} ms · ratio {shown / base:.2f}")
