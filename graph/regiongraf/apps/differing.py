"""How the command line tells what changed: in words, as a table, as JSON."""

from __future__ import annotations

import json

import click

from regiongraf.apps.terminal import print_table
from regiongraf.diff import Change, Side, changes
from regiongraf.diff.changes import KINDS
from regiongraf.figures import Language
from regiongraf.words import inert

HEADINGS: dict[Language, list[str]] = {
    "sv": ["", "Uppgift", "Vad", "Före", "Efter"],
    "en": ["", "Fact", "What", "Before", "After"],
}
SAME: dict[Language, str] = {"sv": "Inga uppgifter skiljer.", "en": "No facts differ."}


def report(old: Side, new: Side, format_: str, language: Language) -> None:
    """Print the changes, and the digests of both sides below words and table."""
    found = changes(old, new, language)
    if format_ == "json":
        sides = {"old": {"name": old.name, "digest": old.digest}, "new": {"name": new.name, "digest": new.digest}}
        told = {**sides, "changes": [change.as_json() for change in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo(SAME[language])
    elif format_ == "table":
        print_table(HEADINGS[language], [row for change in found for row in _rows(change, language)])
    else:
        for change in found:
            click.echo(inert(change.in_words(language)))
    click.echo(f"\n{_count(found, language)}\n{old.name}  RDFC-1.0 {old.digest}\n{new.name}  RDFC-1.0 {new.digest}")


def _rows(change: Change, language: Language) -> list[list[str]]:
    lead = [KINDS[change.kind][language], change.said]
    told = [[*lead, d.what, d.before, d.after] for d in change.differences]
    return told or [[*lead, "", "", ""]]


def _count(found: list[Change], language: Language) -> str:
    plural = {"added": "tillagda", "removed": "borttagna", "changed": "ändrade"}
    shown = []
    for kind in KINDS:
        number = sum(change.kind == kind for change in found)
        word = KINDS[kind][language] if language == "en" or number == 1 else plural[kind]
        shown.append(f"{number} {word}")
    return ", ".join(shown)
