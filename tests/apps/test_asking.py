"""What `ask` gives beside the answer: an explanation, and completion in a shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = [sys.executable, "-c", "from regiongraf.apps.cli import cli; cli(prog_name='regiongraf')"]


def offered(words: str, position: int) -> list[str]:
    """What bash is told to offer for the word at `position` of a command line."""
    environment = {
        **os.environ,
        "_REGIONGRAF_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(position),
    }
    run = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    return [line.partition(",")[2] for line in run.stdout.splitlines() if line]


def test_completion_is_offered_by_the_script_that_a_shell_runs() -> None:
    """Which is given no arguments at all."""
    script = Path(sys.executable).parent / "regiongraf"
    environment = {
        **os.environ,
        "_REGIONGRAF_COMPLETE": "bash_complete",
        "COMP_WORDS": "regiongraf ask who-",
        "COMP_CWORD": "2",
    }
    run = subprocess.run([script], env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout == "plain,who-owns\n"


def test_questions_are_completed() -> None:
    assert offered("regiongraf ask who-", 2) == ["who-owns"]
    assert "what-owns" in offered("regiongraf ask wh", 2)
    assert offered("regiongraf ask no-such", 2) == []


def test_names_are_completed_without_regard_to_case_and_accents(desk: Any) -> None:
    assert offered(f"regiongraf -w {desk.root} ask who-owns exempelb", 5) == ["Exempelbolaget AB"]


def test_an_argument_is_given_by_name_where_one_before_it_is_left_out(desk: Any) -> None:
    assert desk.run("ask", "projects", "year=2025").code == 0
    told = desk.run("ask", "who-owns", "organisation=exempelbolaget ab")
    assert told.out == desk.run("ask", "who-owns", "Exempelbolaget AB").out
    desk.run("ask", "who-owns", "Exempelbolaget AB", "organisation=x").refused("organisation is given twice")
    desk.run("ask", "projects", "year=i går", "--lang", "sv").refused("är inget år", "som 2025")
    desk.run("ask", "who-owns", "year=2025").refused("nothing is called “year=2025”")
    desk.run("ask", "largest-grants", "at_least=-1", "--lang", "sv").refused("är inget helt tal")
    listed = desk.run("ask").out
    assert "collaborations-of-regions [region …] [at_least=2]" in listed


def test_names_given_by_the_name_of_a_parameter_are_completed(desk: Any) -> None:
    asked = f"regiongraf -w {desk.root} ask"
    assert offered(f"{asked} who-owns organisation=exempelb", 5) == ["organisation=Exempelbolaget AB"]
    region = '\n[[organisation]]\nid = "rex"\nname = "Region Exempel"\nform = "Region"\nform_basis = "FormByLaw"\n'
    desk.append("facts/registry/organisations.toml", region)
    assert desk.run("build").code == 0
    for given in ("", "x ", "x y "):
        words = f"{asked} collaborations-of-regions {given}reg"
        assert offered(words, len(words.split()) - 1) == ["Region Exempel"]


def test_what_options_name_is_completed_too(desk: Any) -> None:
    assert offered(f"regiongraf -w {desk.root} totals --to exempelb", 5) == ["Exempelbolaget AB"]
    assert offered(f"regiongraf -w {desk.root} totals --stage utb", 5) == ["utbetald"]
    assert offered("regiongraf totals --by rec", 3) == ["recipient"]


def test_nothing_is_offered_where_nothing_is_built(tmp_path: Any) -> None:
    assert offered(f"regiongraf -w {tmp_path} ask who-owns x", 5) == []
    assert offered(f"regiongraf -w {tmp_path} ask no-such x", 5) == []


def test_no_more_arguments_are_offered_than_a_question_takes(desk: Any) -> None:
    assert offered(f"regiongraf -w {desk.root} ask who-owns Exempelbolaget x", 6) == []


OWNS = "SELECT ?owner WHERE { ?owner rg:owns ?owned }"


def test_a_query_is_of_the_day_that_it_is_asked_about(desk: Any) -> None:
    desk.write("owns.rq", OWNS)
    asked = ("query", str(desk.path("owns.rq")), "--format", "csv")
    today, then, before = (desk.run(*asked, *day) for day in ([], ["--as-of", "2100-01-01"], ["--as-of", "1900-01-01"]))
    assert (today.out, today.err) == (then.out, "")
    assert "exempelkommunen" in then.out
    assert then.err == "The answer is about 2100-01-01.\n"
    assert before.out.splitlines() == ["owner"]
    assert "first stated on 2025-01-01" in before.err
    assert "whether it held on 1900-01-01 is unknown" in before.err


def test_an_export_is_of_the_day_that_it_is_asked_about_and_says_so(desk: Any) -> None:
    exported = ("export", "--format", "nquads")
    today, then = desk.run(*exported), desk.run(*exported, "--as-of", "2100-01-01")
    more = set(then.out.splitlines()) - set(today.out.splitlines())
    assert set(today.out.splitlines()) <= set(then.out.splitlines())
    assert len(more) == 2
    assert all("2100-01-01" in line and "terms/description" in line for line in more)
    before = desk.run(*exported, "--as-of", "1900-01-01")
    assert "def#owns>" in today.out
    assert "def#owns>" not in before.out
    assert "def#Ownership>" not in before.out
    assert "1900-01-01 is unknown" in before.err
    rests = ("export", "--question", "who-owns", "--argument", "Exempelbolaget AB")
    assert "rg:Ownership" in desk.run(*rests).out
    assert "rg:Ownership" not in desk.run(*rests, "--as-of", "1900-01-01").out


@pytest.mark.parametrize(("language", "read"), [("sv", "utsagd · normal"), ("en", "stated · normal")])
def test_an_explanation_says_what_each_statement_rests_on(desk: Any, language: str, read: str) -> None:
    told = desk.run("ask", "who-owns", "Exempelbolaget AB", "--explain", "--lang", language)
    assert told.code == 0, told.err
    assert f"ownership/exempelkommunen-exempelbolaget: exempel 44–96\n    {read}" in told.out


def test_before_its_source_an_answer_is_unknown(desk: Any) -> None:
    asked = ("ask", "who-owns", "Exempelbolaget AB", "--as-of", "1900-01-01")
    told = desk.run(*asked, "--lang", "sv")
    assert told.code == 0, told.err
    assert "Okänt 1900-01-01: det angavs först" in told.out
    assert "Källorna säger inget" not in told.out
    assert "Unknown on 1900-01-01" in desk.run(*asked).out
    read = json.loads(desk.run(*asked, "--format", "json").out)
    assert (read["as_of"], read["rows"], len(read["unknown"])) == ("1900-01-01", [], 1)


def test_a_table_for_machines_says_beside_itself_what_is_unknown(desk: Any) -> None:
    asked = ("ask", "who-owns", "Exempelbolaget AB", "--as-of", "1900-01-01")
    csv = desk.run(*asked, "--format", "csv")
    assert len(csv.out.splitlines()) == 1
    assert "Unknown on 1900-01-01" in csv.err
    assert "Unknown on 1900-01-01" in desk.run(*asked, "--format", "md").out
    assert desk.run(*asked, "--show").out.startswith("# --as-of 1900-01-01\n")


def test_all_of_a_body_on_a_day(desk: Any) -> None:
    told = desk.run("about", "Exempelkommunen", "--as-of", "1900-01-01")
    assert told.code == 0, told.err
    assert "Unknown on 1900-01-01" in told.out


@pytest.mark.parametrize("typed", ["2024-13-01", "i går", "", "24-01-01"])
@pytest.mark.parametrize("command", [("ask", "organisations"), ("about", "x"), ("why", "x", "owns", "y")])
def test_what_is_no_day_is_refused_in_either_language(desk: Any, typed: str, command: tuple[str, ...]) -> None:
    desk.run(*command, "--as-of", typed).refused("is no day", "such as 2024-12-31")
    desk.run(*command, "--as-of", typed, "--lang", "sv").refused("är ingen dag", "som 2024-12-31")
