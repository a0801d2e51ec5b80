"""Rewritten: past updates that a later report tells otherwise or no more, which an auditor looks for first."""

from __future__ import annotations

import json

import duckdb

from audit.diff.causes import Causes
from audit.diff.pairs import Pair
from schemas.tables import UPDATES

# A number that is printed anew with every report says nothing of the past.
RENUMBERED = "printed_number"


def is_vanished(connection: duckdb.DuckDBPyConnection, pair: Pair) -> bool:
    """Whether the row is an update that a later report of its project lacks."""
    if pair.table != UPDATES or pair.before is None or pair.after is not None:
        return False
    project = json.loads(pair.before["row_key"])[0]
    return bool(connection.cursor().execute("SELECT 1 FROM matches WHERE a_id = ?", [project]).fetchall())


def is_edited(connection: duckdb.DuckDBPyConnection, causes: Causes, pair: Pair, column: str) -> bool:
    """Whether a cell of an update was printed, and is told otherwise or left out by a later report."""
    if pair.table != UPDATES or column == RENUMBERED or pair.before is None or pair.after is None:
        return False
    before, after = pair.before, pair.after
    if before[column] is None and column not in before["printed"]:
        return False
    if after[column] is None and column not in after["printed"] and not _is_same_layout(causes, pair):
        return False
    if isinstance(before[column], str) and isinstance(after[column], str):
        return _is_other_text(connection, before[column], after[column])
    return True


def _is_same_layout(causes: Causes, pair: Pair) -> bool:
    """Whether both reports are of one layout; another one may not print the cell at all."""
    first, second = pair.documents(None)
    before, after = causes.known("a", first), causes.known("b", second)
    return before is not None and after is not None and before.layout == after.layout


def _is_other_text(connection: duckdb.DuckDBPyConnection, before: str, after: str) -> bool:
    """Whether two texts differ by more than blanks and bullets."""
    ((differ,),) = connection.cursor().execute("SELECT plain(?) <> plain(?)", [before, after]).fetchall()
    return bool(differ)
