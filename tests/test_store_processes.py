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

from tests.exports import command, contents, export, ingest, log, page, run, start, states, write

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and named pipes")
# Kills, each of the OUTs that they are spread over, so that all moments of a run are met.
OUTS, KILLS = 5, 10


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


def workers(process: subprocess.Popen[str]) -> list[int]:
    """The process ids of a run's workers."""
    words = ["pgrep", "-P", str(process.pid), "-f", "spawn_main"]
    listed = subprocess.run(words, capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


def problems(out: Path) -> list[tuple[str, str]]:
    """Source and code of the problem of each document that was not parsed."""
    unread = [row for row in log(out) if row["status"] != "parsed"]
    return [(row["source"], row["problem"].partition(":")[0]) for row in unread]


def assert_whole(out: Path) -> None:
    """Every table there is can be read, and nothing unfinished can be taken for a part."""
    for table in (out / "tables").glob("*"):
        pq.ParquetFile(table).read()
    for part in (out / "records").glob("*/*.parquet"):
        pq.ParquetFile(part).read()


@posix
def test_a_hanging_document_costs_only_itself(many: Path, stuck: Path, out: Path) -> None:
    done = run("ingest", many, stuck, "--out", out, "--jobs", 2, "--timeout", 1)
    assert done.returncode == 1, done.stderr
    assert problems(out) == [("stuck.txt", "timed-out")]
    assert len(log(out)) == 201
    assert "stuck.txt: unreadable: timed-out: not read within 1 seconds" in done.stderr
    again = run("ingest", many, stuck, "--out", out, "--jobs", 1, "--timeout", 1)
    assert "201 places, 1 to be read." in again.stderr
    assert len(log(out)) == 201, "the same again is no news"


@posix
def test_a_worker_that_is_killed_costs_only_the_document_in_hand(many: Path, stuck: Path, out: Path) -> None:
    running = start("ingest", many, stuck, "--out", out, "--jobs", 1, "--timeout", 500)
    until(lambda: out.exists() and len(log(out)) >= 150)
    time.sleep(1)
    (worker,) = workers(running)
    os.kill(worker, signal.SIGKILL)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 1, said
    assert problems(out) == [("stuck.txt", "worker-died")]
    assert len({row["place"] for row in log(out)}) == len(log(out)) == 201


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_commits_what_is_in_hand(many: Path, stuck: Path, out: Path, number: signal.Signals) -> None:
    running = start("ingest", stuck, many, "--out", out, "--jobs", 2, "--timeout", 4)
    until(lambda: out.exists() and len(log(out)) > 0)
    for process in (running.pid, *workers(running)):
        os.kill(process, number)  # As a terminal and systemd do: to all of them.
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert 0 < len(log(out)) <= 201
    assert json.loads((out / "tables.json").read_bytes())["tables"]["projects"]["rows"] == len(
        [row for row in log(out) if row["status"] == "parsed"]
    )
    assert run("ingest", many, "--out", out).returncode == 0
    assert len({row["place"] for row in log(out) if row["status"] == "parsed"}) == 200


@posix
def test_the_second_of_two_runs_is_told_who_holds_out(stuck: Path, out: Path) -> None:
    running = start("ingest", stuck, "--out", out, "--jobs", 1, "--timeout", 500)
    until(lambda: (out / ".lock.json").exists())
    begun = time.monotonic()
    second = run("ingest", stuck, "--out", out)
    assert time.monotonic() - begun < 5
    assert second.returncode == 3
    assert f"process {running.pid} on " in second.stderr
    assert "run this again" in second.stderr
    running.kill()
    running.communicate(timeout=60)
    stuck.unlink()
    write(stuck, page(1))
    assert run("ingest", stuck, "--out", out).returncode == 0, "a killed run holds nothing"


@posix
def test_fifty_kills_leave_what_one_run_makes(many: Path, tmp_path: Path) -> None:
    begun = time.monotonic()
    assert run("ingest", many, "--out", tmp_path / "whole", "--jobs", 2).returncode == 0
    whole = time.monotonic() - begun
    chance = random.Random(3)
    for number in range(OUTS):
        out = tmp_path / f"killed {number}"
        for _ in range(KILLS):
            running = start("ingest", many, "--out", out, "--jobs", 2)
            time.sleep(chance.uniform(0.1, whole))
            running.kill()
            running.communicate(timeout=60)
            assert_whole(out)
        assert run("ingest", many, "--out", out, "--jobs", 2).returncode == 0
        assert contents(out / "tables") == contents(tmp_path / "whole" / "tables")
        assert not [*out.rglob("*.unfinished"), *out.glob(".merge-*")]


def test_a_run_killed_between_commit_and_tables_is_made_good_by_the_next(many: Path, out: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "whole", many)
    ingest(out, many)
    (out / "tables" / "projects.parquet").write_bytes(b"PAR1 torn by a crash of the machine")
    (out / "tables" / "updates.parquet").unlink()
    outcome = ingest(out, many)
    assert (outcome.due, outcome.is_rebuilt) == (0, True)
    assert contents(out / "tables") == contents(tmp_path / "whole" / "tables")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    words = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_tears_nothing(many: Path, small_disk: Path, tmp_path: Path) -> None:
    few = export(tmp_path / "few", range(10))
    out = small_disk / "out"
    assert run("ingest", few, "--out", out).returncode == 0
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    ballast.write_bytes(bytes(free - 120_000))
    before = contents(out / "tables")
    full = run("ingest", few, many, "--out", out, "--jobs", 2)
    assert full.returncode == 3, full.stderr
    assert "No space left on device. Make room, then run this again" in full.stderr
    assert "Traceback" not in full.stderr
    assert contents(out / "tables") == before
    assert_whole(out)
    ballast.unlink()
    assert run("ingest", few, many, "--out", out).returncode == 0
    assert len({row["place"] for row in log(out)}) == 210


def test_looking_back_with_a_full_disk_for_what_is_put_aside(small_disk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("ingest", export(tmp_path / "few", range(2)), "--out", out).returncode == 0
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    (small_disk / "ballast").write_bytes(bytes(free - 40_000))
    for line in (["check", out], ["diff", out, "--from", "2026-01-01"]):
        words = ["env", f"TMPDIR={small_disk}", *command(*line)]
        full = subprocess.run(words, capture_output=True, text=True, check=False)
        assert full.returncode == 3, (line, full.stderr)
        assert "Make room, then run this again" in full.stderr
        assert "Traceback" not in full.stderr


def test_out_that_cannot_be_written_to(many: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for out in (tmp_path / "file", Path("/proc/raingan")):
        done = run("ingest", many, "--out", out)
        assert done.returncode == 3, done.stderr
        assert str(out) in done.stderr
        assert "Traceback" not in done.stderr


def test_the_bytes_of_the_tables_do_not_depend_on_jobs(many: Path, tmp_path: Path) -> None:
    for jobs in (0, 1, 2):
        assert run("ingest", many, "--out", tmp_path / f"{jobs}", "--jobs", jobs).returncode == 0
    made = [contents(tmp_path / f"{jobs}" / "tables") for jobs in (0, 1, 2)]
    assert made[0] == made[1] == made[2]
    assert len(states(tmp_path / "2" / "records")) > len(states(tmp_path / "1" / "records"))
