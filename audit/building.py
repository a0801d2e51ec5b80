"""Tables built somewhere else: what the present merge makes of records, for whoever wants to compare or keep it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from store.faults import CannotRun
from store.merge import build_tables

# What DuckDB says where a disk is full; where a file is damaged it may raise the same error.
_NO_ROOM = ("No space left", "Could not write", "offload", "quota", "temp_directory")


def build(records: Path, dest: Path, before: datetime | None = None) -> None:
    """Build the tables in ``dest``. Raises OSError where the disk is full, CannotRun where a part is damaged."""
    with explained(records, dest):
        build_tables(records, dest, before=before)


@contextmanager
def explained(records: Path, dest: Path) -> Iterator[None]:
    """Tell what DuckDB raises on the way from records to a folder: a full disk as OSError, damage as CannotRun."""
    try:
        yield
    except duckdb.IOException as fault:
        if any(words in str(fault) for words in _NO_ROOM):
            raise OSError(errno.ENOSPC, _told(fault), str(dest)) from fault
        raise CannotRun(f"{records} cannot be merged: {_told(fault)} raingan check names what is damaged.") from fault
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException):
        raise  # A fault of raingan, whatever lies in records.
    except duckdb.OutOfMemoryException as fault:
        raise CannotRun(f"Memory ran out while {records} was merged: {_told(fault)}") from fault
    except duckdb.Error as fault:
        raise CannotRun(f"{records} cannot be merged: {_told(fault)} raingan check names what is damaged.") from fault


def _told(fault: Exception) -> str:
    return " ".join(str(fault).split())
