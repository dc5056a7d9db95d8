"""What goes wrong for a person who asks: each a clear message in both languages, or an answer that is defined."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from typing import Any

import pytest

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
COMPANY = """
[[organisation]]
id = "{id}"
name = "{name} AB"
aliases = ["Tvillingen"]
form = "LimitedCompany"
form_basis = "FormByName"
"""
HOLDING = """
[[ownership]]
id = "{id}"
owner = "{owner}"
owned = "{owned}"
share = {share}
basis = "Capital"
directness = "Direct"
{span}
"""
SPAN = (
    'evidence = [{ start = 44, end = 96, span = "24dc2aef77d336d6", '
    'before = "dd5c701b1b0fa428", after = "2bd3b0ffd25345c8" }]'
)


@pytest.fixture(scope="module")
def odd(desk_of: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A workspace with shares above the whole, two companies that own all of each other, and two of one name."""
    desk = desk_of(tmp_path_factory.mktemp("odd") / "workspace")
    assert desk.run("init", str(desk.root)).code == 0
    for id_ in ("ekan", "granen"):
        desk.append("facts/registry/organisations.toml", COMPANY.format(id=id_, name=id_.title()))
    for owner, owned, share in (("ekan", "granen", 100), ("granen", "ekan", 100), ("ekan", "exempelbolaget", 60)):
        desk.append(
            "facts/exempel/facts.toml",
            HOLDING.format(id=f"{owner}-{owned}", owner=owner, owned=owned, share=share, span=SPAN),
        )
    built = desk.run("build")
    assert built.code == 0, built.err
    return desk


@pytest.mark.parametrize(
    ("typed", "sv", "en"),
    [
        # Shares of 120 % in sum: the statements to compare are named.
        (
            ("why", "Ekan AB", "owns", "Exempelbolaget AB"),
            ("120", "ownership/ekan-exempelbolaget", "jämför"),
            ("120", "ownership/exempelkommunen-exempelbolaget", "compare"),
        ),
        # Names.
        (
            ("ask", "who-owns", "Exempelbolage"),
            ("inget heter ”Exempelbolage”", "menade du Exempelbolaget AB"),
            ("nothing is called", "did you mean"),
        ),
        (("about", "Xyzzy"), ("inget heter", "räknar upp alla namn"), ("nothing is called", "lists every name")),
        (
            ("totals", "--stage", "klar"),
            ("inget heter ”klar”", "något av: avsatt, beviljad, budgeterad"),
            ("nothing is called “klar”", "one of: allocated, budgeted, granted"),
        ),
        (("totals", "--place", "Xyzzy"), ("ask places", "räknar upp dem"), ("ask places", "lists them")),
        (("ask", "projects", "Xyzzy"), ("ask places",), ("ask places",)),
        (("ask", "project", "Xyzzy"), ("ask projects",), ("ask projects",)),
        (("why", "Ekan AB", "owns", "Xyzzy"), ("inget heter",), ("nothing is called",)),
        (
            ("ask", "who-owns", "Tvillingen"),
            ("kan vara någon av 2: Ekan AB", "Granen AB", "ange IRI"),
            ("may be any of 2", "give the IRI"),
        ),
        (("about", ""), ("inget heter ””",), ("nothing is called “”",)),
        (("why", "Ekan AB", "owns"), ("owns gäller två",), ("owns is about two",)),
        (("why", "Ekan AB", "offentlighet", "Granen AB"), ("gäller en organisation ensam",), ("about one body alone",)),
        # Parameters.
        (("ask", "projects", "year=tjugo"), ("year: 'tjugo' är inget år", "som 2025"), ("is no year", "such as 2025")),
        (("ask", "measures", "24"), ("'24' är inget år",), ("'24' is no year",)),
        (("ask", "known-as-of", "Ekan AB", "2024-02-30"), ("är ingen dag",), ("is no day",)),
        (("ask", "largest-grants", "mycket"), ("'mycket' är inget helt tal", "som 1000000"), ("is no whole number",)),
        (("ask", "who-owns"), ("behöver veta: organisation",), ("needs to know: organisation",)),
        (("ask", "who-owns", "Ekan AB", "Granen AB"), ("tar organisation; 2 angavs",), ("2 were given",)),
        (("ask", "whoowns"), ("det finns ingen fråga", "menade du who-owns"), ("did you mean who-owns",)),
        (("ask", "who-owns", "Ekan AB", "--as-of", "29 februari"), ("är ingen dag", "som 2024-12-31"), ("is no day",)),
    ],
    ids=lambda typed: " ".join(typed) if isinstance(typed, tuple) else str(typed),
)  # fmt: skip
def test_what_cannot_be_answered_is_one_clear_message(
    odd: Any, typed: tuple[str, ...], sv: tuple[str, ...], en: tuple[str, ...]
) -> None:
    odd.run(*typed, "--lang", "sv").refused(*sv)
    odd.run(*typed, "--lang", "en").refused(*en)


