"""Classes of words that speak of relations (`cues.toml`): what words never met before share with known ones."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files


@lru_cache(maxsize=65_536)
def cues(word: str) -> tuple[str, ...]:
    """The classes that `word`, in small letters, belongs to, in the order of the file."""
    return tuple(name for name, pattern in _classes() if pattern.fullmatch(word))


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = tomllib.loads((files("regiongraf.intake") / "cues.toml").read_text(encoding="utf-8"))
    return tuple(
        (name, re.compile("|".join(re.escape(word).replace(r"\*", ".*") for word in words.split())))
        for name, words in raw.items()
    )
