"""The log: what each place held when it was last looked at, and so what there is to read now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.column import Table
from schemas.trail import BUNDLES, DOCUMENTS
from store import versions
from store.faults import CannotRun
from store.folders import is_remote
from store.no_pandas import pass_pandas_over

# Problems that a file is not to blame for: it is tried again in the next run.
PASSING = frozenset(("timed-out", "worker-died", "not-readable"))
# A file changed this shortly before it was read may have changed again within the same tick of the
# file system's clock, so that its time would not tell.
UNSETTLED = 2_000_000


class Held(NamedTuple):
    """What a place held, by its row of the log; times count microseconds since 1970, UTC."""

    place: str
    document_id: str | None
    size_bytes: int | None
    modified_at: int | None
    status: str
    problem: str | None
    layout: str | None
    parser_version: str | None
    encoding: str | None
    reader: str | None
    ingested_at: int
    reading_id: str | None
    coverage: float | None

    @property
    def fault(self) -> str:
        """The stable code of the problem; empty where there is none."""
        return (self.problem or "").partition(":")[0]

    @property
    def is_stale(self) -> bool:
        """Whether another program than the present one read it, or failed to."""
        present = versions.parser(self.layout) if self.layout else versions.every_parser()
        return self.parser_version != present


@dataclass(slots=True)
class Looks:
    """When a whole run last looked at a place: the start of the latest one over each root."""

    starts: Mapping[str, int] = field(default_factory=dict)

    def last(self, place: str) -> int:
        """The start of the latest whole run that looked at a place; 0 where there was none."""
        return max((start for root, start in self.starts.items() if is_below(place, root)), default=0)


def is_below(place: str, root: str) -> bool:
    """Whether a place is a root or lies below it, be it as a member."""
    return place.startswith(root) and (len(place) == len(root) or place[len(root)] in "/!")


class Opened(NamedTuple):
    """An archive or dump as it was when it was last read to its end; times as in :class:`Held`."""

    place: str
    size_bytes: int | None
    modified_at: int | None
    max_bytes: int
    reader: str
    ingested_at: int


class Log:
    """The rows of ``records/documents``, in the order in which they were written.

    Raises CannotRun where a part cannot be read.
    """

    def __init__(self, records: Path) -> None:
        pass_pandas_over()
        self._parts = sorted((records / DOCUMENTS.name).glob("*.parquet"))
        rows = [Held._make(row) for row in _rows(DOCUMENTS, self._parts, Held._fields)]
        self.held: dict[str, Held] = {row.place: row for row in rows}
        self._latest: dict[str | None, Held] = {row.document_id: row for row in rows}
        opened = _rows(BUNDLES, sorted((records / BUNDLES.name).glob("*.parquet")), Opened._fields)
        self.bundles: dict[str, Opened] = {row[0]: Opened._make(row) for row in opened}

    @cached_property
    def known(self) -> dict[str, Held]:
        """Documents that need not be read again wherever they turn up: the present program has read them."""
        return {
            digest: row
            for digest, row in self._latest.items()
            if digest and not row.is_stale and row.fault not in PASSING and row.fault != "too-large"
        }

    def rows_of(self, documents: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The latest whole row of each of some documents."""
        import pyarrow.compute as pc

        wanted = pa.array(sorted(documents), pa.string())
        found = self._whole.filter(pc.is_in(self._whole["document_id"], value_set=wanted))
        return {row["document_id"]: row for row in found.to_pylist()}

    @cached_property
    def members(self) -> dict[str, list[Held]]:
        """What is known of the members of each archive and dump."""
        found: dict[str, list[Held]] = {place: [] for place in self.bundles}
        for place, held in self.held.items() if found else ():
            at = place.find("!")
            while at >= 0:
                if place[:at] in found:
                    found[place[:at]].append(held)
                at = place.find("!", at + 1)
        return found

    @cached_property
    def _whole(self) -> Any:
        return _table(DOCUMENTS, self._parts, arrow_schema(DOCUMENTS, "records").names)


def _rows(table: Table, parts: Sequence[Path], columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Some columns of all rows of a table, times as microseconds."""
    if not parts:
        return iter(())
    rows = _table(table, parts, columns)
    times = [name for name in ("modified_at", "ingested_at") if name in columns]
    for name in times:
        # To cast would load Arrow's functions, which takes as long as all else in a run with nothing new.
        microseconds = pa.chunked_array([chunk.view(pa.int64()) for chunk in rows[name].chunks], pa.int64())
        rows = rows.set_column(columns.index(name), name, microseconds)
    return zip(*(rows[name].to_pylist() for name in columns), strict=True)


def _table(table: Table, parts: Sequence[Path], columns: Sequence[str]) -> Any:
    """Some columns of all rows; those that an older raingan did not write are null."""
    schema = arrow_schema(table, "records")
    empty = pa.schema([schema.field(name) for name in columns]).empty_table()
    tables = [empty, *(_part(path, list(columns)) for path in parts)]
    return pa.concat_tables(tables, promote_options="default")


def _part(path: Path, columns: list[str]) -> Any:
    try:
        # A part is small: to hand its columns to other threads takes longer than to read them.
        return pq.ParquetFile(path.open("rb") if is_remote(path) else path).read(columns=columns, use_threads=False)
    except pa.ArrowInvalid as fault:
        raise CannotRun(f"{path} is damaged: put it back from a backup. ({fault})") from fault
