"""Work: the places of a run in batches, read by processes that may hang or die at any document."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from store.batch import Found, Setting, blank_row, failed, read_batch
from store.faults import CannotRun
from store.places import Place
from store.worker import IDLE, SPAWN, Worker

# A batch is bounded so that memory stays flat, and large so that files stay few.
_DOCUMENTS = 256
_FEWEST = 32
_BYTES = 8 << 20
_TICK = 0.2
# Workers that die one after the other without reading anything are not a document's fault.
_VAIN = 3


def batches(places: Sequence[Place], jobs: int) -> Iterator[list[Place]]:
    """Cut places into batches, small enough that all workers have some to the end."""
    most = min(_DOCUMENTS, max(_FEWEST, -(-len(places) // (4 * jobs))))
    batch: list[Place] = []
    size = 0
    for place in places:
        if batch and (len(batch) >= most or size + place.size > _BYTES):
            yield batch
            batch, size = [], 0
        batch.append(place)
        size += place.size
    if batch:
        yield batch


class Stop:
    """The wish to end a run after the batches in hand, seen by all processes."""

    def __init__(self) -> None:
        self.flag = SPAWN.RawValue("b", 0)

    def __bool__(self) -> bool:
        return bool(self.flag.value)

    def ask(self) -> None:
        """Ask for the end."""
        self.flag.value = 1


def read_here(places: Sequence[Place], setting: Setting, stop: Stop) -> Iterator[Found]:
    """Read places in this process: for tests and debuggers, without a deadline or protection."""
    for number, batch in enumerate(batches(places, 1)):
        if stop:
            return
        yield read_batch(number, batch, setting, lambda _: not stop)


class Crew:
    """Worker processes that share the places of a run among them."""

    def __init__(self, places: Sequence[Place], jobs: int, setting: Setting, stop: Stop) -> None:
        self.setting, self.stop = setting, stop
        self.waiting: deque[Sequence[Place]] = deque(batches(places, jobs))
        self.most = min(jobs, len(self.waiting))
        self.workers: list[Worker] = []
        self.given = 0
        self.in_vain = 0

    def __iter__(self) -> Iterator[Found]:
        try:
            while (self.waiting and not self.stop) or self._busy:
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
        wanted = min(self.most, len(self.waiting) + sum(1 for worker in self.workers if worker.batch))
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
                yield said

    def _give(self, worker: Worker) -> None:
        if self.waiting and not self.stop:
            self.given += 1
            # Where the worker has just died, the next round hears so.
            with suppress(OSError):
                worker.give(self.given, self.waiting.popleft())

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
            self._wait_again(places)
            return
        self._wait_again(places[at + 1 :])
        self._wait_again(places[:at])
        yield Found([_lost(places[at], self.setting, problem)])

    def _wait_again(self, places: Sequence[Place]) -> None:
        if places:
            self.waiting.appendleft(places)


def _lost(place: Place, setting: Setting, problem: str) -> dict[str, Any]:
    """The row of a document whose reading was cut off; the digest of its bytes is taken here."""
    row = failed(blank_row(place, setting), problem)
    # Only of a file: whatever else it is may hang this process as well.
    if Path(place.path).is_file():
        with suppress(OSError), open(place.path, "rb") as file:  # noqa: PTH123 - as in store.batch.
            row["document_id"] = hashlib.file_digest(file, "sha256").hexdigest()
    return row
