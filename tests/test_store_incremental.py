"""What a run reads again and what it leaves alone, by what the log says of each place."""

import os
from pathlib import Path

import pytest

import parsers
from extract.document import Document
from parsers.reading import Reading
from schemas import layouts
from store import versions
from tests.exports import LONG_AGO, contents, export, ingest, log, page, rows_of, states, write


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return export(tmp_path / "in", range(3))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def opened(folder: Path) -> dict[str, int]:
    """When each file was last read, where the file system keeps count."""
    return {path.name: path.stat().st_atime_ns for path in folder.rglob("*") if path.is_file()}


def raise_version(monkeypatch: pytest.MonkeyPatch, layout: str = "project_page") -> None:
    monkeypatch.setitem(layouts.VERSIONS, layout, "next")
    versions.every_parser.cache_clear()


@pytest.fixture(autouse=True)
def _forget_versions() -> None:
    versions.every_parser.cache_clear()


def test_nothing_new_opens_no_report_and_writes_no_file_but_the_line_of_the_run(reports: Path, out: Path) -> None:
    ingest(out, reports)
    before = states(out / "records"), states(out / "tables"), (out / "tables.json").stat().st_mtime_ns
    for path in reports.rglob("*.txt"):
        os.utime(path, (LONG_AGO - 9, LONG_AGO))  # An access time older than the modified one is renewed when read.
    accessed = opened(reports)
    outcome = ingest(out, reports)
    assert (outcome.seen, outcome.due, outcome.is_rebuilt) == (3, 0, False)
    assert not outcome.has_findings(is_strict=True)
    assert (states(out / "records"), states(out / "tables"), (out / "tables.json").stat().st_mtime_ns) == before
    assert opened(reports) == accessed
    assert len((out / "runs.jsonl").read_text().splitlines()) == 2


def test_a_new_file_is_read_and_the_old_ones_are_not(reports: Path, out: Path) -> None:
    ingest(out, reports)
    write(reports / "new.txt", page(77))
    assert ingest(out, reports).due == 1
    assert len(log(out)) == len(rows_of(out, "projects")) == 4


def test_changed_bytes_are_read(reports: Path, out: Path) -> None:
    ingest(out, reports)
    changed = next(reports.rglob("page-1.txt"))
    write(changed, page(1, updates=3), LONG_AGO + 100)
    assert ingest(out, reports).due == 1
    assert len(log(out)) == 4
    assert len([row for row in rows_of(out, "updates") if row["project_id"] == "00000001-2564"]) == 3


def test_a_new_time_over_the_same_bytes_is_logged_and_not_parsed(reports: Path, out: Path) -> None:
    ingest(out, reports)
    parts = contents(out / "records" / "fields")
    touched = next(reports.rglob("page-1.txt"))
    os.utime(touched, (LONG_AGO + 50, LONG_AGO + 50))
    assert ingest(out, reports).due == 1
    assert contents(out / "records" / "fields") == parts
    rows = [row for row in log(out) if row["source"].endswith("page-1.txt")]
    assert len(rows) == 2
    assert rows[0]["modified_at"] < rows[1]["modified_at"]
    assert {row["reading_id"] for row in rows} == {rows[0]["reading_id"]}
    assert {row["rows_sha256"] for row in rows} == {rows[0]["rows_sha256"]}


@pytest.mark.parametrize("is_copied", [False, True])
def test_a_moved_or_copied_file_names_the_reading_that_there_is(reports: Path, out: Path, is_copied: bool) -> None:
    ingest(out, reports)
    parts = contents(out / "records" / "texts")
    origin = next(reports.rglob("page-2.txt"))
    write(reports / "elsewhere" / "page.txt", origin.read_bytes(), LONG_AGO + 7)
    if not is_copied:
        origin.unlink()
    ingest(out, reports)
    assert contents(out / "records" / "texts") == parts
    first, second = (row for row in log(out) if row["document_id"] == log(out)[-1]["document_id"])
    assert first["reading_id"] == second["reading_id"]
    assert (second["status"], second["layout"]) == ("parsed", "project_page")
    assert len(rows_of(out, "projects")) == 3


