"""regiongraf: who owns, controls, funds and works with whom, and where does it say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regiongraf.dataset import Dataset
    from regiongraf.dataset import open_dataset as open  # noqa: A004 - regiongraf.open() is the public name

__all__ = ["Dataset", "__version__", "open"]
__version__ = "0.1.0"

# The face is loaded on first use, so that `import regiongraf` and `regiongraf --help` stay light.
_FACE = {"open": "open_dataset", "Dataset": "Dataset"}


def __getattr__(name: str) -> object:
    if name in _FACE:
        from regiongraf import dataset

        return getattr(dataset, _FACE[name])
    raise AttributeError(f"module 'regiongraf' has no attribute {name!r}")
