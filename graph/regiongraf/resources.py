"""The only code that knows where shipped files lie: in a wheel under `_shelves/`, in a checkout beside the package."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

Shelf = Literal["facts", "ontology", "queries"]
_IN_CHECKOUT: dict[Shelf, str] = {"facts": "graph/facts", "ontology": "ontology", "queries": "queries"}


def shelf(name: Shelf) -> Traversable:
    """The shipped folder `name`: the facts of the demo, the ontology, or the questions."""
    shipped = files("regiongraf") / "_shelves" / name
    if shipped.is_dir():
        return shipped
    return Path(__file__).parents[2] / _IN_CHECKOUT[name]


def texts(folder: Traversable, suffix: str) -> list[tuple[str, str]]:
    """Every file below `folder` that ends in `suffix`, as (path within the folder, text), sorted by path."""
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += [(f"{entry.name}/{name}", text) for name, text in texts(entry, suffix)]
        elif entry.name.endswith(suffix):
            found.append((entry.name, entry.read_text(encoding="utf-8")))
    return sorted(found)
