from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regiongraf.intake import text
from regiongraf.intake.document import BlockKind, view


def test_broken_words_are_joined_and_compounds_kept() -> None:
    assert view("Kollektivtrafikmyndig-\nheten", [(0, 22), (23, 28)]).text == "Kollektivtrafikmyndigheten"
    assert view("ett EU-\nperspektiv", [(0, 7), (8, 18)]).text == "ett EU-perspektiv"
    assert view("miljö-\noch hälsa", [(0, 6), (7, 16)]).text == "miljö- och hälsa"


@given(st.lists(st.text("abcåäö -\u00ad\u00a0", min_size=1, max_size=20), min_size=1, max_size=6))
def test_every_character_of_the_view_maps_to_where_it_came_from(lines: list[str]) -> None:
    whole = "\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 1
    shown = view(whole, spans)
    for offset, char in enumerate(shown.text):
        if char != " ":
            assert whole[shown.at(offset)] == char


@given(st.text(max_size=300))
def test_any_text_is_cut_into_blocks_inside_it(words: str) -> None:
    document = text.document("x", words)
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(words)


def test_blocks_of_a_page() -> None:
    document = text.document(
        "x",
        "BOLAG\n\nSkogsbuss AB ägs av Region Norrskog och kör bussar i hela länet, också på natten.\n\n"
        "Mottagare      Belopp\nTeater Tallen  95 000\n\n58\nkundmöten\n\nSkogsvatten AB,\nägs av Lillvik\n",
    )
    assert [block.kind for block in document.blocks] == [
        BlockKind.HEADING, BlockKind.PROSE, BlockKind.TABLE, BlockKind.LABEL, BlockKind.BOX,
    ]  # fmt: skip


def test_form_feeds_are_pages() -> None:
    document = text.document("x", "Första sidan.\fAndra sidan.")
    assert [page.number for page in document.pages] == [1, 2]
    assert document.page_of(0) == 1
    assert document.page_of(16) == 2
    assert document.pages[0].sha256 != document.pages[1].sha256
