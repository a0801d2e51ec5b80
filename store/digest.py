"""The digest of a reading's rows, that `check` computes again from the part files.

``rows_sha256`` is the sha256 over the reading's tables in declared order, tables without rows left
out: the table's name and a line feed, then for each row its values in declared order without
document_id and reading_id, joined by U+001F, and U+001E. A value is written

- string: as it is; list of strings: joined by U+001D;
- whole number: in decimal digits; boolean: 1 or 0; decimal: with its two places;
- float: its 64 bits read as a signed whole number; date: the days since 1970-01-01;
- null: U+0000.

Only whole numbers are ever printed, so that no version of a library can print them differently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from store.rows import OWNER, READ

# Readings whose rows are written out at once: as text, they take much more room.
_AT_ONCE = 64
_BETWEEN, _AFTER, _INSIDE, _NULL = "\x1f", "\x1e", "\x1d", "\x00"


def digests(tables: Mapping[str, Any], counts: Iterable[Mapping[str, int]]) -> list[str]:
    """The digest of each of several readings, whose rows follow one another in every table.

    ``counts`` holds, for each reading, how many rows it has in each table.
    """
    left = {table.name: tables[table.name] for table in READ if table.name in tables}
    counts, found = list(counts), []
    for first in range(0, len(counts), _AT_ONCE):
        several = counts[first : first + _AT_ONCE]
        sizes = {name: sum(count.get(name, 0) for count in several) for name in left}
        lines = {name: _Lines(left[name].slice(0, size)) for name, size in sizes.items() if size}
        found += [_digest(lines, count) for count in several]
        left = {name: rows.slice(sizes[name]) for name, rows in left.items()}
    return found


def _digest(lines: Mapping[str, _Lines], count: Mapping[str, int]) -> str:
    digest = hashlib.sha256()
    for name, line in lines.items():
        if rows := count.get(name, 0):
            digest.update(name.encode() + b"\n")
            digest.update(line.take(rows))
    return digest.hexdigest()


class _Lines:
    """The rows of a table as text, taken one reading after the other."""

    def __init__(self, table: Any) -> None:
        import pyarrow.compute as pc

        printed = [_printed(table[name].combine_chunks()) for name in table.column_names if name not in OWNER]
        end = pa.scalar(_AFTER)
        joined = pc.binary_join_element_wise(*printed, _BETWEEN, null_handling="replace", null_replacement=_NULL)
        lines = pc.binary_join_element_wise(joined, end, "")
        _, offsets, data = lines.buffers()
        self._offsets = memoryview(offsets).cast("i")[lines.offset : lines.offset + len(lines) + 1]
        self._data = memoryview(data)
        self._at = 0

    def take(self, rows: int) -> memoryview:
        start, self._at = self._at, self._at + rows
        return self._data[self._offsets[start] : self._offsets[self._at]]


def _printed(values: Any) -> Any:
    """A column as strings."""
    if pa.types.is_string(values.type):
        return values
    if pa.types.is_list(values.type):
        import pyarrow.compute as pc

        return pc.binary_join(values, _INSIDE)
    if pa.types.is_floating(values.type):
        values = values.view(pa.int64())
    elif pa.types.is_date(values.type):
        values = values.view(pa.int32())
    elif pa.types.is_boolean(values.type):
        values = values.cast(pa.int8())
    return values.cast(pa.string())
