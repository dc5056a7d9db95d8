"""Notebooks are kept without output: the suite runs each of them anew (nbmake), and a diff shows what was written."""

from __future__ import annotations

import json
from pathlib import Path


def test_no_notebook_keeps_its_output(repository: Path) -> None:
    notebooks = sorted((repository / "notebooks").glob("*.ipynb"))
    assert notebooks
    for notebook in notebooks:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        ran = [cell for cell in cells if cell["cell_type"] == "code" and (cell["outputs"] or cell["execution_count"])]
        assert ran == [], f"{notebook.name}: clear its output before it is committed"
        assert cells[0]["cell_type"] == "markdown", f"{notebook.name} says first what it is about"
