"""Entries: what a batch found, as the rows of the log that are worth writing.

A document that was read before, or twice in this run, gets rows that name one reading. A row that
says what the last one of its place said is not written.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from operator import not_
from typing import Any

from store.log import Held, Log

# What a row says of its document, whatever place it lies at.
_OF_DOCUMENT = [
    "reading_id",
    "media_type",
    "encoding",
    "reader",
    "layout",
    "status",
    "problem",
    "pages",
    "characters",
    "coverage",
    "parser_version",
    "row_count",
    "rows_sha256",
]
# What a place holds: a row that differs from the last in none of these says nothing new.
_CONTENT = Held._fields[1:10]


class Entries:
    """Makes the rows of a run's log from what its batches found, one batch after the other."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._read: dict[str, str] = {}

    def of(self, rows: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The rows to be written, and those that say nothing new; all that stand for a known reading are completed."""
        rows = list(rows)
        self._complete(rows)
        for row in rows:
            if row["reading_id"]:
                row["reading_id"] = self._read.setdefault(row["document_id"], row["reading_id"])
        news = [self._is_news(row) for row in rows]
        return list(compress(rows, news)), list(compress(rows, map(not_, news)))

    def _complete(self, rows: list[dict[str, Any]]) -> None:
        bare = [row for row in rows if row["status"] is None]
        if not bare:
            return
        known = self._log.rows_of({row["document_id"] for row in bare})
        known |= {row["document_id"]: row for row in rows if row["status"] is not None}
        for row in bare:
            before = known[row["document_id"]]
            row.update({column: before[column] for column in _OF_DOCUMENT})

    def _is_news(self, row: dict[str, Any]) -> bool:
        held = self._log.held.get(row["place"])
        return held is None or held[1:10] != tuple(row[column] for column in _CONTENT)
