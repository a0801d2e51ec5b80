"""A reading: the rows of cells, the claims and the issues that one document gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extract.document import Document
from extract.rule import Rule, RuleError
from extract.span import Cell, Span, read
from schemas.kinds import KINDS

_WORD = re.compile(r"\S(?:[^\r\n]*\S)?")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")


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
        spans = tuple([span for span in spans if span])
        if not spans:
            return None
        self.spans[column] = spans[0]
        try:
            cell = read(rule, spans)
        except RuleError as fault:
            self._unread(column, fault, spans)
            return None
        self.cells[column] = cell
        self.reading.claims.extend(cell.pieces)
        return cell.value

    def _unread(self, column: str, fault: RuleError, spans: tuple[Span, ...]) -> None:
        said = fault.reason or f"expected {fault.expected}"
        for span in spans:
            self.issue(fault.code, f"{self.table}.{column} cannot be read from {span.raw!r}: {said}.", column, span)

    def issue(self, code: str, message: str, column: str | None = None, span: Span | None = None) -> None:
        """Report something odd about this row, at a stretch or else where the column stands."""
        self.reading.issue(code, message, span or self.spans.get(column or ""), self, column)

    def get(self, column: str) -> Any:
        """The value of a cell, read or derived; None where there is none."""
        cell = self.cells.get(column)
        return cell.value if cell is not None else self.derived.get(column)


@dataclass(slots=True)
class Reading:
    """What one document states: rows by table, issues, and the stretches that are accounted for."""

    document: Document
    layout: str | None
    version: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    claims: list[tuple[int, int]] = field(default_factory=list)
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
        self.claims.extend([span.source for span in spans])

    def issue(
        self, code: str, message: str, span: Span | None = None, row: Row | None = None, column: str | None = None
    ) -> None:
        """Report something odd."""
        start, end = span.source if span is not None else (None, None)
        line = self.document.line(start) if start is not None else None
        table = row.table if row is not None else None
        self.issues.append(Issue(code, message, table, row.number if row else None, column, start, end, line))

    def finish(self) -> Reading:
        """Measure the coverage and report every stretch that nobody accounted for."""
        text = self.document.text
        if self.document.is_mended:
            self.claims.extend(match.span() for match in _INVISIBLE.finditer(text))
        unclaimed = sum(len("".join(text[a:b].split())) for a, b in _gaps(self.claims, len(text)))
        total = len("".join(text.split()))
        self.coverage = 1 - unclaimed / total if total else 1.0
        if unclaimed:
            held = [(issue.start, issue.end) for issue in self.issues if issue.start is not None]
            for start, end in _gaps(self.claims + held, len(text)):  # type: ignore[operator]
                self._report_unclaimed(start, end)
        return self

    def _report_unclaimed(self, start: int, end: int) -> None:
        for match in _WORD.finditer(self.document.text, start, end):
            at, line = match.start(), self.document.line(match.start())
            message = f"Nothing claims {match.group()[:80]!r}."
            self.issues.append(Issue("unclaimed-text", message, start=at, end=match.end(), line=line))


def _gaps(ranges: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """The stretches of ``range(length)`` that no range covers."""
    reached = 0
    for start, end in sorted(ranges):
        if start > reached:
            yield reached, start
        if end > reached:
            reached = end
    if reached < length:
        yield reached, length
