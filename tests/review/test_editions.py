from __future__ import annotations

import io
import random
from datetime import date
from html import escape
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Desk
from tests.review.conftest import FIRST, SECOND, Reviewer, text

from regiongraf.documents import anchor
from regiongraf.facts import load
from regiongraf.intake import read
from regiongraf.intake.document import Document
from regiongraf.resources import shelf
from regiongraf.review.editions import Text

WORDS = st.sampled_from(
    [
        "Skogsbuss",
        "AB",
        "ägs",
        "av",
        "Region",
        "Norrskog",
        "(60",
        "%)",
        "och",
        "kommunen",
        "95",
        "000",
        "kronor,",
        "2023",
        "Å-vik",
    ]
)


@given(st.lists(WORDS, min_size=12, max_size=60), st.data())
def test_a_span_is_found_where_it_stands_whatever_the_spacing(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 6))
    stop = data.draw(st.integers(start + 4, len(words)))
    one = " ".join(words)
    begin = len(" ".join(words[:start])) + bool(start)
    evidence = anchor(one, begin, len(" ".join(words[:stop])))
    other = "\n".join(words)
    found = Text(other).find([evidence])[evidence]
    assert other[found.start : found.end].split() == one[evidence.start : evidence.end].split()


@given(st.integers(0, 2**32))
def test_paragraphs_in_another_order_are_all_found(seed: int) -> None:
    paragraphs = [
        f"Bolaget {n}{chr(97 + n)} AB ägs av Region Norrskog till {n + 20} procent sedan flera år." for n in range(20)
    ]
    whole = "\n\n".join(paragraphs)
    wanted = {anchor(whole, whole.index(p), whole.index(p) + len(p)): p for p in paragraphs}
    moved = paragraphs[:]
    random.Random(seed).shuffle(moved)  # noqa: S311 - an order, no secret
    other = "\n\n".join(moved)
    found = Text(other).find(wanted)
    assert {other[f.start : f.end] for f in found.values()} == set(paragraphs)
    assert all(other[found[e].start : found[e].end] == p for e, p in wanted.items())


def test_a_changed_figure_is_not_found_and_a_short_span_needs_its_place() -> None:
    whole = "Teater Tallen får 95 000 kronor. Dans i Skog får 40 000 kronor."
    evidence = anchor(whole, 18, 24)
    assert Text("Teater Tallen får 97 500 kronor.").find([evidence]) == {}
    assert Text("Helt andra ord om 95 000 saker i en annan del av en annan text.").find([evidence]) == {}
    moved = "Nytt stycke om annat. Teater Tallen får 95 000 kronor. Dans i Skog får nu 50 000 kronor."
    (found,) = Text(moved).find([evidence]).values()
    assert found.start == moved.index("95 000")


def test_the_text_of_the_report_as_a_pdf_keeps_its_anchors(report: Path, tmp_path: Path) -> None:
    """At least 97 of 100 spans of the reviewed records are found in a PDF of the same report."""
    document = read(report)
    printed = tmp_path / "report.pdf"
    printed.write_bytes(as_pdf(document))
    works = {work.id: work for work in load(shelf("facts")).works}
    spans = {span for located in works["rvn-ange-2025"].records for span in located.record.evidence}
    other = read(printed).text
    found = Text(other).find(spans)
    assert len(found) >= 0.97 * len(spans), f"{len(found)} of {len(spans)}"
    words = {span: document.text[span.start : span.end].split() for span in found}
    same = sum(other[f.start : f.end].split() == words[span] for span, f in found.items())
    assert same >= 0.97 * len(spans)


