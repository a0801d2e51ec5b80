"""Rows of the two sides side by side: those that are the same by their identity, and those that one side lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from audit.diff.matching import compared, rows
from schemas.column import Table
from schemas.trail import ORIGINS


@dataclass(slots=True)
class Pair:
    """A row on both sides; None where a side lacks it."""

    table: Table
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def documents(self, column: str | None) -> tuple[str | None, str | None]:
        """The documents that state a cell, or the row, on the two sides."""
        first, second = (
            row and (row["origins"].get(column) or row["document_id"]) for row in (self.before, self.after)
        )
        return first or None, second or None

    @property
    def members(self) -> tuple[list[str], list[str]]:
        """All documents that the row's project or indicator was merged from, on the two sides."""
        first, second = ((row and row["documents"]) or [] for row in (self.before, self.after))
        return first, second


def differing(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Pair]:
    """The rows of a table that differ, in the order of their keys."""
    columns = compared(table)
    kept = ("identity", "row_key", "document_id", "documents", "printed")
    cells = ", ".join(f"{side}.{name}" for side in ("a", "b") for name in (*kept, *columns))
    differ = " OR ".join(f"a.{name} IS DISTINCT FROM b.{name}" for name in ("identity", *columns))
    cursor = connection.cursor().execute(
        f"""
        SELECT {cells}, o.cells, n.cells
        FROM ({rows(table, "a")}) a FULL JOIN ({rows(table, "b")}) b ON a.identity = b.identity
        LEFT JOIN ({_origins(table, "a")}) o ON o.row_key = a.row_key
        LEFT JOIN ({_origins(table, "b")}) n ON n.row_key = b.row_key
        WHERE {differ} ORDER BY coalesce(b.row_key, a.row_key), a.row_key
        """
    )
    names = (*kept, *columns)
    while fetched := cursor.fetchmany(1_000):
        for values in fetched:
            sides = values[: len(names)], values[len(names) : 2 * len(names)]
            before, after = (dict(zip(names, side, strict=True)) if side[0] else None for side in sides)
            for row, cell_documents in ((before, values[-2]), (after, values[-1])):
                if row is not None:
                    row["origins"] = {each["column_name"]: each["document_id"] for each in cell_documents or ()}
            yield Pair(table, before, after)


def _origins(table: Table, side: str) -> str:
    return f"""
        SELECT row_key, list({{'column_name': column_name, 'document_id': document_id}}) AS cells
        FROM {side}_{ORIGINS.name} WHERE table_name = '{table.name}' GROUP BY row_key
    """
