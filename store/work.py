"""Work: the supply of a run, read by processes that may hang or die at any document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Any

from store import files
from store.faults import CannotRun
from store.found import Found, Setting, lost
from store.supply import Supply
from store.worker import IDLE, SPAWN, Worker

_TICK = 0.2
# Workers that die one after the other without reading anything are not a document's fault.
_VAIN = 3


class Stop:
    """The wish to end a run after the batches in hand, seen by all processes."""

    def __init__(self) -> None:
        self.flag = SPAWN.RawValue("b", 0)

    def __bool__(self) -> bool:
        return bool(self.flag.value)

    def ask(self) -> None:
        """Ask for the end."""
        self.flag.value = 1


def read_here(supply: Supply, setting: Setting, stop: Stop) -> Iterator[Found]:
    """Read a supply in this process: for tests and debuggers, without a deadline or protection."""
    from store.batch import read_batch

    number = 0
    while not stop and (batch := supply.take()):
        found = read_batch(number, batch, setting, lambda _: not stop)
        files.land(found.parts)
        yield found
        number += 1


class Crew:
    """Worker processes that share the supply of a run among them."""

    def __init__(self, supply: Supply, jobs: int, setting: Setting, stop: Stop) -> None:
        self.supply, self.jobs, self.setting, self.stop = supply, jobs, setting, stop
        self.workers: list[Worker] = []
        self.given = 0
        self.in_vain = 0

    def __iter__(self) -> Iterator[Found]:
        try:
            while (not self.stop and self.supply.fill(1)) or self._busy:
                self._hire()
                yield from self._listen()
                yield from self._end_late()
        finally:
            for worker in self.workers:
                worker.pipe.close()  # All of them hear that the run is over before the first is waited for.
            for worker in self.workers:
                worker.end()

    @property
    def _busy(self) -> bool:
        return any(worker.batch for worker in self.workers)

    def _hire(self) -> None:
        """Have as many workers as there is work for; a batch that was taken back may find idle ones."""
        for worker in self.workers:
            if worker.is_ready and worker.batch is None:
                self._give(worker)
        busy = sum(1 for worker in self.workers if worker.batch)
        wanted = min(self.jobs, busy + self.supply.fill(self.jobs - busy))
        while len(self.workers) < wanted and not self.stop:
            self.workers.append(Worker(self.setting, self.stop.flag))

    def _listen(self) -> Iterator[Found]:
        """Wait a moment for workers to say something."""
        pipes: dict[Any, Worker] = {worker.pipe: worker for worker in self.workers}
        for pipe in wait(list(pipes), _TICK):
            worker = pipes[pipe]
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._bury(worker)
                continue
            if isinstance(said, OSError):
                raise said
            worker.is_ready, worker.batch = True, None
            self._give(worker)
            if isinstance(said, Found):
                self.in_vain = 0
                # The disk is waited for here, while the worker reads what it was just given.
                files.land(said.parts)
                yield said

    def _give(self, worker: Worker) -> None:
        if not self.stop and (batch := self.supply.take()):
            self.given += 1
            # Where the worker has just died, the next round hears so.
            with suppress(OSError):
                worker.give(self.given, batch)

    def _bury(self, worker: Worker) -> Iterator[Found]:
        """A worker died: the document that it was reading gets its row, the others are read again."""
        how = worker.end()
        yield from self._without(worker, worker.at, f"worker-died: the process that was reading it {how}.")
        if worker.at == IDLE:
            self.in_vain += 1
        if self.in_vain > _VAIN:
            raise CannotRun(f"The processes that read keep dying without reading anything; the last one {how}.")

    def _end_late(self) -> Iterator[Found]:
        """End the workers that have been reading one document for too long."""
        timeout = self.setting.timeout
        for worker in [worker for worker in self.workers if worker.batch and worker.is_late(timeout)]:
            late = worker.at
            worker.end()
            # It may have come to the end of that document at the last moment.
            at = late if worker.at == late else IDLE
            yield from self._without(worker, at, f"timed-out: not read within {timeout:g} seconds (--timeout).")

    def _without(self, worker: Worker, at: int, problem: str) -> Iterator[Found]:
        """Take back the batch of a worker that is no more, without the document that it was reading."""
        self.workers.remove(worker)
        places = worker.batch[1] if worker.batch else ()
        if at == IDLE:
            self.supply.give_back(places)
            return
        self.supply.give_back(places[at + 1 :])
        self.supply.give_back(places[:at])
        yield Found([lost(places[at], self.setting, problem)])
