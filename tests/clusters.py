"""A Dask scheduler and workers, started for tests on loopback and ended with them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Workers:
    """A scheduler's address, and the processes of its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def reading(self) -> list[int]:
        """The processes that read: the children that the workers' nannies started."""
        found = []
        for process in self.processes:
            listed = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False)
            found += [int(pid) for pid in listed.stdout.split()]
        return [pid for pid in found if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]


@contextmanager
def cluster(folder: Path, workers: int = 2, environment: dict[str, str] | None = None) -> Iterator[Workers]:
    """Start a scheduler and workers of one thread each, each with its nanny."""
    port = _free_port()
    address = f"tcp://127.0.0.1:{port}"
    shared = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", "DASK_DISTRIBUTED__DASHBOARD__ENABLED": "false"}
    settings = {**os.environ, **shared, **(environment or {})}
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", *common, "--port", str(port)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, *common, "--nworkers", "1"]
    worker += ["--nthreads", "1", "--memory-limit", "0", "--local-directory", str(folder)]
    started: list[subprocess.Popen[bytes]] = []
    try:
        for words in (scheduler, *[worker] * workers):
            started.append(subprocess.Popen(words, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        yield Workers(address, started[0], started[1:])
    finally:
        for process in reversed(started):
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 10
        for process in reversed(started):
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
