"""Pages of a web server as INPUT: a real server on this machine, over real connections."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.arriving import Arriving
from store.faults import WrongWords
from store.opening import open_place, read_source
from store.places import resolve
from store.web import _request
from tests.exports import code, ingest, log, page, rows_of, run

PAGE = page(7).encode()
PATH = f"/แผน/report.php?pid={code(7)}&lang=ไทย"


class Answers(BaseHTTPRequestHandler):
    """What the server answers: reports, errors, and answers that break off."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].rpartition("/")[2]
        if name == "moved.php":
            self.answer(302, b"", Location="/report.php")
        elif name == "secret.php" and self.headers["Authorization"] != "Basic bWU6d29yZA==":
            self.answer(401, b"who are you?")
        elif name in ("report.php", "secret.php"):
            self.answer(200, PAGE)
        elif name == "packed.php":
            self.answer(200, gzip.compress(PAGE), Content_Encoding="gzip")
        elif name == "mangled.php":
            self.answer(200, gzip.compress(PAGE)[:10] + b"\xff" * 90, Content_Encoding="gzip")
        elif name == "cut.php":
            self.answer(200, PAGE[:-100], Content_Length=str(len(PAGE)))
        elif name == "silent.php":
            self.close_connection = True
        else:
            self.answer(500 if name == "broken.php" else 404, b"there is no such report")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *given: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize("path", ["/report.php", PATH, "/moved.php", "/packed.php", "/report.php#top"])
def test_a_page_is_read(server: str, path: str) -> None:
    assert read_source(server + path) == PAGE
    with open_place(server + path) as file:
        assert file.read(10) == PAGE[:10]
        assert file.seek(0, os.SEEK_END) == len(PAGE)


FAULTS = {
    "/nothing.php": "the server answered 404 Not Found",
    "/broken.php": "the server answered 500 Internal Server Error",
    "/secret.php": "the server answered 401 Unauthorized",
    "/silent.php": "the server cannot be read: Remote end closed connection without response",
    "/cut.php": "the answer broke off 100 bytes before its end",
    "/mangled.php": "the server cannot be read: Error -3 while decompressing data: invalid block type",
}


@pytest.mark.parametrize("path", FAULTS)
def test_a_page_that_cannot_be_shown(server: str, path: str) -> None:
    fault = WrongWords if path == "/nothing.php" else OSError
    with pytest.raises(fault, match=FAULTS[path]):
        read_source(server + path)


def test_pages_that_cannot_be_read_are_told(server: str, tmp_path: Path) -> None:
    ingest(tmp_path / "out", f"{server}/report.php", *(server + path for path in FAULTS))
    rows = {row["place"].removeprefix(server): row for row in log(tmp_path / "out")}
    assert rows.pop("/report.php")["status"] == "parsed"
    assert {path: row["problem"] for path, row in rows.items()} == {
        path: f"not-readable: {said}." for path, said in FAULTS.items()
    }


def test_messages_name_the_whole_page(server: str, tmp_path: Path) -> None:
    done = run("ingest", f"{server}/", f"{server}/a/broken.php", "--out", tmp_path / "out", "--jobs", 0)
    assert done.returncode == 1
    refused = "unreadable: not-readable: the server answered"
    assert f"\n{server}/: {refused} 404 Not Found." in done.stderr
    assert f"\n{server}/a/broken.php: {refused} 500 Internal Server Error." in done.stderr


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(OSError, match="the server cannot be read: "):
        read_source("http://127.0.0.1:9/report.php")


def test_a_thai_name_of_a_server_may_have_a_port() -> None:
    names = ("ตัวอย่าง.ไทย", "ตัวอย่าง.ไทย:8080", "host.example:8080")
    hosts = [_request(f"http://{name}/report.php").host for name in names]
    assert hosts == ["xn--72c1a1bt4awk9o.xn--o3cw4h", "xn--72c1a1bt4awk9o.xn--o3cw4h:8080", "host.example:8080"]


def test_the_url_names_the_project(server: str, tmp_path: Path) -> None:
    out, url = tmp_path / "out", server + PATH
    done = run("ingest", url, f"{server}/moved.php", url, "--out", out, "--jobs", 1)
    assert done.returncode == 0, done.stderr
    rows = {row["place"]: row for row in log(out)}
    assert set(rows) == {url, f"{server}/moved.php"}
    row = rows[url]
    assert (row["root"], row["source"]) == (f"{server}/แผน", f"report.php?pid={code(7)}&lang=ไทย")
    assert (row["named_code"], row["size_bytes"], row["modified_at"]) == (code(7), len(PAGE), None)
    assert row["document_id"] == hashlib.sha256(PAGE).hexdigest()
    again = ingest(out, url)
    assert (again.due, again.documents.total()) == (1, 0)


def test_what_lets_in_is_used_and_not_written_down(server: str, tmp_path: Path) -> None:
    url = f"{server.replace('://', '://me:word@')}/secret.php?pid={code(7)}&token=hushhush"
    ingest(tmp_path / "out", url)
    (row,) = log(tmp_path / "out")
    assert (row["status"], row["place"]) == ("parsed", f"{server}/secret.php?pid={code(7)}")
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"me:word" not in written
    assert b"hushhush" not in written
    assert len(rows_of(tmp_path / "out", "projects")) == 1


@pytest.mark.parametrize(
    ("url", "root", "source"),
    [
        ("https://host.example", "https://host.example", ""),
        ("https://host.example/", "https://host.example", ""),
        ("https://host.example/a/r.php?next=/b/c", "https://host.example/a", "r.php?next=/b/c"),
        ("HTTPS://host.example/r#part", "https://host.example", "r"),
    ],
)
def test_a_page_has_a_place(url: str, root: str, source: str) -> None:
    (place,) = resolve([url, url], Path("out"))
    assert (place.root, place.source, place.path, place.size, place.modified) == (root, source, url, None, None)


class Drops(io.BytesIO):
    """A stream that gives a few bytes at a time, as networks do."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(7 if size is None or size < 0 else min(size, 7))


STEPS = st.lists(st.tuples(st.sampled_from(["read", *"012"]), st.integers(0, 60)))


@given(st.binary(max_size=50), STEPS)
def test_what_arrives_is_read_as_if_it_lay_on_a_disk(data: bytes, steps: list[tuple[str, int]]) -> None:
    with closing(io.BufferedReader(Arriving(Drops(data)))) as file:
        known = io.BytesIO(data)
        for step, number in steps:
            if step == "read":
                assert file.read(number) == known.read(number)
            else:
                at = number if step == "0" else -min(number, known.tell() if step == "1" else len(data))
                assert file.seek(at, int(step)) == known.seek(at, int(step))
        assert file.read() == known.read()


def test_no_more_is_fetched_than_is_read() -> None:
    stream = io.BytesIO(bytes(20 << 20))
    with closing(io.BufferedReader(Arriving(stream))) as file:
        assert len(file.read(1000)) == 1000
        assert stream.tell() <= 1 << 20
