"""Questions that a page starts with, chosen by what the scene holds."""

from __future__ import annotations

from collections import Counter
from typing import Any

from regiongraf.view.model import Node, Scene, Words

State = dict[str, Any]


def starting_questions(scene: Scene) -> list[tuple[Words, State]]:
    """At most four questions, each with the state of the page that answers it."""
    many = {node.id for node in scene.nodes if node.gathers}
    owned = [edge for edge in scene.edges if edge.kind == "owns" and edge.is_active and edge.source not in many]
    found: list[tuple[Words, State]] = []
    if target := _longest_chain(scene):
        found.append(
            (_about(target, "Vem äger {}?", "Who owns {}?"), {"view": "tree", "node": target.id, "focus": "up"})
        )
    holders = Counter(edge.source for edge in owned)
    if holders:
        holder = scene.node(min(holders, key=lambda id_: (-holders[id_], id_)))
        found.append(
            (_about(holder, "Vad äger {}?", "What does {} own?"), {"view": "tree", "node": holder.id, "focus": "down"})
        )
    if any(flow.amount is not None for flow in scene.flows):
        found.append((Words("Vart går pengarna?", "Where does the money go?"), {"view": "money"}))
    if any(edge.conflict or edge.derivation != "Stated" for edge in scene.edges if edge.is_active):
        found.append(
            (
                Words("Vad är tolkat eller motsagt?", "What is interpreted or contradicted?"),
                {"view": "table", "doubt": True},
            )
        )
    return found


def _about(node: Node, sv: str, en: str) -> Words:
    return Words(sv.format(node.label.sv), en.format(node.label.en))


def _longest_chain(scene: Scene) -> Node | None:
    """The owned body with the most bodies behind it, through owners and members of owners."""
    above: dict[str, set[str]] = {}
    owned = set()
    many = {node.id for node in scene.nodes if node.gathers}
    for edge in scene.edges:
        if edge.is_active and edge.kind in {"owns", "memberOf"} and not many & {edge.source, edge.target}:
            above.setdefault(edge.target, set()).add(edge.source)
            if edge.kind == "owns":
                owned.add(edge.target)

    def behind(id_: str) -> int:
        seen, queue = {id_}, [id_]
        while queue:
            new = above.get(queue.pop(), set()) - seen
            seen |= new
            queue += sorted(new)
        return len(seen)

    # In a large scene only those with most direct owners are looked behind.
    candidates = sorted(owned, key=lambda id_: (-len(above[id_]), id_))[:150]
    best = max(sorted(candidates), key=behind, default=None)
    return scene.node(best) if best else None
