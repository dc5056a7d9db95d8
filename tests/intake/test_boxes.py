"""Organisation charts and figure boxes, on made-up text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from regiongraf.intake import Candidate, read
from regiongraf.intake.layout import is_poured
from regiongraf.intake.pipeline import read_document

CHART = """
Ekhults kommun är med i flera verksamheter. Region Norrmark är med i samma.

Regional utveckling

Skogsrådet,
nätverk

Norrtåg Skog AB,

ägs av Region Norrmark

Samordningsförbundet
Sollefteå

Finansiell samordning av
rehabilitering, mellan
Arbetsförmedlingen,

Region Norrmark och aktuell

kommun

Skogsarkivet i
Norrmark,
ideell förening

Ljusnätet Syd AB
ägs av den ideella föreningen
Gruvan med Region Norrmark
som medlem.

Skogsringen EGTS,
gränsregionalt forum
med ett 50-tal medlemmar i 24 länder
"""


def of_kind(found: list[Candidate], kind: str) -> list[tuple[str | None, str | None]]:
    return [(candidate.subject, candidate.object) for candidate in found if candidate.kind == kind]


def test_each_box_of_a_chart_names_a_body_and_its_stated_form(facts_of: Callable[[str], list[Candidate]]) -> None:
    assert of_kind(facts_of(CHART), "organisation") == [
        ("Skogsrådet", None),
        ("Norrtåg Skog AB", None),
        ("Samordningsförbundet Sollefteå", None),
        ("Skogsarkivet i Norrmark", "ideell förening"),
        ("Ljusnätet Syd AB", None),
        ("föreningen Gruvan", "ideell förening"),
        ("Skogsringen EGTS", None),
    ]


def test_the_municipality_concerned_is_that_of_the_box(facts_of: Callable[[str], list[Candidate]]) -> None:
    members = of_kind(facts_of(CHART), "membership")
    assert ("Sollefteå kommun", "Samordningsförbundet Sollefteå") in members
    assert ("Arbetsförmedlingen", "Samordningsförbundet Sollefteå") in members


def test_a_box_counts_its_members_approximately(facts_of: Callable[[str], list[Candidate]]) -> None:
    counts = [c for c in facts_of(CHART) if c.rule == "box.count"]
    assert [(c.subject, c.value, c.approx) for c in counts] == [
        ("Skogsringen EGTS", 50, True),
        ("Skogsringen EGTS", 24, False),
    ]


def test_two_framed_lines_are_no_chart(facts_of: Callable[[str], list[Candidate]]) -> None:
    text = "Ekhults kommun bygger.\n\nSkogsringen AB,\nhar kontor\n\nEkhults kommun växer med 300 invånare om året."
    assert of_kind(facts_of(text), "organisation") == []


FIGURES = """
Region Norrmark berättar om sitt arbete. Region Norrmark ger stöd till kulturen. Region Norrmark ger också råd.

INSATSER GENOM SKOGSFINANS

Skogsfinans AB lånar ut pengar till små företag.

Insatser genom Skogsfinans AB 2022-2024

58
kundmöten

6,2
Mkr beviljade lån

Kultur i hela länet

35
aktiviteter för äldre

270 000
kr i projekt- och

verksamhetsstöd
"""


def test_a_figure_belongs_to_the_body_and_the_years_of_its_heading(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = [c for c in facts_of(FIGURES) if c.kind == "indicator"]
    assert [(c.subject, c.value, c.period) for c in found] == [
        ("Skogsfinans AB", 58, ("2022", "2024")),
        ("Skogsfinans AB", Decimal(6200000), ("2022", "2024")),
        ("Region Norrmark", 35, None),
    ]


def test_a_grant_in_a_box_is_the_issuers_unless_the_prose_tells_more(
    facts_of: Callable[[str], list[Candidate]],
) -> None:
    (grant,) = [c for c in facts_of(FIGURES) if c.kind == "funding"]
    assert (grant.subject, grant.object, grant.amount, grant.level) == ("Region Norrmark", None, 270000, "check")
    told = FIGURES + "\nEkhults Teater AB beviljas 270 000 kronor av Region Norrmark.\n"
    assert [c.object for c in facts_of(told) if c.kind == "funding"] == ["Ekhults Teater AB"]


PIECES = """
Skogsrådet AB, nätverk för skogen

Kommunalförbundet Skogsvatten, Blå Tur Förbundet bildat av Region Norrmark

Samordningsförbundet Sollefteå

Skogsarkivet i Norrmark, ideell förening

Norrtåg Skog AB, ägs genom Blå Tur
"""


def test_pieces_that_begin_with_bodies_are_a_chart_without_frames(facts_of: Callable[[str], list[Candidate]]) -> None:
    found = facts_of(PIECES)
    assert len(of_kind(found, "organisation")) == 5
    assert of_kind(found, "ownership") == [("Kommunalförbundet Skogsvatten", "Norrtåg Skog AB")]


def test_sentences_that_begin_with_bodies_are_no_chart(facts_of: Callable[[str], list[Candidate]]) -> None:
    text = "\n\n".join(f"Skogens Bolag {name} AB arbetar med skog." for name in "ABCDEF")
    assert of_kind(facts_of(text), "organisation") == []


def test_a_figure_and_its_words_may_be_two_pieces(facts_of: Callable[[str], list[Candidate]]) -> None:
    text = "\n\n".join(("Insatser genom Skogsfinans AB 2022-2024", "58", "kundmöten", "6,2", "Mkr beviljade lån"))
    found = [c for c in facts_of(text) if c.kind == "indicator"]
    assert [(c.subject, c.value) for c in found] == [("Skogsfinans AB", 58), ("Skogsfinans AB", Decimal(6200000))]


@pytest.mark.parametrize("form", ["pre", "paragraphs"])
def test_text_poured_into_a_page_is_read_as_the_text_is(
    facts_of: Callable[[str], list[Candidate]], tmp_path: Path, form: str
) -> None:
    text = f"{CHART}\nVattenringen AB,\n\nägs av Region Norrmark\n\nLjusnätet Nord AB,\n\nägt av Ekhults kommun\n"
    told = {(c.kind, c.subject, c.object) for c in facts_of(text)}
    paragraphs = (part.replace("\n", "<br>") for part in text.strip().split("\n\n"))
    body = f"<pre>{text}</pre>" if form == "pre" else "".join(f"<p>{part}</p>" for part in paragraphs)
    page = tmp_path / "a.html"
    page.write_text(f"<!doctype html><meta charset=utf-8>{body}", encoding="utf-8")
    assert {(c.kind, c.subject, c.object) for c in read_document(read(page), ()).candidates} == told


def test_paragraphs_that_begin_with_capitals_are_not_poured() -> None:
    assert not is_poured([("Skogsbuss AB", True), ("Lillviks kommun", True), ("och mer", True), ("kr", True)])
    assert is_poured([("och mer", True)] * 4)
    assert not is_poured([("och mer", False)] * 4)
