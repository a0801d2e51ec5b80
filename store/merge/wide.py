"""The rows of tables of much text, read where they stand, each with the place that it goes to."""

from __future__ import annotations

from collections.abc import Container, Iterator

import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.column import Table
from store.merge.dealing import GIVEN, PLACE
from store.merge.engine import Engine
from store.merge.rows import has_made
from store.merge.spots import LONG, rows_at

# They may be known from the names of places alone.
CODES = ("project_code", "indicator_code")


def wide_rows(engine: Engine, table: Table, places: str) -> pa.RecordBatchReader:
    """The columns of a table, place and what is given; a batch's rows are in the order of their places.

    ``places`` names what holds what ``places_of`` says.
    """
    numbers = [pa.field(PLACE, pa.int64()), pa.field(GIVEN, pa.int64())]
    schema = pa.schema([*arrow_schema(table, "tables"), *numbers])
    return pa.RecordBatchReader.from_batches(schema, _batches(engine, table, places, schema))


def _batches(engine: Engine, table: Table, places: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows that stand in the records, part file by part file, then those that were made."""
    stated = {column.name for column in table.standing_in("records")}
    short = ", ".join(_cell(name, stated) for name in schema.names if name not in LONG)
    rows = f"SELECT p.spot, {short} FROM all_{table.name} r JOIN {places} p ON p.spot = r.spot"
    wanted = engine.stream(f"{rows} ORDER BY p.spot >> 32, p.place")
    yield from rows_at(engine.parts[table.name], schema, wanted)
    if engine.has_rows(f"(FROM {places} WHERE spot IS NULL)"):
        yield from _made(engine, table, places, schema)


def _cell(name: str, stated: Container[str]) -> str:
    """SQL: a cell of a row ``r`` of the records with the place ``p``."""
    if name in CODES:
        return f"coalesce(r.{name}, p.named_code) AS {name}"
    return f'{"r" if name in stated else "p"}."{name}"'


def _made(engine: Engine, table: Table, places: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows without a spot: those that were made, and rows of nulls."""
    rows, row = f"(FROM {places} WHERE spot IS NULL) p", "NULL AS"
    if has_made(engine, table):
        rows, row = f"{rows} LEFT JOIN made_{table.name} r ON r.rid = p.rid", "r."
    stated = {column.name for column in table.standing_in("records")}
    columns = ", ".join(f'{row if name in stated else "p."} "{name}"' for name in schema.names)
    for batch in engine.stream(f"SELECT {columns} FROM {rows} ORDER BY place"):
        yield batch.cast(schema)
