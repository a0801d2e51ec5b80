"""A reading as rows: the values of every table, in the order and form in which they are stored.

Values lie in one list a table, row after row. A list of rows would be many small objects that live
until their batch is written, and that Python's collector goes through again and again.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from extract.document import Document
from parsers.reading import Reading, Row
from schemas.column import Table
from schemas.tables import STATED
from schemas.trail import FIELDS, ISSUES, TEXTS

# Tables that a reading has rows in, in the order that its digest takes them.
READ = (*STATED, FIELDS, ISSUES, TEXTS)
# Every row begins with these two, which belong to the run and not to the reading.
OWNER = ("document_id", "reading_id")


def columns(table: Table) -> tuple[str, ...]:
    """The columns of a table in ``records/``, but for the two that every table begins with."""
    return tuple(column.name for column in table.standing_in("records") if column.name not in OWNER)


WIDTHS = {table.name: len(columns(table)) for table in READ}
# Where a piece's first offset, followed by its last, and its box stand among its values.
_START, _BOX = columns(FIELDS).index("start_char"), columns(FIELDS).index("page")
# Where each column stands in a row.
_SLOTS = {table.name: {name: at for at, name in enumerate(columns(table))} for table in STATED}


def rows(reading: Reading) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a reading by table, without tables that have none.

    Raises KeyError for a cell that no declared column takes.
    """
    return {name: list(zip(*[iter(told)] * WIDTHS[name], strict=True)) for name, told in values(reading).items()}


def values(reading: Reading) -> dict[str, list[Any]]:
    """The values of a reading by table, row after row, without tables that have no row.

    Raises KeyError for a cell that no declared column takes.
    """
    document = reading.document
    found: dict[str, list[Any]] = {}
    fields: list[Any] = []
    for name, slots in _SLOTS.items():
        if stated := reading.rows.get(name):
            found[name] = _stated(stated, slots, fields, document)
    if fields:
        found["fields"] = fields
        if document.pages is not None:
            _add_boxes(fields, document)
    if reading.issues:
        told: list[Any] = []
        found["issues"] = told
        for i in reading.issues:
            told += (i.severity, i.code, i.message, i.table, i.row, i.column, i.start, i.end, i.line)
    found["texts"] = [document.text]
    return found


def _stated(rows: list[Row], slots: dict[str, int], fields: list[Any], document: Document) -> list[Any]:
    """The values of a table's rows; the pieces of their cells go to ``fields``, without their boxes."""
    told: list[Any] = []
    table, text, starts = rows[0].table, document.text, document.line_starts
    for row in rows:
        values: list[Any] = [None] * len(slots)
        values[0] = number = row.number
        for column, value in row.derived.items():
            values[slots[column]] = value
        for column, (value, rule, pieces) in row.cells.items():
            values[slots[column]] = value
            # Nearly every cell is one piece.
            for part, (start, end) in enumerate(pieces) if len(pieces) > 1 else ((0, pieces[0]),):
                raw, line = text[start:end], bisect_right(starts, start)
                fields += (table, number, column, part, raw, start, end, line, None, None, None, None, None, rule)
        told += values
    return told


def _add_boxes(fields: list[Any], document: Document) -> None:
    """Put the boxes of the pieces into ``fields``, where they stand on pages."""
    for at in range(0, len(fields), WIDTHS[FIELDS.name]):
        if box := document.box(fields[at + _START], fields[at + _START + 1]):
            fields[at + _BOX : at + _BOX + len(box)] = box


def release(reading: Reading) -> None:
    """Let go of a reading once its values are taken; nothing of it can be asked any more.

    Its rows, their spans and the document name each other, so that only the collector would find
    them: many documents later, when they have long left the processor's caches.
    """
    reading.rows.clear()
    vars(reading.document).clear()
