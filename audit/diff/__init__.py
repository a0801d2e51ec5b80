"""Diff: what changed between two instants of one OUT, or between two OUTs, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from audit.connection import connected
from audit.diff.causes import Causes
from audit.diff.differences import Difference, differences
from audit.diff.matching import add_matches
from audit.diff.sides import Side
from store.commit import state
from store.faults import CannotRun
from store.folders import records
from store.merge.engine import add_macros

__all__ = ["Difference", "Side", "diff"]


def diff(first: Side, second: Side) -> Iterator[Difference]:
    """Give every difference, table by table, in the order of keys.

    Raises WrongWords where an OUT holds no records, CannotRun where its tables are not whole.
    """
    for side in (first, second):
        records(side.out)
        if side.before is None and not _is_whole(side.out):
            raise CannotRun(f"The tables of {side.out} are behind its records: run raingan ingest once more.")
    with connected("diff") as (connection, folder):
        add_macros(connection)
        first.prepare(connection, "a", folder / "a")
        second.prepare(connection, "b", folder / "b")
        add_matches(connection)
        yield from differences(connection, Causes(connection, first.out == second.out))


def _is_whole(out: Path) -> bool:
    """Whether the tables were built from the records that stand, by whatever version."""
    try:
        told = json.loads((out / "tables.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("records") == state(out / "records")
