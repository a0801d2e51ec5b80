"""The shape of every file: it can be read to the last row, and has the declared columns, types and metadata.

Parts are never changed, so one that an older raingan wrote may lack columns and describe them in
other words; that is noted, and a finding only where the present raingan wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from audit.check.scope import Scope
from audit.finding import Finding, Where
from schemas.arrow import arrow_schema
from schemas.trail import RECORDS, TABLES
from store import versions
from store.current import record_parts

_BATCH = 8_192


def shapes(scope: Scope) -> Iterator[Finding]:
    """Compare every part and table with its declaration; those that differ are ``unsound`` from here on."""
    present = versions.raingan()
    older = {line["run_id"] for line in scope.runs() if line.get("versions", {}).get("raingan") != present}
    for table in RECORDS:
        schema = arrow_schema(table, "records")
        for path in map(Path, record_parts(scope.records, table)):
            is_older = path.stem.partition("-")[0] in older
            yield from _shape(scope, path, schema, is_older)
            scope.tally.proved["part files"] += 1
    for table in TABLES:
        path = scope.out / "tables" / f"{table.name}.parquet"
        if path.exists():
            yield from _shape(scope, path, arrow_schema(table, "tables"), is_older=False)
        else:
            yield Finding("table-missing", Where(scope.name(path)), ("a file", "none"))


def _shape(scope: Scope, path: Path, declared: Any, is_older: bool) -> Iterator[Finding]:
    name = scope.name(path)
    try:
        found = _read(path)
    except (pa.ArrowException, OSError, ValueError, RuntimeError) as fault:
        scope.unsound.add(path)
        yield Finding("file-unreadable", Where(name), ("a whole Parquet file", str(fault)[:200]))
        return
    # Not schema.equals with metadata: it takes the name that Parquet gives to a list's items for a difference.
    differences = list(_differences(found, declared))
    if differences and is_older and _is_earlier(found, declared):
        scope.tally.notes["parts of an older raingan"] += 1
        return
    if not found.equals(declared):
        scope.unsound.add(path)
    for column, *said in differences:
        yield Finding("schema-differs", Where(name, column=column), (said[0], said[1]))


def _read(path: Path) -> Any:
    """The schema of a file all of whose rows can be read; whatever Arrow may raise, it raises."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_BATCH):
            batch.validate(full=True)
        return file.schema_arrow


def _is_earlier(found: Any, declared: Any) -> bool:
    """Whether a part has declared columns only, as they are declared but for their description."""
    return all(field.name in declared.names and field.type == declared.field(field.name).type for field in found)


def _differences(found: Any, declared: Any) -> Iterable[tuple[str | None, str, str]]:
    """Column, what is declared of it, and what stands there."""
    for field in declared:
        if field.name not in found.names:
            yield field.name, str(field.type), "no such column"
        elif found.field(field.name).type != field.type:
            yield field.name, str(field.type), str(found.field(field.name).type)
        elif found.field(field.name).metadata != field.metadata:
            yield field.name, _words(field.metadata), _words(found.field(field.name).metadata)
    yield from (
        (name, "no such column", str(found.field(name).type)) for name in found.names if name not in declared.names
    )
    if found.names != declared.names and sorted(found.names) == sorted(declared.names):
        yield None, f"columns in the order {', '.join(declared.names)}", ", ".join(found.names)
    if found.metadata != declared.metadata:
        yield None, _words(declared.metadata), _words(found.metadata)


def _words(metadata: dict[bytes, bytes] | None) -> str:
    told = {key.decode(errors="replace"): value.decode(errors="replace") for key, value in (metadata or {}).items()}
    return str(told or "no metadata")
