"""Documents that state different values of one cell.

Of updates every cell is compared, of projects name, fiscal year and dates; any other cell only
between documents that end with the same date, or that both have no date. Of what is taken whole, a
row that only one of two documents with the same last date has is a disagreement too.
"""

from __future__ import annotations

from schemas.column import Column, Table
from schemas.tables import CONTACTS, INDICATORS, PROJECTS, UPDATES
from store.merge.choices import LAST, MERGED, Choice, choices
from store.merge.engine import Engine
from store.merge.statements import cells, prints, said
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
            _add_contested(engine, table)
    for table in WHOLE:
        _add_rivals(engine, table)
        if engine.has_rows(f"rivals_{table.name}"):
            _add_contested_rows(engine, table)
            _add_lacking(engine, table)


def _add_contested(engine: Engine, table: Table) -> None:
    """The cells that another document states otherwise than the one they are taken from."""
    name = table.name
    contested = ", ".join(
        f"CASE WHEN {_differs(each, column)} THEN "
        f"{{'column_name': '{column}', 'age': r.age, 'chosen': w.{each.name} % {LAST}}} END"
        for each in choices(table)
        for column in each.columns
        if (table, column) not in _PASSED_OVER
    )
    engine.table(
        f"contested_{name}",
        f"""
        SELECT entity, unnest(cell) FROM (
            SELECT entity, unnest([{contested}]) AS cell
            FROM prints_{name} r JOIN winners_{name} w USING (entity)
            {_OF_LISTED if table == UPDATES else ""}
        ) WHERE cell IS NOT NULL
        """,
    )
    shown = " ".join(
        f"WHEN '{column.name}' THEN {column.name}::VARCHAR" for column in cells(table) if _is_figure(column)
    )
    engine.insert(
        "found",
        f"""
        WITH sides AS (
            SELECT entity, column_name, age FROM contested_{name}
            UNION SELECT entity, column_name, chosen FROM contested_{name}
        )
        SELECT 'sources-disagree' AS code, concat_ws(chr(31), '{name}', column_name, entity) AS tie,
            document_id, '{name}' AS table_name, "row", column_name,
            'Documents state different values of {name}.' || column_name ||
            coalesce(', here ' || CASE column_name {shown} END, '') || '.' AS message
        FROM shared_{name} JOIN sides USING (entity, age)
        """,
    )


# Of updates only those that the newest list has are compared.
_OF_LISTED = """
    SEMI JOIN (
        SELECT p.entity FROM prints_updates p
        JOIN slots s ON s.document_id = p.document_id AND s."row" = p."row"
        SEMI JOIN lists l ON l.project_id = s.project_id AND l.age = s.age
    ) USING (entity)
"""


def _differs(choice: Choice, column: str) -> str:
    """SQL: whether the row ``r`` states a cell, is not the one it was taken from, and says something else.

    Where cells are taken together, a null beside the others is silence.
    """
    chosen = f"w.{choice.name}"
    terms = [
        said(choice.table, column, "r"),
        f"r.age <> {chosen} % {LAST}",
        f"NOT (({choice.later}) AND {chosen} < {LAST})",
        f"r.{column} IS DISTINCT FROM w.print_{column}",
    ]
    if len(choice.columns) > 1:
        terms.append(f"w.print_{column} IS NOT NULL")
    if (choice.table, column) not in _ALWAYS:
        terms.append(f"r.cohort = {chosen}_cohort % {LAST}")
    return " AND ".join(terms)


def _is_figure(column: Column) -> bool:
    """Whether a cell is shown in a sentence: figures and dates are, text is never quoted."""
    return column.type not in ("string", "list<string>")


def _add_rivals(engine: Engine, table: Table) -> None:
    """The rows of documents that end with the same date as the one that is taken whole."""
    name = table.name
    engine.table(
        f"rivals_{name}",
        f"""
        SELECT {prints(table, "r")}, c.age AS chosen_age FROM rows_{name} r
        JOIN chosen_{name} c ON c.entity = r.entity AND c.cohort = r.cohort AND c.age <> r.age
        """,
    )


def _add_contested_rows(engine: Engine, table: Table) -> None:
    """The cells of rivals that say something else than the row that is taken."""
    name = table.name
    engine.table(
        f"rivalled_{name}",
        f"""
        SELECT {prints(table, "r")} FROM whole_{name} r
        SEMI JOIN rivals_{name} USING (entity)
        """,
    )
    differing = ", ".join(
        f"CASE WHEN {said(table, column.name, 'r')} AND {said(table, column.name, 'k')} "
        f"AND r.{column.name} IS DISTINCT FROM k.{column.name} THEN '{column.name}' END"
        for column in cells(table)
    )
    engine.table(
        f"contested_{name}",
        f"""
        SELECT * FROM (
            SELECT r.entity, r.part, r.document_id, r."row", k.document_id AS chosen, k."row" AS chosen_row,
                unnest([{differing}]) AS column_name
            FROM rivals_{name} r JOIN rivalled_{name} k ON k.entity = r.entity AND k.part = r.part
        ) WHERE column_name IS NOT NULL
        """,
    )
    engine.insert(
        "found",
        f"""
        WITH sides AS (
            SELECT entity, part, column_name, document_id, "row" FROM contested_{name}
            UNION SELECT entity, part, column_name, chosen, chosen_row FROM contested_{name}
        )
        SELECT 'sources-disagree' AS code, concat_ws(chr(31), '{name}', column_name, entity, part) AS tie,
            document_id, '{name}' AS table_name, "row", column_name,
            'Documents state different values of {name}.' || column_name || '.' AS message
        FROM sides
        """,
    )


def _add_lacking(engine: Engine, table: Table) -> None:
    """Rows of one document that the other lacks, of two that end with the same date.

    Documents without dates are passed over, for a later page of an indicator has more quarters; and
    contacts, whose order means little.
    """
    if table == CONTACTS:
        return
    name = table.name
    engine.insert(
        "found",
        f"""
        WITH pairs AS (SELECT DISTINCT entity, age FROM rivals_{name}),
        lacking AS (
            SELECT r.entity, r.part, r.document_id, r."row" FROM rivals_{name} r
            ANTI JOIN rivalled_{name} k ON k.entity = r.entity AND k.part = r.part
            UNION
            SELECT k.entity, k.part, k.document_id, k."row" FROM rivalled_{name} k JOIN pairs p USING (entity)
            ANTI JOIN rivals_{name} r ON r.entity = k.entity AND r.part = k.part AND r.age = p.age
        )
        SELECT 'sources-disagree' AS code, concat_ws(chr(31), '{name}', 'row', entity, part) AS tie,
            document_id, '{name}' AS table_name, "row",
            'Another document of the same last date lacks this row of {name}.' AS message
        FROM lacking SEMI JOIN (SELECT document_id FROM documents WHERE last_date IS NOT NULL) USING (document_id)
        """,
    )
