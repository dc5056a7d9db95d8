"""What several commands take: the workspace, the language, an endpoint."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiongraf.errors import QueryError

if TYPE_CHECKING:
    from regiongraf.dataset import Dataset
    from regiongraf.workspace import Workspace

LANGUAGE = click.option(
    "--lang",
    type=click.Choice(["sv", "en"]),
    default="sv",
    envvar="REGIONGRAF_LANG",
    show_default=True,
    help="Language of answers. Svarens språk.",
)
FORMAT = click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True
)
ENDPOINT = click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead of the local build.")


def _day(_: click.Context, __: click.Parameter, typed: str | None) -> date | None:
    """The day that was typed; refused in the language of the command."""
    try:
        return None if typed is None else date.fromisoformat(typed)
    except ValueError as error:
        raise QueryError(
            f"--as-of: {typed!r} is no day, written year first",
            hint="such as 2024-12-31",
            sv=f"--as-of: {typed!r} är ingen dag, skriven med året först",
            hint_sv="som 2024-12-31",
        ) from error


AS_OF = click.option(
    "--as-of",
    callback=_day,
    metavar="DAY",
    help="Ask about another day, such as 2024-12-31. Fråga om en annan dag.",
)


class Context:
    """Where the commands work."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    @property
    def workspace(self) -> Workspace:
        """The workspace that was named, or the nearest one."""
        from regiongraf.workspace import Workspace

        return Workspace.load(self.folder) if self.folder else Workspace.find(Path.cwd())

    def dataset(self, endpoint: str | None) -> Dataset:
        """The current build, or what an endpoint serves."""
        from regiongraf.dataset import open_dataset

        return open_dataset(self.folder, endpoint=endpoint)
