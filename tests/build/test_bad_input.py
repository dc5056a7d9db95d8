"""Bad input through the command: one clear message with its place and the next step, and the last good build stays."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk

FACTS, ORGANISATIONS, SOURCE = (
    "facts/exempel/facts.toml",
    "facts/registry/organisations.toml",
    "facts/exempel/source.toml",
)
HASHES = 'span = "0123456789abcdef", before = "0123456789abcdef", after = "0123456789abcdef"'
SPAN = f"evidence = [{{ start = 0, end = 5, {HASHES} }}]"
COMPANY = '\n[[organisation]]\nid = "{id}"\nname = "N"\nform = "{form}"\nform_basis = "FormByName"\n{more}\n'
NUMBER = 'number = "559999-9991"\nnumber_source = "exempel"'


def _flow(id_: str, part_of: str) -> str:
    return (
        f'\n[[funding]]\nid = "{id_}"\nfunder = "NotStated"\nrecipient = "exempelbolaget"\namount = "NotStated"\n'
        f'stage = "Granted"\ninstrument = "Loan"\npart_of = "{part_of}"\n{SPAN}\n'
    )


def _ownership(id_: str, owner: str, owned: str, more: str = "") -> str:
    return f'\n[[ownership]]\nid = "{id_}"\nowner = "{owner}"\nowned = "{owned}"\nshare = "NotStated"\n{more}\n{SPAN}\n'


def _unit(id_: str, unit: str, parent: str) -> str:
    return f'\n[[unit]]\nid = "{id_}"\nunit = "{unit}"\nparent = "{parent}"\n{SPAN}\n'


def _still_answers(desk: Desk) -> None:
    asked = desk.run("query", "-", "--format", "csv", stdin=b"SELECT ?share WHERE { ?o rg:shareExact ?share }")
    assert asked.code == 0, asked.err
    assert asked.out.split() == ["share", "60"]


def _refused(desk: Desk, *parts: str) -> None:
    before = desk.current
    built = desk.run("build")
    built.refused(*parts)
    assert built.err.count("→") == 1, f"one message for one mistake:\n{built.err}"
    assert desk.current == before
    desk.run("check").refused(*parts)
    _still_answers(desk)


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        (FACTS, "share = 60", "share = = 60", [f"{FACTS}:10"]),
        (FACTS, "share = 60", "share = 24,5", [f"{FACTS}:10"]),
        (FACTS, "share = 60", "share = 120", [f"{FACTS}:10", "(share)", "120"]),
        (FACTS, "share = 60", "share = 0", [f"{FACTS}:10", "(share)"]),
        (FACTS, "share = 60", 'share = "24,5"', [f"{FACTS}:10", "(share)", "24.5"]),
        (FACTS, "share = 60", "share = 50\nshare = 60", [f"{FACTS}:11"]),
        (FACTS, "share = 60", "share = [50, 60]", [f"{FACTS}:10", "(share)"]),
        (FACTS, "share = 60", "share = { min = 50, exact = 60 }", [f"{FACTS}:10", "(share)", "exact"]),
        (
            FACTS,
            'owner = "exempelkommunen"',
            'owner = "exempelkomunen"',
            [f"{FACTS}:", "'exempelkomunen'", "'exempelkommunen'"],
        ),
        (FACTS, "share = 60", 'share = 60\nrefines = "raderad"', [f"{FACTS}:", "(refines)", "'raderad'"]),
        (FACTS, "[[ownership]]", "[[agande]]", [f"{FACTS}:", "'agande'", "ownership"]),
        (ORGANISATIONS, 'form = "LimitedCompany"', 'form = "Foundation"', [f"{FACTS}:", "(owned)", "Foundation"]),
        (ORGANISATIONS, 'form = "LimitedCompany"', 'form = "AB"', [f"{ORGANISATIONS}:", "'AB'", "'LimitedCompany'"]),
        (
            ORGANISATIONS,
            'form = "LimitedCompany"',
            'form = "LimitedCompany"\nnumber = "800101-1234"\nnumber_source = "exempel"',
            [f"{ORGANISATIONS}:", "(number)", "personal number"],
        ),
        (
            ORGANISATIONS,
            'form = "LimitedCompany"',
            'form = "LimitedCompany"\nnumber = "559999-9992"\nnumber_source = "exempel"',
            [f"{ORGANISATIONS}:", "(number)", "check digit"],
        ),
        (
            ORGANISATIONS,
            'name = "Exempelbolaget AB"',
            'name = "Ond \\u001b]0;titel\\u0007 AB"',
            [f"{ORGANISATIONS}:", "(name)", "U+001B"],
        ),
        (
            ORGANISATIONS,
            'name = "Exempelbolaget AB"',
            unicodedata.normalize("NFD", 'name = "Ångebolaget AB"'),
            [f"{ORGANISATIONS}:", "NFD"],
        ),
        (
            ORGANISATIONS,
            'form = "LimitedCompany"',
            'form = "LimitedCompany"\nhomepage = "javascript:alert(1)"',
            [f"{ORGANISATIONS}:", "(homepage)"],
        ),
        (SOURCE, 'id = "exempel"\nkind', 'id = "annat"\nkind', [f"{SOURCE}:1"]),
        (SOURCE, "issued = 2025-01-01", 'issued = "i fjol"', [SOURCE, "(issued)"]),
    ],
)
def test_a_wrong_record_is_one_message(desk: Desk, file: str, old: str, new: str, parts: list[str]) -> None:
    desk.replace(file, old, new)
    _refused(desk, *parts)


@pytest.mark.parametrize(
    ("file", "more", "parts"),
    [
        (FACTS, _flow("a", "b") + _flow("b", "c") + _flow("c", "a"), [f"{FACTS}:", "(part_of)", "funding/a"]),
        (
            FACTS,
            _ownership("a", "exempelkommunen", "exempelbolaget", 'refines = "b"')
            + _ownership("b", "exempelkommunen", "exempelbolaget", 'refines = "a"'),
            [f"{FACTS}:", "(refines)", "ownership/a"],
        ),
        (
            FACTS,
            _unit("a", "exempelbolaget", "exempelkommunen") + _unit("b", "exempelkommunen", "exempelbolaget"),
            [f"{FACTS}:", "(parent)"],
        ),
        (FACTS, _flow("a", "b").replace(SPAN, "").replace('part_of = "b"', ""), [f"{FACTS}:", "(evidence)"]),
        (FACTS, _flow("a", "b").replace("end = 5", "end = 9999").replace('part_of = "b"', ""), [f"{FACTS}:", "9999"]),
        (
            FACTS,
            _flow("exempelbolagets-agare", "x").replace('part_of = "x"', "") * 2,
            [f"{FACTS}:", "(id)", f"{FACTS}:"],
        ),
        (
            ORGANISATIONS,
            COMPANY.format(id="x", form="LimitedCompany", more=NUMBER)
            + COMPANY.format(id="y", form="LimitedCompany", more=NUMBER),
            [f"{ORGANISATIONS}:", "5599999991"],
        ),
        (
            ORGANISATIONS,
            COMPANY.format(id="exempelbolaget", form="LimitedCompany", more=""),
            [f"{ORGANISATIONS}:", "exempelbolaget"],
        ),
    ],
)
def test_records_that_do_not_fit_together_are_one_message(desk: Desk, file: str, more: str, parts: list[str]) -> None:
    desk.append(file, more)
    _refused(desk, *parts)


def test_companies_that_own_each_other_are_built(desk: Desk) -> None:
    desk.append(ORGANISATIONS, COMPANY.format(id="syster", form="LimitedCompany", more=""))
    desk.append(FACTS, _ownership("a", "syster", "exempelbolaget") + _ownership("b", "exempelbolaget", "syster"))
    before = desk.current
    assert desk.run("build").code == 0
    assert desk.current != before


def test_a_record_that_is_not_utf_8_names_its_line(desk: Desk) -> None:
    desk.write(FACTS, desk.path(FACTS).read_bytes().replace("ä".encode(), b"\xe4"))
    _refused(desk, f"{FACTS}:", "UTF-8")


def test_windows_line_ends_change_no_digest_and_a_byte_order_mark_is_told(desk: Desk) -> None:
    before = desk.current
    facts = desk.path(FACTS).read_bytes()
    desk.write(FACTS, facts.replace(b"\n", b"\r\n"))
    assert desk.run("build").code == 0
    assert desk.current == before
    desk.write(FACTS, b"\xef\xbb\xbf" + facts)
    _refused(desk, f"{FACTS}:1", "byte-order mark")


def test_what_only_the_shapes_see_is_told_with_its_rule_and_what_to_do(desk: Desk) -> None:
    desk.append(ORGANISATIONS, COMPANY.format(id="syster", form="LimitedCompany", more=""))
    desk.append(FACTS, _ownership("a", "syster", "exempelbolaget").replace('"NotStated"', "70"))
    before = desk.current
    desk.run("build").refused("organisation/exempelbolaget", "130")
    assert desk.current == before
    _still_answers(desk)
    checked = desk.run("check", "--lang", "en")
    assert checked.code == 1
    assert "130" in checked.out


def test_several_mistakes_are_told_at_once_in_the_order_of_the_files(desk: Desk) -> None:
    desk.replace(FACTS, "share = 60", "share = 120")
    desk.replace(ORGANISATIONS, 'form = "Municipality"', 'form = "Kommun"')
    built = desk.run("build")
    built.refused("120", "'Kommun'")
    assert built.err.index(FACTS) < built.err.index(ORGANISATIONS)


def test_a_hostile_name_is_only_a_name_everywhere(desk: Desk) -> None:
    name = """=HYPERLINK("http://x") <script>alert(1)</script> [bold]"' \\ | ; @prefix . --> AB"""
    desk.replace(ORGANISATIONS, 'name = "Exempelbolaget AB"', f"name = '''{name}'''")
    assert desk.run("build").code == 0
    table = desk.run("query", "-", stdin=b"SELECT DISTINCT ?n WHERE { ?c a rg:LimitedCompany ; skos:prefLabel ?n }")
    assert name in table.out
    # A spreadsheet would run it; the apostrophe makes it a text.
    ask = b"SELECT DISTINCT ?n WHERE { ?c a rg:LimitedCompany ; skos:prefLabel ?n }"
    for shown in (
        desk.run("query", "-", "--format", "csv", stdin=ask),
        desk.run("ask", "organisations", "--format", "csv"),
    ):
        cells = [cell for row in csv.reader(io.StringIO(shown.out)) for cell in row]
        assert f"'{name}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert desk.run("query", "-", "--format", "csv", stdin=b"SELECT (-5 AS ?x) WHERE {}").out == "x\r\n-5\r\n"
    for format_ in ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"):
        exported = desk.run("export", "--format", format_)
        assert exported.code == 0, exported.err
        if format_ == "rdfxml":
            assert "<script>" not in exported.out


