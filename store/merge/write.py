"""Tables to Parquet: one thread, row groups of a fixed size, the declared schema with its metadata."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

# Rows of a row group; the engine's own batches are of any size.
GROUP_ROWS = 16_384


def write_answer(connection: duckdb.DuckDBPyConnection, sql: str, schema: pa.Schema, path: Path) -> None:
    """Write the answer to a query, in its order, as a Parquet file with this schema."""
    reader = connection.sql(sql).to_arrow_reader(GROUP_ROWS)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(reader, schema):
            writer.write_table(group, row_group_size=GROUP_ROWS)


def _groups(reader: pa.RecordBatchReader, schema: pa.Schema) -> Iterator[pa.Table]:
    """Cut batches of any size into tables of ``GROUP_ROWS`` rows and a rest."""
    held = pa.table([pa.array([], field.type) for field in reader.schema], schema=reader.schema)
    for batch in reader:
        held = pa.concat_tables([held, pa.Table.from_batches([batch])])
        while held.num_rows >= GROUP_ROWS:
            yield held.slice(0, GROUP_ROWS).combine_chunks().cast(schema)
            held = held.slice(GROUP_ROWS)
    if held.num_rows:
        yield held.combine_chunks().cast(schema)
