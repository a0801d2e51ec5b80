"""The trail of a reading walked again: every piece of text where it is said to stand, every rule repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import parsers  # noqa: F401 - they bring rules of their own.
from audit.check.subject import Address, Piece, Subject
from audit.finding import Finding, Words
from extract.rule import RULES, RuleError
from schemas.tables import STATED
from schemas.trail import FIELDS, ISSUES

_COLUMNS = {(table.name, column.name): column for table in STATED for column in table.standing_in("records")}
# How a value of a rule is stored, by type of the column.
_FORMS: dict[str, Callable[[Any], Any]] = {
    "float64": float,
    "decimal128(18,2)": lambda value: Decimal(value).quantize(Decimal("0.01")),
    "list<string>": list,
}


def spans(subject: Subject) -> Iterator[Finding]:
    """``text[start_char:end_char] == raw``, and lines that are counted right, of fields and issues."""
    if (text := subject.text) is None:
        return
    for piece in subject.pieces:
        address = (piece.table_name, piece.row, piece.column_name)
        stands = text[piece.start_char : piece.end_char] if 0 <= piece.start_char <= piece.end_char else None
        if stands != piece.raw:
            where = Words(f"{_quoted(stands)} at {piece.start_char}:{piece.end_char}")
            yield subject.finding("span-differs", FIELDS, address, piece.raw, where)
        elif subject.document.line(piece.start_char) != piece.line:
            said = Words(f"line {subject.document.line(piece.start_char)}"), Words(f"line {piece.line}")
            yield subject.finding("line-differs", FIELDS, address, *said)
    yield from _issue_spans(subject, len(text))


def _quoted(text: str | None) -> str:
    return "nothing" if text is None else repr(text[:60])


def _issue_spans(subject: Subject, length: int) -> Iterator[Finding]:
    for note in subject.notes:
        address = (note.table_name, note.row, note.column_name)
        start, end = note.start_char, note.end_char
        if start is None or end is None:
            if not start == end == note.line:
                yield subject.finding("issue-span-wrong", ISSUES, address, Words("start, end and line, or none"), note)
        elif not 0 <= start <= end <= length:
            yield subject.finding(
                "issue-span-wrong", ISSUES, address, Words(f"a span within {length} characters"), note
            )
        elif subject.document.line(start) != note.line:
            expected = Words(f"line {subject.document.line(start)} for {note.code}")
            yield subject.finding("line-differs", ISSUES, address, expected, Words(f"line {note.line}"))


def rules(subject: Subject) -> Iterator[Finding]:
    """``rule("\\n".join(raws)) == cell`` for every cell that has pieces of text."""
    for address, pieces in subject.cells.items():
        column = _COLUMNS.get((address[0], address[2]))
        row = subject.rows.get(address[:2])
        if column is None or row is None:
            continue  # A finding of pointers().
        stands = row[column.name]
        try:
            value = _replayed(pieces)
        except (KeyError, RuleError) as fault:
            yield subject.finding("rule-fails", FIELDS, address, stands, Words(f"{pieces[0].rule}: {fault}"[:200]))
            continue
        if value is not None:
            value = _FORMS.get(column.type, _same)(value)
        if value != stands:
            yield subject.finding("rule-differs", address[0], address, value, stands)


def _replayed(pieces: list[Piece]) -> Any:
    """What the rule reads from the pieces. Raises KeyError where no rule has that name, and RuleError."""
    return RULES[pieces[0].rule]("\n".join([piece.raw for piece in pieces]))


def _same(value: Any) -> Any:
    return value


def pointers(subject: Subject) -> Iterator[Finding]:
    """Every read cell has its pieces, numbered from 0; every piece belongs to a read cell of a row."""
    for address, pieces in subject.cells.items():
        yield from _cell_of(subject, address, pieces)
    if FIELDS.name not in subject.files:
        return  # The whole part is missing, which is one finding.
    for (table, number), row in subject.rows.items():
        for name, value in row.items():
            address = (table, number, name)
            if value is not None and _COLUMNS[table, name].origin == "read" and address not in subject.cells:
                yield subject.finding("cell-without-source", table, address, Words("a row of fields for it"), value)


def _cell_of(subject: Subject, address: Address, pieces: list[Piece]) -> Iterator[Finding]:
    column = _COLUMNS.get((address[0], address[2]))
    if column is None or column.origin != "read":
        yield subject.finding("source-without-cell", FIELDS, address, Words("a column that is read"), Words("none"))
    elif address[:2] not in subject.rows:
        yield subject.finding(
            "source-without-cell", FIELDS, address, Words("the row that it names"), Words("no such row")
        )
    parts = [piece.part for piece in pieces]
    if parts != list(range(len(parts))):
        yield subject.finding("parts-wrong", FIELDS, address, Words(f"parts 0 to {len(parts) - 1}"), parts)
    if len({piece.rule for piece in pieces}) > 1:
        yield subject.finding("parts-wrong", FIELDS, address, Words("one rule"), [piece.rule for piece in pieces])
