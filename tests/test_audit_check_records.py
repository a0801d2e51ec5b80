"""Check names the cell wherever somebody laid hands on records, or on a report that they were read from."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from audit.check import Tally, check
from tests import exports, tampering
from tests.tampering import Row, codes, findings, named, part, rewrite, rows, set_cell

honest, honest_source, tampered = tampering.honest, tampering.honest_source, tampering.tampered
pytestmark = pytest.mark.xdist_group("check")


# Cells of records: table, column, another value, and the code under which it must be found.
CELLS: list[tuple[str, str, Any, str]] = [
    ("projects", "name", "another name", "rule-differs"),
    ("projects", "fiscal_year", 1999, "derived-differs"),
    ("projects", "budget_spent_baht", Decimal("1.23"), "rule-differs"),
    ("updates", "progress_percent", 99.5, "rule-differs"),
    ("updates", "narrative", None, "rule-differs"),
    ("updates", "problem", "invented", "rule-differs"),
    ("indicators", "target", 1e6, "rule-differs"),
    ("indicators", "category", "invented", "rule-differs"),
    ("indicator_results", "result", -1.0, "rule-differs"),
    ("indicator_results", "indicator_row", 77, "derived-differs"),
    ("steps", "weight_percent", 3.5, "rule-differs"),
    ("strategy_links", "level", 3, "cell-differs"),
    ("contacts", "role", "coordinator", "cell-differs"),
    ("contacts", "phone", "0 0000 0000", "rule-differs"),
]


def test_changed_cells_of_records_are_named(tampered: Path) -> None:
    changed = []
    for table, column, value, code in CELLS:
        row = set_cell(part(tampered, table), column, value, _one_that_says_otherwise(tampered, table, column, value))
        changed.append((code, table, row["row"], column))
    found = findings(tampered)
    for code, table, number, column in changed:
        finding = named(found, code, table, number, column)
        assert finding.where.file == f"records/{table}/{part(tampered, table).name}"
        assert finding.place.startswith("file://")


def _one_that_says_otherwise(out: Path, table: str, column: str, value: Any) -> Callable[[Row], bool]:
    """Whether a row holds another value, and one that was read where any of the column's was."""
    fields = [row for row in rows(part(out, "fields")) if (row["table_name"], row["column_name"]) == (table, column)]
    read = {(row["reading_id"], row["row"]) for row in fields}
    return lambda row: row[column] != value and (not read or (row["reading_id"], row["row"]) in read)


def test_changed_cell_shows_both_values_and_the_line(tampered: Path) -> None:
    before = set_cell(part(tampered, "updates"), "progress_percent", 12.5, lambda row: row["progress_percent"] == 20)
    found = named(findings(tampered), "rule-differs", "updates", before["row"], "progress_percent")
    assert found.said == ("20.0", "12.5")
    lines = [
        row["line"]
        for row in rows(part(tampered, "fields"))
        if row["reading_id"] == before["reading_id"]
        and (row["table_name"], row["row"], row["column_name"]) == ("updates", before["row"], "progress_percent")
    ]
    assert [found.line] == lines


def test_changed_cell_fails_the_digest_too(tampered: Path) -> None:
    set_cell(part(tampered, "updates"), "progress_percent", 12.5, lambda row: True)
    assert {"digest-differs", "cell-differs"} <= codes(findings(tampered))


SHIFTS = [("start_char", 1), ("end_char", 1), ("start_char", -1), ("end_char", 10_000)]


def test_shifted_spans_are_named(tampered: Path) -> None:
    path = part(tampered, "fields")
    meant = [row for row in rows(path) if row["column_name"] == "narrative" and row["start_char"] > 5][: len(SHIFTS)]
    for row, (column, by) in zip(meant, SHIFTS, strict=True):
        set_cell(path, column, row[column] + by, row.__eq__)
    found = [each for each in findings(tampered) if each.code == "span-differs"]
    assert [each.where[1:] for each in found] == [(row["table_name"], row["row"], "narrative") for row in meant]


TRAIL = {"raw": "invented", "rule": "count", "line": 1, "part": 7, "column_name": "name"}


def test_changed_trail_is_named(tampered: Path) -> None:
    path = part(tampered, "fields")
    meant = [row for row in rows(path) if row["column_name"] == "narrative"][: len(TRAIL)]
    for row, (column, value) in zip(meant, TRAIL.items(), strict=True):
        set_cell(path, column, value, row.__eq__)
    found = {(each.where.cell, each.place) for each in findings(tampered)}
    for row in meant:
        place = next(each["place"] for each in exports.log(tampered) if each["reading_id"] == row["reading_id"])
        assert (f"updates[{row['row']}].narrative", place) in found


def test_removed_issue_is_named(tampered: Path) -> None:
    path = part(tampered, "issues")
    lost = next(row for row in rows(path) if row["column_name"] is not None)
    rewrite(path, lambda found: [row for row in found if row != lost])
    found = named(findings(tampered), "issue-missing", lost["table_name"], lost["row"], lost["column_name"])
    assert lost["code"] in found.said[0]
    assert found.line == lost["line"]


