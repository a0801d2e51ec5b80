"""Places: what a walk finds, how it is called, and what it passes over."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.names import is_passed_over
from store import places
from store.contents import TooLarge, contents
from store.faults import WrongWords
from store.log import is_below
from store.opening import read_source
from store.places import Place, resolve
from tests.exports import ingest, log, page, write

FOLDERS_CLOSE = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may look into every folder")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/2.txt", "a/10.txt", "a/deep/er/3.txt", "ค/หนึ่ง สอง.txt"):
        write(tmp_path / "in" / name, page(1))
    return tmp_path / "in"


def sources(*inputs: Path, out: Path = Path("there-is-no-out")) -> list[str]:
    return [place.source for place in resolve([str(path) for path in inputs], out)]


def test_a_folder_is_walked_in_the_order_of_names(reports: Path) -> None:
    assert sources(reports) == ["a/10.txt", "a/2.txt", "a/deep/er/3.txt", "b.txt", "ค/หนึ่ง สอง.txt"]


def test_a_file_has_one_place_whichever_folder_was_given(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = [[reports], [reports / "ค"], [reports / "ค" / "หนึ่ง สอง.txt"], [reports.parent]]
    monkeypatch.chdir(reports)
    given += [[Path()], [Path("ค")], [Path("a/../ค")]]
    urls = {place.url for inputs in given for place in resolve([str(path) for path in inputs], Path("o"))}
    assert [url for url in urls if "หนึ่ง" in url] == [f"file://{reports.as_posix()}/ค/หนึ่ง สอง.txt"]


def test_a_file_in_the_topmost_folder_is_called_like_any_other() -> None:
    # A dump that is mounted into a container often lies there.
    top = Path(Path.cwd().anchor)
    urls = [places.url(top / name) for name in ("", "dump.zip", "in/a.txt")]
    assert [Place(urls[0], name, "", None, None).url for name in ("dump.zip", "in/a.txt")] == urls[1:]
    assert all(is_below(url, urls[0]) for url in urls[1:])


def test_a_place_tells_size_and_time(reports: Path) -> None:
    place = next(iter(resolve([str(reports / "b.txt")], Path("o"))))
    assert (place.size, place.modified) == (len(page(1).encode()), 1_600_000_000_000_000)
    assert place.url == f"{place.root}/{place.source}"


def test_inputs_that_overlap_are_walked_once(reports: Path) -> None:
    assert len(sources(reports, reports / "a", reports / "a" / "2.txt", reports)) == 5


def test_out_is_not_an_input_of_itself(reports: Path) -> None:
    for _ in range(2):
        ingest(reports / "out", reports)
    assert len(log(reports / "out")) == 5
    with pytest.raises(WrongWords, match="lies in OUT"):
        resolve([str(reports / "out" / "tables")], reports / "out")


def test_the_out_of_another_ingest_holds_no_reports(reports: Path, tmp_path: Path) -> None:
    before = sources(reports)
    ingest(reports / "a" / "older", reports / "b.txt")
    (reports / "records").mkdir()
    write(reports / "records" / "kept.txt", page(3))
    assert sources(reports) == sorted([*before, "records/kept.txt"])
    with pytest.raises(WrongWords, match="older is the OUT of another ingest"):
        resolve([str(reports / "a" / "older")], tmp_path / "out")


@pytest.mark.parametrize("name", [".git", ".a.txt.swp", "~$a.docx", "a.txt~", "a.TMP", "#a#", "Thumbs.db", "a.part"])
def test_what_is_no_report_is_passed_over(name: str) -> None:
    assert is_passed_over(name)


@pytest.mark.parametrize("name", ["a.txt", "page", "a.tmp.txt", "รายงาน", "pid=01000000-2462", "a~b.md"])
def test_what_may_be_a_report_is_not(name: str) -> None:
    assert not is_passed_over(name)


def test_local_folders_need_nothing_of_the_network(reports: Path) -> None:
    program = f"""\
