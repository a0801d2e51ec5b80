"""An OUT that somebody laid hands on: parts and tables rewritten with other rows, as files of the same shape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from audit.check import Tally, check
from audit.finding import Finding

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The rows of a file."""
    found: list[Row] = pq.ParquetFile(path).read().to_pylist()
    return found


def rewrite(path: Path, change: Callable[[list[Row]], list[Row]]) -> None:
    """Write a file again with other rows."""
    schema = pq.read_schema(path)
    pq.write_table(pa.Table.from_pylist(change(rows(path)), schema=schema), path)


def set_cell(path: Path, column: str, value: Any, which: Callable[[Row], bool]) -> Row:
    """Change a cell of the first row that is meant; gives the row as it was."""
    before = next(row for row in rows(path) if which(row))

    def change(found: list[Row]) -> list[Row]:
        at = found.index(before)
        return [*found[:at], {**before, column: value}, *found[at + 1 :]]

    rewrite(path, change)
    return before


def part(out: Path, table: str) -> Path:
    """The first part file of a table of records."""
    return min((out / "records" / table).glob("*.parquet"))


def findings(out: Path, sources: Path | None = None) -> list[Finding]:
    """What check finds."""
    return list(check(out, sources, Tally()))


def codes(found: list[Finding]) -> set[str]:
    """The codes of findings."""
    return {finding.code for finding in found}
