"""One decision as the texts that it makes of the records files. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from regiongraf.errors import RecordError, RecordErrors
from regiongraf.facts.reading import tables
from regiongraf.facts.shelves import REGISTRY_KINDS
from regiongraf.model import RECORD_KINDS, Form, FormBasis, Judgement, Source
from regiongraf.review import ledger
from regiongraf.review.blocks import Block, blocks, emit, find, insert, remove, replace, with_field
from regiongraf.review.naming import new_entry, slug
from regiongraf.review.shelf import Texts
from regiongraf.words import Words

ORGANISATIONS, GROUPS, FACTS = "registry/organisations.toml", "registry/groups.toml", "facts.toml"
JUDGEMENTS = "registry/judgements.toml"
AGENTS = ("organisation", "group")


class Change:
    """The records files while a decision is made on them: `texts` by path within the facts folder."""

    def __init__(self, texts: Texts) -> None:
        self.before = dict(texts)
        self.texts = dict(texts)

    # ── the registry ──

    def add_entry(self, name: str, form: str, *, stated: bool = False) -> str:
        """A new organisation or group; its id. `stated`: the document itself says the form."""
        state = None
        if form == Form.STATE_AGENCY.value:
            state = self._the_state() or self.add_entry("Staten", Form.STATE.value)
        id_ = slug(name, self._ids())
        kind, values = new_entry(name, form, id_, state)
        if stated and kind == "organisation":
            values["form_basis"] = FormBasis.STATED.value
        path = GROUPS if kind == "group" else ORGANISATIONS
        text = self.texts.get(path, "")
        self.texts[path] = insert(text, checked(kind, REGISTRY_KINDS[kind], values), None)
        return id_

    def add_alias(self, id_: str, name: str) -> None:
        """Let an entry be known by `name`, too."""
        for path, block in self._entries():
            values = block.values() if block.id == id_ else {}
            if values and name not in (values["name"], values.get("short"), *values.get("aliases", ())):
                aliases = [*values.get("aliases", ()), name]
                changed = with_field(block.text, block.kind, REGISTRY_KINDS[block.kind], "aliases", aliases)
                self.texts[path] = replace(self.texts[path], block, changed)
                return

    def judge(self, left: str, right: str, verdict: str, preferred: str | None, reason: Words) -> None:
        """Write down whether two entries are one body; a judgement on them that was there before is replaced."""
        for path in [path for path in self.texts if path.startswith("registry/")]:
            for block in reversed(blocks(self.texts[path])):
                values = block.values() if block.kind == Judgement.KIND else {}
                if values and {values["left"], values["right"]} == {left, right}:
                    self.texts[path] = remove(self.texts[path], block)
        taken = {b.id for path, t in self.texts.items() if path.startswith("registry/") for b in blocks(t)}
        values = {
            "id": slug(f"{left} {right}", taken), "left": left, "right": right, "verdict": verdict,
            "preferred": preferred, "reason": reason.sv, "reason_en": reason.en,
        }  # fmt: skip
        text = self.texts.get(JUDGEMENTS, "")
        self.texts[JUDGEMENTS] = insert(text, checked(Judgement.KIND, Judgement, values), None)

    def _ids(self) -> set[str]:
        return {block.id for _, block in self._entries()}

    def _the_state(self) -> str | None:
        states = (b.id for _, b in self._entries() if b.kind == "organisation" and b.values()["form"] == "State")
        return next(states, None)

    def _entries(self) -> list[tuple[str, Block]]:
        paths = sorted(path for path in self.texts if path.startswith("registry/"))
        found = ((path, block) for path in paths for block in blocks(self.texts[path]))
        return [(path, block) for path, block in found if block.kind in AGENTS]

    # ── records ──

    def ids_of(self, kind: str) -> set[str]:
        """Every id of a kind of record that is taken, in all works."""
        return {
            block.id
            for path, text in self.texts.items()
            if not path.startswith("registry/") and not path.endswith(("source.toml", ledger.FILE))
            for block in blocks(text)
            if block.kind == kind
        }

    def where(self, work: str, kind: str, id_: str) -> tuple[str, Block]:
        """The file and the block of a record; KeyError when there is none."""
        for path in sorted(self.texts):
            if path.startswith(f"{work}/") and path.count("/") == 1 and (found := find(self.texts[path], kind, id_)):
                return path, found
        raise KeyError(f"{kind}/{id_}")

    def founding_of(self, work: str, organisation: str) -> str | None:
        """The record that says who founded a body; None where there is none."""
        for path, text in self.texts.items():
            if path.startswith(f"{work}/") and path.count("/") == 1 and "[[founding]]" in text:
                for block in blocks(text):
                    if block.kind == "founding" and block.values()["organisation"] == organisation:
                        return f"founding/{block.id}"
        return None

    def add_record(self, work: str, kind: str, values: Mapping[str, Any]) -> str:
        """A new record in the order of the document; its key."""
        path = f"{work}/{FACTS}"
        text = self.texts.get(path, "")
        place = _place(values)
        before = [block for block in blocks(text) if _place(block.values()) <= place]
        found = blocks(text)
        if before or not found:
            text = insert(text, checked(kind, RECORD_KINDS[kind], values), before[-1] if before else None)
        else:
            first = found[0].start
            text = text[:first] + checked(kind, RECORD_KINDS[kind], values) + "\n" + text[first:]
        self.texts[path] = text
        return f"{kind}/{values['id']}"

    def set_fields(self, work: str, key: str, fields: Mapping[str, Any]) -> None:
        """Fields of a record written anew; one that is None is left out."""
        kind, _, id_ = key.partition("/")
        path, block = self.where(work, kind, id_)
        text = block.text
        for field, value in fields.items():
            text = with_field(text, kind, RECORD_KINDS[kind], field, value)
        _read(kind, RECORD_KINDS[kind], text)
        self.texts[path] = replace(self.texts[path], block, text)

    def values(self, work: str, key: str) -> dict[str, Any]:
        """The fields of a record as TOML holds them."""
        kind, _, id_ = key.partition("/")
        return self.where(work, kind, id_)[1].values()

    def remove_record(self, work: str, key: str) -> None:
        """Take a record out."""
        kind, _, id_ = key.partition("/")
        path, block = self.where(work, kind, id_)
        self.texts[path] = remove(self.texts[path], block)

    # ── the ledger and the source ──

    def note(self, work: str, kind: str, values: Mapping[str, Any]) -> None:
        """A block more in the ledger of a work; its id is minted of its number."""
        path = f"{work}/{ledger.FILE}"
        text = self.texts.get(path, "") or ledger.HEAD
        taken = {block.id for block in blocks(text)}
        numbers = (int(id_.rpartition("-")[2]) for id_ in taken if id_.rpartition("-")[2].isdecimal())
        whole = {"id": f"{kind}-{max(numbers, default=0) + 1}", **values}
        self.texts[path] = insert(text, checked(kind, ledger.KINDS[kind], whole), None)

    def strike(self, work: str, kind: str, **wanted: str) -> None:
        """Take out the blocks of the ledger that have these values."""
        path = f"{work}/{ledger.FILE}"
        for block in reversed(blocks(self.texts.get(path, ""))):
            values = block.values() if block.kind == kind else None
            if values is not None and all(values.get(field) == value for field, value in wanted.items()):
                self.texts[path] = remove(self.texts[path], block)
        if path in self.texts and not blocks(self.texts[path]):
            self.texts[path] = ""

    def set_source(self, work: str, text: str) -> None:
        """The text of a work's source.toml; raises RecordErrors when it is wrong."""
        from regiongraf.facts.reading import single

        found = list(single(text.encode(), f"{work}/source.toml", Source))
        if errors := [item for item in found if isinstance(item, RecordError)]:
            raise RecordErrors(errors)
        self.texts[f"{work}/source.toml"] = text


def _place(values: Mapping[str, Any]) -> tuple[str, int]:
    spans = values.get("evidence") or [{}]
    return str(spans[0].get("document", "")), int(spans[0].get("start", 0))


def checked(kind: str, model: type[BaseModel], values: Mapping[str, Any]) -> str:
    """A block of TOML that is known to be read as it was meant; raises RecordErrors when the values are wrong."""
    try:
        text = emit(kind, model, values)
    except (ValidationError, TypeError) as error:
        raise RecordErrors([RecordError(str(error), sv=f"posten är fel: {error}")]) from error
    _read(kind, model, text)
    return text


def _read(kind: str, model: type[BaseModel], text: str) -> None:
    found = list(tables(text.encode(), kind, {kind: model}))
    if errors := [item for item in found if isinstance(item, RecordError)]:
        raise RecordErrors(errors)
