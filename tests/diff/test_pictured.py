"""Two datasets in one picture: what differs is marked as `regiongraf diff` tells it, and all of it is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import regiongraf
from regiongraf.apps.cli import main
from regiongraf.apps.starting import start
from regiongraf.build import build
from regiongraf.diff import changes, side
from regiongraf.view.model import Scene
from regiongraf.view.opening import opening_of
from regiongraf.workspace import Workspace

EDITS = {
    "share": (r"share = 60", "share = 50.5"),
    "owner": (r"(?s)\n\[\[ownership\]\]\n.*?(?=\n\[\[)", "\n"),
    "list": (r"(?s)\n\[\[list\]\].*", "\n"),
}


def workspace(folder: Path, *edits: str) -> Workspace:
    """The example of `regiongraf init`, its facts edited, built."""
    list(start(folder, "sv"))
    facts = folder / "facts" / "exempel" / "facts.toml"
    for edit in edits:
        changed = re.sub(*EDITS[edit], facts.read_text(encoding="utf-8"), count=1)
        assert changed != facts.read_text(encoding="utf-8")
        facts.write_text(changed, encoding="utf-8")
    made = Workspace.load(folder)
    build(made)
    return made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Workspace]:
    known: dict[tuple[str, ...], Workspace] = {}

    def of(*edits: str) -> Workspace:
        if edits not in known:
            known[edits] = workspace(tmp_path_factory.mktemp("-".join(edits) or "plain"), *edits)
        return known[edits]

    return of


def compared(new: Workspace, old: Workspace) -> Scene:
    dataset = regiongraf.open(new.root)
    return dataset.compared(dataset.scene(), side(str(old.root), None))


def test_a_share_that_changed_is_told_before_and_after(made: Callable[..., Workspace]) -> None:
    scene = compared(made("share"), made())
    (edge,) = [edge for edge in scene.edges if edge.change]
    assert edge.change == "changed"
    (difference,) = edge.differences
    assert (difference.what.sv, difference.before.sv, difference.after.sv) == ("andel", "60\u00a0%", "50,5\u00a0%")
    assert (difference.what.en, difference.before.en, difference.after.en) == ("share", "60%", "50.5%")
    assert edge.share_text is not None
    assert edge.share_text.sv == "50,5\u00a0%"


def test_what_is_added_one_way_is_removed_the_other(made: Callable[..., Workspace]) -> None:
    gone, come = compared(made("owner"), made()), compared(made(), made("owner"))
    removed = {edge.id for edge in gone.edges if edge.change == "removed"}
    assert removed
    assert removed == {edge.id for edge in come.edges if edge.change == "added"}
    assert {edge.id for edge in gone.edges} == {edge.id for edge in come.edges}
    assert {edge.id for edge in gone.edges if edge.is_active} == {edge.id for edge in gone.edges} - removed


def test_what_is_not_drawn_is_told_in_words(made: Callable[..., Workspace]) -> None:
    scene = compared(made("list"), made())
    assert scene.compared is not None
    assert [(told.change, told.text.sv) for told in scene.compared.others] == [("removed", "Exempelbolaget AB: ägare")]


@pytest.mark.parametrize("edit", EDITS)
def test_everything_that_diff_tells_is_on_the_page(made: Callable[..., Workspace], edit: str) -> None:
    scene = compared(made(edit), made())
    assert scene.compared is not None
    told = changes(side(str(made().root), None), side(str(made(edit).root), None))
    marked = {edge.statement for edge in scene.edges if edge.change} | {n.iri for n in scene.nodes if n.change}
    others = {other.text.sv for other in scene.compared.others}
    assert all(change.iri in marked or change.said in others for change in told)
    assert len(marked) + len(others) == len(told)


def test_the_same_facts_do_not_differ(made: Callable[..., Workspace]) -> None:
    scene = compared(made(), made())
    assert not [thing for thing in (*scene.edges, *scene.nodes) if thing.change]
    assert scene.compared is not None
    assert scene.compared.others == ()


def test_the_command_compares_with_what_diff_compares(
    made: Callable[..., Workspace], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export, page = tmp_path / "old.ttl", tmp_path / "page.html"
    assert main(["-w", str(made().root), "export", "-o", str(export)]) == 0
    for old in (str(export), str(made().root)):
        assert main(["-w", str(made("share").root), "view", "--compare", old, "-o", str(page), "--lang", "sv"]) == 0
        assert "jämfört med" in page.read_text(encoding="utf-8").split("</title>")[0]
        assert str(tmp_path) not in page.read_text(encoding="utf-8"), "a page names no folder of who made it"
    assert "äger (ändrad)" in page.read_text(encoding="utf-8"), "without JavaScript too"
    assert main(["-w", str(made().root), "view", "--compare", "no-such-thing", "-o", str(page)]) == 1
    assert "no-such-thing" in capsys.readouterr().err
    assert regiongraf.open(made("share").root).view(compare=export).html().count("jämfört med") > 0


def test_what_differs_shows_whatever_its_relation(made: Callable[..., Workspace]) -> None:
    from dataclasses import replace

    scene = compared(made("share"), made())
    assert opening_of(scene).changes == ()
    hidden = replace(scene, edges=tuple(replace(edge, kind="listed") for edge in scene.edges))
    assert (opening_of(hidden).off, opening_of(hidden).changes) == ((), ("same",))
