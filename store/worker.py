"""A worker: a process that reads batches, writes their part files, and tells the run what it found.

Processes are spawned, never forked, so that they work alike on every system. Where a worker stands
is one number in shared memory: the place of its batch that it is reading, or that it reads none.
The run looks at that number to notice a document that takes too long, and to know which one a
worker that died was reading. A worker ignores Ctrl-C and SIGTERM, which reach the whole group: the
run asks it to stop, by a flag that it looks at before each document.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from typing import Any

from store.found import Found, Setting
from store.places import Place
from store.system_memory import use_system_memory

SPAWN: SpawnContext = multiprocessing.get_context("spawn")
IDLE = -1


class Worker:
    """The run's end of a worker process; ``batch`` is what it has in hand."""

    def __init__(self, setting: Setting, stop: Any) -> None:
        self.batch: tuple[int, Sequence[Place]] | None = None
        self.is_ready = False
        self._at = SPAWN.RawValue("q", IDLE)
        self._seen, self._since = IDLE, time.monotonic()
        self.pipe, other = SPAWN.Pipe()
        self.process = SPAWN.Process(target=_work, args=(other, setting, self._at, stop), daemon=True)
        self.process.start()
        other.close()

    @property
    def at(self) -> int:
        """The place of the batch that is being read; IDLE where none is."""
        return int(self._at.value)

    def give(self, number: int, places: Sequence[Place]) -> None:
        """Hand over a batch. Raises OSError where the worker has died."""
        self.batch = (number, places)
        self._seen, self._since = IDLE, time.monotonic()
        self.pipe.send((number, places))

    def is_late(self, timeout: float) -> bool:
        """Whether it has been reading one document for longer than allowed."""
        at, now = self.at, time.monotonic()
        if at != self._seen:
            self._seen, self._since = at, now
        return at != IDLE and now - self._since > timeout

    def end(self) -> str:
        """End the process, whatever it does, and tell how it ended."""
        self.pipe.close()
        self.process.join(0 if self.batch else 5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        return f"was ended by signal {-code}" if code < 0 else f"ended with status {code}"


def _work(pipe: Connection, setting: Setting, at: Any, stop: Any) -> None:
    """What the process does: read batches until the run closes the pipe or is no more."""
    # Loaded here, for the run itself never needs it, and before the collector is tuned.
    from store.batch import read_batch

    tune_memory()
    # The threads of one Tesseract would take the processors of the other workers.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_run, daemon=True).start()

    def goes_on(place: int) -> bool:
        at.value = place
        return not stop.value

    try:
        pipe.send("ready")
        while True:
            number, places = pipe.recv()
            pipe.send(_answer(partial(read_batch, number, places, setting, goes_on)))
    except (EOFError, OSError):
        # The run is over. Python would take everything apart, object by object, before it ends.
        os._exit(0)


def tune_memory() -> None:
    """Have this process keep its memory as suits batches: for workers, and for who measures what they do."""
    # The rows of a batch are many small objects that all live until its end: looking for garbage
    # among them as often as Python does by default takes as long as making them.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    use_system_memory()


def _end_with_run() -> None:
    """End this process when the run is killed, even in the middle of a document that hangs."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(read: Callable[[], Found]) -> Found | OSError:
    try:
        return read()
    except OSError as fault:
        return OSError(fault.errno, fault.strerror or str(fault), fault.filename)
