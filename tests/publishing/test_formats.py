"""Every export holds exactly the dataset: read back by two independent parsers, for any text and any IRI."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from regiongraf.build import compose
from regiongraf.errors import PageError, StoreError
from regiongraf.facts import load
from regiongraf.publishing import FORMATS, export
from regiongraf.publishing.quads import prefixes, read
from regiongraf.resources import shelf
from regiongraf.triples import Quad
from regiongraf.triples.terms import iri, text
from regiongraf.vocabulary import PREFIXES, Minter, expand

MINTER = Minter("https://example.se/")
Key = tuple[str, ...]
OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
WITH_GRAPHS = {"nquads", "trig"}

# What a text of a record may hold, and what only an endpoint or a hand-made build can bring.
readable = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30
) | st.sampled_from(
    [
        "",
        "\n",
        "\t",
        "]]>",
        "<!--",
        "&amp;",
        '"',
        '"""',
        "\\",
        "\\u0041",
        "@sv",
        "^^",
        "{}",
        "_:b0",
        "a\n\tb",
        "\u2028",
        " x ",
        "\u00a0",
    ]
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
path = st.from_regex(r"[A-Za-z0-9._~!$&'()*+,;=:@/?åäö€-]{0,20}", fullmatch=True)
things = st.one_of(
    path.map(lambda p: iri(f"https://example.se/id/organisation/{p}")),
    path.map(lambda p: iri(f"https://example.se/{p}")),
    st.sampled_from(sorted(PREFIXES.values())).flatmap(lambda base: path.map(lambda p: iri(base + p))),
    st.sampled_from(["<urn:isbn:1>", "<mailto:a@b.se>", "<rg:owner>", "<schema:x>", "<organisation:a>", "<rdf:type>"]),
)
properties = st.sampled_from(["rdf:type", "rg:owner", "skos:prefLabel", "dct:title", "sdmx-measure:obsValue"]).map(
    lambda name: iri(expand(name))
) | st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True).map(lambda name: iri(f"https://example.se/terms/{name}"))
datatypes = st.sampled_from(["xsd:decimal", "xsd:integer", "xsd:boolean", "xsd:date", "xsd:nonNegativeInteger"]).map(
    expand
)
lexical = st.sampled_from(
    ["1", "01", "+1", "-1", "1.0", "24.50", ".5", "5.", "1e0", "true", "1", "2025-01-01", "x", "", "1.", "-.5"]
)


def literals(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds(text, words, st.none() | st.sampled_from(["sv", "en", "en-gb"])),
        st.builds(lambda form, datatype: f"{text(form)}^^<{datatype}>", lexical, datatypes),
    )


graphs = st.sampled_from([iri(MINTER.registry_graph), iri(MINTER.source_graph("verk")), iri(MINTER.derived_graph)])


def quads_of(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[Quad]]:
    # A class is a thing: rdf:type of a text is no RDF that anybody writes.
    typed = st.tuples(things, st.just(iri(expand("rdf:type"))), things, graphs)
    said = st.tuples(
        things, properties.filter(lambda p: p != iri(expand("rdf:type"))), things | literals(words), graphs
    )
    return st.lists(typed | said, max_size=12, unique=True).map(sorted)


def _nquads(quads: Iterable[Quad]) -> str:
    return "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads)


def _expected(quads: Iterable[Quad], format_: str) -> set[Key]:
    return set(quads) if format_ in WITH_GRAPHS else {quad[:3] for quad in quads}


def _by_oxigraph(shown: str, format_: str) -> set[Key]:
    parsed = ox.parse(input=shown.encode(), format=OXIGRAPH[format_])
    named = [(q, (str(q.subject), str(q.predicate), str(q.object))) for q in parsed]
    return {(*key, str(q.graph_name)) if format_ in WITH_GRAPHS else key for q, key in named}


def _by_rdflib(shown: str, format_: str) -> set[Key]:
    dataset = rdflib.Dataset()
    dataset.parse(data=shown.encode(), format=RDFLIB[format_])
    found: set[Key] = set()
    for s, p, o, g in dataset.quads():
        key = (_rdflib_term(s), _rdflib_term(p), _rdflib_term(o))
        found.add((*key, f"<{g}>") if format_ in WITH_GRAPHS else key)
    return found


