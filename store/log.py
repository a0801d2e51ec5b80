"""The log: what each place held when it was last looked at, and so what there is to read now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.trail import DOCUMENTS
from store import versions
from store.faults import CannotRun

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
    """Whether a place is a root or lies below it."""
    return place.startswith(root) and (len(place) == len(root) or place[len(root)] == "/")


class Log:
    """The rows of ``records/documents``, in the order in which they were written.

    Raises CannotRun where a part cannot be read.
    """

    def __init__(self, records: Path) -> None:
        self._parts = sorted((records / DOCUMENTS.name).glob("*.parquet"))
        rows = self._read(list(Held._fields)) if self._parts else []
        self.held: dict[str, Held] = {row.place: row for row in rows}
        self._latest: dict[str | None, Held] = {row.document_id: row for row in rows}

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
        wanted = pa.array(sorted(documents), pa.string())
        found = self._whole.filter(pc.is_in(self._whole["document_id"], value_set=wanted))
        return {row["document_id"]: row for row in found.to_pylist()}

    @cached_property
    def _whole(self) -> Any:
        return self._table(arrow_schema(DOCUMENTS, "records").names)

    def _read(self, columns: list[str]) -> list[Held]:
        rows = self._table(columns)
        for name in ("modified_at", "ingested_at"):
            rows = rows.set_column(columns.index(name), name, rows[name].cast(pa.int64()))
        return [Held._make(row) for row in zip(*(rows[name].to_pylist() for name in columns), strict=True)]

    def _table(self, columns: list[str]) -> Any:
        """Some columns of all rows; those that an older raingan did not write are null."""
        schema = arrow_schema(DOCUMENTS, "records")
        empty = pa.schema([schema.field(name) for name in columns]).empty_table()
        tables = [empty, *(_part(path, columns) for path in self._parts)]
        return pa.concat_tables(tables, promote_options="default")


def _part(path: Path, columns: list[str]) -> Any:
    try:
        return pq.ParquetFile(path).read(columns=columns)
    except pa.ArrowInvalid as fault:
        raise CannotRun(f"{path} is damaged: put it back from a backup. ({fault})") from fault
