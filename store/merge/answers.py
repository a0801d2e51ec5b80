"""The tables as analysts open them: one query a table, with the keys that its rows are known by."""

from __future__ import annotations

from schemas.column import Table
from schemas.tables import (
    CONTACTS,
    INDICATOR_RESULTS,
    INDICATORS,
    PROJECT_INDICATORS,
    PROJECTS,
    STEPS,
    STRATEGY_LINKS,
    UPDATES,
)
from schemas.trail import ISSUES, ORIGINS

_ALL_DOCUMENTS = """
    SELECT project_id, list(document_id ORDER BY age) AS document_ids
    FROM project_of JOIN documents USING (document_id) GROUP BY project_id
"""
# The list of updates is that of the newest document that has one: rows that it lacks have no base there.
_UPDATES = """
    SELECT m.*, s.project_id, s.n AS report_number
    FROM merged_updates m
    JOIN slots s ON s.document_id = m.document_id AND s."row" = m."row"
    JOIN lists l ON l.project_id = s.project_id AND l.age = m.age
"""
_PROJECT_INDICATORS = """
    SELECT project_id, indicator_id, arg_min(document_id, age) AS document_id
    FROM indicator_rows JOIN indicator_of USING (document_id, "row")
    WHERE project_id IS NOT NULL GROUP BY project_id, indicator_id
"""
_ANSWERS = {
    PROJECTS: (
        f"SELECT m.*, m.entity AS project_id, a.document_ids "
        f"FROM merged_projects m JOIN ({_ALL_DOCUMENTS}) a ON a.project_id = m.entity"
    ),
    UPDATES: _UPDATES,
    INDICATORS: "SELECT *, entity AS indicator_id FROM merged_indicators",
    PROJECT_INDICATORS: _PROJECT_INDICATORS,
    INDICATOR_RESULTS: "SELECT *, entity AS indicator_id FROM whole_indicator_results",
    STEPS: "SELECT *, entity AS project_id FROM whole_steps",
    STRATEGY_LINKS: "SELECT *, split_part(entity, chr(31), 2) AS subject_id FROM whole_strategy_links",
    CONTACTS: "SELECT *, entity AS project_id FROM whole_contacts",
    ISSUES: "FROM all_findings",
    ORIGINS: "FROM origins",
}


def rows_of(table: Table) -> str:
    """SQL: the rows of one table, in no order, its columns in the order of the declaration."""
    columns = ", ".join(f'"{column.name}"' for column in table.standing_in("tables"))
    return f"SELECT {columns} FROM ({_ANSWERS[table]})"


def in_order(table: Table, name: str) -> str:
    """SQL: the rows of one table, that were stored under a name, by its key; null comes first."""
    key = ", ".join(f'"{column}" NULLS FIRST' for column in table.key)
    return f"FROM {name} ORDER BY {key}"
