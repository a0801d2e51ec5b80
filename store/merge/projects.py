"""Which project a document reports on: its code, its code and year, or a digest of its words.

A code comes from the text, else from the names of the document's places where they agree. A
document without one is known by a digest over unit codes, rationale, objectives, targets and the
fiscal year of its earliest update; where the coded documents with that digest are of exactly one
project, and state no other fiscal year, it joins them.
"""

from __future__ import annotations

from schemas.tables import PROJECTS
from store.merge.engine import Engine
from store.merge.spots import Stated

# What digests are of, the long texts apart.
_DIGESTED = ("unit_code", "unit_code_2"), ("rationale", "objectives", "targets")


def add_project_ids(engine: Engine) -> None:
    """Make ``project_of``: of every document that reports on a project, by age, its project_id.

    ``project`` is the same as a number: the age of the project's newest document. ``project_names``
    has the project_id of each number.
    """
    _add_project_documents(engine)
    _add_first_years(engine)
    _add_code_years(engine)
    _add_coded(engine)
    _add_digests(engine)
    _add_joined(engine)
    engine.table(
        "project_of",
        """
        SELECT *, min(age) OVER (PARTITION BY project_id) AS project FROM (
            SELECT age, o.document_id, coalesce(c.project_id, j.project_id, 'anon:' || d.digest) AS project_id
            FROM project_documents
            LEFT JOIN coded c USING (age)
            LEFT JOIN joined j USING (age)
            LEFT JOIN digests d USING (age)
            JOIN documents o USING (age)
        )
        """,
    )
    engine.view("project_names", "SELECT project, project_id FROM project_of WHERE age = project")


def _add_project_documents(engine: Engine) -> None:
    """One row a document: its first project row, its code and the year that it states.

    A document that states updates, steps or contacts without a project row reports on a project
    of which nothing else is said. Two codes in one document are no code.
    """
    engine.table(
        "project_documents",
        """
        WITH firsts AS (
            SELECT reading_id, min("row") AS "row", arg_min(spot, "row") AS spot,
                CASE WHEN min(project_code) = max(project_code) THEN max(project_code) END AS text_code,
                arg_min_null(coalesce(fiscal_year_be, fiscal_year + 543), "row") AS year_be
            FROM all_projects SEMI JOIN current USING (reading_id) GROUP BY reading_id
        ),
        strategies AS (SELECT DISTINCT reading_id FROM all_strategy_links WHERE subject = 'project'),
        others AS (
            SELECT reading_id FROM all_steps UNION ALL SELECT reading_id FROM all_contacts
            UNION ALL SELECT reading_id FROM strategies
        )
        SELECT d.age, d.reading_id, f."row", f.spot, f.text_code, f.year_be,
            coalesce(f.text_code, d.named_project) AS code,
            d.reading_id IN (SELECT reading_id FROM strategies) AS has_strategy
        FROM documents d LEFT JOIN firsts f USING (reading_id)
        WHERE f.reading_id IS NOT NULL OR d.age IN (SELECT age FROM dated_updates)
            OR d.reading_id IN (SELECT reading_id FROM others)
        """,
    )


def _add_first_years(engine: Engine) -> None:
    """The Common-Era fiscal year of a document's earliest update; it runs from October of the year before."""
    engine.table(
        "first_years",
        """
        SELECT age, year(min(dated_on) + INTERVAL 3 MONTH) AS first_year FROM dated_updates GROUP BY age
        """,
    )


def _add_code_years(engine: Engine) -> None:
    """The fiscal years that documents state under one code, and the newest document of each."""
    engine.table(
        "code_years",
        """
        SELECT code, year_be, min(age) AS age,
            min(age) = min(min(age)) OVER (PARTITION BY code) AS is_newest,
            count(*) OVER (PARTITION BY code) AS years
        FROM project_documents WHERE code IS NOT NULL AND year_be IS NOT NULL
        GROUP BY code, year_be
        """,
    )


def _add_coded(engine: Engine) -> None:
    """The documents with a code that leaves no doubt which project it is.

    Where a code stands for two years, a document that states none belongs to the year of its
    earliest update if the code has that year, else it is known by its digest alone.
    """
    engine.table(
        "coded",
        """
        SELECT p.age, p.year_be,
            CASE WHEN y.is_newest OR y.code IS NULL THEN p.code ELSE p.code || '@' || y.year_be END AS project_id
        FROM project_documents p
        LEFT JOIN first_years d USING (age)
        LEFT JOIN code_years y ON y.code = p.code
            AND (y.years = 1 OR y.year_be = coalesce(p.year_be, d.first_year + 543))
        WHERE p.code IS NOT NULL
          AND (y.code IS NOT NULL OR p.code NOT IN (SELECT code FROM code_years))
        """,
    )


def _add_digests(engine: Engine) -> None:
    """The digests of documents that are of no project yet, and of those that may have the same words.

    Long texts are compared only where units and year are the same. ``is_of_words`` tells a digest of
    words from one of the document_id, which no other document has.
    """
    units, words = (", ".join(f"coalesce(unblanked({name}), '')" for name in names) for names in _DIGESTED)
    engine.table(
        "marked",
        f"""
        WITH marks AS (
            SELECT p.age, p.spot, y.first_year, concat_ws(chr(31), {units}) AS units, hash(units, y.first_year) AS mark,
                c.age IS NULL AS is_open
            FROM all_projects t RIGHT JOIN project_documents p ON t.spot = p.spot
            LEFT JOIN first_years y ON y.age = p.age
            LEFT JOIN coded c ON c.age = p.age
        )
        SELECT age, spot, first_year, units FROM marks SEMI JOIN (SELECT mark FROM marks WHERE is_open) USING (mark)
        """,
    )
    with engine.asking("stated", Stated(engine, PROJECTS, _DIGESTED[1], "FROM marked")):
        engine.table(
            "digests",
            f"""
            SELECT d.age, rationale IS NOT NULL AND objectives IS NOT NULL AND first_year IS NOT NULL AS is_of_words,
                digest(CASE WHEN is_of_words
                       THEN concat_ws(chr(31), units, {words}, lpad(CAST(first_year AS VARCHAR), 4, '0'))
                       ELSE o.document_id END) AS digest
            FROM stated t RIGHT JOIN marked d ON t.spot = d.spot JOIN documents o ON o.age = d.age
            """,
        )
    engine.drop("marked")


def _add_joined(engine: Engine) -> None:
    """The documents without a code whose digest is that of exactly one project with a code."""
    engine.table(
        "joined",
        """
        WITH candidates AS (
            SELECT d.digest, any_value(c.project_id) AS project_id
            FROM coded c JOIN digests d USING (age)
            WHERE d.is_of_words
            GROUP BY d.digest HAVING count(DISTINCT c.project_id) = 1
        ),
        years AS (SELECT project_id, max(year_be) AS year_be FROM coded GROUP BY project_id)
        SELECT p.age, k.project_id
        FROM project_documents p
        JOIN digests d USING (age)
        JOIN candidates k USING (digest)
        JOIN years y USING (project_id)
        WHERE p.code IS NULL AND d.is_of_words AND (p.year_be = y.year_be) IS NOT false
        """,
    )
