"""An answer as text: for a terminal, and as CSV, JSON and Markdown; figures and claims as the source gives them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from regiongraf.figures import KRONA, Language, number, percent, priced
from regiongraf.questions.answering import STATED, Answer, Total
from regiongraf.questions.library import Column, ColumnType
from regiongraf.questions.onday import OnDay
from regiongraf.questions.periods import amount_range, period, share_range
from regiongraf.questions.provenance import places, sources
from regiongraf.questions.words import word
from regiongraf.store import Iri, Literal, Term
from regiongraf.vocabulary import CURRENCIES, expand

MARKED_RANKS = {Iri(expand("rg:Refined")), Iri(expand("rg:Deprecated"))}
# A spreadsheet takes a cell that starts with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FIGURES: dict[ColumnType, Callable[[Decimal, Language], str]] = {"share": percent, "number": number}
WORDED: dict[ColumnType, Callable[[str, Language], str]] = {"period": period, "share": share_range}
SHOWN = {*FIGURES, *WORDED, "money"}


def headings(answer: Answer) -> list[str]:
    """The heading of each column."""
    return [getattr(column, answer.language) for column in answer.question.columns.values()]


def cell(answer: Answer, column: ColumnType, term: Term | None) -> str:
    """One value as a reader sees it."""
    if column == "statement":
        return provenance_text(answer, term)
    if not isinstance(term, Literal) or column not in SHOWN:
        return answer.label(term)
    figure = term.number
    if column == "money":
        currency = term.currency or KRONA
        if figure is None:
            return amount_range(term.value, answer.language, currency)
        return priced(figure, answer.language, currency)
    if figure is not None and column in FIGURES:
        return FIGURES[column](figure, answer.language)
    return WORDED[column](term.value, answer.language) if column in WORDED else term.value


def provenance_text(answer: Answer, term: Term | None) -> str:
    """Where a statement stands, and how it was read where the source does not say it outright."""
    known = answer.provenance.get(term) if isinstance(term, Iri) else None
    if known is None:
        return answer.label(term)
    where = "; ".join(dict.fromkeys(places(known, answer.language)))
    marks = [answer.label(known.derivation)] if known.derivation != STATED else []
    marks += [answer.label(known.rank)] if known.rank in MARKED_RANKS else []
    marks += [word("conflict", answer.language)] if known.conflicts else []
    flaws = ", ".join(answer.label(flaw) for flaw in known.flaws)
    marks += [f"{word('flaw', answer.language)}: {flaws}"] if flaws else []
    return f"{where} [{'; '.join(marks)}]" if marks else where


def plain_rows(answer: Answer) -> list[list[str]]:
    """Every row as the reader sees it; rows that differ in nothing but their sources are one, with all of them."""
    columns = answer.question.columns.items()
    proofs = {index for index, (_, column) in enumerate(columns) if column.type == "statement"}
    merged: dict[tuple[Term | None, ...], list[list[str]]] = {}
    for row in answer.rows:
        told = tuple(row[name] for index, (name, _) in enumerate(columns) if index not in proofs)
        merged.setdefault(told, []).append([cell(answer, column.type, row[name]) for name, column in columns])
    return [
        [
            "; ".join(dict.fromkeys(filter(None, texts))) if index in proofs else texts[0]
            for index, texts in enumerate(zip(*rows, strict=True))
        ]
        for rows in merged.values()
    ]


def footer(answer: Answer) -> str:
    """How many rows, their totals where the question has them, and the sources."""
    return "\n".join([tally(answer), *sources(answer.provenance.values(), answer.language)])


def tally(answer: Answer) -> str:
    """How many rows, and their totals where the question has them."""
    count = len(plain_rows(answer))
    beside = remarks(answer)
    if not count:
        # What is unknown on a day is told as such: the sources do say something about it.
        empty = "nothing follows" if answer.question.is_worked_out else "no answer"
        return "\n".join(beside) or word(empty, answer.language)
    rows = f"{count} {word('row' if count == 1 else 'rows', answer.language)}"
    return "\n".join([rows, *(_total(answer, total) for total in answer.totals), *beside])


def on_the_day(answer: Answer) -> list[str]:
    """For an answer about a day: what is to be said beside its rows."""
    return answer.on.said(answer.language, answered=bool(answer.rows)) if answer.on else []


def remarks(answer: Answer) -> list[str]:
    """What is to be said beside the rows: of the day that they are about, and of a choice that leaves none."""
    return [*_choice(answer), *on_the_day(answer)]


def _choice(answer: Answer) -> list[str]:
    if not answer.emptied_by:
        return []
    chosen = "; ".join(
        f"{what.said(answer.language)}: {', '.join(map(answer.label, terms))}" for what, terms in answer.emptied_by
    )
    return [word("chosen away", answer.language).format(chosen)]


def _total(answer: Answer, total: Total) -> str:
    """A sum, of what, and whether it is exact."""
    other = [] if total.amount is not None or total.currency in (None, KRONA) else [total.currency]
    of = ", ".join([*(answer.label(term) for term in total.of), *other])
    if total.amount is None:
        reason = word(_why_not(total), answer.language)
        return f"{of}: {reason}" if of else reason
    column = answer.question.columns[answer.question.total or ""]
    unit = CURRENCIES + total.currency if total.currency else expand("xsd:decimal")
    shown = cell(answer, column.type, Literal(str(total.amount), unit))
    about = "" if total.exact else f"{word('about', answer.language)} "
    beyond = f" ({word('beyond', answer.language)})" if column.type == "share" and total.amount > 100 else ""
    return f"{word('total', answer.language)}{of and f' {of}:'} {about}{shown}{beyond}"


def _why_not(total: Total) -> str:
    return "contested" if total.contested else "repeated" if total.repeated else "incomplete"


def to_csv(answer: Answer) -> str:
    """RFC 4180 text; cells that a spreadsheet would run are disarmed by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings(answer))
    for row in plain_rows(answer):
        writer.writerow([f"'{text}" if text.startswith(FORMULA) else text for text in row])
    return out.getvalue()


