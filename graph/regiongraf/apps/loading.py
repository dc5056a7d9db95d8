"""The command that publishes a build into a remote store: load."""

from __future__ import annotations

from typing import Any

import click

from regiongraf.apps.options import LANGUAGE, Context


@click.command()
@click.option("--endpoint", metavar="URL", required=True, help="The query endpoint; what was loaded is counted there.")
@click.option("--graph-store", metavar="URL", help="The graph store, where it is not known from the endpoint.")
@LANGUAGE
@click.pass_obj
def load(context: Context, endpoint: str, graph_store: str | None, lang: Any) -> None:
    """Put the build into a remote store, graph by graph; safe to repeat. Ladda ett fjärrlager.

    By the SPARQL 1.1 Graph Store Protocol. A name and a password are read from REGIONGRAF_ENDPOINT_USER and
    REGIONGRAF_ENDPOINT_PASSWORD.
    """
    from regiongraf.publishing.quads import read
    from regiongraf.store.loading import load as send
    from regiongraf.store.publication import current_build, text_of_build
    from regiongraf.words import noun

    triples = noun("trippel", "tripplar", "triple")
    build = current_build(context.workspace.dataset_folder)
    quads = read(text_of_build(build))
    for graph in send(quads, endpoint, graph_store=graph_store):
        click.echo(f"{graph.graph}: {triples.counted(graph.triples, lang)}")
