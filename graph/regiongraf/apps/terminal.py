"""What the command line prints: tables for people, one line per finding."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import click

from regiongraf.figures import Language, number
from regiongraf.questions import Answer, OnDay, Parameter, Question
from regiongraf.questions.provenance import places, sources
from regiongraf.questions.tables import FORMATS, FORMULA, headings, plain_rows, remarks, tally
from regiongraf.store import Literal as Value
from regiongraf.store import Solutions, Term
from regiongraf.words import Words, inert, noun

if TYPE_CHECKING:
    from regiongraf.build import Report
    from regiongraf.checks import CheckResult
    from regiongraf.dataset import Dataset
    from regiongraf.evidence import Span, Verdict
    from regiongraf.facts import Work

FIGURES = {"share", "money", "number"}
GAP = "   "
ROWS = noun("rad", "rader", "row")
EVERY = Words("På varje rad:", "In every row:")
AGAINST = Words("motsägs av", "contradicted by")
ERRORS = noun("fel", "fel", "error")
ADVICE = noun("råd", "råd", "piece of advice", "pieces of advice")
BUILT = {
    "works": noun("verk", "verk", "work"),
    "entries": noun("post i registret", "poster i registret", "registry entry", "registry entries"),
    "records": noun("uppgift", "uppgifter", "record"),
}
KINDS = {
    "stated": Words("angivna", "stated"),
    "derived": Words("härledda", "derived"),
    "ontology": Words("ur ontologin", "ontology"),
}
MARKS: dict[Verdict, str] = {"holds": "✓", "context changed": "~", "lost": "✗"}
VERDICTS: dict[Verdict, Words] = {
    "context changed": Words("med ändrad omgivning", "with changed context"),
    "lost": Words("borta", "lost"),
}


def print_table(columns: list[str], rows: Iterable[list[str]], right: frozenset[int] = frozenset()) -> None:
    """A table as wide as the terminal, or a block for each row where that has no room for its words.

    In a pipe as wide as it needs to be, and without what lays tables out in a terminal.
    """
    shown = [[inert(cell) for cell in row] for row in rows]
    heads = [inert(column) for column in columns]
    if not sys.stdout.isatty():
        for line in _plain_table(heads, shown, right):
            click.echo(line)
        return
    width = shutil.get_terminal_size().columns
    words = _longest_words([heads, *shown])
    if sum(words) + len(GAP) * (len(words) - 1) > width:
        for line in _blocks(heads, shown, width):
            click.echo(line)
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for index, head in enumerate(heads):
        side: Literal["left", "right"] = "right" if index in right else "left"
        table.add_column(Text(head), justify=side, overflow="fold", min_width=words[index])
    for row in shown:
        table.add_row(*map(Text, row))
    Console(soft_wrap=False, width=width).print(table)


def _blocks(heads: list[str], rows: list[list[str]], width: int) -> Iterator[str]:
    """Each row as lines of heading and value, for a terminal that is too narrow for a table."""
    margin = max(map(len, heads)) + 2
    for row in rows:
        for head, cell in zip(heads, row, strict=True):
            told = textwrap.wrap(cell, max(width - margin, 16), break_on_hyphens=False)
            yield from (f"{'' if at else head:{margin}}{line}" for at, line in enumerate(told))
        yield ""


def _longest_words(rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column has to be for its longest word; spaces that keep a figure together break none."""
    return [max(len(word) for cell in column for word in cell.split(" ")) for column in zip(*rows, strict=True)]


