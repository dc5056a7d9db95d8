"""What a node looks like: its icon and its family of colour."""

from __future__ import annotations

from collections import Counter

from regiongraf.view.icons import ICONS
from regiongraf.view.model import Node, Scene
from regiongraf.view.palette import Family, family_of


def look(node: Node, scene: Scene) -> tuple[str, Family]:
    """The icon and the family of a node. A group looks like its members when they are all alike."""
    form = node.form
    if form == "Group":
        kinds = Counter(other.form for other in scene.nodes if other.id in node.members)
        form = next(iter(kinds)) if len(kinds) == 1 else form
    icon = form if form in ICONS else "FormNotStated"
    return icon, family_of(icon)
