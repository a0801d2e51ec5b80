"""Part files: the rows of one batch of readings, one file a table, written whole and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.column import Table
from schemas.trail import DOCUMENTS
from store import files
from store.digest import digests
from store.no_pandas import pass_pandas_over
from store.rows import OWNER, READ, WIDTHS

# Columns whose values repeat so often that a dictionary of them is worth its work.
_REPEATING = {"document_id", "reading_id", "table_name", "column_name", "rule", "severity", "code"}


# Readings whose values are held as Python objects, which take ten times the room of Arrow arrays.
_FEW = 64


class Batch:
    """The rows of some readings, gathered as Python values and turned into Arrow arrays, a few readings at a time."""

    def __init__(self) -> None:
        self._owners: list[tuple[str, str, dict[str, int]]] = []
        self._values: dict[str, list[Any]] = {}
        self._packed = 0
        self._tables: dict[str, list[Any]] = {}

    def __len__(self) -> int:
        return len(self._owners)

    def add(self, document_id: str, reading_id: str, values: dict[str, list[Any]]) -> None:
        """Take in the values of one reading, as ``store.rows`` gives them."""
        counts = {}
        for table, stated in values.items():
            self._values.setdefault(table, []).extend(stated)
            counts[table] = len(stated) // WIDTHS[table]
        self._owners.append((document_id, reading_id, counts))

    def pack(self, few: int = _FEW) -> None:
        """Turn the values of the latest readings into Arrow arrays, if they are no fewer than told.

        Raises pyarrow.ArrowException, OverflowError or TypeError for a value that its column cannot hold.
        """
        if len(self._owners) - self._packed < few:
            return
        pass_pandas_over()
        for table in READ:
            if table.name in self._values:
                self._tables.setdefault(table.name, []).append(self._table(table))
        self._packed = len(self._owners)

    def tables(self) -> dict[str, Any]:
        """The gathered rows as Arrow tables, without tables that have none; they are let go.

        Raises what ``pack`` raises.
        """
        self.pack(1)
        packed = {table.name: self._tables.pop(table.name) for table in READ if table.name in self._tables}
        return {name: pa.concat_tables(tables).combine_chunks() for name, tables in packed.items()}

    def _table(self, table: Table) -> Any:
        schema = arrow_schema(table, "records")
        values, width = self._values.pop(table.name), WIDTHS[table.name]
        columns = (values[at::width] for at in range(width))
        arrays = [*self._owner_columns(table.name), *map(pa.array, columns, schema.types[len(OWNER) :])]
        return pa.Table.from_arrays(arrays, schema=schema)

    def _owner_columns(self, table: str) -> Iterable[Any]:
        """document_id and reading_id, repeated for each row of their reading."""
        latest = self._owners[self._packed :]
        counts = [count.get(table, 0) for _, _, count in latest]
        at = pa.array(np.repeat(np.arange(len(counts), dtype=np.int32), counts))
        for owner in (0, 1):
            yield pa.array([entry[owner] for entry in latest], pa.string()).take(at)

    def counted(self, tables: dict[str, Any]) -> list[tuple[int, str]]:
        """row_count and rows_sha256 of each reading, in the order in which they were added."""
        counts = [count for _, _, count in self._owners]
        return [(sum(count.values()), digest) for count, digest in zip(counts, digests(tables, counts), strict=True)]


def write(records: Path, name: str, tables: dict[str, Any]) -> None:
    """Write ``records/<table>/<name>.parquet`` for each table, all whole or none in place."""
    files.write({records / table / f"{name}.parquet": _encoded(rows) for table, rows in tables.items()})


def commit(records: Path, name: str, rows: Sequence[dict[str, Any]], log: Table = DOCUMENTS) -> None:
    """Write rows of a log: those of ``documents`` make the readings that they name count."""
    pass_pandas_over()
    table = pa.Table.from_pylist(list(rows), schema=arrow_schema(log, "records"))
    part = records / log.name / f"{name}.parquet"
    files.write({part: _encoded(table)})
    files.settle(part.parent)


def _encoded(table: Any) -> Any:
    """A table as the bytes of a Parquet file."""
    sink = pa.BufferOutputStream()
    repeating = [name for name in table.column_names if name in _REPEATING]
    pq.write_table(
        table, sink, compression="zstd", compression_level=3, use_dictionary=repeating, row_group_size=1 << 20
    )
    return sink.getvalue()