def to_markdown(answer: Answer) -> str:
    """A Markdown table; bars and line ends in cells are escaped. Below it what is to be said beside its rows."""
    lines = ["| " + " | ".join(_markdown(text) for text in headings(answer)) + " |"]
    lines.append("|" + " --- |" * len(answer.question.columns))
    lines += ["| " + " | ".join(_markdown(text) for text in row) + " |" for row in plain_rows(answer)]
    if beside := remarks(answer):
        lines += ["", *beside]
    return "\n".join(lines) + "\n"


def _markdown(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(escaped.split("\n"))


def to_json(answer: Answer) -> str:
    """Every term with its IRI or exact value, and the evidence of every statement."""
    rows = [
        {name: _json(answer, answer.question.columns[name].type, term) for name, term in row.items()}
        for row in answer.rows
    ]
    content: dict[str, Any] = {"question": answer.question.name, "language": answer.language}
    if answer.on:
        content |= _on_day(answer.on)
    if answer.emptied_by:
        content["emptied_by"] = [
            {"label": what.said(answer.language), "values": [term.value for term in terms]}
            for what, terms in answer.emptied_by
        ]
    content["columns"] = {
        name: {"type": column.type, "label": getattr(column, answer.language), **_unit(answer, name, column)}
        for name, column in answer.question.columns.items()
    }
    content |= {"rows": rows, "totals": _totals(answer)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _unit(answer: Answer, name: str, column: Column) -> dict[str, str | None]:
    """What the figures of a column count: null where each tells its own unit, itself or in the column that is named."""
    if column.type != "money":
        return {"unit": column.unit, **({"unit_in": column.unit_in} if column.unit_in else {})}
    stated = {row[name].currency for row in answer.rows if isinstance(row[name], Literal)}  # type: ignore[union-attr]
    return {"unit": next(iter(stated or {KRONA})) if len(stated) < 2 else None}


def _on_day(on: OnDay) -> dict[str, Any]:
    return {
        "as_of": on.day.isoformat(),
        "unknown": [{"iri": statement.value, "first_stated": first.isoformat()} for statement, first in on.later],
        "unknown_elsewhere": on.elsewhere,
        "ended": [statement.value for statement in on.ended],
        "not_begun": [statement.value for statement in on.not_begun],
    }


def _totals(answer: Answer) -> list[dict[str, Any]]:
    return [
        {
            "of": [None if term is None else term.value for term in total.of],
            "value": None if total.amount is None else str(total.amount),
            "unit": total.currency or answer.question.columns[answer.question.total or ""].unit,
            "exact": total.exact,
            "contested": total.contested,
            "repeated": total.repeated,
        }
        for total in answer.totals
    ]


def _json(answer: Answer, column: ColumnType, term: Term | None) -> Any:
    if term is None:
        return None
    if isinstance(term, Literal):
        unit = {"unit": term.currency} if term.currency else {}
        return {"value": term.value, **unit, "text": cell(answer, column, term)}
    value: dict[str, Any] = {"iri": term.value}
    known = answer.provenance.get(term)
    if column == "statement" and known:
        value |= {"rank": known.rank.value, "derivation": known.derivation.value}
        value["conflicts"] = [other.value for other in known.conflicts]
        value["flaws"] = [flaw.value for flaw in known.flaws]
        value["evidence"] = [
            {
                "source": e.source.value,
                "title": e.title,
                "issued": e.issued,
                "page": e.page,
                "start": e.start,
                "end": e.end,
            }
            for e in known.evidence
        ]
    else:
        value["text"] = answer.label(term)
    return value


FORMATS: dict[str, Callable[[Answer], str]] = {"csv": to_csv, "json": to_json, "md": to_markdown}
"""The machine-readable forms by name; a terminal table is the face's own."""
