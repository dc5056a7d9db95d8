"""PNG and PDF of our own pictures: the same everywhere, with their title, source and licence."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from regiongraf.errors import PageError
from regiongraf.view.drawing import money_svg, tree_svg
from regiongraf.view.model import Scene
from regiongraf.view.picture import lines_of, width_of
from regiongraf.view.rendering import SCALE, rendered


@pytest.fixture(scope="module")
def svg(county: Scene) -> str:
    return tree_svg(county, next(node for node in county.nodes if node.label.sv == "Almi Test AB"), "up")


def test_svg_is_itself(svg: str) -> None:
    assert rendered(svg, ".SVG").decode() == svg


def test_a_png_is_twice_as_large_and_tells_where_it_is_from(svg: str) -> None:
    png = rendered(svg, ".png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    drawn = [float(svg.split(f' {side}="')[1].split('"')[0]) for side in ("width", "height")]
    assert (width, height) == pytest.approx([SCALE * side for side in drawn], abs=2)
    for told in ("Vem äger Almi Test AB?", "Källa: Rapporten, 2025-01-01 · CC0 1.0", "CC0 1.0"):
        assert told.encode() in png
    assert rendered(svg, ".png") == png


def test_letters_are_drawn_without_any_fonts_of_the_system(svg: str) -> None:
    blank = svg.replace("Almi", "").replace("Staten", "")
    assert rendered(svg, ".png") != rendered(blank, ".png")


@pytest.mark.parametrize("kind", ["tree", "money"])
def test_a_pdf_holds_its_text_as_text(county: Scene, svg: str, kind: str, tmp_path: Path) -> None:
    import pypdfium2

    drawn = svg if kind == "tree" else money_svg(county, None)
    file = tmp_path / "picture.pdf"
    file.write_bytes(rendered(drawn, ".pdf"))
    document = pypdfium2.PdfDocument(file)
    try:
        text = document[0].get_textpage().get_text_range()
        told = document.get_metadata_dict()
    finally:
        document.close()
    assert len(text) > 60
    assert "Rapporten, 2025-01-01" in text
    assert told["Subject"] == "Källa: Rapporten, 2025-01-01 · CC0 1.0"
    assert told["Title"] == ("Vem äger Almi Test AB?" if kind == "tree" else "Vart går pengarna? granted, 2024")
    assert rendered(drawn, ".pdf") == rendered(drawn, ".pdf")


@pytest.mark.parametrize("suffix", [".gif", "", ".html"])
def test_other_kinds_are_refused(svg: str, suffix: str) -> None:
    with pytest.raises(PageError, match="kind") as refused:
        rendered(svg, suffix)
    assert refused.value.hint


@pytest.mark.parametrize(("suffix", "library"), [(".png", "resvg_py"), (".pdf", "svglib.svglib")])
def test_without_the_extra_one_sentence_says_how(
    svg: str, suffix: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(PageError, match="not installed") as refused:
        rendered(svg, suffix)
    assert "regiongraf[picture]" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Staten", ["Staten"]),
        ("Region Västernorrland", ["Region", "Västernorrland"]),
        ("Samordningsförbundet Ånge", ["Samordnings-", "förbundet Ånge"]),
        ("Kommunalförbundet Kollektivtrafikmyndigheten Västernorrland", ["Kommunalförbundet", "Kollektivtrafikmynd…"]),
    ],
)
def test_names_keep_within_their_card(name: str, lines: list[str]) -> None:
    assert lines_of(name, 12.1, 2) == lines
    assert all(width_of(line) <= 13 for line in lines_of(name, 12.1, 2))


def test_a_name_of_one_endless_word_ends(svg: str) -> None:
    assert [line[-1] for line in lines_of("x" * 10_000, 12.1, 2)] == ["-", "…"]
    assert lines_of("", 12.1, 2) == [""]
