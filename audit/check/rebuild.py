"""``tables/`` compared with what the present merge makes of ``records/``: byte by byte, else cell by cell."""

from __future__ import annotations

import filecmp
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from audit.building import build
from audit.check.scope import Scope
from audit.finding import Finding, Where, contrasted, shown
from schemas.column import Table
from schemas.trail import TABLES
from store import commit, versions
from store.faults import CannotRun


def rebuild(scope: Scope) -> Iterator[Finding]:
    """Build the tables again beside, and compare every file."""
    yield from _state(scope)
    if any(scope.records in path.parents for path in scope.unsound):
        said = "records that can be merged", "damaged files, named above: the tables were not compared with them"
        yield Finding("rebuild-failed", Where("records"), said)
        return
    built = scope.scratch / "tables"
    try:
        build(scope.records, built)
    except CannotRun as fault:
        yield Finding("rebuild-failed", Where("records"), ("records that can be merged", str(fault)))
        return
    for table in TABLES:
        path = scope.out / "tables" / f"{table.name}.parquet"
        if not path.exists():
            continue
        scope.tally.proved["tables rebuilt"] += 1
        if not filecmp.cmp(path, built / path.name, shallow=False):
            yield from _differences(scope, table, built / path.name)


def _state(scope: Scope) -> Iterator[Finding]:
    """What ``tables.json`` says that the tables were built from, and how large they are."""
    name = "tables.json"
    try:
        told = json.loads((scope.out / name).read_bytes())
        expected = {"records": commit.state(scope.records), "versions": versions.installed()}
        found = {key: told[key] for key in expected}
        files = {key: (value["rows"], value["bytes"]) for key, value in told["tables"].items()}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        said = "the state of records", f"{type(fault).__name__}: {fault}"
        yield Finding("state-unreadable", Where(name), said)
        return
    for key, value in expected.items():
        if found[key] != value:
            yield Finding("tables-behind", Where(name, column=key), contrasted(value, found[key]))
    for table in TABLES:
        path = scope.out / "tables" / f"{table.name}.parquet"
        if path.exists() and path not in scope.unsound:
            size = pq.read_metadata(path).num_rows, path.stat().st_size
            if files.get(table.name) != size:
                said = _sized(files.get(table.name)), _sized(size)
                yield Finding("size-differs", Where(scope.name(path), table.name), said)


def _sized(size: tuple[int, int] | None) -> str:
    return "no such table" if size is None else f"{size[0]} rows in {size[1]} bytes"


def _differences(scope: Scope, table: Table, built: Path) -> Iterator[Finding]:
    """The cells and rows of a table that the rebuilt one holds otherwise."""
    stands = scope.out / "tables" / built.name
    count, fault = 0, "others, though every cell is the same"
    try:
        for finding in _cells(scope, table, {"built": built, "stands": stands}) if stands not in scope.unsound else ():
            count += 1
            yield finding
    except duckdb.Error as error:
        fault = str(error)[:200]
    if not count and stands not in scope.unsound:
        yield Finding("bytes-differ", Where(scope.name(stands), table.name), ("the bytes that records give", fault))


def _cells(scope: Scope, table: Table, files: dict[str, Path]) -> Iterator[Finding]:
    columns = [column.name for column in table.standing_in("tables")]
    cursor = scope.connection.cursor().execute(_joined(table, columns, files))
    while fetched := cursor.fetchmany(1_000):
        for is_built, stands, document, place, *values in fetched:
            key_size = len(table.key)
            key = json.dumps(values[:key_size], ensure_ascii=False, default=str)
            pairs = zip(columns, values[key_size::2], values[key_size + 1 :: 2], strict=True)
            where = Where(f"tables/{table.name}.parquet", table.name, key)
            yield from _row(where, bool(is_built), bool(stands), list(pairs), place or scope.place(document))


def _row(
    where: Where, is_built: bool, stands: bool, pairs: list[tuple[str, Any, Any]], place: str
) -> Iterator[Finding]:
    if not stands:
        row = {column: built for column, built, _ in pairs if built is not None}
        yield Finding("row-missing", where, (shown(row), "no row"), place)
    elif not is_built:
        row = {column: found for column, _, found in pairs if found is not None}
        yield Finding("row-unknown", where, ("no row", shown(row)), place)
    else:
        for column, built, found in pairs:
            if built != found:
                yield Finding("cell-differs", where._replace(column=column), contrasted(built, found), place)


def _joined(table: Table, columns: list[str], files: dict[str, Path]) -> str:
    """SQL: the rows that differ; of rows of one key the first is compared with the first.

    A row is whether each side has it, its document, the key, then each column of both sides.
    """
    key = ", ".join(table.key)
    sides = ", ".join(
        f"""{side} AS (
            SELECT *, true AS is_there, row_number() OVER (PARTITION BY {key} ORDER BY file_row_number) AS nth
            FROM read_parquet('{_quoted(path)}', file_row_number = true)
        )"""
        for side, path in files.items()
    )
    same = " AND ".join(f"b.{name} IS NOT DISTINCT FROM s.{name}" for name in (*table.key, "nth"))
    differ = " OR ".join(f"b.{name} IS DISTINCT FROM s.{name}" for name in ("is_there", *columns))
    keys = ", ".join(f"coalesce(b.{name}, s.{name}) AS key_{name}" for name in table.key)
    pairs = ", ".join(f"b.{name}, s.{name}" for name in columns)
    document = "coalesce(b.document_id, s.document_id)" if "document_id" in columns else "NULL"
    return f"""
        WITH {sides}
        SELECT b.is_there, s.is_there, {document}, NULL, {keys}, {pairs}
        FROM built b FULL JOIN stands s ON {same} WHERE {differ}
        ORDER BY {", ".join(f"key_{name}" for name in table.key)}, coalesce(b.nth, s.nth)
    """


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
