"""The main job from beginning to end on the shipped report: build, check, ask, see, export."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from regiongraf.apps import terminal
from regiongraf.apps.starting import make_folder
from regiongraf.build import build
from regiongraf.checks import check
from regiongraf.dataset import open_dataset
from regiongraf.figures import Language
from regiongraf.files import write_text
from regiongraf.publishing import export
from regiongraf.publishing.publish import publish
from regiongraf.resources import shelf
from regiongraf.store.publication import current_build, text_of_build
from regiongraf.view.page import write
from regiongraf.words import Words
from regiongraf.workspace import SETTINGS_FILE, Workspace

SETTINGS = """\
title = "Region Västernorrland i Ånge"
publisher = "region-vasternorrland"
licence = "http://creativecommons.org/publicdomain/zero/1.0/"

[catalogue]
title_en = "Region Västernorrland in Ånge"
description = "Vem äger, finansierar och samarbetar med vem, läst ur en rapport om regionens arbete i Ånge kommun."
description_en = "Who owns, funds and works with whom, read from a report on the region's work in Ånge municipality."
# Regionen har skrivit rapporten men ger inte ut detta. · The region wrote the report and does not publish this.
publisher_name = "regiongrafs exempel"
publisher_type = "NonProfitOrganisation"
keywords = ["ägande", "bidrag", "samarbete", "region"]
keywords_en = ["ownership", "grants", "cooperation", "region"]
themes = ["GOVE", "REGI"]
temporal = "2025"
availability = "EXPERIMENTAL"

[catalogue.contact]
name = "Exempel på kontakt"
email = "contact@example.org"
"""
ASKED = (("who-owns", "Almi Mitt AB"), ("who-owns", "Norrtåg AB"))
Echo = Callable[[str], None]


def run(folder: Path, language: Language, echo: Echo) -> None:
    """Do the main job in `folder`, which is made a workspace if it is none yet.

    Raises WorkspaceError when the folder holds something else.
    """
    workspace = _workspace(folder)
    echo(_heading(Words("1 · Bygg", "1 · Build"), language))
    for line in terminal.build_report(build(workspace), language):
        echo(line)
    echo(_heading(Words("2 · Kontrollera", "2 · Check"), language))
    for line in terminal.check_report(check(workspace), language):
        echo(line)
    echo(_heading(Words("3 · Fråga", "3 · Ask"), language))
    dataset = open_dataset(folder)
    for question, argument in ASKED:
        echo(click.style(f'$ {_command(folder)} ask {question} "{argument}"', bold=True))
        terminal.print_answer(dataset.ask(question, argument, language=language).answer)
        echo("")
    echo(_heading(Words("4 · Se och publicera", "4 · See and publish"), language))
    scene = dataset.scene(language)
    write(scene, folder / "network.html")
    seen = Words("nätverket, öppna det i en webbläsare; inget nät behövs", "the network; open it in a browser, offline")
    echo(f"{folder / 'network.html'}: {seen.said(language)}")
    nquads = text_of_build(current_build(workspace.dataset_folder))
    write_text(folder / "export.ttl", export(nquads, workspace.minter, "turtle"))
    echo(f"{folder / 'export.ttl'}: {Words('samma sak som Turtle', 'the same as Turtle').said(language)}")
    site = publish(workspace, folder / "site", os.environ)
    pages = Words(
        f"en webbplats med {site.pages} sidor och en katalog för dataportaler",
        f"a web site of {site.pages} pages and a catalogue for data portals",
    )
    echo(f"{folder / 'site' / 'index.html'}: {pages.said(language)}")
    echo(_heading(Words("Sedan", "Next"), language))
    following = {
        f"{_command(folder)} ask": Words(
            f"räknar upp {len(dataset.questions)} färdiga frågor",
            f"lists {len(dataset.questions)} ready-made questions",
        ),
        f"{_command(folder)} query FILE": Words("kör egen SPARQL", "runs SPARQL of your own"),
        f"{_command(None)} init DIR": Words("skapar en egen arbetsyta", "starts a workspace of your own"),
    }
    width = max(map(len, following))
    for command, told in following.items():
        echo(f"{command:{width}}   {told.said(language)}")


def _heading(text: Words, language: Language) -> str:
    return f"\n{click.style(text.said(language), bold=True)}"


def _workspace(folder: Path) -> Workspace:
    """The demo's workspace: the shipped facts, copied on the first run so that they can be changed and built again."""
    if not (folder / SETTINGS_FILE).is_file():
        make_folder(folder)
        _copy(shelf("facts"), folder / "facts")
        write_text(folder / SETTINGS_FILE, SETTINGS)
    return Workspace.load(folder)


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir()
    for entry in source.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())


def _command(folder: Path | None) -> str:
    """How the user calls this command from where they stand."""
    here = "regiongraf" if shutil.which("regiongraf") else os.path.relpath(sys.argv[0])
    return here if folder is None else f"{here} -w {folder}"
