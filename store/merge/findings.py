"""What the merge and the places found odd, and the issues of the current readings, in one table.

The modules that look for something add rows to ``found``: a code, a ``tie`` that the rows of one
finding share, the rid (and column) of what it is about, and a sentence. Here each gets the
pieces of text that it was read from. No sentence quotes text: issues are published, contacts not.
"""

from __future__ import annotations

from store.merge.engine import Engine


def add_found(engine: Engine) -> None:
    """Make ``found``, empty."""
    columns = ("code", "tie", "table_name", "column_name", "message")
    texts = ", ".join(f"CAST(NULL AS VARCHAR) AS {column}" for column in columns)
    engine.table("found", f"SELECT {texts}, CAST(NULL AS BIGINT) AS rid WHERE false")


def add_findings(engine: Engine) -> None:
    """Make ``all_findings`` of ``found`` and the issues of the current readings."""
    _add_read_issues(engine)
    _add_spans(engine)
    engine.view("all_findings", "FROM read_issues UNION ALL BY NAME FROM found_spans")


def _add_read_issues(engine: Engine) -> None:
    """The issues of current readings, with the digest that ties the spans of one finding together.

    Issues of one code about one row and column are one finding; an issue about no row is one with
    its span and words. Where a finding has several rows at one place, the later are told apart.
    """
    engine.view(
        "tied_issues",
        """
        SELECT * EXCLUDE (reading_id), coalesce(start_char, -1) AS place,
            concat_ws(chr(31), document_id, code, table_name,
                coalesce(CAST("row" AS VARCHAR), concat_ws(chr(31), 'at', start_char, end_char, message)),
                column_name) AS tie,
            hash(tie, place) AS mark
        FROM issued
        """,
    )
    # Marks that are equal by chance do no harm: rows are told apart by their ties.
    engine.table("crowded", "SELECT mark FROM tied_issues GROUP BY mark HAVING count(*) > 1")
    engine.view(
        "read_issues",
        """
        WITH numbered AS (
            SELECT *, row_number() OVER (
                PARTITION BY document_id, code, place, tie ORDER BY end_char, message, severity, line) AS nth
            FROM tied_issues SEMI JOIN crowded USING (mark)
        )
        SELECT * EXCLUDE (place, tie, mark), digest(tie) AS finding FROM tied_issues ANTI JOIN crowded USING (mark)
        UNION ALL BY NAME
        SELECT * EXCLUDE (place, tie, mark, nth),
            CASE WHEN nth = 1 THEN digest(tie) ELSE digest(digest(tie) || nth) END AS finding
        FROM numbered
        """,
    )


def _add_spans(engine: Engine) -> None:
    """What was found, one row a piece of text: those of its cell, or the first of its row."""
    engine.table(
        "found_pieces",
        """
        SELECT DISTINCT p.table_name, p.rid, p.column_name, p.start_char, p.end_char, p.line
        FROM (
            SELECT rid(d.age, f."row") AS rid, f.* FROM all_fields f
            JOIN (
                SELECT reading_id, age FROM documents
                SEMI JOIN (SELECT age_of(rid) AS age FROM found) USING (age)
            ) d USING (reading_id)
        ) p
        SEMI JOIN found USING (rid, table_name)
        """,
    )
    engine.table(
        "found_spans",
        """
        WITH firsts AS (
            SELECT table_name, rid, CAST(NULL AS VARCHAR) AS column_name,
                unnest(min(struct_pack(start_char, end_char, line)))
            FROM found_pieces GROUP BY table_name, rid
        ),
        pieces AS (FROM found_pieces UNION ALL FROM firsts)
        SELECT d.document_id, k.severity, f.code, f.message, f.table_name,
            CASE WHEN f.table_name IS NOT NULL THEN row_of(f.rid) END AS "row",
            f.column_name, p.start_char, p.end_char, p.line, digest(f.code || chr(31) || f.tie) AS finding
        FROM found f
        JOIN kinds k USING (code)
        JOIN documents d ON d.age = age_of(f.rid)
        LEFT JOIN pieces p ON p.rid = f.rid AND p.table_name = f.table_name
            AND p.column_name IS NOT DISTINCT FROM f.column_name
        QUALIFY row_number() OVER (
            PARTITION BY d.age, f.code, f.tie, p.start_char
            ORDER BY f.table_name, f.rid, f.column_name, p.end_char, f.message
        ) = 1
        """,
    )
