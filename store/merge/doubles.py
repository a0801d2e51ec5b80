"""What one document states twice: one row a key, null where its statements differ."""

from __future__ import annotations

from schemas.column import Table
from store.merge.engine import Engine
from store.merge.statements import FLAGS, bit, cells, plain, said


def add_collapsed(engine: Engine, table: Table) -> None:
    """Make ``rows_<table>`` of the rows in ``told_<table>``, with those of one key in ``twice_<table>`` made one."""
    name = table.name
    engine.table(
        f"doubled_{name}", f"SELECT * FROM told_{name} SEMI JOIN twice_{name} USING (document_id, entity, part)"
    )
    merged = [
        f"CASE WHEN {_statements(table, column.name)} <= 1 THEN "
        f'first(d.{column.name} ORDER BY d."row") FILTER ({said(table, column.name, "d")}) END AS {column.name}'
        for column in cells(table)
    ]
    bits = " | ".join(
        f"CASE WHEN bool_or({said(table, column.name, 'd')}) THEN {bit(table, column.name)} ELSE 0 END"
        for column in cells(table)
    )
    kept = [c.name for c in table.standing_in("records") if c not in cells(table) and c.name != "row"]
    kept = [f"any_value(d.{column}) AS {column}" for column in [*kept, "age", "cohort", "layout"]]
    kept += [f"bool_and(d.{flag}) AS {flag}" for flag in FLAGS.get(table, ())]
    engine.table(
        f"collapsed_{name}",
        f"""
        SELECT {", ".join([*kept, *merged])}, min(d."row") AS "row", entity, part, CAST({bits} AS BIGINT) AS bits
        FROM doubled_{name} d GROUP BY document_id, entity, part
        """,
    )
    engine.view(
        f"rows_{name}",
        f"""
        SELECT * FROM told_{name} ANTI JOIN twice_{name} USING (document_id, entity, part)
        UNION ALL BY NAME SELECT * FROM collapsed_{name}
        """,
    )


def _statements(table: Table, column: str) -> str:
    """SQL, over the rows of one key: how many different statements there are of a cell."""
    value = plain(table.column(column), "d")
    return f"count(DISTINCT coalesce('=' || CAST({value} AS VARCHAR), '-')) FILTER ({said(table, column, 'd')})"


def differing(table: Table) -> list[tuple[str, str]]:
    """Per column: its name, and SQL that tells, over the rows of one key, whether statements differ."""
    return [(column.name, f"{_statements(table, column.name)} > 1") for column in cells(table)]


def doubled_cells(table: Table) -> str:
    """SQL: of rows that were made one, the first that states each cell."""
    stated = ", ".join(f"CASE WHEN {said(table, column.name, 'd')} THEN '{column.name}' END" for column in cells(table))
    return f"""
        SELECT document_id, entity, column_name, min("row") AS "row" FROM (
            SELECT document_id, entity, "row", unnest([{stated}]) AS column_name FROM doubled_{table.name} d
        ) GROUP BY document_id, entity, column_name
    """
