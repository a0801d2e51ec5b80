"""The merge: from what documents state to one row a project, update, indicator.

``tables/`` is a pure function of the committed readings in ``records/``. The steps run in the
order below, each in a module of its own; what a step makes is a table or view of the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb

from schemas.arrow import arrow_schema
from schemas.column import Table
from schemas.tables import STATED
from schemas.trail import FIELDS, ISSUES, TABLES
from store.current import add_current, open_records
from store.merge.answers import is_wide, narrow_rows, places_of, wide_rows
from store.merge.cells import add_merged, given_bits
from store.merge.choices import MERGED
from store.merge.dealing import Dealing
from store.merge.disagreements import add_disagreements
from store.merge.documents import add_documents
from store.merge.engine import THREADS, Engine, engine_beside
from store.merge.findings import add_findings, add_found
from store.merge.indicators import add_indicator_ids
from store.merge.keys import KEYED, add_keys, add_wanted
from store.merge.oddities import add_oddities
from store.merge.origins import add_origins
from store.merge.projects import add_project_ids
from store.merge.repetitions import add_repetitions
from store.merge.rewritings import add_rewritings
from store.merge.rows import add_rows
from store.merge.statements import add_statements
from store.merge.updates import add_update_slots
from store.merge.wholes import add_wholes
from store.merge.write import FEW_ROWS, GROUP_ROWS, in_groups, write_rows
from store.no_pandas import pass_pandas_over

__all__ = ["build_tables"]

# What the merge asks of the places that hold documents.
_HELD = "document_id, source, media_type, named_code, modified_at"

# Each step with the tables that nobody looks at after it.
_STEPS: tuple[tuple[Callable[[Engine], None], tuple[str, ...]], ...] = (
    (add_documents, ("last_dates", "names")),
    (add_project_ids, ("first_years", "coded", "digests", "joined")),
    (add_indicator_ids, ("indicator_rows", "known_names", "locals", "local_numbers")),
    (add_update_slots, ("directions", "undated_words", "places")),
    (add_keys, ()),
    (add_wanted, ()),
    (add_statements, ("wanted", "column_bits")),
    (add_rows, ("statements",)),
    (add_merged, ()),
    (add_wholes, ()),
    (add_origins, ()),
    (add_found, ()),
    (add_oddities, ("held",)),
    (add_repetitions, tuple(f"all_keys_{table.name}" for table in KEYED)),
    (add_rewritings, ("dated_updates",)),
    (add_disagreements, tuple(f"{what}_{table.name}" for what in ("prints", "winners") for table in MERGED)),
    (add_findings, ("found", "found_pieces")),
)


def build_tables(records: Path, dest: Path, *, before: datetime | None = None, threads: int = THREADS) -> None:
    """Write every table of ``tables/`` as ``dest/<table>.parquet`` from the parts in ``records``.

    With ``before``, a time with its zone, only from what runs that started earlier knew. The files
    are written in place, one after the other: let ``dest`` be a folder that nobody reads yet. Their
    bytes are the same however many ``threads`` there are.
    Raises ValueError where ``before`` names no time zone, OSError where disk or memory is too small or
    a part of the records cannot be read.
    """
    dest.mkdir(parents=True, exist_ok=True)
    pass_pandas_over()
    try:
        with engine_beside(dest, threads=threads) as engine:
            engine.in_memory(lambda: add_current(engine.connection, records, before, _HELD))
            for table in (*STATED, FIELDS, ISSUES):
                open_records(engine.connection, records, table)
            _build(engine, dest)
    except (duckdb.OutOfMemoryException, duckdb.IOException, OSError) as fault:
        raise OSError(None, " ".join(str(fault).split()), str(dest)) from fault


def _build(engine: Engine, dest: Path) -> None:
    for step, done_with in _STEPS:
        step(engine)
        engine.drop(*done_with)
    for table in TABLES:
        _write(engine, table, dest / f"{table.name}.parquet")


def _write(engine: Engine, table: Table, path: Path) -> None:
    schema = arrow_schema(table, "tables")
    if not is_wide(table):
        rows = narrow_rows(table)
        engine.in_memory(lambda: write_rows(in_groups(engine.stream(rows), GROUP_ROWS), schema, GROUP_ROWS, path))
        return
    places = f"places_{table.name}"
    engine.table(places, places_of(table))
    [count] = engine.values(f"SELECT count(*) FROM {places} WHERE given = 0")
    rows, bits = wide_rows(table, places), given_bits(table)
    group_rows = FEW_ROWS if table in MERGED else GROUP_ROWS
    dealing = Dealing(count, group_rows, bits, path.parent.parent)
    engine.in_memory(lambda: write_rows(dealing.in_order(engine.stream(rows)), schema, group_rows, path))
    engine.drop(places)
