"""Check passes on honest outputs, and names the cell wherever somebody laid hands on one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from audit.check import Tally, check
from audit.connection import opened_log
from audit.finding import Finding
from audit.lots import lots
from pipeline import main
from store.commit import publish
from store.faults import CannotRun
from tests import exports
from tests.expected import SAMPLES
from tests.tampering import Row, codes, findings, part, rewrite, rows, set_cell

pytestmark = pytest.mark.xdist_group("check")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up pages and the samples, in one folder."""
    folder = tmp_path_factory.mktemp("source") / "in"
    shutil.copytree(SAMPLES, folder / "samples", ignore=shutil.ignore_patterns("*.json"))
    exports.export(folder, range(1, 7))
    return folder


@pytest.fixture(scope="module")
def honest(source: Path) -> Path:
    """An OUT of two runs."""
    out = source.parent / "out"
    exports.ingest(out, source)
    exports.write(source / "later.txt", exports.page(7, updates=3))
    exports.write(source / "newer.txt", exports.page(2, updates=3).replace("เหตุผลของโครงการที่ 2", ""))
    exports.ingest(out, source)
    return out


@pytest.fixture
def out(honest: Path, tmp_path: Path) -> Path:
    """A copy of it to lay hands on."""
    return Path(shutil.copytree(honest, tmp_path / "out"))


def test_honest_output_is_proved(honest: Path, source: Path) -> None:
    assert [finding.as_line for finding in findings(honest, source)] == []


def test_seeds_are_proved(seeds: Path, tmp_path: Path) -> None:
    exports.ingest(tmp_path / "out", seeds)
    assert [finding.as_line for finding in findings(tmp_path / "out", seeds)] == []


def test_what_a_killed_run_left_is_nobody_s_row(out: Path, source: Path, tmp_path: Path) -> None:
    exports.ingest(out, exports.export(tmp_path / "more", [8, 9]))
    max((out / "records" / "documents").iterdir()).unlink()
    lines = (out / "runs.jsonl").read_bytes().splitlines(keepends=True)
    (out / "runs.jsonl").write_bytes(b"".join(lines[:-1]))
    publish(out)
    assert [finding.as_line for finding in findings(out, source)] == []


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


def test_changed_cells_of_records_are_named(out: Path) -> None:
    changed = []
    for table, column, value, code in CELLS:
        row = set_cell(part(out, table), column, value, _one_that_says_otherwise(out, table, column, value))
        changed.append((code, table, row["row"], column))
    found = findings(out)
    for code, table, number, column in changed:
        finding = named(found, code, table, number, column)
        assert finding.where.file == f"records/{table}/{part(out, table).name}"
        assert finding.place.startswith("file://")


def _one_that_says_otherwise(out: Path, table: str, column: str, value: Any) -> Callable[[Row], bool]:
    """Whether a row holds another value, and one that was read where any of the column's was."""
    fields = [row for row in rows(part(out, "fields")) if (row["table_name"], row["column_name"]) == (table, column)]
    read = {(row["reading_id"], row["row"]) for row in fields}
    return lambda row: row[column] != value and (not read or (row["reading_id"], row["row"]) in read)


def named(found: list[Finding], code: str, table: str, row: int | str | None, column: str | None) -> Finding:
    """The one finding that names a cell."""
    meant = [each for each in found if (each.code, *each.where[1:]) == (code, table, row, column)]
    assert len(meant) == 1, "\n".join(each.as_line for each in found)
    return meant[0]


def test_changed_cell_shows_both_values_and_the_line(out: Path) -> None:
    before = set_cell(part(out, "updates"), "progress_percent", 12.5, lambda row: row["progress_percent"] == 20)
    found = named(findings(out), "rule-differs", "updates", before["row"], "progress_percent")
    assert found.said == ("20.0", "12.5")
    lines = [
        row["line"]
        for row in rows(part(out, "fields"))
        if row["reading_id"] == before["reading_id"]
        and (row["table_name"], row["row"], row["column_name"]) == ("updates", before["row"], "progress_percent")
    ]
    assert [found.line] == lines


