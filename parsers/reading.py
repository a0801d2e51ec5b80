"""A reading: the rows of cells, the claims and the issues that one document gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.document import Document
from extract.rule import Rule, RuleError
from extract.span import Cell, Span, read
from extract.thai import ZERO_WIDTH
from schemas.kinds import KINDS

_WORD = re.compile(r"\S(?:[^\r\n]*\S)?")
_ODD = re.compile(f"[{ZERO_WIDTH}\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something odd; offsets point into the document's text, ``line`` counts from 1."""

    code: str
    message: str
    table: str | None = None
    row: int | None = None
    column: str | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None

    @property
    def severity(self) -> str:
        """How grave it is: error, warning or info."""
        return KINDS[self.code].severity


class Row:
    """One row that a document states: read cells, and values derived from them."""

    __slots__ = ("cells", "derived", "number", "reading", "spans", "table")

    def __init__(self, reading: Reading, table: str, number: int, derived: dict[str, Any]) -> None:
        self.reading = reading
        self.table = table
        self.number = number
        self.derived = derived
        self.cells: dict[str, Cell] = {}
        self.spans: dict[str, Span] = {}

    def read(self, column: str, rule: Rule, *spans: Span) -> Any:
        """Read a cell from its stretches; silence where they are empty, an issue where the rule fails."""
        stretches = spans if all(spans) else tuple(filter(None, spans))
        if not stretches:
            return None
        self.spans[column] = stretches[0]
        try:
            cell = read(rule, stretches)
        except RuleError as fault:
            self._unread(column, fault, stretches)
            return None
        self.cells[column] = cell
        if self.reading.document.is_plain:
            self.reading.claims += cell.pieces
        else:
            self.reading.claim(*stretches)
        return cell.value

    def _unread(self, column: str, fault: RuleError, spans: Sequence[Span]) -> None:
        said = fault.reason or f"expected {fault.expected}"
        for span in spans:
            self.issue(fault.code, f"{self.table}.{column} cannot be read from {span.raw!r}: {said}.", column, span)

    def issue(self, code: str, message: str, column: str | None = None, span: Span | None = None) -> None:
        """Report something odd about this row: at a stretch, else where the column stands, else at the row."""
        span = span or self.spans.get(column or "") or next(iter(self.spans.values()), None)
        self.reading.issue(code, message, span, self, column)

    def get(self, column: str) -> Any:
        """The value of a cell, read or derived; None where there is none."""
        cell = self.cells.get(column)
        return cell.value if cell is not None else self.derived.get(column)


@dataclass(slots=True)
class Reading:
    """What one document states: rows by table, issues, and the stretches that are accounted for.

    ``claims`` (of fields, labels and furniture) and ``held`` (of issues) are offsets into the
    document's view; everything that leaves the program points into its text.
    """

    document: Document
    layout: str | None
    version: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    claims: list[tuple[int, int]] = field(default_factory=list)
    held: list[tuple[int, int]] = field(default_factory=list)
    coverage: float = 1.0
    problem: str | None = None

    def row(self, table: str, **derived: Any) -> Row:
        """Add a row; keyword arguments are its derived cells."""
        rows = self.rows.setdefault(table, [])
        row = Row(self, table, len(rows), derived)
        rows.append(row)
        return row

    def of(self, table: str) -> list[Row]:
        """The rows of a table, in the order of the document."""
        return self.rows.get(table, [])

    def claim(self, *spans: Span) -> None:
        """Account for labels and furniture."""
        self.claims += [(span.start, span.end) for span in spans]

    def claim_around(self, line: Span, *values: Span) -> None:
        """Account for the label of a line: all of it but the values that stand in it, given in order."""
        reached = line.start
        for value in values:
            if value.end > value.start:
                self.claims.append((reached, value.start))
                reached = value.end
        self.claims.append((reached, line.end))

    def issue(
        self, code: str, message: str, span: Span | None = None, row: Row | None = None, column: str | None = None
    ) -> None:
        """Report something odd."""
        start = end = line = None
        if span is not None:
            start, end = span.source
            line = self.document.line(start)
            self.held.append((span.start, span.end))
        table = row.table if row is not None else None
        self.issues.append(Issue(code, message, table, row.number if row else None, column, start, end, line))

    def finish(self) -> Reading:
        """Measure the coverage, report every stretch that nobody accounted for, put the issues in order."""
        document = self.document
        text = document.text
        self.claim(*document.running)
        open_gaps = self._open_gaps(self.claims)
        if open_gaps:
            unclaimed = sum(_blackness(text[slice(*document.source(*gap))]) for gap in open_gaps)
            self.coverage = 1 - unclaimed / _blackness(text)
            for start, end in self._open_gaps(self.claims + self.held):
                self._report_unclaimed(start, end)
        self._report_odd_characters()
        for notice in document.notices:
            line = None if notice.start is None else document.line(notice.start)
            self.issues.append(Issue(notice.code, notice.message, start=notice.start, end=notice.end, line=line))
        self.issues.sort(key=lambda issue: (-1 if issue.start is None else issue.start, issue.code, issue.message))
        return self

    def _open_gaps(self, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The stretches that no range covers, but for blank ones."""
        view = self.document.view
        return [gap for gap in gaps(ranges, len(view)) if not view[gap[0] : gap[1]].isspace()]

    def _report_unclaimed(self, start: int, end: int) -> None:
        for match in _WORD.finditer(self.document.view, start, end):
            span = self.document.span(*match.span())
            self.issue("unclaimed-text", f"Nothing claims {span.raw[:80]!r}.", span)

    def _report_odd_characters(self) -> None:
        """One issue where the view left invisible or private-use characters out or exchanged them."""
        odd = [*_ODD.finditer(self.document.text)] if self.document.is_mended else []
        if odd:
            start, end = odd[0].span()
            message = f"{len(odd)} invisible or private-use characters were read through; the first stands here."
            self.issues.append(Issue("odd-characters", message, start=start, end=end, line=self.document.line(start)))


def _blackness(text: str) -> int:
    """Count the characters that are not blank."""
    return len("".join(text.split()))


def gaps(ranges: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """The stretches of ``range(length)`` that no range covers."""
    reached = 0
    for start, end in sorted(ranges):
        if start > reached:
            yield reached, start
        if end > reached:
            reached = end
    if reached < length:
        yield reached, length
