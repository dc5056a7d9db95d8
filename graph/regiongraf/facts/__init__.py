"""Records on disk: read with their lines, merged over works, and judged together."""

from regiongraf.facts.corpus import Corpus, Work
from regiongraf.facts.reading import Located
from regiongraf.facts.shelves import load

__all__ = ["Corpus", "Located", "Work", "load"]
