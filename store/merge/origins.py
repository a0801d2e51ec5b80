"""Where the cells were read that do not come from their row's own document."""

from __future__ import annotations

from schemas.column import Table
from schemas.tables import INDICATORS, PROJECTS, UPDATES
from store.merge.choices import MERGED, choices
from store.merge.doubles import doubled_cells
from store.merge.engine import Engine
from store.merge.statements import named_bits

# The key of a merged row as it stands in the tables, by the rid of its base.
_KEYS = {
    PROJECTS: """
        SELECT k.rid AS entity, json_array(project_id) AS row_key
        FROM keys_projects k JOIN project_names p ON p.project = k.age WHERE k.rid = k.entity
    """,
    INDICATORS: "SELECT indicator AS entity, json_array(indicator_id) AS row_key FROM indicator_names",
    UPDATES: """
        SELECT s.rid AS entity, json_array(p.project_id, s.n) AS row_key
        FROM placed_updates s SEMI JOIN newest_lists l ON l.age = s.age
        JOIN project_names p ON p.project = s.project WHERE s.rid = s.update
    """,
}


# The narratives that join a quarter table of another document.
_NARRATIVES = """
    SELECT 'indicator_results' AS table_name, CAST(json_array(n.indicator_id, w.part) AS VARCHAR) AS row_key,
        'narrative' AS column_name, d.document_id, row_of(j.source) AS "row"
    FROM joining_narratives j
    JOIN whole_keys_indicator_results w USING (rid)
    JOIN indicator_names n ON n.indicator = w.entity
    JOIN keys_indicator_results k ON k.rid = j.source
    JOIN documents d ON d.age = k.age
    WHERE NOT j.is_alone
"""


def add_origins(engine: Engine) -> None:
    """Make ``origins``: one row a cell that another document states than the row's own."""
    engine.table("origins", " UNION ALL ".join([*(_origins(engine, table) for table in MERGED), _NARRATIVES]))


def _filled_cells(table: Table) -> str:
    """SQL: of every row that gives others cells, those that it states; what it leaves silent comes from nowhere."""
    columns = named_bits(table, (column for each in choices(table) for column in each.columns))
    return f"""
        SELECT s.entity, s.rid, s.age, c.column_name
        FROM prints_{table.name} s
        JOIN (FROM givers_{table.name} WHERE rid <> entity) g ON g.rid = s.rid
        JOIN {columns} ON g.given & s.said & c.bit <> 0
    """


def _origins(engine: Engine, table: Table) -> str:
    """SQL: the filled cells with the key of their row; of a row made of several, the one that states the cell."""
    row, made = "row_of(c.rid)", ""
    if engine.has_rows(f"twice_{table.name}"):
        row, made = f'coalesce(w."row", {row})', f"LEFT JOIN ({doubled_cells(table)}) w USING (rid, column_name)"
    return f"""
        SELECT '{table.name}' AS table_name, CAST(k.row_key AS VARCHAR) AS row_key, c.column_name,
            d.document_id, CAST({row} AS INTEGER) AS "row"
        FROM ({_filled_cells(table)}) c
        JOIN ({_KEYS[table]}) k USING (entity)
        JOIN documents d ON d.age = c.age
        {made}
    """
