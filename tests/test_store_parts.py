"""Part files: what a reading said, as stored, with a digest that anybody can take again."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from extract.container import open_document
from parsers import parse
from parsers.reading import Reading
from schemas.arrow import arrow_schema
from schemas.trail import RECORDS
from store import files, parts
from store.faults import CannotRun
from store.log import Log
from store.rows import values
from tests.digests import SCHEMAS, digest
from tests.exports import contents, export, ingest, log, page, write


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = export(tmp_path_factory.mktemp("parts") / "in", range(40))
    write(folder / "gap.txt", page(50).replace("15/02/2564", "35/02/2564"))
    write(folder / "cut.txt", page(51) + "\nส่วนเกิน\x1f\x1eของรายงาน\n")
    write(folder / "budget.txt", page(52).replace("100.00", "1,407.52"))
    write(folder / "unknown.txt", "รายงานอื่น")
    ingest(folder.parent / "out", folder)
    return folder.parent / "out"


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    parts = sorted((out / "records" / table).glob("*.parquet"))
    return [row for part in parts for row in pq.ParquetFile(part).read().to_pylist()]


def test_every_part_has_the_declared_schema(out: Path) -> None:
    for table in RECORDS:
        for part in (out / "records" / table.name).glob("*.parquet"):
            schema, declared = pq.read_schema(part), arrow_schema(table, "records")
            assert schema.equals(declared)
            assert [field.metadata for field in schema] == [field.metadata for field in declared]


def test_counts_and_digests_follow_their_definition(out: Path) -> None:
    stored = {name: rows(out, name) for name in SCHEMAS}
    logged = [row for row in log(out) if row["reading_id"]]
    assert len(logged) == 44
    for reading in logged:
        own = {
            name: [row for row in found if row["reading_id"] == reading["reading_id"]] for name, found in stored.items()
        }
        assert reading["row_count"] == sum(map(len, own.values()))
        assert reading["rows_sha256"] == digest(own)


def test_every_field_is_the_text_that_it_says(out: Path) -> None:
    texts = {row["reading_id"]: row["text"] for row in rows(out, "texts")}
    fields = rows(out, "fields")
    assert len(fields) > 500
    for row in fields:
        text = texts[row["reading_id"]]
        assert text[row["start_char"] : row["end_char"]] == row["raw"]
        assert row["line"] == text.count("\n", 0, row["start_char"]) + 1


def test_a_reading_is_the_same_wherever_and_whenever_it_was_made(out: Path, tmp_path: Path) -> None:
    other = export(tmp_path / "other", range(40))
    ingest(tmp_path / "out", other)
    digests = {row["document_id"]: row["rows_sha256"] for row in log(out)}
    assert all(digests[row["document_id"]] == row["rows_sha256"] for row in log(tmp_path / "out"))


def test_the_log_tells_how_a_document_was_read(out: Path) -> None:
    row = next(row for row in log(out) if row["source"] == "gap.txt")
    text = page(50).replace("15/02/2564", "35/02/2564")
    assert row["document_id"] == hashlib.sha256(text.encode()).hexdigest()
    assert (row["media_type"], row["encoding"], row["characters"]) == ("text/plain", "utf-8", len(text))
    assert row["size_bytes"] == len(text.encode())
    assert row["modified_at"].timestamp() == 1_600_000_000
    assert row["reading_id"].startswith(row["run_id"])
    assert row["pages"] is None
    told = json.loads((out / "runs.jsonl").read_text())
    assert told["run_id"] == row["run_id"]
    assert told["documents"] == {"parsed": 43, "unrecognised": 1}


def test_readings_are_packed_alike_in_however_many_goes() -> None:
    texts = [page(n, updates=n % 4) if n % 5 else "รายงานอื่น" for n in range(150)]
    stated = [values(parse(open_document(text.encode()))) for text in texts]
    whole, packed = parts.Batch(), parts.Batch()
    for number, each in enumerate(stated):
        for batch in (whole, packed):
            batch.add(f"{number:064d}", f"r{number}", each)
        packed.pack(1 + number % 7)
    tables, others = whole.tables(), packed.tables()
    assert list(tables) == list(others)
    assert all(tables[name].equals(others[name]) for name in tables)
    alone = []
    for each in stated:
        batch = parts.Batch()
        batch.add("", "", each)
        batch.pack(1)
        alone += batch.counted()
    assert whole.counted() == packed.counted() == alone


def test_a_cell_of_no_declared_column_is_an_error() -> None:
    from extract.document import Document

    reading = Reading(Document("ก"), "project_page", "1")
    with pytest.raises(KeyError, match="no_such_column"):
        reading.row("projects", no_such_column=1)
    with pytest.raises(KeyError, match="no_such_table"):
        reading.row("no_such_table")
    assert not reading.rows


def test_a_torn_part_of_the_log_is_named(out: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    for name, data in contents(out / "records").items():
        write(records / name, data)
    part = next((records / "documents").glob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-9])
    with pytest.raises(CannotRun, match=part.name):
        Log(records)


def test_files_are_whole_or_absent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="file"):
        files.write({tmp_path / "a" / "one": b"1", tmp_path / "file" / "two": b"2"})
    assert not list(tmp_path.rglob("*one*"))
    files.write({tmp_path / "a" / "one": b"1", tmp_path / "b" / "two": b"2"})
    assert contents(tmp_path, ("one", "two")) == {"a/one": b"1", "b/two": b"2"}
    beside = files.put_beside({tmp_path / "a" / "four": b"4", tmp_path / "a" / "five": b"5"})
    assert not list(tmp_path.rglob("four"))
    with pytest.raises(OSError, match="six"):
        files.land([*beside, tmp_path / "a" / "six"])
    assert not list(tmp_path.rglob("f*ed")), "neither in place nor unfinished"
    assert contents(tmp_path, ("one", "two", "four", "five")) == {"a/one": b"1", "b/two": b"2"}
    write(tmp_path / "records" / "a" / f"three{files.UNFINISHED}", b"3")
    write(tmp_path / ".merge-1a2b" / "0.arrow", b"4")
    files.sweep(tmp_path)
    assert not list(tmp_path.rglob("*three*"))
    assert not list(tmp_path.glob(".merge-*"))
