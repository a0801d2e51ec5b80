"""Keys that one document states twice and differently, and rows that state no key at all."""

from __future__ import annotations

from schemas.column import Table
from store.merge.doubles import differing
from store.merge.engine import Engine
from store.merge.keys import KEYED
from store.merge.statements import said


def add_repetitions(engine: Engine) -> None:
    """Look at the rows that did not come into the tables as they stand."""
    for table in KEYED:
        if engine.has_rows(f"twice_{table.name}"):
            _add_twice(engine, table)
    engine.insert("found", " UNION ALL ".join(_keyless(table) for table in KEYED))


def _add_twice(engine: Engine, table: Table) -> None:
    name = table.name
    columns = ", ".join(f"CASE WHEN {differ} THEN '{column}' END" for column, differ in differing(table))
    stated = " ".join(f"WHEN '{column}' THEN {said(table, column, 'd')}" for column, _ in differing(table))
    engine.insert(
        "found",
        f"""
        WITH cells AS (
            SELECT age, entity, part, min(rid) AS first, unnest([{columns}]) AS column_name
            FROM doubled_{name} d GROUP BY age, entity, part
        )
        SELECT 'stated-twice' AS code,
            concat_ws(chr(31), '{name}', column_name, d.document_id, row_of(c.first)) AS tie,
            d.rid, '{name}' AS table_name, column_name,
            'The document states this row of {name} twice, with different values of ' || column_name || '.' AS message
        FROM doubled_{name} d JOIN cells c USING (age, entity, part)
        WHERE column_name IS NOT NULL AND CASE column_name {stated} END
        """,
    )


def _keyless(table: Table) -> str:
    """SQL: the rows that do not say what they are about, which have no place in the tables."""
    key = " and ".join(table.key)
    return f"""
        SELECT 'unreadable-value' AS code,
            concat_ws(chr(31), '{table.name}', d.document_id, row_of(k.rid)) AS tie, k.rid,
            '{table.name}' AS table_name,
            'The row has no place in the table, for it does not state its {key}.' AS message
        FROM all_keys_{table.name} k JOIN documents d USING (age) WHERE k.entity IS NULL OR k.part IS NULL
    """
