"""The merge: from what documents state to one row a project, update, indicator.

``tables/`` is a pure function of the committed readings in ``records/``. The steps run in the
order below, each in a module of its own; what a step makes is a table or view of the engine.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from schemas.arrow import arrow_schema
from schemas.tables import STATED
from schemas.trail import FIELDS, ISSUES, TABLES
from store.current import add_current, open_records
from store.merge.answers import in_order, rows_of
from store.merge.cells import add_merged
from store.merge.disagreements import add_disagreements
from store.merge.documents import add_documents
from store.merge.engine import Engine, engine_beside
from store.merge.findings import add_findings, add_found
from store.merge.indicators import add_indicator_ids
from store.merge.oddities import add_oddities
from store.merge.origins import add_origins
from store.merge.projects import add_project_ids
from store.merge.repetitions import add_repetitions
from store.merge.rewritings import add_rewritings
from store.merge.rows import add_rows, add_stated, add_wanted
from store.merge.statements import add_statements
from store.merge.updates import add_update_slots
from store.merge.wholes import add_wholes
from store.merge.write import write_answer

__all__ = ["build_tables"]

_STEPS = (
    add_documents,
    add_project_ids,
    add_indicator_ids,
    add_update_slots,
    add_stated,
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
    Raises ValueError where ``before`` names no time zone, OSError where the disk is full.
    """
    dest.mkdir(parents=True, exist_ok=True)
    with engine_beside(dest) as engine:
        add_current(engine.connection, records, before)
        for table in (*STATED, FIELDS, ISSUES):
            open_records(engine.connection, records, table)
        _build(engine, dest)


def _build(engine: Engine, dest: Path) -> None:
    for step in _STEPS:
        step(engine)
    for table in TABLES:
        # Joined first and sorted then, so that the two never need memory at once.
        engine.table("answer", rows_of(table))
        path = dest / f"{table.name}.parquet"
        write_answer(engine.connection, in_order(table, "answer"), arrow_schema(table, "tables"), path)
        engine.drop("answer")
