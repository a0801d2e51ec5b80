"""Keys of ``tables/``: no row without one, no two rows with the same, all in the order of code points."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyarrow.parquet as pq

from audit.check.scope import Scope
from audit.finding import Finding, Where
from schemas.column import Table
from schemas.trail import ISSUES, TABLES

# An issue may be about a document as a whole, and a finding of several documents about none.
_NULLABLE = {(ISSUES.name, "start_char"), (ISSUES.name, "document_id")}
_BATCH = 65_536


def keys(scope: Scope) -> Iterator[Finding]:
    """Read the keys of every table from the first row to the last."""
    for table in TABLES:
        if scope.is_sound(table.name):
            yield from _of_table(scope, table)


def _of_table(scope: Scope, table: Table) -> Iterator[Finding]:
    before: tuple[Any, ...] = ()
    for key in _read(scope, table):
        scope.tally.proved["rows of tables"] += 1
        order = tuple((value is not None, value) for value in key)
        for column, value in zip(table.key, key, strict=True):
            if value is None and (table.name, column) not in _NULLABLE:
                yield _finding(table, "key-null", key, column, "a value", "null")
        if order == before:
            yield _finding(table, "key-doubled", key, None, "one row of this key", "another one")
        elif before and not _is_after(order, before):
            yield _finding(
                table, "order-wrong", key, None, "rows in the order of their keys", f"it after {_key(before)}"
            )
        before = order


def _read(scope: Scope, table: Table) -> Iterator[tuple[Any, ...]]:
    with pq.ParquetFile(scope.out / "tables" / f"{table.name}.parquet") as file:
        for batch in file.iter_batches(_BATCH, columns=list(table.key)):
            yield from zip(*(batch[name].to_pylist() for name in table.key), strict=True)


def _is_after(order: tuple[Any, ...], before: tuple[Any, ...]) -> bool:
    """Whether a key comes after another; nulls come first, text is compared by code points."""
    for (stands, value), (stood, other) in zip(order, before, strict=True):
        if (stands, value) != (stood, other):
            return bool(stands > stood if stands != stood else value > other)
    return False


def _finding(table: Table, code: str, key: tuple[Any, ...], column: str | None, expected: str, found: str) -> Finding:
    told = json.dumps(key, ensure_ascii=False, default=str)
    return Finding(code, Where(f"tables/{table.name}.parquet", table.name, told, column), (expected, found))


def _key(order: tuple[Any, ...]) -> str:
    return json.dumps([value for _, value in order], ensure_ascii=False, default=str)
