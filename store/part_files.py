"""Part files: one a table and batch, written whole and never changed, as are those of the logs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.column import Table
from schemas.trail import DOCUMENTS, TEXTS
from store import files
from store.no_pandas import pass_pandas_over

# Columns whose values repeat so often that a dictionary of them is worth its work.
_REPEATING = {"document_id", "reading_id", "table_name", "column_name", "rule", "severity", "code"}
# One row group, and one page a column: every page costs, and compresses the worse the smaller it is.
_MOST = 1 << 30
# But of texts: all those of a batch in one page would take their memory three times over. Rows, and bytes.
_FEW, _PAGE = 128, 2 << 20


def write(records: Path, name: str, tables: dict[str, Any]) -> None:
    """Write ``records/<table>/<name>.parquet`` for each table, all whole or none in place."""
    files.land(put_beside(records, name, tables))


def put_beside(records: Path, name: str, tables: dict[str, Any]) -> list[Path]:
    """Write these part files beside their places, for ``files.land`` to move them there, and give the places."""
    encoded = {table: _encoded(rows, is_long=table == TEXTS.name) for table, rows in tables.items()}
    return files.put_beside({records / table / f"{name}.parquet": data for table, data in encoded.items()})


def commit(records: Path, name: str, rows: Sequence[dict[str, Any]], log: Table = DOCUMENTS) -> None:
    """Write rows of a log: those of ``documents`` make the readings that they name count."""
    pass_pandas_over()
    table = pa.Table.from_pylist(list(rows), schema=arrow_schema(log, "records"))
    part = records / log.name / f"{name}.parquet"
    files.write({part: _encoded(table)})
    files.settle(part.parent)


def _encoded(table: Any, *, is_long: bool = False) -> Any:
    """A table as the bytes of a Parquet file; what batches it holds is told by its statistics.

    Where its values are ``is_long``, a column has several pages.
    """
    sink = pa.BufferOutputStream()
    repeating, told = ([name for name in table.column_names if name in few] for few in (_REPEATING, {"reading_id"}))
    pq.write_table(
        table,
        sink,
        compression="zstd",
        compression_level=3,
        use_dictionary=repeating,
        write_statistics=told,
        row_group_size=_MOST,
        write_batch_size=_FEW if is_long else _MOST,
        data_page_size=_PAGE if is_long else _MOST,
        max_rows_per_page=_MOST,
    )
    return sink.getvalue()
