"""Tables to Parquet: one thread, row groups of a fixed size, whatever the batches are that rows arrive in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

# Rows of a row group, and of a table whose rows are pages of text.
GROUP_ROWS = 8_192
FEW_ROWS = 2_048


def write_rows(parts: Iterable[pa.Table], schema: pa.Schema, group_rows: int, path: Path) -> None:
    """Write the rows of tables, one after the other, as a Parquet file with this schema.

    ``group_rows`` are the rows of a row group; each table but the last has as many, or a multiple.
    Raises OSError where a disk is full.
    """
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in parts:
            writer.write_table(part.combine_chunks().cast(schema), row_group_size=group_rows)
            del part  # It would lie beside the next one.


def in_groups(rows: pa.RecordBatchReader, group_rows: int) -> Iterator[pa.Table]:
    """Rows that are in order, as tables of ``group_rows``, the last of fewer; at least one table."""
    held: list[pa.RecordBatch] = []
    missing, is_first = group_rows, True
    for batch in rows:
        while len(batch) >= missing:
            yield pa.Table.from_batches([*held, batch.slice(0, missing)])
            held, batch, missing, is_first = [], batch.slice(missing), group_rows, False
        if len(batch):
            held.append(batch)
            missing -= len(batch)
    if held or is_first:
        yield pa.Table.from_batches(held, rows.schema)
