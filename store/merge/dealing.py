"""Rows of much text are put in order without the engine, which would have to hold them all.

They arrive in no order, each with the number of its place. They are dealt out to files of
consecutive places first, and each file is then put in order by itself: memory holds one of them at
a time, however many rows there are. With them come the rows that give them cells, which have the
same places and are let go once their cells are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa

from store.files import ASIDE

# Files that are open at once.
MOST_FILES = 200
# Bytes that wait for a file; most buffers of a few rows are far smaller.
BUFFER = 16_384
# The columns that rows have beside those of their table: the number of a place, and the bits of
# what a row gives the one that has the place, which itself has 0.
PLACE, GIVEN = "place", "given"


@dataclass(frozen=True)
class Dealing:
    """How ``count`` rows are dealt, whose places are the whole numbers from 0.

    ``bits`` are those of the columns that rows may be given; files lie in a folder in ``beside``.
    """

    count: int
    group_rows: int
    bits: Mapping[str, int]
    beside: Path

    def in_order(self, rows: pa.RecordBatchReader) -> Iterator[pa.Table]:
        """Tables of some row groups, one after the other; the rows of a batch are in the order of their places."""
        # A loop would keep each part until it has the next.
        return map(self._merged, self._dealt(rows))

    @property
    def _size(self) -> int:
        """The places of a file."""
        groups = -(-self.count // self.group_rows)
        return self.group_rows * max(1, -(-groups // MOST_FILES))

    def _dealt(self, rows: pa.RecordBatchReader) -> Iterator[pa.Table]:
        """Tables of consecutive places, in no order inside."""
        if self.count <= self._size:
            yield rows.read_all()
            return
        with TemporaryDirectory(prefix=ASIDE, dir=self.beside) as folder:
            paths = [Path(folder) / f"{number}.arrow" for number in range(-(-self.count // self._size))]
            _deal(rows, self._size, paths)
            for path in paths:
                with pa.memory_map(str(path)) as file:
                    yield pa.ipc.open_stream(file).read_all()
                path.unlink()

    def _merged(self, part: pa.Table) -> pa.Table:
        """The rows that have the places of a part, in their order, with the cells that others give them."""
        given, places = part[GIVEN].to_numpy(), part[PLACE].to_numpy()
        own = np.flatnonzero(given == 0)
        order = own[np.argsort(places[own])]
        places = places - (places.min() if len(places) else 0)
        taken = {0: _indices(order)}
        for bit in set(self.bits.values()):
            givers = np.flatnonzero(given & bit)
            if len(givers):
                with_given = order.copy()
                with_given[places[givers]] = givers
                taken[bit] = _indices(with_given)
        names = [name for name in part.column_names if name not in (PLACE, GIVEN)]
        columns = [part[name].take(taken.get(self.bits.get(name, 0), taken[0])) for name in names]
        return pa.Table.from_arrays(columns, names)


def _indices(order: np.ndarray) -> pa.Array:
    """Numbers of rows for Arrow, which would load numpy's masked arrays to know whether this is one."""
    return pa.Array.from_buffers(pa.int64(), len(order), [None, pa.py_buffer(order)])


def _deal(rows: pa.RecordBatchReader, size: int, paths: list[Path]) -> None:
    """Deal rows out to one file each ``size`` places."""
    with ExitStack() as stack:
        files = [stack.enter_context(pa.BufferedOutputStream(pa.OSFile(str(path), "wb"), BUFFER)) for path in paths]
        writers = [stack.enter_context(pa.ipc.new_stream(file, rows.schema)) for file in files]
        for batch in rows:
            numbers = batch[PLACE].to_numpy() // size
            starts = np.flatnonzero(np.diff(numbers, prepend=-1))
            for start, end in pairwise([*starts, len(numbers)]):
                writers[numbers[start]].write_batch(batch.slice(start, end - start))
