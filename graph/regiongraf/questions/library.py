"""The question library: one `.rq` file per question, its header in “#+” lines (grlc's convention, YAML inside).

A query binds its parameters as variables of the same name and has `WHERE {` on a line of its own; the variable
`?language`, where it is used, holds the language of the answer. See docs/questions.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

import yaml

from regiongraf.errors import Place, QueryError
from regiongraf.fields import Misfit, filled, read
from regiongraf.figures import Language
from regiongraf.names import suggestions
from regiongraf.questions.binding import unbound
from regiongraf.resources import shelf, texts
from regiongraf.words import Words

ColumnType = Literal["thing", "share", "money", "number", "text", "date", "period", "code", "statement"]
ParameterType = Literal[
    "agent", "region", "activity", "place", "source", "form", "stage", "status", "statement", "number", "year", "date"
]


UNITS: dict[ColumnType, str] = {"share": "percent", "number": "1"}
"""The unit of each kind of figure that has but one, as JSON tells it."""
FIGURES: frozenset[ColumnType] = frozenset({*UNITS, "money"})
CURRENCY = "currency"
"""The variable that a query with a column of money selects beside its columns: what the amounts of a row are in."""
# The one in C reads a header in a tenth of the time; a wheel of PyYAML has it, a build without libyaml has not.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
VARIABLE = re.compile(r"\?(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of an answer: what it holds, and its heading in both languages.

    `unit_in` names the column that tells the unit of each figure, where they are of several.
    """

    type: ColumnType
    sv: str
    en: str
    unit_in: str | None = None

    @property
    def is_figure(self) -> bool:
        """Whether it holds figures."""
        return self.type in FIGURES

    @property
    def unit(self) -> str | None:
        """What its figures count, per cent or things; None where it holds none, or each tells its own unit."""
        return None if self.unit_in else UNITS.get(self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One thing that a question asks for.

    An optional parameter that is not given leaves its variable free; one with a `default` is then bound to that. Of
    `several` any number may be given, each a value of its variable.
    """

    type: ParameterType
    sv: str
    en: str
    example: str | int
    optional: bool = False
    default: str | int | None = None
    several: bool = False

    @property
    def is_needed(self) -> bool:
        """Whether the question cannot be asked without it."""
        return not self.optional and self.default is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question: what it asks, what it needs, what it answers, and its SPARQL."""

    name: str
    file: str
    sparql: str
    summary: str
    summary_sv: str
    description: str
    description_sv: str
    tags: Annotated[tuple[str, ...], filled]
    parameters: dict[str, Parameter] = field(default_factory=dict)
    columns: Annotated[dict[str, Column], filled]
    sort: tuple[str, ...] = ()
    total: str | None = None
    """The column whose sum is told under the answer, when every row has a figure."""
    total_by: tuple[str, ...] = ()
    """The columns that sums are told apart by: stages of money are never added to each other."""
    once: str | None = None
    """The column whose values are summed once each: two statements about one holding are never added."""
    precision: str | None = None
    """The column that says how exact the summed figures are; one that is not makes its sum approximate."""
    contested: str | None = None
    """The column that counts contradicted items in a row of sums; what is contradicted is never summed."""

    @property
    def is_worked_out(self) -> bool:
        """Whether it asks for what the mathematics made of the statements, not for the statements themselves."""
        return "rg:finding" in self.sparql

    def said(self, language: Language) -> str:
        """The question in one sentence."""
        return self.summary_sv if language == "sv" else self.summary


def parse(file: str, text: str) -> Question:
    """A question from its file; raises QueryError when header or query is not as the library asks."""
    header = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    sparql = "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip() + "\n"
    try:
        content: Any = yaml.load(header, Loader=LOADER)  # noqa: S506 - a safe loader, whichever
        named = {"name": file.rpartition("/")[2].removesuffix(".rq"), "file": file, "sparql": sparql}
        question = read(Question, dict(**content, **named))
    except Misfit as error:
        raise QueryError(
            f"the question's header is wrong: {error.field}: {error.message}",
            place=Place(file),
            hint="docs/questions.md shows one",
            sv=f"frågans huvud är fel: {error.field}: {error.sv}",
            hint_sv="se docs/questions.md för ett exempel",
        ) from error
    except (yaml.YAMLError, TypeError) as error:
        reason = str(error).splitlines()[0]
        raise QueryError(
            f"the question's header is wrong: {reason}",
            place=Place(file),
            hint="docs/questions.md shows one",
            sv=f"frågans huvud är fel: {reason}",
            hint_sv="se docs/questions.md för ett exempel",
        ) from error
    if "\nWHERE {\n" not in f"\n{sparql}":
        raise QueryError(
            "the query has no `WHERE {` on a line of its own",
            place=Place(file),
            hint="parameters are bound right below it",
            sv="frågan har ingen egen rad med `WHERE {`",
            hint_sv="parametrar binds alldeles under den",
        )
    for said, hint in _disagreements(question):
        raise QueryError(said.en, sv=said.sv, place=Place(file), hint=hint.en, hint_sv=hint.sv)
    return question


def _disagreements(question: Question) -> Iterator[tuple[Words, Words]]:
    """Where header and query do not fit together, each with what to do about it."""
    named = {
        "unit_in": tuple(column.unit_in for column in question.columns.values()),
        "sort": question.sort,
        "total": (question.total,),
        "total_by": question.total_by,
        "once": (question.once,),
        "precision": (question.precision,),
        "contested": (question.contested,),
    }
    for key, columns in named.items():
        for column in columns:
            if column is not None and column not in question.columns:
                yield (
                    Words(
                        f"`{key}` namnger {column!r}, som inte är en kolumn",
                        f"`{key}` names {column!r}, which is no column",
                    ),
                    Words(f"rätta `{key}` i huvudet", f"mend `{key}` in the header"),
                )
    selected = set(VARIABLE.findall(f"\n{question.sparql}".partition("\nWHERE {\n")[0]))
    for column in question.columns:
        if column not in selected:
            yield (
                Words(
                    f"frågan väljer inte ?{column}, som är en kolumn",
                    f"the query does not select ?{column}, which is a column",
                ),
                Words(f"lägg till ?{column} i dess SELECT", f"add ?{column} to its SELECT"),
            )
    if CURRENCY not in selected and any(column.type == "money" for column in question.columns.values()):
        yield (
            Words("frågan har belopp men väljer inte ?currency", "the query has amounts and does not select ?currency"),
            Words("välj ?currency, valutan som de är i", "select ?currency, which they are in"),
        )
    used = set(VARIABLE.findall(f"\n{question.sparql}".partition("\nWHERE {\n")[2]))
    for parameter in question.parameters:
        if parameter not in used:
            yield (
                Words(
                    f"frågan använder aldrig ?{parameter}, som är en parameter",
                    f"the query never uses ?{parameter}, which is a parameter",
                ),
                Words(f"använd ?{parameter}, eller utelämna den", f"use ?{parameter}, or leave it out"),
            )
    for parameter, line in unbound(question.sparql, question.parameters):
        yield (
            Words(
                f"gruppen `{line}` nämner ?{parameter} men binds inte till den",
                f"the group `{line}` mentions ?{parameter} and is not bound to it",
            ),
            Words(
                "öppna den i slutet av en rad, ensam på den: först där binds parametrar",
                "open it at the end of a line of its own: only there are parameters bound",
            ),
        )
    yield from _wrong_parameters(question)


def _wrong_parameters(question: Question) -> Iterator[tuple[Words, Words]]:
    """What is wrong in the parameters themselves."""
    for name, parameter in question.parameters.items():
        if parameter.optional and parameter.default is not None:
            yield (
                Words(
                    f"{name} är valfri och har ett förval, som då alltid gäller",
                    f"{name} is optional and has a default, which then always holds",
                ),
                Words("utelämna `optional`", "leave `optional` out"),
            )
        for key, value in (("example", parameter.example), ("default", parameter.default)):
            if value is not None and not is_of_type(str(value), parameter.type):
                yield (
                    Words(
                        f"{name}: {value!r} är inte av slaget {parameter.type}",
                        f"{name}: {value!r} is no {parameter.type}",
                    ),
                    Words(f"rätta `{key}`", f"mend `{key}`"),
                )
    left_out = [not parameter.is_needed for parameter in question.parameters.values()]
    if left_out != sorted(left_out):
        yield (
            Words(
                "en parameter som behövs kommer efter en som inte gör det",
                "a parameter that is needed comes after one that is not",
            ),
            Words("ställ de valfria parametrarna sist", "put the optional parameters last"),
        )


def is_of_type(typed: str, kind: ParameterType) -> bool:
    """Whether a text can be a value of a kind of parameter; that a name names something only a store can tell."""
    if kind in {"year", "number"}:
        return typed.isascii() and typed.isdigit() and (len(typed) == 4 if kind == "year" else len(typed) <= 18)
    if kind == "date":
        try:
            return bool(date.fromisoformat(typed))
        except ValueError:
            return False
    return True


@cache
def library() -> dict[str, Question]:
    """Every shipped question by its name, in the order of their files."""
    return {name: question_named(name) for name in _files()}


@cache
def question_named(name: str) -> Question:
    """The question called `name`; raises QueryError with the nearest names when there is none."""
    if name in _files():
        return parse(*_files()[name])
    near = suggestions(name.replace("-", " "), [known.replace("-", " ") for known in _files()])
    named = " · ".join(n.replace(" ", "-") for n in near)
    raise QueryError(
        f"there is no question called {name!r}",
        sv=f"det finns ingen fråga som heter {name!r}",
        hint=f"did you mean {named}?" if named else "`regiongraf ask` lists them all",
        hint_sv=f"menade du {named}?" if named else "`regiongraf ask` räknar upp alla",
    )


@cache
def _files() -> dict[str, tuple[str, str]]:
    """The path and the text of each question by its name: who asks one reads the header of one."""
    return {path.rpartition("/")[2].removesuffix(".rq"): (path, text) for path, text in texts(shelf("queries"), ".rq")}
