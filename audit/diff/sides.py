"""The two sides of a diff: tables, and what the merge knows of their rows beyond what the tables say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from audit.asof import instant
from audit.building import build, explained
from schemas.tables import STATED
from schemas.trail import FIELDS, ISSUES, TABLES
from store.current import add_current
from store.faults import WrongWords
from store.merge.engine import Engine, engine_beside
from store.merge.steps import identities_after

# What is kept of each side beside its tables.
_MARKS = {
    # The documents that count: what their reading says, and what the log says of their places.
    "documents": """
        SELECT document_id, any_value(c.layout) AS layout, any_value(l.rows_sha256) AS rows_sha256,
            any_value(l.parser_version) AS parser_version, min(h.place) AS place,
            concat_ws(' ', max(h.modified_at), string_agg(DISTINCT h.named_code, ' ' ORDER BY h.named_code)) AS seen
        FROM current c
        JOIN (SELECT document_id, reading_id, rows_sha256, parser_version FROM log) l USING (document_id, reading_id)
        JOIN held h USING (document_id)
        GROUP BY document_id
    """,
    # The updates of the list that counts, with what they are known by and the cells that were printed.
    "slots": """
        WITH listed AS (
            SELECT s.project_id, CAST(s.n AS SMALLINT) AS report_number, s.slot, s."row", d.reading_id
            FROM slots s JOIN lists l USING (project_id, age) JOIN documents d USING (document_id)
        )
        SELECT project_id, report_number, slot, list(DISTINCT f.column_name) AS printed
        FROM listed LEFT JOIN all_fields f
            ON f.reading_id = listed.reading_id AND f."row" = listed."row" AND f.table_name = 'updates'
        GROUP BY ALL
    """,
    # The indicators that have no code of their own, with what tells those of one project apart.
    "labels": "SELECT project_id || '#' || number AS indicator_id, project_id, label FROM local_numbers",
    "members": """
        SELECT 'project' AS subject, project_id AS id, list(DISTINCT document_id) AS documents
        FROM project_of GROUP BY project_id
        UNION ALL
        SELECT 'indicator' AS subject, indicator_id AS id, list(DISTINCT document_id) AS documents
        FROM indicator_of GROUP BY indicator_id
    """,
}
_EVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Side:
    """An OUT as its tables stand, or, with ``before``, as it would have been merged at an instant."""

    out: Path
    before: datetime | None = None

    def prepare(self, connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> None:
        """Make the views ``<name>_<table>`` of the tables, and one of each mark."""
        folder.mkdir()
        records, tables = self.out / "records", self.out / "tables"
        if self.before is not None:
            tables = folder / "tables"
            build(records, tables, self.before)
        _mark(records, folder, self.before)
        for table in TABLES:
            connection.read_parquet(str(tables / f"{table.name}.parquet")).create_view(f"{name}_{table.name}")
        for mark in _MARKS:
            connection.execute(f"CREATE TABLE {name}_{mark} AS FROM read_parquet(?)", [str(folder / f"{mark}.parquet")])
        connection.execute(f"CREATE UNIQUE INDEX {name}_known ON {name}_documents (document_id)")


def _mark(records: Path, folder: Path, before: datetime | None) -> None:
    """Write what the first steps of the merge find out, a file a mark."""
    with explained(records, folder), engine_beside(folder / "marks") as engine:
        add_current(engine.connection, records, before)
        for table in (*STATED, FIELDS, ISSUES):
            engine.open_records(records, table)
        for step in identities_after(()):
            step.act(engine)
        for mark, sql in _MARKS.items():
            _write(engine, sql, folder / f"{mark}.parquet")


def _write(engine: Engine, sql: str, path: Path) -> None:
    engine.connection.sql(sql).write_parquet(str(path))


def sides(out: Path, other: Path | None, since: str | None, until: str | None) -> tuple[Side, Side]:
    """The two sides that a command line names. Raises WrongWords."""
    if other is not None:
        if since or until:
            raise WrongWords("Two OUTs are compared as their tables stand: leave out --from and --to.")
        return Side(out), Side(other)
    if since is None:
        raise WrongWords("Name a second OUT, or an instant: raingan diff OUT --from 2026-11-01.")
    first, second = instant(since), instant(until) if until else _EVER
    if first > second:
        raise WrongWords(f"--from {since} is later than --to {until}.")
    return Side(out, first), Side(out, second)