def as_pdf(document: Document) -> bytes:
    """A document set in paragraphs and tables."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    styles, story = getSampleStyleSheet(), []
    for block in document.blocks:
        if block.rows:
            story.append(Table([[document.text[a:b] for a, b in row] for row in block.rows]))
            continue
        joint = "<br/>" if block.kind.value in ("box", "label", "chart") else " "
        style = styles["Heading2" if block.kind.value == "heading" else "BodyText"]
        story.append(Paragraph(joint.join(escape(document.text[a:b]) for a, b in block.lines), style))
        story.append(Spacer(1, 6))
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


def test_a_new_edition_keeps_what_holds_and_opens_the_rest(review: Reviewer, folder: Path) -> None:
    first = review(text(FIRST))
    clashing = {key for conflict in first.conflicts for key in conflict.items}
    for item in first.items:
        if item.verdict.state == "open" and item.key not in clashing:
            decision = first.proposal(item.draft)
            for choice in (choice for names in decision.names.values() for choice in names):
                if first.register.certain(choice["name"]) is None:
                    choice |= {"new": choice["name"]}
            first.accept(item.key, decision)
    before = {r.key: r for _, located in first.shelf.corpus.records() for r in [located.record]}
    second = review(text(SECOND), "skog-2.txt", described=False, edition_of="skog")
    assert second.document_id is None
    second.describe("Skogens bolag", "", date(2025, 12, 31))
    after = {r.key: r for _, located in second.shelf.corpus.records() for r in [located.record]}
    assert set(after) == set(before)
    unread = {"evidence", "as_of"}
    for key, record in before.items():
        assert record.model_dump(exclude=unread) == after[key].model_dump(exclude=unread)
    opened = {one.record.record: one.record.what for one in second.decisions.open}
    assert {key for key, what in opened.items() if what == "lost"} == {
        "ownership/granvik-vatten-ab-bergtulls-kommun",
        "ownership/granvik-vatten-ab-lillviks-kommun",
    }
    assert all("tallens-bostader" not in key and "bergtull-energi" not in key for key in opened)
    kept = after["ownership/bergtull-energi-ab-region-norrskog"].evidence[0]
    assert (kept.document, kept.page) == ("skog-2", 3)
    lost = after["ownership/granvik-vatten-ab-bergtulls-kommun"]
    assert lost.evidence[0].document == "skog"
    assert str(lost.as_of.end) == "2024-12-31" if lost.as_of else False
    told = Desk(folder).run("check")
    assert told.code == 1
    assert told.out.count("ERROR") == len(opened)
    for one in list(second.decisions.open):
        second.settle(one.record.id, "keep")
    assert Desk(folder).run("check").code == 0
    states = {item.key: item.verdict.state for item in second.items}
    assert "rejected" not in {
        states[i.key] for i in second.items if "Bergtull Energi AB" in i.draft.names.get("owned", [])
    }


def test_taking_a_new_edition_over_is_one_step_back(review: Reviewer) -> None:
    first = review(text(FIRST))
    first.accept(first.items[3].key)
    before = {p: p.read_bytes() for p in first.shelf.facts.rglob("*.toml")}
    second = review(text(SECOND), "skog-2.txt", described=False, edition_of="skog")
    second.describe("Skogens bolag", "", date(2025, 12, 31))
    second.undo()
    assert {p: p.read_bytes() for p in first.shelf.facts.rglob("*.toml")} == before


def test_a_renamed_body_is_suggested_by_its_owners_and_keeps_its_records(review: Reviewer) -> None:
    before = "Granvik Vatten AB ägs av Bergtulls kommun (70 %) och Lillviks kommun (30 %).\n"
    after = "Norra Åns Reningsverk AB ägs av Bergtulls kommun (70 %) och Lillviks kommun (30 %).\n"
    first = review(before)
    first.accept(first.items[0].key)
    first.accept_all([item.key for item in first.items[1:]])
    second = review(after, "skog-2.txt", described=False, edition_of="skog")
    second.describe("Skogens bolag", "", date(2025, 12, 31))
    assert len(second.decisions.open) == 2
    (near,) = second.near("Norra Åns Reningsverk AB")
    assert (near.id, near.reason) == ("granvik-vatten-ab", "relations")
    for item in second.items:
        decision = second.proposal(item.draft)
        decision.names["owned"] = [{"id": "granvik-vatten-ab", "name": "Norra Åns Reningsverk AB"}]
        second.accept(item.key, decision)
    assert second.decisions.open == ()
    records = [located.record for _, located in second.shelf.corpus.records()]
    assert len(records) == 2
    assert {record.as_of for record in records} == {None}
    assert second.register.entries["granvik-vatten-ab"].aliases == ("Norra Åns Reningsverk AB",)
