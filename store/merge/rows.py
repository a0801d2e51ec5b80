"""The rows that current documents state, each with the thing it is about, at most one row a key.

``entity`` is the project, update, indicator ... that a row is about; ``part`` tells its rows apart
where a document states several: a step, a quarter, a level. A document that states a part twice
gives one row; cells on which its statements differ are null, which counts as a statement. Of each
entity, ``rows_<table>`` so has at most one row a document and part.
"""

from __future__ import annotations

from schemas.tables import (
    CONTACTS,
    INDICATOR_RESULTS,
    INDICATORS,
    PROJECTS,
    STEPS,
    STRATEGY_LINKS,
    UPDATES,
)
from store.merge.doubles import add_collapsed
from store.merge.engine import Engine

SEPARATOR = "chr(31)"
_OF_PROJECT = "JOIN project_of o ON o.document_id = t.document_id"
# An indicator's row number, or null for the only one of the document.
_OF_INDICATOR = """
    LEFT JOIN indicator_of i ON i.document_id = t.document_id AND i."row" = t.indicator_row
    LEFT JOIN only_indicators u ON u.document_id = t.document_id AND t.indicator_row IS NULL
"""
_SUBJECT = f"t.subject || {SEPARATOR} || CASE t.subject WHEN 'project' THEN o.project_id ELSE u.indicator_id END"
# Per table: the entity, the part, and the joins that they need.
_KEYS = {
    PROJECTS: ("o.project_id", "''", _OF_PROJECT),
    UPDATES: (
        f"o.project_id || {SEPARATOR} || o.slot",
        "''",
        'JOIN slots o ON o.document_id = t.document_id AND o."row" = t."row"',
    ),
    INDICATORS: ("o.indicator_id", "''", 'JOIN indicator_of o ON o.document_id = t.document_id AND o."row" = t."row"'),
    INDICATOR_RESULTS: ("coalesce(i.indicator_id, u.indicator_id)", "CAST(t.quarter AS VARCHAR)", _OF_INDICATOR),
    STEPS: ("o.project_id", "CAST(t.step AS VARCHAR)", _OF_PROJECT),
    STRATEGY_LINKS: (
        _SUBJECT,
        "CAST(t.level AS VARCHAR)",
        f"LEFT {_OF_PROJECT} LEFT JOIN only_indicators u ON u.document_id = t.document_id",
    ),
    CONTACTS: ("o.project_id", f"t.role || {SEPARATOR} || t.n", _OF_PROJECT),
}
KEYED = tuple(_KEYS)
# Where the rows of a table are not those of the records as they stand.
_SOURCES = {PROJECTS: "coded_projects", INDICATORS: "coded_indicators"}


def add_stated(engine: Engine) -> None:
    """Make ``stated_<table>``: the rows of current readings, with age, cohort, entity and part."""
    _add_sources(engine)
    for table, (entity, part, joins) in _KEYS.items():
        engine.view(
            f"stated_{table.name}",
            f"""
            SELECT t.*, d.age, d.cohort, d.layout, {entity} AS entity, {part} AS part
            FROM {_SOURCES.get(table, f"all_{table.name}")} t JOIN documents d ON d.reading_id = t.reading_id {joins}
            """,
        )
        engine.table(
            f"twice_{table.name}",
            f"""
            SELECT document_id, entity, part FROM stated_{table.name}
            WHERE entity IS NOT NULL AND part IS NOT NULL
            GROUP BY ALL HAVING count(*) > 1
            """,
        )


def _add_sources(engine: Engine) -> None:
    """Projects and indicators with the code of their place's name; ``is_named`` where it is from there.

    ``has_strategy`` tells whether the document has strategy lines of its project. A document that
    states updates and the like without a project row gets one that says nothing.
    """
    strategy = "d.reading_id IN (SELECT reading_id FROM all_strategy_links WHERE subject = 'project')"
    engine.view(
        "coded_projects",
        f"""
        SELECT t.* REPLACE (coalesce(t.project_code, d.named_project) AS project_code),
            t.project_code IS NULL AS is_named, {strategy} AS has_strategy
        FROM all_projects t JOIN documents d USING (reading_id)
        UNION ALL BY NAME
        SELECT d.document_id, d.reading_id, 0 AS "row", d.named_project AS project_code,
            true AS is_named, {strategy} AS has_strategy
        FROM documents d SEMI JOIN project_of USING (document_id)
        ANTI JOIN all_projects t ON t.reading_id = d.reading_id
        """,
    )
    engine.view(
        "coded_indicators",
        """
        SELECT t.* REPLACE (i.code AS indicator_code), t.indicator_code IS NULL AS is_named
        FROM all_indicators t SEMI JOIN current USING (reading_id)
        JOIN indicator_of i ON i.document_id = t.document_id AND i."row" = t."row"
        """,
    )


def add_wanted(engine: Engine) -> None:
    """Make ``wanted``: the documents whose statements matter, for they share something or repeat it."""
    twice = " UNION ".join(f"SELECT document_id FROM twice_{table.name}" for table in KEYED)
    engine.table(
        "wanted",
        f"""
        WITH projects AS (
            SELECT document_id, count(*) OVER (PARTITION BY project_id) AS documents FROM project_of
        ),
        pairs AS (SELECT DISTINCT indicator_id, document_id FROM indicator_of),
        indicators AS (SELECT document_id, count(*) OVER (PARTITION BY indicator_id) AS documents FROM pairs)
        SELECT document_id FROM projects WHERE documents > 1
        UNION SELECT document_id FROM indicators WHERE documents > 1
        UNION {twice}
        """,
    )


def add_rows(engine: Engine) -> None:
    """Make ``rows_<table>``: the stated rows with the bits of their statements, one a key."""
    for table in KEYED:
        name = table.name
        engine.view(
            f"told_{name}",
            f"""
            SELECT t.*, coalesce(s.bits, 0) AS bits FROM stated_{name} t
            LEFT JOIN (SELECT * FROM statements WHERE table_name = '{name}') s
                ON s.document_id = t.document_id AND s."row" = t."row"
            WHERE t.entity IS NOT NULL AND t.part IS NOT NULL
            """,
        )
        if engine.has_rows(f"twice_{name}"):
            add_collapsed(engine, table)
        else:
            engine.view(f"rows_{name}", f"SELECT * FROM told_{name}")