def test_changed_cell_fails_the_digest_too(out: Path) -> None:
    set_cell(part(out, "updates"), "progress_percent", 12.5, lambda row: True)
    assert {"digest-differs", "cell-differs"} <= codes(findings(out))


SHIFTS = [("start_char", 1), ("end_char", 1), ("start_char", -1), ("end_char", 10_000)]


def test_shifted_spans_are_named(out: Path) -> None:
    path = part(out, "fields")
    meant = [row for row in rows(path) if row["column_name"] == "narrative" and row["start_char"] > 5][: len(SHIFTS)]
    for row, (column, by) in zip(meant, SHIFTS, strict=True):
        set_cell(path, column, row[column] + by, row.__eq__)
    found = [each for each in findings(out) if each.code == "span-differs"]
    assert [each.where[1:] for each in found] == [(row["table_name"], row["row"], "narrative") for row in meant]


TRAIL = {"raw": "invented", "rule": "count", "line": 1, "part": 7, "column_name": "name"}


def test_changed_trail_is_named(out: Path) -> None:
    path = part(out, "fields")
    meant = [row for row in rows(path) if row["column_name"] == "narrative"][: len(TRAIL)]
    for row, (column, value) in zip(meant, TRAIL.items(), strict=True):
        set_cell(path, column, value, row.__eq__)
    found = {(each.where.cell, each.place) for each in findings(out)}
    for row in meant:
        place = next(each["place"] for each in exports.log(out) if each["reading_id"] == row["reading_id"])
        assert (f"updates[{row['row']}].narrative", place) in found


def test_removed_issue_is_named(out: Path) -> None:
    path = part(out, "issues")
    lost = next(row for row in rows(path) if row["column_name"] is not None)
    rewrite(path, lambda found: [row for row in found if row != lost])
    found = named(findings(out), "issue-missing", lost["table_name"], lost["row"], lost["column_name"])
    assert lost["code"] in found.said[0]
    assert found.line == lost["line"]


def test_added_issue_is_named(out: Path) -> None:
    path = part(out, "issues")
    more = {**rows(path)[0], "code": "number-gap", "severity": "warning", "message": "Invented."}
    rewrite(path, lambda found: [more, *found])
    found = named(findings(out), "issue-unknown", more["table_name"], more["row"], more["column_name"])
    assert "Invented." in found.said[1]


def test_removed_row_is_named(out: Path) -> None:
    path = part(out, "updates")
    lost = rows(path)[1]
    rewrite(path, lambda found: [row for row in found if row != lost])
    found = findings(out)
    named(found, "row-missing", "updates", lost["row"], None)
    assert {"row-count-differs", "source-without-cell"} <= codes(found)


def test_changed_text_is_named(out: Path, source: Path) -> None:
    set_cell(part(out, "texts"), "text", exports.page(99), lambda row: exports.code(2) in row["text"])
    found = findings(out, source)
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


def test_changed_cells_of_the_log_are_found(out: Path) -> None:
    path = part(out, "documents")
    meant = [row for row in rows(path) if row["layout"] == "project_page"][: len(LOGGED)]
    for row, (column, value, _) in zip(meant, LOGGED, strict=True):
        set_cell(path, column, value, row.__eq__)
    found = {(each.code, each.place) for each in findings(out)}
    for row, (column, value, code) in zip(meant, LOGGED, strict=True):
        assert (code, value if column == "place" else row["place"]) in found, column


TABLES: list[tuple[str, str, Any]] = [
    ("projects", "name", "another name"),
    ("updates", "narrative", None),
    ("indicators", "target", 0.25),
    ("steps", "name", "another"),
    ("indicator_results", "result", 0.125),
    ("contacts", "phone", "0 0000 0000"),
    ("issues", "message", "Nothing is wrong."),
]


