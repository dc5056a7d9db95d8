"""The places of a page that was written before, so that pictures do not jump between builds.

The old file is read as data: never run, never trusted. Whatever is not a page of this package gives no places.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

from regiongraf.view.layout import Point
from regiongraf.view.model import Scene
from regiongraf.view.packing import unpack

LARGEST = 40_000_000
"""Bytes of the largest file that is looked at."""
FURTHEST = 1e6
_DATA = re.compile(r'<script type="text/plain" id="data">([^<]*)</script>')
_ID = re.compile(r"n-[0-9a-f]{10}")


def warm(scene: Scene, path: Path) -> dict[str, Point]:
    """The places at `path` when they hold at least half of the scene's nodes; else none, for a new picture."""
    places = places_in(path)
    known = sum(node.id in places for node in scene.nodes)
    return places if 2 * known >= len(scene.nodes) else {}


def places_in(path: Path) -> dict[str, Point]:
    """The place of each node of the page at `path`, by node id; empty when there is none that can be read."""
    try:
        if path.stat().st_size > LARGEST:
            return {}
        found = _DATA.search(path.read_text(encoding="utf-8"))
        data = json.loads(unpack(found[1])) if found else {}
    except (OSError, ValueError, RecursionError):
        return {}
    nodes = data.get("nodes") if isinstance(data, dict) else None
    return dict(place for node in nodes if (place := _place(node))) if isinstance(nodes, list) else {}


def _place(node: Any) -> tuple[str, Point] | None:
    if not isinstance(node, dict):
        return None
    id_, x, y = node.get("id"), _coordinate(node.get("x")), _coordinate(node.get("y"))
    if not isinstance(id_, str) or not _ID.fullmatch(id_) or x is None or y is None:
        return None
    return id_, (x, y)


def _coordinate(value: Any) -> float | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if usable and -FURTHEST < value < FURTHEST and math.isfinite(value) else None
