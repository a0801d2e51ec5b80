"""Object stores as INPUT: a real S3 server over the network, and fsspec's own store in memory."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.faults import WrongWords
from store.opening import open_place, read_source
from store.places import Place, resolve
from tests.buckets import Bucket, served, use
from tests.exports import LONG_AGO, code, contents, log, page, rows_of, run, write
from tests.exports import ingest as ingest_here

pytestmark = pytest.mark.xdist_group("remote")
URL = "s3://exports/2564"
KEYS = {"one.txt": 1, "district 3/ค/สาม.txt": 3, "r.php?pid=00000004-2564&x=a::b#c": 4, "a//two.txt": 2}


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    pytest.importorskip("s3fs")
    with served() as bucket:
        yield bucket


@pytest.fixture
def bucket(server: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    server.reset()
    use(server.server, monkeypatch, tmp_path / "there is no such file")
    return server


def test_a_bucket_is_read_like_a_folder(bucket: Bucket, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for key, number in KEYS.items():
        bucket.put(f"2564/{key}", page(number).encode())
        write(tmp_path / "local" / str(number) / "page.txt", page(number))
    for key in ("2564/", "2564/a/", "2564/.git/x.txt", "2564/b.txt.part", "2564 other/x.txt", "2564.txt"):
        bucket.put(key, b"" if key.endswith("/") else page(9).encode())
    done = run("ingest", f"{URL}/", "--out", out, "--jobs", 2)
    assert (done.returncode, done.stderr.count("unreadable")) == (0, 0), done.stderr
    assert {(row["root"], row["source"]) for row in log(out)} == {(URL, key) for key in KEYS}
    assert {row["modified_at"].timestamp() for row in log(out)} == {LONG_AGO}
    assert {row["named_code"] for row in log(out)} == {None, code(4)}
    ingest_here(tmp_path / "same", tmp_path / "local")
    assert contents(out / "tables") == contents(tmp_path / "same" / "tables")

    bucket.put("2564/one.txt", page(1, updates=3).encode(), LONG_AGO + 1)
    bucket.delete("2564/a//two.txt")
    outcome = ingest_here(out, URL, forget_missing=True)
    assert (outcome.due, outcome.documents) == (1, {"parsed": 1, "missing": 1})
    assert [row["project_code"] for row in rows_of(out, "projects")] == [code(1), code(3), code(4)]
    assert len(rows_of(out, "updates")) == 3 + 2 + 2
    assert ingest_here(out, URL, forget_missing=True).due == 0


def test_one_object(bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("2564/one.txt", page(1).encode())
    url = f"{URL}/one.txt"
    shown = run("parse", url)
    assert json.loads(shown.stdout)["layout"] == "project_page", shown.stderr
    outcome = ingest_here(tmp_path / "out", url)
    assert not [row["problem"] for row in log(tmp_path / "out") if row["problem"]]
    assert outcome.documents == {"parsed": 1}
    (row,) = log(tmp_path / "out")
    assert (row["place"], row["root"], row["source"]) == (url, URL, "one.txt")


def test_large_and_empty_objects(bucket: Bucket) -> None:
    large = random.Random(1).randbytes(9 << 20)
    bucket.put("large.bin", large)
    bucket.put("empty.txt", b"")
    assert read_source("s3://exports/empty.txt") == b""
    with open_place("s3://exports/large.bin") as file:
        assert file.read(2 << 20) == large[: 2 << 20]
        assert file.seek(-100, 2) == len(large) - 100
        assert file.read() == large[-100:]
        assert file.seek(8 << 20) == 8 << 20
        assert file.read() == large[8 << 20 :]


def test_what_a_store_does_not_have(bucket: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bucket.put("2564/one.txt", page(1).encode())
    for url in ("s3://exports/2565", "s3://exports/2565/one.txt", "s3://imports/2564"):
        with pytest.raises(WrongWords, match=f"{url}: there is no such object or folder."):
            resolve([url], Path("out"))
    with pytest.raises(WrongWords, match=f"{URL} is a folder; parse reads one document"):
        read_source(URL)
    with pytest.raises(FileNotFoundError, match="nothing here any more"):
        open_place(f"{URL}/two.txt")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    nobody = run("ingest", URL, "--out", tmp_path / "out")
    assert (nobody.returncode, "credentials" in nobody.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("s3://", "names no folder"),
        ("nosuchstore://bucket/reports", "Protocol not known"),
        ("zip://a.txt::s3://exports/a.zip", "archives are opened by raingan itself"),
        ("simplecache::s3://exports/a.txt", "URLs in URLs"),
        ("memory://there is none", "no such object or folder"),
    ],
)
def test_wrong_words(name: str, said: str) -> None:
    with pytest.raises(WrongWords, match=said):
        resolve([name], Path("out"))
    with pytest.raises(WrongWords, match=said):
        read_source(name)


@pytest.fixture
def memory() -> Iterator[Any]:
    """fsspec's store in memory, with three reports; it lists folder by folder and tells no times."""
    from fsspec.implementations.memory import MemoryFileSystem

    for name in ("b.txt", "a/2.txt", "a/.hidden/3.txt", "a/deep/er/4.txt", "c.tmp"):
        MemoryFileSystem().pipe(f"/reports/{name}", page(len(name)).encode())
    yield MemoryFileSystem
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
    MemoryFileSystem.clear_instance_cache()


