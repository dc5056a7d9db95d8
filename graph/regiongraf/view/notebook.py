"""The page in a notebook: shown in a sandboxed frame, written with `.write(path)`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from regiongraf.view.model import Scene
from regiongraf.view.payload import Opening


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A scene and what its page opens with; the last value of a cell shows itself. `height` is in pixels."""

    scene: Scene
    opening: Opening = field(default_factory=Opening)
    height: int = 640

    def html(self) -> str:
        """The whole page as text."""
        from regiongraf.view.page import html

        return html(self.scene, opening=self.opening)

    def write(self, path: str | Path) -> Path:
        """Write the page; raises PageError when that cannot be done."""
        from regiongraf.view.page import write

        write(self.scene, Path(path), opening=self.opening)
        return Path(path)

    def _repr_html_(self) -> str:
        from regiongraf.view.page import iframe

        return iframe(self.scene, height=self.height, opening=self.opening)
