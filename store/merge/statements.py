"""Which cells are statements: a value, or a printed "none"; all else is silence.

A null cell with a row in ``fields`` was printed as "none". A null cell with an ``error`` was
printed and could not be read: it is a statement too, or an older document's value would stand
where the newest says something else. The statements of a row are the bits of one number, a bit a
column in the order of the table's declaration.
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas.column import Column, Table
from schemas.tables import INDICATORS, PROJECTS, STATED
from store.merge.engine import Engine

# The bit of a project's row whose document has strategy lines, whatever its cell says.
LINES = 1 << 60

# Tables whose rows tell, as ``is_named``, that their code is not from the text.
NAMED = (PROJECTS, INDICATORS)


def cells(table: Table) -> tuple[Column, ...]:
    """The columns of a table that documents state and that do not tell its rows apart."""
    return tuple(column for column in table.columns if column.place == "both" and column.name not in table.key)


def bit(table: Table, column: str) -> int:
    """The bit of a column in the statements of a row."""
    return 1 << [each.name for each in table.columns].index(column)


def bits_where(conditions: Iterable[tuple[int, str]]) -> str:
    """SQL: of some bits, those whose condition holds."""
    terms = [f"CASE WHEN {condition} THEN {each} ELSE 0 END" for each, condition in conditions]
    return f"CAST({' | '.join(terms) or '0'} AS BIGINT)"


def named_bits(table: Table, columns: Iterable[str]) -> str:
    """SQL: the table ``c`` of the names of columns and their bits."""
    return f"(VALUES {', '.join(str((column, bit(table, column))) for column in columns)}) AS c(column_name, bit)"


def differing(table: Table, columns: Iterable[str], row: str, other: str) -> str:
    """SQL: the bits of the columns in which two rows are not the same."""
    return bits_where((bit(table, name), f"{row}.{name} IS DISTINCT FROM {other}.{name}") for name in columns)


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


def add_statements(engine: Engine) -> None:
    """Make ``statements`` (table_name, rid, bits) of the documents in ``wanted``."""
    bits = [(table.name, column.name, bit(table, column.name)) for table in STATED for column in cells(table)]
    values = ", ".join(str(each) for each in [*bits, ("projects", "lines", LINES)])
    engine.table("column_bits", f"SELECT * FROM (VALUES {values}) AS b(table_name, column_name, bit)")
    engine.table(
        "statements",
        """
        WITH stated AS (
            SELECT reading_id, table_name, "row", column_name FROM all_fields
            UNION ALL
            SELECT reading_id, table_name, "row", column_name FROM all_issues WHERE severity = 'error'
            UNION ALL
            SELECT reading_id, 'projects', coalesce("row", 0), 'lines' FROM project_documents WHERE has_strategy
        )
        SELECT table_name, rid(age, "row") AS rid, bit_or(CAST(bit AS BIGINT)) AS bits
        FROM stated
        JOIN (SELECT reading_id, age FROM documents SEMI JOIN wanted USING (age)) USING (reading_id)
        JOIN column_bits USING (table_name, column_name)
        GROUP BY ALL
        """,
    )
