"""A look into the tables of an OUT, as an analyst sees them in pandas: ``python -m audit.preview OUT``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.trail import TABLES

if TYPE_CHECKING:
    import pandas as pd

_ROWS, _COLUMNS, _WIDTH = 4, 7, 26
# Ids of documents are digests, which nobody reads; the path begins with the agency.
_UNSHOWN = ("document_id", "document_ids", "start_char", "end_char", "finding", "agency_path")
# What a person looks for first.
_FIRST = ("name", "agency")


def preview(out: Path) -> Iterator[str]:
    """The first rows and columns of every table, one text a table."""
    import pandas as pd

    for table in TABLES:
        frame = pd.read_parquet(out / "tables" / f"{table.name}.parquet", dtype_backend="pyarrow")
        rows, columns = frame.shape
        yield f"tables/{table.name}.parquet: {rows:,} rows, {columns} columns\n{_head(frame)}"


def _head(frame: pd.DataFrame) -> str:
    """The first rows, of the columns that say most there."""
    shown = frame.drop(columns=[name for name in _UNSHOWN if name in frame])
    known = shown[[name for name in _FIRST if name in shown]].notna().all(axis="columns")
    shown = shown[known].head(_ROWS).replace(r"\s+", " ", regex=True)
    fullest = shown.notna().sum().sort_values(ascending=False, kind="stable").index[:_COLUMNS]
    shown = shown[[name for name in shown if name in set(fullest)]]
    if shown.empty:
        return "(no rows)"
    return str(shown.to_string(index=False, max_colwidth=_WIDTH, na_rep="", justify="left"))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print("\n\n".join(preview(Path(sys.argv[1]))))
