"""A user's own workspace from the first command to the last, through the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regiongraf.apps.publishing import FORMATS
from regiongraf.facts.schema import SCHEMAS, schema_text

if TYPE_CHECKING:
    from tests.conftest import Desk


def test_from_init_to_every_answer(new_desk: Callable[[str], Desk]) -> None:
    desk = new_desk("region")
    started = desk.run("init", str(desk.root))
    assert started.code == 0
    assert all(name in started.out for name in ("regiongraf.toml", "registry", "exempel.txt"))
    built = desk.run("build", "--lang", "en")
    assert built.code == 0, built.err
    assert "2 records" in built.out
    assert "sha256:" in built.out
    checked = desk.run("check", "--lang", "en", "--document", str(desk.path("documents/exempel.txt")))
    assert checked.code == 0
    assert "2 of 2 spans" in checked.out
    assert "0 errors" in checked.out
    asked = desk.run("ask", "who-owns", "Exempelbolaget AB")
    assert asked.code == 0, asked.err
    assert "Example Municipality" in asked.out
    assert "60" in asked.out
    assert "44–96" in asked.out, "the answer says where it stands"
    queried = desk.run("query", "-", stdin=b"SELECT ?c WHERE { ?c a rg:LimitedCompany }")
    assert "https://data.example.se/id/organisation/exempelbolaget" in queried.out
    exported = desk.run("export", "-o", str(desk.path("region.ttl")))
    assert exported.code == 0
    assert "organisation:exempelbolaget" in desk.read("region.ttl")
    assert desk.run("evidence", "--document", str(desk.path("documents/exempel.txt"))).code == 0


def test_the_commands_that_init_prints_work_as_printed(tmp_path: Path) -> None:
    """Pasted into a shell, in a folder whose name has a space."""
    if shutil.which("sh") is None:
        pytest.skip("no shell")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    started = subprocess.run(
        ["regiongraf", "init", "min region"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=environment,
    )
    following = started.stdout.splitlines()[-1].partition(": ")[2]
    ran = subprocess.run(
        ["sh", "-c", following],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Example Municipality" in ran.stdout
    assert shlex.split(following)[0] == "cd"


def test_a_folder_that_holds_something_is_left_alone(new_desk: Callable[[str], Desk]) -> None:
    desk = new_desk("region")
    desk.write("mine.txt", "mine")
    desk.run("init", str(desk.root)).refused(str(desk.root))
    assert [path.name for path in desk.root.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_told(new_desk: Callable[[str], Desk]) -> None:
    desk = new_desk("region")
    desk.write("file", "no folder")
    desk.run("init", str(desk.path("file/region"))).refused("file/region")


def test_commands_find_the_workspace_above_where_one_stands(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from regiongraf.apps.cli import main

    monkeypatch.chdir(desk.path("facts/exempel"))
    assert main(["check"]) == 0
    monkeypatch.chdir(desk.root.parent)
    assert main(["check"]) == 1
    assert "regiongraf init" in capsys.readouterr().err
    monkeypatch.setenv("REGIONGRAF_WORKSPACE", str(desk.root))
    assert main(["check"]) == 0


def test_answers_in_every_format_say_the_same(desk: Desk) -> None:
    ask = ["ask", "who-owns", "exempelbolaget ab"]
    table, as_csv, as_json, markdown = (desk.run(*ask, "--format", f) for f in ("table", "csv", "json", "md"))
    assert {table.code, as_csv.code, as_json.code, markdown.code} == {0}
    (_, row) = csv.reader(io.StringIO(as_csv.out))
    assert "Example Municipality" in row
    (found,) = json.loads(as_json.out)["rows"]
    assert "60" in {cell["value"].removesuffix(".0") for cell in found.values() if cell and "value" in cell}
    assert markdown.out.startswith("| ")
    assert all("Example Municipality" in shown.out for shown in (table, markdown))


def test_answers_in_english_and_the_query_behind_them(desk: Desk) -> None:
    assert "Example Municipality" in desk.run("ask", "who-owns", "Exempelbolaget AB", "--lang", "en").out
    shown = desk.run("ask", "who-owns", "Exempelbolaget AB", "--show")
    assert "SELECT" in shown.out
    again = desk.run("query", "-", "--format", "csv", stdin=shown.out.encode())
    assert again.code == 0, again.err
    assert "exempelkommunen" in again.out


def test_the_questions_are_listed(desk: Desk) -> None:
    from regiongraf.questions.library import library

    shown = desk.run("ask").out
    assert all(name in shown for name in library())


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["who-ownz"], ["'who-ownz'", "who-owns"]),
        (["who-owns"], ["organisation"]),
        (["who-owns", "Exempelbolagt AB"], ["Exempelbolagt AB", "Exempelbolaget AB"]),
        (["who-owns", "Exempelbolaget", "AB"], ["2"]),
        (["who-owns", "https://data.example.se/id/organisation/nobody"], ["nobody"]),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_can(desk: Desk, arguments: list[str], parts: list[str]) -> None:
    desk.run("ask", *arguments).refused(*parts)


def test_query_formats(desk: Desk) -> None:
    query = b'SELECT ?n ?nothing WHERE { ?c a rg:Municipality ; skos:prefLabel ?n FILTER(LANG(?n) = "sv") }'
    assert desk.run("query", "-", "--format", "csv", stdin=query).out == "n,nothing\r\nExempelkommunen,\r\n"
    assert json.loads(desk.run("query", "-", "--format", "json", stdin=query).out) == [
        {"n": "Exempelkommunen", "nothing": None}
    ]
    turtle = desk.run("query", "-", "--format", "turtle", stdin=b"CONSTRUCT WHERE { ?c a rg:Municipality }")
    assert turtle.out.splitlines()[-1] == "organisation:exempelkommunen a rg:Municipality ."
    assert "true" in desk.run("query", "-", stdin=b"ASK { ?c a rg:Municipality }").out


def test_a_query_from_a_file(desk: Desk) -> None:
    desk.write("q.rq", "SELECT ?c WHERE { ?c a rg:Municipality }")
    assert "exempelkommunen" in desk.run("query", str(desk.path("q.rq"))).out
    missing = desk.run("query", str(desk.path("missing.rq")))
    assert missing.code == 2
    assert "missing.rq" in missing.err


@pytest.mark.parametrize("format_", [f for f in FORMATS if f != "csv"])
def test_an_export_is_the_same_on_the_screen_in_a_file_and_again(desk: Desk, format_: str) -> None:
    target = desk.path("region.out")
    assert desk.run("export", "--format", format_, "-o", str(target)).code == 0
    first = target.read_bytes()
    assert desk.run("export", "--format", format_).out.encode() == first
    assert desk.run("export", "--format", format_, "-o", str(target)).code == 0
    assert target.read_bytes() == first
    assert first
    if format_ == "rdfxml":
        ET.fromstring(first)  # noqa: S314 - our own file


def test_an_export_to_nowhere_is_told(desk: Desk) -> None:
    desk.run("export", "-o", str(desk.path("no/such/folder/x.ttl"))).refused("x.ttl")


def test_nothing_is_exported_asked_or_queried_before_the_first_build(desk: Desk) -> None:
    shutil.rmtree(desk.path("dataset"))
    for command in (["export"], ["query", "-"], ["ask", "who-owns", "Exempelbolaget AB"]):
        desk.run(*command, stdin=b"ASK {}").refused("regiongraf build")


def test_a_cut_build_is_told_by_every_reader_and_mended_by_a_build(desk: Desk) -> None:
    file = desk.path("dataset") / desk.current / "dataset.nq"
    file.write_bytes(file.read_bytes()[:-1000])
    for command in (["export"], ["query", "-"], ["ask", "who-owns", "Exempelbolaget AB"]):
        desk.run(*command, stdin=b"ASK {}").refused("dataset.nq", "regiongraf build")
    assert desk.run("build").code == 0
    assert desk.run("export").code == 0


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_printed_and_stand_in_each_new_workspace(desk: Desk, name: str) -> None:
    assert desk.run("schema", name).out == schema_text(name) == desk.read(f"schema/{name}.schema.json")


def test_check_tells_advice_apart_from_errors(desk: Desk) -> None:
    desk.replace("facts/exempel/facts.toml", 'directness = "Direct"', 'directness = "Indirect"')
    checked = desk.run("check", "--lang", "en")
    assert checked.code == 0
    assert "advice" in checked.out
    assert "1 piece of advice" in checked.out


def test_contradictions_are_told_until_they_are_settled(desk: Desk) -> None:
    facts = desk.read("facts/exempel/facts.toml")
    block = facts[facts.index("[[ownership]]") : facts.index("[[list]]")]
    other = block.replace('id = "exempelkommunen-exempelbolaget"', 'id = "annan-uppgift"').replace(
        "share = 60", "share = 55"
    )
    other = other.replace("directness", 'conflicts_with = ["exempelkommunen-exempelbolaget"]\ndirectness')
    desk.append("facts/exempel/facts.toml", f"\n{other}")
    open_ = desk.run("check", "--lang", "en")
    assert open_.code == 0
    assert "annan-uppgift" in open_.out
    desk.replace("facts/exempel/facts.toml", "share = 55", 'share = 55\nrank = "Deprecated"')
    assert "annan-uppgift" not in desk.run("check", "--lang", "en").out


def test_an_interrupt_while_the_command_is_loaded_ends_it_quietly() -> None:
    stopped = """
import builtins
real = builtins.__import__
def loading(name, *more):
    if name.startswith("regiongraf.apps"):
        raise KeyboardInterrupt
    return real(name, *more)
from regiongraf.__main__ import run
builtins.__import__ = loading
run()
"""
    ended = subprocess.run([sys.executable, "-c", stopped], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")
