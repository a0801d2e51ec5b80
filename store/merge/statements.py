"""Which cells are statements: a value, or a printed "none"; all else is silence.

A null cell with a row in ``fields`` was printed as "none". A null cell with an ``error`` was
printed and could not be read: it is a statement too, or an older document's value would stand
where the newest says something else. The statements of a row are the bits of one number, a bit a
column in the order of the table's declaration.
"""

from __future__ import annotations

from schemas.column import Column, Table
from schemas.tables import INDICATORS, PROJECTS, STATED
from store.merge.engine import Engine

# Of a document's row, what else a choice asks for: a code that only a place's name holds, strategy lines.
FLAGS = {PROJECTS: ("is_named", "has_strategy"), INDICATORS: ("is_named",)}


def cells(table: Table) -> tuple[Column, ...]:
    """The columns of a table that documents state and that do not tell its rows apart."""
    return tuple(column for column in table.columns if column.place == "both" and column.name not in table.key)


def bit(table: Table, column: str) -> int:
    """The bit of a column in the statements of a row."""
    return 1 << [each.name for each in table.columns].index(column)


def said(table: Table, column: str, row: str) -> str:
    """SQL: whether a row, named by its alias, states a cell."""
    return f"({row}.{column} IS NOT NULL OR {row}.bits & {bit(table, column)} <> 0)"


def plain(column: Column, row: str) -> str:
    """SQL: a cell as values are compared, text without blanks and bullets."""
    if column.type == "string":
        return f"plain({row}.{column.name})"
    if column.type == "list<string>":
        return f"plain(array_to_string({row}.{column.name}, '/'))"
    return f"{row}.{column.name}"


def prints(table: Table, row: str) -> str:
    """SQL: a row of ``rows_<table>`` with its cells as numbers: equal where they are as values are compared."""
    told = ("document_id", "row", "entity", "part", "age", "cohort", "layout", "bits", *FLAGS.get(table, ()))
    return ", ".join(
        [f'{row}."{column}"' for column in told]
        + [
            f"CASE WHEN {row}.{column.name} IS NOT NULL THEN hash({plain(column, row)}) END AS {column.name}"
            for column in cells(table)
        ]
    )


def add_statements(engine: Engine) -> None:
    """Make ``statements`` (document_id, table_name, row, bits) of the documents in ``wanted``."""
    bits = ", ".join(
        f"('{table.name}', '{column.name}', {bit(table, column.name)})" for table in STATED for column in cells(table)
    )
    engine.table("column_bits", f"SELECT * FROM (VALUES {bits}) AS b(table_name, column_name, bit)")
    engine.table(
        "statements",
        """
        WITH stated AS (
            SELECT reading_id, table_name, "row", column_name FROM all_fields
            UNION ALL
            SELECT reading_id, table_name, "row", column_name FROM all_issues WHERE severity = 'error'
        )
        SELECT document_id, table_name, "row", bit_or(CAST(bit AS BIGINT)) AS bits
        FROM stated
        JOIN (documents SEMI JOIN wanted USING (document_id)) USING (reading_id)
        JOIN column_bits USING (table_name, column_name)
        GROUP BY document_id, table_name, "row"
        """,
    )
