"""A facts folder into a corpus: `registry/*.toml`, and a folder per work with `source.toml` and `facts.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from regiongraf.errors import Place, RecordError, RecordErrors
from regiongraf.facts.corpus import Corpus, Work
from regiongraf.facts.judging import judge
from regiongraf.facts.reading import Located, single, tables
from regiongraf.model import RECORD_KINDS, Entry, Group, Judgement, Organisation, Record, Source, Value
from regiongraf.model import Place as PlaceEntry

REGISTRY = "registry"
SETTINGS = "regiongraf.toml"  # stands beside the works where a workspace keeps its facts in its root
REGISTRY_KINDS: dict[str, type[Entry]] = {kind.KIND: kind for kind in (Organisation, Group, PlaceEntry)}
REGISTRY_TABLES: dict[str, type[Value]] = {**REGISTRY_KINDS, Judgement.KIND: Judgement}
"""Every kind of table in the registry: its entries, and what is judged of them."""

M = TypeVar("M", bound=BaseModel)


def load(folder: Traversable) -> Corpus:
    """Read and judge every record below `folder`.

    Raises RecordErrors, which holds every error in file order, when anything is wrong.
    """
    errors: list[RecordError] = []
    registry: list[Located[Entry]] = []
    judgements: list[Located[Judgement]] = []
    works: list[Work] = []
    stray = (f for f in folder.iterdir() if f.name.endswith(".toml") and f.name != SETTINGS)
    for file in sorted(stray, key=lambda f: f.name):
        hint = "move it into the folder of its work: docs/records.md"
        errors.append(
            RecordError(
                "records stand in a folder, one for each work",
                place=Place(_shown(file)),
                hint=hint,
                sv="uppgifter står i en mapp, en för varje verk",
                hint_sv="flytta filen till sitt verks mapp: docs/records.md",
            )
        )
    for part in sorted((entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name):
        if part.name == REGISTRY:
            for file in sorted((f for f in part.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
                found = _sorted_out(tables(file.read_bytes(), _shown(file), REGISTRY_TABLES), errors)
                entries, judged = parted(found)
                registry += entries
                judgements += judged
        elif (work := _work(part, errors)) is not None:
            works.append(work)
    registry.sort(key=lambda located: located.record.key)
    judgements.sort(key=lambda located: located.record.key)
    corpus = Corpus(tuple(registry), tuple(works), tuple(judgements))
    if not errors:
        errors = judge(corpus)
    if errors:
        raise RecordErrors(errors)
    return corpus


def parted(found: Iterable[Located[Value]]) -> tuple[list[Located[Entry]], list[Located[Judgement]]]:
    """The tables of a file of the registry: its entries, and what is judged of them."""
    entries: list[Located[Entry]] = []
    judged: list[Located[Judgement]] = []
    for item in found:
        if isinstance(item.record, Entry):
            entries.append(Located(item.record, item.place))
        elif isinstance(item.record, Judgement):
            judged.append(Located(item.record, item.place))
    return entries, judged


def _work(part: Traversable, errors: list[RecordError]) -> Work | None:
    source_file = part / "source.toml"
    if not source_file.is_file():
        if any(entry.name.endswith(".toml") for entry in part.iterdir()):
            errors.append(
                RecordError(
                    "the work has no source.toml",
                    place=Place(_shown(part)),
                    hint="say what was read: docs/records.md#source",
                    sv="verket saknar source.toml",
                    hint_sv="skriv vad som har lästs: docs/records.md#source",
                )
            )
        return None
    found = _sorted_out(single(source_file.read_bytes(), _shown(source_file), Source), errors)
    if not found:
        return None
    if found[0].record.id != part.name:
        errors.append(
            RecordError(
                f"the source's id is {found[0].record.id!r}, its folder {part.name!r}",
                place=found[0].place,
                hint="name both alike",
                sv=f"källans id är {found[0].record.id!r}, dess mapp heter {part.name!r}",
                hint_sv="ge båda samma namn",
            )
        )
    records: list[Located[Record]] = []
    for file in sorted((f for f in part.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        if file.name != "source.toml":
            records += _sorted_out(tables(file.read_bytes(), _shown(file), RECORD_KINDS), errors)
    return Work(found[0], tuple(sorted(records, key=lambda located: located.record.key)))


def _sorted_out(found: Iterable[Located[M] | RecordError], errors: list[RecordError]) -> list[Located[M]]:
    """The records of `found`; its errors go to `errors`."""
    records: list[Located[M]] = []
    for item in found:
        if isinstance(item, RecordError):
            errors.append(item)
        else:
            records.append(item)
    return records


def _shown(file: Traversable) -> str:
    """A path as the user knows it: relative to where they stand, when it lies below."""
    path = Path(str(file))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
