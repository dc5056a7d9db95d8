"""A workspace's settings: what they may say, and one clear message with file, line and setting when they are wrong."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from regiongraf.errors import WorkspaceError
from regiongraf.workspace import SETTINGS_FILE, Settings, Workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    return tmp_path


def _with(root: Path, settings: str | bytes) -> Workspace:
    (root / SETTINGS_FILE).write_bytes(settings.encode() if isinstance(settings, str) else settings)
    return Workspace.load(root)


def test_no_setting_is_needed(root: Path) -> None:
    workspace = _with(root, "")
    assert workspace.settings == Settings()
    assert workspace.dataset_folder == root / "dataset"
    assert workspace.minter.thing("organisation/a") == "https://w3id.org/regiongraf/id/organisation/a"


def test_settings_are_what_they_say(root: Path) -> None:
    (root / "uppgifter").mkdir()
    workspace = _with(
        root,
        'base = "https://data.ånge.se/graf/"\nfacts = "uppgifter"\ndataset = "../byggt"\nlanguages = ["sv"]\n',
    )
    assert workspace.minter.registry_graph == "https://data.ånge.se/graf/graph/registry"
    assert workspace.settings.languages == ("sv",)
    assert workspace.dataset_folder == root / "../byggt"


@pytest.mark.parametrize(
    ("settings", "parts"),
    [
        ('title = "x"\nbase = "https://data.example.se"\n', [":2 (base)", "/"]),
        ('base = "data.example.se/"', [":1 (base)"]),
        ('base = "ftp://example.se/"', [":1 (base)"]),
        ('base = "https://a b/"', [":1 (base)"]),
        ('base = "https://example.se/?q=/"', [":1 (base)"]),
        ('base = "https://example.se/%zz/"', [":1 (base)"]),
        ('\n\nlanguages = ["sv", "fi"]', [":3 (languages)", "fi"]),
        ("languages = []", [":1 (languages)"]),
        ('titel = "x"', [":1 (titel)"]),
        ("title = 5", [":1 (title)"]),
        ('facts = "nowhere"', [":1 (facts)", "nowhere"]),
        ("title = x", [SETTINGS_FILE]),
        (b'title = "\xe4"', [SETTINGS_FILE]),
    ],
)
def test_a_wrong_setting_names_its_line(root: Path, settings: str | bytes, parts: list[str]) -> None:
    with pytest.raises(WorkspaceError) as refusal:
        _with(root, settings)
    assert refusal.value.hint
    for part in parts:
        assert part in str(refusal.value)


def test_a_folder_without_settings_is_no_workspace(root: Path) -> None:
    with pytest.raises(WorkspaceError, match="no workspace") as refusal:
        Workspace.load(root)
    assert "regiongraf init" in str(refusal.value.hint)


def test_the_nearest_workspace_above_is_found(root: Path) -> None:
    _with(root, 'title = "outer"')
    inner = root / "facts" / "deep"
    inner.mkdir()
    assert Workspace.find(inner).settings.title == "outer"
    (root / "facts" / "facts").mkdir()
    _with(root / "facts", 'title = "inner"')
    assert Workspace.find(inner).settings.title == "inner"


def test_every_setting_is_documented(repository: Path) -> None:
    page = (repository / "docs" / "workspace.md").read_text(encoding="utf-8")
    assert [
        name for name in (each.name for each in fields(Settings)) if f"`{name}`" not in page and f"[{name}]" not in page
    ] == []
