"""Every refusal has Swedish beside English, and the command line speaks the language of its answers."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from regiongraf import errors
from regiongraf.apps.cli import spoken
from regiongraf.errors import Place, RegiongrafError

ELSEWHERE = {"RuleError", "NotationError"}
KINDS = ELSEWHERE | {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, RegiongrafError)
} - {"RecordErrors", "UnknownName", "AmbiguousName", "ValidationFailed"}


def _raised(source: str) -> list[ast.Call]:
    """Every error of ours that a module makes."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in KINDS]


def test_every_refusal_has_swedish_beside_english(repository: Path) -> None:
    package = repository / "graph" / "regiongraf"
    missing = []
    for file in sorted(package.rglob("*.py")):
        for call in _raised(file.read_text(encoding="utf-8")):
            given = {keyword.arg for keyword in call.keywords}
            if None not in given and ("sv" not in given or ("hint" in given and "hint_sv" not in given)):
                missing.append(f"{file.relative_to(package)}:{call.lineno}")
    assert missing == []


@pytest.mark.parametrize(
    ("typed", "environment", "language"),
    [
        (["build"], "", "sv"),
        (["build", "--lang", "en"], "", "en"),
        (["build", "--lang=en"], "sv", "en"),
        (["build"], "en", "en"),
        (["ask", "--", "--lang", "en"], "", "sv"),
        (["build", "--lang"], "", "sv"),
    ],
)
def test_the_language_is_the_one_of_the_answers(
    typed: list[str], environment: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGIONGRAF_LANG", environment)
    assert spoken(typed) == language


def test_an_error_without_swedish_is_told_in_english() -> None:
    error = RegiongrafError("it is so", place=Place("a.toml", 3), hint="do this")
    assert error.said("sv") == str(error) == "a.toml:3: it is so\n  → do this"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("share = 60", "share = 120", ["andel", "120"]),
        ("share = 60", 'share = "24,5"', ["decimalkomma", "24.5"]),
        ('owner = "exempelkommunen"', 'owner = "exempelkommun"', ["exempelkommun", "exempelkommunen"]),
        ("share = 60", "share = 60\nandel = 1", ["andel", "share"]),
        ('directness = "Direct"', 'directness = "Rak"', ["Rak", "Direct"]),
    ],
)
def test_wrong_records_are_told_in_swedish(desk: Any, old: str, new: str, parts: list[str]) -> None:
    desk.replace("facts/exempel/facts.toml", old, new)
    told = desk.run("build", "--lang", "sv")
    told.refused("Fel: ", "facts.toml:", *parts)
    assert "Error" not in told.err


def test_a_name_that_is_missed_is_told_in_swedish(desk: Any) -> None:
    desk.run("ask", "who-owns", "Exempelbolagett AB", "--lang", "sv").refused("Fel: ", "Exempelbolaget AB")
    desk.run("ask", "who-own", "--lang", "sv").refused("Fel: ", "who-owns")
