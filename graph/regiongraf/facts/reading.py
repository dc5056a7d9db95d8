"""One TOML file into records, each with the line that it starts on; every error names file, line and field."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from regiongraf.errors import Place, RecordError
from regiongraf.model.problems import listed, swedish
from regiongraf.words import Words

M = TypeVar("M", bound=BaseModel)
HEADER = re.compile(r"\s*\[\[\s*([A-Za-z_.]+)\s*\]\]")
DEFERRED = Words("docs/records.md visar formatet", "see docs/records.md for the format")


@dataclass(frozen=True, slots=True)
class Located(Generic[M]):
    """A record and where it stands."""

    record: M
    place: Place


def parse(content: bytes, file: str) -> dict[str, Any]:
    """The tables of one TOML file, figures as Decimal.

    Raises RecordError with the line when the file is not UTF-8, not TOML, or holds decomposed (NFD) letters.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RecordError(
            "the file is not UTF-8",
            place=Place(file, line),
            hint="save it as UTF-8 in your editor",
            sv="filen är inte UTF-8",
            hint_sv="spara den som UTF-8 i din textredigerare",
        ) from error
    if text.startswith("\ufeff"):
        raise RecordError(
            "the file starts with a byte-order mark",
            place=Place(file, 1),
            hint="save it as UTF-8 without BOM in your editor",
            sv="filen börjar med en byteordningsmarkering (BOM)",
            hint_sv="spara den som UTF-8 utan BOM i din textredigerare",
        )
    for number, line_text in enumerate(_lines(text), 1):
        if not unicodedata.is_normalized("NFC", line_text):
            raise RecordError(
                "letters are decomposed (NFD): “å” stands as “a” and a ring",
                place=Place(file, number),
                hint="normalise the file to NFC, so that equal names are equal",
                sv="bokstäver är uppdelade (NFD): ”å” står som ”a” och en ring",
                hint_sv="normalisera filen till NFC, så att lika namn är lika",
            )
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise RecordError(
            f"not TOML: {str(error).split(' (at')[0].lower()}",
            place=Place(file, int(found[1]) if found else None),
            hint="a table starts with [[kind]], a text is in double quotes, a number has a decimal point",
            sv=f"inte TOML: {str(error).split(' (at')[0].lower()}",
            hint_sv="en tabell börjar med [[sort]], en text står inom raka citattecken, ett tal har decimalpunkt",
        ) from error


def _lines(text: str) -> list[str]:
    """Lines as TOML and editors count them; `splitlines` also cuts at letters such as U+2028."""
    return text.replace("\r\n", "\n").split("\n")


def tables(content: bytes, file: str, kinds: Mapping[str, type[M]]) -> Iterator[Located[M] | RecordError]:
    """Every table of `content` as a record of its kind, or as the error that keeps it from being one, in file order."""
    try:
        parsed = parse(content, file)
    except RecordError as error:
        yield error
        return
    lines = _lines(content.decode("utf-8"))
    starts = _header_lines(lines)
    for kind, entries in parsed.items():
        if kind not in kinds or not isinstance(entries, list):
            known = ", ".join(kinds)
            yield RecordError(
                f"there is no kind of record called {kind!r}",
                place=Place(file, (starts.get(kind) or [_line_of_key(lines, kind, 1)])[0]),
                hint=f"the kinds here are {known}, each written as [[{next(iter(kinds))}]]",
                sv=f"det finns ingen sorts uppgift som heter {kind!r}",
                hint_sv=f"sorterna här är {known}, var och en skriven som [[{next(iter(kinds))}]]",
            )
            continue
        for index, entry in enumerate(entries):
            start = starts[kind][index] if index < len(starts.get(kind, [])) else 1
            yield from _validated(kinds[kind], entry, Place(file, start), lines)


def single(content: bytes, file: str, model: type[M]) -> Iterator[Located[M] | RecordError]:
    """The whole of `content` as one record."""
    try:
        parsed = parse(content, file)
    except RecordError as error:
        yield error
        return
    yield from _validated(model, parsed, Place(file, 1), _lines(content.decode("utf-8")))


def _validated(model: type[M], entry: Any, place: Place, lines: list[str]) -> Iterator[Located[M] | RecordError]:
    try:
        yield Located(model.model_validate(entry), place)
    except ValidationError as error:
        seen: set[tuple[str, Words]] = set()
        for problem in _telling(error.errors()):
            field = str(problem["loc"][0]) if problem["loc"] else None
            message = _message(problem, model)
            if (field or "", message) in seen:
                continue
            seen.add((field or "", message))
            line = _line_of_key(lines, field, place.line or 1) if field else place.line
            at = Place(place.file, line, field)
            yield RecordError(message.en, sv=message.sv, place=at, hint=DEFERRED.en, hint_sv=DEFERRED.sv)


_OTHER_ARM = {"literal_error", "decimal_type", "model_type", "string_type"}
"""What pydantic says of the alternatives of a field that were not meant."""


def _telling(problems: Sequence[Any]) -> list[Any]:
    """For each field the problems that say what is wrong with what was written."""
    fields: dict[Any, list[Any]] = {}
    for problem in problems:
        fields.setdefault(problem["loc"][:1], []).append(problem)
    telling: list[Any] = []
    for found in fields.values():
        telling += [p for p in found if p["type"] not in _OTHER_ARM] or found[:1]
    return telling


def _message(problem: Any, model: type[BaseModel]) -> Words:
    """What pydantic found, in a sentence that says what was expected."""
    kind, context = problem["type"], problem.get("ctx", {})
    within = [part for part in problem["loc"][1:] if isinstance(part, str) and part.islower()]
    if within and kind in {"missing", "extra_forbidden"}:
        if kind == "missing":
            return Words(f"`{within[-1]}` saknas i det", f"`{within[-1]}` is missing in it")
        return Words(f"det har inget fält `{within[-1]}`", f"it has no field `{within[-1]}`")
    if kind == "extra_forbidden":
        fields = ", ".join(model.model_fields)
        return Words(
            f"det finns inget sådant fält här; fälten är {fields}",
            f"there is no such field here; the fields are {fields}",
        )
    if kind == "missing":
        return Words("fältet saknas", "the field is missing")
    if kind == "enum":
        return Words(
            f"{problem['input']!r} finns inte i kodlistan; väntade {listed(context['expected'])}",
            f"{problem['input']!r} is not in the code list; expected {context['expected']}",
        )
    text = str(problem["msg"]).removeprefix("Value error, ")
    english = text if kind == "value_error" else f"{text[0].lower()}{text[1:]}; got {problem['input']!r}"
    return Words(swedish(problem) or english, english)


def _header_lines(lines: list[str]) -> dict[str, list[int]]:
    """For each kind, the lines (from 1) of its [[kind]] headers in order."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        if match := HEADER.match(line):
            found.setdefault(match[1], []).append(number)
    return found


def _line_of_key(lines: list[str], key: str, start: int) -> int:
    """The line of `key = …` in the table that starts on line `start`, or `start` itself."""
    pattern = re.compile(rf"\s*{re.escape(key)}\s*=")
    for number in range(start, len(lines) + 1):
        line = lines[number - 1]
        if number > start and (match := HEADER.match(line)) and "." not in match[1]:
            break
        if pattern.match(line):
            return number
    return start