def _rdflib_term(term: object) -> str:
    """As `text` spells it: rdflib's own n3() writes some literals bare."""
    if isinstance(term, rdflib.Literal):
        shown = text(str(term), term.language)
        return shown if term.language or term.datatype is None else f"{shown}^^<{term.datatype}>"
    return f"<{term}>"


@pytest.fixture(autouse=True)
def _lexical_forms_stay() -> Iterable[None]:
    """rdflib rewrites 24.50 as 24.5 unless it is told not to, and logs forms that are no figures."""
    normalise, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    yield
    rdflib.NORMALIZE_LITERALS = normalise
    logging.getLogger("rdflib.term").setLevel(logging.NOTSET)


@pytest.mark.parametrize("format_", sorted(FORMATS))
@settings(max_examples=40)
@given(quads=quads_of(readable))
def test_an_export_is_read_back_as_the_dataset_that_it_is_of(format_: str, quads: list[Quad]) -> None:
    shown = export(_nquads(quads), MINTER, format_)
    assert _by_oxigraph(shown, format_) == _expected(quads, format_)
    assert _by_rdflib(shown, format_) == _expected(quads, format_)


@pytest.mark.parametrize("format_", sorted(set(FORMATS) - {"rdfxml"}))
@given(quads=quads_of(anything))
def test_control_characters_come_through_every_format_that_can_hold_them(format_: str, quads: list[Quad]) -> None:
    shown = export(_nquads(quads), MINTER, format_)
    assert _by_oxigraph(shown, format_) == _expected(quads, format_)
    assert not set(shown) & {chr(code) for code in range(32) if code != 10}


@settings(max_examples=25)
@given(quads=quads_of(readable), random=st.randoms())
def test_the_order_of_what_is_said_twice_or_first_makes_no_difference(quads: list[Quad], random: object) -> None:
    shuffled = quads + quads[:2]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for format_ in sorted(set(FORMATS) - WITH_GRAPHS):
        assert export(_nquads(shuffled), MINTER, format_) == export(_nquads(quads), MINTER, format_)


@pytest.fixture(scope="module")
def shipped() -> list[Quad]:
    """The dataset of the shipped facts, what follows by rule included."""
    ontology = iri(Minter().ontology_graph)
    return [quad for quad in compose(load(shelf("facts")), Minter()).quads() if quad[3] != ontology]


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_the_shipped_dataset_is_read_back_whole(format_: str, shipped: list[Quad]) -> None:
    shown = export(_nquads(shipped), Minter(), format_)
    assert _by_oxigraph(shown, format_) == _expected(shipped, format_)
    assert _by_rdflib(shown, format_) == _expected(shipped, format_)
    assert not any(term.startswith("_:") for quad in shipped for term in quad)


@pytest.mark.parametrize("words", ["\x00", "a\x1bb", "\ufffe"])
def test_xml_refuses_what_it_cannot_hold(words: str) -> None:
    quad = (iri("https://example.se/a"), iri(expand("dct:title")), text(words), iri(MINTER.registry_graph))
    with pytest.raises(PageError) as refusal:
        export(_nquads([quad]), MINTER, "rdfxml")
    assert refusal.value.hint


def test_a_carriage_return_and_white_space_survive_xml() -> None:
    quad = (iri("https://example.se/a"), iri(expand("dct:title")), text(" a\r\nb\r c\t"), iri(MINTER.registry_graph))
    shown = export(_nquads([quad]), MINTER, "rdfxml")
    assert _by_oxigraph(shown, "rdfxml") == {quad[:3]} == _by_rdflib(shown, "rdfxml")


def test_the_ontology_is_published_on_its_own() -> None:
    quad = (iri("https://example.se/a"), iri(expand("dct:title")), text("x"), iri(MINTER.ontology_graph))
    for format_ in FORMATS:
        assert not re.search(r"example\.se/a\b", export(_nquads([quad]), MINTER, format_)), format_


@pytest.mark.parametrize("cut", ["<a> <b> ", "<a> <b> <c> .\n", "\n"])
def test_a_line_that_was_cut_is_never_passed_over(cut: str) -> None:
    whole = "<https://a> <https://b> <https://c> <https://d> .\n"
    assert len(read(whole + whole)) == 2
    with pytest.raises(StoreError, match=r"dataset.nq:2"):
        read(whole + cut)


def test_no_prefix_of_an_export_stands_for_two_namespaces() -> None:
    names = prefixes(MINTER)
    assert len(set(names.values())) == len(names)
    assert names["organisation"] == "https://example.se/id/organisation/"
