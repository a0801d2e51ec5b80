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
from store.merge.choices import MERGED

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
    """SQL: of a table of wide rows, by rid, what no document says of them, and their places by key, from 0.

    A row that gives another some of its cells has the place of that one and, in ``given``, the bits
    of the choices; ``given`` is 0 for the row that has the place.
    """
    placed = f"""
        SELECT *, row_number() OVER (ORDER BY {_key(table)}) - 1 AS place, CAST(0 AS BIGINT) AS given
        FROM ({_WIDE[table]})
    """
    if table not in MERGED:
        return placed
    return f"""
        WITH placed AS ({placed})
        FROM placed
        UNION ALL
        SELECT p.* REPLACE (f.rid AS rid, f.given AS given) FROM fills_{table.name} f JOIN placed p ON p.rid = f.entity
    """


def wide_rows(table: Table, places: str) -> str:
    """SQL: the rows of a table of wide rows in no order, its columns as they are declared, each with place and given.

    ``places`` names what holds what ``places_of`` says of them.
    """
    rows = f"{'rows' if table in MERGED else 'whole'}_{table.name}"
    told = {column.name for column in table.standing_in("records")}
    names = [column.name for column in table.standing_in("tables")]
    columns = ", ".join(f'{"r" if name in told else "p"}."{name}"' for name in names)
    return f"SELECT {columns}, p.place, p.given FROM {rows} r JOIN {places} p USING (rid)"


def narrow_rows(table: Table) -> str:
    """SQL: the rows of any other table, in the order of its key."""
    return f"SELECT {_columns(table)} FROM ({_NARROW[table]}) ORDER BY {_key(table)}"


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.standing_in("tables"))


def _key(table: Table) -> str:
    """SQL: the order of a table; null comes first."""
    return ", ".join(f'"{column}" NULLS FIRST' for column in table.key)
