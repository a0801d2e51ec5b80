"""The rows of the indicators that a project serves: each has a block of lines, which its name opens."""

from __future__ import annotations

from extract.span import Span
from parsers.reading import Reading, Row

_TARGET = "ค่าเป้าหมาย"


def add_indicator(reading: Reading) -> Row:
    """Add the row of an indicator that the project serves."""
    row = reading.row("indicators")
    reading.row("project_indicators", indicator_row=row.number)
    return row


def row_of(row: Row, line: Span) -> Row:
    """The row of a target or result: a new one for a target behind another one's result or type.

    There the name of an indicator is missing. A page of one indicator has no other.
    """
    said, reading = row.places.keys(), row.reading
    is_done = said >= {"target", "result"} or ("unit" in said and not said.isdisjoint(("category", "level")))
    if not is_done or not line.text.startswith(_TARGET) or not reading.of("project_indicators"):
        return row
    row = add_indicator(reading)
    row.issue("label-missing", "There is no line with the indicator's name and code.", "name", line)
    return row
