"""A database to look back with: bounded memory, spilling to a folder of its own, never to OUT."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from store.current import add_current
from store.faults import CannotRun
from store.merge.engine import MEMORY


@contextmanager
def connected(purpose: str) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Open a database, and a folder for what else has to be written; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"raingan-{purpose}-") as folder:
        settings: dict[str, Any] = {
            "memory_limit": MEMORY,
            "temp_directory": f"{folder}/spilled",
            "autoinstall_known_extensions": False,
        }
        with duckdb.connect(":memory:", config=settings) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            yield connection, Path(folder)


@contextmanager
def opened_log(records: Path, purpose: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database with the view ``log`` and the tables ``held`` and ``current``.

    Raises CannotRun where a part of the log is damaged.
    """
    with connected(purpose) as (connection, _):
        try:
            add_current(connection, records)
        except duckdb.Error as fault:
            told = " ".join(str(fault).split())
            raise CannotRun(f"{records} cannot be read: {told} raingan check names what is damaged.") from fault
        yield connection
