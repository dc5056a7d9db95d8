"""What several commands take: the workspace, the language, an endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

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
ENDPOINT = click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead of the local build.")


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
