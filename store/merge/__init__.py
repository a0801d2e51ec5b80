"""The merge: from what documents state to one row a project, update, indicator.

``tables/`` is a pure function of the committed readings in ``records/``. The steps stand in
:mod:`store.merge.steps`, each in a module of its own; what a step makes is a table or view of the engine.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import duckdb

from schemas.arrow import arrow_schema
from schemas.column import Table
from schemas.tables import STATED
from schemas.trail import FIELDS, ISSUES
from store.current import add_current
from store.merge.agenda import Step, carry_out
from store.merge.answers import given_bits, is_wide, narrow_rows, places_of
from store.merge.choices import MERGED
from store.merge.dealing import Dealing
from store.merge.engine import THREADS, Engine, engine_beside
from store.merge.steps import steps_after
from store.merge.wide import wide_rows
from store.merge.write import FEW_ROWS, GROUP_ROWS, in_groups, write_rows
from store.no_pandas import pass_pandas_over
from store.system_memory import use_system_memory

__all__ = ["build_tables"]

# What the merge asks of the places that hold documents.
_HELD = "document_id, source, media_type, named_code, modified_at"


def build_tables(records: Path, dest: Path, *, before: datetime | None = None, threads: int = THREADS) -> None:
    """Write every table of ``tables/`` as ``dest/<table>.parquet`` from the parts in ``records``.

    With ``before``, a time with its zone, only from what runs that started earlier knew. The files
    are written in place, each by one of ``threads``: let ``dest`` be a folder that nobody reads yet. Their
    bytes are the same however many threads there are.
    Raises ValueError where ``before`` names no time zone, OSError where disk or memory is too small or
    a part of the records cannot be read.
    """
    dest.mkdir(parents=True, exist_ok=True)
    pass_pandas_over()
    use_system_memory()
    opening = _opening(records, before)
    steps = [*opening, *steps_after(tuple(step.name for step in opening), partial(_write, dest=dest))]
    try:
        with engine_beside(dest) as engine:
            carry_out(steps, engine, threads)
    except (duckdb.OutOfMemoryException, duckdb.IOException, OSError) as fault:
        raise OSError(None, " ".join(str(fault).split()), str(dest)) from fault


def _opening(records: Path, before: datetime | None) -> list[Step]:
    """The steps that open the records."""

    def current(engine: Engine) -> None:
        engine.in_memory(lambda: add_current(engine.connection, records, before, _HELD))

    def opened(engine: Engine, table: Table) -> None:
        engine.open_records(records, table)

    tables = (*STATED, FIELDS, ISSUES)
    return [Step("current", current), *(Step(f"open {table.name}", partial(opened, table=table)) for table in tables)]


def _write(engine: Engine, table: Table, dest: Path) -> None:
    path = dest / f"{table.name}.parquet"
    schema = arrow_schema(table, "tables")
    if not is_wide(table):
        rows = narrow_rows(table)
        engine.in_memory(lambda: write_rows(in_groups(engine.stream(rows), GROUP_ROWS), schema, GROUP_ROWS, path))
        return
    places = f"places_{table.name}"
    engine.table(places, places_of(table))
    [count] = engine.values(f"SELECT count(*) FROM {places} WHERE given = 0")
    group_rows = FEW_ROWS if table in MERGED else GROUP_ROWS
    dealing = Dealing(count, group_rows, given_bits(table), dest.parent)
    engine.in_memory(lambda: write_rows(dealing.in_order(wide_rows(engine, table, places)), schema, group_rows, path))
    engine.drop(places)
