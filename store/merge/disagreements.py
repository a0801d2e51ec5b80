"""Documents that state different values of one cell, where both are statements of their own day.

Of updates every cell is compared, of projects name, fiscal year and dates; any other cell, and the
rows of what is taken whole, only between documents that end with the same date (or have none).
"""

from __future__ import annotations

from schemas.column import Column, Table
from schemas.tables import CONTACTS, INDICATORS, PROJECTS, UPDATES
from store.merge.choices import LAST, MERGED, Choice, choices
from store.merge.engine import Engine
from store.merge.statements import cells, plain, said
from store.merge.wholes import WHOLE

_ALWAYS = {(PROJECTS, name) for name in ("name", "fiscal_year_be", "start_date", "end_date")} | {
    (UPDATES, column.name) for column in cells(UPDATES)
}
# What rows are joined by cannot differ; fiscal_year says what fiscal_year_be does.
_PASSED_OVER = {(PROJECTS, "project_code"), (PROJECTS, "fiscal_year"), (INDICATORS, "indicator_code")}


def add_disagreements(engine: Engine) -> None:
    """Compare what several documents state with what the tables take."""
    for table in MERGED:
        if engine.has_rows(f"several_{table.name}"):
            _add_of_merged(engine, table)
    for table in WHOLE:
        _add_of_whole(engine, table)


def _add_of_merged(engine: Engine, table: Table) -> None:
    """The cells that another document states otherwise than the one they are taken from."""
    name = table.name
    differing = ", ".join(
        f"CASE WHEN {_differs(each, table.column(column))} THEN "
        f"{{'column_name': '{column}', 'age': w.{each.name} % {LAST}, 'value': {_shown(table.column(column), 'r')}, "
        f"'merged': {_shown(table.column(column), 'm')}}} END"
        for each in choices(table)
        for column in each.columns
        if (table, column) not in _PASSED_OVER
    )
    listed = f"SEMI JOIN ({_LISTED}) USING (entity)" if table == UPDATES else ""
    engine.table(
        f"contested_{name}",
        f"""
        SELECT entity, document_id, "row", age AS own_age, unnest(cell) FROM (
            SELECT r.entity, r.document_id, r."row", r.age, unnest([{differing}]) AS cell
            FROM shared_{name} r
            JOIN winners_{name} w ON w.entity = r.entity
            JOIN (SELECT * FROM filled_{name} {listed}) m ON m.entity = r.entity
        ) WHERE cell IS NOT NULL
        """,
    )
    engine.insert(
        "found",
        f"""
        {_FOUND.format(name=name, shown="value")} FROM contested_{name}
        UNION ALL
        {_FOUND.format(name=name, shown="merged")}
        FROM (SELECT DISTINCT entity, column_name, age, merged FROM contested_{name})
        JOIN shared_{name} USING (entity, age)
        """,
    )


_LISTED = """
    SELECT p.entity FROM shared_updates p
    JOIN slots s ON s.document_id = p.document_id AND s."row" = p."row"
    SEMI JOIN lists l ON l.project_id = s.project_id AND l.age = s.age
"""
_FOUND = """
    SELECT 'sources-disagree' AS code, '{name}' || chr(31) || column_name || chr(31) || entity AS tie,
        document_id, '{name}' AS table_name, "row", column_name,
        'Documents state different values of {name}.' || column_name ||
        coalesce(', here ' || {shown}, '') || '.' AS message
"""


def _differs(choice: Choice, column: Column) -> str:
    """SQL: whether the row ``r`` states a cell, is not the one it was taken from, and says something else.

    Where cells are taken together, a null beside the others is silence.
    """
    won = f"w.{choice.name}"
    terms = [
        said(choice.table, column.name, "r"),
        f"r.age <> {won} % {LAST}",
        f"NOT (({choice.later}) AND {won} < {LAST})",
        f"{plain(column, 'r')} IS DISTINCT FROM {plain(column, 'm')}",
    ]
    if len(choice.columns) > 1:
        terms.append(f"m.{column.name} IS NOT NULL")
    if (choice.table, column.name) not in _ALWAYS:
        terms.append(f"r.cohort = {won}_cohort % {LAST}")
    return " AND ".join(terms)


def _shown(column: Column, row: str) -> str:
    """SQL: a figure or date to show in a sentence; text is never quoted."""
    if column.type in ("string", "list<string>"):
        return "CAST(NULL AS VARCHAR)"
    return f"CAST({row}.{column.name} AS VARCHAR)"


def _add_of_whole(engine: Engine, table: Table) -> None:
    """Rows of a document of the same last date as the chosen one that differ, or that one of both lacks."""
    name = table.name
    engine.table(
        f"rivals_{name}",
        f"""
        SELECT r.*, c.age AS chosen_age FROM rows_{name} r
        JOIN chosen_{name} c ON c.entity = r.entity AND c.cohort = r.cohort AND c.age <> r.age
        """,
    )
    if not engine.has_rows(f"rivals_{name}"):
        return
    differing = ", ".join(
        f"CASE WHEN {said(table, column.name, 'r')} AND {said(table, column.name, 'k')} "
        f"AND {plain(column, 'r')} IS DISTINCT FROM {plain(column, 'k')} THEN '{column.name}' END"
        for column in cells(table)
    )
    engine.table(
        f"contested_{name}",
        f"""
        SELECT * FROM (
            SELECT r.entity, r.part, r.document_id, r."row", k.document_id AS chosen, k."row" AS chosen_row,
                unnest([{differing}]) AS column_name
            FROM rivals_{name} r JOIN whole_{name} k ON k.entity = r.entity AND k.part = r.part
        ) WHERE column_name IS NOT NULL
        """,
    )
    _add_contested_rows(engine, name)
    if table != CONTACTS:
        _add_lacking(engine, name)


def _add_contested_rows(engine: Engine, name: str) -> None:
    engine.insert(
        "found",
        f"""
        SELECT DISTINCT 'sources-disagree' AS code, concat_ws(chr(31), '{name}', column_name, entity, part) AS tie,
            c.document_id, '{name}' AS table_name, c."row", column_name,
            'Documents state different values of {name}.' || column_name || '.' AS message
        FROM (
            SELECT entity, part, column_name, document_id, "row" FROM contested_{name}
            UNION ALL SELECT entity, part, column_name, chosen, chosen_row FROM contested_{name}
        ) c
        """,
    )


def _add_lacking(engine: Engine, name: str) -> None:
    """Rows of one document that the other lacks, of two that end with the same date.

    Documents without dates are passed over, for a later page of an indicator has more quarters; and
    contacts, whose order means little.
    """
    engine.insert(
        "found",
        f"""
        WITH pairs AS (SELECT DISTINCT entity, document_id, age, chosen_age FROM rivals_{name}),
        lacking AS (
            SELECT r.entity, r.part, r.document_id, r."row" FROM rivals_{name} r
            ANTI JOIN whole_{name} k ON k.entity = r.entity AND k.part = r.part
            UNION
            SELECT k.entity, k.part, k.document_id, k."row" FROM whole_{name} k JOIN pairs p USING (entity)
            ANTI JOIN rivals_{name} r ON r.entity = k.entity AND r.part = k.part AND r.age = p.age
        )
        SELECT 'sources-disagree' AS code, concat_ws(chr(31), '{name}', 'row', entity, part) AS tie,
            document_id, '{name}' AS table_name, "row",
            'Another document of the same last date lacks this row of {name}.' AS message
        FROM lacking SEMI JOIN (SELECT document_id FROM documents WHERE last_date IS NOT NULL) USING (document_id)
        """,
    )
