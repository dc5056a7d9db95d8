"""JSON Schemas of the files that hold records, so that editors check them while somebody types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from regiongraf.facts.shelves import REGISTRY_TABLES
from regiongraf.model import RECORD_KINDS, Source

SCHEMAS = ("facts", "registry", "source")
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ID = "https://w3id.org/regiongraf/schema/"
_TITLES = {
    "facts": "regiongraf: the records of a work (facts.toml)",
    "registry": "regiongraf: organisations, groups and places (registry/*.toml)",
    "source": "regiongraf: a work and its documents (source.toml)",
}


def schema_text(name: str) -> str:
    """The JSON Schema called `name`, one of `SCHEMAS`, as text; KeyError for another name."""
    frame = {"$schema": _DRAFT, "$id": f"{_ID}{name}.schema.json", "title": _TITLES[name]}
    body = Source.model_json_schema() if name == "source" else _tables(_kinds(name))
    body.pop("title", None)
    return json.dumps({**frame, **body}, ensure_ascii=False, indent=2) + "\n"


def _kinds(name: str) -> Mapping[str, type[BaseModel]]:
    return RECORD_KINDS if name == "facts" else REGISTRY_TABLES


def _tables(kinds: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
    """A file in which each kind is an array of tables."""
    by_model, definitions = models_json_schema([(model, "validation") for model in kinds.values()])
    properties = {
        kind: {"type": "array", "items": by_model[(model, "validation")], "description": (model.__doc__ or "").strip()}
        for kind, model in kinds.items()
    }
    return {"type": "object", "additionalProperties": False, "properties": properties, **definitions}
