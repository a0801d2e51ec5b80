"""Every cell of ``tables/`` comes from a document: its row's own, or the one that ``origins`` names."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from audit.check.promises import FILLED, Promise, broken
from schemas.column import Column, Table
from schemas.tables import INDICATORS, PROJECTS, STATED
from schemas.trail import ORIGINS

# What the name of a place may say in the text's stead.
_NAMED = {(PROJECTS, "project_code"), (INDICATORS, "indicator_code")}


def add_statements(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``said_<table>``: what the readings that count state, of the views ``all_<table>``."""
    for table in STATED:
        connection.execute(
            f"CREATE VIEW said_{table.name} AS SELECT * FROM all_{table.name} SEMI JOIN current USING (reading_id)"
        )


def provenance() -> Iterator[Promise]:
    """The promises that need ``said_<table>``."""
    for table in STATED:
        for column in table.columns:
            if column.place == "both" and column.origin in ("read", "derived"):
                yield _own(table, column)
                if table in FILLED:
                    yield _foreign(table, column)


def _own(table: Table, column: Column) -> Promise:
    """A cell that has no origin stands in a row of the document that its own row names."""
    name = column.name
    told = f"SELECT 1 FROM said_{table.name} r WHERE r.document_id = t.document_id AND r.{name} = t.{name}"
    if (table, name) in _NAMED:
        told += f" UNION ALL SELECT 1 FROM held h WHERE h.document_id = t.document_id AND h.named_code = t.{name}"
    where = f"t.{name} IS NOT NULL AND NOT EXISTS ({told})"
    needs = (ORIGINS,) if table in FILLED else ()
    if needs:
        where += f" AND (SELECT count(*) FROM origins o WHERE {_is_of(table, name)}) = 0"
    return Promise("cell-from-nowhere", table, "a cell that its document states", broken(table, name, where), needs)


def _foreign(table: Table, column: Column) -> Promise:
    """A cell that has an origin is what stands in that row of that document."""
    name = column.name
    told = f"""
        SELECT 1 FROM said_{table.name} r
        WHERE r.document_id = o.document_id AND r."row" = o."row" AND r.{name} IS NOT DISTINCT FROM t.{name}
    """
    if (table, name) in _NAMED:
        told += f" UNION ALL SELECT 1 FROM held h WHERE h.document_id = o.document_id AND h.named_code = t.{name}"
    where = f"EXISTS (SELECT 1 FROM origins o WHERE {_is_of(table, name)} AND NOT EXISTS ({told}))"
    return Promise("origin-differs", table, "the cell of its origin", broken(table, name, where), (ORIGINS,))


def _is_of(table: Table, column: str) -> str:
    """SQL: whether an origin ``o`` is that of a column of the row ``t``."""
    key = ", ".join(f"t.{name}" for name in table.key)
    row = f"o.row_key = CAST(json_array({key}) AS VARCHAR)"
    return f"o.table_name = '{table.name}' AND o.column_name = '{column}' AND {row}"
