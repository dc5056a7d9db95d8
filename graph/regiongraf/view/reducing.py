"""A scene too large to draw: the best connected nodes as they are, the rest put together by hub, relation and form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from regiongraf.figures import number
from regiongraf.view.model import Edge, Node, Scene, Words, opaque

LIMIT = 5000
"""How many nodes one page carries."""


def reduced(scene: Scene, keep: str | None = None, limit: int = LIMIT) -> Scene:
    """The scene itself up to `limit` nodes; above, at most `limit`, some of which stand for many, and a note on it.

    Kept are the node `keep` with its neighbours, then the nodes with most relations. What hangs on one kept node by
    one relation and has one form becomes one node with a count; no amount is summed.
    """
    if len(scene.nodes) <= limit:
        return scene
    kept = _kept(scene, keep, limit * 4 // 5)
    together: dict[tuple[str, str, str, bool], set[str]] = defaultdict(set)
    forms = {node.id: node for node in scene.nodes}
    edges = []
    for edge in scene.edges:
        if edge.source in kept and edge.target in kept:
            edges.append(edge)
        elif (edge.source in kept) != (edge.target in kept) and edge.is_active:
            hub, other = (edge.source, edge.target) if edge.source in kept else (edge.target, edge.source)
            together[hub, edge.kind, forms[other].form, edge.source == hub].add(other)
    largest = sorted(together.items(), key=lambda item: (-len(item[1]), item[0]))[: limit - len(kept)]
    nodes = [node for node in scene.nodes if node.id in kept]
    for (hub, kind, form, outward), others in largest:
        node = _many(hub, kind, form, forms[min(others)].form_label, len(others))
        nodes.append(node)
        edges.append(_link(forms[hub], node, kind, outward=outward))
    hidden = len(scene.nodes) - len(kept)
    return replace(
        scene, nodes=tuple(sorted(nodes, key=lambda n: n.id)), edges=tuple(edges), note=_note(hidden, len(kept))
    )


def _kept(scene: Scene, keep: str | None, count: int) -> set[str]:
    degree: dict[str, int] = defaultdict(int)
    near: set[str] = set()
    for edge in scene.edges:
        if edge.is_active:
            degree[edge.source] += 1
            degree[edge.target] += 1
            if keep in (edge.source, edge.target):
                near |= {edge.source, edge.target}
    order = sorted(scene.nodes, key=lambda n: (n.id != keep, n.id not in near, -degree[n.id], n.id))
    return {node.id for node in order[:count]}


def _many(hub: str, kind: str, form: str, label: Words, count: int) -> Node:
    iri = f"urn:many:{hub}:{kind}:{form}"
    shown = Decimal(count)
    name = Words(f"{number(shown, 'sv')} × {label.sv}", f"{number(shown, 'en')} × {label.en}")
    return Node(opaque(iri), iri, name, "Group", Words("hopslagna", "put together"), stated_count=count)


def _link(hub: Node, many: Node, kind: str, *, outward: bool) -> Edge:
    source, target = (hub.id, many.id) if outward else (many.id, hub.id)
    statement = f"{many.iri}:{'out' if outward else 'in'}"
    return Edge(opaque(statement, "e"), statement, kind, source, target)


def _note(hidden: int, kept: int) -> Words:
    sv, en = number(Decimal(hidden), "sv"), number(Decimal(hidden), "en")
    sv_kept, en_kept = number(Decimal(kept), "sv"), number(Decimal(kept), "en")
    return Words(
        f"Sidan visar {sv_kept} organisationer var för sig. {sv} till är hopslagna eller utelämnade: "
        "fråga om en av dem med regiongraf view NAMN.",
        f"The page shows {en_kept} organisations one by one. {en} more are put together or left out: "
        "ask about one of them with regiongraf view NAME.",
    )
