"""What must hold of every reading, whatever the document."""

from __future__ import annotations

import re

from extract.rule import RULES
from extract.thai import ZERO_WIDTH
from parsers.reading import Reading
from schemas.kinds import KINDS
from schemas.tables import STATED

COLUMNS = {table.name: {column.name: column for column in table.standing_in("records")} for table in STATED}
LOGGED = {"document_id", "reading_id", "row"}


def assert_accounted(reading: Reading) -> None:
    """Fields, labels, furniture and issues cover every character that is not blank.

    What the view leaves out stands between two of its characters and is invisible.
    """
    text = reading.document.text
    covered = bytearray(len(text))
    held = [(issue.start, issue.end) for issue in reading.issues if issue.start is not None and issue.end is not None]
    claims = [reading.document.source(start, end) for start, end in reading.claims]
    for start, end in [*claims, *held]:
        assert 0 <= start <= end <= len(text)
        covered[start:end] = b"\x01" * (end - start)
    left = [char for char, seen in zip(text, covered, strict=True) if not seen and not char.isspace()]
    assert re.sub(f"[{ZERO_WIDTH}]", "", "".join(left)) == ""


def assert_traceable(reading: Reading) -> None:
    """Every read cell has its pieces, and its rule gives it again from them."""
    text = reading.document.text
    for table, rows in reading.rows.items():
        for number, row in enumerate(rows):
            assert row.number == number
            for column, cell in row.cells.items():
                assert COLUMNS[table][column].origin == "read"
                assert cell.pieces
                assert list(cell.pieces) == sorted(cell.pieces)
                raw = "\n".join(text[start:end] for start, end in cell.pieces)
                assert RULES[cell.rule](raw) == cell.value
            for column in row.derived:
                assert COLUMNS[table][column].origin == "derived"


def assert_declared(reading: Reading) -> None:
    """Issues are of declared kinds and point into the document."""
    for issue in reading.issues:
        assert issue.code in KINDS
        if issue.start is not None:
            assert issue.line == reading.document.line(issue.start)
        if issue.table is not None and issue.column is not None:
            assert issue.column in COLUMNS[issue.table]


def assert_sound(reading: Reading) -> None:
    """All of the above."""
    assert_accounted(reading)
    assert_traceable(reading)
    assert_declared(reading)
    assert 0 <= reading.coverage <= 1
