"""`python -m regiongraf.store.worker`: one query, read from standard input and answered on standard output, pickled."""

from __future__ import annotations

import itertools
import os
import pickle
import signal
import sys
import threading
import time
from pathlib import Path

from regiongraf.errors import QueryError, RegiongrafError
from regiongraf.figures import grouped
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.results import Solutions
from regiongraf.triples import Triple

READY = b"!"
"""What the worker writes when it has started, before it reads its task."""


def answer(store: str, query: str, rows: int, form: str) -> Solutions | list[Triple] | RegiongrafError:
    """What the query gives, or the error that says why it gives nothing."""
    try:
        opened = EmbeddedStore.read(Path(store))
        if form == "construct":
            return opened.construct(query)
        variables, found = opened.stream(query)
        taken = tuple(itertools.islice(found, rows + 1))
        if len(taken) > rows:
            return QueryError(
                f"the query gives more than {rows:,} rows",
                hint="add LIMIT, or allow more with --rows",
                sv=f"frågan ger fler än {grouped(rows, 'sv')} rader",
                hint_sv="lägg till LIMIT, eller tillåt fler med --rows",
            )
        return Solutions(variables, taken)
    except RegiongrafError as error:
        return error


def end_with_parent() -> None:
    """End this process when the one that started it is gone, killed included: the engine lets other threads run."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main() -> None:
    """Answer one query."""
    end_with_parent()
    # ^C reaches the whole group: the command that started this one says so, and stops it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    sys.stdout.buffer.write(pickle.dumps(answer(*pickle.loads(sys.stdin.buffer.read()))))  # noqa: S301 - our own pipe


if __name__ == "__main__":
    main()
