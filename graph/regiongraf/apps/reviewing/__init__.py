"""`regiongraf review`: decide on candidates in a local page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from regiongraf.apps.options import LANGUAGE, Context
from regiongraf.words import Words

READY = Words("Granska på", "Review at")
STOP = Words("Ctrl-C avslutar; varje beslut är redan sparat.", "Ctrl-C ends it; every decision is saved already.")
ENDED = Words("Avslutat. Sedan: regiongraf build", "Ended. Next: regiongraf build")


@click.command("review")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--work", metavar="ID", help="The work that the document becomes; default: its file name. Verkets id.")
@click.option("--edition-of", metavar="WORK", help="FILE is a new edition of this work. En ny utgåva av verket.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="A port of one's own; default: a free one.")
@click.option("--open/--no-open", "opens", default=True, show_default=True, help="Open the page in the browser.")
@LANGUAGE
@click.pass_obj
def review(
    context: Context, file: Path | None, work: str | None, edition_of: str | None, port: int, opens: bool, lang: Any
) -> None:
    """Decide on the candidates of FILE with the page before your eyes. Granska kandidaterna i ett dokument.

    Without FILE: the document that was read last. Decisions are written to facts/ as you make them.
    """
    from regiongraf.apps.reviewing.server import Server
    from regiongraf.apps.terminal import Progress
    from regiongraf.review.opening import latest, open_review
    from regiongraf.review.transactions import sole_writer

    workspace = context.workspace
    with sole_writer(workspace.root):
        path = file or latest(workspace)
        with Progress() as progress:
            session = open_review(workspace, path, work=work, edition_of=edition_of, progress=progress)
        with Server(session, lang, port) as server:
            click.echo(f"{READY.said(lang)} {server.address}\n{STOP.said(lang)}")
            if opens:
                click.launch(server.address)
            server.serve_until_ended()
    click.echo(ENDED.said(lang))
