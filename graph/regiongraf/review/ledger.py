"""What a person decided that is no record: readings rejected or edited, contradictions seen, what an edition left open.

It stands in `facts/<work>/review/decisions.toml`, in git beside the facts, one block per decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from regiongraf.errors import RecordError, RecordErrors
from regiongraf.facts import Located
from regiongraf.facts.reading import tables
from regiongraf.model import Evidence, Slug, Value

FILE = "review/decisions.toml"
HEAD = """\
# Beslut som inte är uppgifter: läsningar avvisade och ändrade, motsägelser sedda, det som en ny utgåva lämnat öppet.
# Decisions that are no records: readings rejected or edited, contradictions seen, and what a new edition left open.
"""
Key = Annotated[str, Field(pattern=r"^[a-z-]+/[a-z0-9-]+$")]


class Rejected(Value):
    """A reading that is wrong, so that it does not come back."""

    KIND: ClassVar[str] = "rejected"

    id: Slug
    reading: str
    evidence: Evidence
    reason: str | None = None


class Edited(Value):
    """A reading that became a record which says something else."""

    KIND: ClassVar[str] = "edited"

    id: Slug
    reading: str
    record: Key
    evidence: Evidence


class Open(Value):
    """A record that a new edition no longer says where it did. `regiongraf check` fails until it is decided."""

    KIND: ClassVar[str] = "open"

    id: Slug
    record: Key
    what: Literal["changed", "lost"]
    edition: Slug
    reading: str | None = None


class Seen(Value):
    """A contradiction that stands in the document itself: the records were accepted as they are, with it in view.

    It comes back when another record takes part in it, or when it says something else.
    """

    KIND: ClassVar[str] = "seen"

    id: Slug
    conflict: Literal["sum", "total", "number"]
    records: tuple[Key, ...] = Field(min_length=1)
    said: str


KINDS: dict[str, type[Value]] = {kind.KIND: kind for kind in (Rejected, Edited, Open, Seen)}


@dataclass(frozen=True, slots=True)
class Decisions:
    """The ledger of one work."""

    rejected: tuple[Located[Rejected], ...] = ()
    edited: tuple[Located[Edited], ...] = ()
    open: tuple[Located[Open], ...] = ()
    seen: tuple[Located[Seen], ...] = ()


def parse(content: bytes, shown: str) -> Decisions:
    """The ledger in a file's bytes; raises RecordErrors with every line that is wrong."""
    found = list(tables(content, shown, KINDS))
    if errors := [item for item in found if isinstance(item, RecordError)]:
        raise RecordErrors(errors)
    good = [item for item in found if not isinstance(item, RecordError)]
    return Decisions(*(tuple(_only(good, kind)) for kind in (Rejected, Edited, Open, Seen)))


def _only(found: Iterable[Located[Value]], kind: type) -> Iterable[Located]:  # type: ignore[type-arg]  # of `kind`
    return (item for item in found if isinstance(item.record, kind))


def read(facts: Traversable, work: str) -> Decisions:
    """The ledger of a work; an empty one where there is none. Raises RecordErrors."""
    file = facts / work / "review" / "decisions.toml"
    return parse(file.read_bytes(), str(file)) if file.is_file() else Decisions()
