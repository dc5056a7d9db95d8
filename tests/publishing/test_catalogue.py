"""The catalogue: what it says, what it is held against, and what is told when the settings lack something."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args, get_type_hints

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF, SH

from regiongraf.apps.cli import main
from regiongraf.build import build
from regiongraf.diff import side
from regiongraf.errors import PageError
from regiongraf.publishing import authority, catalogue
from regiongraf.publishing.checking import check_catalogue, own_shapes
from regiongraf.publishing.publish import catalogue_of
from regiongraf.publishing.releases import gaps
from regiongraf.triples import Triple
from regiongraf.triples.terms import name
from regiongraf.workspace import Catalogue, Workspace, line_of

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
        ("provenance-description", lambda t: t[0].endswith("provenance>") and "terms/description" in t[1]),
        ("catalog-modified-told", lambda t: t[0].endswith("catalogue>") and "modified" in t[1]),
        ("catalog-themes", lambda t: "themeTaxonomy" in t[1]),
        ("dataset-issued-told", lambda t: t[0].endswith("/registry>") and "issued" in t[1]),
        ("dataset-conforms", lambda t: t[0].endswith("/registry>") and "conformsTo" in t[1]),
        ("dataset-contact-class", lambda t: t[0].endswith("contact>") and "#type" in t[1]),
    ],
)
def test_what_is_left_out_is_told(triples: set[Triple], rule: str, wrong: Wrong) -> None:
    left = {triple for triple in triples if not wrong(triple)}
    assert left != triples
    assert rule in {finding.rule.rpartition("#")[2] for finding in check_catalogue(left)}


@pytest.mark.parametrize(
    ("rule", "subject", "property_", "value"),
    [
        ("catalog-license", "catalogue", "dct:license", "<http://creativecommons.org/licenses/by/4.0/>"),
        ("Licence", "dataset/registry", "dct:license", "<https://creativecommons.org/licenses/by/4.0/>"),
        ("Licence", "dataset/registry", "dct:license", "<http://creativecommons.org/licenses/by/4.0>"),
        ("dataset-access-code", "dataset/registry", "dct:accessRights", "<http://example.org/open>"),
        ("dataset-accrual-code", "dataset/registry", "dct:accrualPeriodicity", "<http://purl.org/cld/freq/annual>"),
        ("dataset-issued", "dataset/registry", "dct:issued", '"nyligen"'),
        ("distribution-format-form", "dataset/registry/distribution/registry.ttl", "dct:format", '"en fil"'),
        ("distribution-download-url", "dataset/registry/distribution/registry.ttl", "dcat:downloadURL", '"x"'),
        ("high-value-law", "dataset/registry", "dcatap:hvdCategory", "<http://data.europa.eu/bna/c_a9135398>"),
        ("high-value-category", "dataset/registry", "dcatap:hvdCategory", "<http://example.org/company>"),
        ("contact-class", "catalogue/contact", "rdf:type", "<http://www.w3.org/2006/vcard/ns#Individual>"),
    ],
)
def test_what_is_wrong_is_told(triples: set[Triple], rule: str, subject: str, property_: str, value: str) -> None:
    told = check_catalogue(triples | {(f"<{BASE}{subject}>", catalogue.name(property_), value)})
    assert rule in {finding.rule.rpartition("#")[2] for finding in told}


def test_rules_that_shapes_name_and_never_define_are_told_and_left_out(triples: set[Triple], tmp_path: Path) -> None:
    # The EU's own shapes of 3.0.1 do that for the address of a data service.
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
        "<#s> a sh:NodeShape ; sh:targetClass dcat:Catalog ; sh:property <#gone>, <#record> .\n"
        "<#record> sh:path dcat:record ; sh:minCount 1 .\n"
    )
    found = check_catalogue(triples, [shapes])
    assert [finding.severity for finding in found] == ["error", "info"]
    assert "1 regler som de inte definierar" in found[1].said("sv")


def test_shapes_that_cannot_be_worked_with_are_one_sentence(made_up: Workspace, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
        "<#s> a sh:NodeShape ; sh:targetClass dcat:Catalog ; "
        "sh:property [ sh:path dcat:dataset ; sh:minCount 1, 2 ] .\n"
    )
    with pytest.raises(PageError, match="cannot be worked with") as told:
        check_catalogue(catalogue_of(made_up, {}), [shapes])
    assert told.value.place is not None
    assert told.value.place.file == shapes


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


def settled(folder: Path, *more: str) -> set[Triple]:
    """The catalogue of the made-up workspace with more settings under [catalogue]."""
    workspace = write_workspace(
        folder, settings=SETTINGS.replace("[catalogue.contact]", "\n".join((*more, "", "[catalogue.contact]")))
    )
    build(workspace)
    return catalogue_of(workspace, {})


def test_endpoint_becomes_a_service_that_a_distribution_leads_to(tmp_path: Path) -> None:
    triples = settled(tmp_path, 'endpoint = "https://data.example.se/sparql"')
    assert check_catalogue(triples) == []
    service = f"<{BASE}catalogue/sparql>"
    assert (service, name("rdf:type"), name("dcat:DataService")) in triples
    led = [s for s, p, o in triples if (p, o) == (name("dcat:accessService"), service)]
    assert led == [f"<{BASE}dataset/all/distribution/sparql>"]
    assert (led[0], name("dcat:accessURL"), "<https://data.example.se/sparql>") in triples
    assert not [o for s, p, o in triples if s == led[0] and p == name("dcat:downloadURL")], "it is no file"


def test_high_value_is_told_with_its_law_and_its_category(tmp_path: Path) -> None:
    triples = settled(tmp_path, 'high_value = ["c_a9135398"]', 'endpoint = "https://data.example.se/sparql"')
    assert check_catalogue(triples) == []
    law = {s for s, p, _ in triples if p == catalogue.name("dcatap:applicableLegislation")}
    kinds = (name("dcat:Dataset"), name("dcat:Distribution"), name("dcat:DataService"))
    assert law == {s for s, p, o in triples if p == name("rdf:type") and o in kinds}


def test_descriptions_are_cc0_whatever_licence_the_data_have(tmp_path: Path) -> None:
    settings = SETTINGS.replace(
        "http://creativecommons.org/publicdomain/zero/1.0/", "https://creativecommons.org/licenses/by/4.0/"
    )
    workspace = write_workspace(tmp_path, settings=settings)
    build(workspace)
    triples = catalogue_of(workspace, {})
    assert check_catalogue(triples) == []
    licences = {s: o for s, p, o in triples if p == name("dct:license")}
    assert licences.pop(f"<{BASE}catalogue>") == "<http://creativecommons.org/publicdomain/zero/1.0/>"
    assert set(licences.values()) == {"<http://creativecommons.org/licenses/by/4.0/>"}


def test_publisher_is_told_with_its_number_and_in_words(tmp_path: Path) -> None:
    triples = settled(tmp_path, 'publisher_description = "Ett län."', 'rights = "Ange källan."')
    publisher = "<http://dataportal.se/organisation/SE2321000222>"
    assert (publisher, name("dct:identifier"), '"2321000222"') in triples
    assert (publisher, name("dct:description"), '"Ett län."@sv') in triples
    assert (f"<{BASE}catalogue/rights>", name("rdfs:label"), '"Ange källan."@sv') in triples


@pytest.mark.parametrize(("key", "value"), [("themes", '["GOVX"]'), ("accrual", '"YEARLY"'), ("high_value", '["x"]')])
def test_unknown_code_is_refused_at_its_line(
    tmp_path: Path, key: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_workspace(tmp_path, settings=SETTINGS)
    file = tmp_path / "regiongraf.toml"
    file.write_text(SETTINGS.replace("[catalogue.contact]", f"{key} = {value}\n[catalogue.contact]"), encoding="utf-8")
    assert main(["-w", str(tmp_path), "check", "--catalogue"]) == 1
    line = file.read_text(encoding="utf-8").splitlines().index(f"{key} = {value}") + 1
    assert f"regiongraf.toml:{line}" in capsys.readouterr().err


def test_settings_and_catalogue_know_the_same_codes() -> None:
    keys = get_type_hints(Catalogue)
    assert set(codes_of(keys["themes"])) == set(authority.THEMES)
    assert set(codes_of(keys["high_value"])) == set(authority.HIGH_VALUE_CATEGORIES)
    assert set(codes_of(keys["availability"])) == {*authority.AVAILABILITIES, type(None)}


def codes_of(annotation: object) -> list[object]:
    """Every value of the literals in a type."""
    inner = get_args(annotation)
    return [code for part in inner if part is not ... for code in codes_of(part)] if inner else [annotation]


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
    assert main(["-w", str(made_up.root), "check", "--catalogue", "--lang", "sv"]) == 0
    assert "tripplar prövade mot DCAT-AP-SE 3.0.1" in capsys.readouterr().out


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
