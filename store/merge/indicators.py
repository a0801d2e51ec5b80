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


def add_stated_indicators(engine: Engine) -> None:
    """Make ``stated_indicators``: every indicator row, by rid, its codes, and a digest of its name without blanks."""
    engine.table(
        "stated_indicators",
        """
        SELECT rid(d.age, i."row") AS rid, d.age, digest(unblanked(i.name)) AS words, i.indicator_code, named_indicator
        FROM all_indicators i JOIN documents d USING (reading_id)
        """,
    )


def add_indicator_ids(engine: Engine) -> None:
    """Make ``indicator_of``: of every indicator row, by rid, its indicator_id and its code.

    ``indicator`` is the same as a number: the rid of its newest row; ``indicator_names`` has the id of
    each. ``is_named`` tells that the text has no code.
    """
    _add_indicator_rows(engine)
    _add_known_names(engine)
    _add_locals(engine)
    _add_local_numbers(engine)
    engine.table(
        "indicator_of",
        """
        SELECT *, min(rid) OVER (PARTITION BY indicator_id) AS indicator FROM (
            SELECT i.rid, i.age, d.document_id, i.code, i.is_named,
                CASE WHEN i.code IS NOT NULL THEN i.code
                     WHEN k.code IS NOT NULL THEN k.code
                     WHEN i.project IS NOT NULL THEN p.project_id || '#' || n.number
                     ELSE 'anon:' || left(d.document_id, 16) || CASE WHEN i.n > 1 THEN '#' || i.n ELSE '' END
                END AS indicator_id
            FROM indicator_rows i
            LEFT JOIN known_names k USING (project, words)
            LEFT JOIN locals l USING (rid)
            LEFT JOIN local_numbers n ON n.project = l.project AND n.label = l.label
            LEFT JOIN project_names p ON p.project = i.project
            JOIN documents d ON d.age = i.age
        )
        """,
    )
    engine.view("indicator_names", "SELECT indicator, indicator_id FROM indicator_of WHERE rid = indicator")
    # What belongs to an indicator names its row, or belongs to the document's only one.
    engine.table(
        "only_indicators",
        """
        SELECT age, any_value(indicator) AS indicator
        FROM indicator_of GROUP BY age HAVING count(DISTINCT indicator) = 1
        """,
    )


def _add_indicator_rows(engine: Engine) -> None:
    """Every indicator row, its place ``n`` in its document from 1, and the code that it has or is named by."""
    engine.table(
        "indicator_rows",
        """
        SELECT s.rid, s.age, p.project, words, indicator_code IS NULL AS is_named,
            row_number() OVER (PARTITION BY s.age ORDER BY s.rid) AS n,
            coalesce(indicator_code, CASE WHEN p.age IS NULL AND count(*) OVER (PARTITION BY s.age) = 1
                                          THEN named_indicator END) AS code
        FROM stated_indicators s LEFT JOIN project_of p USING (age)
        """,
    )


def _add_known_names(engine: Engine) -> None:
    engine.table(
        "known_names",
        """
        SELECT project, words, any_value(code) AS code FROM indicator_rows
        WHERE project IS NOT NULL AND code IS NOT NULL AND words IS NOT NULL
        GROUP BY project, words HAVING count(DISTINCT code) = 1
        """,
    )


def _add_locals(engine: Engine) -> None:
    """The indicators that have no code but a project; ``label`` tells those of one project apart."""
    engine.table(
        "locals",
        """
        SELECT rid, age, project, n,
            coalesce('named ' || words || ' ' || row_number() OVER same, 'at ' || n) AS label
        FROM indicator_rows ANTI JOIN known_names USING (project, words)
        WHERE code IS NULL AND project IS NOT NULL
        WINDOW same AS (PARTITION BY age, words ORDER BY rid)
        """,
    )


def _add_local_numbers(engine: Engine) -> None:
    engine.table(
        "local_numbers",
        """
        WITH wanted AS (
            SELECT project, label, min(age) AS age, arg_min(n, age) AS n FROM locals GROUP BY ALL
        ),
        ranked AS (
            SELECT *, row_number() OVER (PARTITION BY project, n ORDER BY age, label) = 1 AS is_first,
                max(n) OVER (PARTITION BY project) AS highest
            FROM wanted
        )
        SELECT project, p.project_id, label,
            CASE WHEN is_first THEN n
                 ELSE highest + row_number() OVER (PARTITION BY project, is_first ORDER BY age, n, label)
            END AS number
        FROM ranked JOIN project_names p USING (project)
        """,
    )
