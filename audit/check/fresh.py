"""A reading compared with a fresh parse of its stored text: rows, fields and issues, cell by cell.

A parser is a pure function of the text, so what the present one makes of the stored text is what
the reading must hold if the present one made it. This finds what the trail alone cannot show: an
issue that was taken out, a row that is gone, a derived cell that was changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import parsers
from audit.check.subject import STATED_COLUMNS, Note, Piece, Subject
from audit.finding import Finding, Where, Words
from parsers.reading import Reading
from schemas.kinds import KINDS
from schemas.trail import FIELDS, ISSUES
from store.batch import outcome
from store.rows import rows

Values = dict[str, list[tuple[Any, ...]]]


def values(reading: Reading) -> Values:
    """The rows of a fresh reading in the form of stored ones."""
    return {name: [tuple(row) for row in found] for name, found in rows(reading).items()}


def parsed(subject: Subject) -> tuple[Reading, Values]:
    """The stored text parsed again, and the rows that come of it; whatever a parser may raise, it raises."""
    reading = parsers.parse(subject.document)
    return reading, values(reading)


def outcomes(subject: Subject, reading: Reading) -> Iterator[Finding]:
    """What the log says of the reading as a whole."""
    expected = {**outcome(reading), "characters": len(subject.text or "")}
    for column, value in expected.items():
        stands = getattr(subject.entry, column)
        if stands != value:
            yield subject.finding("log-differs", "documents", ("documents", None, column), value, stands)


def differences(subject: Subject, reading: Reading, expected: Values, seen: set[str]) -> Iterator[Finding]:
    """What a subject's rows hold otherwise than the rows of a fresh reading.

    Tables without any part are passed over, and cells in ``seen`` have their finding already. What
    only the container knows, pages and its own notices, is compared where it was opened again.
    """
    if expected == subject.values:
        return
    is_opened = reading.document.pages is not None or bool(reading.document.notices)
    for table in STATED_COLUMNS:
        if table in subject.files and expected.get(table, []) != subject.values.get(table, []):
            yield from _rows(subject, table, expected.get(table, []), seen)
    if FIELDS.name in subject.files:
        yield from _fields(subject, [Piece._make(row) for row in expected.get(FIELDS.name, [])], is_opened)
    if ISSUES.name in subject.files or not expected.get(ISSUES.name):
        stand = [note for note in subject.notes if is_opened or not _is_of_container(note)]
        yield from _issues(subject, stand, [Note._make(row) for row in expected.get(ISSUES.name, [])])


def _rows(subject: Subject, table: str, expected: list[tuple[Any, ...]], seen: set[str]) -> Iterator[Finding]:
    names = STATED_COLUMNS[table]
    stand = {row[0]: row for row in subject.values.get(table, [])}
    for row in expected:
        found = stand.pop(row[0], None)
        if found is None:
            told = {name: value for name, value in zip(names, row, strict=True) if value is not None}
            yield subject.finding("row-missing", table, (table, row[0], None), told, Words("no row"))
            continue
        for name, value, stands in zip(names, row, found, strict=True):
            if value != stands and Where("", table, row[0], name).cell not in seen:
                yield subject.finding("cell-differs", table, (table, row[0], name), value, stands)
    for number, row in stand.items():
        told = {name: value for name, value in zip(names, row, strict=True) if value is not None}
        yield subject.finding("row-unknown", table, (table, number, None), Words("no row"), told)


def _is_of_container(note: Note) -> bool:
    return note.code in KINDS and KINDS[note.code].is_of_container


def _fields(subject: Subject, expected: list[Piece], is_opened: bool) -> Iterator[Finding]:
    stand = {piece[:4]: piece if is_opened else piece.unboxed for piece in subject.pieces}
    for piece in expected:
        address = (piece.table_name, piece.row, piece.column_name)
        found = stand.pop(piece[:4], None)
        if found is None:
            yield subject.finding("field-missing", FIELDS, address, _told(piece), Words("no row of fields"))
        elif found != piece:
            yield subject.finding("field-differs", FIELDS, address, _told(piece), _told(found))
    for piece in stand.values():
        address = (piece.table_name, piece.row, piece.column_name)
        yield subject.finding("field-unknown", FIELDS, address, Words("no row of fields"), _told(piece))


def _told(piece: Piece) -> Words:
    said = f"{piece.rule} of {piece.raw[:60]!r} at {piece.start_char}:{piece.end_char}"
    return Words(f"{said}, line {piece.line}, part {piece.part}")


def _issues(subject: Subject, notes: list[Note], expected: list[Note]) -> Iterator[Finding]:
    """Issues have no key: what stands in one list and not in the other, as often as it does."""
    wanted, stand = Counter(expected), Counter(notes)
    for note in (wanted - stand).elements():
        yield _of_issue(
            subject, "issue-missing", note, Words(f"{note.severity} {note.code}: {note.message}"), Words("none")
        )
    for note in (stand - wanted).elements():
        yield _of_issue(
            subject, "issue-unknown", note, Words("none"), Words(f"{note.severity} {note.code}: {note.message}")
        )


def _of_issue(subject: Subject, code: str, note: Note, *said: Words) -> Finding:
    address = (note.table_name, note.row, note.column_name)
    finding = subject.finding(code, ISSUES, address, *said)
    return replace(finding, line=note.line or finding.line)