def _plain_table(heads: list[str], rows: list[list[str]], right: frozenset[int]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]

    def line(cells: list[str]) -> str:
        aligned = (
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return GAP.join(aligned).rstrip(" ")

    yield line(heads)
    yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    yield from map(line, rows)


def print_answer(answer: Answer) -> None:
    """An answer with its sources."""
    print_rows(answer)
    print_sources([answer])


def print_as(answer: Answer, format_: str, *, show: bool, as_of: date | None) -> None:
    """An answer in the form that was asked for: a table, a format of `FORMATS`, or (`show`) the SPARQL behind it."""
    if show:
        # The same query, of the dataset of that day.
        click.echo(f"# --as-of {as_of}\n{answer.query}" if as_of else answer.query, nl=False)
    elif format_ == "table":
        print_answer(answer)
    else:
        click.echo(FORMATS[format_](answer), nl=False)
        if format_ == "csv":  # which has no place for it
            for line in remarks(answer):
                click.echo(line, err=True)


def print_sources(answers: Sequence[Answer]) -> None:
    """What the ids of sources in these answers stand for."""
    known = [each for answer in answers for each in answer.provenance.values()]
    for line in sources(known, answers[0].language) if answers else ():
        click.echo(inert(line))


def print_explanation(answer: Answer) -> None:
    """What a question means, and for each statement in the answer where it stands, how it was read, and its rank."""
    question, language = answer.question, answer.language
    click.echo(f"\n{question.description_sv if language == 'sv' else question.description}\n")
    for statement, known in sorted(answer.provenance.items()):
        click.echo(inert(f"{statement.value.rpartition('/id/')[2]}: {'; '.join(places(known, language))}"))
        how = [answer.label(known.derivation), answer.label(known.rank), *(answer.label(flaw) for flaw in known.flaws)]
        against = [f"{AGAINST.said(language)} {each.value.rpartition('/id/')[2]}" for each in known.conflicts]
        click.echo(f"    {inert(' · '.join([*how, *against]))}")


def print_rows(answer: Answer) -> None:
    """An answer, its question above and its count below. What all rows share is said once, under the table."""
    click.echo(f"{answer.question.said(answer.language)}\n")
    rows, names = plain_rows(answer), headings(answer)
    if rows:
        figures = [column.type in FIGURES for column in answer.question.columns.values()]
        values = [{row[index] for row in rows} for index in range(len(names))]
        shared = [index for index in range(1, len(names)) if len(rows) > 1 and len(values[index]) == 1]
        shown = [index for index in range(len(names)) if index not in shared and values[index] != {""}]
        right = frozenset(place for place, index in enumerate(shown) if figures[index])
        print_table([names[index] for index in shown], [[row[index] for index in shown] for row in rows], right)
        if said := [f"{names[index]}: {inert(rows[0][index])}" for index in shared if rows[0][index]]:
            click.echo(f"\n{EVERY.said(answer.language)} {' · '.join(said)}")
        click.echo("")
    click.echo(tally(answer))


def print_questions(questions: Iterable[Question], language: Language) -> None:
    """Every question with what it asks for."""
    rows = []
    for question in questions:
        needed = " ".join(_taken(name, parameter) for name, parameter in question.parameters.items())
        rows.append([question.tags[0], f"{question.name} {needed}".strip(), question.said(language)])
    print_table(["", "Fråga" if language == "sv" else "Question", "Svarar på" if language == "sv" else "Answers"], rows)


def _taken(name: str, parameter: Parameter) -> str:
    """A parameter as a list of commands shows it: NAME, [name], [name …], [name=2]."""
    if parameter.is_needed:
        return f"{name.upper()} …" if parameter.several else name.upper()
    default = "" if parameter.default is None else f"={parameter.default}"
    return f"[{name}{default}{' …' if parameter.several else ''}]"


def print_day(on: OnDay, language: Language) -> None:
    """Say beside what is printed which day it is of, and how much is unknown on it."""
    for line in on.said(language, answered=True):
        click.echo(line, err=True)


def print_solutions(solutions: Solutions, format_: str, language: Language) -> None:
    """The rows of a query as a table, CSV or JSON."""
    rows = [["" if term is None else str(term) for term in row] for row in solutions.rows]
    if format_ == "csv":
        out = io.StringIO()
        disarmed = ([_disarmed(term) for term in row] for row in solutions.rows)
        csv.writer(out, lineterminator="\r\n").writerows([list(solutions.variables), *disarmed])
        click.echo(out.getvalue(), nl=False)
    elif format_ == "json":
        found = [{n: None if t is None else str(t) for n, t in row.items()} for row in solutions.dicts()]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print_table(list(solutions.variables), rows)
        click.echo(f"\n{ROWS.counted(len(rows), language)}")


def _disarmed(term: Term | None) -> str:
    """A cell that no spreadsheet takes for a formula: a text that looks like one is led by an apostrophe."""
    shown = "" if term is None else str(term)
    is_number = isinstance(term, Value) and term.number is not None
    return f"'{shown}" if shown.startswith(FORMULA) and not is_number else shown


def triples_text(dataset: Dataset, query: str) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as Turtle."""
    from regiongraf.publishing.quads import prefixes
    from regiongraf.publishing.turtle import turtle

    return turtle(dataset.construct(query), prefixes(dataset.minter))


def build_report(report: Report, language: Language) -> Iterator[str]:
    """What was built, in a few lines."""
    counts = report.counts
    made = ", ".join(noun.counted(counts[kind], language) for kind, noun in BUILT.items())
    triples = " + ".join(
        f"{number(Decimal(counts[kind]), language)} {how.said(language)}" for kind, how in KINDS.items()
    )
    verdict = f"{ERRORS.counted(0, language)}, {ADVICE.counted(len(report.advice), language)}"
    hint = Words(" (`regiongraf check` räknar upp dem)", " (`regiongraf check` lists them)").said(language)
    yield from _labelled(
        language,
        (Words("byggt", "built"), made),
        (Words("", ""), f"→ {triples} {Words('tripplar', 'triples').said(language)}"),
        (Words("shacl", "shacl"), verdict + (hint if report.advice else "")),
        (Words("digest", "digest"), report.digest),
        (Words("i", "in"), str(report.folder)),
    )


def check_report(result: CheckResult, language: Language) -> Iterator[str]:
    """Errors first, then advice, then what was checked."""
    yield from _labelled(
        language,
        *((Words("FEL", "ERROR"), finding.said(language)) for finding in result.errors),
        *((Words("råd", "advice"), finding.said(language)) for finding in result.advice),
        *((Words("ok", "ok"), line.said(language)) for line in result.passed),
    )
    yield f"{ERRORS.counted(len(result.errors), language)}, {ADVICE.counted(len(result.advice), language)}"


def evidence_report(work: Work, spans: list[Span], language: Language) -> Iterator[str]:
    """Every span with its verdict and its quote in context."""
    for span in spans:
        yield f"{MARKS[span.verdict]} {span.record.record.key}  {span.evidence.start}–{span.evidence.end}"
        quote = click.style(inert(span.quote), bold=True)
        yield f"    …{inert(span.before)}»{quote}«{inert(span.after)}…"
    counts = {verdict: sum(span.verdict == verdict for span in spans) for verdict in MARKS}
    held = Words(f"{counts['holds']} av {len(spans)} belägg stämmer", f"{counts['holds']} of {len(spans)} spans hold")
    others = (f", {count} {VERDICTS[v].said(language)}" for v, count in counts.items() if count and v in VERDICTS)
    yield f"{work.id}: {held.said(language)}{''.join(others)}"


def _labelled(language: Language, *lines: tuple[Words, str]) -> Iterator[str]:
    """Lines with what they are about before them."""
    for label, text in lines:
        yield f"{label.said(language):7} {text}"


class Progress:
    """Pages and blocks done, on standard error, where a person watches it."""

    def __init__(self) -> None:
        self.shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\033[K", err=True, nl=False)

    def __call__(self, done: int, whole: int) -> None:
        """Show how many of how many."""
        if whole > 100 and sys.stderr.isatty():
            self.shown = True
            click.echo(f"\r{done} / {whole}", err=True, nl=False)
