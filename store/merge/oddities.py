"""What is odd about documents and their places: names, codes, years, and which export is the newer."""

from __future__ import annotations

from extract.container import usual_endings
from store.merge.engine import Engine

# Endings of archives and dumps: a document of its own under such a name is none.
_OF_BUNDLES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".jsonl", ".ndjson")
# Places of members whose names are URLs or numbers and promise nothing.
_OF_DUMPS = r"\.(jsonl?|ndjson)(\.[a-z0-9]+)?!|!.*://"
# What most names end in promises what the content is; the containers need not be asked about it.
KEPT = {".txt text/plain", ".html text/html", ".htm text/html", ".pdf application/pdf"}
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
        SELECT d.age, d.document_id AS tie, min(e.age) AS newer
        FROM documents d JOIN project_of p ON p.age = d.age
        JOIN project_of q ON q.project = p.project AND q.age < p.age
        JOIN documents e ON e.age = q.age AND e.last_date > d.last_date AND e.modified_at < d.modified_at
        GROUP BY d.age, d.document_id
        """,
    )
    engine.insert(
        "found",
        """
        WITH sides AS (
            SELECT tie, age, 'This document was modified later than one that ends with a later update; ' AS said
            FROM passed_over
            UNION ALL
            SELECT tie, newer, 'This document counts as newer than one that was modified later; ' FROM passed_over
        ),
        lasts AS (
            SELECT u.age, u.dated_on, min(u.rid) AS rid
            FROM dated_updates u JOIN documents d ON d.age = u.age AND d.last_date = u.dated_on GROUP BY ALL
        )
        SELECT 'export-order-unclear' AS code, tie, rid, 'updates' AS table_name, 'reported_on' AS column_name,
            said || 'it ends with that of ' || dated_on || '.' AS message
        FROM sides JOIN lasts USING (age)
        """,
    )


def _add_two_years(engine: Engine) -> None:
    """Codes that documents state two fiscal years for: the newest document of each year, and the yearless."""
    engine.insert(
        "found",
        """
        SELECT 'code-in-two-years' AS code, p.code AS tie, rid(p.age, coalesce(p."row", 0)) AS rid,
            'projects' AS table_name,
            CASE WHEN p.year_be IS NULL THEN 'project_code' ELSE 'fiscal_year_be' END AS column_name,
            'Documents of ' || p.code || ' state different fiscal years; this one, ' ||
            coalesce('of ' || p.year_be, 'which states none') || ', stands under ' || o.project_id || '.' AS message
        FROM project_documents p
        JOIN project_of o USING (age)
        SEMI JOIN (SELECT code FROM code_years WHERE years > 1) t ON t.code = p.code
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
            SELECT age, document_id, count(DISTINCT named_code) AS codes,
                string_agg(DISTINCT named_code, ', ' ORDER BY named_code) AS named
            FROM held JOIN documents USING (document_id) WHERE named_code IS NOT NULL GROUP BY age, document_id
        ),
        told AS (
            SELECT age, rid(age, coalesce("row", 0)) AS rid, 'projects' AS table_name,
                'project_code' AS column_name, text_code, code, 'a project' AS kind
            FROM project_documents
            UNION ALL
            SELECT age, min(rid), 'indicators', 'indicator_code',
                min(code) FILTER (NOT is_named), min(code), 'an indicator'
            FROM indicator_of SEMI JOIN only_indicators USING (age) ANTI JOIN project_of USING (age) GROUP BY age
        )
        SELECT 'code-disagrees' AS code, document_id AS tie, rid, table_name, column_name,
            CASE WHEN text_code IS NOT NULL
                     THEN 'The text says ' || text_code || ', the name of its source ' || named || '.'
                 WHEN codes > 1 THEN 'The names of its sources hold different codes: ' || named || '.'
                 ELSE 'The name of its source says ' || named || ', which is not the code of ' || kind || '.'
            END AS message
        FROM told JOIN named USING (age)
        WHERE codes > 1 OR named IS DISTINCT FROM code
        """,
    )


def _add_other_endings(engine: Engine) -> None:
    """Documents that a place names by another ending than their content's; unknown endings promise nothing."""
    engine.table(
        "endings",
        f"""
        SELECT document_id, lower(regexp_extract(source, '\\.[A-Za-z0-9]+$')) AS ending, media_type
        FROM held WHERE NOT regexp_matches(lower(source), '{_OF_DUMPS}') AND NOT starts_with(media_type, 'image/')
        """,
    )
    if KEPT.issuperset(engine.values("SELECT DISTINCT ending || ' ' || media_type FROM endings WHERE ending <> ''")):
        return
    endings = {**usual_endings(), **dict.fromkeys(_OF_BUNDLES, "of an archive")}
    promised = ", ".join(str(each) for each in endings.items())
    same = " ".join(f"WHEN '{kind}' THEN '{other}'" for kind, other in _SAME.items())
    engine.insert(
        "found",
        f"""
        SELECT DISTINCT 'file-extension-differs' AS code, document_id || ending AS tie, rid(age, 0) AS rid,
            'The content is ' || media_type || ', the name of its source ends in ' || ending || '.' AS message
        FROM endings JOIN (VALUES {promised}) AS p(ending, promised) USING (ending) JOIN documents USING (document_id)
        WHERE promised <> (CASE media_type {same} ELSE media_type END)
        """,
    )
