"""Promises that one query each can prove on ``tables/``: references, domains, what follows from other cells.

A query gives the rows that break its promise: the key of the row as a JSON array, the column, what
stands there, and the document. The tables are views of their own name, ``current`` and ``held`` the
documents that count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.column import Table
from schemas.kinds import KINDS
from schemas.tables import (
    CONTACTS,
    INDICATOR_RESULTS,
    INDICATORS,
    PROJECT_INDICATORS,
    PROJECTS,
    STATED,
    STEPS,
    STRATEGY_LINKS,
    UPDATES,
)
from schemas.trail import ISSUES, ORIGINS

# What no text of a cell may hold: blanks at an end or side by side, Thai digits, zero-width characters.
_UNCLEAN = r"^\s|\s$|[ \t]{2}|\n\n|[๐-๙\x{200b}-\x{200d}\x{2060}\x{feff}]|^[-‐‑‒–—―−\s]*$"
# The tables whose rows may hold cells of other documents than their own, as ``origins`` tells.
FILLED = (PROJECTS, UPDATES, INDICATORS, INDICATOR_RESULTS)
_REFERENCES = (
    *((table, "project_id", PROJECTS) for table in (UPDATES, PROJECT_INDICATORS, STEPS, CONTACTS)),
    *((table, "indicator_id", INDICATORS) for table in (PROJECT_INDICATORS, INDICATOR_RESULTS)),
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What must hold of a table, and the query for the rows of which it does not.

    ``needs`` are the other tables that the query asks.
    """

    code: str
    table: Table
    expected: str
    sql: str
    needs: tuple[Table, ...] = ()


def promises() -> Iterator[Promise]:
    """Every promise that a query proves."""
    yield from _references()
    yield from _documents()
    yield from _domains()
    yield from _functions()
    yield from _texts()


def broken(table: Table, column: str, where: str) -> str:
    """SQL, for a promise: the rows of a table, named ``t``, that a condition holds for."""
    document = "t.document_id" if any(each.name == "document_id" for each in table.standing_in("tables")) else "NULL"
    key = ", ".join(f"t.{name}" for name in table.key)
    cells = f"json_array({key}), '{column}', CAST(t.{column} AS VARCHAR), {document}"
    return f"SELECT {cells} FROM {table.name} t WHERE {where}"


def _references() -> Iterator[Promise]:
    for table, column, other in _REFERENCES:
        yield _reference(table, column, other, "true")
    for subject, other in (("project", PROJECTS), ("indicator", INDICATORS)):
        yield _reference(STRATEGY_LINKS, "subject_id", other, f"t.subject = '{subject}'")
    for table in FILLED:
        keys = f"SELECT CAST(json_array({', '.join(table.key)}) AS VARCHAR) FROM {table.name}"
        where = f"t.table_name = '{table.name}' AND t.row_key NOT IN ({keys})"
        yield Promise(
            "reference-broken", ORIGINS, f"a row of {table.name}", broken(ORIGINS, "row_key", where), (table,)
        )
    names = ", ".join(f"'{table.name}'" for table in FILLED)
    where = f"t.table_name NOT IN ({names})"
    yield Promise("reference-broken", ORIGINS, "a merged table", broken(ORIGINS, "table_name", where))


def _reference(table: Table, column: str, other: Table, when: str) -> Promise:
    key = other.key[0]
    where = f"{when} AND NOT EXISTS (SELECT 1 FROM {other.name} o WHERE o.{key} = t.{column})"
    return Promise("reference-broken", table, f"a row of {other.name}", broken(table, column, where), (other,))


def _documents() -> Iterator[Promise]:
    """Every row is stated by a document that some place holds now."""
    known = "(SELECT document_id FROM current)"
    for table in (*STATED, ORIGINS):
        where = f"t.document_id IS NULL OR t.document_id NOT IN {known}"
        yield Promise("reference-broken", table, "a document that counts", broken(table, "document_id", where))
    where = f"t.document_id NOT IN {known}"
    yield Promise("reference-broken", ISSUES, "a document that counts", broken(ISSUES, "document_id", where))
    unknown = f"EXISTS (SELECT 1 FROM (SELECT unnest(t.document_ids) AS id) WHERE id NOT IN {known})"
    yield Promise("reference-broken", PROJECTS, "documents that count", broken(PROJECTS, "document_ids", unknown))
    first = "t.document_ids[1] IS DISTINCT FROM t.document_id OR list_unique(t.document_ids) <> len(t.document_ids)"
    yield Promise(
        "derived-differs", PROJECTS, "document_id and then other documents", broken(PROJECTS, "document_ids", first)
    )


