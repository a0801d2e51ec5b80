"""Runs of programs: how long, how much of the processors, and how much memory all their processes held."""

from __future__ import annotations

import mmap
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
_RAINGAN = Path(sys.executable).with_name("raingan")
_TICK = 0.02


@dataclass(frozen=True)
class Run:
    """A run to its end: seconds, seconds of processors, and the most bytes held at one moment."""

    seconds: float
    processor: float
    peak: int
    status: int
    said: str


def raingan(*words: object) -> list[str]:
    """The words that start raingan as users start it."""
    return [str(_RAINGAN), *map(str, words)]


def python(*words: object) -> list[str]:
    """The words that start this Python."""
    return [sys.executable, *map(str, words)]


def run(words: Sequence[str], *, is_pinned: bool = False, statuses: Sequence[int] = (0, 1)) -> Run:
    """Run a program to its end, on one core if it is pinned; its status must be one of those given."""
    begun = perf_counter()
    with _on_one_core(is_pinned):
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    watch = _Watch(process.pid)
    said, complaint = _Ear(process.stdout), _Ear(process.stderr)
    _, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = watch.end()
    if process.returncode not in statuses:
        raise SystemExit(f"{' '.join(words)} ended with status {process.returncode}: {complaint.heard()}")
    return Run(seconds, used.ru_utime + used.ru_stime, peak, process.returncode, said.heard())


def middle(runs: Sequence[Run]) -> float:
    """The median of the seconds of some runs."""
    return median(run.seconds for run in runs)


def rounds(count: int, runs: Mapping[str, Callable[[], Run]]) -> dict[str, list[Run]]:
    """So many rounds of some runs in turn, so that all meet the same machine."""
    done: dict[str, list[Run]] = {name: [] for name in runs}
    for number in range(1, count + 1):
        for name, start in runs.items():
            made = start()
            done[name].append(made)
            tell(f"{name}, {number} of {count}: {made.seconds:.2f} s, {made.processor:.2f} s of processors")
    return done


def tell(text: str) -> None:
    """Say how the bench goes on."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def _on_one_core(is_pinned: bool) -> Iterator[None]:
    """Let processes that are started here, and their children, run on one core only, where the system can."""
    if not is_pinned or not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


class _Ear:
    """Reads a pipe to its end while the program runs."""

    def __init__(self, pipe: object) -> None:
        self._said = ""
        self._thread = threading.Thread(target=self._hear, args=(pipe,), daemon=True)
        self._thread.start()

    def _hear(self, pipe: object) -> None:
        with pipe:  # type: ignore[attr-defined]
            self._said = pipe.read()  # type: ignore[attr-defined]

    def heard(self) -> str:
        self._thread.join()
        return self._said


class _Watch:
    """Looks at the memory of a process and its children every few milliseconds.

    What each holds alone is added up; what can be shared, the files of libraries, counts once.
    """

    def __init__(self, pid: int) -> None:
        self._pid, self._peak = pid, 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        self._is_over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._is_over.is_set():
            held = [_held(pid) for pid in _family(self._pid)]
            shared = max((shared for _, shared in held), default=0)
            self._peak = max(self._peak, sum(own for own, _ in held) + shared)
            self._is_over.wait(_TICK)


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += _family(int(child))
    return found


def _held(pid: int) -> tuple[int, int]:
    """The bytes that a process holds alone, and those of files."""
    with suppress(OSError, ValueError, IndexError):
        _, resident, shared, *_ = map(int, Path(f"/proc/{pid}/statm").read_text().split())
        return (resident - shared) * mmap.PAGESIZE, shared * mmap.PAGESIZE
    return 0, 0
