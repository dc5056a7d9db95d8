"""`--help`: every command is in it, and it is light: what is heavy is imported when a command needs it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import click
import pytest
from click.testing import CliRunner

from regiongraf import __version__
from regiongraf.apps.cli import cli, main

HEAVY = [
    "rdflib",
    "networkx",
    "pyvis",
    "owlready2",
    "pyoxigraph",
    "pydantic",
    "pyshacl",
    "SPARQLWrapper",
    "rich",
    "yaml",
    "numpy",
    "jinja2",
]
COMMANDS = sorted(cli.commands)


def _python(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    return ran.stdout


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["--version"], ["build", "--help"], ["ask", "--help"], ["export", "--help"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        f"import sys; from regiongraf.apps.cli import main; main({arguments!r}); print('\\x00', *sorted(sys.modules))"
    )
    loaded = {name.partition(".")[0] for name in _python(code).partition("\x00")[2].split()}
    assert loaded & set(HEAVY) == set()
    assert "click" in loaded


def test_importing_the_package_imports_nothing_heavy() -> None:
    loaded = {name.partition(".")[0] for name in _python("import regiongraf, sys; print(*sys.modules)").split()}
    assert loaded & {*HEAVY, "click"} == set()


def test_a_question_is_asked_without_what_reads_records(desk: Any) -> None:
    arguments = ["-w", str(desk.root), "ask", "who-owns", "Exempelbolaget AB"]
    code = f"import sys; from regiongraf.apps.cli import main; main({arguments!r}); print('\\x00', *sys.modules)"
    answer, _, modules = _python(code).partition("\x00")
    assert "60%" in answer
    assert {name.partition(".")[0] for name in modules.split()} & set(HEAVY) == {"pyoxigraph", "yaml"}


def test_help_lists_every_command_with_what_it_does() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).output
    assert {"demo", "init", "build", "check", "ask", "query", "view", "export", "evidence", "schema"} <= set(COMMANDS)
    for name in COMMANDS:
        line = next((line for line in shown.splitlines() if line.startswith(f"  {name} ")), None)
        assert line is not None, name
        assert len(line.split()) > 3, line
    assert "regiongraf demo" in shown, "it says where to start"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_takes(name: str) -> None:
    shown = CliRunner().invoke(cli, [name, "--help"])
    assert shown.exit_code == 0
    undocumented = [
        option.name
        for option in cli.commands[name].params
        if isinstance(option, click.Option) and not option.help and option.name not in {"format_", "find"}
    ]
    assert undocumented == []
    assert "\\b" not in shown.output, "a mark that click did not understand"


def test_without_a_word_it_helps(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["regiongraf"])
    for language in ("sv", "en"):
        monkeypatch.setenv("REGIONGRAF_LANG", language)
        assert main() == 2
        said = capsys.readouterr()
        assert "Usage: regiongraf" in said.out + said.err
        assert "who-owns" in said.out + said.err or "ask" in said.out + said.err


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip().endswith(__version__)


@pytest.mark.parametrize(
    "arguments", [["no-such-command"], ["build", "--no-such-option"], ["export", "--format", "excel"], ["schema", "x"]]
)
def test_a_mistyped_command_ends_with_2_and_says_what_there_is(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert arguments[-1].lstrip("-") in told
    assert "Traceback" not in told
