"""Documents into candidate facts: read a report, a page or a table, and offer what it says with evidence.

Nothing here is a decision: a candidate is a reading, with a level that says how far to trust it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from regiongraf.intake.blocks import Prompt
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.document import Document
from regiongraf.intake.pipeline import Reading, read_document
from regiongraf.intake.scoring import Score, score
from regiongraf.model import Entry

__all__ = ["Candidate", "Document", "Prompt", "Reading", "Score", "candidates", "read", "read_document", "score"]


def read(path: Path) -> Document:
    """Read a PDF, DOCX, HTML or text file into one document model.

    Raises DocumentError when the file is missing, damaged, hostile, or of no kind that is read.
    """
    from regiongraf.intake.readers import read as read_file

    return read_file(path)


def candidates(document: Document, registry: Iterable[Entry] = ()) -> list[Candidate]:
    """The candidate facts of `document`, in the order of its text; `registry` gives the names that are known."""
    return list(read_document(document, registry).candidates)
