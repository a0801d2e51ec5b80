"""Tables to Parquet: one thread, row groups of a fixed size, whatever the batches are that rows arrive in.

Rows of much text arrive in no order, each with the number of its place. They are dealt out to files
of consecutive places first, and each file is then put in order by itself: memory holds one of them
at a time, however many rows there are. All others the engine has put in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

# Rows of a row group, and of a table whose rows are pages of text.
GROUP_ROWS = 8_192
FEW_ROWS = 2_048
# Files that are open at once.
MOST_FILES = 200
PLACE = "place"


def write_rows(parts: Iterable[pa.Table], schema: pa.Schema, group_rows: int, path: Path) -> None:
    """Write the rows of tables, one after the other, as a Parquet file with this schema.

    ``group_rows`` are the rows of a row group; each table but the last has as many, or a multiple.
    Raises OSError where a disk is full.
    """
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in parts:
            writer.write_table(part.combine_chunks().cast(schema), row_group_size=group_rows)
    # Arrow would keep what this table took until the end of the process.
    pa.default_memory_pool().release_unused()


def in_groups(rows: Iterable[pa.RecordBatch], group_rows: int) -> Iterator[pa.Table]:
    """Rows that are in order, as tables of ``group_rows``, the last of fewer."""
    held: list[pa.RecordBatch] = []
    missing = group_rows
    for batch in rows:
        while len(batch) >= missing:
            yield pa.Table.from_batches([*held, batch.slice(0, missing)])
            held, batch, missing = [], batch.slice(missing), group_rows
        if len(batch):
            held.append(batch)
            missing -= len(batch)
    if held:
        yield pa.Table.from_batches(held)


def by_place(rows: pa.RecordBatchReader, count: int, group_rows: int, beside: Path) -> Iterator[pa.Table]:
    """``count`` rows in the order of ``place``, the whole numbers from 0, as tables of some groups.

    The files between lie in a folder in ``beside``.
    """
    groups = -(-count // group_rows)
    size = group_rows * max(1, -(-groups // MOST_FILES))
    for part in _dealt(rows, count, size, beside):
        yield part.sort_by(PLACE).drop_columns(PLACE)


def _dealt(rows: pa.RecordBatchReader, count: int, size: int, beside: Path) -> Iterator[pa.Table]:
    """Tables of ``size`` rows of consecutive places, in no order inside."""
    if count <= size:
        yield rows.read_all()
        return
    with TemporaryDirectory(prefix=".merge-", dir=beside) as folder:
        paths = [Path(folder) / f"{number}.arrow" for number in range(-(-count // size))]
        _deal(rows, size, paths)
        for path in paths:
            with pa.OSFile(str(path)) as file:
                yield pa.ipc.open_stream(file).read_all()
            path.unlink()


def _deal(rows: pa.RecordBatchReader, size: int, paths: list[Path]) -> None:
    """Deal rows out to one file each ``size`` places."""
    with ExitStack() as stack:
        files = [stack.enter_context(pa.OSFile(str(path), "wb")) for path in paths]
        writers = [stack.enter_context(pa.ipc.new_stream(file, rows.schema)) for file in files]
        for batch in rows:
            dealt = batch.sort_by(PLACE)
            places = dealt[PLACE].to_pylist()
            start = 0
            while start < len(places):
                number = places[start] // size
                end = bisect_left(places, (number + 1) * size, start)
                writers[number].write_batch(dealt.slice(start, end - start))
                start = end
