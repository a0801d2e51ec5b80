"""A row that a document states, and how its cells are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from extract.markdown import has_marks
from extract.rule import Rule, RuleError
from extract.span import READERS, RULES, SHORT, Cell, Place, Span, marked_reader
from schemas.frame import CELLS, Frame

if TYPE_CHECKING:
    from parsers.reading import Reading

# What each piece of a row's cells is told by: how it was read, which is the number of the cell times RULES and that of
# the rule, and its offsets.
PIECE = ("how", "start_char", "end_char")


class StatedAgain(RuleError):
    """A value of a cell that was read before, as another one."""

    code = "label-repeated"
    expected = "what was read before"


class Groups:
    """The groups of a match that a row is read from, two or more, each into the column after which it is named."""

    __slots__ = ("columns", "cut", "is_verbatim")

    def __init__(self, frame: Frame, groups: Mapping[str, int], rules: Mapping[str, Rule]) -> None:
        # Gives what stands in the groups of a match, or where.
        self.cut = itemgetter(*[groups[column] for column in rules])
        readers = [(column, frame.slots[column], READERS[rule]) for column, rule in rules.items()]
        self.columns = [
            (column, slot, reader, (frame.first + slot) * RULES + reader.number) for column, slot, reader in readers
        ]
        self.is_verbatim = any(reader.is_verbatim for *_, reader in readers)


class Row:
    """One row that a document states: the values of its columns, and the pieces of text that read ones stand in.

    ``values`` stand as the table's frame has it; ``pieces`` are the numbers that PIECE names, one piece after the
    other, offsets of which point into the document's text; ``places`` are the stretches of the view where columns
    were looked for, by column; ``beside`` is what tells of the row and is no cell, by a name of its own.
    """

    __slots__ = ("beside", "frame", "number", "pieces", "places", "reading", "values")

    def __init__(self, reading: Reading, frame: Frame, number: int, derived: Mapping[str, Any]) -> None:
        self.reading = reading
        self.frame = frame
        self.number = number
        self.values: list[Any] = [number, *frame.blank]
        for column, value in derived.items():
            self.values[frame.slots[column]] = value
        self.pieces: list[int] = []
        self.places: dict[str, Place] = {}
        self.beside: dict[str, Span] = {}

    def derive(self, column: str, value: Any) -> None:
        """State a cell that follows from others."""
        self.values[self.frame.slots[column]] = value

    def read(self, column: str, rule: Rule, *spans: Span) -> Any:
        """Read a cell from its stretches; silence where they are empty, an issue where the rule fails.

        Of several values the first counts; another one stays unread, with an issue.
        """
        if len(spans) == 1:
            (span,) = spans
            places: tuple[Place, ...] = ((span.start, span.end),) if span.start < span.end else ()
        else:
            places = tuple([(span.start, span.end) for span in spans if span.start < span.end])
        if not places:
            return None
        try:
            value = self._read(column, rule, places)
        except RuleError as fault:
            self._unread(column, fault, places)
            return None
        self.reading.claims += places
        return value

    def _read(self, column: str, rule: Rule, places: tuple[Place, ...]) -> Any:
        document = self.reading.document
        reader = marked_reader(rule) if document.is_marked else READERS[rule]
        if column in self.places and self._is_stated(column):
            return self._again(column, reader.read(document, places)[0], places)
        self.places[column] = places[0]
        value, pieces = reader.read(document, places)
        if document.is_marked and isinstance(value, str | list) and has_marks(value):
            message = "A mark of Markdown without its partner was left in the text."
            self.issue("mark-left", message, column)
        slot = self.frame.slots[column]
        self.values[slot] = value
        how = (self.frame.first + slot) * RULES + reader.number
        for start, end in pieces:
            self.pieces += (how, start, end)
        return value

    def _is_stated(self, column: str) -> bool:
        """Whether a cell was read, be it that nothing is printed; where it was looked for says less."""
        cell = self.frame.first + self.frame.slots[column]
        return any(how // RULES == cell for how, *_ in self._pieces())

    def _again(self, column: str, value: Any, places: tuple[Place, ...]) -> Any:
        """Give the value of a cell that is read again, which may repeat it or say nothing."""
        known, first = self.get(column), self.span(column)
        assert first is not None, "what was read has its place"
        if value is not None and value != known:
            raw = self.reading.document.span(places[0][0], places[-1][1]).raw
            raise StatedAgain(raw, f"it was read before, from {first.raw[:80]!r}")
        return known

    def read_groups(self, line: Span, match: re.Match[str], rules: dict[str, Rule]) -> None:
        """Read the groups of a matched line into the columns after which they are named, in the order of the line.

        All of the line is accounted for, as label or as cell, but for what its rule cannot read.
        """
        document, reached = line.document, line.start
        view, claims = document.view, self.reading.claims
        for column, rule in rules.items():
            start, end = place = match.span(column)
            if start < end and (view[start].isspace() or view[end - 1].isspace()):
                start, end = place = document.trim(start, end)
            if start < end:
                try:
                    self._read(column, rule, (place,))
                except RuleError as fault:
                    self._unread(column, fault, (place,))
                    claims.append((reached, start))
                    reached = end
        claims.append((reached, line.end))

    def read_match(self, match: re.Match[str], groups: Groups) -> None:
        """Read groups of a match, none of which begins or ends in blanks, into a row that says nothing yet.

        Raises RuleError where a rule fails; the row is of no use then.
        """
        document, stretches = self.reading.document, match.regs
        shift = None if groups.is_verbatim else document.shift(*stretches[0])
        values, pieces, places = self.values, self.pieces, self.places
        said = zip(groups.columns, groups.cut(match), groups.cut(stretches), strict=True)
        for (column, slot, reader, how), raw, place in said:
            # One that took no part is None, and stands nowhere.
            if not raw:
                continue
            start, end = places[column] = place
            if shift is None:
                values[slot], found = reader.read(document, (place,))
                for start, end in found:
                    pieces += (how, start, end)
                continue
            values[slot] = reader[raw] if end - start < SHORT else reader.read_long(document, raw)
            if shift:
                start, end = start + shift, end + shift
            pieces += (how, start, end)

    def contradicts(self, other: Row) -> bool:
        """Whether another reading of the same row has other values."""
        again = self.places.keys() & other.places
        return any(self.get(column) not in (None, other.get(column)) for column in again)

    def add(self, other: Row) -> None:
        """Take over what another reading of the same row says."""
        for column in self.places.keys() & other.places:
            self.forget(column)
        slots = self.frame.slots
        for column in other.places:
            self.values[slots[column]] = other.values[slots[column]]
        self.places.update(other.places)
        self.pieces += other.pieces

    def forget(self, column: str) -> None:
        """Take back what was read of a column."""
        slot = self.frame.slots[column]
        cell = self.frame.first + slot
        self.values[slot] = None
        self.pieces = [number for piece in self._pieces() if piece[0] // RULES != cell for number in piece]

    def _pieces(self) -> Iterator[tuple[int, int, int]]:
        return zip(*[iter(self.pieces)] * len(PIECE), strict=True)

    def column_at(self, start: int, end: int) -> str | None:
        """The column of a cell that was read from a stretch of the text."""
        found = (CELLS[how // RULES][1] for how, first, last in self._pieces() if first < end and start < last)
        return next(found, None)

    def _unread(self, column: str, fault: RuleError, places: Sequence[Place]) -> None:
        said = fault.reason or f"expected {fault.expected}"
        for start, end in places:
            span = self.reading.document.span(start, end)
            # Issues are published, people are not.
            why = "" if self.table == "contacts" else f" from {span.raw!r}: {said}"
            self.issue(fault.code, f"{self.table}.{column} cannot be read{why}.", column, span)

    def span(self, column: str) -> Span | None:
        """Where a column was looked for, whether it could be read or not; None where it was not found."""
        place = self.places.get(column)
        return None if place is None else self.reading.document.span(*place)

    @property
    def first_span(self) -> Span | None:
        """Where the first column was looked for."""
        return self.span(next(iter(self.places), ""))

    def mark(self, column: str, span: Span) -> None:
        """Take down where a column stands."""
        self.places[column] = (span.start, span.end)

    def issue(self, code: str, message: str, column: str | None = None, span: Span | None = None) -> None:
        """Report something odd about this row: at a stretch, else where the column stands, else at the row."""
        span = span or self.span(column or "") or self.first_span
        self.reading.issue(code, message, span, self, column)

    def get(self, column: str) -> Any:
        """The value of a cell, read or derived; None where there is none."""
        return self.values[self.frame.slots[column]]

    @property
    def table(self) -> str:
        """The name of its table."""
        return self.frame.name

    @property
    def cells(self) -> dict[str, Cell]:
        """The cells that were read, by column, in the order of reading."""
        rules = [*READERS]
        cells: dict[str, Cell] = {}
        for how, start, end in self._pieces():
            column = CELLS[how // RULES][1]
            before = cells[column].pieces if column in cells else ()
            cells[column] = Cell(self.get(column), rules[how % RULES].__name__, (*before, (start, end)))
        return cells

    @property
    def derived(self) -> dict[str, Any]:
        """The values that were derived, by column."""
        return {column: value for column in self.frame.derived if (value := self.get(column)) is not None}
