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
    SELECT project, list(document_id ORDER BY age) AS document_ids
    FROM project_of GROUP BY project
"""
# The list of updates is that of the newest document that has one: what it lacks has no base there.
_UPDATES = """
    SELECT m.*, p.project_id, s.n AS report_number
    FROM merged_updates m
    JOIN placed_updates s ON s.rid = m.rid
    SEMI JOIN newest_lists l ON l.age = m.age
    JOIN project_names p ON p.project = s.project
"""
_PROJECT_INDICATORS = """
    SELECT p.project_id, i.indicator_id, d.document_id
    FROM (
        SELECT project, indicator, min(age) AS age
        FROM indicator_of JOIN project_of USING (age) GROUP BY project, indicator
    )
    JOIN project_names p USING (project)
    JOIN indicator_names i USING (indicator)
    JOIN documents d USING (age)
"""
_STRATEGY_LINKS = """
    SELECT r.*, coalesce(p.project_id, i.indicator_id) AS subject_id FROM whole_strategy_links r
    LEFT JOIN project_names p ON p.project = r.entity
    LEFT JOIN indicator_names i ON i.indicator = -r.entity
"""
_OF_PROJECT = "SELECT r.*, p.project_id FROM whole_{name} r JOIN project_names p ON p.project = r.entity"
_OF_INDICATOR = "SELECT r.*, i.indicator_id FROM {rows} r JOIN indicator_names i ON i.indicator = r.entity"
_ANSWERS = {
    PROJECTS: f"""
        SELECT m.*, p.project_id, a.document_ids FROM merged_projects m
        JOIN project_names p ON p.project = m.age JOIN ({_ALL_DOCUMENTS}) a ON a.project = m.age
    """,
    UPDATES: _UPDATES,
    INDICATORS: _OF_INDICATOR.format(rows="merged_indicators"),
    PROJECT_INDICATORS: _PROJECT_INDICATORS,
    INDICATOR_RESULTS: _OF_INDICATOR.format(rows="whole_indicator_results"),
    STEPS: _OF_PROJECT.format(name="steps"),
    STRATEGY_LINKS: _STRATEGY_LINKS,
    CONTACTS: _OF_PROJECT.format(name="contacts"),
    ISSUES: "FROM all_findings",
    ORIGINS: "FROM origins",
}


def rows_of(table: Table) -> str:
    """SQL: the rows of one table by its key, null first; its columns as they are declared."""
    columns = ", ".join(f'"{column.name}"' for column in table.standing_in("tables"))
    key = ", ".join(f'"{column}" NULLS FIRST' for column in table.key)
    return f"SELECT {columns} FROM ({_ANSWERS[table]}) ORDER BY {key}"
