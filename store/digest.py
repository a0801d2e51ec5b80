"""The digest of a reading's rows, that `check` computes again from the part files.

``rows_sha256`` is the sha256 over the reading's tables in declared order, tables without rows left
out. Columns stand in declared order, without document_id and reading_id, and without ``raw`` of
``fields``: it is a slice of the text, that the digest holds already, and `check` cuts it again. A
table is written as

- its name, a line feed, and the number of its rows, 8 bytes;
- row after row, a cell after the other: a byte, 0 for null and else 1, and the value in the width
  of its column's type, zeros for null. A boolean is a byte; a date the days since 1970-01-01; a
  decimal a whole number of its last place; a string the number of its bytes in UTF-8, 4 bytes wide;
- row after row, the strings themselves in UTF-8. A list of strings counts as one string, joined by
  U+001D. In the place of a text of ``texts`` stands the sha256 of its UTF-8, in 64 hexadecimal
  digits: where the document is that UTF-8, it is the document_id and need not be taken again.
  The names that ``fields`` repeat row after row, of tables, columns and rules, are no strings here
  but numbers: the CRC-32 of their UTF-8.

Numbers are little-endian, signed ones in two's complement. These are the bytes that Arrow's columns
hold in memory, so that nothing need be printed; nothing depends on how rows were cut into batches,
nor on what lies in memory where a value is null.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa

from schemas.trail import FIELDS, TEXTS
from store.rows import OWNER, READ

_INSIDE = "\x1d"
# Columns of ``fields`` that hold names of a few: dictionaries of them may be given for the strings that are stored.
NAMES = ("table_name", "column_name", "rule")
_NAMED = {(FIELDS.name, name) for name in NAMES}
# What is no part of a table's rows here.
_PASSED_OVER = {table.name: {*OWNER, "raw"} if table == FIELDS else set(OWNER) for table in READ}


def digests(
    tables: Mapping[str, Any], counts: Iterable[Mapping[str, int]], texts: Sequence[str | None] = ()
) -> list[str]:
    """The digest of each of several readings, whose rows follow one another in every table.

    ``counts`` holds, for each reading, how many rows it has in each table; ``texts``, if any are
    known, the sha256 of each text.
    """
    written = [_Rows(table.name, tables[table.name], texts) for table in READ if table.name in tables]
    return [_digest(written, count) for count in counts]


def _digest(tables: Iterable[_Rows], count: Mapping[str, int]) -> str:
    written: list[bytes | memoryview] = []
    for table in tables:
        if rows := count.get(table.name):
            written += (table.head, rows.to_bytes(8, "little"), *table.take(rows))
    return hashlib.sha256(b"".join(written)).hexdigest()


class _Rows:
    """The rows of a table as they are written, taken one reading after the other."""

    def __init__(self, name: str, table: Any, texts: Sequence[str | None]) -> None:
        told = zip(table.schema.names, table.columns, strict=True)
        columns = [_plain(each, (name, column) in _NAMED) for column, each in told if column not in _PASSED_OVER[name]]
        strings = [column for column in columns if pa.types.is_string(column.type)]
        if name == TEXTS.name:
            strings = [_sha256(column, texts or [None] * table.num_rows) for column in strings]
        self.name = name
        self.head = f"{name}\n".encode()
        cells = _cells(columns, table.num_rows)
        self._width = cells.itemsize
        # Slices of plain bytes are told to others much faster than those of cells.
        self._cells = memoryview(cells.view(np.uint8))
        self._ends, self._strings = _strings(strings)
        self._at = 0

    def take(self, rows: int) -> tuple[memoryview, memoryview]:
        """The cells and the strings of the next rows."""
        start, self._at = self._at, self._at + rows
        strings = self._strings[self._ends[start] : self._ends[self._at]] if self._ends else self._strings
        return self._cells[start * self._width : self._at * self._width], strings


def _plain(column: Any, is_name: bool) -> Any:
    """A column in one piece; lists of strings as strings, and names as a dictionary."""
    import pyarrow.compute as pc

    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if is_name:
        return whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    return pc.binary_join(whole, _INSIDE) if pa.types.is_list(whole.type) else whole


def _sha256(texts: Any, known: Iterable[str | None]) -> Any:
    """The sha256 of each text; null where there is none."""
    found = [told or _taken(texts[at]) for at, told in enumerate(known)]
    return pa.array(found, pa.string())


def _taken(text: Any) -> str | None:
    return hashlib.sha256(text.as_buffer()).hexdigest() if text.is_valid else None


@cache
def _row(*kinds: str) -> Any:
    """A row of cells whose values are of these kinds."""
    return np.dtype([("", kind) for each in kinds for kind in ("u1", each)])


def _cells(arrays: Sequence[Any], count: int) -> Any:
    """Columns as rows of cells, without what strings say."""
    numbers = [_numbers(array) for array in arrays]
    cells = np.zeros(count, _row(*[each.dtype.str for each in numbers]))
    names = iter(cells.dtype.names or ())
    for array, each, is_there, value in zip(arrays, numbers, names, names, strict=False):
        if not array.null_count:
            cells[is_there], cells[value] = 1, each
        elif array.null_count < count:
            cells[is_there] = there = _bits(array, 0)
            # Anything may lie in memory where a value is null.
            np.copyto(cells[value], each, where=there.view(bool))
    return cells


def _numbers(array: Any) -> Any:
    """A column as the numbers that its cells hold, as they lie in memory."""
    if pa.types.is_boolean(array.type):
        return _bits(array, 1)
    if pa.types.is_string(array.type):
        ends = np.frombuffer(array.buffers()[1], np.uint32, len(array) + 1, array.offset * 4)
        return ends[1:] - ends[:-1]
    if pa.types.is_dictionary(array.type):
        names = [crc32(name.encode()) for name in array.dictionary.to_pylist()]
        return np.array([*names, 0], np.uint32)[_numbers(array.indices.fill_null(len(names)))]
    width = array.type.bit_width // 8
    kind = f"{'u' if width <= 8 else 'V'}{width}"
    return np.frombuffer(array.buffers()[1], kind, len(array), array.offset * width)


def _bits(array: Any, buffer: int) -> Any:
    """The bits of a buffer as bytes, one for each value."""
    bits = np.unpackbits(np.frombuffer(array.buffers()[buffer], np.uint8), bitorder="little")
    return bits[array.offset : array.offset + len(array)]


def _strings(columns: Sequence[Any]) -> tuple[memoryview | None, memoryview]:
    """What the columns say of each row, one string after the other: where each row begins, and all bytes."""
    import pyarrow.compute as pc

    if not columns:
        return None, memoryview(b"")
    lines = pc.binary_join_element_wise(*columns, "", null_handling="replace", null_replacement="")
    _, ends, data = lines.buffers()
    return memoryview(ends).cast("i")[lines.offset :], memoryview(data)
