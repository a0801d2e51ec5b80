"""A real scheduler and two real workers on loopback: the same bytes as a local run, whoever is killed."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.buckets import Bucket, served, use
from tests.clusters import Workers, cluster
from tests.exports import contents, export, ingest, log, page, run, start, write

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="POSIX signals"),
    pytest.mark.xdist_group("cluster"),
    # What the libraries of object stores say of themselves.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    with cluster(tmp_path_factory.mktemp("workers")) as started:
        yield started


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = export(tmp_path_factory.mktemp("cluster") / "in", range(300))
    told = "".join(json.dumps({"url": f"https://h/{n}", "text": page(n)}) + "\n" for n in range(300, 400))
    write(folder / "dump.jsonl", told)
    write(folder / "empty.txt", "")
    return folder


@pytest.fixture(scope="module")
def local(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("local") / "out"
    ingest(out, reports)
    return contents(out / "tables")


def on(workers: Workers) -> list[str]:
    return ["--engine", "dask", "--scheduler", workers.address]


def test_a_cluster_makes_the_same_bytes(
    workers: Workers, reports: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = run("ingest", reports, "--out", out, *on(workers))
    assert done.returncode == 1, done.stderr
    assert "401 documents: 400 parsed, 1 unreadable." in done.stderr
    assert contents(out / "tables") == local
    again = run("ingest", reports, "--out", out, *on(workers))
    assert "302 places, 0 to be read." not in again.stderr
    assert "nothing new" in again.stderr
    assert run("check", out).returncode == 0


def test_a_killed_worker_costs_nothing(
    workers: Workers, reports: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    killed: list[int] = []

    def kill() -> None:
        deadline = time.monotonic() + 60
        while not list((out / "records").glob("*/*.parquet")) and time.monotonic() < deadline:
            time.sleep(0.005)
        victim = workers.reading()[0]
        os.kill(victim, signal.SIGKILL)
        killed.append(victim)

    killer = threading.Thread(target=kill)
    killer.start()
    done = run("ingest", reports, "--out", out, *on(workers))
    killer.join()
    assert killed
    assert done.returncode == 1, done.stderr
    assert len(log(out)) == 401, "nothing is lost and nothing doubled"
    assert contents(out / "tables") == local
    assert run("check", out).returncode == 0


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with served() as bucket:
        use(bucket.server, monkeypatch, tmp_path / "nothing")
        bucket.reset()
        yield bucket


def test_inputs_and_out_on_an_object_store_with_a_worker_killed(
    bucket: Bucket, reports: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    import s3fs

    for path in sorted(reports.rglob("*.*")):
        bucket.put(f"in/{path.relative_to(reports).as_posix()}", path.read_bytes())
    words = ["ingest", "s3://exports/in", "--out", "s3://exports/out"]
    with cluster(tmp_path / "workers") as workers:
        process = start(*words, *on(workers))
        store = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
        deadline = time.monotonic() + 60
        while not store.glob("exports/out/records/*/*.parquet"):
            assert time.monotonic() < deadline
        os.kill(workers.reading()[0], signal.SIGKILL)
        _, said = process.communicate(timeout=120)
    assert process.returncode == 1, said
    assert "401 documents: 400 parsed, 1 unreadable." in said
    store.get("exports/out", str(tmp_path / "out"), recursive=True)
    assert contents(tmp_path / "out" / "tables") == local
    assert run("check", tmp_path / "out").returncode == 0
    assert not store.exists("exports/out/.lock.json"), "nobody holds it any more"
    again = run(*words)
    assert "402 places, nothing new." in again.stderr, again.stderr


def test_an_out_on_an_object_store_is_held_by_one_run(bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("out/.lock.json", b'{"command": "ingest", "pid": 7, "host": "h", "since": "today"}', time.time())
    write(tmp_path / "in" / "a.txt", page(1))
    done = run("ingest", tmp_path / "in", "--out", "s3://exports/out")
    assert done.returncode == 3
    assert "s3://exports/out is in use by raingan ingest, process 7 on h since today." in done.stderr


def test_a_hanging_document_costs_only_itself(workers: Workers, reports: Path, tmp_path: Path) -> None:
    few = export(tmp_path / "in", range(20))
    os.mkfifo(tmp_path / "stuck.txt")
    done = run("ingest", few, tmp_path / "stuck.txt", "--out", tmp_path / "out", "--timeout", 3, *on(workers))
    assert done.returncode == 1, done.stderr
    rows = {row["source"]: row for row in log(tmp_path / "out")}
    assert rows["stuck.txt"]["problem"].startswith("timed-out: not read within 3 seconds")
    assert sum(row["status"] == "parsed" for row in rows.values()) == 20


@pytest.mark.parametrize("is_scheduler", [False, True], ids=["worker", "scheduler"])
def test_a_cluster_that_ends_ends_the_run(is_scheduler: bool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "stuck.txt")
    with cluster(tmp_path, workers=1) as alone:
        running = start("ingest", tmp_path / "stuck.txt", "--out", tmp_path / "out", "--timeout", 6, *on(alone))
        while not alone.reading():
            time.sleep(0.1)
        time.sleep(3)
        if is_scheduler:
            alone.scheduler.send_signal(signal.SIGTERM)
        else:
            # The nanny first, which would start another.
            for pid in (alone.processes[0].pid, *alone.reading()):
                os.kill(pid, signal.SIGKILL)
        _, said = running.communicate(timeout=90)
    assert running.returncode == 3, said
    gone = "scheduler at {} is gone;" if is_scheduler else "workers of the Dask scheduler at {} are gone, and none came"
    assert gone.format(alone.address) in said
    assert "Traceback" not in said


def test_nobody_answers(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", page(1))
    words = ["ingest", tmp_path / "in", "--out", tmp_path / "out", "--engine", "dask"]
    done = run(*words, "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 3
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in done.stderr
    done = run(*words)
    assert done.returncode == 2
    assert "--scheduler" in done.stderr
    done = run(*words, "-", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "standard input" in done.stderr
