"""Commit: tables built beside, moved into place file by file, and named by ``tables.json`` last.

``tables.json`` says which state of ``records/`` and which versions the tables were built from. Where
it says anything else than what is, the tables are built again: a run that was killed between two
moves needs nothing more to be made good.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from schemas.trail import DOCUMENTS, RECORDS, TABLES, TEXTS
from store import files, versions
from store.folders import file_system, is_remote, within


def state(records: Path) -> str:
    """A digest that changes with every commit: over the names and sizes of the ``documents`` parts."""
    digest = hashlib.sha256()
    for part in sorted((records / DOCUMENTS.name).glob("*.parquet")):
        digest.update(f"{part.name} {part.stat().st_size}\n".encode())
    return digest.hexdigest()


def is_current(out: Path) -> bool:
    """Whether ``tables/`` is whole, and what the present raingan makes of ``records/``."""
    told = _told(out)
    sizes = {name: table.get("bytes") for name, table in told.get("tables", {}).items()}
    return (
        told.get("records") == state(out / "records")
        and told.get("versions") == versions.installed()
        and sizes == {table.name: _size(out / "tables" / f"{table.name}.parquet") for table in TABLES}
    )


def _told(out: Path) -> dict[str, Any]:
    try:
        told = json.loads((out / "tables.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.exists() else None


def row_counts(out: Path) -> dict[str, int]:
    """How many rows each of the tables has, as ``tables.json`` tells."""
    return {name: table["rows"] for name, table in _told(out).get("tables", {}).items()}


def publish(out: Path, threads: int = 2) -> bool:
    """Build ``tables/`` from ``records/`` where it is not current, and tell whether it had to be.

    Raises OSError where the disk has no room; the tables are then as they were.
    """
    if is_current(out):
        return False
    with _workshop(out) as (records, built):
        _build(records, built, threads)
        told = _description(out / "records", built)
        _move(built, out / "tables")
    files.write({out / "tables.json": json.dumps(told, indent=1).encode() + b"\n"})
    files.settle(out)
    return True


@contextmanager
def _workshop(out: Path) -> Iterator[tuple[Path, Path]]:
    """Where tables are built: the records, and an empty folder on the disk that OUT lies on.

    From an object store the records are brought here first, but for the texts, which no table needs.
    """
    if not is_remote(out):
        built = out / "tables.next"
        shutil.rmtree(built, ignore_errors=True)
        built.mkdir()
        try:
            yield out / "records", built
        finally:
            shutil.rmtree(built, ignore_errors=True)
        return
    with tempfile.TemporaryDirectory(prefix="raingan-") as name:
        scratch = Path(name)
        (scratch / "tables").mkdir()
        for table in RECORDS:
            if table is not TEXTS:
                _fetch(out / "records" / table.name, scratch / "records" / table.name)
        yield scratch / "records", scratch / "tables"


def _fetch(remote: Path, local: Path) -> None:
    local.mkdir(parents=True)
    parts = [within(part) for part in remote.glob("*.parquet")]
    if parts:
        file_system(remote).get(parts, [str(local / part.rpartition("/")[2]) for part in parts])


def _build(records: Path, built: Path, threads: int) -> None:
    import duckdb

    from store.merge import build_tables

    try:
        build_tables(records, built, threads=threads)
    except duckdb.IOException as fault:
        raise OSError(None, " ".join(str(fault).split()), str(built)) from fault
    for table in TABLES:
        files.write_through(built / f"{table.name}.parquet")


def _description(records: Path, built: Path) -> dict[str, Any]:
    """What ``tables.json`` will say."""
    import pyarrow.parquet as pq

    tables = {}
    for table in TABLES:
        path = built / f"{table.name}.parquet"
        tables[table.name] = {"rows": pq.read_metadata(path).num_rows, "bytes": path.stat().st_size}
    return {"records": state(records), "versions": versions.installed(), "tables": tables}


def _move(built: Path, tables: Path) -> None:
    tables.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        files.move(built / f"{table.name}.parquet", tables / f"{table.name}.parquet")
    files.settle(tables)