@pytest.mark.parametrize(
    ("typed", "sv", "en"),
    [
        (("ask", "largest-grants", "-5"), "Fel: det finns inget val -5", "No such option"),
        (("ask", "--formt", "csv"), "Fel: det finns inget val --formt; menade du --format?", "Did you mean"),
        (("ask", "owners", "--format", "xls"), "Fel: --format: något av table, csv, json, md", "is not one of"),
        (("totals", "--by"), "Fel: --by behöver ett värde", "requires an argument"),
        (("why", "Ekan AB"), "Fel: CLAIM saknas", "Missing argument"),
        (("query", "no-such-file.rq"), "Fel: FILE: filen eller mappen finns inte", "No such file"),
        (("query", "-", "--rows", "0"), "Fel: --rows: ett tal från 1", "not in the range"),
        (("aks",), "Fel: det finns inget kommando 'aks'", "No such command"),
    ],
    ids=lambda typed: " ".join(typed) if isinstance(typed, tuple) else None,
)  # fmt: skip
def test_what_the_command_line_does_not_take_is_told_in_both_languages(
    odd: Any, typed: tuple[str, ...], sv: str, en: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, said in (("sv", sv), ("en", en)):
        monkeypatch.setenv("REGIONGRAF_LANG", language)
        ran = odd.run(*typed)
        assert ran.code == 2
        assert said in ran.err
        assert "Traceback" not in ran.err
        assert ran.err.startswith("Fel: ") == (language == "sv")


@pytest.mark.parametrize(
    ("query", "sv", "en"),
    [
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "regiongraf bara läser", "regiongraf only reads"),
        ("DELETE WHERE { ?s ?p ?o }", "(DELETE)", "(DELETE)"),
        ("DROP ALL", "(DROP)", "(DROP)"),
        ("LOAD <http://127.0.0.1:9/>", "(LOAD)", "(LOAD)"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "--allow-service", "--allow-service"),
        ("SELECT", "inte SPARQL", "not SPARQL"),
        ("", "frågan är tom", "the query is empty"),
        (ENDLESS, "frågan tog mer än 1 s och stoppades", "the query took more than 1 s and was stopped"),
    ],
)
def test_a_query_that_may_not_run_or_never_ends_is_one_clear_message(odd: Any, query: str, sv: str, en: str) -> None:
    for language, said in (("sv", sv), ("en", en)):
        odd.run("query", "-", "--seconds", "1", "--lang", language, stdin=query.encode()).refused(said)


@pytest.mark.parametrize(("language", "said"), [("sv", "Avbrutet"), ("en", "Stopped")])
def test_an_interrupt_ends_a_query_that_never_ends(odd: Any, language: str, said: str) -> None:
    odd.write("endless.rq", ENDLESS)
    running = odd.start("query", str(odd.path("endless.rq")), "--lang", language)
    # Until its worker is there the command still imports, and an interrupt would test something else.
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and running.poll() is None and not _children(running.pid):
        time.sleep(0.1)
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, "")
    assert said in err
    assert "Traceback" not in err


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


def test_companies_that_own_all_of_each_other_leave_nothing_to_anybody(odd: Any) -> None:
    """Their equations have no single solution; the answer is defined, and says that nothing is left."""
    for language, said in (
        ("sv", "Ingen källa anger att Exempelkommunen äger något i Ekan AB"),
        ("en", "No source states"),
    ):
        told = odd.run("why", "Exempelkommunen", "owns", "Ekan AB", "--lang", language)
        assert (told.code, told.out.startswith(said)) == (0, True), told.err
    assert "Granen AB" in odd.run("ask", "cross-holdings").out


def test_an_answer_that_the_mathematics_takes_away_says_so(odd: Any) -> None:
    for language, said in (("sv", "går inte ihop"), ("en", "do not go together")):
        told = odd.run("ask", "effective-owners", "Exempelbolaget AB", "--lang", language)
        assert (told.code, "`regiongraf check`" in told.out) == (0, True)
        checked = " ".join(odd.run("check", "--lang", language).out.split())
        assert said in checked
        assert "ownership/ekan-exempelbolaget" in checked
        stated = odd.run("ask", "who-owns", "Exempelbolaget AB", "--lang", language).out
        assert {"sv": "mer än det hela", "en": "more than the whole"}[language] in stated


def test_a_company_that_owns_all_of_itself_is_not_built(desk: Any) -> None:
    before = desk.current
    desk.append("facts/registry/organisations.toml", COMPANY.format(id="ekan", name="Ekan"))
    desk.append("facts/exempel/facts.toml", HOLDING.format(id="jag", owner="ekan", owned="ekan", share=100, span=SPAN))
    for language in ("sv", "en"):
        desk.run("build", "--lang", language).refused("ownership/jag", "Ownership-self")
    assert desk.current == before


def test_an_empty_network_has_answers_and_they_are_empty(desk: Any) -> None:
    desk.write("facts/exempel/facts.toml", "")
    assert desk.run("build").code == 0
    for typed in (
        ("ask", "who-owns", "Exempelbolaget AB"),
        ("ask", "largest-owners"),
        ("ask", "controls", "Exempelkommunen"),
        ("totals", "--by", "year"),
        ("why", "Exempelkommunen", "controls", "Exempelbolaget AB"),
        ("about", "Exempelkommunen"),
    ):
        for language in ("sv", "en"):
            told = desk.run(*typed, "--lang", language)
            assert told.code == 0, told.err
            assert told.out.strip()


def test_before_everything_nothing_is_known_and_nothing_is_denied(odd: Any) -> None:
    for language, unknown in (("sv", "Okänt 0001-01-01"), ("en", "Unknown on 0001-01-01")):
        asked = odd.run("ask", "who-owns", "Exempelbolaget AB", "--as-of", "0001-01-01", "--lang", language)
        assert unknown in asked.out
        assert "2025-01-01" in odd.run("why", "Ekan AB", "owns", "Granen AB", "--as-of", "0001-01-01").out
    assert odd.run("totals", "--as-of", "0001-01-01").code == 0
    assert odd.run("ask", "who-owns", "Exempelbolaget AB", "--as-of", "9999-12-31").code == 0
