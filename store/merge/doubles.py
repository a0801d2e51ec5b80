"""What one document states twice: one row a key, null where its statements differ."""

from __future__ import annotations

from schemas.column import Table
from store.merge.engine import Engine
from store.merge.statements import LINES, NAMED, bit, cells, plain, said


def add_collapsed(engine: Engine, table: Table) -> None:
    """Make ``doubled_<table>``, the rows that share a key, and ``collapsed_<table>``, one row a key.

    A cell on which they differ is null, and stated.
    """
    name = table.name
    engine.table(
        f"doubled_{name}",
        f"""
        SELECT t.*, coalesce(s.bits, 0) AS bits FROM told_{name} t
        LEFT JOIN (SELECT rid, bits FROM statements WHERE table_name = '{name}') s USING (rid)
        """,
    )
    merged = [
        f"CASE WHEN {_statements(table, column.name)} <= 1 THEN "
        f"first(d.{column.name} ORDER BY d.rid) FILTER ({said(table, column.name, 'd')}) END AS {column.name}"
        for column in cells(table)
    ]
    kept = [c.name for c in table.standing_in("records") if c not in cells(table) and c.name != "row"]
    kept = [f"any_value(d.{column}) AS {column}" for column in kept]
    kept += ["bool_and(d.is_named) AS is_named"] if table in NAMED else []
    engine.table(
        f"collapsed_{name}",
        f"""
        SELECT {", ".join([*kept, *merged])}, min(d."row") AS "row", min(d.rid) AS rid
        FROM doubled_{name} d GROUP BY age, entity, part
        """,
    )
    _add_bits(engine, table)


def _add_bits(engine: Engine, table: Table) -> None:
    """The statements of a row made of several are those of all of them."""
    name = table.name
    bits = " | ".join(
        f"CASE WHEN bool_or({said(table, column.name, 'd')}) THEN {bit(table, column.name)} ELSE 0 END"
        for column in cells(table)
    )
    bits += f" | (bit_or(bits) & {LINES})"
    engine.delete("statements", f"table_name = '{name}' AND rid IN (SELECT rid FROM doubled_{name})")
    engine.insert(
        "statements",
        f"""
        SELECT '{name}' AS table_name, min(rid) AS rid, CAST({bits} AS BIGINT) AS bits
        FROM doubled_{name} d GROUP BY age, entity, part
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
    """SQL: of rows that were made one, by the rid of the first, the row that states each cell."""
    stated = ", ".join(f"CASE WHEN {said(table, column.name, 'd')} THEN '{column.name}' END" for column in cells(table))
    return f"""
        SELECT rid, column_name, min("row") AS "row" FROM (
            SELECT min(rid) OVER (PARTITION BY age, entity) AS rid, "row", unnest([{stated}]) AS column_name
            FROM doubled_{table.name} d
        ) WHERE column_name IS NOT NULL GROUP BY rid, column_name
    """
