"""What a shell offers while somebody types: the names of questions, and of organisations, activities and places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from regiongraf.questions.library import ParameterType


def questions(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The questions whose name begins so; only file names are read."""
    from regiongraf.resources import shelf, texts

    names = (path.rpartition("/")[2].removesuffix(".rq") for path, _ in texts(shelf("queries"), ".rq"))
    return sorted(name for name in names if name.startswith(incomplete))


def arguments(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names that the question's next parameter may take and that begin so; nothing where no dataset is built."""
    from regiongraf.questions import parted
    from regiongraf.questions.library import library

    asked = library().get(context.params.get("question") or "")
    if asked is None:
        return []
    name, equals, begun = incomplete.partition("=")
    if equals and name in asked.parameters:
        return [f"{name}={found}" for found in _names(context, asked.parameters[name].type, begun)]
    given, _ = parted(asked, context.params.get("arguments") or ())
    parameters = list(asked.parameters.values())
    # One that takes several takes all that stand from its place on.
    last = next((at for at, parameter in enumerate(parameters) if parameter.several), len(parameters))
    at = min(len(given), last)
    return _names(context, parameters[at].type, incomplete) if at < len(parameters) else []


def of(kind: ParameterType) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What completes an option that takes the name of a kind of thing."""
    return lambda context, parameter, incomplete: _names(context, kind, incomplete)


def _names(context: click.Context, kind: ParameterType, incomplete: str) -> list[str]:
    from regiongraf.dataset import open_dataset
    from regiongraf.errors import RegiongrafError
    from regiongraf.names import fold, swedish_order

    folder = context.find_root().params.get("workspace")
    try:
        found = open_dataset(Path(folder) if folder else None).lookup.names(kind)
    except RegiongrafError:
        return []
    return sorted({name for name in found if fold(name).startswith(fold(incomplete))}, key=swedish_order)
