"""Rows of the records by their spots: past the engine, which would look at every letter of a text first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.column import Table
from store.merge.engine import Engine

SPOT = "spot"
# Columns of much text. All others the engine reads faster, for each column of a part costs Arrow as much, and puts
# in order in little memory.
LONG = frozenset(("rationale", "objectives", "targets", "narrative", "problem", "obstacle", "summary")) | frozenset(
    ("definition", "method", "data_source", "name", "document_id")
)


class Stated:
    """Some columns of the rows that keys name, and their spots: a stream that can be asked again."""

    def __init__(self, engine: Engine, table: Table, columns: Sequence[str], keys: str) -> None:
        query = f"SELECT spot FROM ({keys}) WHERE spot IS NOT NULL ORDER BY spot"
        self._wanted = engine.in_memory(lambda: engine.stream(query).read_all())
        self._parts = engine.parts[table.name]
        fields = [field for field in arrow_schema(table, "records") if field.name in columns]
        self._schema = pa.schema([*fields, self._wanted.schema.field(SPOT)])

    def __arrow_c_schema__(self) -> object:
        return self._schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        rows = rows_at(self._parts, self._schema, self._wanted.to_reader())
        return pa.RecordBatchReader.from_batches(self._schema, rows).__arrow_c_stream__(requested_schema)


def rows_at(parts: Sequence[str], schema: pa.Schema, wanted: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    """The rows at the spots of ``wanted``, in its order, with its other columns; a batch a part file.

    ``schema`` are the columns of a batch: those that ``wanted`` lacks are of the records. The spots of a
    part stand together. A column that a part lacks is null.
    """
    stated = [field for field in schema if field.name not in wanted.schema.names]
    for number, spots in groupby(_pieces(wanted), itemgetter(0)):
        told = pa.Table.from_batches([piece for _, piece in spots]).combine_chunks()
        rows = _read(parts[number], stated).take(pc.bit_wise_and(told[SPOT], 0xFFFF_FFFF))
        for name in told.column_names:
            rows = rows.append_column(name, told[name])
        yield from rows.select(schema.names).cast(schema).combine_chunks().to_batches()


def _pieces(wanted: pa.RecordBatchReader) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Rows of one part that stand together, with its number."""
    for batch in wanted:
        numbers = batch[SPOT].to_numpy() >> 32
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        for start, end in pairwise([*starts, len(numbers)]):
            yield int(numbers[start]), batch.slice(start, end - start)


def _read(path: str, fields: Sequence[pa.Field]) -> pa.Table:
    """Some columns of a part file."""
    with pq.ParquetFile(path, pre_buffer=False) as file:
        names = file.schema_arrow.names
        present = [field for field in fields if field.name in names]
        rows = file.read([field.name for field in present], use_threads=False)
    for field in fields:
        if field not in present:
            rows = rows.append_column(field, pa.nulls(len(rows), field.type))
    return rows
