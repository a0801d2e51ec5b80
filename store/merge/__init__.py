"""The merge: from what documents state to one row a project, update, indicator.

``tables/`` is a pure function of the committed readings in ``records/``. The steps run in the
order below, each in a module of its own; what a step makes is a table or view of the engine.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb

from schemas.arrow import arrow_schema
from schemas.column import Table
from schemas.tables import STATED
from schemas.trail import FIELDS, ISSUES, TABLES
from store.current import add_current, open_records
from store.merge.answers import is_wide, places_of, rows_of
from store.merge.cells import add_merged
from store.merge.disagreements import add_disagreements
from store.merge.documents import add_documents
from store.merge.engine import AMPLE_MEMORY, MEMORY, Engine, engine_beside
from store.merge.findings import add_findings, add_found
from store.merge.indicators import add_indicator_ids
from store.merge.keys import add_keys, add_wanted
from store.merge.oddities import add_oddities
from store.merge.origins import add_origins
from store.merge.projects import add_project_ids
from store.merge.repetitions import add_repetitions
from store.merge.rewritings import add_rewritings
from store.merge.rows import add_rows
from store.merge.statements import add_statements
from store.merge.updates import add_update_slots
from store.merge.wholes import add_wholes
from store.merge.write import write_rows

__all__ = ["build_tables"]

_STEPS = (
    add_documents,
    add_project_ids,
    add_indicator_ids,
    add_update_slots,
    add_keys,
    add_wanted,
    add_statements,
    add_rows,
    add_merged,
    add_wholes,
    add_origins,
    add_found,
    add_oddities,
    add_repetitions,
    add_rewritings,
    add_disagreements,
    add_findings,
)


def build_tables(records: Path, dest: Path, *, before: datetime | None = None) -> None:
    """Write every table of ``tables/`` as ``dest/<table>.parquet`` from the parts in ``records``.

    With ``before``, a time with its zone, only from what runs that started earlier knew. The files
    are written in place, one after the other: let ``dest`` be a folder that nobody reads yet.
    Raises ValueError where ``before`` names no time zone, OSError where disk or memory is too small or
    a part of the records cannot be read.
    """
    dest.mkdir(parents=True, exist_ok=True)
    for memory in (MEMORY, AMPLE_MEMORY):
        try:
            with engine_beside(dest, memory) as engine:
                add_current(engine.connection, records, before)
                for table in (*STATED, FIELDS, ISSUES):
                    open_records(engine.connection, records, table)
                return _build(engine, dest)
        except (duckdb.OutOfMemoryException, duckdb.IOException, OSError) as fault:
            lacking = fault
            if "Out of Memory" not in str(fault):
                break
    raise OSError(None, " ".join(str(lacking).split()), str(dest)) from lacking


def _build(engine: Engine, dest: Path) -> None:
    for step in _STEPS:
        step(engine)
    for table in TABLES:
        _write(engine, table, dest / f"{table.name}.parquet")


def _write(engine: Engine, table: Table, path: Path) -> None:
    places = f"places_{table.name}"
    if is_wide(table):
        engine.table(places, places_of(table))
    rows = rows_of(table, places)
    [count] = engine.values(f"SELECT count(*) FROM ({rows})")
    write_rows(engine.stream(rows), count, arrow_schema(table, "tables"), path)
