"""The differences of two sides: rows and cells added, removed, changed, each with its cause."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import duckdb

from audit.diff.causes import Cause, Causes
from audit.diff.matching import compared
from audit.diff.pairs import Pair, differing
from audit.diff.rewriting import is_edited, is_vanished
from schemas.tables import STATED

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell or, without a column, a whole row that the sides hold otherwise.

    ``key`` is that of the row in the later tables, of a removed row in the earlier. ``identity``
    is what both were matched by. ``places`` are where the documents lie that state the two.
    """

    kind: Kind
    table: str
    key: str
    identity: str
    column: str | None
    before: Any
    after: Any
    cause: Cause
    is_rewritten: bool
    places: tuple[str, str]

    @property
    def as_json(self) -> str:
        """The difference for machines."""
        return json.dumps({**asdict(self), "key": json.loads(self.key)}, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else list(value)


def differences(connection: duckdb.DuckDBPyConnection, causes: Causes) -> Iterator[Difference]:
    """Compare every table but ``issues`` and ``origins``, which say nothing of the city."""
    for table in STATED:
        for pair in differing(connection, table):
            yield from _of_pair(connection, causes, pair)


def _of_pair(connection: duckdb.DuckDBPyConnection, causes: Causes, pair: Pair) -> Iterator[Difference]:
    before, after = pair.before, pair.after
    if before is None or after is None:
        yield _of_row(connection, causes, pair)
        return
    for column in compared(pair.table):
        stood, stands = before[column], after[column]
        if stood == stands:
            continue
        kind: Kind = "added" if stood is None else "removed" if stands is None else "changed"
        documents = pair.documents(column)
        cause = causes.of(documents, pair.members)
        is_rewritten = cause == "document changed" and is_edited(connection, causes, pair, column)
        places = causes.place("a", documents[0]), causes.place("b", documents[1])
        where = pair.table.name, after["row_key"], after["identity"], column
        yield Difference(kind, *where, stood, stands, cause, is_rewritten, places)


def _of_row(connection: duckdb.DuckDBPyConnection, causes: Causes, pair: Pair) -> Difference:
    """A row that one side lacks; a past update is rewritten where its project goes on without it."""
    row = pair.before or pair.after
    assert row is not None, "the join gives no pair of nothing"
    said = {column: row[column] for column in compared(pair.table) if row[column] is not None}
    documents = pair.documents(None)
    cause = causes.of(documents, pair.members)
    is_rewritten = cause == "document changed" and is_vanished(connection, pair)
    places = causes.place("a", documents[0]), causes.place("b", documents[1])
    where = pair.table.name, row["row_key"], row["identity"], None
    if pair.after is None:
        return Difference("removed", *where, said, None, cause, is_rewritten, places)
    return Difference("added", *where, None, said, cause, is_rewritten, places)
