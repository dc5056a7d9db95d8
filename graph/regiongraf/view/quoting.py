"""The words of a document, put beside the statements that stand in it, for who has the document at hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from regiongraf.documents import read
from regiongraf.errors import DocumentError, Place
from regiongraf.view.model import Cited, Edge, Scene

LONGEST = 600


def quoted(scene: Scene, path: Path) -> Scene:
    """The scene with a quote at every place in the document at `path`, white space put together.

    Raises DocumentError when the file cannot be read, or is none that the scene cites, byte by byte.
    """
    text = read(path)
    name = next((name for s in scene.sources for name, digest in s.documents if digest == text.sha256), None)
    if name is None:
        raise DocumentError(
            "no statement was read from this file",
            place=Place(path),
            hint="it has to be the same file, byte by byte; `regiongraf evidence --document FILE` says what differs",
            sv="ingen uppgift är läst ur denna fil",
            hint_sv="det måste vara samma fil, byte för byte; `regiongraf evidence --document FIL` visar skillnaden",
        )
    edges = tuple(replace(edge, evidence=_with_quotes(edge, name, text.text)) for edge in scene.edges)
    return replace(scene, edges=edges)


def _with_quotes(edge: Edge, name: str, text: str) -> tuple[Cited, ...]:
    return tuple(
        replace(cited, quote=" ".join(text[cited.start : cited.end].split())[:LONGEST])
        if cited.document == name and cited.start is not None
        else cited
        for cited in edge.evidence
    )
