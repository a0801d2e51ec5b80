"""The documents that some place holds now, from the newest to the oldest.

Newest is the one with the latest update date read without an issue (none is oldest), then the
latest modified time over its places, then the greatest document_id. The date of an update is its
Buddhist-era date, else the Common-Era date that the page prints; any issue about either of the
two cells makes it a date with an issue.
"""

from __future__ import annotations

from store.merge.engine import Engine

_PROJECT_CODE = r"^\d{8}-\d{4}$"
_INDICATOR_CODE = r"^\d{4}-\d{3,4}$"


def add_documents(engine: Engine) -> None:
    """Make ``documents``, one row a current document, and ``issued``, the issues of their readings.

    ``age`` numbers the documents from the newest, 1. ``cohort`` numbers their last dates from the
    latest, so that documents of one cohort end with the same date; later steps know a document by its age.
    ``named_project`` and
    ``named_indicator`` are the code that the names of its places hold, where they hold just one.
    """
    engine.view("issued", "SELECT i.* FROM all_issues i SEMI JOIN current USING (reading_id)")
    engine.table(
        "documents",
        f"""
        WITH last_dates AS ({_LAST_DATES}), names AS ({_NAMES})
        SELECT document_id, reading_id, layout, last_date, modified_at, named_project, named_indicator,
            CAST(row_number() OVER newest AS INTEGER) AS age,
            CAST(dense_rank() OVER (ORDER BY last_date DESC NULLS LAST) AS INTEGER) AS cohort
        FROM current
        LEFT JOIN last_dates USING (reading_id)
        LEFT JOIN names USING (document_id)
        WINDOW newest AS (
            ORDER BY last_date DESC NULLS LAST, modified_at DESC NULLS LAST, document_id DESC
        )
        """,
    )


_LAST_DATES = """
    SELECT reading_id, max(coalesce(u.reported_on, u.page_date)) AS last_date
    FROM all_updates u
    ANTI JOIN (
        SELECT reading_id, "row" FROM issued
        WHERE table_name = 'updates' AND column_name IN ('reported_on', 'page_date')
    ) USING (reading_id, "row")
    GROUP BY reading_id
"""

# What the places of a document add to it: a time, and a code where all that hold one agree.
_NAMES = f"""
    SELECT document_id, max(modified_at) AS modified_at,
        CASE WHEN count(DISTINCT named_code) = 1 THEN
            any_value(named_code) FILTER (regexp_matches(named_code, '{_PROJECT_CODE}')) END AS named_project,
        CASE WHEN count(DISTINCT named_code) = 1 THEN
            any_value(named_code) FILTER (regexp_matches(named_code, '{_INDICATOR_CODE}')) END AS named_indicator
    FROM held GROUP BY document_id
"""
