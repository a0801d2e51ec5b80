"""A cluster on loopback: what Dask costs beside two jobs, and the same bytes with a worker killed."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench.measurements import Bench, line
from tests.bench.runs import Run, middle, raingan, rounds, run, tell
from tests.clusters import Workers, cluster
from tests.exports import contents


def on_cluster(bench: Bench) -> None:
    """Two workers of a scheduler, started beforehand, beside two jobs."""
    count = bench.sizes.cluster
    out, group = bench.folder / "out-cluster", "Dask: a scheduler and two workers on loopback"
    with cluster(bench.folder / "workers", environment={"DASK_TEMPORARY_DIRECTORY": str(bench.folder)}) as workers:
        _ingest(bench, workers, out)  # The workers have to load everything once.
        on_two = f"ingest of {count:,} by two Dask workers"
        starts: dict[str, Callable[[], Run]] = {
            f"ingest of {count:,} with two jobs": partial(bench.ingest, count, 2),
            on_two: partial(_ingest, bench, workers, out),
        }
        done = rounds(bench.sizes.runs, starts)
        tables = contents(bench.out(count) / "tables")
        are_same = contents(out / "tables") == tables
        killer = _Killer(workers, out)
        hurt = rounds(1, {"one worker killed": partial(_ingest, bench, workers, out, killer.start)})
        killer.join()
        are_same_again = contents(out / "tables") == tables
    local, dask = done.values()
    lines = [line("`ingest --jobs 2`", local, count, bench.size(count))]
    lines.append(line("`ingest --engine dask` (memory: without workers)", dask, count, bench.size(count)))
    lines.append(line("the same, one worker killed", hurt["one worker killed"], count, bench.size(count)))
    bench.report.add(group, *lines)
    over = middle(dask) / middle(local) - 1
    told = f"{over:+.0%} of time beside two jobs; "
    told += "same bytes" if are_same and are_same_again else "other bytes"
    told += ", also with one worker killed" if killer.killed else ", but no worker could be killed in time"
    is_kept = are_same and are_same_again and bool(killer.killed)
    bench.report.promise("Dask, two workers, one killed: same bytes; the overhead named", told, is_kept)


def _ingest(bench: Bench, workers: Workers, out: Path, begin: Callable[[], None] = lambda: None) -> Run:
    shutil.rmtree(out, ignore_errors=True)
    begin()
    words = raingan("ingest", *bench.reports(bench.sizes.cluster), "--out", out, "--quiet")
    return run([*words, "--engine", "dask", "--scheduler", workers.address])


class _Killer(threading.Thread):
    """Kills a worker as soon as the first part file stands."""

    def __init__(self, workers: Workers, out: Path) -> None:
        super().__init__(daemon=True)
        self._workers, self._out = workers, out
        self.killed = 0

    def run(self) -> None:
        deadline = time.monotonic() + 60
        while not list((self._out / "records").glob("*/*.parquet")) and time.monotonic() < deadline:
            time.sleep(0.005)
        self.killed = self._workers.reading()[0]
        os.kill(self.killed, signal.SIGKILL)
        tell("one worker was killed")
