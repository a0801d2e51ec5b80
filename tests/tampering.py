"""An OUT that somebody laid hands on: parts and tables rewritten with other rows, as files of the same shape.

Modules that give its fixtures names of their own have an honest OUT, and copies of it to lay hands on.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from audit.check import Tally, check
from audit.finding import Finding
from tests import exports
from tests.expected import SAMPLES

Row = dict[str, Any]


@pytest.fixture(scope="session")
def honest_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up pages and the samples, in one folder."""
    folder = tmp_path_factory.mktemp("source") / "in"
    shutil.copytree(SAMPLES, folder / "samples", ignore=shutil.ignore_patterns("*.json"))
    return exports.export(folder, range(1, 7))


@pytest.fixture(scope="session")
def honest(honest_source: Path) -> Path:
    """An OUT of two runs; one document fills a cell that a newer one leaves out."""
    out = honest_source.parent / "out"
    exports.ingest(out, honest_source)
    exports.write(honest_source / "later.txt", exports.page(7, updates=3))
    exports.write(honest_source / "newer.txt", exports.page(2, updates=3).replace("เหตุผลของโครงการที่ 2", ""))
    exports.ingest(out, honest_source)
    return out


@pytest.fixture
def tampered(honest: Path, tmp_path: Path) -> Path:
    """A copy of it to lay hands on."""
    return Path(shutil.copytree(honest, tmp_path / "out"))


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


def named(found: list[Finding], code: str, table: str, row: int | str | None, column: str | None) -> Finding:
    """The one finding that names a cell."""
    meant = [each for each in found if (each.code, *each.where[1:]) == (code, table, row, column)]
    assert len(meant) == 1, "\n".join(each.as_line for each in found)
    return meant[0]
