"""Made-up records: what some documents state, as plain rows, written as real Parquet parts.

    records = Records()
    records.document("a", projects=[{"project_code": "01000000-0001", "name": NONE}])
    tables = records.tables(tmp_path)

A cell that is not named is silence; ``NONE`` is a printed "none", ``UNREAD`` a text that no rule
could read. Every stated cell gets its row in ``fields``, in the order of the cells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.kinds import KINDS
from schemas.tables import STATED
from schemas.trail import RECORDS, TABLES
from store.merge import build_tables

NONE = object()
UNREAD = object()
CODE = "01000000-0001"

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def document_id(name: str) -> str:
    """The id of a made-up document."""
    return hashlib.sha256(name.encode()).hexdigest()


def day(number: int, month: int = 1, year: int = 2023) -> date:
    """A date, in January 2023 where nothing else is said."""
    return date(year, month, number)


def run_start(run: int) -> datetime:
    """When a run started."""
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=run)


class Records:
    """The rows of ``records/``, gathered document by document."""

    def __init__(self) -> None:
        self.rows: Rows = {table.name: [] for table in RECORDS}

    def document(
        self,
        name: str,
        *,
        layout: str = "project_page",
        run: int = 1,
        modified: int = 0,
        named: str | None = None,
        place: str | None = None,
        reading: str | None = None,
        issues: Iterable[Row] = (),
        **stated: list[Row],
    ) -> str:
        """Add a document and its place; gives its document_id. ``modified`` counts days."""
        reading_id = reading or f"{name}-{run}"
        self.see(name, reading_id, layout=layout, run=run, modified=modified, named=named, place=place)
        _Reading(self.rows, document_id(name), reading_id).state(stated, issues)
        return document_id(name)

    def see(
        self,
        name: str,
        reading_id: str | None,
        *,
        layout: str | None = "project_page",
        run: int = 1,
        modified: int = 0,
        named: str | None = None,
        place: str | None = None,
        status: str = "parsed",
        media_type: str = "text/plain",
    ) -> None:
        """Add a row of the log: what a place holds in a run."""
        place = place or f"file:///in/{name}.txt"
        self.rows["documents"].append(
            {
                "place": place,
                "root": "file:///in",
                "source": place.removeprefix("file:///in/"),
                "document_id": None if status == "missing" else document_id(name),
                "reading_id": reading_id,
                "named_code": named,
                "media_type": media_type,
                "modified_at": datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=modified),
                "layout": layout,
                "status": status,
                "ingested_at": run_start(run),
                "run_id": f"run-{run:03}",
            }
        )

    def write(self, root: Path, cut: Callable[[str, list[Row]], list[list[Row]]] | None = None) -> Path:
        """Write ``root/records``; ``cut`` splits the rows of a table into parts. Tables without rows have no folder."""
        for table in RECORDS:
            parts = cut(table.name, self.rows[table.name]) if cut else [self.rows[table.name]]
            for number, rows in enumerate(part for part in parts if part):
                folder = root / "records" / table.name
                folder.mkdir(parents=True, exist_ok=True)
                part = pa.Table.from_pylist(rows, schema=arrow_schema(table, "records"))
                pq.write_table(part, folder / f"part-{number}.parquet")
        return root / "records"

    def tables(self, root: Path, before: datetime | None = None) -> Rows:
        """Build the tables of these records, and give their rows."""
        build_tables(self.write(root), root / "tables", before=before)
        return read_tables(root / "tables")


def read_tables(folder: Path) -> Rows:
    """The rows of every table."""
    return {table.name: pq.read_table(folder / f"{table.name}.parquet").to_pylist() for table in TABLES}


def file_bytes(folder: Path) -> dict[str, bytes]:
    """The bytes of every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


class _Reading:
    """One reading; its made-up text grows by ten characters a stated cell."""

    def __init__(self, rows: Rows, document: str, reading_id: str) -> None:
        self.rows = rows
        self.owner = {"document_id": document, "reading_id": reading_id}
        self.at = 0

    def state(self, stated: Rows, issues: Iterable[Row]) -> None:
        for table in STATED:
            for number, cells in enumerate(stated.get(table.name, [])):
                self._state_row(table.name, number, cells)
        for issue in issues:
            severity = KINDS[issue["code"]].severity
            self.rows["issues"].append({"severity": severity, "message": "Made up.", **issue, **self.owner})
        self.rows["texts"].append({**self.owner, "text": " " * self.at})

    def _state_row(self, table: str, number: int, cells: Row) -> None:
        row = {key: value for key, value in cells.items() if value is not NONE and value is not UNREAD}
        self.rows[table].append({**self.owner, "row": number, **row})
        declared = next(each for each in STATED if each.name == table)
        for column, value in cells.items():
            if value is not None and declared.column(column).origin == "read":
                self._state_cell(table, number, column, value)

    def _state_cell(self, table: str, number: int, column: str, value: object) -> None:
        where = {
            **self.owner,
            "table_name": table,
            "row": number,
            "column_name": column,
            "start_char": self.at,
            "end_char": self.at + 9,
            "line": self.at // 10 + 1,
        }
        self.at += 10
        if value is UNREAD:
            issue = {"severity": "error", "code": "unreadable-value", "message": "Made up."}
            self.rows["issues"].append({**where, **issue})
        else:
            self.rows["fields"].append({**where, "part": 0, "raw": "x" * 9, "rule": "text"})


def update(on: date | None, progress: float | None = None, **cells: Any) -> Row:
    """A row of ``updates``."""
    return {"reported_on": on, "progress_percent": progress, **cells}


def one(rows: list[Row], **values: Any) -> Row:
    """The one row that has these values."""
    found = [row for row in rows if all(row[key] == value for key, value in values.items())]
    assert len(found) == 1, f"{len(found)} rows have {values}: {found or rows}"
    return found[0]


def codes(tables: Rows) -> list[str]:
    """The codes of the findings of the merge, a finding once."""
    findings = {(issue["finding"], issue["code"]) for issue in tables["issues"]}
    return sorted(code for _, code in findings)


def found(tables: Rows, code: str) -> list[Row]:
    """The rows of ``issues`` with a code."""
    return [issue for issue in tables["issues"] if issue["code"] == code]
