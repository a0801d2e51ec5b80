"""Keys that one document states twice and differently, and rows that state no key at all."""

from __future__ import annotations

from schemas.column import Table
from store.merge.doubles import differing
from store.merge.engine import Engine
from store.merge.rows import KEYED
from store.merge.statements import said


def add_repetitions(engine: Engine) -> None:
    """Look at the rows that did not come into the tables as they stand."""
    for table in KEYED:
        if engine.has_rows(f"twice_{table.name}"):
            _add_twice(engine, table)
        _add_keyless(engine, table)


def _add_twice(engine: Engine, table: Table) -> None:
    name = table.name
    columns = ", ".join(f"CASE WHEN {differ} THEN '{column}' END" for column, differ in differing(table))
    stated = " ".join(f"WHEN '{column}' THEN {said(table, column, 'd')}" for column, _ in differing(table))
    engine.insert(
        "found",
        f"""
        WITH cells AS (
            SELECT document_id, entity, part, unnest([{columns}]) AS column_name
            FROM doubled_{name} d GROUP BY document_id, entity, part
        )
        SELECT 'stated-twice' AS code, concat_ws(chr(31), '{name}', column_name, document_id, entity, part) AS tie,
            d.document_id, '{name}' AS table_name, d."row", column_name,
            'The document states this row of {name} twice, with different values of ' || column_name || '.' AS message
        FROM cells c JOIN doubled_{name} d USING (document_id, entity, part)
        WHERE column_name IS NOT NULL AND CASE column_name {stated} END
        """,
    )


def _add_keyless(engine: Engine, table: Table) -> None:
    """A row that does not say what it is about has no place in the tables."""
    key = " and ".join(column for column in table.key)
    engine.insert(
        "found",
        f"""
        SELECT 'unreadable-value' AS code, concat_ws(chr(31), '{table.name}', document_id, "row") AS tie,
            document_id, '{table.name}' AS table_name, "row",
            'The row has no place in the table, for it does not state its {key}.' AS message
        FROM stated_{table.name} WHERE entity IS NULL OR part IS NULL
        """,
    )
