"""What click refuses, in Swedish; in English its own words stand."""

from __future__ import annotations

import click

from regiongraf.words import inert


def swedish(error: click.ClickException) -> str:
    """What was wrong on the command line, and where it says what can be given."""
    lines = [f"Fel: {inert(_said(error))}"]
    context = getattr(error, "ctx", None)
    if context is not None:
        lines.append(f"  → `{context.command_path} --help` visar vad som kan anges")
    return "\n".join(lines)


def _said(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f"; menade du {' · '.join(sorted(error.possibilities))}?" if error.possibilities else ""
        return f"det finns inget val {error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        return f"{_named(error)} saknas"
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param else None
        if isinstance(kind, click.Choice):
            return f"{_named(error)}: något av {', '.join(map(str, kind.choices))}"
        if isinstance(kind, click.IntRange | click.FloatRange):
            return f"{_named(error)}: ett tal från {kind.min}{'' if kind.max is None else f' till {kind.max}'}"
        if isinstance(kind, click.Path | click.File):
            return f"{_named(error)}: filen eller mappen finns inte eller går inte att läsa"
        return f"{_named(error)}: {error.message}"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} behöver ett värde"
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        return f"det finns inget kommando {error.message.removeprefix('No such command ').rstrip('.')}"
    return error.format_message()


def _named(error: click.BadParameter) -> str:
    """The option or the argument as it is typed."""
    if error.param is None or error.param.param_type_name == "argument":
        return error.param.human_readable_name if error.param else "argumentet"
    return error.param.opts[0]
