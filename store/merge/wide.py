"""The rows of tables of much text, read where they stand, each with the place that it goes to."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import arrow_schema
from schemas.column import Table
from store.merge.dealing import GIVEN, PLACE
from store.merge.engine import Engine
from store.merge.rows import has_made
from store.merge.spots import CODES, rows_at

_NAMED = "named_code"


def wide_rows(engine: Engine, table: Table, places: str) -> pa.RecordBatchReader:
    """The columns of a table, place and what is given; a batch's rows are in the order of their places.

    ``places`` names what holds what ``places_of`` says.
    """
    fields = [arrow_schema(table, "tables").field(name) for name in _names(table)]
    schema = pa.schema([*fields, pa.field(PLACE, pa.int64()), pa.field(GIVEN, pa.int64())])
    return pa.RecordBatchReader.from_batches(schema, _batches(engine, table, places, schema))


def _names(table: Table) -> list[str]:
    return [column.name for column in table.standing_in("tables")]


def _batches(engine: Engine, table: Table, places: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows that stand in the records, part file by part file, then those that were made."""
    stated = {column.name for column in table.standing_in("records")}
    code = next((name for name in schema.names if name in CODES), None)
    told = ", ".join([*(f'"{name}"' for name in schema.names if name not in stated), *([_NAMED] if code else [])])
    wanted = engine.stream(f"SELECT spot, {told} FROM {places} WHERE spot IS NOT NULL ORDER BY spot >> 32, place")
    read = pa.schema([*schema, pa.field(_NAMED, pa.string())]) if code else schema
    for batch in rows_at(engine.parts[table.name], read, wanted):
        if code:
            known = pc.coalesce(batch[code], batch[_NAMED])
            batch = batch.set_column(schema.get_field_index(code), code, known).drop_columns(_NAMED)
        yield batch
    if engine.has_rows(f"(FROM {places} WHERE spot IS NULL)"):
        yield from _made(engine, table, places, schema)


def _made(engine: Engine, table: Table, places: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows without a spot: those that were made, and rows of nulls."""
    rows, row = f"(FROM {places} WHERE spot IS NULL) p", "NULL AS"
    if has_made(engine, table):
        rows, row = f"{rows} LEFT JOIN made_{table.name} r ON r.rid = p.rid", "r."
    stated = {column.name for column in table.standing_in("records")}
    columns = ", ".join(f'{row if name in stated else "p."} "{name}"' for name in schema.names)
    for batch in engine.stream(f"SELECT {columns} FROM {rows} ORDER BY place"):
        yield batch.cast(schema)
