"""The facts folder of a workspace held in memory: files that did not change are not read again, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from regiongraf.errors import Place, RecordError, RecordErrors
from regiongraf.facts import Corpus, Located, Work, load
from regiongraf.facts.judging import judge
from regiongraf.facts.reading import single, tables
from regiongraf.facts.shelves import REGISTRY, REGISTRY_TABLES, parted
from regiongraf.model import RECORD_KINDS, Source
from regiongraf.review.blocks import blocks

Texts = Mapping[str, str]


class Shelf:
    """The records files below `facts`, as texts by their path within, and the corpus that they make."""

    def __init__(self, facts: Path) -> None:
        self.facts = facts
        self.texts: dict[str, str] = {}
        self.corpus = Corpus((), ())
        self._stamps: dict[str, tuple[int, int]] = {}
        self._known: dict[tuple[str, str, str], Located[Any]] = {}
        self.refresh()

    def refresh(self) -> bool:
        """Read what has changed on disk since; True when anything had.

        Raises RecordErrors, every wrong line told; what was known before is kept then.
        """
        found = {file.relative_to(self.facts).as_posix(): file for file in self.facts.rglob("*.toml")}
        stamps = {name: (file.stat().st_mtime_ns, file.stat().st_size) for name, file in found.items()}
        if stamps == self._stamps:
            return False
        texts = {
            name: self.texts[name] if self._stamps.get(name) == stamps[name] else self._text(file)
            for name, file in found.items()
        }
        if texts != self.texts or not self._stamps:
            self.corpus = self.corpus_of(texts)
        self.texts, self._stamps = texts, stamps
        return True

    def _text(self, file: Path) -> str:
        content = file.read_bytes()
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            load(self.facts)  # tells the file and the line
            return content.decode("utf-8", "replace")

    def corpus_of(self, texts: Texts) -> Corpus:
        """The corpus that these texts would make; raises RecordErrors when they make none."""
        errors: list[RecordError] = []
        registry, judgements = parted(
            located
            for name in sorted(texts)
            if _is_in(name, REGISTRY)
            for located in self._sorted_out(name, texts[name], REGISTRY_TABLES, errors)
        )
        works = []
        for folder in sorted({name.split("/")[0] for name in texts if name.count("/") == 1} - {REGISTRY}):
            source = texts.get(f"{folder}/source.toml")
            if source is None:
                load(self.facts)  # says what is missing
                continue
            found = list(single(source.encode(), str(self.facts / folder / "source.toml"), Source))
            errors += [item for item in found if isinstance(item, RecordError)]
            records = [
                located
                for name in sorted(texts)
                if _is_in(name, folder) and not name.endswith("/source.toml")
                for located in self._sorted_out(name, texts[name], RECORD_KINDS, errors)
            ]
            head = next((item for item in found if isinstance(item, Located)), None)
            if head is not None:
                works.append(Work(head, tuple(sorted(records, key=lambda located: located.record.key))))
        corpus = Corpus(
            tuple(sorted(registry, key=lambda located: located.record.key)),
            tuple(works),
            tuple(sorted(judgements, key=lambda located: located.record.key)),
        )
        if errors := errors or judge(corpus):
            raise RecordErrors(errors)
        return corpus

    def _sorted_out(
        self, name: str, text: str, kinds: Mapping[str, type[BaseModel]], errors: list[RecordError]
    ) -> Iterator[Located[Any]]:
        for item in self._tables(name, text, kinds):
            if isinstance(item, RecordError):
                errors.append(item)
            else:
                yield item

    def _tables(
        self, name: str, text: str, kinds: Mapping[str, type[BaseModel]]
    ) -> Iterable[Located[Any] | RecordError]:
        """The records of one file; a block that was read before is not read again."""
        file = str(self.facts / name)
        found: list[Located[Any]] = []
        line, done = 1, 0
        for block in blocks(text):
            line, done = line + text.count("\n", done, block.start), block.start
            key = (name, block.kind, block.text)
            if key not in self._known:
                parsed = list(tables(block.text.encode(), file, kinds))
                if len(parsed) != 1 or isinstance(parsed[0], RecordError):
                    return tables(text.encode(), file, kinds)
                self._known[key] = parsed[0]
            found.append(replace(self._known[key], place=Place(file, line)))
        if any(row.strip() and not row.lstrip().startswith("#") for row in text.split("[[", 1)[0].splitlines()):
            return tables(text.encode(), file, kinds)
        return found


def _is_in(name: str, folder: str) -> bool:
    return name.rpartition("/")[0] == folder
