"""Where the cells were read that do not come from their row's own document."""

from __future__ import annotations

from schemas.column import Table
from schemas.tables import INDICATORS, PROJECTS, UPDATES
from store.merge.choices import MERGED, choices
from store.merge.engine import Engine
from store.merge.statements import said

# The key of a merged row as it stands in the tables, by entity.
_KEYS = {
    PROJECTS: "SELECT entity, json_array(entity) AS row_key FROM several_projects",
    INDICATORS: "SELECT entity, json_array(entity) AS row_key FROM several_indicators",
    UPDATES: """
        SELECT p.entity, json_array(l.project_id, s.n) AS row_key
        FROM shared_updates p
        JOIN slots s ON s.document_id = p.document_id AND s."row" = p."row"
        JOIN lists l ON l.project_id = s.project_id AND l.age = p.age
    """,
}


def add_origins(engine: Engine) -> None:
    """Make ``origins``: one row a cell that another document states than the row's own."""
    engine.table("origins", " UNION ALL ".join(_origins(table) for table in MERGED))


def _origins(table: Table) -> str:
    """SQL: of every fill, the cells that its document states; those that it leaves silent come from nowhere."""
    cells = ", ".join(
        f"CASE WHEN f.choice = '{each.name}' AND {said(table, column, 's')} THEN '{column}' END"
        for each in choices(table)
        for column in each.columns
    )
    name = table.name
    return f"""
        SELECT * FROM (
            SELECT '{name}' AS table_name, CAST(k.row_key AS VARCHAR) AS row_key,
                unnest([{cells}]) AS column_name, s.document_id, s."row"
            FROM fills_{name} f
            JOIN shared_{name} s ON s.entity = f.entity AND s.age = f.age
            JOIN ({_KEYS[table]}) k ON k.entity = f.entity
        ) WHERE column_name IS NOT NULL
    """
