"""The scene of the shipped report: what is drawn, what is said of it, and where it stands."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import regiongraf
from regiongraf.build import compose
from regiongraf.dataset import Dataset
from regiongraf.errors import DocumentError
from regiongraf.facts import load
from regiongraf.ownership import Bounds
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.view.combined import bounds_words
from regiongraf.view.layout import layout
from regiongraf.view.model import Node, Scene
from regiongraf.view.page import html
from regiongraf.view.payload import Opening, payload
from regiongraf.view.quoting import quoted
from regiongraf.view.scene import scene
from regiongraf.view.wording import share_words, span_of
from regiongraf.vocabulary import Minter


@pytest.fixture(scope="session")
def demo() -> Dataset:
    return regiongraf.open("demo")


@pytest.fixture(scope="session")
def report_scene(demo: Dataset) -> Scene:
    return demo.scene("sv")


@pytest.fixture(scope="session")
def town(repository: Path) -> Dataset:
    """The made-up town of the questions, which has rights to decide."""
    minter = Minter("https://example.org/")
    quads = compose(load(repository / "tests" / "questions" / "town"), minter).quads()
    return Dataset(EmbeddedStore.in_memory(quads), minter)


def named(scene: Scene, name: str) -> Node:
    return next(node for node in scene.nodes if node.label.sv == name)


def test_stated_shares_stand_on_their_edges(report_scene: Scene) -> None:
    almi = named(report_scene, "Almi Mitt AB")
    shares = {
        report_scene.node(edge.source).label.sv: (edge.lower, edge.share_text.sv if edge.share_text else None)
        for edge in report_scene.edges
        if edge.kind == "owns" and edge.target == almi.id
    }
    assert shares == {
        "Staten": (Decimal(51), "51\u00a0%"),
        "Region Västernorrland": (Decimal("24.5"), "24,5\u00a0%"),
        "Region Jämtland Härjedalen": (Decimal("24.5"), "24,5\u00a0%"),
    }
    assert any("om en andel ger en röst" in words.sv for words in almi.control)


def test_what_is_not_known_is_said(report_scene: Scene) -> None:
    line = named(report_scene, "Nya Ostkustbanan AB")
    assert [words.sv for words in line.completeness] == ["12 av 13 ägare är inte namngivna"]
    region = named(report_scene, "Region Västernorrland")
    held = {owner.party: owner.text.sv for owner in line.owners}
    assert held[region.id] == "mer än 0 och mindre än 100\u00a0%"
    assert None in held


def test_a_group_never_makes_a_direct_owner_of_who_owns_through_another(report_scene: Scene) -> None:
    train, region = named(report_scene, "Norrtåg AB"), named(report_scene, "Region Västernorrland")
    stated = [e for e in report_scene.edges if e.kind == "owns" and e.target == train.id and e.is_active]
    direct = [edge for edge in stated if edge.directness != "Indirect"]
    assert region.id not in {edge.source for edge in direct}
    assert all(region.id not in edge.expands for edge in direct)
    assert {len(edge.expands) for edge in direct if edge.expands} == {3}
    through = [edge for edge in stated if edge.source == region.id]
    assert {report_scene.node(e.via).label.sv for e in through if e.via} == {
        "Kommunalförbundet Kollektivtrafikmyndigheten Västernorrland"
    }


def test_every_edge_has_its_source(report_scene: Scene) -> None:
    sources = {source.id for source in report_scene.sources}
    for edge in report_scene.edges:
        assert edge.evidence
        assert all(cited.source in sources for cited in edge.evidence)
        assert all(
            cited.start is None or (cited.document and cited.start < (cited.end or 0)) for cited in edge.evidence
        )


def test_membership_is_not_drawn_as_ownership(report_scene: Scene) -> None:
    owned = {edge.target for edge in report_scene.edges if edge.kind == "owns"}
    assert {report_scene.node(id_).form for id_ in owned} <= {"LimitedCompany", "TradingPartnership", "FormNotStated"}


def test_the_page_of_the_report_is_small_and_the_same_twice(demo: Dataset, report_scene: Scene) -> None:
    page = html(report_scene)
    assert len(page.encode()) < 720_000
    assert page == html(demo.scene("sv"))


def test_nothing_but_offsets_of_the_report_is_in_the_page(report_scene: Scene) -> None:
    assert not any(
        len(words.split()) > 40 for edge in report_scene.edges for words in [edge.note.sv if edge.note else ""]
    )


def test_an_empty_dataset_is_an_empty_scene() -> None:
    store = EmbeddedStore.in_memory()
    empty = Dataset(store, Minter()).scene("en")
    assert (empty.nodes, empty.edges, layout(empty)) == ((), (), {})
    assert "<svg" in html(empty)


def test_scenes_are_equal_in_both_languages_but_for_the_language(demo: Dataset) -> None:
    assert scene(demo.store, demo.lookup, "en").edges == scene(demo.store, demo.lookup, "sv").edges


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Bounds.percent("24.5"), "24,5\u00a0%"),
        (Bounds(Fraction(0), Fraction(1), low_open=True, high_open=True), "mer än 0 och mindre än 100\u00a0%"),
        (Bounds(Fraction(1, 3), Fraction(2, 3)), "minst 33,33 och högst 66,67\u00a0%"),
        (Bounds.exactly(Fraction(1, 3)), "cirka 33,33\u00a0%"),
        (Bounds.exactly(1), "100\u00a0%"),
    ],
)
def test_bounds_are_said_no_narrower_than_they_are(share: Bounds, said: str) -> None:
    assert bounds_words(share).sv == said


def test_shares_and_periods_in_words() -> None:
    assert share_words(None, None, None).en == "share not stated"
    assert share_words(None, Decimal(10), None).sv == "10 till 100\u00a0%"
    assert [span_of(*span) for span in ((None, None), ("2024", "2024"), ("2023", "2025"), ("2023", None))] == [
        "",
        "2024",
        "2023–2025",
        "2023–",
    ]


def test_quotes_are_there_only_with_the_document_at_hand(report: Path, report_scene: Scene, tmp_path: Path) -> None:
    assert all(cited.quote is None for edge in report_scene.edges for cited in edge.evidence)
    told = quoted(report_scene, report)
    text = report.read_text(encoding="utf-8")
    for edge in told.edges:
        for cited in edge.evidence:
            if cited.start is not None:
                assert cited.quote == " ".join(text[cited.start : cited.end].split())[:600]
    other = tmp_path / "other.txt"
    other.write_text("not the report", encoding="utf-8")
    with pytest.raises(DocumentError, match="no statement was read from this file"):
        quoted(report_scene, other)


def test_a_right_to_decide_is_a_relation_of_its_own_with_how_much(town: Dataset) -> None:
    scene = town.scene("sv")
    labels = {node.id: node.label.sv for node in scene.nodes}
    told = {
        (labels[edge.source], labels[edge.target]): edge.role_text.sv if edge.role_text else None
        for edge in scene.edges
        if edge.kind == "hasRightOver"
    }
    assert told["Granby kommun", "Granbystiftelsen"] == "rätt att utse styrelse: 2 av 3"
    assert told["Staten", "Granbystiftelsen"] == "rätt att utse styrelse", "how much is not stated"
    assert told["Region Exempel", "Granby Elnät ekonomisk förening"] == "rätt till röster: 50 till 100\u00a0%"
    assert not [edge for edge in scene.edges if edge.kind == "hasRightOver" and (edge.share_text or edge.lower)]
    carried = payload(scene, {}, Opening())
    assert "hasRightOver" in carried["strokes"]
    assert carried["words"]["verb.hasRightOver"] == ["har rätt att bestämma i", "has a right to decide in"]


def test_a_page_without_rights_carries_nothing_of_them(report_scene: Scene) -> None:
    carried = payload(report_scene, {}, Opening())
    assert "hasRightOver" not in carried["strokes"]
    assert not [key for key in carried["words"] if key.endswith("hasRightOver")]


def test_networkx_is_given_rights_with_their_code_and_seats(town: Dataset) -> None:
    edges = {key.rpartition("/")[2]: data for _, _, key, data in town.to_networkx().edges(keys=True, data=True)}
    assert edges["stiftelsen-granby"] == {
        "kind": "hasRightOver", "right": "BoardAppointment", "seats": Decimal(2), "board": Decimal(3)
    }  # fmt: skip
    assert (edges["el-region"]["right"], edges["el-region"]["low"]) == ("VotingRight", Decimal(50))