def test_changed_cells_of_tables_are_named(out: Path) -> None:
    changed = {}
    for table, column, value in TABLES:
        path = out / "tables" / f"{table}.parquet"
        changed[f"tables/{path.name}", table, column] = set_cell(path, column, value, lambda row: True)
    found = {(each.where.file, each.where.table, each.where.column): each for each in findings(out)}
    for where, before in changed.items():
        assert found[where].code == "cell-differs"
        assert str(before.get("project_id") or before.get("indicator_id") or before["document_id"]) in str(
            found[where].where.row
        )
        assert found[where].place


def test_changed_origin_is_named(out: Path) -> None:
    before = set_cell(out / "tables" / "origins.parquet", "document_id", "0" * 64, lambda row: True)
    found = {(each.code, each.where.table, each.where.column) for each in findings(out)}
    assert ("origin-differs", before["table_name"], before["column_name"]) in found
    assert {("reference-broken", "origins", "document_id"), ("cell-differs", "origins", "document_id")} <= found


def test_bytes_that_say_the_same_are_found(out: Path) -> None:
    rewrite(out / "tables" / "steps.parquet", lambda found: found)
    assert {"bytes-differ"} <= codes(findings(out)) <= {"bytes-differ", "size-differs"}


Change = Callable[[list[Row]], list[Row]]
# What is done to tables, and what must be found in each.
TAMPERED: list[dict[str, tuple[Change, str]]] = [
    {
        "projects": (lambda rows: [*rows, rows[-1]], "key-doubled"),
        "updates": (lambda rows: rows[::-1], "order-wrong"),
        "contacts": (lambda rows: [{**rows[0], "document_id": "0" * 64}, *rows[1:]], "reference-broken"),
        "steps": (lambda rows: [{**rows[0], "name": " two  blanks"}, *rows[1:]], "text-unclean"),
    },
    {
        "projects": (lambda rows: rows[1:], "row-missing"),
        "contacts": (lambda rows: rows, "reference-broken"),
        "updates": (lambda rows: rows[1:], "derived-differs"),
        "indicators": (lambda rows: [], "row-missing"),
        "indicator_results": (lambda rows: rows, "reference-broken"),
    },
    {
        "projects": (lambda rows: [{**rows[0], "fiscal_year": 1}, *rows[1:]], "derived-differs"),
        "contacts": (lambda rows: [{**rows[0], "role": None}, *rows[1:]], "key-null"),
        "updates": (lambda rows: [{**rows[0], "narrative": "invented"}, *rows[1:]], "cell-from-nowhere"),
    },
    {"projects": (lambda rows: [{**rows[-1], "project_id": "anon:0"}, *rows[:-1]], "derived-differs")},
]


@pytest.mark.parametrize("changes", TAMPERED, ids=["doubled", "dropped", "changed", "renamed"])
def test_broken_promises_of_tables_are_found(out: Path, changes: dict[str, tuple[Change, str]]) -> None:
    for table, (change, _) in changes.items():
        rewrite(out / "tables" / f"{table}.parquet", change)
    found = {(each.where.table, each.code) for each in findings(out)}
    assert {(table, code) for table, (_, code) in changes.items()} <= found


@pytest.mark.parametrize("tables", [["texts"], ["fields", "issues"], ["contacts", "projects", "updates"]], ids="+".join)
def test_dropped_parts_are_named_once(out: Path, tables: list[str]) -> None:
    dropped = [part(out, table) for table in tables]
    for path in dropped:
        path.unlink()
    found = [each.where.file for each in findings(out) if each.code == "part-missing"]
    assert sorted(found) == [f"records/{path.parent.name}/{path.name}" for path in dropped]


def test_dropped_part_of_the_log_is_found(out: Path) -> None:
    part(out, "documents").unlink()
    assert {"run-differs", "tables-behind", "row-unknown"} <= codes(findings(out))


