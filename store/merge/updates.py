"""The order of a document's updates, and which updates of two documents are the same.

Pages print the newest report first, print forms the oldest. Which way a document counts is told by
its dates, neighbour by neighbour; where they do not tell, by its layout. An undated update keeps
the place after the one before it, in the order from the oldest; at the start, before the one after.

Two updates are the same where their date is, and their place among that date's from the oldest.
Undated ones are the same only where the update before them and their words are.
"""

from __future__ import annotations

from store.merge.engine import Engine


def add_dated_updates(engine: Engine) -> None:
    """Make ``dated_updates``: where every update row stands, by rid, and its date, null where it has none.

    The records are asked once, for all who look at updates without their words.
    """
    engine.table(
        "dated_updates",
        """
        SELECT rid(d.age, u."row") AS rid, d.age, u."row", u.spot, coalesce(u.reported_on, u.page_date) AS dated_on
        FROM all_updates u JOIN documents d USING (reading_id)
        """,
    )


def add_directions(engine: Engine) -> None:
    """Make ``directions``: of every document, by age, whether its newest update stands first; and ``undated_words``."""
    _add_undated_words(engine)
    _add_directions(engine)


def add_update_slots(engine: Engine) -> None:
    """Make ``placed_updates``: of every update row, by rid, its ``slot``, equal in two documents where they are.

    ``n`` numbers the updates of a document from the oldest, 1. ``update`` is the slot as a number:
    the rid of the newest row in it. ``newest_lists`` has the age of each project's newest list.
    ``slots`` and ``lists`` are the same with ids, for those who look back.
    """
    _add_places(engine)
    engine.table(
        "placed_updates",
        """
        SELECT *, min(rid) OVER (PARTITION BY project, slot) AS update FROM (
            SELECT rid, age, project,
                row_number() OVER (PARTITION BY age ORDER BY sorted_on NULLS FIRST, place) AS n,
                key || '/' || row_number() OVER (PARTITION BY age, key ORDER BY place) AS slot
            FROM places
        )
        """,
    )
    engine.table("newest_lists", "SELECT project, min(age) AS age FROM placed_updates GROUP BY project")
    engine.view(
        "slots",
        """
        SELECT s.rid, s.age, row_of(s.rid) AS "row", s.n, s.slot, p.project_id, d.document_id
        FROM placed_updates s JOIN project_names p USING (project) JOIN documents d USING (age)
        """,
    )
    engine.view("lists", "SELECT p.project_id, l.age FROM newest_lists l JOIN project_names p USING (project)")


def _add_undated_words(engine: Engine) -> None:
    """A digest of the words of updates that have no date."""
    # The words of parts where every update has a date are never read.
    engine.table(
        "undated_words",
        """
        SELECT rid(d.age, u."row") AS rid, digest(coalesce(plain(u.narrative), '')) AS words
        FROM (FROM all_updates WHERE reported_on IS NULL AND page_date IS NULL) u JOIN documents d USING (reading_id)
        """,
    )


def _add_directions(engine: Engine) -> None:
    """Whether the newest update of a document stands first."""
    engine.table(
        "directions",
        """
        WITH turns AS (
            SELECT age, sign(dated_on - lag(dated_on) OVER (PARTITION BY age ORDER BY "row")) AS turn
            FROM dated_updates WHERE dated_on IS NOT NULL
        ),
        sums AS (SELECT age, sum(turn) AS turn FROM turns GROUP BY age)
        SELECT age, CASE WHEN coalesce(turn, 0) = 0 THEN layout IS DISTINCT FROM 'print_form' ELSE turn < 0 END
            AS is_newest_first
        FROM documents LEFT JOIN sums USING (age)
        """,
    )


def _add_places(engine: Engine) -> None:
    """The printed place of every update from the oldest, and the date that it is sorted by."""
    engine.table(
        "places",
        """
        WITH turned AS (
            SELECT u.*, w.words, p.project, CASE WHEN is_newest_first THEN -"row" ELSE "row" END AS place
            FROM dated_updates u JOIN directions USING (age) JOIN project_of p USING (age)
            LEFT JOIN undated_words w USING (rid)
        ),
        neighbours AS (
            SELECT *,
                last_value(dated_on IGNORE NULLS) OVER (
                    PARTITION BY age ORDER BY place ROWS UNBOUNDED PRECEDING) AS before,
                first_value(dated_on IGNORE NULLS) OVER (
                    PARTITION BY age ORDER BY place ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS after
            FROM turned
        )
        SELECT rid, age, project, place, coalesce(before, after) AS sorted_on,
            coalesce('on ' || dated_on,
                     'after ' || coalesce(CAST(before AS VARCHAR), 'none') || ' ' || words) AS key
        FROM neighbours
        """,
    )
