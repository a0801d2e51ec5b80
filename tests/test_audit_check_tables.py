"""Check names the cell or file wherever somebody laid hands on tables, or dropped, doubled or damaged a part."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests import tampering
from tests.tampering import Row, codes, findings, named, part, rewrite, rows, set_cell

honest, honest_source, tampered = tampering.honest, tampering.honest_source, tampering.tampered
pytestmark = pytest.mark.xdist_group("check")


TABLES: list[tuple[str, str, Any]] = [
    ("projects", "name", "another name"),
    ("updates", "narrative", None),
    ("indicators", "target", 0.25),
    ("steps", "name", "another"),
    ("indicator_results", "result", 0.125),
    ("contacts", "phone", "0 0000 0000"),
    ("issues", "message", "Nothing is wrong."),
]


def test_changed_cells_of_tables_are_named(tampered: Path) -> None:
    changed = {}
    for table, column, value in TABLES:
        path = tampered / "tables" / f"{table}.parquet"
        changed[f"tables/{path.name}", table, column] = set_cell(path, column, value, lambda row: True)
    found = {(each.where.file, each.where.table, each.where.column): each for each in findings(tampered)}
    for where, before in changed.items():
        assert found[where].code == "cell-differs"
        assert str(before.get("project_id") or before.get("indicator_id") or before["document_id"]) in str(
            found[where].where.row
        )
        assert found[where].place


def test_changed_origin_is_named(tampered: Path) -> None:
    before = set_cell(tampered / "tables" / "origins.parquet", "document_id", "0" * 64, lambda row: True)
    found = {(each.code, each.where.table, each.where.column) for each in findings(tampered)}
    assert ("origin-differs", before["table_name"], before["column_name"]) in found
    assert {("reference-broken", "origins", "document_id"), ("cell-differs", "origins", "document_id")} <= found


def test_bytes_that_say_the_same_are_found(tampered: Path) -> None:
    rewrite(tampered / "tables" / "steps.parquet", lambda found: found)
    assert {"bytes-differ"} <= codes(findings(tampered)) <= {"bytes-differ", "size-differs"}


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
def test_broken_promises_of_tables_are_found(tampered: Path, changes: dict[str, tuple[Change, str]]) -> None:
    for table, (change, _) in changes.items():
        rewrite(tampered / "tables" / f"{table}.parquet", change)
    found = {(each.where.table, each.code) for each in findings(tampered)}
    assert {(table, code) for table, (_, code) in changes.items()} <= found


@pytest.mark.parametrize("tables", [["texts"], ["fields", "issues"], ["contacts", "projects", "updates"]], ids="+".join)
def test_dropped_parts_are_named_once(tampered: Path, tables: list[str]) -> None:
    dropped = [part(tampered, table) for table in tables]
    for path in dropped:
        path.unlink()
    found = [each.where.file for each in findings(tampered) if each.code == "part-missing"]
    assert sorted(found) == [f"records/{path.parent.name}/{path.name}" for path in dropped]


def test_dropped_part_of_the_log_is_found(tampered: Path) -> None:
    part(tampered, "documents").unlink()
    assert {"run-differs", "tables-behind", "row-unknown"} <= codes(findings(tampered))


def test_damaged_part_is_named(tampered: Path) -> None:
    path = part(tampered, "updates")
    path.write_bytes(path.read_bytes()[:-20])
    found = [each for each in findings(tampered) if each.code == "file-unreadable"]
    assert [each.where.file for each in found] == [f"records/updates/{path.name}"]


def test_damaged_log_is_named(tampered: Path) -> None:
    path = part(tampered, "documents")
    path.write_bytes(b"")
    assert [each.where.file for each in findings(tampered)] == [f"records/documents/{path.name}"]


def test_doubled_rows_of_a_document_are_named(tampered: Path) -> None:
    path = part(tampered, "updates")
    twice = rows(path)[0]
    rewrite(path, lambda found: [twice, *found])
    found = findings(tampered)
    named(found, "row-doubled", "updates", twice["row"], None)
    assert "row-count-differs" in codes(found)


def test_doubled_parts_are_named(tampered: Path) -> None:
    for table in ("fields", "texts", "updates"):
        shutil.copy(part(tampered, table), tampered / "records" / table / "copy.parquet")
    found = [each.where.file for each in findings(tampered) if each.code == "rows-doubled"]
    assert sorted(found) == [f"records/{table}/copy.parquet" for table in ("fields", "texts", "updates")]


def test_doubled_rows_of_the_log_are_named(tampered: Path) -> None:
    path = part(tampered, "documents")
    rewrite(path, lambda found: [*found, found[0]])
    found = [each for each in findings(tampered) if each.code == "key-doubled"]
    assert [each.where.table for each in found] == ["documents"]


def test_column_that_nobody_declared_is_named(tampered: Path) -> None:
    for path in (part(tampered, "steps"), tampered / "tables" / "steps.parquet"):
        table = pq.ParquetFile(path).read()
        pq.write_table(table.append_column("more", table["step"]), path)
    found = [each for each in findings(tampered) if each.code == "schema-differs"]
    assert [(each.where.file.split("/")[0], each.where.column) for each in found] == [
        ("records", "more"),
        ("tables", "more"),
    ]


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bit_is_found_unless_it_changes_no_cell(tampered: Path, honest: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(sorted(tampered.rglob("*.parquet")))
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    if not findings(tampered):
        assert rows(path) == rows(honest / path.relative_to(tampered))