def test_damaged_part_is_named(out: Path) -> None:
    path = part(out, "updates")
    path.write_bytes(path.read_bytes()[:-20])
    found = [each for each in findings(out) if each.code == "file-unreadable"]
    assert [each.where.file for each in found] == [f"records/updates/{path.name}"]


def test_damaged_log_is_named(out: Path) -> None:
    path = part(out, "documents")
    path.write_bytes(b"")
    assert [each.where.file for each in findings(out)] == [f"records/documents/{path.name}"]


def test_doubled_rows_of_a_document_are_named(out: Path) -> None:
    path = part(out, "updates")
    twice = rows(path)[0]
    rewrite(path, lambda found: [twice, *found])
    found = findings(out)
    named(found, "row-doubled", "updates", twice["row"], None)
    assert "row-count-differs" in codes(found)


def test_doubled_parts_are_named(out: Path) -> None:
    for table in ("fields", "texts", "updates"):
        shutil.copy(part(out, table), out / "records" / table / "copy.parquet")
    found = [each.where.file for each in findings(out) if each.code == "rows-doubled"]
    assert sorted(found) == [f"records/{table}/copy.parquet" for table in ("fields", "texts", "updates")]


def test_doubled_rows_of_the_log_are_named(out: Path) -> None:
    path = part(out, "documents")
    rewrite(path, lambda found: [*found, found[0]])
    found = [each for each in findings(out) if each.code == "key-doubled"]
    assert [each.where.table for each in found] == ["documents"]


def test_changed_source_is_named(out: Path, source: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(source, tmp_path / "copy"))
    page = copy / "later.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("ร้อยละ 30.00", "ร้อยละ 31.00"), encoding="utf-8")
    found = findings(out, copy)
    assert [each.place.endswith("/later.txt") for each in found] == [True] * len(found)
    assert {"source-changed", "source-differs"} <= codes(found)
    cells = {(each.where.file.split("/")[1], each.where.cell): each.said for each in found}
    assert cells["updates", "updates[0].progress_percent"] == ("31.0", "30.0")


def test_lost_source_is_named(out: Path, source: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(source, tmp_path / "copy"))
    (copy / "later.txt").unlink()
    assert [(each.code, each.place.rpartition("/")[2]) for each in findings(out, copy)] == [
        ("source-missing", "later.txt")
    ]


def test_column_that_nobody_declared_is_named(out: Path) -> None:
    for path in (part(out, "steps"), out / "tables" / "steps.parquet"):
        table = pq.ParquetFile(path).read()
        pq.write_table(table.append_column("more", table["step"]), path)
    found = [each for each in findings(out) if each.code == "schema-differs"]
    assert [(each.where.file.split("/")[0], each.where.column) for each in found] == [
        ("records", "more"),
        ("tables", "more"),
    ]


def test_command(out: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(out), "--sources", str(source)]) == 0
    assert capsys.readouterr().out.endswith("Every promise is kept.\n")
    set_cell(part(out, "updates"), "progress_percent", 12.5, lambda row: row["progress_percent"] == 20)
    assert main(["check", str(out)]) == 1
    said = capsys.readouterr().out
    assert "rule-differs  records/updates/" in said
    assert "progress_percent  expected 20.0, found 12.5  (file://" in said
    assert main(["check", str(out), "--format", "json"]) == 1
    *lines, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert {"code", "file", "table", "row", "column", "expected", "found", "place", "line"} == {*lines[0]}
    assert sum(last["summary"]["findings"].values()) == len(lines)


def test_wrong_words(out: Path, tmp_path: Path) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert main(["check", str(out), "--sources", str(tmp_path / "nowhere")]) == 2


def test_run_meanwhile_is_noticed(out: Path, tmp_path: Path) -> None:
    set_cell(part(out, "updates"), "progress_percent", 12.5, lambda row: True)
    found = check(out, None, Tally())
    next(found)
    exports.ingest(out, exports.export(tmp_path / "more", [8]))
    with pytest.raises(CannotRun, match="while it was checked"):
        list(found)