def found(*inputs: str) -> list[Place]:
    return list(resolve(inputs, Path("out")))


def test_a_store_is_walked_folder_by_folder(memory: Any) -> None:
    places = found("memory://reports/")
    assert [place.source for place in places] == ["a/2.txt", "a/deep/er/4.txt", "b.txt"]
    assert {place.root for place in places} == {"memory://reports"}
    assert [place.size for place in places] == [
        len(page(len(place.source.split("/", 1)[-1])).encode()) for place in places
    ]
    with open_place(places[0].path) as file:
        assert file.read() == page(7).encode()
        assert file.seek(-5, 2) == len(page(7).encode()) - 5
        assert file.read() == page(7).encode()[-5:]


def test_inputs_that_overlap_are_walked_once(memory: Any) -> None:
    assert len(found("memory://reports", "memory://reports/a/2.txt", "memory://reports/a/", "memory://reports")) == 3
    assert [place.url for place in found("memory://reports/a/2.txt")] == ["memory://reports/a/2.txt"]


def test_without_times_the_digest_decides(memory: Any, tmp_path: Path) -> None:
    for run_number in (1, 2):
        outcome = ingest_here(tmp_path / "out", "memory://reports")
        assert (outcome.due, outcome.documents.total()) == (3, 3 if run_number == 1 else 0)
    memory().pipe("/reports/b.txt", page(77).encode())
    outcome = ingest_here(tmp_path / "out", "memory://reports")
    assert (outcome.due, outcome.documents) == (3, {"parsed": 1})


def test_a_store_that_refuses(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be listed has not vanished; what cannot be read is tried again."""
    ingest_here(tmp_path / "out", "memory://reports")
    list_folder, open_file, cat_file = memory.ls, memory._open, memory.cat_file

    def ls(self: Any, path: str, detail: bool = True, **options: Any) -> Any:
        if path.endswith("/deep"):
            raise PermissionError("Access Denied.")
        return list_folder(self, path, detail, **options)

    def refuse(self: Any, path: str, *given: Any, **options: Any) -> Any:
        if path.endswith("b.txt"):
            raise RuntimeError("an error of the library's own\nin two lines.")
        return (cat_file if "start" in options else open_file)(self, path, *given, **options)

    monkeypatch.setattr(memory, "ls", ls)
    monkeypatch.setattr(memory, "_open", refuse)
    monkeypatch.setattr(memory, "cat_file", refuse)
    memory().pipe("/reports/a/2.txt", page(78).encode())
    outcome = ingest_here(tmp_path / "out", "memory://reports", forget_missing=True)
    assert outcome.unlisted == ["memory://reports/a/deep/: the store refuses it: Access Denied"]
    assert outcome.documents == {"parsed": 1, "unreadable": 1}
    (row,) = [row for row in log(tmp_path / "out") if row["status"] == "unreadable"]
    assert row["problem"] == "not-readable: the store cannot be read: an error of the library's own in two lines."
    monkeypatch.setattr(memory, "_open", open_file)
    monkeypatch.setattr(memory, "cat_file", cat_file)
    assert ingest_here(tmp_path / "out", "memory://reports", forget_missing=True).documents["parsed"] == 1