def _domains() -> Iterator[Promise]:
    quarters = ((PROJECTS, "evaluation_quarter"), (INDICATORS, "evaluation_quarter"), (INDICATOR_RESULTS, "quarter"))
    for table, column in quarters:
        yield _domain(table, column, ("1", "2", "3", "4"))
    yield _domain(STRATEGY_LINKS, "level", ("1", "2", "3", "4"))
    yield _domain(STRATEGY_LINKS, "subject", ("'project'", "'indicator'"))
    yield _domain(CONTACTS, "role", ("'responsible'", "'coordinator'"))
    yield _domain(ISSUES, "code", tuple(f"'{code}'" for code in KINDS))
    yield _domain(ISSUES, "severity", ("'error'", "'warning'", "'info'"))


def _domain(table: Table, column: str, allowed: tuple[str, ...]) -> Promise:
    told = ", ".join(value.strip("'") for value in allowed)
    where = f"t.{column} NOT IN ({', '.join(allowed)})"
    return Promise("outside-domain", table, f"one of {told}", broken(table, column, where))


def _functions() -> Iterator[Promise]:
    """Cells of ``tables/`` that are a function of others; ids over several documents are proved elsewhere."""
    where = "t.fiscal_year IS DISTINCT FROM t.fiscal_year_be - 543"
    yield Promise("derived-differs", PROJECTS, "fiscal_year_be - 543", broken(PROJECTS, "fiscal_year", where))
    year = "coalesce(CAST(t.fiscal_year_be AS VARCHAR), split_part(t.project_id, '@', 2))"
    other = "EXISTS (SELECT 1 FROM projects o WHERE o.project_code = t.project_code AND o.project_id <> t.project_id)"
    where = f"""
        t.project_id <> t.project_code AND t.project_id <> t.project_code || '@' || {year}
        AND NOT (starts_with(t.project_id, 'anon:') AND {other})
    """
    expected = "project_code, with @ and the year where it stands for two"
    yield Promise("derived-differs", PROJECTS, expected, broken(PROJECTS, "project_id", where))
    where = "t.project_code IS NULL AND NOT starts_with(t.project_id, 'anon:')"
    yield Promise("derived-differs", PROJECTS, "anon: and a digest", broken(PROJECTS, "project_id", where))
    where = "t.indicator_code IS NOT NULL AND t.indicator_id <> t.indicator_code"
    yield Promise("derived-differs", INDICATORS, "indicator_code", broken(INDICATORS, "indicator_id", where))
    where = r"t.indicator_code IS NULL AND NOT regexp_matches(t.indicator_id, '^(anon:[0-9a-f]{16}(#\d+)?|.+#\d+)$')"
    expected = "anon: and a digest, or a project's id, # and a number"
    yield Promise("derived-differs", INDICATORS, expected, broken(INDICATORS, "indicator_id", where))
    yield _numbering()


def _numbering() -> Promise:
    """Updates are numbered from 1 in the order of their dates."""
    sql = """
        SELECT json_array(project_id, report_number), 'report_number', CAST(report_number AS VARCHAR), document_id
        FROM (
            SELECT *, row_number() OVER numbered AS n, max(reported_on) OVER before AS latest FROM updates
            WINDOW numbered AS (PARTITION BY project_id ORDER BY report_number),
                before AS (PARTITION BY project_id ORDER BY report_number
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ) WHERE report_number <> n OR reported_on < latest
    """
    return Promise("derived-differs", UPDATES, "1, 2, 3 ... by date", sql)


def _texts() -> Iterator[Promise]:
    """Text is in NFC, trimmed, with single blanks and 0-9; a dash alone is null."""
    for table in STATED:
        for column in table.standing_in("tables"):
            if column.type == "string" and column.origin == "read":
                cell = f"t.{column.name}"
                where = f"{cell} <> nfc_normalize({cell}) OR regexp_matches({cell}, '{_UNCLEAN}')"
                yield Promise("text-unclean", table, "text as tables hold it", broken(table, column.name, where))
