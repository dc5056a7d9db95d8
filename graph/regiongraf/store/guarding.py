"""Queries that somebody typed: what they may not do, and a process of their own that can be stopped at any moment."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from regiongraf.errors import QueryError, RegiongrafError, StoreError
from regiongraf.figures import number
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.keywords import bare, empty
from regiongraf.store.results import Solutions
from regiongraf.store.worker import READY
from regiongraf.triples import Triple

_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = re.compile(r"(?i)(?<![\w?$:.-])(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?![\w:.-])")
# Words that are no variable and no local name. A parser may take “1SERVICE” and “SERVICE:x” for calls.
_WORD = re.compile(r"[?$]\w+|:[\w.%-]+|(\w+)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds by the clock, and rows."""

    seconds: float = 60
    rows: int = 100_000


def refuse_writing_and_calling(query: str, *, service: bool = False) -> None:
    """Raise QueryError for a query that is empty, writes, or calls another endpoint unless `service` allows it."""
    if not query.strip():
        raise empty()
    plain = _ESCAPED.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)
    keywords = bare(plain)
    if found := _UPDATE.search(keywords):
        raise QueryError(
            f"this is an update ({found[1].upper()}); regiongraf only reads",
            hint="change the records and run `regiongraf build`",
            sv=f"detta är en uppdatering ({found[1].upper()}); regiongraf bara läser",
            hint_sv="ändra uppgifterna och kör `regiongraf build`",
        )
    if not service and any("service" in (word[1] or "").lower() for word in _WORD.finditer(keywords)):
        raise QueryError(
            "the query calls another endpoint (SERVICE), which is not allowed here",
            hint="allow it with --allow-service if you trust the query: it may send what it finds elsewhere",
            sv="frågan anropar en annan ändpunkt (SERVICE), vilket inte är tillåtet här",
            hint_sv="tillåt det med --allow-service om du litar på frågan: den kan skicka vidare vad den hittar",
        )


class GuardedStore:
    """A build's store behind the `Store` protocol, each query in a process of its own that ends at its limits.

    However a query ends, by an answer, an error, the limit of time or ^C, its process is gone. Raises QueryError when a
    query is wrong, takes longer or gives more rows than `limits` allow, StoreError when the store cannot be used.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self._own: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def of(cls, store: EmbeddedStore, limits: Limits) -> GuardedStore:
        """A guard before a store that is open; one in memory is written aside, where its process finds it."""
        if store.folder is not None:
            return cls(store.folder, limits)
        own = tempfile.TemporaryDirectory(prefix="regiongraf-")
        store.save(Path(own.name) / "store")
        guarded = cls(Path(own.name) / "store", limits)
        guarded._own = own
        return guarded

    def select(self, query: str) -> Solutions:
        """See `Store`."""
        found = self._in_process(query, "select")
        assert isinstance(found, Solutions)
        return found

    def construct(self, query: str) -> list[Triple]:
        """See `Store`."""
        found = self._in_process(query, "construct")
        assert isinstance(found, list)
        return found

    def graphs(self) -> list[str]:
        """See `Store`."""
        return EmbeddedStore.read(self.folder).graphs()

    def close(self) -> None:
        """See `Store`."""
        if self._own is not None:
            self._own.cleanup()

    def _in_process(self, query: str, form: Literal["select", "construct"]) -> Solutions | list[Triple]:
        # This very Python, running this package.
        command = [sys.executable, "-m", "regiongraf.store.worker"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:  # noqa: S603
            try:
                # What it takes to start is not the query's time.
                assert worker.stdout is not None
                worker.stdout.read(len(READY))
                task = pickle.dumps((str(self.folder), query, self.limits.rows, form))
                answer, _ = worker.communicate(task, timeout=self.limits.seconds)
            except subprocess.TimeoutExpired as error:
                raise QueryError(
                    f"the query took more than {self.limits.seconds:g} s and was stopped",
                    hint="narrow it, add LIMIT, or give it longer with --seconds",
                    sv=f"frågan tog mer än {number(Decimal(f'{self.limits.seconds:g}'), 'sv')} s och stoppades",
                    hint_sv="gör den snävare, lägg till LIMIT, eller ge den längre tid med --seconds",
                ) from error
            finally:
                worker.kill()
        if worker.returncode:
            raise StoreError(
                f"the query ended with code {worker.returncode}",
                hint="narrow it: it may need more memory",
                sv=f"frågan slutade med kod {worker.returncode}",
                hint_sv="gör den snävare: den behöver kanske mer minne",
            )
        found = pickle.loads(answer)  # noqa: S301 - written by our own worker through a private pipe
        if isinstance(found, RegiongrafError):
            raise found
        assert isinstance(found, Solutions | list)
        return found