import sys
from store.contents import contents
from store.log import is_below
from store.opening import read_source
from store.places import resolve
from pathlib import Path
print(sum(len(contents(place, 99999).data) for place in resolve([{str(reports)!r}], Path("out"))))
print(sorted({{"fsspec", "urllib.request", "http.client", "asyncio"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"{5 * len(page(1).encode())}\n[]\n"


def test_file_urls_are_local_paths(reports: Path) -> None:
    given = resolve([f"file://{reports}/a", f"{reports}/a/2.txt"], Path("out"))
    assert [place.url for place in given] == [
        f"file://{reports.as_posix()}/a/{name}" for name in ("10.txt", "2.txt", "deep/er/3.txt")
    ]
    assert [Path(place.path) for place in given][1] == reports / "a" / "2.txt"
    assert read_source(f"file://{reports}/a/2.txt") == page(1).encode()
    with pytest.raises(WrongWords, match="there is no such file"):
        resolve([f"file://{reports}/nothing"], Path("out"))


def test_what_a_browser_saves_with_a_page_is_passed_over_but_for_its_frames(reports: Path) -> None:
    names = ("logo.png", "a.SVG", "css2", "js", "js(1)", "app.js.download", "saved_resource.html", "report", "plan.pdf")
    for folder in ("page_files", "scans_files"):
        for name in names:
            write(reports / "a" / folder / name, page(3))
    write(reports / "a" / "page.htm", page(4))
    found = sources(reports / "a")
    assert [name for name in found if name.startswith("page_files/")] == [
        f"page_files/{name}" for name in ("plan.pdf", "report", "saved_resource.html")
    ]
    assert len([name for name in found if name.startswith("scans_files/")]) == len(names) - 1


def test_links_are_followed_but_not_in_circles(reports: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "4.txt", page(4))
    try:
        (reports / "link").symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("links are not allowed here")
    (reports / "a" / "deep" / "circle").symlink_to(reports)
    (reports / "dangling").symlink_to(tmp_path / "nothing")
    (reports / "loop").symlink_to(reports / "loop")
    (reports / "one.txt").symlink_to(tmp_path / "elsewhere" / "4.txt")
    assert sources(reports)[-3:] == ["link/4.txt", "one.txt", "ค/หนึ่ง สอง.txt"]
    assert len(sources(reports)) == 7


def test_an_entry_that_cannot_be_asked_is_told_and_stops_no_run(reports: Path, tmp_path: Path) -> None:
    try:
        (reports / "long").symlink_to("n" * 300)
    except OSError:
        pytest.skip("such links are not allowed here")
    outcome = ingest(tmp_path / "out", reports)
    assert outcome.unlisted == [f"file://{reports.as_posix()}/long: {os.strerror(errno.ENAMETOOLONG)}"]
    assert dict(outcome.documents) == {"parsed": 5}


@FOLDERS_CLOSE
@pytest.mark.parametrize("mode", [0, 0o400])
def test_a_link_into_a_closed_folder_stops_no_run_and_hides_nothing_for_good(
    reports: Path, tmp_path: Path, mode: int
) -> None:
    write(tmp_path / "elsewhere" / "4.txt", page(4))
    write(tmp_path / "elsewhere" / "below" / "5.txt", page(5))
    for name in ("4.txt", "below"):
        (reports / name).symlink_to(tmp_path / "elsewhere" / name)
    ingest(tmp_path / "out", reports)
    (tmp_path / "elsewhere").chmod(mode)
    try:
        outcome = ingest(tmp_path / "out", reports, forget_missing=True)
    finally:
        (tmp_path / "elsewhere").chmod(0o755)
    told = os.strerror(errno.EACCES)
    assert outcome.unlisted == [f"file://{reports.as_posix()}/{name}: {told}" for name in ("4.txt", "below")]
    assert not outcome.documents, "nothing is missing"


@FOLDERS_CLOSE
def test_a_folder_that_may_be_listed_and_not_entered_is_told_once(reports: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "out", reports)
    (reports / "a").chmod(0o400)
    try:
        outcome = ingest(tmp_path / "out", reports, forget_missing=True)
    finally:
        (reports / "a").chmod(0o755)
    assert outcome.unlisted == [f"file://{reports.as_posix()}/a/: {os.strerror(errno.EACCES)}"]
    assert not outcome.documents, "nothing is missing"


@FOLDERS_CLOSE
def test_a_folder_that_cannot_be_looked_into_hides_nothing_for_good(reports: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "out", reports)
    (reports / "a").chmod(0)
    try:
        outcome = ingest(tmp_path / "out", reports, forget_missing=True)
    finally:
        (reports / "a").chmod(0o755)
    assert outcome.has_findings(is_strict=False)
    assert len(outcome.unlisted) == 1
    assert not outcome.documents, "nothing is missing"


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are text there")
def test_a_name_that_is_no_text_is_written_with_escapes(reports: Path, tmp_path: Path) -> None:
    path = os.fsencode(reports) + b"/\xa1\xd2.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - a path of bytes.
        file.write(page(9).encode())
    ingest(tmp_path / "out", reports)
    assert "\\xa1\\xd2.txt" in {row["source"] for row in log(tmp_path / "out")}


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="asks Linux for a file whose size is told wrongly")
def test_a_file_that_is_longer_than_it_says_is_read_to_its_end() -> None:
    told = Path("/proc/version").read_bytes()
    place = Place("file:///proc", "version", "/proc/version", 0, None)

    found = contents(place, 1 << 20)

    assert found.data == told
    assert told
    with pytest.raises(TooLarge):
        contents(place, len(told) - 1)
