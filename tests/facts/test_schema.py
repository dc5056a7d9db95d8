"""The JSON Schemas that editors check with: as published, and in step with what the reader takes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from regiongraf.apps.starting import start
from regiongraf.facts.schema import SCHEMAS, schema_text


def _validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(schema_text(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _toml(text: str) -> dict[str, Any]:
    """As an editor sees it: dates as text, figures as JSON numbers."""
    content: dict[str, Any] = json.loads(json.dumps(tomllib.loads(text), default=str))
    return content


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_what_the_command_prints(repository: Path, name: str) -> None:
    published = repository / "docs" / "schema" / f"{name}.schema.json"
    assert published.read_text(encoding="utf-8") == schema_text(name), f"run `regiongraf schema {name} > {published}`"


def test_the_example_workspace_is_valid(tmp_path: Path) -> None:
    list(start(tmp_path, "en"))
    for name, file in [
        ("facts", "exempel/facts.toml"),
        ("source", "exempel/source.toml"),
        ("registry", "registry/organisations.toml"),
        ("registry", "registry/groups.toml"),
        ("registry", "registry/places.toml"),
    ]:
        text = (tmp_path / "facts" / file).read_text(encoding="utf-8")
        assert list(_validator(name).iter_errors(_toml(text))) == [], file


def test_the_shipped_facts_are_valid(repository: Path) -> None:
    for file in sorted((repository / "graph" / "facts").rglob("*.toml")):
        name = "source" if file.name == "source.toml" else "registry" if file.parent.name == "registry" else "facts"
        errors = list(_validator(name).iter_errors(_toml(file.read_text(encoding="utf-8"))))
        assert [(file.name, error.json_path, error.message) for error in errors] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts", '[[ownership]]\nid = "a"\nowner = "b"\nowned = "c"\nshare = 120\n'),
        ("facts", '[[ownership]]\nid = "a"\nowner = "b"\nowned = "c"\nshare = "24,5"\n'),
        ("facts", '[[ownership]]\nid = "a"\nowner = "b"\nowned = "c"\n'),
        ("facts", '[[ownership]]\nid = "A B"\nowner = "b"\nowned = "c"\nshare = 5\n'),
        ("facts", '[[ownership]]\nid = "a"\nowner = "b"\nowned = "c"\nshare = 5\nvalid = "i fjol"\n'),
        ("facts", '[[ägande]]\nid = "a"\n'.replace("ä", "a")),
        ("registry", '[[organisation]]\nid = "a"\nname = "A"\nform = "AB"\nform_basis = "FormByName"\n'),
        ("source", 'id = "a"\n'),
    ],
)
def test_what_the_reader_refuses_an_editor_marks(name: str, text: str) -> None:
    assert list(_validator(name).iter_errors(_toml(text))) != []
