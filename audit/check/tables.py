"""What ``tables/`` promise of themselves: every query of ``promises``, and the ids that words make."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from audit.check.promises import Promise, promises
from audit.check.provenance import add_statements, provenance
from audit.check.scope import Scope
from audit.finding import Finding, Where, shown
from extract.fiscal import fiscal_year
from schemas.tables import STATED
from schemas.trail import FIELDS, TABLES
from store.current import open_records

_DIGESTED = ("unit_code", "unit_code_2", "rationale", "objectives", "targets")


def tables(scope: Scope) -> Iterator[Finding]:
    """Put every promise to the tables that can be asked."""
    for table in TABLES:
        if scope.is_sound(table.name):
            path = scope.out / "tables" / f"{table.name}.parquet"
            scope.connection.read_parquet(str(path)).create_view(table.name)
    yield from _broken(scope, promises())
    if not scope.unsound:
        for table in (*STATED, FIELDS):
            open_records(scope.connection, scope.records, table)
        add_statements(scope.connection)
        yield from _broken(scope, provenance())
        yield from _anonymous(scope)


def _broken(scope: Scope, promised: Iterable[Promise]) -> Iterator[Finding]:
    """The rows that break a promise."""
    for promise in promised:
        if not all(scope.is_sound(table.name) for table in (promise.table, *promise.needs)):
            continue
        scope.tally.proved["promises of tables"] += 1
        cursor = scope.connection.cursor().execute(f"FROM ({promise.sql}) ORDER BY ALL")
        while fetched := cursor.fetchmany(1_000):
            for key, column, found, document in fetched:
                where = Where(f"tables/{promise.table.name}.parquet", promise.table.name, key, column)
                yield Finding(promise.code, where, (promise.expected, shown(found)), scope.place(document))


def _anonymous(scope: Scope) -> Iterator[Finding]:
    """Ids of projects without a code: every document of one gives its digest."""
    if not scope.is_sound("projects"):
        return
    words = ", ".join(f"p.{column}" for column in _DIGESTED)
    cursor = scope.connection.cursor().execute(
        f"""
        WITH members AS (
            SELECT project_id, unnest(document_ids) AS document_id FROM projects WHERE starts_with(project_id, 'anon:')
        )
        SELECT m.project_id, m.document_id, any_value([{words}]), min(coalesce(u.reported_on, u.page_date))
        FROM members m JOIN current c USING (document_id)
        LEFT JOIN said_projects p ON p.reading_id = c.reading_id AND p."row" = 0
        LEFT JOIN said_updates u ON u.reading_id = c.reading_id
        GROUP BY ALL ORDER BY ALL
        """
    )
    for project, document, cells, first in cursor.fetchall():
        scope.tally.proved["anonymous ids"] += 1
        expected = "anon:" + _digest(document, cells, first)
        if project != expected:
            where = Where("tables/projects.parquet", "projects", f'["{project}"]', "project_id")
            yield Finding("derived-differs", where, (shown(expected), shown(project)), scope.place(document))


def _digest(document: str, cells: list[str | None], first: Any) -> str:
    """The digest of a project's words and the year of its first update; without them, of its document."""
    told = document
    if cells[2] is not None and cells[3] is not None and first is not None:
        words = ["".join((cell or "").split()) for cell in cells]
        told = "\x1f".join([*words, f"{fiscal_year(first):04d}"])
    return hashlib.sha256(told.encode()).hexdigest()[:16]
