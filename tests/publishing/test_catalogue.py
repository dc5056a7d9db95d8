"""The catalogue: what it says, what it is held against, and what is told when the settings lack something."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF, SH

from regiongraf.apps.cli import main
from regiongraf.build import build
from regiongraf.diff import side
from regiongraf.publishing.checking import check_catalogue, own_shapes
from regiongraf.publishing.publish import catalogue_of
from regiongraf.publishing.releases import gaps
from regiongraf.triples import Triple
from regiongraf.triples.terms import name
from regiongraf.workspace import Workspace, line_of

from .conftest import SETTINGS, write_workspace

BASE = "https://data.example.se/"
ALL = rdflib.URIRef(f"{BASE}dataset/all")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def graph(site: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(site / "dcat.rdf", format="xml")


@pytest.fixture(scope="module")
def triples(made_up: Workspace) -> set[Triple]:
    return catalogue_of(made_up, {})


def test_three_forms_say_the_same(site: Path, graph: rdflib.Graph) -> None:
    assert isomorphic(graph, rdflib.Graph().parse(site / "dcat.ttl", format="turtle"))
    quads = ox.parse(path=str(site / "dcat.jsonld"), format=ox.RdfFormat.JSON_LD)
    lines = "".join(f"{quad.triple} .\n" for quad in quads)
    assert isomorphic(graph, rdflib.Graph().parse(data=lines, format="nt"))


def test_nothing_is_a_blank_node(graph: rdflib.Graph) -> None:
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]


def test_checksums_and_sizes_are_those_of_the_files(site: Path, graph: rdflib.Graph) -> None:
    distributions = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(distributions) >= 12
    for distribution in distributions:
        content = (site / str(graph.value(distribution, DCAT.downloadURL)).removeprefix(BASE)).read_bytes()
        checksum = graph.value(distribution, SPDX.checksum)
        # rdflib turns hexBinary into bytes.
        assert graph.value(checksum, SPDX.checksumValue).toPython() == hashlib.sha256(content).digest()  # type: ignore[union-attr]
        assert int(str(graph.value(distribution, DCAT.byteSize))) == len(content) > 1


def test_publisher_contact_licence_and_dates(graph: rdflib.Graph) -> None:
    catalogue = rdflib.URIRef(f"{BASE}catalogue")
    publisher = graph.value(catalogue, DCTERMS.publisher)
    assert str(publisher) == "http://dataportal.se/organisation/SE2321000222"
    assert str(graph.value(publisher, DCTERMS.type)).endswith("/RegionalAuthority")
    assert str(graph.value(catalogue, DCTERMS.issued)) == "2025-03-01"
    assert graph.value(ALL, DCAT.contactPoint) != publisher


def test_digest_is_that_of_the_build(made_up: Workspace, graph: rdflib.Graph) -> None:
    assert str(graph.value(ALL, rdflib.URIRef(f"{DCAT}version"))) == f"RDFC-1.0 {side(str(made_up.root), None).digest}"


def test_one_dataset_per_graph(graph: rdflib.Graph) -> None:
    slugs = {str(dataset).rpartition("/")[2] for dataset in graph.subjects(RDF.type, DCAT.Dataset)}
    assert slugs == {"all", "registry", "derived", "source-bok"}


def test_conforms_to_the_swedish_shapes(triples: set[Triple]) -> None:
    assert check_catalogue(triples) == []


def test_every_shape_speaks_both_languages() -> None:
    shapes = own_shapes()
    rules = set(shapes.subjects(RDF.type, SH.PropertyShape)) | set(shapes.subjects(SH.nodeKind, None))
    for rule in rules:
        if isinstance(rule, rdflib.URIRef):
            assert {message.language for message in shapes.objects(rule, SH.message)} == {"sv", "en"}, rule  # type: ignore[attr-defined]


Wrong = Callable[[Triple], bool]


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("catalog-license", lambda t: t[0].endswith("catalogue>") and "license" in t[1]),
        ("catalog-publisher", lambda t: t[0].endswith("catalogue>") and "publisher" in t[1]),
        ("dataset-title", lambda t: t[0].endswith("/registry>") and "terms/title" in t[1]),
        ("dataset-description", lambda t: t[0].endswith("/registry>") and "terms/description" in t[1]),
        ("dataset-keyword", lambda t: t[0].endswith("/registry>") and "dcat#keyword" in t[1]),
        ("distribution-format", lambda t: t[0].endswith("registry.ttl>") and "terms/format" in t[1]),
        ("distribution-access-url", lambda t: t[0].endswith("registry.ttl>") and "accessURL" in t[1]),
        ("agent-name", lambda t: "foaf/0.1/name" in t[1]),
        ("agent-type", lambda t: "publishertype" in t[2] and "terms/type" in t[1]),
        ("contact-email", lambda t: "hasEmail" in t[1]),
        ("contact-fn", lambda t: "ns#fn" in t[1]),
        ("checksum-value", lambda t: "checksumValue" in t[1] and "registry" in t[0]),
    ],
)
def test_what_is_left_out_is_told(triples: set[Triple], rule: str, wrong: Wrong) -> None:
    left = {triple for triple in triples if not wrong(triple)}
    assert left != triples
    assert rule in {finding.rule.rpartition("#")[2] for finding in check_catalogue(left)}


def test_shapes_of_others_are_held_against_it(triples: set[Triple], tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
        "[] sh:targetClass dcat:Catalog ; sh:property [ sh:path dcat:record ; sh:minCount 1 ] .\n"
    )
    told = [finding.said("sv") for finding in check_catalogue(triples, [shapes])]
    assert len(told) == 1
    assert "dcat#record" in told[0]


def test_literal_formats_on_request(tmp_path: Path) -> None:
    settings = SETTINGS.replace("[catalogue.contact]", "literal_formats = true\n\n[catalogue.contact]")
    workspace = write_workspace(tmp_path, settings=settings)
    build(workspace)
    formats = {o for _, p, o in catalogue_of(workspace, {}) if p == "<http://purl.org/dc/terms/format>"}
    assert '"text/turtle"' in formats


def test_endpoint_becomes_a_service(tmp_path: Path) -> None:
    endpoint = 'endpoint = "https://data.example.se/sparql"'
    workspace = write_workspace(
        tmp_path, settings=SETTINGS.replace("[catalogue.contact]", f"{endpoint}\n\n[catalogue.contact]")
    )
    build(workspace)
    triples = catalogue_of(workspace, {})
    assert check_catalogue(triples) == []
    assert any(o == "<http://www.w3.org/ns/dcat#DataService>" for _, _, o in triples)


@pytest.mark.parametrize(
    ("cut", "line", "told"),
    [
        ('licence = "http://creativecommons.org/publicdomain/zero/1.0/"\n', 1, "has no licence"),
        ('\n[catalogue.contact]\nname = "Datagruppen"\nemail = "data@example.se"\n', 6, "has no contact"),
        ('publisher = "regionen"\n', 1, "has no publisher"),
    ],
)
def test_missing_setting_is_one_sentence_with_its_line(
    tmp_path: Path, cut: str, line: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cut in SETTINGS
    workspace = write_workspace(tmp_path, settings=SETTINGS.replace(cut, ""))
    build(workspace)
    found = gaps(workspace)
    assert len(found) == 1
    assert told in found[0].message
    assert found[0].place is not None
    assert found[0].place.line == line
    assert main(["-w", str(tmp_path), "check", "--catalogue"]) == 1
    assert f"regiongraf.toml:{line}" in capsys.readouterr().out
    assert main(["-w", str(tmp_path), "publish", "-o", str(tmp_path / "site")]) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_check_passes_when_nothing_is_missing(made_up: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-w", str(made_up.root), "check", "--catalogue"]) == 0
    assert "held against DCAT-AP-SE 3.0.1" in capsys.readouterr().out


def test_lines_of_settings(tmp_path: Path) -> None:
    file = tmp_path / "regiongraf.toml"
    file.write_text('title = "a"\n\n[catalogue]\nthemes = ["GOVE"]\n[catalogue.contact]\nname = "b"\n')
    assert line_of(file, "catalogue.contact.name") == 6
    assert line_of(file, "catalogue.contact.email") == 5
    assert line_of(file, "catalogue.themes.0") == 4
    assert line_of(file, "title") == 1
    assert line_of(file, "base") is None


def test_wrong_setting_names_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_workspace(tmp_path, settings=SETTINGS)
    file = tmp_path / "regiongraf.toml"
    file.write_text(SETTINGS.replace("data@example.se", "no address"))
    assert main(["-w", str(tmp_path), "check", "--catalogue"]) == 1
    assert f"regiongraf.toml:{line_of(file, 'catalogue.contact.email')}" in capsys.readouterr().err


def test_jsonld_brings_its_context(site: Path) -> None:
    content = json.loads((site / "dcat.jsonld").read_text(encoding="utf-8"))
    assert isinstance(content["@context"], dict)


def test_every_file_is_described_and_says_how_long_it_is_meant_to_be_there(tmp_path: Path) -> None:
    def told(settings: str, folder: str) -> set[Triple]:
        workspace = write_workspace(tmp_path / folder, settings=settings)
        build(workspace)
        return catalogue_of(workspace, {})

    triples = told(SETTINGS, "said")
    files = {s for s, p, o in triples if (p, o) == (name("rdf:type"), name("dcat:Distribution"))}
    available = "<http://data.europa.eu/r5r/availability>"
    for property_ in (name("dct:description"), available):
        assert {s for s, p, _ in triples if p == property_} >= files, property_
    without = told(SETTINGS.replace('availability = "AVAILABLE"\n', ""), "silent")
    assert not [p for _, p, _ in without if p == available], "nobody said it"
    assert any("availability" in found.said("en") for found in check_catalogue(without, ()))
