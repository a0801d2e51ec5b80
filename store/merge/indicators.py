"""Which indicator a row of a document's indicators is.

Its code names it: from the text, or, where the document is an indicator's own page, from the names
of its places. On a project's report an indicator without a code takes the code of the project's
indicator of the same name, if there is exactly one; else it is local to its project and numbered
as in the newest document that states it. A page of its own without any code stands alone.

Local indicators of one project are the same where their names are, compared without blanks (the
second of one name with the second); those without any name where they stand at the same place.
Where two of them would have the same number, the newer keeps it and the others are numbered on
after the project's highest.
"""

from __future__ import annotations

from store.merge.engine import Engine


def add_indicator_ids(engine: Engine) -> None:
    """Make ``indicator_of``: the indicator_id of every indicator row, by document_id and row."""
    _add_indicator_rows(engine)
    _add_known_names(engine)
    _add_locals(engine)
    _add_local_numbers(engine)
    engine.table(
        "indicator_of",
        """
        SELECT document_id, "row", i.code,
            CASE WHEN i.code IS NOT NULL THEN i.code
                 WHEN k.code IS NOT NULL THEN k.code
                 WHEN i.project_id IS NOT NULL THEN i.project_id || '#' || n.number
                 ELSE 'anon:' || left(document_id, 16) || CASE WHEN i.n > 1 THEN '#' || i.n ELSE '' END
            END AS indicator_id
        FROM indicator_rows i
        LEFT JOIN known_names k USING (project_id, words)
        LEFT JOIN locals l USING (document_id, "row")
        LEFT JOIN local_numbers n ON n.project_id = l.project_id AND n.label = l.label
        """,
    )
    # What belongs to an indicator names its row, or belongs to the document's only one.
    engine.view(
        "only_indicators",
        """
        SELECT document_id, min("row") AS "row", any_value(indicator_id) AS indicator_id
        FROM indicator_of GROUP BY document_id HAVING count(DISTINCT indicator_id) = 1
        """,
    )


def _add_indicator_rows(engine: Engine) -> None:
    """Every indicator row, its place ``n`` in its document from 1, and a digest of its name without blanks."""
    engine.table(
        "indicator_rows",
        """
        SELECT i.document_id, i."row", d.age, p.project_id, digest(unblanked(i.name)) AS words,
            row_number() OVER (PARTITION BY i.document_id ORDER BY i."row") AS n,
            coalesce(i.indicator_code, CASE
                WHEN p.project_id IS NULL AND count(*) OVER (PARTITION BY i.document_id) = 1
                THEN d.named_indicator END) AS code
        FROM all_indicators i
        JOIN documents d USING (reading_id)
        LEFT JOIN project_of p ON p.document_id = i.document_id
        """,
    )


def _add_known_names(engine: Engine) -> None:
    engine.table(
        "known_names",
        """
        SELECT project_id, words, any_value(code) AS code FROM indicator_rows
        WHERE project_id IS NOT NULL AND code IS NOT NULL AND words IS NOT NULL
        GROUP BY project_id, words HAVING count(DISTINCT code) = 1
        """,
    )


def _add_locals(engine: Engine) -> None:
    """The indicators that have no code but a project; ``label`` tells those of one project apart."""
    engine.table(
        "locals",
        """
        SELECT document_id, "row", age, project_id, n,
            coalesce('named ' || words || ' ' || row_number() OVER same, 'at ' || n) AS label
        FROM indicator_rows ANTI JOIN known_names USING (project_id, words)
        WHERE code IS NULL AND project_id IS NOT NULL
        WINDOW same AS (PARTITION BY document_id, words ORDER BY "row")
        """,
    )


def _add_local_numbers(engine: Engine) -> None:
    engine.table(
        "local_numbers",
        """
        WITH wanted AS (
            SELECT project_id, label, min(age) AS age, arg_min(n, age) AS n FROM locals GROUP BY ALL
        ),
        ranked AS (
            SELECT *, row_number() OVER (PARTITION BY project_id, n ORDER BY age, label) = 1 AS is_first,
                max(n) OVER (PARTITION BY project_id) AS highest
            FROM wanted
        )
        SELECT project_id, label,
            CASE WHEN is_first THEN n
                 ELSE highest + row_number() OVER (PARTITION BY project_id, is_first ORDER BY age, n, label)
            END AS number
        FROM ranked
        """,
    )
