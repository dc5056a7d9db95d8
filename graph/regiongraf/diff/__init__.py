"""What changed between two datasets: builds, exports, or git revisions of the facts."""

from regiongraf.diff.changes import Change, changes
from regiongraf.diff.patch import patch
from regiongraf.diff.sides import Side, side

__all__ = ["Change", "Side", "changes", "patch", "side"]
