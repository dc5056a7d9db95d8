"""Work on many pieces in as many processes as there are cores, where the system can share memory between them."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar, cast

from regiongraf.errors import PageError

Piece = TypeVar("Piece")
Result = TypeVar("Result")
MOST = 2
"""Each further process copies most of what it reads, for Python counts references in it: with a third, a site of 50 000
organisations would take more than 1 GiB."""
THREADS = Path("/proc/self/task")


def cores() -> int:
    """How many processes are worth while here.

    One where a process cannot be forked soundly: outside Linux, and when this one has threads, whose locks the copy
    would hold for ever. Starting afresh instead would give each process a dataset of its own.
    """
    if sys.platform != "linux" or len(list(THREADS.iterdir())) > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def spread(work: Callable[[Piece], Result], pieces: Sequence[Piece], processes: int) -> Iterator[Result]:
    """The result for each piece, in the order in which they are ready.

    With several processes the pieces are dealt out in turn, and this one takes its share; results and errors have to be
    picklable. The first error of any of them is raised here, and the others are stopped; so they are when the caller
    stops. Raises PageError when a process was killed.
    """
    processes = min(processes, len(pieces))
    # Flushed, or the copies write what waits a second time.
    sys.stdout.flush()
    sys.stderr.flush()
    receivers: dict[Connection, BaseProcess] = {}
    try:
        for number in range(1, processes):
            _start(receivers, work, pieces[number::processes])
        waiting = set(receivers)
        for piece in pieces[:: max(processes, 1)]:
            yield work(piece)
            yield from _received(receivers, waiting, 0)
        while waiting:
            yield from _received(receivers, waiting, None)
    finally:
        for process in receivers.values():
            if process.pid is not None:
                process.terminate()
                process.join()


def _start(receivers: dict[Connection, BaseProcess], work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> None:
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    # One that is left alone, because this process was killed, has to notice: nobody else may hold the other end.
    ends = [*receivers, receiver]
    process = context.Process(target=_work, args=(work, pieces, sender, ends), daemon=True)
    # The signal of Ctrl+C waits until the copy is made, or it is lost in what runs meanwhile; in the copy it waits for
    # ever: this process hears it too, and stops the others.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        receivers[receiver] = process
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    sender.close()


def _work(
    work: Callable[[Piece], Result], pieces: Sequence[Piece], sender: Connection, ends: Sequence[Connection]
) -> None:
    """What each process does: a result or an error for each piece, and None at the end."""
    for end in ends:
        end.close()
    # Without the first process nobody waits for an answer.
    with contextlib.suppress(BrokenPipeError):
        try:
            for piece in pieces:
                sender.send((work(piece), None))
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001  # it is raised again, in the first process
            sender.send((None, error))
        sender.send(None)


def _received(
    receivers: dict[Connection, BaseProcess], waiting: set[Connection], seconds: float | None
) -> Iterator[Result]:
    """The results that are ready within these seconds (None: when one is); takes those that are done from `waiting`."""
    for ready in cast("list[Connection]", wait(waiting, seconds)):
        try:
            message = ready.recv()
        except EOFError:
            receivers[ready].join()
            raise _killed(receivers[ready].exitcode) from None
        if message is None:
            waiting.remove(ready)
            continue
        result, error = message
        if error is not None:
            raise error
        yield result


def _killed(code: int | None) -> PageError:
    return PageError(
        f"a process that wrote pages ended before it was done (exit code {code})",
        hint="often there was too little memory: close other programs and try again",
        sv=f"en process som skrev sidor slutade innan den var klar (slutkod {code})",
        hint_sv="ofta räckte inte minnet: stäng andra program och försök igen",
    )
