"""Records files edited as text: one block in, out or changed, and every other character left as a person wrote it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from regiongraf.intake.candidate import plain
from regiongraf.model import Record

HEADER = re.compile(r"^[ \t]*\[\[\s*([A-Za-z_]+)\s*\]\]", re.MULTILINE)
_ID = re.compile(r'^[ \t]*id\s*=\s*"([^"]*)"', re.MULTILINE)
_OWN = re.compile(r"(?:[ \t]*(?:#.*)?\n)*\Z")
"""What trails a block: empty lines, and comments that may belong to the next."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a records file: `start` and `end` are offsets in the file's text, comments behind it left out."""

    kind: str
    id: str
    start: int
    end: int
    text: str

    def values(self) -> dict[str, Any]:
        """The table's fields as TOML holds them, figures as Decimal."""
        found: dict[str, Any] = tomllib.loads(self.text, parse_float=Decimal)[self.kind][0]
        return found


def blocks(text: str) -> list[Block]:
    """The blocks of a records file, in its order."""
    heads = list(HEADER.finditer(text))
    found = []
    for number, head in enumerate(heads):
        stop = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        body = text[head.start() : stop]
        own = body[: _trail(body)]
        named = _ID.search(own)
        found.append(Block(head[1], named[1] if named else "", head.start(), head.start() + len(own), own))
    return found


def _trail(body: str) -> int:
    """Where what trails a block begins."""
    lines = body.splitlines(keepends=True)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return sum(map(len, lines))


def find(text: str, kind: str, id_: str) -> Block | None:
    """The block of one record, or None."""
    return next((block for block in blocks(text) if (block.kind, block.id) == (kind, id_)), None)


def insert(text: str, block: str, after: Block | None) -> str:
    """`text` with a block behind `after`, or at its end."""
    block = block.rstrip("\n") + "\n"
    if after is None:
        head = text.rstrip("\n")
        return f"{head}\n\n{block}" if head else block
    front, rest = text[: after.end], text[after.end :].lstrip("\n")
    front = front if front.endswith("\n") else front + "\n"
    return f"{front}\n{block}" + (f"\n{rest}" if rest else "")


def replace(text: str, old: Block, block: str) -> str:
    """`text` with one block written anew."""
    return (
        text[: old.start]
        + block.rstrip("\n")
        + "\n"
        + text[old.end :].removeprefix("\n" * (text[: old.end][-1:] != "\n"))
    )


def remove(text: str, old: Block) -> str:
    """`text` without one block and the empty lines behind it."""
    rest = text[old.end :].lstrip("\n")
    front = text[: old.start]
    return front + rest if rest else front.rstrip("\n") + "\n" * bool(front.strip())


def emit(kind: str, model: type[BaseModel], values: Mapping[str, Any]) -> str:
    """A record as a block of TOML: fields in the order of its class, what is None left out."""
    unknown = set(values) - set(model.model_fields)
    assert not unknown, f"{kind} has no {unknown}"
    said = {field: value for field in order(model) if (value := values.get(field)) is not None and value != []}
    return "\n".join([f"[[{kind}]]", *(f"{field} = {_toml(value)}" for field, value in said.items())]) + "\n"


def order(model: type[BaseModel]) -> list[str]:
    """The fields in the order that they are written: the id, what the record says, how it is known, and where last."""
    fields = list(model.model_fields)
    frame = [field for field in Record.model_fields if field not in ("id", "evidence")] if "rank" in fields else []
    last = [*(field for field in LAST if field in frame), *(field for field in frame if field not in LAST)]
    own = [field for field in fields if field not in (*frame, "evidence")]
    return [*own, *last, *(["evidence"] if "evidence" in fields else [])]


LAST = ("valid", "as_of", "rank", "derivation", "refines", "conflicts_with", "basis_note", "note", "note_en")


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items() if item is not None) + " }"
    items = [_toml(item) for item in value]
    if len(items) > 1 and isinstance(value[0], Mapping):
        return "[\n" + "".join(f"  {item},\n" for item in items) + "]"
    return "[" + ", ".join(items) + "]"


def with_field(block: str, kind: str, model: type[BaseModel], field: str, value: Any) -> str:
    """A block with one field set, or left out where `value` is None; its other lines and comments stay as they are."""
    lines = block.splitlines(keepends=True)
    span = _field_lines(lines, field)
    new = [] if value is None else [f"{field} = {_toml(value)}\n"]
    if span is not None:
        return "".join([*lines[: span[0]], *new, *lines[span[1] :]])
    fields = order(model)
    before = fields[: fields.index(field)]
    ends = [found[1] for name in before if (found := _field_lines(lines, name))]
    at = max(ends, default=1)
    return "".join([*lines[:at], *new, *lines[at:]])


def _field_lines(lines: list[str], field: str) -> tuple[int, int] | None:
    """The lines of `field = …` in the block's own table, the end exclusive."""
    for start, line in enumerate(lines):
        if start and line.lstrip().startswith("[["):
            return None
        if re.match(rf"\s*{re.escape(field)}\s*=", line):
            for stop in range(start + 1, len(lines) + 1):
                try:
                    tomllib.loads("".join(lines[start:stop]))
                except tomllib.TOMLDecodeError:
                    continue
                return start, stop
    return None
