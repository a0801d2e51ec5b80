"""A reading under check: its rows as they stand, its text, and how findings name its cells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from audit.entries import Entry
from audit.finding import Finding, Where, contrasted
from audit.lots import Values
from extract.document import Document
from schemas.column import Table
from schemas.tables import STATED
from schemas.trail import FIELDS, ISSUES
from store.rows import columns

Address = tuple[str, int, str]
# Table, row and column that something is about, as far as it is about them.
About = tuple[str | None, int | None, str | None]

STATED_COLUMNS = {table.name: columns(table) for table in STATED}


class Piece(NamedTuple):
    """A row of ``fields``."""

    table_name: str
    row: int
    column_name: str
    part: int
    raw: str
    start_char: int
    end_char: int
    line: int | None
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    rule: str

    @property
    def unboxed(self) -> Piece:
        """The piece without its place on paper, which the text alone cannot tell."""
        return self._replace(page=None, x0=None, top=None, x1=None, bottom=None)


class Note(NamedTuple):
    """A row of ``issues``."""

    severity: str
    code: str
    message: str
    table_name: str | None
    row: int | None
    column_name: str | None
    start_char: int | None
    end_char: int | None
    line: int | None


class Subject:
    """A reading; ``text`` is None where ``texts`` has no row of it."""

    def __init__(self, entry: Entry, values: Values, files: Mapping[str, str]) -> None:
        self.entry = entry
        self.values = values
        self.files = files
        self.pieces = [Piece._make(row) for row in values.get(FIELDS.name, [])]
        self.notes = [Note._make(row) for row in values.get(ISSUES.name, [])]
        texts = values.get("texts", [])
        self.text: str | None = texts[0][0] if len(texts) == 1 else None

    @cached_property
    def document(self) -> Document:
        """The stored text, as parsers see it."""
        return Document(self.text or "")

    @cached_property
    def cells(self) -> dict[Address, list[Piece]]:
        """The pieces of each cell, in the order of their parts."""
        found: dict[Address, list[Piece]] = {}
        for piece in sorted(self.pieces, key=lambda piece: piece.part):
            found.setdefault((piece.table_name, piece.row, piece.column_name), []).append(piece)
        return found

    @cached_property
    def rows(self) -> dict[tuple[str, int], dict[str, Any]]:
        """The stated rows by table and number; of several with one number, the last."""
        return {
            (name, row[0]): dict(zip(names, row, strict=True))
            for name, names in STATED_COLUMNS.items()
            for row in self.values.get(name, [])
        }

    def finding(self, code: str, table: Table | str, address: About, *said: Any) -> Finding:
        """A finding in a part file of ``table`` about a cell of the document: what was expected, what was found."""
        name = table if isinstance(table, str) else table.name
        where = Where(self.files.get(name, f"records/{name}"), *address)
        return Finding(code, where, contrasted(*said), *self.source(address))

    def source(self, address: About) -> tuple[str, int | None]:
        """The place of the document, and the line in which a cell, else its row, is stated."""
        lines = [piece.line for piece in self.cells.get(address, [])]  # type: ignore[arg-type]
        if not lines:
            lines = [piece.line for piece in self.pieces if (piece.table_name, piece.row) == address[:2]]
        return self.entry.place, min((line for line in lines if line is not None), default=None)
