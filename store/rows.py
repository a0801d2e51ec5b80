"""A reading as rows: the values of every table, in the order and form in which they are stored.

Values lie in one list a table, row after row. A list of rows would be many small objects that live
until their batch is written, and that Python's collector goes through again and again. The pieces
of cells, of which there are the most, are whole numbers only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from extract.document import Document
from extract.pages import Box
from parsers.reading import Reading
from parsers.row import PIECE
from schemas.column import Table
from schemas.frame import FRAMES
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
_NOWHERE = (None,) * len(Box._fields)


class Values(NamedTuple):
    """What a reading says: values by table, row after row, without ``fields``, ``texts`` and tables that have no row.

    ``pieces`` are those of the cells, each with the numbers that PIECE names, one after the other; ``counts`` tell of
    each row its number, and how many numbers its pieces take; ``boxes``, empty for a document without pages, say
    where each piece stands on paper, if it does.
    """

    tables: dict[str, list[Any]]
    pieces: list[int]
    counts: list[int]
    boxes: list[Box | None]
    document: Document


def rows(reading: Reading) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a reading by table, without tables that have none."""
    found = {name: list(_cut(told, WIDTHS[name])) for name, told in values(reading).tables.items()}
    fields = list(_fields(reading))
    return found | ({FIELDS.name: fields} if fields else {}) | {TEXTS.name: [(reading.document.text,)]}


def _fields(reading: Reading) -> Iterator[tuple[Any, ...]]:
    """The rows of ``fields``, one after the other."""
    document, text = reading.document, reading.document.text
    for row in chain.from_iterable(map(reading.of, FRAMES)):
        for column, cell in row.cells.items():
            for part, (start, end) in enumerate(cell.pieces):
                where = (start, end, document.line(start), *(document.box(start, end) or _NOWHERE))
                yield row.table, row.number, column, part, text[start:end], *where, cell.rule


def _cut(values: list[Any], width: int) -> Iterator[tuple[Any, ...]]:
    """Values that lie row after row, as rows."""
    return zip(*[iter(values)] * width, strict=True)


def values(reading: Reading) -> Values:
    """The values of a reading."""
    document = reading.document
    found: dict[str, list[Any]] = {}
    pieces: list[int] = []
    counts: list[int] = []
    for name in FRAMES:
        if stated := reading.rows.get(name):
            found[name] = told = []
            for row in stated:
                told += row.values
                pieces += row.pieces
                counts += (row.number, len(row.pieces))
    if reading.issues:
        found[ISSUES.name] = told = []
        for i in reading.issues:
            told += (i.severity, i.code, i.message, i.table, i.row, i.column, i.start, i.end, i.line)
    return Values(found, pieces, counts, _boxes(pieces, document), document)


def _boxes(pieces: list[int], document: Document) -> list[Box | None]:
    """Where pieces stand on paper; nothing for a document without pages."""
    if document.pages is None:
        return []
    return [document.box(start, end) for _, start, end in _cut(pieces, len(PIECE))]


def release(reading: Reading) -> None:
    """Let go of a reading once its values are taken; nothing of it can be asked any more.

    Its rows, their spans and the document name each other, so that only the collector would find
    them: many documents later, when they have long left the processor's caches.
    """
    reading.rows.clear()
    vars(reading.document).clear()
