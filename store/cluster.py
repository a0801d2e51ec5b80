"""Cluster: the supply of a run, read by the workers of a Dask scheduler.

They do what the processes of this machine do: the same function of a batch writes its part files,
and only rows for the log come back. Inputs and OUT lie where all of them can see them.

A batch whose worker dies is given to another by the scheduler, and writes the same files again:
nothing counts before the run commits it. A batch that keeps killing workers is read again document
by document, so that only the document that does it is lost. While it reads, a task tells once a
second at which document it is: one that stays at the same for too long has its worker restarted.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from store import files, versions
from store.faults import CannotRun, WrongWords
from store.found import Found, Setting, lost
from store.places import Place
from store.supply import Supply
from store.work import Stop

if TYPE_CHECKING:
    from distributed import Client, Future

_TOPIC = "raingan"
_TICK = 0.5
# Tasks in hand for each thread of a worker: one that it reads, one that waits for it.
_AHEAD = 2
_CONNECT = 10


@dataclass(slots=True)
class _Task:
    """A batch in some worker's hands; ``at`` is the document that it was last heard to be at."""

    number: int
    places: Sequence[Place]
    at: int = -1
    worker: str = ""
    since: float = field(default_factory=time.monotonic)

    def heard(self, at: int, worker: str) -> None:
        if (at, worker) != (self.at, self.worker):
            self.at, self.worker, self.since = at, worker, time.monotonic()


class Cluster:
    """The workers of a scheduler, sharing the supply of a run among them.

    Raises CannotRun where no scheduler answers or its workers have another raingan.
    """

    def __init__(self, supply: Supply, address: str, setting: Setting, stop: Stop) -> None:
        self.supply, self.address, self.stop = supply, address, stop
        # What a whole OUT has read before is too much to send along with every batch.
        self.setting = replace(setting, known=frozenset())
        self.flying: dict[Future, _Task] = {}
        self.given = 0
        # How many threads the workers had when they were last counted, and when they had any.
        self.threads, self.manned = 0, time.monotonic()

    def __iter__(self) -> Iterator[Found]:
        with connected(self.address) as client:
            client.subscribe_topic(_TOPIC, self._hear)
            while self._fly(client):
                yield from self._land(client)
                yield from self._end_late(client)

    def _fly(self, client: Client) -> bool:
        """Give out as many batches as the workers can hold; false where none is left or out."""
        self._count_threads(client)
        room = _AHEAD * max(1, self.threads) - len(self.flying)
        while room > 0 and not self.stop and (batch := self.supply.take()):
            self.given += 1
            room -= 1
            future = client.submit(_read, self.given, batch, self.setting, versions.running(), pure=False)
            self.flying[future] = _Task(self.given, batch)
        return bool(self.flying)

    def _count_threads(self, client: Client) -> None:
        """Count the threads that the workers have. Raises CannotRun where there have been no workers for too long."""
        self.threads = sum(client.nthreads().values())
        now, timeout = time.monotonic(), self.setting.timeout
        if self.threads:
            self.manned = now
        elif now - self.manned > timeout:
            told = f"The workers of the Dask scheduler at {self.address} are gone, and none came"
            raise CannotRun(f"{told} within {timeout:g} seconds (--timeout); what was committed stands.")

    def _hear(self, event: Any) -> None:
        _, (number, at, worker) = event
        for task in list(self.flying.values()):
            if task.number == number:
                task.heard(at, worker)

    def _land(self, client: Client) -> Iterator[Found]:
        from distributed import wait

        with suppress(TimeoutError):
            wait(list(self.flying), timeout=_TICK, return_when="FIRST_COMPLETED")
        for future in [future for future in self.flying if future.done()]:
            task = self.flying.pop(future)
            if future.status == "finished":
                yield future.result()
            else:
                yield from self._failed(task, future)

    def _failed(self, task: _Task, future: Future) -> Iterator[Found]:
        from distributed import KilledWorker

        fault = future.exception() if future.status == "error" else None
        if not isinstance(fault, KilledWorker):
            # A client that loses its scheduler cancels what it waits for.
            raise fault or _scheduler_is_gone(self.address)
        if len(task.places) == 1:
            yield Found([lost(task.places[0], self.setting, "worker-died: the workers that read it died.")])
        for place in reversed(task.places if len(task.places) > 1 else ()):
            self.supply.give_back([place])

    def _end_late(self, client: Client) -> Iterator[Found]:
        """Restart the workers that have been reading one document for too long; where there are none, none reads."""
        if not self.threads:
            return
        timeout, now = self.setting.timeout, time.monotonic()
        late = [item for item in self.flying.items() if item[1].at >= 0 and now - item[1].since > timeout]
        for future, task in late:
            del self.flying[future]
            future.cancel()
            # A worker without a nanny cannot be restarted, nor one that is gone: its thread is lost.
            with suppress(ValueError, TimeoutError, KeyError):
                client.restart_workers([task.worker], timeout=_CONNECT)
            self.supply.give_back(task.places[task.at + 1 :])
            self.supply.give_back(task.places[: task.at])
            problem = f"timed-out: not read within {timeout:g} seconds (--timeout)."
            yield Found([lost(task.places[task.at], self.setting, problem)])


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A connection to a scheduler that has workers."""
    try:
        from distributed import Client
        from distributed.client import FuturesCancelledError
        from distributed.comm import CommClosedError
    except ImportError:
        raise WrongWords("--engine dask needs the cluster extra: pip install 'raingan[cluster]'.") from None
    try:
        client = Client(address, timeout=_CONNECT)
    except (OSError, TimeoutError, ValueError) as fault:
        raise CannotRun(f"No Dask scheduler answers at {address}: {fault}") from fault
    with client:
        try:
            client.wait_for_workers(1, timeout=_CONNECT)
        except TimeoutError:
            raise CannotRun(f"The Dask scheduler at {address} has no workers.") from None
        # What the client would say of a lost scheduler, with a traceback, is said below.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        try:
            yield client
        except (FuturesCancelledError, CommClosedError) as fault:
            raise _scheduler_is_gone(address) from fault


def _scheduler_is_gone(address: str) -> CannotRun:
    return CannotRun(f"The Dask scheduler at {address} is gone; what was committed stands.")


def _read(number: int, places: Sequence[Place], setting: Setting, running: dict[str, str]) -> Found:
    """What a worker does with a batch."""
    from store.batch import read_batch

    if versions.running() != running:
        raise CannotRun(f"A worker runs {versions.running()}, and this machine {running}: install the same on both.")
    at = -1

    def goes_on(place: int) -> bool:
        nonlocal at
        at = place
        return True

    with _telling(number, lambda: at):
        found = read_batch(number, places, setting, goes_on)
        # The run is on another machine, which may see a file before all of it.
        files.land(found.parts)
        return replace(found, parts=[])


@contextmanager
def _telling(number: int, at: Callable[[], int]) -> Iterator[None]:
    """Tell once a second where a batch stands."""
    from distributed import get_worker

    worker = get_worker()
    is_over = threading.Event()

    def tell() -> None:
        while not is_over.wait(1.0):
            worker.log_event(_TOPIC, (number, at(), worker.address))

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        is_over.set()
        teller.join()