def test_the_same_bytes_at_two_places_are_one_reading(out: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / "in" / name, page(5))
    ingest(out, tmp_path / "in")
    assert len({row["reading_id"] for row in log(out)}) == 1
    assert len(log(out)) == 3
    assert len(rows_of(out, "projects")) == 1


def test_content_that_comes_back_is_not_parsed_again(out: Path, tmp_path: Path) -> None:
    place = tmp_path / "in" / "page.txt"
    for time, updates in enumerate((2, 3, 2)):
        write(place, page(1, updates=updates), LONG_AGO + time)
        ingest(out, tmp_path / "in")
        assert len(rows_of(out, "updates")) == updates
    first, _, last = log(out)
    assert first["reading_id"] == last["reading_id"]


def test_a_new_parser_version_reads_its_layout_again(reports: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(reports / "other.txt", "รายงานอื่น")
    ingest(out, reports)
    raise_version(monkeypatch)
    assert ingest(out, reports).due == 4, "the pages, and what no parser knew"
    assert ingest(out, reports).due == 0
    raise_version(monkeypatch, "kpi_page")
    assert ingest(out, reports).due == 1, "what no parser knew"


def test_a_document_that_failed_is_not_tried_every_night(out: Path, tmp_path: Path) -> None:
    write(tmp_path / "in" / "other.txt", "รายงานอื่น")
    write(tmp_path / "in" / "broken.txt", "รายงาน".encode() + b"\xff\xfe\x00")
    write(tmp_path / "in" / "empty.txt", "")
    outcome = ingest(out, tmp_path / "in")
    assert outcome.documents == {"unreadable": 2, "unrecognised": 1}
    assert outcome.has_findings(is_strict=False)
    assert ingest(out, tmp_path / "in").due == 0
    write(tmp_path / "in" / "other.txt", page(1), LONG_AGO + 1)
    assert ingest(out, tmp_path / "in").documents == {"parsed": 1}


def test_too_large_is_tried_when_its_limit_changed(out: Path, tmp_path: Path) -> None:
    write(tmp_path / "in" / "page.txt", page(1))
    assert ingest(out, tmp_path / "in", max_bytes=100).documents == {"unreadable": 1}
    assert log(out)[0]["problem"].startswith("too-large: ")
    assert log(out)[0]["document_id"] is None
    assert ingest(out, tmp_path / "in", max_bytes=200).due == 0
    assert ingest(out, tmp_path / "in").documents == {"parsed": 1}


def test_a_place_that_cannot_be_opened_is_tried_again_and_logged_once(out: Path, tmp_path: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        place = Path("/proc/self/mem")  # Even root cannot read its beginning.
        inputs = [place]
    else:
        place = write(tmp_path / "in" / "page.txt", page(1))
        place.chmod(0)
        inputs = [tmp_path / "in"]
    if not place.exists():
        pytest.skip("there is no file here that nobody can read")
    assert ingest(out, *inputs).documents == {"unreadable": 1}
    assert log(out)[0]["problem"].startswith("not-readable: ")
    again = ingest(out, *inputs)
    assert again.due == 1


def test_a_file_changed_just_before_it_was_read_is_looked_at_once_more(out: Path, tmp_path: Path) -> None:
    place = tmp_path / "in" / "page.txt"
    place.parent.mkdir()
    place.write_text(page(1), encoding="utf-8")
    os.utime(place)
    ingest(out, tmp_path / "in")
    time = place.stat().st_mtime_ns
    # Within the same tick of the clock, and of the same size: only a second look can tell.
    place.write_text(page(2), encoding="utf-8")
    os.utime(place, ns=(time, time))
    assert ingest(out, tmp_path / "in").due == 1
    assert [row["project_id"] for row in rows_of(out, "projects")] == ["00000002-2564"]


def test_a_second_look_that_finds_the_same_writes_nothing(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "in" / "page.txt"
    place.parent.mkdir()
    place.write_text(page(1), encoding="utf-8")
    ingest(out, tmp_path / "in")
    before = states(out / "records"), states(out / "tables")
    later = place.stat().st_mtime_ns // 1000 + 5_000_000
    monkeypatch.setattr("store.runs.now", lambda: later)
    assert ingest(out, tmp_path / "in").due == 1
    assert ingest(out, tmp_path / "in").due == 0, "the second look settled it"
    assert (states(out / "records"), states(out / "tables")) == before


def test_a_vanished_file_stays_until_it_is_to_be_forgotten(reports: Path, out: Path) -> None:
    ingest(out, reports)
    gone = next(reports.rglob("page-1.txt"))
    kept = gone.read_bytes()
    gone.unlink()
    ingest(out, reports)
    assert len(rows_of(out, "projects")) == 3
    ingest(out, reports, forget_missing=True)
    assert len(rows_of(out, "projects")) == 2
    last = log(out)[-1]
    assert (last["status"], last["document_id"], last["reading_id"]) == ("missing", None, None)
    assert last["place"] == f"{last['root']}/{last['source']}"
    assert ingest(out, reports, forget_missing=True).due == 0
    assert len(log(out)) == 4, "forgotten once"
    write(gone, kept)
    ingest(out, reports)
    assert len(rows_of(out, "projects")) == 3
    assert len({row["reading_id"] for row in log(out) if row["source"] == last["source"] and row["reading_id"]}) == 1


def test_only_what_lies_below_the_inputs_is_forgotten(out: Path, tmp_path: Path) -> None:
    for number, folder in enumerate(("in", "in-other", "third")):
        export(tmp_path / folder, [number])
    ingest(out, tmp_path / "in", tmp_path / "in-other", tmp_path / "third")
    for folder in ("in-other", "third"):
        next((tmp_path / folder).rglob("*.txt")).unlink()
    outcome = ingest(out, tmp_path / "in", tmp_path / "third", forget_missing=True)
    assert outcome.documents == {"missing": 1}
    assert len(rows_of(out, "projects")) == 2


def test_a_parser_that_crashes_costs_one_document(reports: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = parsers.read

    def read(document: Document) -> Reading:
        if "โครงการทดลองที่ 1 " in document.text:
            raise RecursionError("too deep")
        return sound(document)

    monkeypatch.setattr(parsers, "read", read)
    assert ingest(out, reports).documents == {"parsed": 2, "unreadable": 1}
    crashed = next(row for row in log(out) if row["status"] == "unreadable")
    assert crashed["problem"].startswith("crashed: RecursionError: too deep (")
    assert crashed["reading_id"] is None
    assert crashed["document_id"] is not None


def test_a_value_that_fits_no_column_costs_one_document(
    reports: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = parsers.read

    def read(document: Document) -> Reading:
        reading = sound(document)
        if "โครงการทดลองที่ 1 " in document.text:
            reading.of("updates")[0].derive("printed_number", 1 << 20)
        return reading

    monkeypatch.setattr(parsers, "read", read)
    assert ingest(out, reports).documents == {"parsed": 2, "unreadable": 1}
    assert len(rows_of(out, "projects")) == 2


def test_runs_grow_even_where_the_clock_goes_back(reports: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for number, clock in enumerate((5_000_000_000_000_000, 4_000_000_000_000_000, 1_000_000_000_000)):
        monkeypatch.setattr("store.runs.now", lambda clock=clock: clock)
        write(reports / f"new-{number}.txt", page(50 + number))
        seen.append(ingest(out, reports).run_id)
    assert seen == sorted(set(seen))
    assert len({len(run) for run in seen}) == 1
    starts = [row["ingested_at"] for row in log(out)]
    assert starts == sorted(starts)
    assert len(set(starts)) == 3
