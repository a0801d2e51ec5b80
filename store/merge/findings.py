"""What the merge and the places found odd, and the issues of the current readings, in one table."""

from __future__ import annotations

from store.merge.engine import Engine


def add_findings(engine: Engine) -> None:
    """Make ``all_findings``."""
    _add_read_issues(engine)
    engine.view("all_findings", "FROM read_issues")


def _add_read_issues(engine: Engine) -> None:
    """The issues of current readings, with the digest that ties the spans of one finding together.

    Issues of one code about one row and column are one finding; an issue about no row is one with
    its span and words. Where a finding has several rows at one place, the later are told apart.
    """
    engine.table(
        "read_issues",
        """
        WITH tied AS (
            SELECT *, digest(concat_ws(chr(31), document_id, code, table_name, coalesce(CAST("row" AS VARCHAR),
                    concat_ws(chr(31), 'at', start_char, end_char, message)), column_name)) AS tie
            FROM issued
        )
        SELECT * EXCLUDE (tie), CASE WHEN nth = 1 THEN tie ELSE digest(tie || nth) END AS finding
        FROM (SELECT *, row_number() OVER (
                PARTITION BY document_id, code, start_char, tie ORDER BY end_char, message, severity, line
            ) AS nth FROM tied)
        """,
    )