def test_added_issue_is_named(tampered: Path) -> None:
    path = part(tampered, "issues")
    more = {**rows(path)[0], "code": "number-gap", "severity": "warning", "message": "Invented."}
    rewrite(path, lambda found: [more, *found])
    found = named(findings(tampered), "issue-unknown", more["table_name"], more["row"], more["column_name"])
    assert "Invented." in found.said[1]


def test_removed_row_is_named(tampered: Path) -> None:
    path = part(tampered, "updates")
    lost = rows(path)[1]
    rewrite(path, lambda found: [row for row in found if row != lost])
    found = findings(tampered)
    named(found, "row-missing", "updates", lost["row"], None)
    assert {"row-count-differs", "source-without-cell"} <= codes(found)


def test_changed_text_is_named(tampered: Path, honest_source: Path) -> None:
    set_cell(part(tampered, "texts"), "text", exports.page(99), lambda row: exports.code(2) in row["text"])
    found = findings(tampered, honest_source)
    assert {"span-differs", "text-differs", "digest-differs"} <= codes(found)


LOGGED: list[tuple[str, Any, str]] = [
    ("coverage", 0.5, "log-differs"),
    ("layout", "print_form", "log-row-wrong"),
    ("problem", "other", "log-differs"),
    ("characters", 1, "log-differs"),
    ("row_count", 1, "row-count-differs"),
    ("rows_sha256", "0" * 64, "digest-differs"),
    ("named_code", "00000000-0000", "log-row-wrong"),
    ("place", "file:///elsewhere", "log-row-wrong"),
    ("run_id", "20200101T000000000000Z", "log-row-wrong"),
    ("status", "unreadable", "log-row-wrong"),
    ("document_id", "0" * 64, "owner-differs"),
]


def test_changed_cells_of_the_log_are_found(tampered: Path) -> None:
    path = part(tampered, "documents")
    meant = [row for row in rows(path) if row["layout"] == "project_page"][: len(LOGGED)]
    for row, (column, value, _) in zip(meant, LOGGED, strict=True):
        set_cell(path, column, value, row.__eq__)
    found = {(each.code, each.place) for each in findings(tampered)}
    for row, (column, value, code) in zip(meant, LOGGED, strict=True):
        assert (code, value if column == "place" else row["place"]) in found, column


def test_changed_source_is_named(tampered: Path, honest_source: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(honest_source, tmp_path / "copy"))
    page = copy / "later.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("ร้อยละ 30.00", "ร้อยละ 31.00"), encoding="utf-8")
    found = findings(tampered, copy)
    assert [each.place.endswith("/later.txt") for each in found] == [True] * len(found)
    assert {"source-changed", "source-differs"} <= codes(found)
    cells = {(each.where.file.split("/")[1], each.where.cell): each.said for each in found}
    assert cells["updates", "updates[0].progress_percent"] == ("31.0", "30.0")


def test_lost_source_is_named(tampered: Path, honest_source: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(honest_source, tmp_path / "copy"))
    (copy / "later.txt").unlink()
    assert [(each.code, each.place.rpartition("/")[2]) for each in findings(tampered, copy)] == [
        ("source-missing", "later.txt")
    ]


def test_wrong_size_is_named(tampered: Path, honest_source: Path) -> None:
    row = set_cell(part(tampered, "documents"), "size_bytes", 5, lambda row: row["source"].endswith("page-4.txt"))
    found = [each for each in findings(tampered, honest_source) if each.code == "log-differs"]
    assert [(each.place, each.where.column, each.said) for each in found] == [
        (row["place"], "size_bytes", (str(row["size_bytes"]), "5"))
    ]


def test_two_sizes_of_one_document_are_found_without_its_source(tmp_path: Path) -> None:
    exports.export(tmp_path / "in", [1])
    exports.write(tmp_path / "in" / "copy.txt", exports.page(1))
    exports.ingest(tmp_path / "out", tmp_path / "in")
    row = set_cell(part(tmp_path / "out", "documents"), "size_bytes", 5, lambda row: True)
    found = [each for each in findings(tmp_path / "out") if each.code == "log-disagrees"]
    assert [each.said for each in found] == [("one size for a document", f"[5, {row['size_bytes']}]")]


def test_lost_runs_are_told(tampered: Path) -> None:
    path = tampered / "runs.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[1])
    tally = Tally()
    assert list(check(tampered, None, tally)) == []
    assert tally.notes == {"runs without a line in runs.jsonl: killed, or their lines are lost": 1}
    for lose in (lambda: path.write_bytes(b""), path.unlink):
        lose()
        (found,) = findings(tampered)
        assert (found.code, found.where.file) == ("runs-missing", "runs.jsonl")
        assert found.said == ("a line of JSON for each of 2 runs", "none")
