"""IRIs: what is minted, which addresses are IRIs, and which prefixes a query is given."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.vocabulary import PREFIXES, Minter, check_address, expand, with_prefixes


@given(st.text(max_size=30).map("https://example.se/".__add__) | st.text(max_size=40))
def test_every_address_that_is_taken_is_an_iri_for_the_store(text: str) -> None:
    try:
        taken = check_address(text)
    except ValueError:
        return
    assert ox.NamedNode(taken).value == text


@pytest.mark.parametrize(
    "text",
    [
        "https://example.se",
        "http://example.se:8080/a/b.html?c=d&e=%C3%A5#f",
        "https://www.ånge.se/näringsliv",
        "https://example.se/a(b)_c;d,e!",
    ],
)
def test_addresses_of_real_kinds_are_taken(text: str) -> None:
    assert check_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "www.example.se",
        "javascript:alert(1)",
        "ftp://example.se/",
        "https://",
        "https://a b/",
        "https://a/[",
        "https://a/%zz",
        "https://a/\n",
        "https://a/<b>",
        'https://a/"',
        "https://a/#b#c",
        "https://a/\x85",
    ],
)
def test_what_is_no_address_is_refused_and_named(text: str) -> None:
    with pytest.raises(ValueError, match="https://") as refusal:
        check_address(text)
    assert repr(text) in str(refusal.value)


def test_every_iri_of_a_workspace_begins_with_its_base() -> None:
    minter = Minter("https://data.example.se/")
    minted = [minter.thing("organisation/a"), minter.evidence("w", "d", 1, 2), minter.source_graph("w")]
    minted += [minter.registry_graph, minter.derived_graph, minter.ontology_graph]
    assert all(iri.startswith("https://data.example.se/") for iri in minted)
    assert len(set(minted)) == len(minted)
    assert minter.evidence("w", "d", 1, 2) == "https://data.example.se/id/evidence/w/d/1-2"


def test_no_two_prefixes_stand_for_one_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_a_query_is_given_the_prefixes_that_it_uses_and_does_not_declare() -> None:
    given_ = with_prefixes("PREFIX org: <https://mine.example/> SELECT * { ?a org:b ?c ; rg:owner ?d }")
    assert given_.startswith(f"PREFIX rg: <{PREFIXES['rg']}> ")
    assert f"<{PREFIXES['org']}>" not in given_
    assert given_.count("\n") == 0, "the engine's line numbers stay those of the query"


def test_a_prefix_at_the_end_of_a_longer_one_is_not_mistaken_for_it() -> None:
    assert "PREFIX measure:" not in with_prefixes("SELECT * { ?a sdmx-measure:obsValue ?b }")


def test_an_unknown_prefix_is_an_error() -> None:
    assert expand("rg:owner") == "https://w3id.org/regiongraf/def#owner"
    with pytest.raises(KeyError):
        expand("nobody:knows")
