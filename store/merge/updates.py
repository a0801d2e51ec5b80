"""The order of a document's updates, and which updates of two documents are the same.

Pages print the newest report first, print forms the oldest. Which way a document counts is told by
its dates, neighbour by neighbour; where they do not tell, by its layout. An undated update keeps
the place after the one before it, in the order from the oldest; at the start, before the one after.

Two updates are the same where their date is, and their place among that date's from the oldest.
Undated ones are the same only where the update before them and their words are.
"""

from __future__ import annotations

from store.merge.engine import Engine


def add_update_slots(engine: Engine) -> None:
    """Make ``slots``: of every update row its ``slot``, equal in two documents where the updates are.

    ``n`` numbers the updates of a document from the oldest, 1.
    """
    _add_directions(engine)
    _add_places(engine)
    engine.table(
        "slots",
        """
        SELECT document_id, "row", age, project_id,
            row_number() OVER (PARTITION BY document_id ORDER BY sorted_on NULLS FIRST, place) AS n,
            key || '/' || row_number() OVER (PARTITION BY document_id, key ORDER BY place) AS slot
        FROM places
        """,
    )
    engine.table("lists", "SELECT project_id, min(age) AS age FROM slots GROUP BY project_id")


def _add_directions(engine: Engine) -> None:
    """Which documents print the newest update first; and ``dated_updates``, with a digest of undated ones' words."""
    engine.view(
        "dated_updates",
        """
        SELECT u.document_id, u."row", coalesce(u.reported_on, u.page_date) AS dated_on,
            CASE WHEN dated_on IS NULL THEN digest(coalesce(plain(u.narrative), '')) END AS words
        FROM all_updates u SEMI JOIN current USING (reading_id)
        """,
    )
    engine.table(
        "directions",
        """
        WITH turns AS (
            SELECT document_id,
                sign(dated_on - lag(dated_on) OVER (PARTITION BY document_id ORDER BY "row")) AS turn
            FROM dated_updates WHERE dated_on IS NOT NULL
        ),
        sums AS (SELECT document_id, sum(turn) AS turn FROM turns GROUP BY document_id)
        SELECT document_id,
            CASE WHEN coalesce(turn, 0) = 0 THEN layout IS DISTINCT FROM 'print_form' ELSE turn < 0 END
            AS is_newest_first
        FROM documents LEFT JOIN sums USING (document_id)
        """,
    )


def _add_places(engine: Engine) -> None:
    """The printed place of every update from the oldest, and the date that it is sorted by."""
    engine.table(
        "places",
        """
        WITH turned AS (
            SELECT *, CASE WHEN is_newest_first THEN -"row" ELSE "row" END AS place
            FROM dated_updates JOIN directions USING (document_id)
        ),
        neighbours AS (
            SELECT *,
                last_value(dated_on IGNORE NULLS) OVER (
                    PARTITION BY document_id ORDER BY place ROWS UNBOUNDED PRECEDING) AS before,
                first_value(dated_on IGNORE NULLS) OVER (
                    PARTITION BY document_id ORDER BY place
                    ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS after
            FROM turned
        )
        SELECT document_id, "row", d.age, p.project_id, place, coalesce(before, after) AS sorted_on,
            coalesce('on ' || dated_on,
                     'after ' || coalesce(CAST(before AS VARCHAR), 'none') || ' ' || words) AS key
        FROM neighbours
        JOIN documents d USING (document_id)
        JOIN project_of p USING (document_id)
        """,
    )
