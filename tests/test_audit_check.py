"""Check passes on honest outputs, writes nothing, and tells what it found in words and in JSON."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from audit.check import Tally, check
from audit.connection import opened_log
from audit.lots import lots
from pipeline import main
from store.commit import publish
from store.faults import CannotRun
from store.lock import locked
from tests import exports, tampering
from tests.tampering import codes, findings, part, rewrite, set_cell

honest, honest_source, tampered = tampering.honest, tampering.honest_source, tampering.tampered
pytestmark = pytest.mark.xdist_group("check")


def test_honest_output_is_proved(honest: Path, honest_source: Path) -> None:
    assert [finding.as_line for finding in findings(honest, honest_source)] == []


def test_seeds_are_proved(seeds: Path, tmp_path: Path) -> None:
    exports.ingest(tmp_path / "out", seeds)
    assert [finding.as_line for finding in findings(tmp_path / "out", seeds)] == []


def test_what_a_killed_run_left_is_nobody_s_row(tampered: Path, honest_source: Path, tmp_path: Path) -> None:
    exports.ingest(tampered, exports.export(tmp_path / "more", [8, 9]))
    max((tampered / "records" / "documents").iterdir()).unlink()
    lines = (tampered / "runs.jsonl").read_bytes().splitlines(keepends=True)
    (tampered / "runs.jsonl").write_bytes(b"".join(lines[:-1]))
    publish(tampered)
    assert [finding.as_line for finding in findings(tampered, honest_source)] == []


def test_parts_of_an_older_raingan_may_lack_a_column(tmp_path: Path) -> None:
    out = tmp_path / "out"
    exports.ingest(out, exports.export(tmp_path / "in", [1, 2]))
    path = part(out, "updates")
    pq.write_table(pq.ParquetFile(path).read().drop_columns(["plan_status"]), path)
    _digest_again(out)
    assert "schema-differs" in codes(findings(out))
    line = json.loads((out / "runs.jsonl").read_bytes())
    line["versions"]["raingan"] = "0.0.1"
    (out / "runs.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    tally = Tally()
    assert [finding.as_line for finding in check(out, None, tally)] == []
    assert tally.notes == {"parts of an older raingan": 1}


def _digest_again(out: Path) -> None:
    """Make the log name the digests of the rows as they stand, as the raingan that wrote them did."""
    with opened_log(out / "records", "test") as connection:
        (lot,) = lots(connection, out / "records")
        told = {entry.reading_id: digest for entry, digest in zip(lot.entries, lot.digests(), strict=True)}
    rewrite(part(out, "documents"), lambda rows: [{**row, "rows_sha256": told[row["reading_id"]]} for row in rows])
    publish(out)


def test_check_writes_nothing(honest: Path) -> None:
    before = exports.states(honest)
    findings(honest)
    assert exports.states(honest) == before


def test_command(tampered: Path, honest_source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tampered), "--sources", str(honest_source)]) == 0
    assert capsys.readouterr().out.endswith("Every promise is kept.\n")
    set_cell(part(tampered, "updates"), "progress_percent", 12.5, lambda row: row["progress_percent"] == 20)
    assert main(["check", str(tampered)]) == 1
    said = capsys.readouterr().out
    assert "rule-differs  records/updates/" in said
    assert "progress_percent  expected 20.0, found 12.5  (file://" in said
    assert main(["check", str(tampered), "--format", "json"]) == 1
    *lines, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert {"code", "file", "table", "row", "column", "expected", "found", "place", "line"} == {*lines[0]}
    assert sum(last["summary"]["findings"].values()) == len(lines)


def test_wrong_words(tampered: Path, tmp_path: Path) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert main(["check", str(tampered), "--sources", str(tmp_path / "nowhere")]) == 2


def test_run_that_goes_on_is_told_instead_of_findings(tampered: Path) -> None:
    set_cell(part(tampered, "updates"), "progress_percent", 12.5, lambda row: True)
    with locked(tampered, "ingest"), pytest.raises(CannotRun, match=f"in use by raingan ingest, process {os.getpid()}"):
        next(check(tampered, None, Tally()))
    (tampered / ".lock.json").write_text("what a killed run left")
    assert next(check(tampered, None, Tally())).code == "rule-differs"


def test_tables_that_change_meanwhile_are_noticed(tampered: Path) -> None:
    found = check(tampered, None, Tally())
    set_cell(part(tampered, "updates"), "progress_percent", 12.5, lambda row: True)
    next(found)
    os.utime(tampered / "tables.json", (1, 1))
    with pytest.raises(CannotRun, match="while it was checked"):
        list(found)


def test_run_meanwhile_is_noticed(tampered: Path, tmp_path: Path) -> None:
    set_cell(part(tampered, "updates"), "progress_percent", 12.5, lambda row: True)
    found = check(tampered, None, Tally())
    next(found)
    exports.ingest(tampered, exports.export(tmp_path / "more", [8]))
    with pytest.raises(CannotRun, match="while it was checked"):
        list(found)


@pytest.mark.skipif(sys.platform != "linux", reason="names are any bytes on Linux only")
def test_names_that_are_no_utf_8_are_found_again(tmp_path: Path) -> None:
    folder = exports.export(tmp_path / "in", [1]) / "district 1"
    (folder / "page-1.txt").rename(os.fsdecode(os.fsencode(folder) + b"/\xa1\xd2.txt"))
    exports.write(folder / "a\\xa1.txt", exports.page(2))
    exports.ingest(tmp_path / "out", tmp_path / "in")
    assert findings(tmp_path / "out", tmp_path / "in") == []
    (tmp_path / "in").rename(tmp_path / "moved")
    assert findings(tmp_path / "out", tmp_path / "moved") == []
