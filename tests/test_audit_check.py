"""Check passes on honest outputs, and names the cell wherever somebody laid hands on one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from audit.finding import Finding
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


@pytest.mark.parametrize("shift", [(1, 1), (0, 1), (-1, 0), (10_000, 10_000)])
def test_shifted_span_is_named(out: Path, shift: tuple[int, int]) -> None:
    path = part(out, "fields")
    row = next(row for row in rows(path) if row["column_name"] == "narrative" and row["start_char"] > 5)
    for column, by in zip(("start_char", "end_char"), shift, strict=True):
        set_cell(
            path,
            column,
            row[column] + by,
            lambda each: (each["reading_id"], each["raw"]) == (row["reading_id"], row["raw"]),
        )
    found = [each for each in findings(out) if each.code == "span-differs"]
    assert [each.where[1:] for each in found] == [(row["table_name"], row["row"], "narrative")]


@pytest.mark.parametrize("column", ["raw", "rule", "line", "part", "column_name"])
def test_changed_trail_is_named(out: Path, column: str) -> None:
    other = {"raw": "invented", "rule": "count", "line": 1, "part": 7, "column_name": "name"}[column]
    row = set_cell(part(out, "fields"), column, other, lambda row: row["column_name"] == "narrative")
    found = findings(out)
    assert {each.where.cell for each in found} >= {f"updates[{row['row']}].narrative"}


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


@pytest.mark.parametrize(("column", "value", "code"), LOGGED, ids=lambda value: str(value))
def test_changed_cell_of_the_log_is_found(out: Path, column: str, value: Any, code: str) -> None:
    set_cell(part(out, "documents"), column, value, lambda row: row["layout"] == "project_page")
    assert code in codes(findings(out))


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


def test_bytes_that_say_the_same_are_found(out: Path) -> None:
    rewrite(out / "tables" / "steps.parquet", lambda found: found)
    assert {"bytes-differ"} <= codes(findings(out)) <= {"bytes-differ", "size-differs"}


TAMPERED: list[tuple[str, Callable[[list[Any]], list[Any]], str]] = [
    ("projects", lambda rows: [*rows, rows[-1]], "key-doubled"),
    ("updates", lambda rows: rows[::-1], "order-wrong"),
    ("updates", lambda rows: rows[1:], "derived-differs"),
    ("projects", lambda rows: rows[1:], "reference-broken"),
    ("indicators", lambda rows: rows[1:], "reference-broken"),
    ("contacts", lambda rows: [{**rows[0], "document_id": "0" * 64}, *rows[1:]], "reference-broken"),
    ("contacts", lambda rows: [{**rows[0], "role": None}, *rows[1:]], "key-null"),
    ("projects", lambda rows: [{**rows[0], "fiscal_year": 1}, *rows[1:]], "derived-differs"),
    ("projects", lambda rows: [{**rows[-1], "project_id": "anon:0"}, *rows[:-1]], "derived-differs"),
    ("steps", lambda rows: [{**rows[0], "name": " two  blanks"}, *rows[1:]], "text-unclean"),
]


@pytest.mark.parametrize(("table", "change", "code"), TAMPERED, ids=map(str, range(len(TAMPERED))))
def test_broken_promise_of_tables_is_found(
    out: Path, table: str, change: Callable[[list[Any]], list[Any]], code: str
) -> None:
    rewrite(out / "tables" / f"{table}.parquet", change)
    assert code in codes(findings(out))


@pytest.mark.parametrize("table", ["texts", "fields", "updates", "projects", "contacts", "issues"])
def test_dropped_part_is_named_once(out: Path, table: str) -> None:
    path = part(out, table)
    path.unlink()
    found = [each for each in findings(out) if each.code == "part-missing"]
    assert [each.where.file for each in found] == [f"records/{table}/{path.name}"]


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


@pytest.mark.parametrize("table", ["updates", "fields", "texts"])
def test_doubled_part_is_named(out: Path, table: str) -> None:
    path = part(out, table)
    shutil.copy(path, path.with_name("copy.parquet"))
    found = [each for each in findings(out) if each.code == "rows-doubled"]
    assert [each.where.file for each in found] == [f"records/{table}/copy.parquet"]


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
    import pyarrow.parquet as pq

    for path in (part(out, "steps"), out / "tables" / "steps.parquet"):
        table = pq.ParquetFile(path).read()
        pq.write_table(table.append_column("more", table["step"]), path)
    found = [each for each in findings(out) if each.code == "schema-differs"]
    assert [(each.where.file.split("/")[0], each.where.column) for each in found] == [
        ("records", "more"),
        ("tables", "more"),
    ]
