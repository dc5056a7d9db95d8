"""What a node looks like: its icon and its family of colour."""

from __future__ import annotations

from collections.abc import Mapping

from regiongraf.view.icons import ICONS
from regiongraf.view.model import Node, Scene
from regiongraf.view.palette import Family, family_of


def looks_of(scene: Scene) -> dict[str, tuple[str, Family]]:
    """The icon and the family of each node, by id. A group looks like its members when they are all alike."""
    forms = {node.id: node.form for node in scene.nodes}
    return {node.id: _look(node, forms) for node in scene.nodes}


def look(node: Node, scene: Scene) -> tuple[str, Family]:
    """The icon and the family of one node."""
    return _look(node, {other.id: other.form for other in scene.nodes})


def _look(node: Node, forms: Mapping[str, str]) -> tuple[str, Family]:
    form = node.form
    if form == "Group":
        kinds = {forms[member] for member in node.members if member in forms}
        form = next(iter(kinds)) if len(kinds) == 1 else form
    icon = form if form in ICONS else "FormNotStated"
    return icon, family_of(icon)
