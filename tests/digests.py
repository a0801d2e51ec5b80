"""The digest of a reading's rows as store/digest.py defines it, taken slowly, from rows as Python has them."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from schemas.arrow import arrow_schema
from store.rows import READ

SCHEMAS = {table.name: arrow_schema(table, "records") for table in READ}


def digest(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """The digest of a reading that has these rows in these tables."""
    found = hashlib.sha256()
    for name, schema in SCHEMAS.items():
        if own := [_written(row, schema) for row in rows.get(name, ())]:
            found.update(name.encode() + b"\n" + struct.pack("<q", len(own)))
            found.update(b"".join(cells for cells, _ in own) + b"".join(strings for _, strings in own))
    return found.hexdigest()


def _written(row: Mapping[str, Any], schema: pa.Schema) -> tuple[bytes, bytes]:
    """The cells and the strings of a row."""
    cells, strings = b"", b""
    for name, kind in zip(schema.names, schema.types, strict=True):
        if name in ("document_id", "reading_id", "raw"):
            continue
        value = "\x1d".join(row[name]) if isinstance(row[name], list) else row[name]
        if isinstance(value, str) and "rule" in schema.names and name in ("table_name", "column_name", "rule"):
            cells += b"\1" + struct.pack("<I", zlib.crc32(value.encode()))
            continue
        if isinstance(value, str):
            strings += (hashlib.sha256(value.encode()).hexdigest() if name == "text" else value).encode()
        width = 4 if pa.types.is_string(kind) or pa.types.is_list(kind) else max(1, kind.bit_width // 8)
        cells += bytes(1 + width) if value is None else b"\1" + _number(value, width)
    return cells, strings


def _number(value: Any, width: int) -> bytes:
    """What a cell holds that is not null."""
    if isinstance(value, str):
        value = len(value.encode())
    elif isinstance(value, float):
        value = struct.unpack("<q", struct.pack("<d", value))[0]
    elif isinstance(value, date):
        value = (value - date(1970, 1, 1)).days
    elif width == 16:
        value = value.scaleb(2)
    return int(value).to_bytes(width, "little", signed=True)
