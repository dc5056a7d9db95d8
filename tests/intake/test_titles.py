"""Projects that only a title, a heading over a sheet or a sentence names; on made-up text."""

from __future__ import annotations

import pytest

from regiongraf.intake import text
from regiongraf.intake.gazetteer import gazetteer
from regiongraf.intake.titles import name_of, named_projects


def named(page: str) -> dict[str, str]:
    """By form, the name of the project that it stands for."""
    document = text.document("page", page)
    blocks = [(block, document.text[block.start : block.end]) for block in document.blocks]
    return {form: entity.name for form, entity in named_projects(blocks, document.text, gazetteer(()))}


SHEET = "\n\nSnart är vi klara.\n\nÄgare till projektet: Lillviks högskola\n\nTid: 2022–2024\n"


@pytest.mark.parametrize(
    ("page", "project"),
    [
        ("ÅKERBRO – mat från nära håll\n\nI två år har ÅKERBRO pågått. Nu är projektet slut.\n", "ÅKERBRO"),
        ("Skolmat utan svinn" + SHEET, "Skolmat utan svinn"),
        ("Stigar för alla – delprojekt två" + SHEET, "Stigar för alla"),
        ("Nyheter\n\nFörstudie – Lin och hampa i Bergtull\nVem: Stiftelsen Lin\n", "Lin och hampa i Bergtull"),
        ("Lillvik växer\n\nSedan maj pågår ett projekt som heter Nära Skog. Det är nytt.\n", "Nära Skog"),
        (
            "Lillvik växer\n\nVi har sökt medel till projektet, ”Vägar till jobb för unga”, i år.\n",
            "Vägar till jobb för unga",
        ),
        ("Lillvik grows\n\nWork in the SAWLINE project goes on.\n", "SAWLINE"),
        ("Lillvik växer\n\nNya stigar heter projektet, och det är klart i maj.\n", "Nya stigar"),
        ("Tre får medel till projekt\n\nLin och hampa\nSökande: Lillviks högskola\n", "Lin och hampa"),
        ("Lillvik växer\n\nTrålen, ett projekt för fiskare, är i hamn.\n", "Trålen"),
    ],
)
def test_what_names_a_project(page: str, project: str) -> None:
    assert project in named(page).values()


@pytest.mark.parametrize(
    "page",
    [
        "Lillviks högskola\n\nLillviks högskola leder projektet.\n",  # a body, not a project
        "Lillvik får 3 miljoner kronor\n\nProjektet i Lillvik får 3 miljoner kronor.\n",  # a headline
        "Skolmat utan svinn\n\nSkolmat utan svinn är vad alla vill ha.\n",  # nothing calls it a project
        "Om projektet" + SHEET,
        "12 maj 2024" + SHEET,
    ],
)
def test_what_names_none(page: str) -> None:
    assert named(page) == {}


def test_every_form_of_a_title_stands_for_the_project() -> None:
    assert name_of("Projekt Rent vatten – steg 2") == ("Rent vatten", ("Rent vatten", "Rent vatten – steg 2"))
    long = "Digital Care in the North"
    assert name_of(f"{long} (DICAN)") == (long, (long, "DICAN", f"{long} (DICAN)"))
