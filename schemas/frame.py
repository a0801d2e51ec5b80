"""Frames: where the columns of a table stand in its rows, and the numbers of its cells."""

from __future__ import annotations

from schemas.column import Table
from schemas.tables import STATED


class Frame:
    """The columns of a table that a document fills, in the order in which a row holds their values.

    ``slots`` says where each stands, ``derived`` names those that are. The cell in slot n has the number
    ``first`` + n in CELLS.
    """

    __slots__ = ("blank", "derived", "first", "name", "slots")

    def __init__(self, table: Table, first: int) -> None:
        stated = [column for column in table.standing_in("records") if column.origin != "logged"]
        self.name = table.name
        self.first = first
        self.slots = {column.name: at for at, column in enumerate(stated)}
        self.derived = [column.name for column in stated if column.origin == "derived" and column.name != "row"]
        self.blank = (None,) * (len(stated) - 1)


def _framed() -> dict[str, Frame]:
    frames: dict[str, Frame] = {}
    first = 0
    for table in STATED:
        frames[table.name] = frame = Frame(table, first)
        first += len(frame.slots)
    return frames


FRAMES = _framed()
# The table and the column of every cell, as numbers name them.
CELLS = [(frame.name, column) for frame in FRAMES.values() for column in frame.slots]
