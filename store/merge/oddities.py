"""What is odd about documents and their places: names, codes, years, and which export is the newer."""

from __future__ import annotations

from store.merge.engine import Engine

# What a name's ending promises; other endings promise nothing.
_ENDINGS = {
    "txt": "text/plain",
    "md": "text/plain",
    "pdf": "application/pdf",
    "html": "text/html",
    "htm": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Media types that an ending promises just as well.
_SAME = {"text/markdown": "text/plain", "application/xhtml+xml": "text/html"}


def add_oddities(engine: Engine) -> None:
    """Look at the current documents one by one, and at those of one code or project."""
    _add_unclear_order(engine)
    _add_two_years(engine)
    _add_other_codes(engine)
    _add_other_endings(engine)


def _add_unclear_order(engine: Engine) -> None:
    """Of each project, documents modified later than one that ends with a later update.

    The finding is about the two documents' last dates: the newest one that is passed over so.
    """
    engine.table(
        "passed_over",
        """
        SELECT d.document_id, arg_min(e.document_id, e.age) AS newer
        FROM documents d JOIN project_of p USING (document_id)
        JOIN project_of q ON q.project_id = p.project_id
        JOIN documents e ON e.document_id = q.document_id
            AND e.last_date > d.last_date AND e.modified_at < d.modified_at
        GROUP BY d.document_id
        """,
    )
    engine.insert(
        "found",
        """
        WITH pairs AS (
            SELECT document_id AS tie, document_id FROM passed_over
            UNION ALL SELECT document_id AS tie, newer AS document_id FROM passed_over
        ),
        lasts AS (
            SELECT document_id, last_date, min("row") AS "row"
            FROM documents JOIN dated_updates USING (document_id) WHERE dated_on = last_date GROUP BY ALL
        )
        SELECT 'export-order-unclear' AS code, tie, p.document_id, 'updates' AS table_name, "row",
            'reported_on' AS column_name,
            CASE WHEN tie = p.document_id
                THEN 'This document was modified later than one that ends with a later update; it ends with that of '
                ELSE 'This document counts as newer than one that was modified later; it ends with the update of '
            END || last_date || '.' AS message
        FROM pairs p JOIN lasts USING (document_id)
        """,
    )


def _add_two_years(engine: Engine) -> None:
    """Codes that documents state two fiscal years for: the newest document of each year, and the yearless."""
    engine.insert(
        "found",
        """
        WITH torn AS (SELECT DISTINCT code FROM code_years WHERE years > 1)
        SELECT 'code-in-two-years' AS code, p.code AS tie, p.document_id, 'projects' AS table_name, p."row",
            CASE WHEN p.year_be IS NULL THEN 'project_code' ELSE 'fiscal_year_be' END AS column_name,
            'Documents of ' || p.code || ' state different fiscal years; this one, ' ||
            coalesce('of ' || p.year_be, 'which states none') || ', stands under ' || o.project_id || '.' AS message
        FROM project_documents p
        JOIN project_of o USING (document_id)
        JOIN torn t ON t.code = p.code
        LEFT JOIN code_years y ON y.code = p.code AND y.year_be = p.year_be
        WHERE p.year_be IS NULL OR y.age = p.age
        """,
    )


def _add_other_codes(engine: Engine) -> None:
    """Documents whose places hold a code that is not the one in the text, or several codes.

    A code of the other kind (an indicator's in the name of a project's report) is another code.
    """
    engine.insert(
        "found",
        """
        WITH named AS (
            SELECT document_id, count(DISTINCT named_code) AS codes,
                string_agg(DISTINCT named_code, ', ' ORDER BY named_code) AS named
            FROM held WHERE named_code IS NOT NULL GROUP BY document_id
        ),
        told AS (
            SELECT document_id, 'projects' AS table_name, "row", 'project_code' AS column_name,
                text_code, code, CASE WHEN code IS NULL THEN 'a project' END AS kind
            FROM project_documents
            UNION ALL
            SELECT document_id, 'indicators' AS table_name, "row", 'indicator_code' AS column_name,
                CASE WHEN NOT is_named THEN indicator_code END AS text_code, indicator_code AS code,
                CASE WHEN indicator_code IS NULL THEN 'an indicator' END AS kind
            FROM coded_indicators SEMI JOIN only_indicators USING (document_id)
            ANTI JOIN project_of USING (document_id)
        )
        SELECT 'code-disagrees' AS code, document_id AS tie, document_id, table_name, "row", column_name,
            CASE WHEN text_code IS NOT NULL
                     THEN 'The text says ' || text_code || ', the name of its source ' || named || '.'
                 WHEN codes > 1 THEN 'The names of its sources hold different codes: ' || named || '.'
                 ELSE 'The name of its source says ' || named || ', which is not the code of ' || kind || '.'
            END AS message
        FROM told JOIN named USING (document_id)
        WHERE codes > 1 OR named IS DISTINCT FROM code
        """,
    )


def _add_other_endings(engine: Engine) -> None:
    """Documents that a place names by another ending than their content's; members of dumps have none."""
    promised = " ".join(f"WHEN '{ending}' THEN '{kind}'" for ending, kind in _ENDINGS.items())
    same = " ".join(f"WHEN '{kind}' THEN '{other}'" for kind, other in _SAME.items())
    engine.insert(
        "found",
        f"""
        WITH endings AS (
            SELECT document_id, lower(regexp_extract(source, '\\.([A-Za-z0-9]+)$', 1)) AS ending, media_type
            FROM held WHERE NOT contains(source, '!')
        )
        SELECT DISTINCT 'file-extension-differs' AS code, document_id || ending AS tie, document_id,
            'The content is ' || media_type || ', the name of its source ends in .' || ending || '.' AS message
        FROM endings SEMI JOIN current USING (document_id)
        WHERE (CASE ending {promised} END) <> (CASE media_type {same} ELSE media_type END)
        """,
    )