def test_control_characters_from_an_endpoint_never_reach_the_terminal(desk: Desk) -> None:
    query = b'SELECT ?x WHERE { VALUES ?x { "a\\u001B]0;owned\\u0007b\\u009B2J\\u202Ec" } }'
    shown = desk.run("query", "-", stdin=query)
    assert shown.code == 0
    assert "\\x1b" in shown.out
    assert not set(shown.out) & {"\x1b", "\x07", "\x9b", "\u202e"}


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        (b"SELECT ?x WHERE { ?x a rg:Ownership", ["SPARQL"]),
        (b"SELECT ?x WHERE { ?x a okand:Sak }", ["prefix"]),
        ("SELECT ?å".encode("latin-1"), ["UTF-8"]),
        (b"INSERT DATA { <a:b> <a:c> <a:d> }", ["INSERT"]),
        (b"CONSTRUCT WHERE { ?s ?p ?o }", ["turtle"]),
    ],
)
def test_a_query_that_cannot_be_run_is_told(desk: Desk, query: bytes, parts: list[str]) -> None:
    desk.run("query", "-", stdin=query).refused(*parts)


def test_a_workspace_that_is_none_is_told(desk: Desk) -> None:
    desk.path("regiongraf.toml").unlink()
    asked = desk.path("question.rq")
    asked.write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    for command in (["build"], ["check"], ["query", str(asked)], ["export"]):
        desk.run(*command).refused("regiongraf.toml", "regiongraf init")
