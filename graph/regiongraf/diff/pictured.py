"""Two datasets in one scene: what was added, what was removed, and what changed from which value to which."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from regiongraf.diff.changes import Change, changes
from regiongraf.diff.sides import Side, side_of
from regiongraf.questions import Lookup
from regiongraf.store import Store
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.view.model import KINDS, Compared, Difference, Edge, Node, Scene, Told, Words
from regiongraf.view.scene import scene as scene_of

TITLE = Words("{0} – jämfört med {1}", "{0} – compared with {1}")


def compared(scene: Scene, store: Store, old: Side) -> Scene:
    """`scene`, drawn from `store`, with all that `old` tells otherwise.

    An edge that is in both is changed when what is drawn of it differs; one that moved to another body is removed
    where it was and added where it is. What differs and is not drawn is told in words. Money pages show the newer.
    """
    older = EmbeddedStore.in_memory(old.quads)
    name = PurePath(old.name).name or old.name
    before = scene_of(older, Lookup(older), scene.language)
    told = _told(side_of(older, name), side_of(store, "new"))
    edges = _edges(before, scene, told)
    nodes = _nodes(before, scene, told)
    drawn = {edge.statement for edge in edges if edge.change} | {node.iri for node in nodes}
    others = tuple(each for iri, each in told.items() if iri not in drawn)
    return replace(
        scene,
        title=Words(TITLE.sv.format(scene.title.sv, name), TITLE.en.format(scene.title.en, name)),
        nodes=nodes,
        edges=edges,
        sources=tuple({source.id: source for source in (*before.sources, *scene.sources)}.values()),
        terms=tuple(dict((*before.terms, *scene.terms)).items()),
        compared=Compared(name, others),
    )


def _told(old: Side, new: Side) -> dict[str, Told]:
    """Every fact that differs by its IRI, in both languages."""
    pairs = zip(changes(old, new, "sv"), changes(old, new, "en"), strict=True)
    return {sv.iri: Told(sv.kind, Words(sv.said, en.said), _differences(sv, en)) for sv, en in pairs}


def _differences(sv: Change, en: Change) -> tuple[Difference, ...]:
    return tuple(
        Difference(Words(a.what, b.what), Words(a.before, b.before), Words(a.after, b.after))
        for a, b in zip(sv.differences, en.differences, strict=True)
    )


def _edges(before: Scene, after: Scene, told: dict[str, Told]) -> tuple[Edge, ...]:
    then, now = ({edge.id: edge for edge in side.edges} for side in (before, after))
    marked = []
    for edge in now.values():
        fact = told.get(edge.statement)
        differences = fact.differences if fact else ()
        if edge.id not in then:
            marked.append(replace(edge, change="added", differences=differences))
        elif fact and then[edge.id] != edge:
            marked.append(replace(edge, change="changed", differences=differences))
        else:
            marked.append(edge)
    gone = [replace(edge, change="removed") for id_, edge in then.items() if id_ not in now]
    return tuple(sorted([*marked, *gone], key=lambda edge: (KINDS.index(edge.kind), edge.id)))


def _nodes(before: Scene, after: Scene, told: dict[str, Told]) -> tuple[Node, ...]:
    then, now = ({node.id: node for node in side.nodes} for side in (before, after))
    marked = []
    for node in now.values():
        fact = told.get(node.iri)
        if node.id not in then:
            marked.append(replace(node, change="added"))
        elif fact:
            marked.append(replace(node, change="changed", differences=fact.differences))
        else:
            marked.append(node)
    gone = [replace(node, change="removed") for id_, node in then.items() if id_ not in now]
    return tuple(sorted([*marked, *gone], key=lambda node: node.id))
