"""Why a cell differs: another document, another parser, or, between two OUTs, another merge."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

import duckdb

Cause = Literal["document changed", "parser changed", "merge changed"]


class Known(NamedTuple):
    """What a side knows of a document: what its reading says, and what the log says of its places."""

    rows_sha256: str
    layout: str | None
    place: str
    seen: str


class Causes:
    """Finds causes; ``is_one_out`` where both sides are of one OUT and so of one merge."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, is_one_out: bool) -> None:
        self._cursor = connection.cursor()
        self._is_one_out = is_one_out
        self.known = lru_cache(100_000)(self._known)

    def _known(self, side: str, document_id: str | None) -> Known | None:
        sql = f"SELECT rows_sha256, layout, place, seen FROM {side}_documents WHERE document_id = ?"
        rows = self._cursor.execute(sql, [document_id]).fetchall() if document_id else []
        return Known(*rows[0]) if rows else None

    def place(self, side: str, document_id: str | None) -> str:
        """Where a side has a document; empty where it has none."""
        known = self.known(side, document_id)
        return known.place if known else ""

    def of(self, stating: Iterable[str | None], members: tuple[Iterable[str], Iterable[str]]) -> Cause:
        """The cause of a difference.

        ``stating`` are the documents that state the cell on the two sides, ``members`` all those
        that its project or indicator was merged from on each.
        """
        first, second = (frozenset(each) for each in members)
        for documents in (frozenset(each for each in stating if each), first | second):
            pairs = [(self.known("a", each), self.known("b", each)) for each in documents]
            if any(before is None or after is None for before, after in pairs):
                return "document changed"
            if any(before.rows_sha256 != after.rows_sha256 for before, after in pairs if before and after):
                return "parser changed"
        pairs = [(self.known("a", each), self.known("b", each)) for each in first | second]
        if self._is_one_out or first != second or any(b.seen != a.seen for b, a in pairs if b and a):
            return "document changed"
        return "merge changed"
