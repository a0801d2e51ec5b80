"""What each stated row is about, in numbers: the keys that rows are joined, grouped and compared by.

``entity`` is the project, update, indicator ... that a row is about; ``part`` tells its rows apart
where a document states several: a step, a quarter, a level. Of projects, updates and indicators the
entity is the rid of its newest row; what is taken whole has the number of its project or indicator.
"""

from __future__ import annotations

from schemas.column import Table
from schemas.tables import (
    CONTACTS,
    INDICATOR_RESULTS,
    INDICATORS,
    PROJECTS,
    STEPS,
    STRATEGY_LINKS,
    UPDATES,
)
from store.merge.engine import Engine

_OF_PROJECT = "JOIN project_of o ON o.age = t.age"
# An indicator's row number, or null for the only one of the document.
_OF_INDICATOR = """
    LEFT JOIN indicator_of i ON i.rid = rid(t.age, t.indicator_row)
    LEFT JOIN only_indicators u ON u.age = t.age AND t.indicator_row IS NULL
"""
# Subjects share one row of numbers: indicators stand below zero.
_SUBJECT = "CASE t.subject WHEN 'project' THEN o.project ELSE -u.indicator END"
# Per table: the columns of the records that a key needs, the entity, the part, and the joins.
_KEYS: dict[Table, tuple[str, str, str, str]] = {
    PROJECTS: ("", "min(t.rid) OVER (PARTITION BY o.project)", "0", _OF_PROJECT),
    UPDATES: ("", "o.update", "0", "JOIN placed_updates o ON o.rid = t.rid"),
    INDICATORS: ("", "o.indicator", "0", "JOIN indicator_of o ON o.rid = t.rid"),
    INDICATOR_RESULTS: ("indicator_row, quarter", "coalesce(i.indicator, u.indicator)", "t.quarter", _OF_INDICATOR),
    STEPS: ("step", "o.project", "t.step", _OF_PROJECT),
    STRATEGY_LINKS: (
        "subject, level",
        _SUBJECT,
        "t.level",
        f"LEFT {_OF_PROJECT} LEFT JOIN only_indicators u ON u.age = t.age",
    ),
    CONTACTS: ("role, n", "o.project", "t.role || ' ' || t.n", _OF_PROJECT),
}
KEYED = tuple(_KEYS)


# A document that states updates and the like without a project row has the key of one.
_SAID_PROJECTS = """(
    SELECT reading_id, "row", spot FROM all_projects
    UNION ALL SELECT reading_id, 0 AS "row", NULL AS spot FROM project_documents WHERE "row" IS NULL
)"""


def add_keys(engine: Engine, table: Table) -> None:
    """Make ``all_keys_<table>``: rid, spot, age, cohort, entity and part of every row of current readings.

    ``twice_<table>`` are the age, entity and part of keys that one document states twice; updates
    are exempt, whose place among those of one date is part of what they are.
    """
    columns, entity, part, joins = _KEYS[table]
    name = table.name
    engine.table(
        f"all_keys_{name}",
        f"""
        WITH t AS ({_stated(table, columns)})
        SELECT t.rid, t.spot, t.age, t.cohort, {entity} AS entity, {part} AS part FROM t {joins}
        """,
    )
    engine.table(
        f"twice_{name}",
        f"""
        SELECT age, entity, part, min(rid) AS rid FROM all_keys_{name}
        WHERE entity IS NOT NULL AND part IS NOT NULL
        GROUP BY ALL HAVING count(*) > 1
        """,
    )


def _stated(table: Table, columns: str) -> str:
    """SQL: rid, spot, age and cohort of every row of current readings, and some columns that it states."""
    if table == UPDATES:
        return "SELECT u.rid, u.spot, d.age, d.cohort FROM dated_updates u JOIN documents d USING (age)"
    source = _SAID_PROJECTS if table == PROJECTS else f"all_{table.name}"
    stated = ", ".join(filter(None, ("reading_id", '"row"', "spot", columns)))
    return f"""
        SELECT r.*, d.age, d.cohort, rid(d.age, r."row") AS rid
        FROM (SELECT {stated} FROM {source}) r JOIN documents d USING (reading_id)
    """


def add_wanted(engine: Engine) -> None:
    """Make ``wanted``: the ages of documents whose statements matter, for they share something or repeat it."""
    twice = " UNION ".join(f"SELECT age FROM twice_{table.name}" for table in KEYED)
    engine.table(
        "wanted",
        f"""
        WITH shared AS (SELECT project FROM project_of GROUP BY project HAVING count(*) > 1),
        spread AS (SELECT indicator FROM indicator_of GROUP BY indicator HAVING count(DISTINCT age) > 1)
        SELECT age FROM project_of SEMI JOIN shared USING (project)
        UNION SELECT age FROM indicator_of SEMI JOIN spread USING (indicator)
        UNION {twice}
        """,
    )
