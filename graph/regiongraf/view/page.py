"""The network page as one file: the only door to pyvis, which holds nodes, edges and options and renders our template.

The page makes no request, runs nothing but its two hashed scripts, and builds its elements from text only.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from regiongraf.files import write_text
from regiongraf.resources import texts
from regiongraf.view.joining import join
from regiongraf.view.layout import Point, layout
from regiongraf.view.model import Scene
from regiongraf.view.packing import pack
from regiongraf.view.palette import variables
from regiongraf.view.payload import Opening, payload
from regiongraf.view.picture import network_svg
from regiongraf.view.reducing import reduced
from regiongraf.view.squeezing import squeeze
from regiongraf.view.words import WORDS

LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
"""The vis-network that pyvis ships; this line is all that a newer one changes."""
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "custom", "chosen": False},
    "interaction": {
        "hover": True,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "navigationButtons": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 10**9,
        "zoomSpeed": 0.7,
    },
}
STILL = 400
"""Up to so many nodes the file holds a still picture for who has no JavaScript; above, the table alone, cut short."""


def html(scene: Scene, *, opening: Opening | None = None, previous: Mapping[str, Point] | None = None) -> str:
    """The page of a scene. `previous` are the places of an earlier picture, so that this one does not jump."""
    # pyvis pulls in IPython: only who writes a page waits for it.
    from pyvis.network import Network

    opening = opening or Opening()
    scene = reduced(scene, opening.node)
    drawn = scene.drawn()
    positions = layout(drawn, previous)
    network = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    data = payload(scene, positions, opening)
    # The lists are filled directly: add_node looks through all nodes each time and casts ids that look like numbers.
    network.nodes, network.edges, network.options = data.pop("nodes"), data.pop("edges"), OPTIONS
    network.node_ids = [node["id"] for node in network.nodes]
    network.path, network.templateEnv = "page.html", _templates(drawn, data, positions, opening.off)
    return str(network.generate_html())


def write(
    scene: Scene, path: Path, *, opening: Opening | None = None, previous: Mapping[str, Point] | None = None
) -> None:
    """Write the page to `path`, whole or not at all. Raises PageError when it cannot be written."""
    write_text(path, html(scene, opening=opening, previous=previous))


def iframe(scene: Scene, *, height: int = 640, opening: Opening | None = None) -> str:
    """The page inside a sandboxed frame, for notebooks."""
    inside = escape(html(scene, opening=opening), quote=True)
    title = escape(scene.title.said(scene.language), quote=True)
    return (
        f'<iframe title="{title}" sandbox="allow-scripts allow-downloads" srcdoc="{inside}" '
        f'style="width:100%;height:{int(height)}px;border:1px solid #ccc;border-radius:8px"></iframe>'
    )


def _templates(
    scene: Scene, data: Mapping[str, Any], positions: Mapping[str, Point], off: tuple[str, ...]
) -> jinja2.Environment:
    """An environment that escapes everything but the parts that are made here."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"page.html": _page()}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    style, library, script = _style(), _library(), _script()
    still = network_svg(scene, positions, off) if len(scene.nodes) <= STILL else ""
    environment.globals.update(
        language=scene.language,
        title=scene.title.said(scene.language),
        policy=policy([library, script], [style]),
        style=Markup(style),  # noqa: S704 the package's own stylesheet
        library=Markup(library),  # noqa: S704 vis-network as pyvis ships it
        script=Markup(script),  # noqa: S704 the package's own script
        picture=Markup(still),  # noqa: S704 `network_svg` escapes every text
        noscript=WORDS["noscript"].said(scene.language),
        caption=WORDS["table"].said(scene.language),
        columns=[
            WORDS[f"column.{name}"].said(scene.language) for name in ("from", "relation", "to", "figure", "source")
        ],
        rows=_rows(scene, off)[: 4 * STILL],
        # What pyvis hands over, with the rest of the page's data.
        packed=lambda nodes, edges, options: Markup(  # noqa: S704 `pack` leaves no character that could end the element
            pack({**data, "nodes": nodes, "edges": edges, "options": options})
        ),
    )
    return environment


def _rows(scene: Scene, off: tuple[str, ...]) -> list[list[str]]:
    """The table for who has no JavaScript."""
    names = {node.id: node.label.said(scene.language) for node in scene.nodes}
    sources = {source.id: source.title.said(scene.language) for source in scene.sources}
    rows = []
    for edge in scene.edges:
        if not (edge.is_active or edge.change == "removed") or edge.kind in off:
            continue
        figure = edge.share_text or edge.amount_text
        where = sorted({cited.document or sources.get(cited.source, "") for cited in edge.evidence})
        spans = [f"{cited.start}–{cited.end}" for cited in edge.evidence if cited.start is not None]
        places = [*where, *spans]
        verb = WORDS[f"verb.{edge.kind}"].said(scene.language)
        if edge.change:
            verb += f" ({WORDS[f'is.{edge.change}'].said(scene.language)})"
        rows.append(
            [
                names[edge.source],
                verb,
                names[edge.target],
                figure.said(scene.language) if figure else "",
                " ".join(places),
            ]
        )
    return rows


def policy(scripts: list[str], styles: list[str]) -> str:
    """A Content-Security-Policy that allows these texts and nothing else: no network, no frames, no injected markup."""

    def hashes(parts: list[str]) -> str:
        return " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'" for part in parts
        )

    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {hashes(scripts)}",
            f"style-src {hashes(styles)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


@lru_cache(maxsize=1)
def _page() -> str:
    return _asset("page.html")


@lru_cache(maxsize=1)
def _style() -> str:
    # A stylesheet without what only its writers read; no string in it holds these.
    return variables() + re.sub(r"\s*([{};,>])\s*|(:) ", r"\1\2", re.sub(r"\n\s*", "\n", _asset("page.css")))


@lru_cache(maxsize=1)
def _script() -> str:
    folder = files("regiongraf") / "view" / "assets" / "js"
    return squeeze(join({name.removesuffix(".js"): text for name, text in texts(folder, ".js")}, "main"))


@lru_cache(maxsize=1)
def _library() -> str:
    text = (files("pyvis") / LIBRARY).read_text(encoding="utf-8")
    # Developer tools would look for the map beside the page.
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "")


def _asset(name: str) -> str:
    return (files("regiongraf") / "view" / "assets" / name).read_text(encoding="utf-8")
