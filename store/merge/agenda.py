"""The agenda of the merge: each step begins when those are done that make what it looks at.

Each thread takes the first step that may begin, on a cursor of its own; one thread alone takes them in their order.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from store.merge.engine import Engine

# Seconds between two looks at what is being done, and between two tries to interrupt it.
_TICK = 0.05


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done to an engine ``after`` other steps, which stand before it on the agenda.

    ``done_with`` are the tables that nobody looks at any more when it is done.
    """

    name: str
    act: Callable[[Engine], None]
    after: tuple[str, ...] = ()
    done_with: tuple[str, ...] = ()


def carry_out(steps: Sequence[Step], engine: Engine, threads: int) -> None:
    """Do all steps, so many at a time.

    Raises what a step raises; no other is begun then.
    """
    agenda = _Agenda(steps)
    # This thread only waits: where it works, the engine makes another error of Ctrl-C.
    cursors = [engine.beside() for _ in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        try:
            _await([pool.submit(agenda.work, cursor) for cursor in cursors])
        except BaseException:
            agenda.end()
            # A step that has not yet begun its query does not notice.
            while not agenda.rests(_TICK):
                for cursor in cursors:
                    cursor.connection.interrupt()
            raise


def _await(work: Sequence[Future[None]]) -> None:
    """Wait for all, and raise what the first of them raises."""
    left = set(work)
    while left:
        # Ctrl-C in the moment before a wait begins does not end it: it is heard at the next tick.
        done, left = wait(left, _TICK, FIRST_EXCEPTION)
        for each in done:
            each.result()


class _Agenda:
    """The steps that nobody has begun, and the names of those that are done."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._open = list(steps)
        self._done: set[str] = set()
        self._begun = 0
        self._changed = threading.Condition()

    def work(self, engine: Engine) -> None:
        """Do one step after the other until none is left."""
        while step := self._take():
            try:
                step.act(engine)
                engine.drop(*step.done_with)
            except BaseException:
                self.end()
                raise
            finally:
                self._finish(step)

    def _finish(self, step: Step) -> None:
        with self._changed:
            self._begun -= 1
            self._done.add(step.name)
            self._changed.notify_all()

    def rests(self, seconds: float) -> bool:
        """Whether nothing is being done, after so many seconds at most."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._begun, seconds)

    def end(self) -> None:
        """Have no other step begun."""
        with self._changed:
            self._open.clear()
            self._changed.notify_all()

    def _take(self) -> Step | None:
        """Wait for the next step that may begin; None where there is none left."""
        with self._changed:
            while self._open:
                for at, step in enumerate(self._open):
                    if self._done.issuperset(step.after):
                        self._begun += 1
                        return self._open.pop(at)
                self._changed.wait()
        return None
