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
