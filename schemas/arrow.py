"""The declared tables as Arrow schemas, with descriptions, Thai labels and units in the field metadata."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from schemas.column import Column, Place, Table

_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "bool": pa.bool_(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "date32": pa.date32(),
    "decimal128(18,2)": pa.decimal128(18, 2),
    "timestamp[us, UTC]": pa.timestamp("us", tz="UTC"),
    "list<string>": pa.list_(pa.string()),
}


@cache
def arrow_schema(table: Table, place: Place) -> pa.Schema:
    """The Arrow schema of a table as it stands in ``records`` or in ``tables``."""
    return pa.schema(
        [_field(column) for column in table.standing_in(place)],
        metadata={"description": table.description, "key": ",".join(table.key)},
    )


def _field(column: Column) -> pa.Field:
    metadata = {
        "description": column.description,
        "thai": column.thai,
        "unit": column.unit,
        "origin": column.origin,
    }
    return pa.field(column.name, _TYPES[column.type], metadata={k: v for k, v in metadata.items() if v})
