"""What `regiongraf export` writes beside whole RDF: parts, tables, the network, BODS, and what is streamed."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import re
import tempfile
import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.apps.cli import main
from regiongraf.apps.publishing import FORMATS as OFFERED
from regiongraf.errors import PageError, QueryError
from regiongraf.publishing import FORMATS, selection
from regiongraf.publishing.bods import Publication, bods
from regiongraf.publishing.export import NETWORKS, chunks
from regiongraf.publishing.gexf import gexf
from regiongraf.publishing.graphml import graphml
from regiongraf.publishing.jsonld import jsonld
from regiongraf.publishing.mapped import MappedThings
from regiongraf.publishing.pieces import SPOOL
from regiongraf.publishing.rdfxml import rdfxml
from regiongraf.publishing.release import release_date
from regiongraf.publishing.settings import publication
from regiongraf.publishing.streams import Stated, mapped
from regiongraf.publishing.tables import disarmed, tables
from regiongraf.publishing.things import Things
from regiongraf.publishing.turtle import turtle
from regiongraf.publishing.writing import write_chunks
from regiongraf.triples import Quad
from regiongraf.vocabulary import expand
from regiongraf.workspace import Workspace

PUBLICATION = Publication("Regionen", "https://data.example.se/", "https://example.se/cc0", date(2025, 3, 1), "Exempel")
BASE = "https://data.example.se/id/"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_command_offers_every_format() -> None:
    assert {*FORMATS, *NETWORKS, "csv"} == set(OFFERED)


triples = st.tuples(
    st.sampled_from(["<https://a.se/x>", "<https://a.se/x/y>", "<https://a.se/x-y>"]),
    st.sampled_from(["<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<https://a.se/p>", "<https://a.se/q>"]),
    st.sampled_from(
        [
            "<https://a.se/x>",
            "<https://a.se/x/y>",
            "<https://a.se/é>",
            f"<{expand('rg:Ownership')}>",
            "<rg:x>",
            '" <rg:x>"',
            '"a"@sv',
            '"1.5"',
            '"x y . z"',
        ]
    ),
    st.sampled_from(["<https://a.se/g>", "<https://a.se/h>"]),
)


HELD = {
    "turtle": turtle,
    "rdfxml": rdfxml,
    "jsonld": jsonld,
    "ntriples": lambda triples, _: "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(triples)),
}
"""The formats of triples that are all in memory."""


@contextlib.contextmanager
def on_disk(quads: Iterable[Quad]) -> Iterator[Stated]:
    """Quads as a build has them, in a file that is looked into and not read whole."""
    lines = [f"{s} {p} {o} {g} .\n" for s, p, o, g in sorted(quads, key=lambda q: (q[3], *q[:3]))]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n") as file:
        file.write("".join(lines))
        file.flush()
        with mapped(Path(file.name)) as data:
            yield Stated(data, "<https://a.se/none>")


@pytest.mark.parametrize("format_", sorted(HELD))
@given(
    quads=st.sets(triples), subjects=st.none() | st.sets(st.sampled_from(["<https://a.se/x>", "<https://a.se/x/y>"]))
)
def test_what_is_written_from_a_file_is_the_same_text(
    format_: str, quads: set[Quad], subjects: set[str] | None
) -> None:
    names = {"a": "https://a.se/"}
    other = ("<https://a.se/x>", "<https://a.se/p>", '"the ontology"', "<https://a.se/none>")
    with on_disk({*quads, other}) as source:
        part = source if subjects is None else source.part(subjects)
        shown = "".join(FORMATS[format_](part, names))
        lines = list(part.lines())
    own = {quad for quad in quads if subjects is None or quad[0] in subjects}
    assert shown == HELD[format_]({quad[:3] for quad in own}, names)
    assert sorted(lines) == sorted(f"{s} {p} {o} {g} .\n" for s, p, o, g in own)


@given(
    quads=st.sets(triples), subjects=st.none() | st.sets(st.sampled_from(["<https://a.se/x>", "<https://a.se/x/y>"]))
)
def test_things_on_the_disk_answer_as_things_in_memory(quads: set[Quad], subjects: set[str] | None) -> None:
    held = Things(quad for quad in quads if subjects is None or quad[0] in subjects)
    terms = sorted({term for quad in quads for term in quad[:3]})
    with on_disk(quads) as source:
        things = MappedThings(source if subjects is None else source.part(subjects))
        assert sorted(things) == sorted(held)
        assert things.of_class("rg:Ownership") == held.of_class("rg:Ownership")
        for term in terms:
            assert (term in things) == (term in held)
            assert things.pairs(term) == held.pairs(term)
            assert things.label(term) == held.label(term)
            if term.startswith("<"):
                assert things.incoming(term) == held.incoming(term)
                assert things.subjects("rdf:type", term) == held.subjects("rdf:type", term)


@pytest.mark.parametrize("format_", sorted({*FORMATS, *NETWORKS}))
def test_export_holds_no_triples_in_memory(format_: str, made_up: Workspace) -> None:
    graph, note = f"<{BASE}graph/source/bok>", f"<{expand('skos:note')}>"
    quads = [(f"<{BASE}ownership/o-{n // 20}>", note, f'"{n} {"x" * 2_000}"', graph) for n in range(4_000)]
    with on_disk(quads) as source:
        size = len(source.data)
        tracemalloc.start()
        for _ in chunks(source.data, made_up.minter, format_, PUBLICATION):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert size > 8_000_000
    # What waits for its header is in memory up to a limit.
    assert peak < size / 8 + (2 * SPOOL if format_ in {"turtle", "trig", "rdfxml"} else 0)


def test_tables_hold_names_iris_and_exact_figures(things: Things) -> None:
    found = {name: "".join(lines) for name, lines in tables(things)}
    owned = {row["iri"]: row for row in rows(found["ownership.csv"])}
    row = owned[f"{BASE}ownership/staten-bolaget"]
    assert (row["owner"], row["ownedEntity_iri"]) == ("Staten", f"{BASE}organisation/bolaget")
    assert (row["shareExact"], row["evidence"]) == ("51.0", "10–20")
    assert owned[f"{BASE}ownership/kommunerna-dotterbolaget"]["shareStatus"] == "ShareNotStated"
    assert rows(found["funding.csv"])[0]["amount"] == "1250000.5"


def test_tables_run_nothing(things: Things) -> None:
    found = {name: "".join(lines) for name, lines in tables(things) if name.endswith(".csv")}
    assert "'=Bolaget AB" in {row["prefLabel_sv"] for row in rows(found["organisations.csv"])}
    assert rows(found["funding.csv"])[0]["note_sv"].startswith("'+46")
    for text in found.values():
        assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith(("=", "+", "@"))]


@pytest.fixture(scope="module")
def described(things: Things) -> tuple[dict[str, Any], dict[str, str]]:
    """The description of the tables, and the tables."""
    found = {name: "".join(lines) for name, lines in tables(things)}
    told: dict[str, Any] = json.loads(found.pop("csv-metadata.json"))
    return told, found


Description = tuple[dict[str, Any], dict[str, str]]
SHAPES = {
    "boolean": r"true|false",
    "date": r"\d{4}-\d\d-\d\d",
    "decimal": r"[+-]?\d+(\.\d+)?",
    "integer": r"[+-]?\d+",
    "gYear": r"\d{4}",
    "gYearMonth": r"\d{4}-\d\d",
    "anyURI": r"https?://\S+",
    "string": r"(?s).*",
}


def test_description_names_every_table_and_every_heading(described: Description) -> None:
    told, found = described
    assert told["@context"] == "http://www.w3.org/ns/csvw"
    assert [table["url"] for table in told["tables"]] == list(found)
    for table in told["tables"]:
        header = next(csv.reader(io.StringIO(found[table["url"]])))
        columns = table["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == header
        # A header that is none of the titles is an error to validators.
        assert [column["titles"]["und"] for column in columns] == header
        assert {title["@language"] for title in table["dc:title"]} == {"sv", "en"}
        assert table["tableSchema"]["primaryKey"] == "iri"


def test_description_is_true_of_every_cell(described: Description) -> None:
    told, found = described
    seen = set()
    for table in told["tables"]:
        schema = table["tableSchema"]
        filled = rows(found[table["url"]])
        assert len({row["iri"] for row in filled}) == len(filled)
        for column in schema["columns"]:
            cells = [row[column["name"]] for row in filled if row[column["name"]]]
            assert ("separator" in column) == any(" | " in cell for cell in cells)
            values = [value for cell in cells for value in cell.split(column.get("separator", "\0"))]
            assert all(re.fullmatch(SHAPES[column["datatype"]], value) for value in values), (table["url"], column)
            seen.add(column["datatype"])
    assert seen >= {"anyURI", "date", "decimal", "integer", "string"}


def test_what_is_called_a_key_leads_somewhere_from_every_row(described: Description) -> None:
    told, found = described
    keys = {
        (table["url"], key["columnReference"]): key["reference"]["resource"]
        for table in told["tables"]
        for key in table["tableSchema"].get("foreignKeys", ())
    }
    assert keys["ownership.csv", "ownedEntity_iri"] == "organisations.csv"
    assert keys["ownership.csv", "hadPrimarySource_iri"] == "sources.csv"
    assert ("ownership.csv", "owner_iri") not in keys, "an owner may be a group"
    for (table, column), target in keys.items():
        known = {row["iri"] for row in rows(found[target])}
        assert all(set(row[column].split(" | ")) <= known for row in rows(found[table]))


def test_a_figure_that_was_disarmed_makes_its_column_text() -> None:
    graph, source = f"<{BASE}graph/source/bok>", f"<{BASE}indicator/i>"
    triples = [
        (source, f"<{expand('rdf:type')}>", f"<{expand('rg:IndicatorValue')}>", graph),
        (source, f"<{expand('sdmx-measure:obsValue')}>", f'"-5"^^<{expand("xsd:decimal")}>', graph),
    ]
    found = {name: "".join(lines) for name, lines in tables(Things(triples))}
    assert rows(found["indicator.csv"])[0]["obsValue"] == "'-5"
    columns = json.loads(found["csv-metadata.json"])["tables"][0]["tableSchema"]["columns"]
    assert next(column["datatype"] for column in columns if column["name"] == "obsValue") == "string"


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not disarmed(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_graphml_opens_in_networkx(things: Things, tmp_path: Path) -> None:
    write_chunks(tmp_path / "n.graphml", graphml(things, "Exempel & co"))
    graph = networkx.read_graphml(tmp_path / "n.graphml", force_multigraph=True)
    assert sorted(data["kind"] for _, _, data in graph.edges(data=True)) == ["funds", "owns", "owns", "owns", "owns"]
    data = graph.get_edge_data(f"{BASE}organisation/bolaget", f"{BASE}organisation/dotterbolaget")
    assert next(iter(data.values()))["share"] == 24.5
    assert graph.nodes[f"{BASE}organisation/bolaget"]["name"] == "=Bolaget AB"


def test_gexf_holds_the_network_of_graphml(things: Things, tmp_path: Path) -> None:
    write_chunks(tmp_path / "n.graphml", graphml(things, "Exempel & co"))
    write_chunks(tmp_path / "n.gexf", gexf(things, "Exempel & co"))
    same = networkx.read_graphml(tmp_path / "n.graphml", force_multigraph=True)
    read = networkx.read_gexf(tmp_path / "n.gexf", version="1.3")
    assert read.is_directed()
    assert {node: data["name_en"] for node, data in read.nodes(data=True)} == dict(same.nodes(data="name_en"))
    told = [
        sorted(
            (start, end, data["kind"], data.get("share"), data.get("amount")) for start, end, data in g.edges(data=True)
        )
        for g in (same, read)
    ]
    assert told[0] == told[1]


def relationships(things: Things) -> dict[str, Any]:
    statements = json.loads("".join(bods(things, PUBLICATION)))
    found = [statement for statement in statements if statement["recordType"] == "relationship"]
    return {statement["recordId"].removeprefix(BASE): statement["recordDetails"] for statement in found}


def test_bods_tells_shares_as_the_source_does(things: Things) -> None:
    found = relationships(things)
    shares = {record: details["interests"][0].get("share") for record, details in found.items()}
    assert shares["ownership/staten-bolaget"] == {"exact": 51}
    assert shares["ownership/regionen-bolaget"] == {"exclusiveMinimum": 0, "exclusiveMaximum": 49}
    assert shares["ownership/kommunerna-dotterbolaget"] is None
    assert found["ownership/bolaget-dotterbolaget"]["interests"][0]["type"] == "votingRights"


def test_bods_says_what_nobody_names(things: Things) -> None:
    found = relationships(things)
    assert found["count/bolagets-agare"]["interestedParty"] == {
        "reason": "informationUnknownToPublisher",
        "description": "11 of 13 stated owners are not named",
    }
    assert "not named" in found["ownership/kommunerna-dotterbolaget"]["interestedParty"]["description"]


def test_bods_draws_the_owners_of_the_dataset_and_no_more(things: Things) -> None:
    named = [details for details in relationships(things).values() if isinstance(details["interestedParty"], str)]
    drawn = {(details["interestedParty"], details["subject"]) for details in named}
    bodies = things.of_class("org:Organization")
    assert drawn == {(b[1:-1], o[1:-1]) for b in bodies for o in things.all(b, "rg:owns")}
    assert (f"{BASE}organisation/kommunen", f"{BASE}organisation/bolaget") not in drawn


def test_bods_tells_rights_as_control_and_never_as_shares_held(things: Things) -> None:
    right, said = (
        f"<{BASE}control-right/r>",
        {
            "rdf:type": f"<{expand('rg:ControlRight')}>",
            "rg:holder": f"<{BASE}organisation/kommunen>",
            "rg:rightOver": f"<{BASE}organisation/dotterbolaget>",
            "rg:rightKind": f"<{expand('rg:BoardAppointment')}>",
            "rg:seats": f'"2"^^<{expand("xsd:integer")}>',
            "rg:boardSize": f'"3"^^<{expand("xsd:integer")}>',
        },
    )
    marks = [(right, f"<{expand(p)}>", o, "") for p, o in said.items()]
    rank = (right, f"<{expand('rdf:type')}>", f"<{expand('rg:CurrentRecord')}>", "")
    normal = (right, f"<{expand('rg:rank')}>", f"<{expand('rg:Normal')}>", "")
    known = [(s, p, o, "") for s in things for p, o in things.pairs(s)]
    found = relationships(Things([*known, *marks, rank, normal]))["control-right/r"]
    assert found["interestedParty"] == f"{BASE}organisation/kommunen"
    (interest,) = found["interests"]
    assert (interest["type"], interest["directOrIndirect"]) == ("appointmentOfBoard", "direct")
    assert interest["details"] == "May appoint 2 of 3 members of the board."


def test_bods_bodies(things: Things) -> None:
    statements = json.loads("".join(bods(things, PUBLICATION)))
    entities = [statement for statement in statements if statement["recordType"] == "entity"]
    types = {s["recordId"].rpartition("/")[2]: s["recordDetails"]["entityType"]["type"] for s in entities}
    assert types == {
        "bolaget": "registeredEntity",
        "dotterbolaget": "registeredEntity",
        "regionen": "stateBody",
        "staten": "state",
    }


@pytest.mark.filterwarnings("ignore")  # the validator's own
def test_bods_passes_the_standards_validator(things: Things, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("libcovebods", reason="libcovebods is not installed")
    from libcovebods import additionalfields, config, data_reader, jsonschemavalidate, run_tasks, schema
    from libcovebods.tasks.checks import legacy_checks, record_based_checks

    for module in (legacy_checks, record_based_checks):
        # It would fetch the list of registers from the network.
        monkeypatch.setattr(module, "get_orgids_prefixes", lambda: ["SE-BLV"], raising=False)
    file = tmp_path / "bods.json"
    write_chunks(file, bods(things, PUBLICATION))
    reader, settings = data_reader.DataReader(str(file)), config.LibCoveBODSConfig()
    standard = schema.SchemaBODS(reader, settings)
    assert standard.schema_version == "0.4"
    assert [error.json() for error in jsonschemavalidate.JSONSchemaValidator(standard).validate(reader)] == []
    assert additionalfields.AdditionalFields(standard).process(reader) == {}
    found = run_tasks.process_additional_checks(reader, settings, standard, run_tasks.TASK_CLASSES)
    assert found["additional_checks"] == []


def test_part_about_one_thing_has_its_statements_and_their_evidence(things: Things) -> None:
    found = selection.about(things, f"<{BASE}organisation/dotterbolaget>")
    assert f"<{BASE}ownership/bolaget-dotterbolaget>" in found
    assert f"<{BASE}ownership/staten-bolaget>" not in found
    assert f"<{BASE}evidence/bok/bok/10-20/position>" in found


def test_part_of_a_class(things: Things) -> None:
    assert selection.of_class(things, "Ownership") == selection.of_class(things, "rg:Ownership")
    assert f"<{BASE}funding/bidraget>" not in selection.of_class(things, "Ownership")
    with pytest.raises(QueryError, match="nothing is of the class"):
        selection.of_class(things, "Nothing")


def test_release_date_comes_from_the_data_or_the_environment(made_up: Workspace, nquads: bytes) -> None:
    assert publication(made_up, nquads, {}).day == date(2025, 3, 1)
    assert publication(made_up, nquads, {"SOURCE_DATE_EPOCH": "1767225600"}).day == date(2026, 1, 1)
    assert publication(made_up, nquads, {}).publisher == "Regionen"
    assert release_date(None, {}) == date(1970, 1, 1)
    with pytest.raises(PageError, match="SOURCE_DATE_EPOCH"):
        release_date(None, {"SOURCE_DATE_EPOCH": "yesterday"})


def run(workspace: Workspace, *arguments: str | Path) -> int:
    return main(["-w", str(workspace.root), *map(str, arguments)])


def test_compressed_file_holds_the_same_text_and_no_time(made_up: Workspace, tmp_path: Path) -> None:
    assert run(made_up, "export", "-o", tmp_path / "a.ttl.gz") == 0
    assert run(made_up, "export", "-o", tmp_path / "a.ttl") == 0
    packed = (tmp_path / "a.ttl.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "a.ttl").read_bytes() != b""
    assert packed[4:8] == b"\0\0\0\0"
    assert packed[3] == 0, "no file name inside"


def test_command_exports_a_part(made_up: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(made_up, "export", "--subject", "organisation/dotterbolaget", "--format", "ntriples") == 0
    shown = capsys.readouterr().out
    assert f"\n<{BASE}ownership/bolaget-dotterbolaget> " in shown
    assert f"\n<{BASE}interest/staten-in-dotterbolaget> " in shown
    assert f"<{BASE}ownership/staten-bolaget> " not in shown.replace("wasDerivedFrom> <", "")


def test_command_refuses_two_parts_and_an_unwritable_file(
    made_up: Workspace, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(made_up, "export", "--subject", "x", "--class", "y") == 1
    assert "one part" in capsys.readouterr().err
    assert run(made_up, "export", "-o", tmp_path / "no" / "x.ttl") == 1
    assert "cannot be written" in capsys.readouterr().err


def test_tables_go_into_a_folder(made_up: Workspace, tmp_path: Path) -> None:
    assert run(made_up, "export", "--format", "csv", "-o", tmp_path / "tables") == 0
    assert (tmp_path / "tables" / "ownership.csv").read_bytes().startswith(b"iri,owner")


def test_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "x.nt"
    file.write_text("old")

    def failing() -> Iterator[str]:
        yield "new"
        raise PageError("stopped")

    with pytest.raises(PageError):
        write_chunks(file, failing())
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.nt"]
