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
from store.merge.choices import MERGED, choices
from store.merge.statements import bit

_ALL_DOCUMENTS = """
    SELECT project, list(document_id ORDER BY age) AS document_ids
    FROM project_of GROUP BY project
"""
# Of tables whose rows are wide, what the rows of ``rows_<table>`` lack; their places are found by it.
# The list of updates is that of the newest document that has one: what it lacks has no base there.
_WIDE = {
    PROJECTS: f"""
        SELECT k.rid, p.project_id, a.document_ids FROM keys_projects k
        JOIN project_names p ON p.project = k.age JOIN ({_ALL_DOCUMENTS}) a ON a.project = k.age
        WHERE k.rid = k.entity
    """,
    UPDATES: """
        SELECT k.rid, p.project_id, s.n AS report_number FROM keys_updates k
        JOIN placed_updates s ON s.rid = k.rid
        SEMI JOIN newest_lists l ON l.age = k.age
        JOIN project_names p ON p.project = s.project
        WHERE k.rid = k.entity
    """,
    INDICATORS: """
        SELECT k.rid, i.indicator_id FROM keys_indicators k JOIN indicator_names i ON i.indicator = k.entity
        WHERE k.rid = k.entity
    """,
    INDICATOR_RESULTS: """
        SELECT k.rid, i.indicator_id, k.part AS quarter FROM whole_keys_indicator_results k
        JOIN indicator_names i ON i.indicator = k.entity
    """,
}
# Of the quarter tables a narrative may come from another document, and figures from none.
_FIGURES = ("result", "evaluation", "score_2_1", "score_2_2")
_NARRATIVE_BIT, _FIGURES_BIT = 1, 2
# The rows that give others cells: their rid, that of the other, and the bits of what is given.
_GIVING = {
    table: f"SELECT rid, entity AS base, given FROM givers_{table.name} WHERE rid <> entity" for table in MERGED
} | {
    # A row without rid gives nulls.
    INDICATOR_RESULTS: f"""
        SELECT source AS rid, rid AS base, {_NARRATIVE_BIT} AS given FROM joining_narratives WHERE NOT is_alone
        UNION ALL SELECT NULL, rid, {_FIGURES_BIT} FROM joining_narratives WHERE is_alone
    """
}
# Codes that may be known from the names of places alone.
_NAMED = {
    PROJECTS: ("d.named_project AS named_code,", "LEFT JOIN documents d ON d.age = k.age"),
    INDICATORS: ("o.code AS named_code,", "LEFT JOIN indicator_of o ON o.rid = k.rid"),
}
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
_NARROW = {
    PROJECT_INDICATORS: _PROJECT_INDICATORS,
    STEPS: _OF_PROJECT.format(name="steps"),
    STRATEGY_LINKS: _STRATEGY_LINKS,
    CONTACTS: _OF_PROJECT.format(name="contacts"),
    ISSUES: "FROM all_findings",
    ORIGINS: "FROM origins",
}


def is_wide(table: Table) -> bool:
    """Whether a table has rows of much text."""
    return table in _WIDE


def places_of(table: Table) -> str:
    """SQL: of a table of wide rows, by rid and spot, what no document says of them, and their places by key, from 0.

    A row that gives another some of its cells has the place of that one and, in ``given``, the bits
    of what it gives; ``given`` is 0 for the row that has the place. ``named_code`` is a code for rows
    that state none.
    """
    code, joins = _NAMED.get(table, ("", ""))
    return f"""
        WITH placed AS (SELECT *, row_number() OVER (ORDER BY {_key(table)}) - 1 AS place FROM ({_WIDE[table]})),
        giving AS (SELECT rid, rid AS base, 0 AS given FROM placed UNION ALL {_GIVING[table]})
        SELECT g.rid, k.spot, {code} p.* EXCLUDE (rid), CAST(g.given AS BIGINT) AS given
        FROM giving g JOIN placed p ON p.rid = g.base LEFT JOIN keys_{table.name} k ON k.rid = g.rid {joins}
    """


def given_bits(table: Table) -> dict[str, int]:
    """The bit that tells, of a column, that a row gives it to another's."""
    if table in MERGED:
        return {column: bit(table, each.columns[0]) for each in choices(table) for column in each.columns}
    return {"narrative": _NARRATIVE_BIT} | dict.fromkeys(_FIGURES, _FIGURES_BIT)


def narrow_rows(table: Table) -> str:
    """SQL: the rows of any other table, in the order of its key."""
    return f"SELECT {_columns(table)} FROM ({_NARROW[table]}) ORDER BY {_key(table)}"


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.standing_in("tables"))


def _key(table: Table) -> str:
    """SQL: the order of a table; null comes first."""
    return ", ".join(f'"{column}" NULLS FIRST' for column in table.key)
