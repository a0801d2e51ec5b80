"""Entries: what the log says of every committed reading, in the order of reading ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import duckdb

from store import versions

# The log's rows of every reading, and where the document lies now if the reading is the one that counts.
_ENTRIES = """
    WITH lying AS (
        SELECT document_id, list({
            'place': place, 'root': root, 'source': source, 'named_code': named_code, 'size_bytes': size_bytes,
            'modified_at': epoch_us(modified_at)
        } ORDER BY place) AS held
        FROM held GROUP BY document_id
    )
    SELECT any_value(l.document_id), l.reading_id, any_value(l.layout), any_value(l.status), any_value(l.problem),
        any_value(l.characters), any_value(l.coverage), any_value(l.parser_version), any_value(l.row_count),
        any_value(l.rows_sha256), any_value(l.media_type), any_value(l.encoding), any_value(l.reader), min(l.place),
        any_value(h.held)
    FROM log l
    LEFT JOIN current c ON c.reading_id = l.reading_id AND c.document_id = l.document_id
    LEFT JOIN lying h ON h.document_id = c.document_id
    WHERE l.reading_id IS NOT NULL GROUP BY l.reading_id ORDER BY l.reading_id
"""


class Entry(NamedTuple):
    """What the log says of a reading; ``held`` are the rows of the places where its document lies, if it counts."""

    document_id: str
    reading_id: str
    layout: str | None
    status: str
    problem: str | None
    characters: int | None
    coverage: float | None
    parser_version: str | None
    row_count: int | None
    rows_sha256: str | None
    media_type: str | None
    encoding: str | None
    reader: str | None
    place: str
    held: list[dict[str, Any]] | None

    @property
    def batch(self) -> str:
        """The batch in which the document was read."""
        return batch(self.reading_id)

    @property
    def is_stale(self) -> bool:
        """Whether another program than the present one read it."""
        present = versions.parser(self.layout) if self.layout else versions.every_parser()
        return self.parser_version != present


def batch(reading_id: str) -> str:
    """The batch that a reading was made in."""
    return reading_id.rpartition("-")[0]


def entries(connection: duckdb.DuckDBPyConnection) -> Iterator[Entry]:
    """Every entry; ``connection`` has the view ``log`` and the tables ``held`` and ``current``."""
    cursor = connection.cursor().execute(_ENTRIES)
    while rows := cursor.fetchmany(10_000):
        yield from map(Entry._make, rows)
