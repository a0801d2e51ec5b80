"""Readings in lots: the committed readings of one batch with all their rows, one lot after the other.

The rows of a batch lie in one part file a table, so that a lot needs few files and little memory,
however large ``records/`` is. Which files hold a batch is told by their statistics, not their names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from audit.entries import Entry, batch, entries
from schemas.column import Table
from store.current import record_parts
from store.digest import digests
from store.faults import CannotRun
from store.rows import READ, columns

Values = dict[str, list[tuple[Any, ...]]]


@dataclass(slots=True)
class Lot:
    """The readings of a batch; ``parts`` are the files that their rows stand in.

    ``doubled`` names a file that repeats the rows of another one, ``unread`` one that is damaged.
    """

    name: str
    entries: list[Entry]
    parts: dict[str, Path] = field(default_factory=dict)
    doubled: list[tuple[str, Path]] = field(default_factory=list)
    unread: list[tuple[str, Path, str]] = field(default_factory=list)
    _tables: dict[str, Any] = field(default_factory=dict)
    _counts: list[dict[str, int]] = field(default_factory=list)

    def digests(self) -> list[str]:
        """The digest of the rows of each reading, as they stand."""
        return digests(self._tables, self._counts)

    def owners(self) -> Iterator[tuple[str, str, str]]:
        """Per table, each pair of reading_id and document_id that its rows name."""
        for name, rows in self._tables.items():
            pairs = rows.select(["reading_id", "document_id"]).group_by(["reading_id", "document_id"]).aggregate([])
            for reading, document in zip(*(column.to_pylist() for column in pairs.columns), strict=True):
                yield name, reading, document

    def stored(self) -> Iterator[tuple[Entry, Values]]:
        """Each reading with its rows, in the form and order in which ``store.rows`` gives them."""
        read = {table.name: _values(table, self._tables[table.name]) for table in READ if table.name in self._tables}
        at = dict.fromkeys(read, 0)
        for entry, counts in zip(self.entries, self._counts, strict=True):
            yield entry, {name: read[name][at[name] : at[name] + count] for name, count in counts.items() if count}
            for name, count in counts.items():
                at[name] += count


def lots(connection: duckdb.DuckDBPyConnection, records: Path, unsound: Collection[Path] = ()) -> Iterator[Lot]:
    """Every committed reading in the order of reading ids; ``unsound`` files are passed over.

    ``connection`` has the view ``log`` and the tables ``held`` and ``current``. Raises CannotRun
    where another file is damaged.
    """
    shelf = {table.name: _shelf(records, table, unsound) for table in READ}
    for name, members in groupby(entries(connection), key=lambda entry: entry.batch):
        lot = Lot(name, list(members))
        for table in READ:
            _load(lot, table, shelf[table.name].get(name, []))
        _count(lot)
        yield lot


def _shelf(records: Path, table: Table, unsound: Collection[Path]) -> dict[str, list[Path]]:
    """Per batch, the part files of a table that hold rows of it; one named after the batch comes first."""
    found: dict[str, list[Path]] = {}
    for path in map(Path, record_parts(records, table)):
        for name in _named(path) if path not in unsound else ():
            found.setdefault(name, []).insert(0 if path.stem == name else len(found.get(name, ())), path)
    return found


def _named(path: Path) -> set[str]:
    try:
        return _batches(path)
    except (pa.ArrowException, OSError) as fault:
        raise CannotRun(f"{path} is damaged: put it back from a backup. ({fault})") from fault


def _batches(path: Path) -> set[str]:
    """The batches that a part file holds rows of."""
    file = pq.ParquetFile(path)
    at = file.schema_arrow.names.index("reading_id")
    groups = [file.metadata.row_group(number).column(at).statistics for number in range(file.metadata.num_row_groups)]
    if all(each is not None and each.has_min_max for each in groups):
        ends = {batch(end) for each in groups for end in (each.min, each.max)}
        if len(ends) <= 1:
            return ends  # Between two ids of one batch there are only ids of that batch.
    return {batch(value) for value in pc.unique(file.read(["reading_id"])["reading_id"]).to_pylist() if value}


def _load(lot: Lot, table: Table, paths: list[Path]) -> None:
    """Take in the rows that the readings of a lot have in a table, in the order of the readings."""
    wanted = pa.array([entry.reading_id for entry in lot.entries], pa.string())
    for path in paths:
        try:
            rows = pq.ParquetFile(path).read()
        except (pa.ArrowException, OSError) as fault:
            lot.unread.append((table.name, path, str(fault)))
            continue
        rows = rows.filter(pc.is_in(rows["reading_id"], value_set=wanted))
        if table.name in lot.parts and rows.num_rows:
            lot.doubled.append((table.name, path))
        elif rows.num_rows:
            lot.parts[table.name] = path
            lot._tables[table.name] = rows.take(pc.sort_indices(rows["reading_id"]))


def _count(lot: Lot) -> None:
    counts: list[dict[str, int]] = [{} for _ in lot.entries]
    order = {entry.reading_id: at for at, entry in enumerate(lot.entries)}
    for name, rows in lot._tables.items():
        for found in pc.value_counts(rows["reading_id"]).to_pylist():
            counts[order[found["values"]]][name] = found["counts"]
    lot._counts = counts


def _values(table: Table, rows: Any) -> list[tuple[Any, ...]]:
    """Rows as tuples in declared order; a column that an older raingan did not write is null."""
    read = [rows[name].to_pylist() if name in rows.column_names else [None] * rows.num_rows for name in columns(table)]
    return list(zip(*read, strict=True))
