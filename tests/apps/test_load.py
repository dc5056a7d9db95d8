"""`regiongraf load` into a real server, an Oxigraph on loopback; tests/store loads a Virtuoso."""

from __future__ import annotations

from typing import Any

from regiongraf.store.remote import RemoteStore


def test_a_build_is_loaded_and_answers_there(desk: Any, oxigraph: str) -> None:
    told = desk.run("load", "--endpoint", oxigraph)
    assert told.code == 0, told.err
    assert "graph/registry: " in told.out
    here = desk.run("ask", "who-owns", "Exempelbolaget AB", "--format", "json")
    there = desk.run("ask", "who-owns", "Exempelbolaget AB", "--format", "json", "--endpoint", oxigraph)
    assert there.out == here.out


def test_loading_again_changes_nothing(desk: Any, oxigraph: str) -> None:
    first, second = (desk.run("load", "--endpoint", oxigraph) for _ in range(2))
    assert (first.code, second.code) == (0, 0)
    assert first.out == second.out
    assert len(RemoteStore(oxigraph).graphs()) == first.out.count("\n")


def test_a_store_without_its_address_is_asked_for(desk: Any) -> None:
    told = desk.run("load", "--endpoint", "http://127.0.0.1:9/elsewhere")
    told.refused("--graph-store")


def test_a_store_that_is_down_is_one_message(desk: Any) -> None:
    told = desk.run("load", "--endpoint", "http://127.0.0.1:9/query")
    told.refused("cannot be reached")


def test_every_command_that_reads_a_dataset_reads_it_there(desk: Any, oxigraph: str, tmp_path: Any) -> None:
    assert desk.run("load", "--endpoint", oxigraph).code == 0
    there = ("--endpoint", oxigraph)
    desk.write("all.rq", "SELECT ?o WHERE { ?o a rg:Ownership }")
    for command in (
        ("ask", "what-owns", "Exempelkommunen"),
        ("ask", "who-owns", "Exempelbolaget AB", "--as-of", "2000-01-01"),
        ("about", "Exempelkommunen"),
        ("why", "Exempelkommunen", "owns", "Exempelbolaget AB"),
        ("query", str(desk.path("all.rq"))),
        ("query", str(desk.path("all.rq")), "--as-of", "2100-01-01"),
        ("export", "--format", "turtle"),
        ("export", "--format", "nquads"),
        ("export", "--format", "nquads", "--as-of", "1900-01-01"),
        ("export", "--format", "jsonld", "--subject", "Exempelbolaget AB"),
        ("export", "--question", "who-owns", "--argument", "Exempelbolaget AB"),
    ):
        here, elsewhere = desk.run(*command), desk.run(*command, *there)
        assert (elsewhere.code, elsewhere.out) == (0, here.out), (command, elsewhere.err)
    for command in (
        ("view", "-o", str(tmp_path / "page.html")),
        ("draw", "--of", "Exempelbolaget AB", "-o", str(tmp_path / "a.svg")),
        ("export", "--format", "csv", "-o", str(tmp_path / "tables")),
    ):
        told = desk.run(*command, *there)
        assert told.code == 0, told.err
    same = desk.run("diff", str(desk.root), oxigraph)
    assert "No facts differ" in same.out, same.err


def test_an_endpoint_that_is_down_exports_nothing(desk: Any) -> None:
    desk.run("export", "--endpoint", "http://127.0.0.1:9/query").refused("cannot be reached")
