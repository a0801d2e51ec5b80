"""Updates of older documents that the newest list lacks, or tells otherwise."""

from __future__ import annotations

from schemas.tables import UPDATES
from store.merge.engine import Engine
from store.merge.statements import cells, differing, named_bits

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
        SELECT 'update-vanished' AS code, concat_ws(chr(31), p.project_id, s.slot) AS tie, s.rid,
            'updates' AS table_name,
            'The newest list of updates lacks ' ||
            coalesce('the one of ' || u.dated_on, 'this one, which has no date') || '.' AS message
        FROM placed_updates s ANTI JOIN newest_lists l ON l.age = s.age
        JOIN project_names p ON p.project = s.project
        JOIN dated_updates u ON u.rid = s.rid
        WHERE s.rid = s.update
        """,
    )


def _add_rewritten(engine: Engine) -> None:
    """The cells of the newest list that an older document states otherwise: of each cell the newest that does."""
    columns = [column.name for column in cells(UPDATES) if column.name not in _PASSED_OVER]
    engine.table(
        "rewritten",
        f"""
        WITH pairs AS (
            SELECT b.rid, o.age, o.rid AS older, o.said & b.said & {differing(UPDATES, columns, "o", "b")} AS differs
            FROM prints_updates o
            JOIN (SELECT * FROM prints_updates SEMI JOIN newest_lists USING (age) WHERE rid = entity) b
                ON b.rid = o.entity AND o.rid <> b.rid
        )
        SELECT p.rid, p.age, p.older, c.column_name, concat_ws(chr(31), n.project_id, s.slot) AS tie
        FROM pairs p
        JOIN {named_bits(UPDATES, columns)} ON p.differs & c.bit <> 0
        JOIN placed_updates s ON s.rid = p.rid JOIN project_names n ON n.project = s.project
        QUALIFY p.age = min(p.age) OVER (PARTITION BY p.rid, c.column_name)
        """,
    )
    engine.insert(
        "found",
        """
        SELECT 'update-rewritten' AS code, tie, rid, 'updates' AS table_name, column_name,
            'An older document states another ' || column_name || ' of this update.' AS message
        FROM rewritten
        UNION ALL
        SELECT 'update-rewritten' AS code, tie, older AS rid, 'updates' AS table_name, column_name,
            'The newest list of updates states another ' || column_name || ' of this one.' AS message
        FROM rewritten
        """,
    )
