"""Where the cells were read that do not come from their row's own document."""

from __future__ import annotations

from schemas.column import Table
from schemas.tables import INDICATORS, PROJECTS, UPDATES
from store.merge.choices import MERGED, choices
from store.merge.doubles import doubled_cells
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
_CELL = "(document_id, entity, column_name)"


def add_origins(engine: Engine) -> None:
    """Make ``origins``: one row a cell that another document states than the row's own."""
    for table in MERGED:
        engine.view(f"filled_cells_{table.name}", _filled_cells(table))
    engine.table("origins", " UNION ALL ".join(_origins(engine, table) for table in MERGED))


def _filled_cells(table: Table) -> str:
    """SQL: of every fill, the cells that its document states; those that it leaves silent come from nowhere."""
    stated = ", ".join(
        f"CASE WHEN f.choice = '{each.name}' AND {said(table, column, 's')} THEN '{column}' END"
        for each in choices(table)
        for column in each.columns
    )
    return f"""
        SELECT * FROM (
            SELECT f.entity, s.document_id, s."row", unnest([{stated}]) AS column_name
            FROM prints_{table.name} s
            JOIN fills_{table.name} f ON s.entity = f.entity AND s.age = f.age
        ) WHERE column_name IS NOT NULL
    """


def _origins(engine: Engine, table: Table) -> str:
    """SQL: the filled cells with the key of their row; of a row made of several, the one that states the cell."""
    row, made = 'c."row"', ""
    if engine.has_rows(f"twice_{table.name}"):
        row, made = 'coalesce(d."row", c."row")', f"LEFT JOIN ({doubled_cells(table)}) d USING {_CELL}"
    return f"""
        SELECT '{table.name}' AS table_name, CAST(k.row_key AS VARCHAR) AS row_key, c.column_name,
            c.document_id, {row} AS "row"
        FROM filled_cells_{table.name} c JOIN ({_KEYS[table]}) k USING (entity) {made}
    """
