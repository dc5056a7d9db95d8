"""What every store can do. A query names its graphs itself, or is asked of the union of all of them."""

from __future__ import annotations

from typing import Protocol

from regiongraf.store.results import Solutions
from regiongraf.triples import Triple


class Store(Protocol):
    """A place that answers SPARQL 1.1 queries.

    Every method raises QueryError for a query that cannot be run and StoreError when the store cannot be used.
    """

    def select(self, query: str) -> Solutions:
        """The rows of a SELECT; an ASK gives one row of one boolean, `answer`."""

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, in term order and without repeats."""

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""

    def close(self) -> None:
        """Let go of files and connections."""
