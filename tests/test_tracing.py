"""The page on tracing, run as it stands: from every row of ``tables/`` to the text of each of its cells."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import parsers  # noqa: F401 - they bring rules of their own.
from extract.rule import RULES
from schemas.column import Table
from schemas.tables import PROJECT_INDICATORS, STATED
from tests import exports, older
from tests.expected import SAMPLES

ROOT = Path(__file__).resolve().parents[1]
TRACED = [table for table in STATED if table != PROJECT_INDICATORS]


def spoken(page: str) -> Iterator[str]:
    """The statements of SQL that a page has."""
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    text = "\n".join(line[4:] for line in lines if line.startswith("    "))
    return (said.strip() for said in text.split(";") if "CREATE" in said or "trace(" in said or "pieces" in said)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB in the folder of an OUT that two versions of raingan read; one document fills cells of another."""
    folder = tmp_path_factory.mktemp("tracing")
    shutil.copytree(SAMPLES, folder / "in" / "samples", ignore=shutil.ignore_patterns("*.json"))
    exports.export(folder / "in", range(1, 4))
    older.ingest(folder / "OUT", folder / "in", older.without_narratives)
    exports.write(folder / "in" / "newer.txt", exports.page(2, updates=3).replace("เหตุผลของโครงการที่ 2", ""))
    exports.ingest(folder / "OUT", folder / "in")
    with pytest.MonkeyPatch.context() as patch, duckdb.connect() as connection:
        patch.chdir(folder)
        for said in spoken("docs/tracing.md"):
            if "CREATE" in said:
                connection.execute(said)
        yield connection


def test_every_example_answers(database: duckdb.DuckDBPyConnection) -> None:
    asked = [said for page in ("docs/tracing.md", "README.md") for said in spoken(page) if "CREATE" not in said]
    assert len(asked) == 4
    for said in asked:
        assert database.execute(said).fetchall(), said


def test_every_piece_is_seen_within_its_text(database: duckdb.DuckDBPyConnection) -> None:
    said = next(said for said in spoken("docs/tracing.md") if "texts" in said)
    rows = database.execute(said.partition("WHERE")[0].replace("SELECT ", "SELECT raw, ", 1)).fetchall()
    assert rows
    assert [(raw, around) for raw, _, around in rows if raw not in around] == []


@pytest.mark.parametrize("table", TRACED, ids=lambda table: table.name)
def test_every_cell_that_was_read_leads_to_its_text(database: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = [column for column in table.standing_in("tables") if column.origin == "read"]
    names = ", ".join(column.name for column in columns)
    key = f"CAST(json_array({', '.join(table.key)}) AS VARCHAR)"
    rows = database.execute(f"SELECT {key}, {names} FROM 'OUT/tables/{table.name}.parquet'").fetchall()
    assert rows
    for row_key, *cells in rows:
        told = database.execute(f"FROM trace('{table.name}', ?)", [row_key]).fetchall()
        pieces: dict[str, dict[int, list[str]]] = {}
        for column, row, _, raw, *_ in told:
            pieces.setdefault(column, {}).setdefault(row, []).append(raw)
        rules = {each[0]: RULES[each[6]] for each in told}
        for column, cell in zip(columns, cells, strict=True):
            if cell is not None and not column.name.endswith("_code"):
                assert column.name in pieces, (row_key, column.name)
            values = [rules[column.name]("\n".join(raws)) for raws in pieces.get(column.name, {}).values()]
            is_stated_twice = cell is None and len(values) > 1
            assert is_stated_twice or all(_same(value, cell) for value in values), (row_key, column.name, values)


def _same(value: Any, cell: Any) -> bool:
    if isinstance(cell, (date, Decimal, float)) or value is None:
        return value == cell or float(value) == float(cell)
    return str(value) == str(cell) or list(value) == cell


def test_rows_that_a_reparse_left_behind_are_not_shown(database: duckdb.DuckDBPyConnection) -> None:
    (count,) = database.execute("SELECT count(*) FROM 'OUT/records/projects/*.parquet'").fetchall()[0]
    (current,) = database.execute(
        "SELECT count(*) FROM 'OUT/records/projects/*.parquet' JOIN current_readings USING (reading_id)"
    ).fetchall()[0]
    assert current < count
    key = f'["{exports.code(1)}",2]'
    told = database.execute("SELECT column_name, part FROM trace('updates', ?)", [key]).fetchall()
    assert len(told) == len(set(told))
    assert ("narrative", 0) in told


def test_cells_that_another_document_filled_lead_there(database: duckdb.DuckDBPyConnection) -> None:
    key = f'["{exports.code(2)}"]'
    told = "SELECT raw, document_id FROM trace('projects', ?) WHERE column_name = ?"
    ((rationale, older_document),) = database.execute(told, [key, "rationale"]).fetchall()
    ((name, newer_document),) = database.execute(told, [key, "name"]).fetchall()
    assert (rationale, name) == ("เหตุผลของโครงการที่ 2", "โครงการทดลองที่ 2")
    assert older_document != newer_document
