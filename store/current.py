"""Which readings are current: what each place holds now, and the one reading that counts of each document.

The log of ``documents`` only grows. Of each place the rows of its latest run say what it holds now
(several documents where one place holds several); a row with status ``missing`` holds nothing. Of
the committed readings of a document that some place holds, the latest run's counts, and within a
run the smallest id. A row without ``reading_id`` commits nothing: where the present program could
not read a document that an earlier one could, the earlier reading stays.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from schemas.column import Column, Table
from schemas.trail import DOCUMENTS

_SQL_TYPES = {
    "string": "VARCHAR",
    "bool": "BOOLEAN",
    "int16": "SMALLINT",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "date32": "DATE",
    "decimal128(18,2)": "DECIMAL(18,2)",
    "timestamp[us, UTC]": "TIMESTAMPTZ",
    "list<string>": "VARCHAR[]",
}


def record_parts(records: Path, table: Table) -> list[str]:
    """The part files of one table of ``records``; their number means nothing."""
    return sorted(str(path) for path in (records / table.name).glob("*.parquet"))


# SQL: where a row stands in the records, the number of its part file and its own number there.
_SPOT = "(CAST(file_index AS BIGINT) << 32) + file_row_number"


def open_records(connection: duckdb.DuckDBPyConnection, records: Path, table: Table) -> list[str]:
    """Make a view of all part files of a table, named ``all_<table>``, and give their paths.

    To the columns of the table it adds ``spot``: the number of the row's part, from 0, in the bits
    above the 32nd, and that of the row in its part below. A column that the parts lack is null: they
    were written before the column was declared. The view has no rows where there are no parts.
    """
    parts = record_parts(records, table)
    columns = table.standing_in("records")
    if parts:
        found = connection.read_parquet(parts, union_by_name=not _are_alike(connection, parts))
        present = set(found.columns)
        told = ", ".join(_column(column, present) for column in columns)
        found.select(f"{told}, {_SPOT} AS spot").create_view(f"all_{table.name}")
    else:
        told = ", ".join(_column(column, set()) for column in columns)
        connection.execute(
            f"CREATE OR REPLACE VIEW all_{table.name} AS SELECT {told}, CAST(NULL AS BIGINT) AS spot WHERE false"
        )
    return parts


# A part that a run wrote is called after it, and after its place among the run's.
_OF_RUN = re.compile(r"\d{8}T\d{12}Z(?=-\d+\.parquet$)")


def _are_alike(connection: duckdb.DuckDBPyConnection, parts: list[str]) -> bool:
    """Whether all parts have the same columns, as all those of one run have, which one version wrote.

    Those that have not are opened one and all by whatever asks for the table.
    """
    runs = {run.group() if (run := _OF_RUN.search(part)) else part: part for part in parts}
    if len(runs) == 1:
        return True
    columns = "SELECT count(*) FROM parquet_schema(?) GROUP BY name, type, converted_type, logical_type"
    return all(count >= len(runs) for [count] in connection.execute(columns, [[*runs.values()]]).fetchall())


def _column(column: Column, present: set[str]) -> str:
    if column.name in present:
        return f'"{column.name}"'
    return f'CAST(NULL AS {_SQL_TYPES[column.type]}) AS "{column.name}"'


def add_current(
    connection: duckdb.DuckDBPyConnection, records: Path, before: datetime | None = None, columns: str = "*"
) -> None:
    """Make the tables ``held`` and ``current``.

    ``held``: the rows of the log that say what each place holds now, or some columns of them; a place
    that could not be read lately holds what it held before. ``current``: one row a document
    (document_id, reading_id, layout) whose reading counts. With ``before``, only what runs that
    started before that instant knew; ValueError where it names no time zone.
    """
    open_records(connection, records, DOCUMENTS)
    connection.execute(f"CREATE OR REPLACE VIEW log AS SELECT * FROM all_documents WHERE {_known(before)}")
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE held AS
        SELECT {columns} FROM (
            SELECT * FROM log
            WHERE document_id IS NOT NULL OR problem IS NULL OR NOT starts_with(problem, 'not-readable:')
            QUALIFY rank() OVER (PARTITION BY place ORDER BY ingested_at DESC, run_id DESC) = 1
        )
        WHERE status <> 'missing' AND document_id IS NOT NULL
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TABLE current AS
        SELECT document_id, reading_id, layout FROM log
        WHERE reading_id IS NOT NULL AND status <> 'missing'
          AND document_id IN (SELECT document_id FROM held)
        QUALIFY row_number() OVER (
            PARTITION BY document_id ORDER BY ingested_at DESC, run_id DESC, reading_id, layout
        ) = 1
        """
    )


def _known(before: datetime | None) -> str:
    if before is None:
        return "true"
    if before.tzinfo is None:
        raise ValueError(f"{before.isoformat()} names no time zone: say which instant is meant, in UTC")
    return f"ingested_at < TIMESTAMPTZ '{before.astimezone(UTC).isoformat()}'"
