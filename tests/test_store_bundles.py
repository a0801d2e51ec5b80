"""Archives and dumps among the INPUTs: every member is a place, and nothing is lost, doubled or opened in vain."""

import gzip
import io
import json
import os
import random
import shutil
import signal
import tarfile
import time
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.exports import LONG_AGO, code, contents, ingest, log, page, rows_of, run, start, write


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)
    return file.getvalue()


def tarred(members: Mapping[str, str], mode: str = "w:gz") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, text in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return file.getvalue()


def dumped(records: Iterable[Mapping[str, str]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def pages(numbers: Iterable[int]) -> dict[str, str]:
    return {f"page-{number}.txt": page(number) for number in numbers}


def tables(out: Path) -> dict[str, list[dict[str, object]]]:
    """The rows of all tables, without what names documents."""
    return {
        path.stem: [
            {name: value for name, value in row.items() if not name.startswith("document_id")}
            for row in pq.ParquetFile(path).read().to_pylist()
        ]
        for path in sorted((out / "tables").glob("*.parquet"))
    }


def statuses(out: Path) -> dict[str, str]:
    """What each place holds by its latest row."""
    return {row["source"]: (row["problem"] or row["status"]).partition(":")[0] for row in log(out)}


@pytest.mark.parametrize("jobs", [0, 2])
def test_one_report_in_every_container_gives_the_same_rows(tmp_path: Path, jobs: int) -> None:
    text = page(7)
    url = f"https://example.invalid/report.php?pid={code(7)}"
    forms: dict[str, bytes] = {
        "utf-8.txt": text.encode(),
        "cp874.txt": text.encode("cp874"),
        "utf-16.txt": text.encode("utf-16"),
        "crlf.txt": text.replace("\n", "\r\n").encode(),
        "a.zip": zipped({"in/a.txt": text}),
        "nested.zip": zipped({"inner.tar.gz": tarred({"a.txt": text})}),
        "a.tar.gz": tarred({"a.txt": text}),
        "a.txt.gz": gzip.compress(text.encode(), mtime=0),
        "a.jsonl": dumped([{"url": url, "text": text}]),
        "a.jsonl.gz": gzip.compress(dumped([{"url": url, "text": text}]), mtime=0),
    }
    found = {}
    for name, data in forms.items():
        out = tmp_path / f"{name}.out"
        ingest(out, write(tmp_path / name, data), jobs=jobs)
        found[name] = tables(out)
        assert len(found[name]["projects"]) == 1, name
    assert all(rows == found["utf-8.txt"] for rows in found.values())


def test_members_are_places_of_their_own(tmp_path: Path, out: Path) -> None:
    write(tmp_path / "in" / "a.zip", zipped({"sub/x.txt": page(1), "inner.zip": zipped({"y.txt": page(2)})}))
    write(tmp_path / "in" / "b.jsonl", dumped([{"url": "https://h/p?pid=3", "text": page(3)}, {"text": page(4)}]))
    ingest(out, tmp_path / "in")
    assert sorted(statuses(out)) == [
        "a.zip!inner.zip!y.txt",
        "a.zip!sub/x.txt",
        "b.jsonl!2",
        "b.jsonl!https://h/p?pid=3",
    ]
    rows = {row["source"]: row for row in log(out)}
    assert rows["a.zip!sub/x.txt"]["place"] == f"file://{tmp_path}/in/a.zip!sub/x.txt"
    assert rows["a.zip!sub/x.txt"]["size_bytes"] == len(page(1).encode())
    assert rows["a.zip!sub/x.txt"]["modified_at"].timestamp() == LONG_AGO


def test_what_lets_somebody_in_is_no_part_of_a_page_s_place(tmp_path: Path, out: Path) -> None:
    """Two sessions that saw one page saw it at one address."""
    pages = [
        "https://me:hush@h/p?pid=3&PHPSESSID=1a2b",
        "https://h/p?pid=3&PHPSESSID=3c4d",
        "https://h/a?token=5e#/p/3",
    ]
    write(tmp_path / "in" / "b.jsonl", dumped([{"url": url, "text": page(n)} for n, url in enumerate(pages, 1)]))
    ingest(out, tmp_path / "in")
    assert sorted(statuses(out)) == [
        "b.jsonl!https://h/a#/p/3",
        "b.jsonl!https://h/p?pid=3",
        "b.jsonl!https://h/p?pid=3!2",
    ]


def test_an_unchanged_bundle_is_not_opened_and_a_changed_one_gives_what_is_new(tmp_path: Path, out: Path) -> None:
    archive = write(tmp_path / "in" / "a.zip", zipped(pages(range(3))))
    assert ingest(out, tmp_path / "in").due == 1
    before = contents(out / "records")
    again = ingest(out, tmp_path / "in", forget_missing=True)
    assert (again.due, again.documents.total(), again.is_rebuilt) == (0, 0, False)
    assert contents(out / "records") == before
    write(archive, zipped(pages(range(1, 5))), LONG_AGO + 1)
    changed = ingest(out, tmp_path / "in")
    assert changed.documents["parsed"] == 4, "two that stayed have a new time"
    assert len(rows_of(out, "projects")) == 5, "what vanished stays until it is to be forgotten"
    forgot = ingest(out, tmp_path / "in", forget_missing=True)
    assert forgot.documents == {"missing": 1}
    assert len(rows_of(out, "projects")) == 4


def test_a_vanished_bundle_takes_its_members_along(tmp_path: Path, out: Path) -> None:
    archive = write(tmp_path / "in" / "a.zip", zipped(pages(range(3))))
    write(tmp_path / "in" / "b.txt", page(9))
    ingest(out, tmp_path / "in")
    archive.unlink()
    ingest(out, tmp_path / "in")
    assert len(rows_of(out, "projects")) == 4
    assert ingest(out, tmp_path / "in", forget_missing=True).documents == {"missing": 3}
    assert len(rows_of(out, "projects")) == 1


def test_members_of_an_input_vanish_as_well(tmp_path: Path, out: Path) -> None:
    archive = write(tmp_path / "a.zip", zipped(pages(range(3))))
    ingest(out, archive)
    write(archive, zipped(pages(range(2))), LONG_AGO + 1)
    assert ingest(out, archive, forget_missing=True).documents["missing"] == 1
    assert sorted(statuses(out).items()) == [
        ("a.zip!page-0.txt", "parsed"),
        ("a.zip!page-1.txt", "parsed"),
        ("a.zip!page-2.txt", "missing"),
    ]
    assert len({row["root"] for row in log(out)}) == 1


def test_a_file_that_becomes_a_bundle_and_a_bundle_that_becomes_a_file(tmp_path: Path, out: Path) -> None:
    place = write(tmp_path / "in" / "x", page(1))
    ingest(out, tmp_path / "in")
    write(place, zipped(pages([2])), LONG_AGO + 1)
    ingest(out, tmp_path / "in")
    assert statuses(out) == {"x": "missing", "x!page-2.txt": "parsed"}
    assert [row["project_id"] for row in rows_of(out, "projects")] == [code(2)]
    write(place, page(3), LONG_AGO + 2)
    ingest(out, tmp_path / "in", forget_missing=True)
    assert statuses(out) == {"x": "parsed", "x!page-2.txt": "missing"}
    assert ingest(out, tmp_path / "in").due == 0


def test_bad_members_have_rows_of_their_own_and_the_others_go_on(tmp_path: Path, out: Path) -> None:
    good = page(1)
    inner = zipped({"deep.zip": zipped({"c.txt": page(2)})})
    write(tmp_path / "in" / "a.zip", zipped({"1.txt": "", "2.txt": good, "3.bin": b"\x00\x01", "4.zip": inner}))
    bad = b'{"url": "u", "text": "x"\n' + dumped([{"text": page(3)}, {"url": "v"}])
    write(tmp_path / "in" / "b.jsonl", dumped([{"text": page(4)}]) + bad)
    outcome = ingest(out, tmp_path / "in")
    assert outcome.documents["parsed"] == 3
    assert {source: said for source, said in statuses(out).items() if said != "parsed"} == {
        "a.zip!1.txt": "empty",
        "a.zip!3.bin": "undecodable",
        "a.zip!4.zip!deep.zip": "nested-too-deep",
        "b.jsonl!2": "bad-line",
        "b.jsonl!4": "bad-line",
    }
    assert ingest(out, tmp_path / "in").due == 0, "what is bad stays bad until the file changes"


def test_a_damaged_archive_gives_what_can_be_read_and_a_row_of_its_own(tmp_path: Path, out: Path) -> None:
    noise = random.Random(1)
    told = {f"{n}.txt": page(n, extra=noise.randbytes(2000).hex()) for n in range(4)}
    whole = tarred(told)
    archive = write(tmp_path / "in" / "a.tar.gz", whole[: len(whole) * 3 // 4])
    ingest(out, tmp_path / "in")
    found = statuses(out)
    assert found["a.tar.gz"] == "damaged-archive"
    assert found["a.tar.gz!0.txt"] == "parsed"
    assert ingest(out, tmp_path / "in").due == 0
    write(archive, whole, LONG_AGO + 1)
    ingest(out, tmp_path / "in")
    assert statuses(out) == {"a.tar.gz": "missing"} | {f"a.tar.gz!{n}.txt": "parsed" for n in range(4)}


def test_an_empty_archive_says_so(tmp_path: Path, out: Path) -> None:
    write(tmp_path / "in" / "a.zip", zipped({}))
    assert ingest(out, tmp_path / "in").has_findings(is_strict=False)
    assert statuses(out) == {"a.zip": "empty"}


def test_the_limit_is_that_of_a_member(tmp_path: Path, out: Path) -> None:
    told = {**pages(range(20)), "large.txt": page(99, updates=12, extra="ก" * 20_000)}
    data = zipped({name: text.encode() for name, text in told.items()})
    write(tmp_path / "in" / "a.zip", data)
    limit = max(len(page(n).encode()) for n in range(20))
    assert len(data) > limit
    ingest(out, tmp_path / "in", max_bytes=limit)
    assert statuses(out)["a.zip!large.txt"] == "too-large"
    assert len(rows_of(out, "projects")) == 20
    assert ingest(out, tmp_path / "in", max_bytes=limit).due == 0
    ingest(out, tmp_path / "in")
    assert statuses(out)["a.zip!large.txt"] == "parsed"


def test_the_same_document_in_a_file_and_in_bundles_is_read_once(tmp_path: Path, out: Path) -> None:
    write(tmp_path / "in" / "a.txt", page(1))
    write(tmp_path / "in" / "b.zip", zipped({"a.txt": page(1), "b.txt": page(1)}))
    write(tmp_path / "in" / "c.jsonl", dumped([{"url": "u", "text": page(1)}] * 2))
    ingest(out, tmp_path / "in", jobs=2)
    assert len(statuses(out)) == 5
    assert len({row["document_id"] for row in log(out)}) == 1
    assert len(rows_of(out, "projects")) == 1
    [row] = rows_of(out, "projects")
    assert row["document_ids"] == [row["document_id"]]


def test_a_bundle_larger_than_a_batch_is_shared_among_workers(tmp_path: Path, out: Path) -> None:
    told = [{"url": f"https://h/{n}", "text": page(n)} for n in range(600)]
    write(tmp_path / "in" / "a.jsonl", dumped(told))
    outcome = ingest(out, tmp_path / "in", jobs=2)
    assert outcome.documents == {"parsed": 600}
    assert len(list((out / "records" / "documents").glob("*.parquet"))) == 2
    assert len(rows_of(out, "projects")) == 600


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_run_killed_inside_a_bundle_loses_and_doubles_nothing(tmp_path: Path, out: Path) -> None:
    told = [{"url": f"https://h/{n}", "text": page(n)} for n in range(1500)]
    write(tmp_path / "in" / "a.jsonl", dumped(told))
    process = start("ingest", tmp_path / "in", "--out", out, "--jobs", 2)
    deadline = time.monotonic() + 60
    while not list((out / "records" / "documents").glob("*.parquet")):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert 0 < len(log(out)) < 1500, "it was killed in the middle"
    done = run("ingest", tmp_path / "in", "--out", out, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert len(log(out)) == 1500
    fresh = tmp_path / "fresh"
    ingest(fresh, tmp_path / "in", jobs=2)
    assert contents(out / "tables") == contents(fresh / "tables")
    shutil.rmtree(fresh)
