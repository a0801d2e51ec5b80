"""Two readings of one text, row by row: the rows that were read from the same pieces of it.

Row numbers are of no use here: a parser that finds one row more moves all that follow. Rows are the
same where most of their pieces are; those that were read from no piece belong to a row that was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from schemas.column import Table
from schemas.tables import INDICATORS, PROJECT_INDICATORS, PROJECTS, STATED
from store.rows import columns

Values = dict[str, list[tuple[Any, ...]]]
Row = dict[str, Any]
# Row number before, by row number after, of the rows that are the same.
Numbers = dict[int, int]


class Change(NamedTuple):
    """A cell or, without a column, a row that one reading holds otherwise than the other.

    ``row`` counts in the later reading, but for a row that only the earlier one has.
    """

    kind: str
    table: str
    row: int
    column: str | None
    before: Any
    after: Any
    line: int | None


def changes(before: Values, after: Values) -> Iterator[Change]:
    """What changes between two readings of one document, in stored form."""
    pieces = _pieces(before), _pieces(after)
    indicators: Numbers = {}
    for table in sorted(STATED, key=lambda table: table != INDICATORS):
        sides = _rows(table, before), _rows(table, after)
        same = _same(table, sides, pieces, indicators)
        if table == INDICATORS:
            indicators = same
        yield from _changes(table, sides, same, indicators, _lines(before, table), _lines(after, table))


def _pieces(values: Values) -> dict[tuple[str, int], set[tuple[str, int, int]]]:
    """Per table and row, the columns and spans that it was read from."""
    found: dict[tuple[str, int], set[tuple[str, int, int]]] = defaultdict(set)
    for table, row, column, _, _, start, end, *_ in values.get("fields", []):
        found[table, row].add((column, start, end))
    return found


def _lines(values: Values, table: Table) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for name, row, column, part, _, _, _, line, *_ in values.get("fields", []):
        if name == table.name and (part == 0 or (row, column) not in found):
            found[row, column] = line
    return found


def _rows(table: Table, values: Values) -> dict[int, Row]:
    return {row[0]: dict(zip(columns(table), row, strict=True)) for row in values.get(table.name, [])}


def _same(table: Table, sides: Any, pieces: Any, indicators: Numbers) -> Numbers:
    """The rows that are the same on both sides."""
    before, after = sides
    if table == PROJECTS:
        return {number: number for number in after if number in before}
    if table == PROJECT_INDICATORS:
        stood = {row["indicator_row"]: number for number, row in before.items()}
        owners = ((number, indicators.get(row["indicator_row"])) for number, row in after.items())
        return {number: stood[owner] for number, owner in owners if owner in stood}
    readers: dict[tuple[str, int, int], int] = {
        piece: number for number in before for piece in pieces[0].get((table.name, number), ())
    }
    votes: Counter[tuple[int, int]] = Counter()
    for number in after:
        for piece in pieces[1].get((table.name, number), ()):
            if piece in readers:
                votes[number, readers[piece]] += 1
    found: Numbers = {}
    taken: set[int] = set()
    for (number, stood_at), _ in votes.most_common():
        if number not in found and stood_at not in taken:
            found[number] = stood_at
            taken.add(stood_at)
    return found


def _changes(table: Table, sides: Any, same: Numbers, indicators: Numbers, *lines: Any) -> Iterator[Change]:
    before, after = sides
    for number, row in after.items():
        if number not in same:
            yield Change("added", table.name, number, None, None, _said(row), _first(lines[1], number))
            continue
        stood = before[same[number]]
        for column, value in row.items():
            if column == "row" or _is_same(column, stood[column], value, indicators):
                continue
            kind = "added" if stood[column] is None else "removed" if value is None else "changed"
            line = lines[1].get((number, column)) or lines[0].get((same[number], column)) or _first(lines[1], number)
            yield Change(kind, table.name, number, column, stood[column], value, line)
    for number in before.keys() - set(same.values()):
        yield Change("removed", table.name, number, None, _said(before[number]), None, _first(lines[0], number))


def _is_same(column: str, before: Any, after: Any, indicators: Numbers) -> bool:
    if column == "indicator_row" and after is not None:
        after = indicators.get(after)
    return bool(before == after)


def _said(row: Row) -> Row:
    return {column: value for column, value in row.items() if value is not None and column != "row"}


def _first(lines: dict[tuple[int, str], int], number: int) -> int | None:
    return min((line for (row, _), line in lines.items() if row == number), default=None)
