"""Which rows of the two sides are the same: matched as the merge matches documents, never by ``report_number``.

Projects are the same where a document of one is a document of the other, else where their id is and
no fiscal year speaks against it; ids may change when a code turns up or another year takes it. Each
row is known by an identity: the words of the key, with ids of the first side in terms of the second.
"""

from __future__ import annotations

import duckdb

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

_JOINT = "chr(31)"
_PROJECT = "p.identity"
_INDICATOR = "i.identity"
# Per table, what its rows are known by.
_IDENTITIES: dict[Table, tuple[str, ...]] = {
    PROJECTS: (_PROJECT,),
    UPDATES: (_PROJECT, "coalesce(s.slot, 'number ' || t.report_number)"),
    INDICATORS: (_INDICATOR,),
    PROJECT_INDICATORS: (_PROJECT, _INDICATOR),
    INDICATOR_RESULTS: (_INDICATOR, "t.quarter"),
    STEPS: (_PROJECT, "t.step"),
    STRATEGY_LINKS: ("t.subject", f"coalesce({_PROJECT}, {_INDICATOR})", "t.level"),
    CONTACTS: (_PROJECT, "t.role", "t.n"),
}
# Columns that say where a row stands among others or who states it, and nothing of its own.
_PASSED_OVER = {"report_number", "document_id", "document_ids"}

_MATCHES = """
    WITH documents AS (
        SELECT a.project_id AS a_id, b.project_id AS b_id, bool_or(a.document = a.document_id) AS has_newest
        FROM (SELECT project_id, document_id, unnest(document_ids) AS document FROM a_projects) a
        JOIN (SELECT project_id, unnest(document_ids) AS document FROM b_projects) b USING (document)
        GROUP BY ALL
    ),
    ids AS (
        SELECT a.project_id AS a_id, b.project_id AS b_id, false AS has_newest
        FROM a_projects a JOIN b_projects b ON b.project_id = a.project_id
        WHERE (a.fiscal_year_be = b.fiscal_year_be) IS NOT false
    ),
    candidates AS (
        SELECT a_id, b_id, bool_or(has_newest) AS has_newest, a_id = b_id AS has_id
        FROM (FROM documents UNION ALL FROM ids) GROUP BY ALL
    ),
    firsts AS (
        FROM candidates QUALIFY row_number() OVER (PARTITION BY a_id ORDER BY has_newest DESC, has_id DESC, b_id) = 1
    )
    SELECT a_id, b_id FROM firsts
    QUALIFY row_number() OVER (PARTITION BY b_id ORDER BY has_id DESC, has_newest DESC, a_id) = 1
"""


def add_matches(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``matches`` (a_id, b_id) of projects, and per side the identities of projects and indicators."""
    connection.execute(f"CREATE TABLE matches AS {_MATCHES}")
    connection.execute(
        """
        CREATE VIEW a_project_identities AS
            SELECT project_id, coalesce(b_id, project_id || ' (gone)') AS identity
            FROM a_projects LEFT JOIN matches ON a_id = project_id
        """
    )
    connection.execute("CREATE VIEW b_project_identities AS SELECT project_id, project_id AS identity FROM b_projects")
    for side in ("a", "b"):
        connection.execute(
            f"""
            CREATE VIEW {side}_indicator_identities AS
                SELECT indicator_id, coalesce(p.identity || '#' || l.label, indicator_id) AS identity
                FROM {side}_indicators LEFT JOIN {side}_labels l USING (indicator_id)
                LEFT JOIN {side}_project_identities p ON p.project_id = l.project_id
            """
        )


def compared(table: Table) -> list[str]:
    """The columns of a table whose cells are compared: what rows are matched by is not."""
    matched = set() if table in (PROJECTS, INDICATORS) else {*table.key}
    names = [column.name for column in table.standing_in("tables")]
    return [name for name in names if name not in matched | _PASSED_OVER]


def rows(table: Table, side: str) -> str:
    """SQL: the rows of a table on one side, with their identity and what their causes are sought by."""
    names = {column.name for column in table.standing_in("tables")}
    subject = "t.subject" if "subject" in names else "'project'" if "project_id" in names else "'indicator'"
    owner = next(name for name in ("subject_id", "project_id", "indicator_id") if name in names)
    is_subject = "AND t.subject = '{}'" if "subject" in names else "{:.0}"
    joins = [f"LEFT JOIN {side}_members m ON m.subject = {subject} AND m.id = t.{owner}"]
    if owner != "indicator_id":
        joins.append(
            f"LEFT JOIN {side}_project_identities p ON p.project_id = t.{owner} {is_subject.format('project')}"
        )
    if "indicator_id" in names or "subject" in names:
        key = "subject_id" if "subject" in names else "indicator_id"
        joins.append(
            f"LEFT JOIN {side}_indicator_identities i ON i.indicator_id = t.{key} {is_subject.format('indicator')}"
        )
    printed = "CAST([] AS VARCHAR[])"
    if table == UPDATES:
        printed = "coalesce(s.printed, CAST([] AS VARCHAR[]))"
        joins.append(f"LEFT JOIN {side}_slots s ON s.project_id = t.project_id AND s.report_number = t.report_number")
    identity = f" || {_JOINT} || ".join(f"CAST({part} AS VARCHAR)" for part in _IDENTITIES[table])
    key = ", ".join(f"t.{name}" for name in table.key)
    return f"""
        SELECT t.*, coalesce({identity}, CAST(json_array({key}) AS VARCHAR)) AS identity,
            CAST(json_array({key}) AS VARCHAR) AS row_key, {printed} AS printed,
            m.documents AS documents
        FROM {side}_{table.name} t {" ".join(joins)}
    """
