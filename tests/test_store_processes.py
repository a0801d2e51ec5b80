"""Runs in processes of their own that are killed, stopped, starved and started twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.exports import contents, export, ingest, log, page, run, start, states, write

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and named pipes")
KILLS = 50


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports enough for several batches a worker."""
    return export(tmp_path_factory.mktemp("many") / "in", range(200))


@pytest.fixture
def stuck(tmp_path: Path) -> Path:
    """A report that nobody ever comes to the end of: a pipe without a writer."""
    path = tmp_path / "stuck.txt"
    os.mkfifo(path)
    return path


def until(condition: Callable[[], object], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)


def children(process: subprocess.Popen[str]) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(process.pid)], capture_output=True, text=True, check=False)
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "spawn_main" in line]


@posix
def test_a_hanging_document_costs_only_itself(many: Path, stuck: Path, out: Path) -> None:
    done = run("ingest", many, stuck, "--out", out, "--jobs", 2, "--timeout", 1)
    assert done.returncode == 1, done.stderr
    unread = [row for row in log(out) if row["status"] != "parsed"]
    assert [(row["source"], row["problem"].partition(":")[0]) for row in unread] == [("stuck.txt", "timed-out")]
    assert len(log(out)) == 201
    assert "stuck.txt: unreadable: timed-out: not read within 1 seconds" in done.stderr
    again = run("ingest", many, stuck, "--out", out, "--jobs", 1, "--timeout", 1)
    assert "201 places, 1 to be read." in again.stderr
    assert len(log(out)) == 201, "the same again is no news"


@posix
def test_a_worker_that_is_killed_costs_only_the_document_in_hand(many: Path, stuck: Path, out: Path) -> None:
    running = start("ingest", many, stuck, "--out", out, "--jobs", 2, "--timeout", 500)
    until(lambda: out.exists() and len(log(out)) >= 150)
    time.sleep(1)
    for child in children(running):
        if "pipe_wait" in wait_channel(child) or len(children(running)) == 1 or is_opening(child):
            os.kill(child, signal.SIGKILL)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 1, said
    unread = [row for row in log(out) if row["status"] != "parsed"]
    assert [(row["source"], row["problem"].partition(":")[0]) for row in unread] == [("stuck.txt", "worker-died")]
    assert len({row["place"] for row in log(out)}) == 201
