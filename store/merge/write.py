"""Tables to Parquet: row groups of a fixed size, whatever the batches are that rows arrive in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

# Rows of a row group, and of a table whose rows are pages of text.
GROUP_ROWS = 8_192
FEW_ROWS = 2_048


def write_rows(rows: pa.RecordBatchReader, schema: pa.Schema, group_rows: int, path: Path) -> None:
    """Write rows in the order in which they come as a Parquet file with this schema.

    ``group_rows`` are the rows of a row group; memory holds one at a time. Raises OSError where a
    disk is full.
    """
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows, group_rows):
            writer.write_table(group.cast(schema), row_group_size=group_rows)
    # Arrow would keep what this table took until the end of the process.
    pa.default_memory_pool().release_unused()


def _groups(rows: pa.RecordBatchReader, group_rows: int) -> Iterator[pa.Table]:
    """Tables of as many rows as a row group has, the last of fewer."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in rows:
        while count + len(batch) >= group_rows:
            taken = group_rows - count
            yield pa.Table.from_batches([*held, batch.slice(0, taken)]).combine_chunks()
            held, count, batch = [], 0, batch.slice(taken)
        if len(batch):
            held.append(batch)
            count += len(batch)
    if held:
        yield pa.Table.from_batches(held).combine_chunks()
