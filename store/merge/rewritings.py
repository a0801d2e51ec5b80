"""Updates of older documents that the newest list lacks, or tells otherwise."""

from __future__ import annotations

from schemas.tables import UPDATES
from store.merge.engine import Engine
from store.merge.statements import cells, said

# Numbers are printed anew with every report, and dates are what updates are matched by.
_PASSED_OVER = {"printed_number", "reported_on"}


def add_rewritings(engine: Engine) -> None:
    """Look at every project that several documents report on."""
    _add_vanished(engine)
    _add_rewritten(engine)


def _add_vanished(engine: Engine) -> None:
    """The updates that the newest list lacks, in the newest document that has them."""
    engine.insert(
        "found",
        """
        WITH listed AS (SELECT project_id, slot FROM slots SEMI JOIN lists USING (project_id, age)),
        lost AS (
            SELECT project_id, slot, arg_min(document_id, age) AS document_id, arg_min("row", age) AS "row"
            FROM slots ANTI JOIN listed USING (project_id, slot)
            GROUP BY project_id, slot
        )
        SELECT 'update-vanished' AS code, project_id || chr(31) || slot AS tie, document_id,
            'updates' AS table_name, "row",
            'The newest list of updates lacks ' ||
            coalesce('the one of ' || dated_on, 'this one, which has no date') || '.' AS message
        FROM lost JOIN dated_updates USING (document_id, "row")
        """,
    )


def _add_rewritten(engine: Engine) -> None:
    """The cells of the newest list that an older document states otherwise: the newest that does."""
    differing = ", ".join(
        f"CASE WHEN {said(UPDATES, column.name, 'b')} AND {said(UPDATES, column.name, 'o')} "
        f"AND b.{column.name} IS DISTINCT FROM o.{column.name} THEN '{column.name}' END"
        for column in cells(UPDATES)
        if column.name not in _PASSED_OVER
    )
    engine.table(
        "rewritten",
        f"""
        WITH pairs AS (
            SELECT b.entity, b.document_id, b."row", o.age, o.document_id AS older, o."row" AS older_row,
                unnest([{differing}]) AS column_name
            FROM prints_updates b
            JOIN slots s ON s.document_id = b.document_id AND s."row" = b."row"
            JOIN lists l ON l.project_id = s.project_id AND l.age = b.age
            JOIN prints_updates o ON o.entity = b.entity AND o.age > b.age
        )
        SELECT * FROM pairs WHERE column_name IS NOT NULL
        QUALIFY age = min(age) OVER (PARTITION BY entity)
        """,
    )
    engine.insert(
        "found",
        """
        SELECT 'update-rewritten' AS code, entity AS tie, document_id, 'updates' AS table_name, "row", column_name,
            'An older document states another ' || column_name || ' of this update.' AS message
        FROM rewritten
        UNION ALL
        SELECT 'update-rewritten' AS code, entity AS tie, older AS document_id, 'updates' AS table_name,
            older_row AS "row", column_name,
            'The newest list of updates states another ' || column_name || ' of this one.' AS message
        FROM rewritten
        """,
    )
